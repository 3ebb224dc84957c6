//! Members that the data certainly does not have, and members that may be there for all that is known.

use expect_test::expect;

use crate::{json, yaml};

#[test]
fn in_the_state_that_follows() {
    json(
        r#"
{ "StartAt": "Load", "States": {
  "Load": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Parameters": { "TableName": "t", "Key": {} }, "Next": "Use" },
  "Use": { "Type": "Pass", "InputPath": "$.Itme", "ResultPath": "$.made", "OutputPath": "$.mode", "End": true }
} }
"#,
        expect![[r#"
            3   |   "Use": { "Type": "Pass", "InputPath": "$.Itme", "ResultPath": "$.made", "OutputPath": "$.mode", "End": true }
                |                                            ^^^^ missing-member: There is no "Itme" in this data; did you mean "Item"?
                |                                                                                            ^^^^ missing-member: There is no "mode" in this data; did you mean "made"?
        "#]],
    );
    yaml(
        r"
StartAt: Load
States:
  Load:
    Type: Task
    Resource: arn:aws:states:::dynamodb:getItem
    Parameters: {TableName: t, Key: {}}
    Next: Use
  Use:
    Type: Pass
    Parameters:
      a.$: $.Item.anything.S
      b.$: $['Itme']
      c.$: States.Format('{}', $.SdkHttpMetadata.Status)
    End: true
",
        expect![[r#"
            12  |       b.$: $['Itme']
                |               ^^^^ missing-member: There is no "Itme" in this data; did you mean "Item"?
            13  |       c.$: States.Format('{}', $.SdkHttpMetadata.Status)
                |                                                  ^^^^^^ missing-member: There is no "Status" in this data: it has AllHttpHeaders, HttpHeaders, HttpStatusCode
        "#]],
    );
}

#[test]
fn in_jsonata() {
    json(
        r#"
{ "QueryLanguage": "JSONata", "StartAt": "Send", "States": {
  "Send": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Arguments": "{% $states.input %}", "Output": { "id": "{% $states.result.MesageId %}" }, "Next": "Use" },
  "Use": { "Type": "Pass", "Output": "{% $exists($states.input.ix) ? $states.input.ix : $states.input.id %}", "End": true }
} }
"#,
        expect![[r#"
            2   |   "Send": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Arguments": "{% $states.input %}", "Output": { "id": "{% $states.result.MesageId %}" }, "Next": "Use" },
                |                                                                                                                                                      ^^^^^^^^ missing-member: There is no "MesageId" in this data; did you mean "MessageId"?
        "#]],
    );
}

/// What functions answer, what comes from outside, and ways that nobody knows.
#[test]
fn unknown_data_may_have_any_member() {
    json(
        r#"
{ "StartAt": "Call", "States": {
  "Call": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "ResultPath": "$.call", "Next": "Ask" },
  "Ask": { "Type": "Choice", "Choices": [{ "Variable": "$.call.Payload.ok", "BooleanEquals": true, "Next": "Use" }], "Default": "Use" },
  "Use": { "Type": "Pass", "InputPath": "$.other", "End": true }
} }
"#,
        expect![[""]],
    );
    yaml(
        r"
StartAt: Load
States:
  Load:
    Type: Task
    Resource: arn:aws:states:::dynamodb:getItem
    Parameters: {TableName: t, Key: {}}
    Catch: *handlers
    Next: Use
  Use: {Type: Pass, InputPath: $.elsewhere, End: true}
",
        expect![[""]],
    );
}

/// What may be missing is asked for first.
#[test]
fn presence_may_be_asked_for() {
    json(
        r#"
{ "StartAt": "Make", "States": {
  "Make": { "Type": "Pass", "Result": { "kind": "a" }, "Next": "Ask" },
  "Ask": { "Type": "Choice", "Choices": [
    { "And": [{ "Variable": "$.color", "IsPresent": true }, { "Variable": "$.color", "StringEquals": "red" }], "Next": "Red" },
    { "Variable": "$.kidn", "StringEquals": "a", "Next": "Red" } ], "Default": "Red" },
  "Red": { "Type": "Succeed" }
} }
"#,
        expect![[r#"
            5   |     { "Variable": "$.kidn", "StringEquals": "a", "Next": "Red" } ], "Default": "Red" },
                |                      ^^^^ missing-member: There is no "kidn" in this data; did you mean "kind"?
        "#]],
    );
}
