//! `asl catalog`: what it prints, and its exit statuses.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation of a test is a panic"
)]

use std::process::{Command, Output};

use expect_test::expect;
use serde_json::Value;

fn catalog(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asl"));
    command
        .arg("catalog")
        .args(arguments)
        .output()
        .expect("asl starts")
}

fn stdout(arguments: &[&str]) -> String {
    let output = catalog(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn words_find_actions() {
    expect![[r#"
        dynamodb:putItem
        aws-sdk:dynamodb:putItem
        aws-sdk:personalizeevents:putItems
        aws-sdk:dynamodb:startBulkPutItems
    "#]]
    .assert_eq(&stdout(&["search", "PutItem"]));
    let found: Value =
        serde_json::from_str(&stdout(&["search", "publish", "--format", "json"])).expect("JSON");
    assert_eq!(found[0]["resource"], "arn:aws:states:::sns:publish");
    assert_eq!(
        catalog(&["search", "nothing-has-this-name"]).status.code(),
        Some(1)
    );
}

#[test]
fn an_action_is_shown() {
    expect![[r#"
        arn:aws:states:::states:startExecution
        AWS Step Functions, optimised integration
        patterns: request and response (STANDARD, EXPRESS), .sync (STANDARD), .sync:2 (STANDARD), .waitForTaskToken (STANDARD)
        https://docs.aws.amazon.com/goto/WebAPI/states-2016-11-23/StartExecution

        Request (* required)
          StateMachineArn*  string, 1 to 256 long
          Name              string, 1 to 80 long
          Input             document

        Response
          ExecutionArn*        string, 1 to 256 long
          StartDate*           timestamp
          SdkHttpMetadata      structure
          SdkResponseMetadata  structure

        Result of .sync
          ExecutionArn*           string, 1 to 256 long
          StateMachineArn*        string, 1 to 256 long
          Name                    string, 1 to 80 long
          Status*                 RUNNING | SUCCEEDED | FAILED | TIMED_OUT | ABORTED | PENDING_REDRIVE
          StartDate*              timestamp
          StopDate                timestamp
          Input                   string, at most 262144 long
          InputDetails            CloudWatchEventsExecutionDataDetails
          Output                  string, at most 262144 long
          OutputDetails           CloudWatchEventsExecutionDataDetails
          TraceHeader             string, 0 to 256 long
          MapRunArn               string, 1 to 2000 long
          Error                   string, 0 to 256 long
          Cause                   string, 0 to 32768 long
          StateMachineVersionArn  string, 1 to 256 long
          StateMachineAliasArn    string, 1 to 256 long
          RedriveCount            integer
          RedriveDate             timestamp
          RedriveStatus           REDRIVABLE | NOT_REDRIVABLE | REDRIVABLE_BY_MAP_RUN
          RedriveStatusReason     string, at most 262144 long

        Result of .sync:2
          ExecutionArn*           string, 1 to 256 long
          StateMachineArn*        string, 1 to 256 long
          Name                    string, 1 to 80 long
          Status*                 RUNNING | SUCCEEDED | FAILED | TIMED_OUT | ABORTED | PENDING_REDRIVE
          StartDate*              timestamp
          StopDate                timestamp
          Input                   document
          InputDetails            CloudWatchEventsExecutionDataDetails
          Output                  document
          OutputDetails           CloudWatchEventsExecutionDataDetails
          TraceHeader             string, 0 to 256 long
          MapRunArn               string, 1 to 2000 long
          Error                   string, 0 to 256 long
          Cause                   string, 0 to 32768 long
          StateMachineVersionArn  string, 1 to 256 long
          StateMachineAliasArn    string, 1 to 256 long
          RedriveCount            integer
          RedriveDate             timestamp
          RedriveStatus           REDRIVABLE | NOT_REDRIVABLE | REDRIVABLE_BY_MAP_RUN
          RedriveStatusReason     string, at most 262144 long

        Errors
          StepFunctions.ExecutionLimitExceededException
          StepFunctions.ExecutionAlreadyExistsException
          StepFunctions.InvalidArnException
          StepFunctions.InvalidExecutionInputException
          StepFunctions.InvalidNameException
          StepFunctions.StateMachineDoesNotExistException
          StepFunctions.StateMachineDeletingException
          StepFunctions.ValidationException
          StepFunctions.KmsAccessDeniedException
          StepFunctions.KmsInvalidStateException
          StepFunctions.KmsThrottlingException
          StepFunctions.AWSStepFunctionsException
          StepFunctions.SdkClientException
    "#]].assert_eq(&stdout(&["show", "states:startExecution", "--depth", "1"]));
}

#[test]
fn a_whole_resource_is_understood() {
    let short = stdout(&["show", "aws-sdk:sqs:sendMessage"]);
    let whole = stdout(&[
        "show",
        "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken",
    ]);
    assert_eq!(short, whole);
}

#[test]
fn the_unknown_is_explained() {
    let cases = [
        (
            "dynamodb:query",
            "the AWS SDK integration is aws-sdk:dynamodb:query",
        ),
        (
            "aws-sdk:secretsmanager:GetSecretValue",
            "did you mean getSecretValue?",
        ),
        ("aws-sdk:qldb:listLedgers", "can no longer be called"),
        ("kms:encrypt", "the AWS SDK integration is aws-sdk:kms"),
    ];
    for (name, wanted) in cases {
        let output = catalog(&["show", name]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(wanted), "{name}: {said}");
        assert_eq!(output.status.code(), Some(1), "{name}");
    }
}

#[test]
fn json_is_for_programs() {
    let shown: Value =
        serde_json::from_str(&stdout(&["show", "ecs:runTask", "--format", "json"])).expect("JSON");
    let members = shown["request"]["members"].as_array().expect("members");
    let task = members.iter().find(|it| it["name"] == "TaskDefinition");
    assert_eq!(task.map(|it| &it["required"]), Some(&Value::Bool(true)));
    let service: Value =
        serde_json::from_str(&stdout(&["show", "ecs", "--format", "json"])).expect("JSON");
    assert_eq!(service["actions"], serde_json::json!(["runTask"]));
}

/// An attribute value of DynamoDB holds attribute values.
#[test]
fn shapes_within_themselves_end() {
    let resource = "aws-sdk:dynamodb:putItem";
    let shown = stdout(&["show", resource, "--depth", "99999", "--format", "json"]);
    assert!(shown.len() < 100_000, "{}", shown.len());
}
