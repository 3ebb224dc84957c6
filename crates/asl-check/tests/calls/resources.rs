//! Services, actions and patterns; and which findings are errors.

use asl_check::Severity;
use asl_syntax::Format;
use serde_json::json;

use crate::{STATES, findings, jsonata, machine, path};

/// A Task with that resource, which is given what is not written out.
#[track_caller]
fn resource(resource: &str, wanted: &[&str]) {
    path(
        json!({ "Resource": resource, "Parameters": "${Given}" }),
        wanted,
    );
    jsonata(
        json!({ "Resource": resource, "Arguments": "${Given}" }),
        wanted,
    );
}

/// What is called, and the finding with its first fix.
type Row = (&'static str, &'static str);

const FINE: &[Row] = &[
    ("sqs:sendMessage.waitForTaskToken", ""),
    ("states:startExecution.sync:2", ""),
    ("aws-sdk:ec2:describeInstances", ""),
    ("aws-sdk:sfn:startSyncExecution.waitForTaskToken", ""),
    ("${Service}:${Action}.sync", ""),
];

const SERVICES: &[Row] = &[
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
];

const ACTIONS: &[Row] = &[
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
];

const PATTERNS: &[Row] = &[
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

#[test]
fn resources() {
    for (call, row) in [FINE, SERVICES, ACTIONS, PATTERNS].concat() {
        let name = format!("{STATES}{call}");
        match row.split_once('|') {
            None => resource(&name, &[]),
            Some((code, "")) => resource(&name, &[&format!("{code} «{name}»")]),
            Some((code, fix)) => resource(&name, &[&format!("{code} «{name}», {fix}")]),
        }
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
            json!({ "Message": "m", "TopicArn": "t", "Topic": "t" }),
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
