//! Inside expressions and on variables: every feature, in JSON and in YAML.

use asl_ide::{
    CompletionConfig, HighlightKind, completions, document_highlight, goto_definition, hover,
    references, signature_help,
};
use asl_testing::fixture::annotate;
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of};

/// A machine in both query languages; `@` in a marked text is one of its strings.
const JSON: &str = r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Assign": { "limit": 3, "who.$": "$.name" }, "Next": "Work" },
    "Work": {
      "Type": "Task",
      "QueryLanguage": "JSONata",
      "Resource": "arn:aws:states:::sns:publish",
      "Arguments": { "Message": "{% ARGUMENT %}" },
      "Output": "{% OUTPUT %}",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "why": "{% CATCH %}" }, "Next": "Wait" }],
      "Next": "Wait"
    },
    "Wait": { "Type": "Wait", "SecondsPath": "$limit", "Next": "Tell" },
    "Tell": { "Type": "Pass", "Parameters": { "text.$": "States.Format('{} {}', $who, $why.Cause)" }, "End": true }
  }
}
"#;

const YAML: &str = r"
StartAt: Begin
QueryLanguage: JSONata
States:
  Begin:
    Type: Pass
    Assign:
      limit: 3
    Next: Work
  Work:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Output: >-
      {% OUTPUT %}
    Arguments: '{% ARGUMENT %}'
    Assign:
      total: |-
        {% CATCH %}
    Next: Tell
  Tell:
    Type: Succeed
    Output: '{% $total + $limit %}'
";

/// Both documents with an expression in the place of a word, and the cursor in it.
pub(crate) fn both(place: &str, marked: &str) -> [String; 2] {
    let json = marked.replace('\\', "\\\\").replace('"', "\\\"");
    let filled = |text: &str, with: &str| {
        let text = text.replace(place, with);
        ["OUTPUT", "ARGUMENT", "CATCH"]
            .iter()
            .fold(text, |text, it| text.replace(it, "1"))
    };
    [
        filled(JSON, &json),
        filled(YAML, &marked.replace('\'', "''")),
    ]
}

fn labels(marked: &str) -> String {
    let setup = Setup::new(marked, format_of(marked));
    let mut items = completions(
        &setup.analysis,
        setup.position(),
        &CompletionConfig {
            snippets: true,
            ..CompletionConfig::default()
        },
    );
    items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
    let shown = items.iter().take(7).map(|it| match &it.detail {
        Some(detail) => format!("{} ({detail})", it.label),
        None => it.label.clone(),
    });
    let shown = shown.collect::<Vec<_>>().join("\n");
    format!("{shown}\n{} in all\n", items.len())
}

fn complete(place: &str, marked: &str, expected: &Expect) {
    let [json, yaml] = both(place, marked);
    let (json, yaml) = (labels(&json), labels(&yaml));
    expected.assert_eq(&format!("{json}---\n{yaml}"));
}

