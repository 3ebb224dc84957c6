//! The errors that retriers and catchers name.

use serde_json::json;

use crate::{STATES, jsonata, path};

fn handled(call: &str, name: &str, wanted: &[&str]) {
    let retry = json!([{ "ErrorEquals": [name] }]);
    let resource = match call {
        "function" => "arn:aws:lambda:us-east-1:123456789012:function:f".to_owned(),
        call => format!("{STATES}{call}"),
    };
    let fields = |given: &str| json!({ "Resource": resource, given: "${Given}", "Retry": retry });
    path(fields("Parameters"), wanted);
    jsonata(fields("Arguments"), wanted);
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
