//! What is said of Tasks that call services, as a table: each row in JSON and in YAML, in JSONPath and in JSONata.

use asl_check::{CheckConfig, Diagnostic, Severity, check};
use asl_model::Model;
use asl_syntax::{Format, parse};
use serde_json::{Value, json};

/// A machine of one Task.
fn machine(fields: &Value, language: &str) -> Value {
    let mut task = json!({ "Type": "Task", "End": true });
    if let (Some(task), Some(fields)) = (task.as_object_mut(), fields.as_object()) {
        task.extend(fields.clone());
    }
    json!({ "QueryLanguage": language, "StartAt": "S", "States": { "S": task } })
}

/// A value in YAML's block style.
fn yaml(value: &Value, indent: usize) -> String {
    let pad = " ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() => members
            .iter()
            .map(|(key, value)| format!("\n{pad}{}: {}", json!(key), yaml(value, indent + 2)))
            .collect(),
        Value::Array(items) if !items.is_empty() => items
            .iter()
            .map(|item| format!("\n{pad}- {}", yaml(item, indent + 2).trim_start()))
            .collect(),
        scalar => scalar.to_string(),
    }
}

fn findings(text: &str, format: Format) -> Vec<Diagnostic> {
    check(
        &Model::lower(&parse(text, format), None),
        &CheckConfig::default(),
    )
}

/// The findings as `code «marked»`, each with the first fix if there is one.
fn shown(text: &str, found: &[Diagnostic]) -> Vec<String> {
    let mut lines: Vec<_> = found
        .iter()
        .map(|it| {
            let marked = &text[usize::from(it.range.start())..usize::from(it.range.end())];
            let fix = it.fixes.first().map(|it| format!(", {}", it.title));
            let marked = marked.trim_matches('"');
            format!("{} «{marked}»{}", it.rule.code, fix.unwrap_or_default())
        })
        .collect();
    lines.sort();
    lines
}

/// Asserts what is found in both formats, and that the first fix of every finding ends it.
#[track_caller]
fn assert_found(definition: &Value, wanted: &[&str]) {
    let texts = [
        (format!("{definition:#}"), Format::Json),
        (yaml(definition, 0).trim_start().to_owned(), Format::Yaml),
    ];
    for (text, format) in texts {
        let found = findings(&text, format);
        let mut wanted: Vec<_> = wanted.iter().map(ToString::to_string).collect();
        wanted.sort();
        assert_eq!(shown(&text, &found), wanted, "{format:?}:\n{text}");
        for fix in found.iter().filter_map(|it| it.fixes.first()) {
            let edits = fix.edits.iter().map(|it| (it.range, it.insert.as_str()));
            let fixed = asl_testing::fixture::apply(&text, edits);
            let left = findings(&fixed, format).len();
            assert!(left < found.len(), "{}:\n{fixed}", fix.title);
        }
    }
}

#[track_caller]
fn path(fields: Value, wanted: &[&str]) {
    assert_found(&machine(&fields, "JSONPath"), wanted);
}

#[track_caller]
fn jsonata(fields: Value, wanted: &[&str]) {
    assert_found(&machine(&fields, "JSONata"), wanted);
}

/// A Task with that resource, which takes nothing that is written out.
#[track_caller]
fn resource(resource: &str, wanted: &[&str]) {
    path(json!({ "Resource": resource }), wanted);
    jsonata(json!({ "Resource": resource }), wanted);
}

const STATES: &str = "arn:aws:states:::";

