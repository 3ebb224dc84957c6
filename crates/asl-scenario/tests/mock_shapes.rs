//! Mocks that cannot be a service's response: they are returned, and the user is told.

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use asl_interp::{Machine, RunOptions, run};
use asl_scenario::mock::MockConfig;
use serde_json::{Value, json};

/// What is said of a mock, and the output, which is the mock.
fn doubts(resource: &str, mock: &Value) -> Vec<String> {
    let file = json!({
        "StateMachines": { "M": { "TestCases": { "T": { "Call": "Answer" } } } },
        "MockedResponses": { "Answer": { "0": { "Return": mock } } },
    });
    let config = MockConfig::parse(&file).expect("the file is right");
    let mut worker = config.worker(None, None).expect("there is only one case");
    let resource = match resource.strip_prefix("arn:") {
        Some(_) => resource.to_owned(),
        None => format!("arn:aws:states:::{resource}"),
    };
    let state = json!({ "Type": "Task", "Resource": resource, "End": true });
    let definition = json!({ "StartAt": "Call", "States": { "Call": state } });
    let machine = Machine::compile(&definition).expect("the definition compiles");
    let execution = run(&machine, json!({}), &mut worker, &RunOptions::default());
    assert_eq!(execution.to_json()["output"], *mock, "{resource}");
    worker.doubts().to_vec()
}

#[test]
fn what_a_service_may_answer_is_not_doubted() {
    let rows = [
        (
            "dynamodb:getItem",
            json!({ "Item": { "id": { "S": "7" }, "n": { "N": "5" } } }),
        ),
        ("dynamodb:getItem", json!({})),
        (
            "aws-sdk:dynamodb:getItem",
            json!({ "Item": { "b": { "Bool": true } } }),
        ),
        (
            "aws-sdk:dynamodb:batchWriteItem",
            json!({ "UnprocessedItems": {} }),
        ),
        (
            "lambda:invoke",
            json!({ "StatusCode": 200, "Payload": { "any": ["thing"] } }),
        ),
        ("lambda:invoke", json!({ "Payload": "text" })),
        (
            "states:startExecution.sync:2",
            json!({ "Status": "SUCCEEDED", "Output": { "n": 1 } }),
        ),
        (
            "states:startExecution.sync",
            json!({ "Status": "SUCCEEDED", "Output": "{}" }),
        ),
        ("sqs:sendMessage.waitForTaskToken", json!("anything")),
        (
            "http:invoke",
            json!({ "StatusCode": 200, "ResponseBody": [1] }),
        ),
        (
            "ecs:runTask.sync",
            json!({ "LastStatus": "STOPPED", "Containers": [{ "ExitCode": 0 }] }),
        ),
        ("aws-sdk:nowhere:callIt", json!(5)),
        (
            "arn:aws:lambda:us-east-1:123456789012:function:f",
            json!([1]),
        ),
        (
            "aws-sdk:s3:getObject",
            json!({ "Body": "text", "More": 1, "ContentLength": 4 }),
        ),
    ];
    for (resource, mock) in rows {
        assert_eq!(doubts(resource, &mock), [""; 0], "{resource} {mock}");
    }
}

#[test]
fn what_it_never_answers_is() {
    let rows = [
        (
            "dynamodb:getItem",
            json!({ "Item": { "n": { "N": 5 } } }),
            "Field 'N' must be a string at /Item/n/N",
        ),
        (
            "dynamodb:getItem",
            json!({ "Item": [] }),
            "Field 'Item' must be an object at /Item",
        ),
        (
            "dynamodb:getItem",
            json!([]),
            "The result must be an object",
        ),
        (
            "aws-sdk:dynamodb:describeTable",
            json!({ "Table": { "TableStatus": "active" } }),
            "Field 'TableStatus' is not an expected value at /Table/TableStatus",
        ),
        (
            "states:startExecution.sync",
            json!({ "Status": "SUCCEEDED", "Output": { "n": 1 } }),
            "Field 'Output' must be a string at /Output",
        ),
        (
            "ecs:runTask.sync",
            json!({ "Containers": [{ "ExitCode": "0" }] }),
            "Field 'ExitCode' must be a number at /Containers/0/ExitCode",
        ),
        (
            "sqs:sendMessage",
            json!({ "MessageId": 1 }),
            "Field 'MessageId' must be a string at /MessageId",
        ),
        (
            "aws-sdk:s3:listObjectsV2",
            json!({ "IsTruncated": "false" }),
            "Field 'IsTruncated' must be a boolean at /IsTruncated",
        ),
    ];
    for (resource, mock, wanted) in rows {
        let wanted = format!("The mock of Call cannot be a response of {resource}: {wanted}");
        assert_eq!(doubts(resource, &mock), [wanted], "{resource} {mock}");
    }
}
