//! What fits a response and what does not, in the words of AWS.

use asl_catalog::lookup;
use serde_json::{Value, json};

use super::{Mode, check, result_shape};

/// The first thing that is wrong, with its place.
fn first(resource: &str, result: &Value, mode: Mode) -> String {
    let found = check(&format!("arn:aws:states:::{resource}"), result, mode);
    found.first().map_or_else(
        || "fits".to_owned(),
        |first| format!("{}: {}", first.pointer, first.message),
    )
}

#[expect(clippy::needless_pass_by_value, reason = "takes what `json!` makes")]
fn present(resource: &str, result: Value) -> String {
    first(resource, &result, Mode::Present)
}

#[expect(clippy::needless_pass_by_value, reason = "takes what `json!` makes")]
fn strict(resource: &str, result: Value) -> String {
    first(resource, &result, Mode::Strict)
}

#[test]
fn types() {
    let put = "dynamodb:putItem";
    let units = |units: Value| json!({ "ConsumedCapacity": { "CapacityUnits": units } });
    assert_eq!(present(put, units(json!(1.5))), "fits");
    assert_eq!(
        present(put, units(json!("many"))),
        "/ConsumedCapacity/CapacityUnits: Field 'CapacityUnits' must be a number"
    );
    assert_eq!(
        present(put, json!({ "ConsumedCapacity": 3 })),
        "/ConsumedCapacity: Field 'ConsumedCapacity' must be an object"
    );
    assert_eq!(
        present(put, json!({ "Attributes": { "a/b": { "BOOL": "yes" } } })),
        "/Attributes/a~1b/BOOL: Field 'BOOL' must be a boolean"
    );
    assert_eq!(
        present(
            "events:putEvents",
            json!({ "Entries": [{}, { "EventId": 7 }] })
        ),
        "/Entries/1/EventId: Field 'EventId' must be a string"
    );
    assert_eq!(
        present("events:putEvents", json!({ "Entries": {} })),
        "/Entries: Field 'Entries' must be an array"
    );
    assert_eq!(present(put, json!([])), ": The result must be an object");
}

#[test]
fn bytes_and_points_in_time_are_texts() {
    let start = "states:startExecution";
    let began = |date: Value| json!({ "ExecutionArn": "arn:1", "StartDate": date });
    assert_eq!(strict(start, began(json!("2026-03-14T01:59:00Z"))), "fits");
    assert_eq!(
        strict(start, began(json!(1_773_453_540))),
        "/StartDate: Field 'StartDate' must be a string"
    );
    let encrypt = "aws-sdk:kms:encrypt";
    assert_eq!(
        strict(encrypt, json!({ "CiphertextBlob": "c2VjcmV0" })),
        "fits"
    );
    assert_eq!(
        strict(encrypt, json!({ "CiphertextBlob": "" })),
        "/CiphertextBlob: Field 'CiphertextBlob' is smaller than the minimum length"
    );
}

#[test]
fn ranges_and_values() {
    let get = "aws-sdk:lambda:getFunction";
    let memory = |memory: u32| json!({ "Configuration": { "MemorySize": memory } });
    assert_eq!(present(get, memory(512)), "fits");
    assert_eq!(present(get, memory(10_240)), "fits");
    assert!(present(get, memory(10_241)).ends_with("'MemorySize' exceeds the maximum value"));
    assert!(present(get, memory(1)).ends_with("'MemorySize' is less than the minimum value"));
    assert!(present(get, memory(999_999)).ends_with("'MemorySize' exceeds the maximum value"));
    let object = |class: &str| json!({ "StorageClass": class });
    assert_eq!(present("aws-sdk:s3:getObject", object("GLACIER")), "fits");
    assert_eq!(
        present("aws-sdk:s3:getObject", object("WARM")),
        "/StorageClass: Field 'StorageClass' is not an expected value"
    );
}

#[test]
fn only_the_strict_mode_asks_for_what_is_always_there() {
    let start = "states:startExecution";
    let missing = ": Required field 'ExecutionArn' is missing";
    assert_eq!(strict(start, json!({})), missing);
    assert_eq!(strict(start, json!({ "executionArn": "arn:1" })), missing);
    assert_eq!(present(start, json!({})), "fits");
    // Whatever the API does not know is ignored.
    assert_eq!(
        strict("events:putEvents", json!({ "anything": [1] })),
        "fits"
    );
    // A member without a value is not there.
    assert_eq!(present(start, json!({ "ExecutionArn": null })), "fits");
}

#[test]
fn a_job_is_checked_by_what_tells_its_state() {
    let run = "states:startExecution.sync:2";
    let done = |output: Value| {
        json!({
            "ExecutionArn": "arn:1", "StateMachineArn": "arn:2", "Status": "SUCCEEDED",
            "StartDate": "2026-03-14T01:59:00Z", "Output": output,
        })
    };
    assert_eq!(strict(run, done(json!("{\"n\": 1}"))), "fits");
    assert_eq!(
        strict(run, done(json!({ "n": 1 }))),
        "/Output: Field 'Output' must be a string"
    );
    assert!(strict(run, json!({ "ExecutionArn": "arn:1" })).contains("Required field"));
}

#[test]
fn some_results_are_not_checked() {
    for resource in [
        "http:invoke",
        "apigateway:invoke",
        "eks:call",
        "sqs:sendMessage.waitForTaskToken",
        "nobody:knows",
    ] {
        assert_eq!(strict(resource, json!("anything")), "fits", "{resource}");
    }
    assert!(
        check(
            "arn:aws:lambda:us-east-1:111122223333:function:f",
            &json!(1),
            Mode::Strict
        )
        .is_empty()
    );
}

#[test]
fn a_known_action_has_a_shape() {
    let known = "arn:aws:states:::dynamodb:getItem";
    assert!(lookup(known).is_ok());
    assert!(result_shape(known).is_some());
}
