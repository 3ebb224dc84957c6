//! Made-up answers, service by service.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use asl_interp::{Machine, RunOptions};
use asl_scenario::sample::SampleWorker;
use expect_test::expect;
use serde_json::{Value, json};

fn sample(resource: &str, parameters: &Value) -> Value {
    let definition = json!({ "StartAt": "Call", "States": { "Call": {
        "Type": "Task",
        "Resource": resource,
        "Parameters": parameters,
        "End": true,
    } } });
    let machine = Machine::compile(&definition).expect("the definition compiles");
    let options = RunOptions::default();
    let execution = asl_interp::run(&machine, json!({}), &mut SampleWorker, &options);
    assert_eq!(execution.sampled, ["Call"]);
    execution.output.as_deref().cloned().expect("an output")
}

/// A resource with the parameters of a call.
fn calls() -> Vec<(&'static str, Value)> {
    vec![
        (
            "arn:aws:lambda:us-east-1:123456789012:function:F",
            json!({}),
        ),
        (
            "arn:aws:states:us-east-1:123456789012:activity:A",
            json!({}),
        ),
        ("${Function}", json!({})),
        (
            "arn:aws:states:::lambda:invoke",
            json!({ "FunctionName": "f" }),
        ),
        (
            "arn:aws:states:::lambda:invoke.waitForTaskToken",
            json!({ "FunctionName": "f" }),
        ),
        (
            "arn:aws:states:::sqs:sendMessage",
            json!({ "QueueUrl": "q", "MessageBody": "m" }),
        ),
        (
            "arn:aws:states:::events:putEvents",
            json!({ "Entries": [] }),
        ),
        ("arn:aws:states:::http:invoke", json!({ "Method": "GET" })),
        (
            "arn:aws:states:::dynamodb:getItem",
            json!({ "TableName": "t" }),
        ),
        (
            "arn:aws:states:::states:startExecution",
            json!({ "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:M" }),
        ),
        (
            "arn:aws:states:::states:startExecution.sync",
            json!({ "Input": {} }),
        ),
        (
            "arn:aws:states:::states:startExecution.sync:2",
            json!({ "Input": {} }),
        ),
        (
            "arn:aws:states:::ecs:runTask.sync",
            json!({ "TaskDefinition": "d" }),
        ),
        (
            "arn:aws:states:::batch:submitJob.sync",
            json!({ "JobName": "j" }),
        ),
        (
            "arn:aws:states:::aws-sdk:s3:getObject",
            json!({ "Bucket": "b", "Key": "k" }),
        ),
        ("arn:aws:states:::nobody:knows", json!({})),
    ]
}

#[test]
fn answers_look_like_those_of_the_services() {
    let mut text = String::new();
    for (resource, parameters) in calls() {
        let value = sample(resource, &parameters);
        let names = value.as_object().expect("an object").keys();
        let names: Vec<_> = names.take(4).map(String::as_str).collect();
        text.extend([resource, ": ", &names.join(", "), "\n"]);
    }
    expect![[r#"
        arn:aws:lambda:us-east-1:123456789012:function:F: 
        arn:aws:states:us-east-1:123456789012:activity:A: 
        ${Function}: 
        arn:aws:states:::lambda:invoke: ExecutedVersion, Payload, StatusCode, SdkHttpMetadata
        arn:aws:states:::lambda:invoke.waitForTaskToken: 
        arn:aws:states:::sqs:sendMessage: MD5OfMessageBody, MD5OfMessageAttributes, MD5OfMessageSystemAttributes, MessageId
        arn:aws:states:::events:putEvents: FailedEntryCount, Entries, SdkHttpMetadata, SdkResponseMetadata
        arn:aws:states:::http:invoke: Headers, ResponseBody, StatusCode, StatusText
        arn:aws:states:::dynamodb:getItem: Item, ConsumedCapacity, SdkHttpMetadata, SdkResponseMetadata
        arn:aws:states:::states:startExecution: ExecutionArn, StartDate, SdkHttpMetadata, SdkResponseMetadata
        arn:aws:states:::states:startExecution.sync: ExecutionArn, StateMachineArn, Name, Status
        arn:aws:states:::states:startExecution.sync:2: ExecutionArn, StateMachineArn, Name, Status
        arn:aws:states:::ecs:runTask.sync: Attachments, Attributes, AvailabilityZone, CapacityProviderName
        arn:aws:states:::batch:submitJob.sync: JobArn, JobName, JobId, JobQueue
        arn:aws:states:::aws-sdk:s3:getObject: Body, DeleteMarker, AcceptRanges, Expiration
        arn:aws:states:::nobody:knows: 
    "#]].assert_eq(&text);
}

#[test]
fn a_function_returns_json_and_a_nested_execution_what_its_pattern_says() {
    let invoked = sample(
        "arn:aws:states:::lambda:invoke",
        &json!({ "FunctionName": "f" }),
    );
    assert_eq!(
        (&invoked["Payload"], &invoked["StatusCode"]),
        (&json!({}), &json!(200))
    );
    let nested = |suffix: &str| {
        let resource = format!("arn:aws:states:::states:startExecution{suffix}");
        sample(&resource, &json!({ "Input": {} }))["Output"].clone()
    };
    assert_eq!(nested(".sync"), json!("{}"));
    assert_eq!(nested(".sync:2"), json!({}));
}
