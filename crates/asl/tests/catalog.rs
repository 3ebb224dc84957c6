//! `asl catalog`: what it prints, and its exit statuses.

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
    expect![[""]].assert_eq(&stdout(&["search", "PutItem"]));
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
    expect![[""]].assert_eq(&stdout(&["show", "states:startExecution", "--depth", "1"]));
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
