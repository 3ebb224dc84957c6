//! From where a member is read to where it was made, and back.

use asl_syntax::Format;
use asl_testing::fixture::{Fixture, annotate};
use expect_test::{Expect, expect};

use crate::{Analysis, Document, FilePosition, goto_definition, references};

/// Marks the definitions (`made`) and the other uses (`read`) of what is at the cursor.
fn check(marked: &str, format: Format, expected: &Expect) {
    let fixture = Fixture::parse(marked);
    let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
    let at = FilePosition {
        file,
        offset: fixture.cursor(),
    };
    let made = goto_definition(&analysis, at);
    let made = made.map(|it| it.info).unwrap_or_default();
    let reads = references(&analysis, at, false).unwrap_or_default();
    let made = made.iter().map(|it| (it.focus_range, "made"));
    let mut marks: Vec<_> = made
        .chain(reads.iter().map(|it| (it.range, "read")))
        .collect();
    marks.sort_by_key(|it| it.0.start());
    expected.assert_eq(&annotate(&fixture.text, &marks));
}

const PATHS: &str = "StartAt: Set
States:
  Set:
    Type: Pass
    Parameters:
      order:
        total: 7
        id.$: $.id
    Next: Call
  Call:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    ResultPath: $.answer
    Catch:
      - ErrorEquals: [States.ALL]
        ResultPath: $.error
        Next: Failed
    Next: Wait
  Wait:
    Type: Wait
    InputPath: $.order
    Seconds: 1
    Next: Use
  Use:
    Type: Choice
    Choices:
      - Variable: $.total
        NumericGreaterThan: 5
        Next: Failed
    Default: Failed
  Failed:
    Type: Fail
    Error: x
    CausePath: $.error.Cause
";

fn at(text: &str, word: &str) -> String {
    let start = text.find(word).unwrap_or_default() + word.len();
    format!("{}$0{}", &text[..start], &text[start..])
}

#[test]
fn a_key_of_a_template_through_states_that_pass_it_on() {
    check(
        &at(PATHS, "Variable: $.tot"),
        Format::Yaml,
        &expect![[r#"
        7   |         total: 7
            |         ^^^^^ made
        27  |       - Variable: $.total
            |                     ^^^^^ read
    "#]],
    );
}

#[test]
fn who_reads_what_a_key_makes() {
    check(
        &at(PATHS, "        tot"),
        Format::Yaml,
        &expect![[r#"
        27  |       - Variable: $.total
            |                     ^^^^^ read
    "#]],
    );
}

#[test]
fn what_a_catcher_keeps() {
    check(
        &at(PATHS, "CausePath: $.err"),
        Format::Yaml,
        &expect![[r#"
        16  |         ResultPath: $.error
            |                     ^^^^^^^ made
        34  |     CausePath: $.error.Cause
            |                  ^^^^^ read
    "#]],
    );
}

const JSONATA: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Set",
  "States": {
    "Set": {
      "Type": "Pass",
      "Output": { "items": [{ "price": 1 }, { "price": 2 }], "who": "{% $states.input.name %}" },
      "Next": "Ask"
    },
    "Ask": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "f", "Payload": "{% $states.input.who %}" },
      "Output": "{% { 'answer': $states.result.Payload, 'before': $states.input } %}",
      "Next": "Each"
    },
    "Each": {
      "Type": "Map",
      "Items": "{% $states.input.before.items %}",
      "ItemProcessor": {
        "StartAt": "One",
        "States": {
          "One": { "Type": "Pass", "Output": "{% $states.input.price %}", "End": true }
        }
      },
      "Next": "Last"
    },
    "Last": { "Type": "Succeed", "Output": "{% $states.input.answer %}" }
  }
}
"#;

#[test]
fn a_member_of_an_object_in_jsonata() {
    check(
        &at(JSONATA, "$states.result.Pay"),
        Format::Json,
        &expect![[r#"
        12  |       "Resource": "arn:aws:states:::lambda:invoke",
            |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ made
        14  |       "Output": "{% { 'answer': $states.result.Payload, 'before': $states.input } %}",
            |                                                ^^^^^^^ read
    "#]],
    );
    check(
        &at(JSONATA, "input.wh"),
        Format::Json,
        &expect![[r#"
        7   |       "Output": { "items": [{ "price": 1 }, { "price": 2 }], "who": "{% $states.input.name %}" },
            |                                                               ^^^ made
        13  |       "Arguments": { "FunctionName": "f", "Payload": "{% $states.input.who %}" },
            |                                                                        ^^^ read
    "#]],
    );
}

#[test]
fn a_member_of_the_items_of_a_map() {
    check(
        &at(JSONATA, "input.pri"),
        Format::Json,
        &expect![[r#"
            7   |       "Output": { "items": [{ "price": 1 }, { "price": 2 }], "who": "{% $states.input.name %}" },
                |                                ^^^^^ made
                |                                                ^^^^^ made
            23  |           "One": { "Type": "Pass", "Output": "{% $states.input.price %}", "End": true }
                |                                                                ^^^^^ read
        "#]],
    );
    check(
        &at(JSONATA, "input.before.ite"),
        Format::Json,
        &expect![[r#"
            7   |       "Output": { "items": [{ "price": 1 }, { "price": 2 }], "who": "{% $states.input.name %}" },
                |                    ^^^^^ made
            19  |       "Items": "{% $states.input.before.items %}",
                |                                         ^^^^^ read
        "#]],
    );
    check(
        &at(JSONATA, "input.bef"),
        Format::Json,
        &expect![[r#"
        14  |       "Output": "{% { 'answer': $states.result.Payload, 'before': $states.input } %}",
            |                                                         ^^^^^^^^ made
        19  |       "Items": "{% $states.input.before.items %}",
            |                                  ^^^^^^ read
    "#]],
    );
}

#[test]
fn what_an_execution_is_given_was_made_nowhere() {
    check(&at(PATHS, "id.$: $.i"), Format::Yaml, &expect![""]);
}
