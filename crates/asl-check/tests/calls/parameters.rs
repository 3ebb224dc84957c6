//! What the call is given.

use asl_syntax::Format;
use serde_json::{Value, json};

use crate::{STATES, findings, jsonata, machine, path};

/// The same request as `Parameters` of JSONPath and `Arguments` of JSONata.
#[expect(clippy::needless_pass_by_value, reason = "takes what `json!` makes")]
#[track_caller]
fn request(call: &str, body: Value, wanted: &[&str]) {
    let resource = format!("{STATES}{call}");
    path(
        json!({ "Resource": resource, "Parameters": body }),
        &named(wanted, "Parameters"),
    );
    jsonata(
        json!({ "Resource": resource, "Arguments": body }),
        &named(wanted, "Arguments"),
    );
}

/// `*` stands for the name of the field.
fn named(wanted: &[&str], field: &str) -> Vec<&'static str> {
    let lines = wanted.iter().map(|it| it.replace('*', field));
    lines.map(|it| &*Box::leak(it.into_boxed_str())).collect()
}

#[test]
fn parameters_that_are_there() {
    let item = json!({ "id": { "S": "7" }, "n": { "N": "5" }, "b": { "BOOL": true }, "l": { "L": [{ "SS": ["a"] }] } });
    request(
        "dynamodb:putItem",
        json!({ "TableName": "t", "Item": item }),
        &[],
    );
    let item = json!({ "id": { "S": "7" }, "b": { "Bool": true }, "z": { "Nul": true }, "m": { "M": { "k": { "Ss": [] } } } });
    request(
        "aws-sdk:dynamodb:putItem",
        json!({ "TableName": "t", "Item": item }),
        &[],
    );
    request(
        "lambda:invoke",
        json!({ "FunctionName": "f", "Payload": { "any": ["thing", 1, null] } }),
        &[],
    );
    request(
        "sns:publish",
        json!({ "TopicArn": "t", "Message": { "a": 1 } }),
        &[],
    );
    request(
        "aws-sdk:rds:describeDBInstances",
        json!({ "DbInstanceIdentifier": "d" }),
        &[],
    );
    request("aws-sdk:rds:describeDBInstances", json!({}), &[]);
    request(
        "aws-sdk:s3:putObject",
        json!({ "Bucket": "b", "Key": "k", "Body": { "a": 1 }, "SsekmsKeyId": "k" }),
        &[],
    );
    // A token that the SDK makes up need not be given.
    request(
        "emr-serverless:startJobRun",
        json!({ "ApplicationId": "a", "ExecutionRoleArn": "arn:aws:iam::123456789012:role/r" }),
        &[],
    );
}

#[test]
fn parameters_that_are_missing() {
    request(
        "sqs:sendMessage",
        json!({ "MessageBody": "b" }),
        &["missing-parameter «*», Add \"QueueUrl\""],
    );
    request(
        "sqs:sendMessage",
        json!({}),
        &[
            "missing-parameter «*», Add \"MessageBody\"",
            "missing-parameter «*», Add \"QueueUrl\"",
        ],
    );
    request(
        "aws-sdk:dynamodb:batchWriteItem",
        json!({ "RequestItems": { "t": [{ "DeleteRequest": {} }] } }),
        &["missing-parameter «DeleteRequest», Add \"Key\""],
    );
    request(
        "events:putEvents",
        json!({ "Entries": [{ "Detail": {}, "DetailType": "d", "Source": "s" }] }),
        &[],
    );
}

#[test]
fn parameters_that_do_not_exist() {
    request(
        "sqs:sendMessage",
        json!({ "MessageBody": "b", "QueueURL": "q" }),
        &["unknown-parameter «QueueURL», Change to \"QueueUrl\""],
    );
    request(
        "aws-sdk:rds:describeDBInstances",
        json!({ "DBInstanceIdentifier": "d" }),
        &["unknown-parameter «DBInstanceIdentifier», Change to \"DbInstanceIdentifier\""],
    );
    request(
        "aws-sdk:sfn:startExecution",
        json!({ "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m" }),
        &["unknown-parameter «stateMachineArn», Change to \"StateMachineArn\""],
    );
    request(
        "aws-sdk:dynamodb:putItem",
        json!({ "TableName": "t", "Item": { "b": { "BOOL": true } } }),
        &["unknown-parameter «BOOL», Change to \"Bool\""],
    );
    request(
        "ecs:runTask.sync",
        json!({ "TaskDefinition": "t", "Overrides": { "ContainerOverrides": [{ "Nmae": "c" }] } }),
        &["unknown-parameter «Nmae», Change to \"Name\""],
    );
    request(
        "lambda:invoke",
        json!({ "FunctionName": "f", "Quantum": 1 }),
        &["unknown-parameter «Quantum»"],
    );
}

