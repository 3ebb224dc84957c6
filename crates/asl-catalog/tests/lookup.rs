//! Resources that resolve, and what is said of those that do not.

use asl_catalog::{Pattern, Unknown, catalog, lookup};
use expect_test::{Expect, expect};

fn answer(resource: &str) -> String {
    match lookup(resource) {
        Ok(found) => {
            let again = found.action.resource(found.pattern);
            format!("{again} {:?}", found.pattern)
        }
        Err(Unknown::NotAnIntegration) => "not an integration".to_owned(),
        Err(Unknown::Service { name, nearest, .. }) => format!("service {name}? {nearest:?}"),
        Err(Unknown::Retired(it)) => format!("retired {} {}", it.name, it.since),
        Err(Unknown::Action {
            service,
            name,
            nearest,
        }) => {
            format!("action {}:{name}? {nearest:?}", service.name())
        }
        Err(Unknown::Pattern { action, suffix }) => format!("pattern {}? {suffix}", action.name()),
    }
}

fn check(resources: &[&str], expect: &Expect) {
    let lines = resources
        .iter()
        .map(|it| format!("{it}\n    {}\n", answer(it)));
    expect.assert_eq(&lines.collect::<String>());
}

#[test]
fn resources_resolve() {
    check(
        &[
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "arn:aws:states:::states:startExecution.sync:2",
            "arn:aws:states:::aws-sdk:sfn:startSyncExecution",
            "arn:aws-cn:states:::aws-sdk:s3:listObjectsV2",
            "arn:${AWS::Partition}:states:::dynamodb:putItem",
        ],
        &expect![[r#"
            arn:aws:states:::sqs:sendMessage.waitForTaskToken
                arn:aws:states:::sqs:sendMessage.waitForTaskToken WaitForTaskToken
            arn:aws:states:::states:startExecution.sync:2
                arn:aws:states:::states:startExecution.sync:2 Sync2
            arn:aws:states:::aws-sdk:sfn:startSyncExecution
                arn:aws:states:::aws-sdk:sfn:startSyncExecution RequestResponse
            arn:aws-cn:states:::aws-sdk:s3:listObjectsV2
                arn:aws:states:::aws-sdk:s3:listObjectsV2 RequestResponse
            arn:${AWS::Partition}:states:::dynamodb:putItem
                arn:aws:states:::dynamodb:putItem RequestResponse
        "#]],
    );
}

#[test]
fn the_unknown_is_explained() {
    check(
        &[
            "arn:aws:lambda:us-east-1:123456789012:function:f",
            "arn:aws:states:us-east-1:123456789012:activity:a",
            "arn:aws:states:::sqs",
            "${Function.Arn}",
            "",
            "arn:aws:states:::dynamobd:putItem",
            "arn:aws:states:::aws-sdk:dynamobd:putItem",
            "arn:aws:states:::aws-sdk:DynamoDB:putItem",
            "arn:aws:states:::aws-sdk:logs:putLogEvents",
            "arn:aws:states:::aws-sdk:events:putEvents",
            "arn:aws:states:::aws-sdk:cognito-idp:listUsers",
            "arn:aws:states:::aws-sdk:secretsmanager:GetSecretValue",
            "arn:aws:states:::dynamodb:query",
            "arn:aws:states:::aws-sdk:iotanalytics:createChannel",
            "arn:aws:states:::aws-sdk:qldb:listLedgers",
            "arn:aws:states:::aws-sdk:glue:startJobRun.sync",
            "arn:aws:states:::dynamodb:putItem.waitForTaskToken",
            "arn:aws:states:::lambda:invoke.waitForTasktoken",
            "arn:aws:states:::batch:submitJob.sync:2",
        ],
        &expect![[r#"
            arn:aws:lambda:us-east-1:123456789012:function:f
                not an integration
            arn:aws:states:us-east-1:123456789012:activity:a
                not an integration
            arn:aws:states:::sqs
                not an integration
            ${Function.Arn}
                not an integration

                not an integration
            arn:aws:states:::dynamobd:putItem
                service dynamobd? Some("dynamodb")
            arn:aws:states:::aws-sdk:dynamobd:putItem
                service dynamobd? Some("dynamodb")
            arn:aws:states:::aws-sdk:DynamoDB:putItem
                service DynamoDB? Some("dynamodb")
            arn:aws:states:::aws-sdk:logs:putLogEvents
                service logs? Some("cloudwatchlogs")
            arn:aws:states:::aws-sdk:events:putEvents
                service events? Some("eventbridge")
            arn:aws:states:::aws-sdk:cognito-idp:listUsers
                service cognito-idp? Some("cognitoidentityprovider")
            arn:aws:states:::aws-sdk:secretsmanager:GetSecretValue
                action secretsmanager:GetSecretValue? Some("getSecretValue")
            arn:aws:states:::dynamodb:query
                action dynamodb:query? None
            arn:aws:states:::aws-sdk:iotanalytics:createChannel
                retired iotanalytics 
            arn:aws:states:::aws-sdk:qldb:listLedgers
                retired qldb 2026-03-12
            arn:aws:states:::aws-sdk:glue:startJobRun.sync
                pattern startJobRun? .sync
            arn:aws:states:::dynamodb:putItem.waitForTaskToken
                pattern putItem? .waitForTaskToken
            arn:aws:states:::lambda:invoke.waitForTasktoken
                pattern invoke? .waitForTasktoken
            arn:aws:states:::batch:submitJob.sync:2
                pattern submitJob? .sync:2
        "#]],
    );
}

#[test]
fn every_optimised_integration_resolves() {
    let mut resources = 0;
    for service in catalog().optimized_services() {
        for action in service.actions() {
            for pattern in action.patterns() {
                let found = lookup(&action.resource(pattern)).expect("an integration");
                assert_eq!((found.action, found.pattern), (action, pattern));
                resources += 1;
            }
        }
    }
    assert_eq!(resources, 110);
}

#[test]
fn express_workflows_wait_for_nothing() {
    for pattern in Pattern::ALL {
        let types = pattern.workflow_types().len();
        assert_eq!(
            types == 2,
            pattern == Pattern::RequestResponse,
            "{pattern:?}"
        );
    }
}
