//! Tasks that nothing answers: with made-up answers, and without.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation of a test is a panic"
)]

use asl_interp::{Execution, Machine, RunOptions, Status, Worker, run};
use asl_scenario::sample::{SampleWorker, StrictWorker};
use serde_json::{Value, json};

fn execution(resource: &str, parameters: &Value, worker: &mut dyn Worker) -> Execution {
    let definition = json!({
        "StartAt": "Call",
        "States": {
            "Call": {
                "Type": "Task",
                "Resource": resource,
                "Parameters": parameters,
                "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Caught" }],
                "End": true
            },
            "Caught": { "Type": "Pass", "End": true }
        }
    });
    let machine = Machine::compile(&definition).expect("a machine");
    run(&machine, json!({}), worker, &RunOptions::default())
}

fn output(resource: &str, parameters: &Value) -> Value {
    let execution = execution(resource, parameters, &mut SampleWorker);
    assert_eq!(execution.status, Status::Succeeded, "{resource}");
    execution.to_json()["output"].clone()
}

#[test]
fn a_service_answers_in_the_shape_of_its_response() {
    let parameters = json!({ "TableName": "Orders", "Key": { "id": { "S": "7" } } });
    let optimised = output("arn:aws:states:::dynamodb:getItem", &parameters);
    assert_eq!(optimised["Item"], json!({ "key": { "S": "example" } }));
    assert_eq!(optimised["SdkHttpMetadata"]["HttpStatusCode"], 200);
    let sdk = output("arn:aws:states:::aws-sdk:dynamodb:getItem", &parameters);
    assert_eq!(sdk["Item"], optimised["Item"]);
    assert_eq!(sdk.get("SdkHttpMetadata"), None);
}

#[test]
fn a_function_or_an_unknown_service_answers_with_an_empty_object() {
    for resource in [
        "arn:aws:lambda:us-east-1:123456789012:function:f",
        "arn:aws:states:::aws-sdk:nowhere:callIt",
        "arn:aws:states:us-east-1:123456789012:activity:a",
    ] {
        assert_eq!(output(resource, &json!({})), json!({}), "{resource}");
    }
}

#[test]
fn what_the_request_says_comes_back() {
    let parameters = json!({ "JobName": "nightly" });
    let run = output("arn:aws:states:::glue:startJobRun.sync", &parameters);
    assert_eq!(
        (&run["JobName"], &run["JobRunState"]),
        (&json!("nightly"), &json!("SUCCEEDED"))
    );
}

#[test]
fn a_loop_over_pages_ends_and_values_stay_values() {
    let parameters = json!({ "TableName": "Orders", "NextToken": "second", "Marker": "third" });
    let aws = "arn:aws:states:::aws-sdk";
    let rules = output(&format!("{aws}:eventbridge:listRules"), &parameters);
    assert_eq!(rules.get("NextToken"), None);
    let clusters = output(&format!("{aws}:rds:describeDBClusters"), &parameters);
    assert_eq!(clusters.get("Marker"), None);
    let parameters = json!({ "Bucket": "b", "Key": "k", "ServerSideEncryption": "perhaps" });
    let object = output(&format!("{aws}:s3:putObject"), &parameters);
    assert_ne!(object["ServerSideEncryption"], "perhaps");
}

#[test]
fn the_same_run_has_the_same_answers() {
    let once = || output("arn:aws:states:::sns:publish", &json!({ "Message": "m" }));
    assert_eq!(once(), once());
}

#[test]
fn strict_mocks_fail_past_every_catcher() {
    let resource = "arn:aws:states:::sns:publish";
    let execution = execution(resource, &json!({}), &mut StrictWorker);
    assert_eq!(execution.status, Status::Failed);
    let result = execution.to_json();
    assert_eq!(result["error"], "States.Runtime");
    let cause = result["cause"].as_str().unwrap_or_default();
    assert!(
        cause.contains("'Call' has no mock") && cause.contains(resource),
        "{cause}"
    );
}

#[test]
fn a_message_that_is_taken_has_an_id() {
    let definition = json!({ "StartAt": "Ask", "States": { "Ask": {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": { "QueueUrl": "q", "MessageBody": { "Token.$": "$$.Task.Token" } },
        "End": true,
    } } });
    let machine = Machine::compile(&definition).expect("the definition compiles");
    let options = RunOptions::default();
    let execution = asl_interp::run(&machine, json!({}), &mut SampleWorker, &options);
    let submitted = execution.events.iter().find_map(|event| match &event.kind {
        asl_interp::EventKind::TaskSubmitted(details) => Some(&details.output),
        _ => None,
    });
    assert!(submitted.expect("it was submitted")["MessageId"].is_string());
}