#[test]
fn values_of_another_type() {
    let rows = [
        (
            "sqs:sendMessage",
            json!({ "QueueUrl": "q", "MessageBody": "b", "DelaySeconds": "soon" }),
            "soon",
        ),
        (
            "sqs:sendMessage",
            json!({ "QueueUrl": 5, "MessageBody": "b" }),
            "5",
        ),
        (
            "sqs:sendMessage",
            json!({ "QueueUrl": true, "MessageBody": "b" }),
            "true",
        ),
        (
            "dynamodb:getItem",
            json!({ "TableName": "t", "Key": "id" }),
            "id",
        ),
        (
            "dynamodb:getItem",
            json!({ "TableName": "t", "Key": { "n": { "N": 5 } } }),
            "5",
        ),
        (
            "dynamodb:getItem",
            json!({ "TableName": "t", "Key": {}, "ConsistentRead": "perhaps" }),
            "perhaps",
        ),
        (
            "dynamodb:getItem",
            json!({ "TableName": "t", "Key": {}, "ConsistentRead": 1 }),
            "1",
        ),
        (
            "dynamodb:getItem",
            json!({ "TableName": "t", "Key": {}, "AttributesToGet": "a" }),
            "a",
        ),
        (
            "dynamodb:getItem",
            json!({ "TableName": "t", "Key": {}, "AttributesToGet": ["a", 7] }),
            "7",
        ),
        (
            "ecs:runTask",
            json!({ "TaskDefinition": "t", "Overrides": { "ContainerOverrides": [{ "Cpu": "much" }] } }),
            "much",
        ),
        (
            "batch:submitJob",
            json!({ "JobName": "j", "JobDefinition": "d", "JobQueue": "q", "Parameters": { "n": 12 } }),
            "12",
        ),
    ];
    for (call, body, marked) in rows {
        request(call, body, &[&format!("wrong-parameter-type «{marked}»")]);
    }
}

#[test]
fn values_that_the_action_does_not_know() {
    request(
        "aws-sdk:dynamodb:updateTable",
        json!({ "TableName": "t", "BillingMode": "PAY_PER_REQEST" }),
        &["unknown-parameter-value «PAY_PER_REQEST», Change to \"PAY_PER_REQUEST\""],
    );
    request(
        "aws-sdk:dynamodb:updateTable",
        json!({ "TableName": "t", "BillingMode": "FREE" }),
        &["unknown-parameter-value «FREE»"],
    );
    request(
        "lambda:invoke",
        json!({ "FunctionName": "f", "InvocationType": "event" }),
        &["unknown-parameter-value «event», Change to \"Event\""],
    );
    request(
        "aws-sdk:s3:putObject",
        json!({ "Bucket": "b", "Key": "k", "StorageClass": "standard" }),
        &["unknown-parameter-value «standard», Change to \"STANDARD\""],
    );
    // A list that grows is checked for its spelling alone.
    request(
        "aws-sdk:ec2:runInstances",
        json!({ "MinCount": 1, "MaxCount": 1, "InstanceType": "z9.huge" }),
        &[],
    );
    request(
        "aws-sdk:ec2:runInstances",
        json!({ "MinCount": 1, "MaxCount": 1, "InstanceType": "T2.micro" }),
        &["unknown-parameter-value «T2.micro», Change to \"t2.micro\""],
    );
}

