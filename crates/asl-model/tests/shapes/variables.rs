//! Variables: what is assigned, where it is seen.

use expect_test::expect;

use crate::variable;

const MACHINE: &str = r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Pass", "Result": { "id": 7 }, "Assign": { "v.$": "$.id", "w": "x" }, "Next": "B" },
  "B": { "Type": "Choice", "Choices": [
    { "Variable": "$v", "NumericEquals": 7, "Assign": { "v": "seven" }, "Next": "C" } ],
    "Assign": { "v": null }, "Default": "C" },
  "C": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": {
    "I": { "Type": "Pass", "Assign": { "inner.$": "$v" }, "Next": "J" }, "J": { "Type": "Succeed" } } }, "Next": "D" },
  "D": { "Type": "Succeed" } } }"#;

#[test]
fn assigned_on_some_ways() {
    expect![[r#"
        A: ?
        B: 7
        C: "seven" or null
        D: "seven" or null
        I: "seven" or null
        J: "seven" or null
    "#]]
    .assert_eq(&variable(MACHINE, "v"));
}

#[test]
fn inner_variables_stay_inside() {
    expect![[r#"
        A: ?
        B: ?
        C: ?
        D: ?
        I: ?
        J: "seven" or null
    "#]]
    .assert_eq(&variable(MACHINE, "inner"));
}

#[test]
fn assigned_from_a_result_and_an_error() {
    let text = "
QueryLanguage: JSONata
StartAt: Send
States:
  Send:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Assign: {got: '{% $states.result.MessageId %}'}
    Catch: [{ErrorEquals: [States.ALL], Assign: {got: '{% $states.errorOutput %}'}, Next: Done}]
    Next: Done
  Done: {Type: Succeed}
";
    expect![[r#"
        Send: ?
        Done: {Error: string or null, Cause: string or null} or string
    "#]]
    .assert_eq(&variable(text, "got"));
}
