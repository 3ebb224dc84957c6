//! Paths through results: what is there, what may be anything, and what never is.

use asl_catalog::{Step, result};

/// The steps of a path, `[]` being an element of a list.
fn follow(resource: &str, path: &str) -> String {
    let Some(mut shape) = result(&format!("arn:aws:states:::{resource}")) else {
        return "unknown".to_owned();
    };
    for name in path.split('.') {
        let step = match name {
            "[]" => shape.at_index(),
            name => shape.at_name(name),
        };
        match step {
            Step::To(next) => shape = next,
            Step::Open => return format!("open from {name}"),
            Step::Nowhere { nearest } => return format!("no {name}, {nearest:?}"),
        }
    }
    shape.describe()
}

#[test]
fn paths_lead_into_results() {
    let cases = [
        (
            "dynamodb:getItem",
            "Item",
            "map of string to AttributeValue",
        ),
        ("dynamodb:getItem", "Item.id.S", "string"),
        ("dynamodb:getItem", "Item.id.L.[].M.x.N", "string"),
        ("dynamodb:getItem", "Itme", "no Itme, Some(\"Item\")"),
        ("dynamodb:getItem", "Item.id.X", "no X, None"),
        (
            "dynamodb:getItem",
            "SdkHttpMetadata.HttpStatusCode",
            "integer",
        ),
        (
            "aws-sdk:dynamodb:getItem",
            "SdkHttpMetadata",
            "no SdkHttpMetadata, None",
        ),
        ("aws-sdk:dynamodb:query", "Items.[].id.Bool", "boolean"),
        ("aws-sdk:dynamodb:query", "Items.id", "no id, None"),
        ("lambda:invoke", "Payload.x.y", "open from x"),
        ("lambda:invoke", "StatusCode.x", "no x, None"),
        (
            "states:startExecution.sync:2",
            "Output.order.[]",
            "open from order",
        ),
        (
            "states:startExecution.sync",
            "Output.order",
            "no order, None",
        ),
        ("sqs:sendMessage.waitForTaskToken", "MessageId", "unknown"),
        ("dynamodb:query", "Items", "unknown"),
        ("http:invoke", "ResponseBody.id", "open from id"),
        ("ecs:runTask.sync", "Containers.[].ExitCode", "integer"),
        ("ecs:runTask", "Tasks.[].Containers.[].ExitCode", "integer"),
    ];
    for (resource, path, wanted) in cases {
        assert_eq!(follow(resource, path), wanted, "{resource} {path}");
    }
}
