//! What the rules say, drawn under the source: the cases that the pages do not show.

#![expect(
    clippy::needless_pass_by_value,
    reason = "an expectation is written where it is used"
)]

mod calls_at_run_time;
mod context;
mod data;
mod dependences;
mod errors;
mod express;
mod fields;
mod flow;
mod integrations;
mod jsonata;
mod loops;
mod notations;
mod practice;
mod project;
mod scopes;
mod secrets;
mod shadowed_rules;
mod substitutions;
mod variables;
mod writing;

use asl_check::{CheckConfig, Diagnostic, Level, Severity, check};
use asl_model::Model;
use asl_syntax::{Format, parse, reparse};
use asl_testing::fixture::annotate;
use asl_text::{Edit, Text, TextRange, TextSize};
use expect_test::{Expect, expect};

/// Without advice on practice, which has tests of its own: a case shows what it is about and no more.
fn findings(text: &str, format: Format) -> Vec<Diagnostic> {
    let mut found = check(
        &Model::lower(&parse(text, format), None),
        &CheckConfig::default(),
    );
    found.retain(|it| !it.rule.is_advice());
    found
}

fn drawn(text: &str, found: &[Diagnostic]) -> String {
    let labels: Vec<_> = found
        .iter()
        .map(|it| (it.range, format!("{}: {}", it.rule.code, it.message)))
        .collect();
    let marks: Vec<_> = labels
        .iter()
        .map(|(range, it)| (*range, it.as_str()))
        .collect();
    annotate(text, &marks)
}

fn json(text: &str, expected: Expect) {
    let text = text.trim_start();
    expected.assert_eq(&drawn(text, &findings(text, Format::Json)));
}

fn yaml(text: &str, expected: Expect) {
    let text = text.trim_start();
    expected.assert_eq(&drawn(text, &findings(text, Format::Yaml)));
}

/// A machine around one state called `S`; `Elsewhere` is there to lead to.
fn state(body: &str, expected: Expect) {
    let text = format!(
        r#"{{ "StartAt": "S", "States": {{
"S": {body},
"Elsewhere": {{ "Type": "Succeed" }} }} }}
"#
    );
    let ignored = ["unreachable-state"];
    let mut found = findings(&text, Format::Json);
    found.retain(|it| !ignored.contains(&it.rule.code));
    expected.assert_eq(&drawn(&text, &found));
}