#[test]
fn values_out_of_their_bounds() {
    let child = "arn:aws:states:eu-central-1:123456789012:stateMachine:child";
    let entries = |many: usize| json!({ "Entries": vec![json!({ "Detail": {} }); many] });
    request(
        "states:startExecution",
        json!({ "StateMachineArn": child, "Name": "n".repeat(80) }),
        &[],
    );
    let long = "n".repeat(81);
    request(
        "states:startExecution",
        json!({ "StateMachineArn": child, "Name": long }),
        &[&format!("parameter-out-of-range «{long}»")],
    );
    request(
        "sqs:sendMessage",
        json!({ "QueueUrl": "q", "MessageBody": "b", "DelaySeconds": 900 }),
        &[],
    );
    request(
        "sqs:sendMessage",
        json!({ "QueueUrl": "q", "MessageBody": "b", "DelaySeconds": 901 }),
        &["parameter-out-of-range «901»"],
    );
    request(
        "aws-sdk:dynamodb:query",
        json!({ "TableName": "table", "Limit": 0 }),
        &["parameter-out-of-range «0»"],
    );
    request("events:putEvents", entries(10), &[]);
    for format in [Format::Json, Format::Yaml] {
        let fields =
            json!({ "Resource": format!("{STATES}events:putEvents"), "Parameters": entries(11) });
        let found = findings(&machine(&fields, "JSONPath").to_string(), format);
        let shown: Vec<_> = found.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(shown, ["The call takes at most 10 members here, not 11"]);
    }
}

#[test]
fn regions_and_accounts() {
    let rows = [
        ("arn:aws:lambda:us-gov-west-1:123456789012:function:f", ""),
        (
            "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST",
            "",
        ),
        ("arn:aws:lambda:REGION:ACCOUNT_ID:function:f", ""),
        ("arn:aws:lambda:region:account-id:function:f", ""),
        ("arn:aws:lambda:my-region:123456789012:function:f", ""),
        ("arn:aws:lambda:xx-xxxx-x:xxxxxxxxxxxx:function:f", ""),
        ("arn:aws:lambda:...:function:f", ""),
        ("arn:aws:lambda:us-east-1:${Account}:function:f", ""),
        (
            "arn:aws:lambda:us-east1:123456789012:function:f",
            "us-east1",
        ),
        (
            "arn:aws:lambda:us-east-1a:123456789012:function:f",
            "us-east-1a",
        ),
        ("arn:aws:lambda:us-east:123456789012:function:f", "us-east"),
        (
            "arn:aws:lambda:us-east-1:1234567890123:function:f",
            "1234567890123",
        ),
    ];
    for (arn, marked) in rows {
        let wanted = match marked {
            "" => Vec::new(),
            marked => vec![format!("invalid-arn «{marked}»")],
        };
        let wanted: Vec<_> = wanted.iter().map(String::as_str).collect();
        path(json!({ "Resource": arn }), &wanted);
        request("lambda:invoke", json!({ "FunctionName": arn }), &wanted);
    }
}

/// Whatever is filled in or worked out later is of a type that nobody knows yet.
#[test]
fn what_is_not_written_out_is_not_judged() {
    request(
        "sqs:sendMessage",
        json!({ "QueueUrl": "${Queue}", "MessageBody": "b", "DelaySeconds": "${Delay}" }),
        &[],
    );
    request(
        "aws-sdk:dynamodb:updateTable",
        json!({ "TableName": "t", "BillingMode": "${Mode}", "${More}": 1 }),
        &[],
    );
    request(
        "dynamodb:getItem",
        json!({ "TableName": "t", "Key": "${Key}", "AttributesToGet": "${All}" }),
        &[],
    );
    let resource = format!("{STATES}sqs:sendMessage");
    path(
        json!({ "Resource": resource, "Parameters": {
            "QueueUrl.$": "$.queue", "MessageBody.$": "$", "DelaySeconds.$": "States.MathAdd(1, 2)",
            "MessageAttributes": { "a": { "DataType": "String", "StringValue.$": "$.x" } } } }),
        &[],
    );
    jsonata(
        json!({ "Resource": resource, "Arguments": {
            "QueueUrl": "{% $states.input.queue %}", "MessageBody": "{% $states.input %}",
            "DelaySeconds": "{% 1 + 2 %}", "MessageAttributes": "{% {} %}" } }),
        &[],
    );
    jsonata(
        json!({ "Resource": resource, "Arguments": "{% $states.input %}" }),
        &[],
    );
    jsonata(
        json!({ "Resource": format!("{STATES}aws-sdk:dynamodb:updateTable"), "Arguments": {
            "TableName": "t", "BillingMode": "{% $states.input.mode %}" } }),
        &[],
    );
}
