//! What the editor knows about expressions is the same in JSON and in YAML: every feature is asked at
//! the same word of one machine in both, and of the machine in both query languages.

use asl_ide::{
    CheckConfig, CompletionConfig, Format, completions, diagnostics, document_symbols,
    goto_definition, hover, references, rename, semantic_tokens, signature_help,
};
use expect_test::{Expect, expect};

use crate::support::Setup;

const JSON: &str = r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": {
      "Type": "Pass",
      "Assign": { "limit": 3, "order.$": "$.order" },
      "Next": "Work"
    },
    "Work": {
      "Type": "Task",
      "QueryLanguage": "JSONata",
      "Resource": "arn:aws:states:::sns:publish",
      "Arguments": { "TopicArn": "t", "Message": "{% $uppercase($order.name) & '${Stage}' %}" },
      "Output": "{% ($all := $states.result; $map([1, 2], function($n) { $n + $limit + $states.input.a[0] })) %}",
      "Catch": [
        {
          "ErrorEquals": ["States.ALL"],
          "Assign": { "why": "{% $states.errorOutput.Cause & $states.context.State.Name %}" },
          "Next": "Wait"
        }
      ],
      "Next": "Wait"
    },
    "Wait": { "Type": "Wait", "SecondsPath": "$limit", "Next": "Tell" },
    "Tell": {
      "Type": "Pass",
      "Parameters": { "text.$": "States.Format('{} {}', $order.id, $$.Execution.Id)", "why.$": "$why" },
      "End": true
    }
  }
}
"#;

const YAML: &str = r#"
StartAt: Begin
States:
  Begin:
    Type: Pass
    Assign:
      limit: 3
      order.$: $.order
    Next: Work
  Work:
    Type: Task
    QueryLanguage: JSONata
    Resource: arn:aws:states:::sns:publish
    Arguments:
      TopicArn: t
      Message: '{% $uppercase($order.name) & ''${Stage}'' %}'
    Output: >-
      {% ($all := $states.result;
      $map([1, 2], function($n) { $n + $limit + $states.input.a[0] })) %}
    Catch:
      - ErrorEquals:
          - States.ALL
        Assign:
          why: "{% $states.errorOutput.Cause & $states.context.State.Name %}"
        Next: Wait
    Next: Wait
  Wait: {Type: Wait, SecondsPath: $limit, Next: Tell}
  Tell:
    Type: Pass
    Parameters:
      text.$: |-
        States.Format('{} {}', $order.id, $$.Execution.Id)
      why.$: $why
    End: true
"#;

/// The machine with the cursor in a word, which `before` leads to.
fn at(text: &str, format: Format, before: &str, word: &str) -> Setup {
    let whole = [before, word].concat();
    assert!(text.contains(&whole), "{whole}");
    let start = text.find(&whole).unwrap_or_default() + before.len();
    let inside = start + word.len().div_ceil(2);
    let marked = [&text[..inside], "$0", &text[inside..]].concat();
    Setup::new(&marked, format)
}

/// What a feature answers at a word, which must be the same in both notations.
fn same(before: &str, word: &str, ask: impl Fn(&Setup) -> String) -> String {
    let json = ask(&at(JSON, Format::Json, before, word));
    let yaml = ask(&at(YAML, Format::Yaml, before, word));
    assert_eq!(json, yaml, "{before}{word}");
    json
}

/// The first sentence of a hover and the word that it is about.
fn page(setup: &Setup) -> String {
    hover(&setup.analysis, setup.position()).map_or("nothing".to_owned(), |it| {
        let lines: Vec<&str> = it.info.lines().filter(|it| !it.is_empty()).collect();
        let shown = lines.iter().take(4).copied().collect::<Vec<_>>();
        format!("{}: {}", &setup.text[it.range], shown.join(" | "))
    })
}