#[test]
fn empty_and_odd_documents() {
    json(
        "{}",
        expect![[r#"
        1   | {}
            | ^ missing-field: A state machine needs "StartAt"
            | ^ missing-field: A state machine needs "States"
    "#]],
    );
    json(
        "[]",
        expect![[r#"
        1   | []
            | ^^ wrong-type: A definition must be an object
    "#]],
    );
    json(
        "",
        expect![[r#"
        1   | 
            | | syntax-error: There is no value in this document
    "#]],
    );
    json(
        "not a definition",
        expect![[r#"
        1   | not a definition
            | ^^^ syntax-error: This is not a value: a string needs double quotes, and the only words are `true`, `false` and `null`
            |     ^ content-after-document: The document ends before this text
            |     ^ syntax-error: This is not a value: a string needs double quotes, and the only words are `true`, `false` and `null`
            |       ^^^^^^^^^^ syntax-error: This is not a value: a string needs double quotes, and the only words are `true`, `false` and `null`
    "#]],
    );
    yaml(
        "- a\n- b\n",
        expect![[r#"
        1   | - a
            | ^^^ … to line 2 wrong-type: A definition must be an object
    "#]],
    );
    yaml(
        "StartAt: A\nStates:\n  A:\n    Type: Succeed\n---\nmore: 1\n",
        expect![[r#"
            6   | more: 1
                | ^^^^ content-after-document: A file holds one definition; this document is not read
        "#]],
    );
}

#[test]
fn a_state_that_is_no_object_or_has_no_type() {
    state(
        r#""Task""#,
        expect![[r#"
        2   | "S": "Task",
            |      ^^^^^^ wrong-type: A state must be an object
    "#]],
    );
    state(
        r#"{ "Next": "Elsewhere" }"#,
        expect![[r#"
        2   | "S": { "Next": "Elsewhere" },
            |  ^ missing-field: A state needs "Type"
    "#]],
    );
    state(
        r#"{ "type": "Pass", "Next": "Elsewhere" }"#,
        expect![[r#"
        2   | "S": { "type": "Pass", "Next": "Elsewhere" },
            |         ^^^^ unknown-field: A state has no field of this name; did you mean "Type"?
    "#]],
    );
    state(
        r#"{ "Type": "${Kind}", "Next": "Elsewhere" }"#,
        expect![[""]],
    );
    state(
        r#"{ "Type": "pass", "Anything": 1 }"#,
        expect![[r#"
        2   | "S": { "Type": "pass", "Anything": 1 },
            |                ^^^^^^ unknown-value: "Type" must be one of Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map; did you mean "Pass"?
    "#]],
    );
}

#[test]
fn placeholders_can_stand_for_anything() {
    state(
        r#"{ "Type": "Task", "Resource": "${Function}", "TimeoutSeconds": "${Timeout}", "Parameters": { "a.$": "$.${Path}" }, "ResultPath": "$.${Name}", "Retry": "${Retry}", "Next": "${Next}" }"#,
        expect![[""]],
    );
    state(
        r#"{ "Type": "Wait", "Seconds": ${Seconds}, "Next": "Elsewhere" }"#,
        expect![[""]],
    );
    state(
        r#"{ "Type": "Task", "Resource": "arn:aws:lambda:...:function:pay", "End": true }"#,
        expect![[""]],
    );
    state(
        r#"{ "Type": "Task", "Resource": { "Fn::GetAtt": ["Pay", "Arn"] }, "End": true }"#,
        expect![[""]],
    );
}

#[test]
fn jsonata_expressions_stand_where_the_field_takes_them() {
    state(
        r#"{ "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": "{% $states.input.t %}", "Arguments": "{% $states.input %}", "Assign": { "x": "{% 1 %}" }, "Output": null, "End": true }"#,
        expect![[""]],
    );
    state(
        r#"{ "Type": "Choice", "QueryLanguage": "JSONata", "Choices": [ { "Condition": "{% $states.input.x = 1 %}", "Next": "Elsewhere" }, { "Condition": true, "Next": "Elsewhere" } ] }"#,
        expect![[""]],
    );
    state(
        r#"{ "Type": "Wait", "Seconds": "{% 1 %}", "End": true }"#,
        expect![[r#"
            2   | "S": { "Type": "Wait", "Seconds": "{% 1 %}", "End": true },
                |                                   ^^^^^^^^^ wrong-type: "Seconds" must be a whole number, not an expression, which needs the query language JSONata
        "#]],
    );
    state(
        r#"{ "Type": "Choice", "QueryLanguage": "JSONata", "Choices": [ { "Variable": "$.x", "IsNull": true, "Next": "Elsewhere" } ] }"#,
        expect![[r#"
            2   | "S": { "Type": "Choice", "QueryLanguage": "JSONata", "Choices": [ { "Variable": "$.x", "IsNull": true, "Next": "Elsewhere" } ] },
                |                                                                   ^ missing-field: A choice rule needs "Condition"
                |                                                                      ^^^^^^^^ wrong-query-language: "Variable" needs the query language JSONPath, but here it is JSONata
                |                                                                                         ^^^^^^ wrong-query-language: "IsNull" needs the query language JSONPath, but here it is JSONata
        "#]],
    );
}

#[test]
fn choice_rules() {
    state(
        r#"{ "Type": "Choice", "Choices": [ { "StringEquals": "a", "Next": "Elsewhere" }, { "Variable": "$.a", "StringEqual": "a", "Next": "Elsewhere" }, { "Next": "Elsewhere" } ] }"#,
        expect![[r#"
            2   | "S": { "Type": "Choice", "Choices": [ { "StringEquals": "a", "Next": "Elsewhere" }, { "Variable": "$.a", "StringEqual": "a", "Next": "Elsewhere" }, { "Next": "Elsewhere" } ] },
                |                                          ^^^^^^^^^^^^ missing-field: "StringEquals" needs a "Variable" to look at
                |                                                                                                           ^^^^^^^^^^^ unknown-field: A choice rule has no field "StringEqual"; did you mean "StringEquals"?
                |                                                                                                                                                     ^ missing-comparison: A choice rule needs a comparison: "Variable" with an operator, "And", "Or" or "Not"
        "#]],
    );
    state(
        r#"{ "Type": "Choice", "Choices": [ { "And": [ { "Variable": "$.a", "IsNull": false, "Next": "Elsewhere" }, { "Not": { "Variable": "$.b", "NumericEqualsPath": 3 } } ], "Next": "Elsewhere" }, { "Or": [], "Next": "Elsewhere" } ] }"#,
        expect![[r#"
            2   | "S": { "Type": "Choice", "Choices": [ { "And": [ { "Variable": "$.a", "IsNull": false, "Next": "Elsewhere" }, { "Not": { "Variable": "$.b", "NumericEqualsPath": 3 } } ], "Next": "Elsewhere" }, { "Or": [], "Next": "Elsewhere" } ] },
                |                                                                                         ^^^^ misplaced-field: "Next" belongs to the outermost choice rule; a nested rule does not have it
                |                                                                                                                                                                  ^ wrong-operand: "NumericEqualsPath" compares with a string, not a number
                |                                                                                                                                                                                                          ^^ empty-list: "Or" must not be empty
        "#]],
    );
    state(
        r#"{ "Type": "Choice", "Choices": [ { "Variable": "$.a", "TimestampEquals": "2026-01-01", "Next": "Elsewhere" }, { "Variable": "a", "StringEqualsPath": "b", "Next": "Elsewhere" } ], "End": true }"#,
        expect![[r#"
            2   | "S": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "TimestampEquals": "2026-01-01", "Next": "Elsewhere" }, { "Variable": "a", "StringEqualsPath": "b", "Next": "Elsewhere" } ], "End": true },
                |                                                                               ^^^^^^^^^^^^ invalid-timestamp: "TimestampEquals" must be a timestamp such as 2026-03-14T01:59:00Z
                |                                                                                                                                   ^ invalid-path: A path starts with $, as in $.order.id
                |                                                                                                                                                            ^ invalid-path: A path starts with $, as in $.order.id
                |                                                                                                                                                                                          ^^^ misplaced-field: "End" belongs to Task, Parallel, Map, Wait and Pass states; a Choice state does not have it
        "#]],
    );
}

#[test]
fn fields_with_and_without_a_home() {
    state(
        r#"{ "Type": "Map", "Itarator": { "StartAt": "I", "States": { "I": { "Type": "Succeed" } } }, "End": true }"#,
        expect![[r#"
            2   | "S": { "Type": "Map", "Itarator": { "StartAt": "I", "States": { "I": { "Type": "Succeed" } } }, "End": true },
                |                        ^^^^^^^^ unknown-field: A Map state has no field "Itarator"; did you mean "Iterator"?
        "#]],
    );
    state(
        r#"{ "Type": "Map", "ItemProcessor": { "QueryLanguage": "JSONata", "StartAt": "I", "States": { "I": { "Type": "Succeed" } } }, "Branches": [], "End": true, "${Key}": 1 }"#,
        expect![[r#"
            2   | "S": { "Type": "Map", "ItemProcessor": { "QueryLanguage": "JSONata", "StartAt": "I", "States": { "I": { "Type": "Succeed" } } }, "Branches": [], "End": true, "${Key}": 1 },
                |                                           ^^^^^^^^^^^^^ misplaced-field: "QueryLanguage" belongs to the whole state machine; an item processor does not have it
                |                                                                                                                                   ^^^^^^^^ misplaced-field: "Branches" belongs to Parallel states; a Map state does not have it
        "#]],
    );
    state(
        r#"{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "Retry": [ { "Comment": "fine", "BackoffRate": "2" } ], "Catch": [ { "ErrorEquals": ["States.ALL"] } ], "Credentials": {}, "End": false }"#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "Retry": [ { "Comment": "fine", "BackoffRate": "2" } ], "Catch": [ { "ErrorEquals": ["States.ALL"] } ], "Credentials": {}, "End": false },
                |  ^ missing-next-or-end: A Task state needs "Next" or "End": true
                |                                                                                                                        ^ missing-field: A retrier needs "ErrorEquals"
                |                                                                                                                                                            ^^^ wrong-type: "BackoffRate" must be a number, not a string
                |                                                                                                                                                                                ^ missing-field: A catcher needs "Next"
                |                                                                                                                                                                                                                      ^^^^^^^^^^^ missing-field: Credentials needs "RoleArn"
        "#]],
    );
    state(
        r#"{ "Type": "Wait", "Next": "Elsewhere" }"#,
        expect![[r#"
        2   | "S": { "Type": "Wait", "Next": "Elsewhere" },
            |  ^ missing-field: A Wait state needs "Seconds" or "SecondsPath" or "Timestamp" or "TimestampPath"
    "#]],
    );
}

#[test]
fn paths_are_marked_inside_their_strings() {
    state(
        r#"{ "Type": "Pass", "InputPath": "$.a[", "OutputPath": null, "ResultPath": "$$.Execution.Id", "End": true }"#,
        expect![[r#"
            2   | "S": { "Type": "Pass", "InputPath": "$.a[", "OutputPath": null, "ResultPath": "$$.Execution.Id", "End": true },
                |                                         ^ invalid-path: This bracket is not closed
                |                                                                                ^^ invalid-reference-path: This path says where to write and must start at the state's data: $
        "#]],
    );
    state(
        r#"{ "Type": "Pass", "Parameters": { "\u0061.$": "\u0024.x[?(@.a == ", "list": [ { "b.$": 3 } ], "c.$": "States.Format('\u00e9 {}', $.n, 3)" }, "End": true }"#,
        expect![[r#"
            2   | "S": { "Type": "Pass", "Parameters": { "\u0061.$": "\u0024.x[?(@.a == ", "list": [ { "b.$": 3 } ], "c.$": "States.Format('\u00e9 {}', $.n, 3)" }, "End": true },
                |                                                             ^ invalid-path: This bracket is not closed
                |                                                                                             ^ invalid-dynamic-value: The value of "b.$" must be a path or a call of an intrinsic function
                |                                                                                                                         ^^^^^^^^^^^^^^^^^^^^^ format-placeholders: The template has 1 '{}', but 2 values follow it
        "#]],
    );
    yaml(
        "
StartAt: S
States:
  S:
    Type: Pass
    Parameters:
      a.$: 'States.ArayLength($.''x'')'
      b.$: >-
        States.MathAdd($.a,
        'one')
    End: true
",
        expect![[r#"
            6   |       a.$: 'States.ArayLength($.''x'')'
                |             ^^^^^^^^^^^^^^^^^ unknown-function: There is no function States.ArayLength; did you mean States.ArrayLength?
            9   |         'one')
                |         ^^^^^ wrong-argument-type: 'b' must be a number, not a text
        "#]],
    );
}

#[test]
fn comments_switch_findings_off() {
    let noisy = r#""Type": "Map", "Iterator": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Foo": 1, "End": true } } }, "End": true"#;
    state(
        &format!("{{ {noisy} }}"),
        expect![[r#"
        2   | "S": { "Type": "Map", "Iterator": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Foo": 1, "End": true } } }, "End": true },
            |                        ^^^^^^^^ deprecated-field: "Iterator" is now called "ItemProcessor"
            |                                                                                         ^^^ unknown-field: A Pass state has no field "Foo"
    "#]],
    );
    state(
        &format!(r#"{{ {noisy}, "Comment": "Old. asl-ignore: unknown-field" }}"#),
        expect![[r#"
            2   | "S": { "Type": "Map", "Iterator": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Foo": 1, "End": true } } }, "End": true, "Comment": "Old. asl-ignore: unknown-field" },
                |                        ^^^^^^^^ deprecated-field: "Iterator" is now called "ItemProcessor"
        "#]],
    );
    state(
        &format!(r#"{{ {noisy}, "Comment": "asl-ignore: unknown-field, deprecated-field" }}"#),
        expect![[""]],
    );
    json(
        r#"
{ "Comment": "asl-ignore: unknown-field,deprecated-fild", "StartAt": "S", "States": { "S": { "Type": "Succeed", "Foo": 1 } } }
"#,
        expect![[r#"
            1   | { "Comment": "asl-ignore: unknown-field,deprecated-fild", "StartAt": "S", "States": { "S": { "Type": "Succeed", "Foo": 1 } } }
                |                                         ^^^^^^^^^^^^^^^ unknown-ignore: There is no rule "deprecated-fild"
        "#]],
    );
}

#[test]
fn configuration_changes_severities() {
    let text = r#"{ "StartAt": "S", "Bar": 1, "States": { "S": { "Type": "Pass", "Foo": 1 } } }"#;
    let model = Model::lower(&parse(text, Format::Json), None);
    let shown = |config: &CheckConfig| {
        let found = check(&model, config);
        let list = found
            .iter()
            .map(|it| format!("{} {}", it.severity, it.rule.code));
        list.collect::<Vec<_>>().join(", ")
    };
    let mut config = CheckConfig::default();
    expect!["error unknown-field, error missing-next-or-end, error unknown-field"]
        .assert_eq(&shown(&config));
    config.set("structure", Level::At(Severity::Warning));
    config.set("unknown-field", Level::Off);
    config.set("no-such-rule", Level::Off);
    expect!["warning missing-next-or-end"].assert_eq(&shown(&config));
    config.set("unknown-field", Level::At(Severity::Hint));
    expect!["hint unknown-field, warning missing-next-or-end, hint unknown-field"]
        .assert_eq(&shown(&config));
    assert_eq!(Level::from_name("hint"), Some(Level::At(Severity::Hint)));
    assert_eq!(Level::from_name("loud"), None);
}

/// After every edit, the answer with everything kept from before is the answer from nothing.
#[test]
fn kept_findings_equal_fresh_ones() {
    let start = r#"{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Foo": 1, "Next": "M" },
    "M": {
      "Type": "Map",
      "ItemProcessor": { "StartAt": "B", "States": { "B": { "Type": "Wait", "Seconds": "1", "End": true } } },
      "End": true
    }
  }
}
"#;
    let edits = [
        ("\"Foo\"", "\"Fooo\""),
        (
            "\"StartAt\": \"A\"",
            "\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\"",
        ),
        ("\"Seconds\": \"1\"", "\"Seconds\": 1"),
        ("\"Next\": \"M\"", "\"Next\": \"N\""),
        ("\"Type\": \"Map\"", "\"Type\": "),
        ("\"B\": {", "\"B\": { \"InputPath\": \"$.\","),
    ];
    let mut text = start.to_owned();
    let mut parsed = parse(&text, Format::Json);
    let mut model = Model::lower(&parsed, None);
    for (old, new) in edits {
        let kept = check(&model, &CheckConfig::default());
        assert_eq!(kept, findings(&text, Format::Json), "{text}");
        let at = text.find(old).expect("the edit's place is there");
        let edit = Edit {
            range: TextRange::at(TextSize::new(at as u32), TextSize::of(old)),
            insert: new.to_owned(),
        };
        let mut rope = Text::new(&text);
        rope.apply(&edit).expect("the edit lies in the text");
        text = rope.to_string();
        parsed = reparse(&parsed, &rope, &edit);
        model = Model::lower(&parsed, Some(&model));
    }
    let kept = check(&model, &CheckConfig::default());
    assert_eq!(kept, findings(&text, Format::Json), "{text}");
}