#[test]
fn resources() {
    let rows: &[(&str, &str)] = &[
        ("sqs:sendMessage.waitForTaskToken", ""),
        ("states:startExecution.sync:2", ""),
        ("aws-sdk:ec2:describeInstances", ""),
        ("aws-sdk:sfn:startSyncExecution.waitForTaskToken", ""),
        ("${Service}:${Action}.sync", ""),
        // Services.
        (
            "dynamobd:putItem",
            "unknown-resource|Change to \"dynamodb\"",
        ),
        (
            "DynamoDB:putItem",
            "unknown-resource|Change to \"dynamodb\"",
        ),
        (
            "state:startExecution",
            "unknown-resource|Change to \"states\"",
        ),
        (
            "s3:getObject",
            "unknown-resource|Call it through the AWS SDK",
        ),
        ("quantum:leap", "unknown-resource|"),
        (
            "aws-sdk:dynamobd:putItem",
            "unknown-action|Change to \"dynamodb\"",
        ),
        ("aws-sdk:S3:getObject", "unknown-action|Change to \"s3\""),
        (
            "aws-sdk:logs:putLogEvents",
            "unknown-action|Change to \"cloudwatchlogs\"",
        ),
        (
            "aws-sdk:cognito-idp:listUsers",
            "unknown-action|Change to \"cognitoidentityprovider\"",
        ),
        (
            "aws-sdk:events:putEvents",
            "unknown-action|Change to \"eventbridge\"",
        ),
        ("aws-sdk:quantum:leap", "unknown-action|"),
        ("aws-sdk:qldb:listLedgers", "retired-service|"),
        (
            "aws-sdk:lookoutvision:detectAnomalies.waitForTaskToken",
            "retired-service|",
        ),
        // Actions.
        ("dynamodb:puItem", "unknown-resource|Change to \"putItem\""),
        ("dynamodb:PutItem", "unknown-resource|Change to \"putItem\""),
        (
            "dynamodb:query",
            "unknown-resource|Call it through the AWS SDK",
        ),
        (
            "events:listRules",
            "unknown-resource|Call it through the AWS SDK",
        ),
        (
            "lambda:inovke.waitForTaskToken",
            "unknown-resource|Change to \"invoke\"",
        ),
        (
            "aws-sdk:secretsmanager:GetSecretValue",
            "unknown-action|Change to \"getSecretValue\"",
        ),
        (
            "aws-sdk:rds:describeDbInstances",
            "unknown-action|Change to \"describeDBInstances\"",
        ),
        ("aws-sdk:s3:fetchEverything", "unknown-action|"),
        ("aws-sdk:kinesis:subscribeToShard", "unknown-action|"),
        ("aws-sdk:sts:assumeRole", "unknown-action|"),
        // Patterns.
        (
            "lambda:invoke.waitForTasktoken",
            "unsupported-pattern|Change to \".waitForTaskToken\"",
        ),
        (
            "lambda:invoke.sync",
            "unsupported-pattern|Remove the pattern",
        ),
        (
            "glue:startJobRun.synch",
            "unsupported-pattern|Change to \".sync\"",
        ),
        (
            "batch:submitJob.sync:2",
            "unsupported-pattern|Change to \".sync\"",
        ),
        (
            "dynamodb:putItem.waitForTaskToken",
            "unsupported-pattern|Remove the pattern",
        ),
        (
            "aws-sdk:glue:startJobRun.sync",
            "unsupported-pattern|Remove the pattern",
        ),
    ];
    for (call, row) in rows {
        let name = format!("{STATES}{call}");
        let Some((code, fix)) = row.split_once('|') else {
            resource(&name, &[]);
            continue;
        };
        let fix = match fix {
            "" => String::new(),
            fix => format!(", {fix}"),
        };
        resource(&name, &[&format!("{code} «{name}»{fix}")]);
    }
}

/// AWS refuses at creation what is no integration of its own; the rest shows when the Task runs, or may be newer
/// than the catalogue.
#[test]
fn only_what_aws_refuses_is_an_error() {
    let rows = [
        ("dynamodb:query", json!({}), Severity::Error),
        ("quantum:leap", json!({}), Severity::Error),
        ("lambda:invoke.sync", json!({}), Severity::Error),
        ("aws-sdk:s3:getObject.sync", json!({}), Severity::Error),
        ("aws-sdk:s3:fetchAll", json!({}), Severity::Warning),
        ("aws-sdk:quantum:leap", json!({}), Severity::Warning),
        ("aws-sdk:qldb:listLedgers", json!({}), Severity::Warning),
        (
            "sqs:sendMessage",
            json!({ "MessageBody": "b" }),
            Severity::Warning,
        ),
        (
            "sns:publish",
            json!({ "Message": "m", "Topic": "t" }),
            Severity::Warning,
        ),
        (
            "sqs:sendMessage",
            json!({ "MessageBody": "b", "QueueUrl": 5 }),
            Severity::Warning,
        ),
        (
            "aws-sdk:dynamodb:updateTable",
            json!({ "TableName": "t", "BillingMode": "FREE" }),
            Severity::Warning,
        ),
    ];
    for (call, parameters, severity) in rows {
        let fields = json!({ "Resource": format!("{STATES}{call}"), "Parameters": parameters });
        let text = machine(&fields, "JSONPath").to_string();
        let found = findings(&text, Format::Json);
        assert_eq!(found.len(), 1, "{call}: {found:?}");
        assert_eq!(found[0].severity, severity, "{call}: {}", found[0].message);
    }
}