#[test]
fn values_begin_with_what_is_nearest() {
    complete(
        "OUTPUT",
        "($double := function($n) { $n * 2 }; $$0)",
        &expect![[r#"
            $states
            $double (in this expression)
            $limit (assigned in Begin)
            $who (assigned in Begin)
            $string ($string(arg, prettify?) → string)
            $filter ($filter(arr, func))
            $map ($map(arr, func))
            73 in all
            ---
            $states
            $double (in this expression)
            $limit (assigned in Begin)
            $string ($string(arg, prettify?) → string)
            $filter ($filter(arr, func))
            $map ($map(arr, func))
            $split ($split(str, separator, limit?) → array of strings)
            72 in all
        "#]],
    );
}

#[test]
fn members_of_states_by_field() {
    complete(
        "ARGUMENT",
        "$states.$0",
        &expect![[r#"
        input
        context
        2 in all
        ---
        input
        context
        2 in all
    "#]],
    );
    complete(
        "OUTPUT",
        "$states.re$0",
        &expect![[r#"
            input
            result (object)
            context
            3 in all
            ---
            input
            result (object)
            context
            3 in all
        "#]],
    );
    complete(
        "CATCH",
        "$states.$0",
        &expect![[r#"
            input
            errorOutput
            context
            3 in all
            ---
            input
            result (object)
            context
            3 in all
        "#]],
    );
    complete(
        "CATCH",
        "$states.errorOutput.$0",
        &expect![[r#"
        Error
        Cause
        2 in all
        ---
        Error
        Cause
        2 in all
    "#]],
    );
}

#[test]
fn the_context_object_step_by_step() {
    complete(
        "OUTPUT",
        "$states.context.$0",
        &expect![[r#"
        Execution (object)
        State (object)
        StateMachine (object)
        Task (object, in a Task that waits for its token)
        Map (object, inside a Map)
        5 in all
        ---
        Execution (object)
        State (object)
        StateMachine (object)
        Task (object, in a Task that waits for its token)
        Map (object, inside a Map)
        5 in all
    "#]],
    );
    complete(
        "OUTPUT",
        "$states.context.State.$0",
        &expect![[r#"
        EnteredTime (timestamp)
        Name (text)
        RetryCount (number)
        3 in all
        ---
        EnteredTime (timestamp)
        Name (text)
        RetryCount (number)
        3 in all
    "#]],
    );
}

#[test]
fn a_function_comes_with_its_parentheses() {
    let [json, _] = both("OUTPUT", "1 + $su$0");
    let setup = Setup::new(&json, format_of(&json));
    let items = completions(
        &setup.analysis,
        setup.position(),
        &CompletionConfig {
            snippets: true,
            ..CompletionConfig::default()
        },
    );
    let item = items
        .iter()
        .find(|it| it.label == "$sum")
        .expect("a function");
    let after = setup.apply(std::slice::from_ref(&item.edit));
    assert!(after.contains("{% 1 + \\$sum(${1:array})$0 %}"), "{after}");
    let [json, _] = both("OUTPUT", "$su$0(1)");
    let setup = Setup::new(&json, format_of(&json));
    let items = completions(
        &setup.analysis,
        setup.position(),
        &CompletionConfig {
            snippets: true,
            ..CompletionConfig::default()
        },
    );
    let item = items
        .iter()
        .find(|it| it.label == "$sum")
        .expect("a function");
    assert!(
        setup
            .apply(std::slice::from_ref(&item.edit))
            .contains("{% $sum(1) %}")
    );
}

#[test]
fn an_expression_that_is_not_closed_yet() {
    let text = "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\",\n\"Output\": \"{% $states.$0\n}}}";
    expect![[r#"
        input
        context
        2 in all
    "#]]
    .assert_eq(&labels(text));
}

#[test]
fn variables_in_paths() {
    let text = JSON.replace("\"$limit\"", "\"$li$0\"");
    expect![[r#"
        $limit (assigned in Begin)
        $who (assigned in Begin)
        $why (assigned in Work, not on every way here)
        3 in all
    "#]]
    .assert_eq(&labels(&text));
}

fn point(marked: &str, expected: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let drawn = hover(&setup.analysis, setup.position()).map_or("nothing".to_owned(), |it| {
        format!("on {}:\n{}\n", &setup.text[it.range], it.info)
    });
    expected.assert_eq(&drawn);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one page after the other")]
fn hover_says_what_a_word_is() {
    point(
        &both("OUTPUT", "$su$0m($states.result)")[0],
        &expect![[r#"
            on $sum:
            ```
            $sum(array) → number
            ```

            Sum of an array of numbers

            * `array` (array of numbers)
        "#]],
    );
    point(
        &both("OUTPUT", "$uu$0id()")[1],
        &expect![[r#"
        on $uuid:
        ```
        $uuid() → string
        ```

        A random UUID, version 4. A function of Step Functions, not of JSONata itself

    "#]],
    );
    point(
        &both("OUTPUT", "$sum($states.re$0sult.a)")[0],
        &expect![[r#"
            on result:
            **$states.result**

            What the state's work gave: the response of the task, the outputs of the branches or iterations.

            ```
            {
              MessageId?: string
              SequenceNumber?: string
              SdkHttpMetadata?: {
                AllHttpHeaders?: object
                HttpHeaders?: object
                HttpStatusCode?: number
              }
              SdkResponseMetadata?: {
                RequestId?: string
              }
            }
            ```
        "#]],
    );
    point(
        &both("CATCH", "$st$0ates.errorOutput")[0],
        &expect![[r#"
        on $states:
        **$states** — the state's data

        * `input`: The state's input, as it was when the state was entered.
        * `errorOutput`: The error that the catcher takes: an object with `Error` and `Cause`.
        * `context`: The context object: facts about the execution, the state machine, the state, the task and the item of a Map.
    "#]],
    );
    point(
        &both("OUTPUT", "$states.context.State.Na$0me")[1],
        &expect![[r#"
            on Name:
            **$states.context.State.Name** — text

            The state's name.

            For example `"Charge card"`
        "#]],
    );
    point(
        &both("OUTPUT", "$lim$0it + 1")[0],
        &expect![[r#"
        on $limit:
        **$limit** — has a value here

        Assigned in:
        * `Begin`: `3`
    "#]],
    );
    point(
        &both("OUTPUT", "($a := 1; $$0a)")[1],
        &expect![[r#"
        on $a:
        **$a** — a variable of this expression

        `1`
    "#]],
    );
    point(
        &JSON.replace("$why", "$w$0hy"),
        &expect![[r#"
        on why:
        **$why** — does not have a value on every way here

        Assigned in:
        * `Work`
    "#]],
    );
}

fn help(marked: &str) -> String {
    let setup = Setup::new(marked, format_of(marked));
    let Some(help) = signature_help(&setup.analysis, setup.position()) else {
        return "nothing".to_owned();
    };
    let active = help.active.and_then(|it| help.parameters.get(it));
    let active = active.map_or("nothing", |(range, _)| &help.label[range.clone()]);
    format!("{} at {active}", help.label)
}

#[test]
fn signatures_of_both_languages() {
    let [json, yaml] = both("OUTPUT", "$join($states.result, $0)");
    assert_eq!(help(&json), "$join(strs, separator?) at separator?");
    assert_eq!(help(&yaml), help(&json));
    let [json, _] = both("OUTPUT", "[1] ~> $map($0");
    assert_eq!(help(&json), "$map(arr, func) at func");
    let [json, _] = both("OUTPUT", "$sum(1)$0");
    assert_eq!(help(&json), "nothing");
    let intrinsic = JSON.replace("', $who", "', $0$who");
    assert_eq!(
        help(&intrinsic),
        "States.Format(template, values…) at values…"
    );
}

#[test]
fn from_a_variable_to_its_assignments() {
    let text = JSON.replace("$why.Cause", "$w$0hy.Cause");
    let setup = Setup::new(&text, format_of(&text));
    let answer = goto_definition(&setup.analysis, setup.position()).expect("a definition");
    let mut marks = vec![(answer.range, "from here")];
    marks.extend(answer.info.iter().map(|it| (it.focus_range, "to here")));
    marks.extend(answer.info.iter().map(|it| (it.full_range, "all of it")));
    expect![[r#"
        11  |       "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "why": "{% CATCH %}" }, "Next": "Wait" }],
            |                                                              ^^^^^^^^^^^^^^^^^^^^ all of it
            |                                                               ^^^ to here
        15  |     "Tell": { "Type": "Pass", "Parameters": { "text.$": "States.Format('{} {}', $who, $why.Cause)" }, "End": true }
            |                                                                                        ^^^ from here
    "#]].assert_eq(&annotate(&setup.text, &marks));
}

fn mark(marked: &str, expected: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let found = references(&setup.analysis, setup.position(), true).unwrap_or_default();
    let highlights = document_highlight(&setup.analysis, setup.position());
    assert_eq!(
        found.iter().map(|it| it.range).collect::<Vec<_>>(),
        highlights.iter().map(|it| it.range).collect::<Vec<_>>()
    );
    let marks: Vec<_> = highlights
        .iter()
        .map(|it| {
            (
                it.range,
                if it.kind == HighlightKind::Write {
                    "write"
                } else {
                    "read"
                },
            )
        })
        .collect();
    expected.assert_eq(&annotate(&setup.text, &marks));
}

#[test]
fn a_variable_everywhere() {
    mark(
        &both("OUTPUT", "$li$0mit + $limit")[0],
        &expect![[r#"
        4   |     "Begin": { "Type": "Pass", "Assign": { "limit": 3, "who.$": "$.name" }, "Next": "Work" },
            |                                             ^^^^^ write
        10  |       "Output": "{% $limit + $limit %}",
            |                      ^^^^^ read
            |                               ^^^^^ read
        14  |     "Wait": { "Type": "Wait", "SecondsPath": "$limit", "Next": "Tell" },
            |                                                ^^^^^ read
    "#]],
    );
    mark(
        &both("CATCH", "$limit + $limit")[1].replace("+ $limit %}'", "+ $lim$0it %}'"),
        &expect![[r#"
            7   |       limit: 3
                |       ^^^^^ write
            17  |         {% $limit + $limit %}
                |             ^^^^^ read
                |                      ^^^^^ read
            21  |     Output: '{% $total + $limit %}'
                |                           ^^^^^ read
        "#]],
    );
    mark(
        &both(
            "OUTPUT",
            "($a := 1; $map([1], function($a) { $a$0 + 1 }); $a)",
        )[0],
        &expect![[r#"
            10  |       "Output": "{% ($a := 1; $map([1], function($a) { $a + 1 }); $a) %}",
                |                                                   ^ write
                |                                                         ^ read
        "#]],
    );
}
