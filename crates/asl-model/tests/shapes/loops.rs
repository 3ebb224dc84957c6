//! Loops come to rest, and so does data that grows in them.

use std::fmt::Write as _;

use expect_test::expect;

use crate::check;

#[test]
fn a_counter() {
    let expected = expect![[r#"
        Begin: ? → {n: 0}
        Add: {n: number} → {n: number}
        Ask: {n: number} → {n: number}
        End: {n: number} → {n: number}
    "#]];
    check(
        r#"{ "StartAt": "Begin", "States": {
          "Begin": { "Type": "Pass", "Result": { "n": 0 }, "Next": "Add" },
          "Add": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n, 1)" }, "Next": "Ask" },
          "Ask": { "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericLessThan": 3, "Next": "Add" }], "Default": "End" },
          "End": { "Type": "Succeed" } } }"#,
        &expected,
    );
}

#[test]
fn data_that_grows_by_itself() {
    let expected = expect![[r#"
        Begin: ? → 1
        Nest: {a: {a: {a, b} or 1, b: {a, b} or 1} or 1, b: {a: {a, b} or 1, b: {a, b} or 1} or 1} or 1 → {a: {a: {a: {a, b} or 1, b: {a, b} or 1} or 1, b: {a: {a, b} or 1, b: {a, b} or 1} or 1} or 1, b: {a: {a: {a, b} or 1, b: {a, b} or 1} or 1, b: {a: {a, b} or 1, b: {a, b} or 1} or 1} or 1}
        Ask: {a: {a: {a, b} or 1, b: {a, b} or 1} or 1, b: {a: {a, b} or 1, b: {a, b} or 1} or 1} → {a: {a: {a, b} or 1, b: {a, b} or 1}, b: {a: {a, b} or 1, b: {a, b} or 1} or 1}
    "#]];
    check(
        "
StartAt: Begin
States:
  Begin: {Type: Pass, Result: 1, Next: Nest}
  Nest: {Type: Pass, Parameters: {a.$: $, b.$: $}, Next: Ask}
  Ask:
    Type: Choice
    Choices: [{Variable: $.a, IsNumeric: true, Next: Nest}]
    Default: Nest
",
        &expected,
    );
}

/// Each state doubles what it gets; nothing may take time or room for all of it.
#[test]
fn data_that_doubles_with_every_state() {
    let mut text = r#"{ "StartAt": "S0", "States": { "#.to_owned();
    for index in 0..200 {
        let next = index + 1;
        let _ = write!(
            text,
            r#""S{index}": {{ "Type": "Pass", "Parameters": {{ "a.$": "$", "b.$": "$", "c": {index} }}, "Next": "S{next}" }}, "#
        );
    }
    text += r#""S200": { "Type": "Succeed" } } }"#;
    let model = crate::model(&text);
    let last = model.states().last().map(asl_model::State::id);
    let shapes = last.and_then(|it| model.data_flow().state(&model, it));
    let words = shapes.and_then(|it| it.input().describe(1));
    assert_eq!(words.as_deref(), Some("{a: object, b: object, c: 199}"));
}