/// The same request as `Parameters` of JSONPath and `Arguments` of JSONata.
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
        &["missing-parameter «*»"],
    );
    request(
        "sqs:sendMessage",
        json!({}),
        &["missing-parameter «*»", "missing-parameter «*»"],
    );
    request(
        "aws-sdk:dynamodb:batchWriteItem",
        json!({ "RequestItems": { "t": [{ "DeleteRequest": {} }] } }),
        &["missing-parameter «DeleteRequest»"],
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

fn handled(call: &str, name: &str, wanted: &[&str]) {
    let retry = json!([{ "ErrorEquals": [name] }]);
    let resource = match call {
        "function" => "arn:aws:lambda:us-east-1:123456789012:function:f".to_owned(),
        call => format!("{STATES}{call}"),
    };
    let fields = json!({ "Resource": resource, "Retry": retry });
    path(fields.clone(), wanted);
    jsonata(fields, wanted);
}

#[test]
fn errors_of_the_called_service() {
    let rows = [
        ("dynamodb:getItem", "DynamoDB.ResourceNotFoundException", ""),
        ("dynamodb:getItem", "DynamoDB.AmazonDynamoDBException", ""),
        ("dynamodb:getItem", "DynamoDB.NewException", ""),
        ("dynamodb:getItem", "Custom", ""),
        ("dynamodb:getItem", "States.TaskFailed", ""),
        (
            "aws-sdk:dynamodb:getItem",
            "DynamoDb.ConditionalCheckFailedException",
            "",
        ),
        ("aws-sdk:s3:getObject", "S3.NoSuchKeyException", ""),
        (
            "aws-sdk:dynamodb:getItem",
            "DynamoDb.RequestLimitExceeded",
            "impossible-error, Change to \"DynamoDb.RequestLimitExceededException\"",
        ),
        (
            "aws-sdk:s3:getObject",
            "S3.NoSuchKey",
            "impossible-error, Change to \"S3.NoSuchKeyException\"",
        ),
        (
            "sqs:sendMessage",
            "SQS.AmazonSqsException",
            "impossible-error, Change to \"SQS.AmazonSQSException\"",
        ),
        (
            "dynamodb:getItem",
            "DynamoDb.ResourceNotFoundException",
            "wrong-error-prefix, Change to \"DynamoDB.ResourceNotFoundException\"",
        ),
        (
            "states:startExecution",
            "Sfn.ExecutionAlreadyExistsException",
            "wrong-error-prefix, Change to \"StepFunctions.ExecutionAlreadyExistsException\"",
        ),
        (
            "aws-sdk:sfn:startExecution",
            "StepFunctions.ExecutionAlreadyExistsException",
            "wrong-error-prefix, Change to \"Sfn.ExecutionAlreadyExistsException\"",
        ),
        (
            "dynamodb:getItem",
            "Lambda.TooManyRequestsException",
            "impossible-error",
        ),
        (
            "aws-sdk:s3:getObject",
            "DynamoDb.ResourceNotFoundException",
            "impossible-error",
        ),
        // Others name these.
        ("lambda:invoke", "DynamoDb.ResourceNotFoundException", ""),
        ("lambda:invoke", "Lambda.Unknown", ""),
        ("function", "DynamoDb.RequestLimitExceeded", ""),
        (
            "sqs:sendMessage.waitForTaskToken",
            "DynamoDb.RequestLimitExceeded",
            "",
        ),
    ];
    for (call, name, wanted) in rows {
        match wanted.split_once(", ") {
            _ if wanted.is_empty() => handled(call, name, &[]),
            Some((code, fix)) => handled(call, name, &[&format!("{code} «{name}», {fix}")]),
            None => handled(call, name, &[&format!("{wanted} «{name}»")]),
        }
    }
}
