//! Responses of services, by resource and pattern.

use expect_test::{Expect, expect};

use crate::check;

#[track_caller]
fn response(resource: &str, expected: &Expect) {
    let text = format!(
        r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Task", "Resource": "{resource}", "End": true }} }} }}"#
    );
    check(&text, expected);
}

#[test]
fn responses() {
    let sdk = expect![[r#"
        A: ? → {QueueUrl?: string}
    "#]];
    response("arn:aws:states:::aws-sdk:sqs:getQueueUrl", &sdk);
    let optimised = expect![[r#"
        A: ? → {MessageId?: string, SequenceNumber?: string, SdkHttpMetadata?: {AllHttpHeaders?: object, HttpHeaders?: object, HttpStatusCode?: number}, SdkResponseMetadata?: {RequestId?: string}}
    "#]];
    response("arn:aws:states:::sns:publish", &optimised);
    let finished = expect![[r#"
        A: ? → {ExecutionArn?: string, StateMachineArn?: string, Name?: string, Status?: string, StartDate?: string or number, StopDate?: string or number, Input?, InputDetails?: {Included?: boolean}, Output?, OutputDetails?: {Included?: boolean}, TraceHeader?: string, MapRunArn?: string, …}
    "#]];
    response("arn:aws:states:::states:startExecution.sync:2", &finished);
}

#[test]
fn nobody_knows_what_functions_and_callbacks_answer() {
    let function = expect![[r#"
        A: ? → ?
    "#]];
    response(
        "arn:aws:lambda:eu-west-1:123456789012:function:f",
        &function,
    );
    let callback = expect![[r#"
        A: ? → ?
    "#]];
    response(
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        &callback,
    );
    let placeholder = expect![[r#"
        A: ? → ?
    "#]];
    response("${Resource}", &placeholder);
}

#[test]
fn a_response_is_selected_from() {
    let expected = expect![[r#"
        Load: ? → {loaded: {item: object, total: string, wrong}, …}
          no Itme in object
        Invoke: {loaded: {item: object, total: string, wrong}, …} → ?
    "#]];
    check(
        r#"{ "StartAt": "Load", "States": {
          "Load": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem",
            "ResultSelector": { "item.$": "$.Item", "total.$": "$.Item.total.N", "wrong.$": "$.Itme" },
            "ResultPath": "$.loaded", "Next": "Invoke" },
          "Invoke": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "OutputPath": "$.Payload.anything", "End": true } } }"#,
        &expected,
    );
}
