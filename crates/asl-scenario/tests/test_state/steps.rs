//! The data after every step, by state type and query language.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{ask, error, inspect, result};

#[test]
fn a_pass_by_path() {
    let state = json!({
        "Type": "Pass", "InputPath": "$.order", "Parameters": { "n.$": "$.id" },
        "ResultPath": "$.seen", "OutputPath": "$.seen", "Next": "Pack",
    });
    let request = json!({ "input": "{\"order\": {\"id\": 7}}" });
    expect![[r#"
        output: {"n":7}
        inspectionData:
          input: {"order": {"id": 7}}
          afterInputPath: {"id":7}
          afterParameters: {"n":7}
          afterResultSelector: {"n":7}
          afterResultPath: {"order":{"id":7},"seen":{"n":7}}
        nextState: Pack
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(state, request));
}

#[test]
fn a_pass_with_a_result() {
    let state = json!({ "Type": "Pass", "Result": [1], "ResultPath": "$.r", "End": true });
    expect![[r#"
        output: {"a":1,"r":[1]}
        inspectionData:
          input: {"a":1}
          result: [1]
          afterResultSelector: [1]
          afterResultPath: {"a":1,"r":[1]}
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(state, json!({ "input": "{\"a\":1}" })));
}

#[test]
fn a_task_by_path() {
    let state = json!({
        "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
        "Parameters": { "QueueUrl": "q", "MessageBody.$": "$" },
        "ResultSelector": { "id.$": "$.MessageId" }, "ResultPath": "$.sent", "End": true,
    });
    let request = json!({ "input": "{\"a\":1}", "mock": result(json!({
        "MessageId": "m-1", "MD5OfMessageBody": "0123456789abcdef0123456789abcdef",
    })) });
    expect![[r#"
        output: {"a":1,"sent":{"id":"m-1"}}
        inspectionData:
          input: {"a":1}
          afterInputPath: {"a":1}
          afterParameters: {"QueueUrl":"q","MessageBody":{"a":1}}
          result: {"MessageId":"m-1","MD5OfMessageBody":"0123456789abcdef0123456789abcdef"}
          afterResultSelector: {"id":"m-1"}
          afterResultPath: {"a":1,"sent":{"id":"m-1"}}
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(state, request));
}

#[test]
fn a_task_in_jsonata() {
    let state = json!({
        "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
        "Arguments": { "FunctionName": "f", "Payload": "{% $states.input.a %}" },
        "Assign": { "left": "{% $left - 1 %}" },
        "Output": "{% $states.result.StatusCode %}", "Next": "Pack",
    });
    let request = json!({
        "input": "{\"a\":1}", "variables": "{\"left\": 3}",
        "mock": result(json!({ "StatusCode": 200 })),
    });
    expect![[r#"
        output: 200
        inspectionData:
          input: {"a":1}
          afterArguments: {"FunctionName":"f","Payload":1}
          result: {"StatusCode":200}
          variables: {"left":2}
        nextState: Pack
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(state, request));
}

#[test]
fn states_without_a_result() {
    let input = json!({ "input": "{\"n\":1}" });
    let fail = json!({ "Type": "Fail", "Error": "Gone", "CausePath": "States.Format('{}', $.n)" });
    expect![[r#"
        error: Gone
        cause: 1
        inspectionData:
          input: {"n":1}
          afterInputPath: {"n":1}
        status: FAILED
    "#]]
    .assert_eq(&inspect(fail, input.clone()));
    let choice = json!({
        "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericEquals": 2, "Next": "Two" }],
        "Default": "Other",
    });
    expect![[r#"
        output: {"n":1}
        inspectionData:
          input: {"n":1}
          afterInputPath: {"n":1}
        nextState: Other
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(choice, input.clone()));
    let wait = json!({
        "Type": "Wait", "QueryLanguage": "JSONata", "Seconds": "{% $states.input.n %}", "Next": "X",
    });
    expect![[r#"
        output: {"n":1}
        inspectionData:
          input: {"n":1}
        nextState: X
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(wait, input));
}

/// Only what came before the failure is told.
#[test]
fn steps_up_to_a_failure() {
    let task = |parameters: Value| {
        json!({
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "InputPath": "$.a",
            "Parameters": parameters, "End": true,
        })
    };
    let request = json!({ "input": "{\"a\":{\"b\":1}}", "mock": error("Busy") });
    expect![[r#"
        error: States.Runtime
        cause: The JSONPath '$.c' specified for the field 'x.$' could not be found in the input '{"b":1}'
        inspectionData:
          input: {"a":{"b":1}}
          afterInputPath: {"b":1}
        status: FAILED
    "#]]
    .assert_eq(&inspect(task(json!({ "x.$": "$.c" })), request.clone()));
    expect![[r#"
        error: Busy
        cause: because
        inspectionData:
          input: {"a":{"b":1}}
          afterInputPath: {"b":1}
          afterParameters: {"x":1}
        status: FAILED
    "#]]
    .assert_eq(&inspect(task(json!({ "x.$": "$.b" })), request));
}

#[test]
fn levels() {
    let state = json!({
        "Type": "Task", "Resource": "arn:aws:states:::http:invoke", "End": true,
        "Parameters": {
            "ApiEndpoint": "https://example.com/orders", "Method": "POST",
            "QueryParameters": { "page": 2, "tag": ["a", "b"] }, "RequestBody": { "n": 1 },
        },
    });
    let info = ask(
        state.clone(),
        json!({ "mock": result(json!({ "StatusCode": 200 })) }),
    );
    expect![[r#"
        output: {"StatusCode":200}
        status: SUCCEEDED
    "#]]
    .assert_eq(&info);
    let debug = inspect(state.clone(), json!({}));
    assert!(!debug.contains("request"), "{debug}");
    let trace = ask(state, json!({ "inspectionLevel": "TRACE" }));
    let (_, tail) = trace.split_once("  request:\n").unwrap();
    expect![[r#"
          protocol: https
          method: POST
          url: https://example.com/orders?page=2&tag=a&tag=b
          body: {"n":1}
          response:
          protocol: https
          statusCode: 200
          statusMessage: OK
          headers: {"age":["7"]}
          body: {}
        status: SUCCEEDED
    "#]]
    .assert_eq(tail);
}