fn check(words: &[(&str, &str)], ask: impl Fn(&Setup) -> String, expected: &Expect) {
    let line = |(before, word): &(&str, &str)| {
        let answer = same(before, word, &ask);
        format!("{before}[{word}]\n  {answer}")
    };
    let lines: Vec<_> = words.iter().map(line).collect();
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

/// Words of expressions with what stands before them.
const WORDS: &[(&str, &str)] = &[
    ("", "limit"),
    ("& ", "$states"),
    ("$all := ", "$states"),
    ("$all := $states.", "result"),
    ("$states.", "input"),
    ("$states.input.", "a"),
    ("$states.", "errorOutput"),
    ("$states.errorOutput.", "Cause"),
    ("& $states.", "context"),
    ("$states.context.", "State"),
    ("$states.context.State.", "Name"),
    ("", "$uppercase"),
    ("", "$map"),
    ("(", "$order"),
    ("$order.", "name"),
    ("$n + ", "$limit"),
    ("{ ", "$n"),
    ("", "${Stage}"),
    ("", "States.Format"),
    ("'{} {}', ", "$order"),
    ("'{} {}', $order.", "id"),
    (", ", "$$.Execution.Id"),
];

#[test]
fn hover_in_both() {
    check(
        WORDS,
        page,
        &expect![[r#"
        [limit]
          limit: **$limit** — has no value yet when the state begins | Assigned in: | * `Begin`: `3`
        & [$states]
          $states: **$states** — the state's data | * `input`: The state's input, as it was when the state was entered. | * `errorOutput`: The error that the catcher takes: an object with `Error` and `Cause`. | * `context`: The context object: facts about the execution, the state machine, the state, the task and the item of a Map.
        $all := [$states]
          $states: **$states** — the state's data | * `input`: The state's input, as it was when the state was entered. | * `result`: What the state's work gave: the response of the task, the outputs of the branches or iterations. | * `context`: The context object: facts about the execution, the state machine, the state, the task and the item of a Map.
        $all := $states.[result]
          result: **$states.result** | What the state's work gave: the response of the task, the outputs of the branches or iterations. | ``` | {
        $states.[input]
          input: **$states.input** | The state's input, as it was when the state was entered.
        $states.input.[a]
          nothing
        $states.[errorOutput]
          errorOutput: **$states.errorOutput** | The error that the catcher takes: an object with `Error` and `Cause`. | ``` | {
        $states.errorOutput.[Cause]
          Cause: **Cause** — `string or null`
        & $states.[context]
          context: **$states.context** | The context object: facts about the execution, the state machine, the state, the task and the item of a Map.
        $states.context.[State]
          State: **$states.context.State** — object | The state that is being run.
        $states.context.State.[Name]
          Name: **$states.context.State.Name** — text | The state's name. | For example `"Charge card"`
        [$uppercase]
          $uppercase: ``` | $uppercase(str) → string | ``` | Converts a string to upper case
        [$map]
          $map: ``` | $map(arr, func) | ``` | Applies a function to each item of an array
        ([$order]
          $order: **$order** — has a value here | Assigned in: | * `Begin`
        $order.[name]
          nothing
        $n + [$limit]
          $limit: **$limit** — has a value here | Assigned in: | * `Begin`: `3`
        { [$n]
          $n: **$n** — a variable of this expression | `1 or 2`
        [${Stage}]
          nothing
        [States.Format]
          States.Format: ``` | States.Format(template, values…) → text | ``` | Puts values into a text. There must be as many values as `{}`; text goes in without quotes, `null` as `null`.
        '{} {}', [$order]
          order: **$order** — has a value here | Assigned in: | * `Begin`
        '{} {}', $order.[id]
          nothing
        , [$$.Execution.Id]
          $$.Execution.Id: **$$.Execution** — object | The running execution.
    "#]],
    );
    let json = page(&at(JSON, Format::Json, "\"SecondsPath\": \"", "$limit"));
    let yaml = page(&at(YAML, Format::Yaml, "SecondsPath: ", "$limit"));
    assert_eq!(json, yaml);
    expect!["limit: **$limit** — has a value here | Assigned in: | * `Begin`: `3`"]
        .assert_eq(&json);
    let json = page(&at(JSON, Format::Json, "\"why.$\": \"", "$why"));
    let yaml = page(&at(YAML, Format::Yaml, "why.$: ", "$why"));
    assert_eq!(json, yaml);
    expect!["why: **$why** — does not have a value on every way here | Assigned in: | * `Work`: `string`"].assert_eq(&json);
}

#[test]
fn definitions_and_references_in_both() {
    let words = [
        ("$n + ", "$limit"),
        ("(", "$order"),
        ("'{} {}', ", "$order"),
        ("{ ", "$n"),
        ("$all := ", "$states"),
    ];
    let ask = |setup: &Setup| {
        let targets = goto_definition(&setup.analysis, setup.position()).map(|it| it.info);
        let targets = targets
            .into_iter()
            .flatten()
            .map(|it| setup.text[it.focus_range].to_owned());
        let targets: Vec<_> = targets.collect();
        let found = references(&setup.analysis, setup.position(), true).unwrap_or_default();
        let found: Vec<_> = found.iter().map(|it| &setup.text[it.range]).collect();
        format!("to {targets:?}, all {found:?}")
    };
    check(
        &words,
        ask,
        &expect![[r#"
        $n + [$limit]
          to ["limit"], all ["limit", "limit", "limit"]
        ([$order]
          to ["order"], all ["order", "order", "order"]
        '{} {}', [$order]
          to ["order"], all ["order", "order", "order"]
        { [$n]
          to ["n"], all ["n", "n"]
        $all := [$states]
          to [], all []
    "#]],
    );
}

#[test]
fn rename_in_both() {
    let words = [
        ("$n + ", "$limit"),
        ("'{} {}', ", "$order"),
        ("{ ", "$n"),
        ("$all := ", "$states"),
    ];
    let ask = |setup: &Setup| match rename(&setup.analysis, setup.position(), "fresh") {
        Err(refused) => format!("refused: {refused}"),
        Ok(changes) => {
            let edits: Vec<_> = changes.edits.iter().flat_map(|(_, edits)| edits).collect();
            let old: Vec<_> = edits.iter().map(|it| &setup.text[it.range]).collect();
            let new: Vec<_> = edits.iter().map(|it| it.insert.as_str()).collect();
            format!("{old:?} becomes {new:?}")
        }
    };
    check(
        &words,
        ask,
        &expect![[r#"
        $n + [$limit]
          ["limit", "limit", "limit"] becomes ["fresh", "fresh", "fresh"]
        '{} {}', [$order]
          ["order", "order", "order"] becomes ["fresh", "fresh", "fresh"]
        { [$n]
          ["n", "n"] becomes ["fresh", "fresh"]
        $all := [$states]
          refused: Only states and variables can be renamed: put the cursor on the name of one
    "#]],
    );
}

#[test]
fn completion_in_both() {
    let words = [
        ("$all := $states.", "result"),
        ("$states.", "errorOutput"),
        ("$states.context.", "State"),
        ("", "$uppercase"),
        ("$n + ", "$limit"),
        ("'{} {}', ", "$order"),
    ];
    let ask = |setup: &Setup| {
        let mut items = completions(
            &setup.analysis,
            setup.position(),
            &CompletionConfig::default(),
        );
        items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
        let shown = items.iter().take(6);
        let shown: Vec<_> = shown
            .map(|it| {
                format!(
                    "{} ({})",
                    it.label,
                    it.detail.as_deref().unwrap_or_default()
                )
            })
            .collect();
        shown.join("; ")
    };
    check(
        &words,
        ask,
        &expect![[r#"
        $all := $states.[result]
          input (); result (object); context ()
        $states.[errorOutput]
          input (); errorOutput (); context ()
        $states.context.[State]
          Execution (object); State (object); StateMachine (object); Task (object, in a Task that waits for its token); Map (object, inside a Map)
        [$uppercase]
          $states (); $limit (assigned in Begin); $order (assigned in Begin); $string ($string(arg, prettify?) → string); $filter ($filter(arr, func)); $map ($map(arr, func))
        $n + [$limit]
          $states (); $n (in this expression); $all (in this expression); $limit (assigned in Begin); $order (assigned in Begin); $string ($string(arg, prettify?) → string)
        '{} {}', [$order]
          $limit (assigned in Begin); $order (assigned in Begin); $why (assigned in Work, not on every way here)
    "#]],
    );
}

#[test]
fn signatures_in_both() {
    let words = [
        ("$uppercase($order", ".name"),
        ("$map([1", ", 2"),
        ("'{} {}', $order", ".id"),
    ];
    let ask = |setup: &Setup| {
        signature_help(&setup.analysis, setup.position()).map_or("nothing".to_owned(), |it| {
            let active = it.active.and_then(|active| it.parameters.get(active));
            format!(
                "{} at {:?}",
                it.label,
                active.map(|(range, _)| &it.label[range.clone()])
            )
        })
    };
    check(
        &words,
        ask,
        &expect![[r#"
        $uppercase($order[.name]
          $uppercase(str) at Some("str")
        $map([1[, 2]
          $map(arr, func) at Some("arr")
        '{} {}', $order[.id]
          States.Format(template, values…) at Some("values…")
    "#]],
    );
}

#[test]
fn colours_symbols_and_diagnostics_in_both() {
    let colours = |setup: &Setup| {
        let tokens = semantic_tokens(&setup.analysis, setup.file, None);
        let inside = tokens
            .iter()
            .map(|it| (format!("{:?}", it.kind), setup.text[it.range].to_owned()));
        let words = inside.filter(|(_, text)| {
            text.starts_with(['$', '(']) || text.chars().all(char::is_alphanumeric)
        });
        words
            .map(|(kind, text)| format!("{kind} {text}"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let symbols = |setup: &Setup| {
        fn names(symbols: &[asl_ide::DocumentSymbol]) -> Vec<String> {
            let own = |it: &asl_ide::DocumentSymbol| {
                [vec![it.name.clone()], names(&it.children)].concat()
            };
            symbols.iter().flat_map(own).collect()
        }
        names(&document_symbols(&setup.analysis, setup.file)).join("\n")
    };
    let findings = |setup: &Setup| {
        let found = diagnostics(&setup.analysis, setup.file, &CheckConfig::default());
        found
            .iter()
            .map(|it| format!("{} on {}", it.message, &setup.text[it.range]))
            .collect::<Vec<_>>()
            .join("\n")
    };
    expect![[r#"
        Begin
        $limit
        $order
        Work
        $why
        Wait
        Tell"#]]
    .assert_eq(&same("$n + ", "$limit", symbols));
    expect!["Not every way that leads here assigns $why on why"]
        .assert_eq(&same("$n + ", "$limit", findings));
    expect![[r#"
        Variable $
        Property order
        Function $uppercase
        Variable $order
        Property name
        Local $all
        Variable $states
        Property result
        Function $map
        Number 1
        Number 2
        Keyword function
        Local $n
        Local $n
        Variable $limit
        Variable $states
        Property input
        Property a
        Number 0
        Variable $states
        Property errorOutput
        Property Cause
        Variable $states
        Property context
        Property State
        Property Name
        Variable $limit
        Variable $order
        Property id
        Variable $$
        Property Execution
        Property Id
        Variable $why"#]]
    .assert_eq(&same("$n + ", "$limit", colours));
}
