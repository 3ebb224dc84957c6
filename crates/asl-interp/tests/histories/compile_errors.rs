//! What stops a definition from running, with JSON pointers.

use asl_interp::Machine;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn check(definition: &Value, expected: &Expect) {
    let errors = Machine::compile(definition).expect_err("the definition does not compile");
    let lines: String = errors
        .iter()
        .map(|error| error.to_string() + "\n")
        .collect();
    expected.assert_eq(&lines);
}

#[test]
fn structure() {
    check(
        &json!([]),
        &expect![[r#"
        : A state machine must be an object
    "#]],
    );
    check(
        &json!({}),
        &expect![[r#"
        : The field 'States' is missing or is not an object
    "#]],
    );
    check(
        &json!({ "StartAt": "Nowhere", "States": {
            "A": { "Type": "Pass", "Next": "B" },
            "C": { "Type": "Passs", "End": true },
            "D": { "Type": "Task", "End": true },
            "E/F": 1,
        } }),
        &expect![[r#"
            /StartAt: There is no state 'Nowhere' in this 'States'
            /States/A/Next: There is no state 'B' in this 'States'
            /States/C/Type: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]
            /States/D: The field 'Resource' is missing or is not a string
            /States/E~1F: A state must be an object
        "#]],
    );
}

#[test]
fn every_mistake_at_once() {
    check(
        &json!({ "StartAt": "A", "States": {
            "A": {
                "Type": "Map",
                "ItemsPath": 5,
                "ItemProcessor": { "StartAt": "I", "States": { "I": {
                    "Type": "Wait", "Timestamp": "tomorrow", "End": true,
                } } },
                "Retry": [{ "MaxAttempts": 1 }],
                "Catch": [{ "ErrorEquals": ["X"], "Next": "Gone" }],
                "Next": "B",
            },
            "B": { "Type": "Choice", "Choices": [
                { "Variable": "$.a", "NumericEquals": "1", "Next": "B" },
                { "Variable": "$.a", "Next": "B" },
                { "NumericEquals": 1, "Next": "B" },
            ] },
            "P": { "Type": "Pass", "Parameters": { "a.$": "oops", "b": [{ "c.$": "$.x[" }] }, "End": true },
        } }),
        &expect![[r#"
            /States/A/Catch/0/Next: There is no state 'Gone' in this 'States'
            /States/A/ItemProcessor/States/I/Timestamp: String does not match RFC3339 timestamp
            /States/A/ItemsPath: Must be a path
            /States/A/Retry/0: The field 'ErrorEquals' is missing or is not an array
            /States/B/Choices/0/NumericEquals: Must be a number
            /States/B/Choices/1: A choice rule needs a comparison operator
            /States/B/Choices/2: The field 'Variable' is missing
            /States/P/Parameters/a.$: Expected a path that starts with '$' or a function States.…(…)
            /States/P/Parameters/b/0/c.$: This bracket is not closed
            /States/P/Parameters/b/0/c.$: A name, an index or '*' is missing in the brackets
        "#]],
    );
}

#[test]
fn an_item_reader_needs_its_type() {
    check(
        &json!({ "StartAt": "A", "States": { "A": {
            "Type": "Map",
            "ItemProcessor": {
                "ProcessorConfig": { "Mode": "DISTRIBUTED" },
                "StartAt": "I",
                "States": { "I": { "Type": "Pass", "QueryLanguage": "JSONata", "End": true } },
            },
            "ItemReader": { "Resource": "arn:aws:states:::s3:getObject" },
            "End": true,
        } } }),
        &expect![[r#"
            /States/A/ItemReader: An item reader of s3:getObject needs a 'ReaderConfig' with an 'InputType'
        "#]],
    );
}
