//! `asl simulate --state` as a user sees it.

mod support;

use expect_test::expect;
use support::Cli;

const MACHINE: &str = r#"{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge", "Payload.$": "$" },
      "OutputPath": "$.Payload",
      "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 3, "BackoffRate": 2, "MaxAttempts": 2 }],
      "Next": "All"
    },
    "All": {
      "Type": "Map",
      "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } },
      "End": true
    }
  }
}"#;

fn run(arguments: &[&str]) -> String {
    let cli = Cli::new()
        .file("m.asl.json", MACHINE)
        .file(
            "lone.asl.json",
            r#"{ "Type": "Pass", "Result": 1, "End": true }"#,
        )
        .file("broken.asl.json", r#"{ "Type": "Pas", "End": true }"#)
        .file("in.json", r#"{ "n": 1 }"#)
        .file(
            "paid.json",
            r#"{ "Payload": { "paid": true }, "StatusCode": 200 }"#,
        )
        .file(
            "request.json",
            r#"{ "stateName": "All", "input": "[1]", "mock": { "result": "[2]" } }"#,
        )
        .file(
            "mocks.json",
            r#"{
              "StateMachines": { "m": { "TestCases": { "Down": { "Charge": "Fails" } } } },
              "MockedResponses": { "Fails": { "0": { "Throw": { "Error": "Broken", "Cause": "cable" } } } }
            }"#,
        )
        .file("bad.json", r#"{ "input": {} }"#);
    cli.run(&[&["simulate"], arguments].concat())
}

#[test]
fn a_mocked_result() {
    let words = [
        "m.asl.json",
        "--state",
        "Charge",
        "--input",
        "in.json",
        "--mock-result",
        "paid.json",
    ];
    expect![[r#"
        exit status 0
        --- stdout
        {
          "output": "{\"paid\":true}",
          "inspectionData": {
            "input": "{\"n\":1}",
            "afterInputPath": "{\"n\":1}",
            "afterParameters": "{\"FunctionName\":\"charge\",\"Payload\":{\"n\":1}}",
            "result": "{\"Payload\":{\"paid\":true},\"StatusCode\":200}",
            "afterResultSelector": "{\"Payload\":{\"paid\":true},\"StatusCode\":200}",
            "afterResultPath": "{\"Payload\":{\"paid\":true},\"StatusCode\":200}"
          },
          "nextState": "All",
          "status": "SUCCEEDED"
        }
    "#]]
    .assert_eq(&run(&words));
}

#[test]
fn a_mocked_error() {
    let words = [
        "m.asl.json",
        "--state",
        "Charge",
        "--inspect",
        "info",
        "--mock-error",
        "Busy: come back later",
        "--retry-count",
        "1",
    ];
    expect![[r#"
        exit status 0
        --- stdout
        {
          "error": "Busy",
          "cause": "come back later",
          "status": "RETRIABLE"
        }
    "#]]
    .assert_eq(&run(&words));
    let words = ["m.asl.json", "--state", "Charge", "--mock-error", "Broken"];
    expect![[r#"
        exit status 1
        --- stdout
        {
          "error": "Broken",
          "inspectionData": {
            "input": "{}",
            "afterInputPath": "{}",
            "afterParameters": "{\"FunctionName\":\"charge\",\"Payload\":{}}"
          },
          "status": "FAILED"
        }
    "#]]
    .assert_eq(&run(&words));
}

#[test]
fn nothing_mocked() {
    let words = ["m.asl.json", "--state", "Charge", "--inspect", "info"];
    expect![[r#"
        exit status 0
        --- stdout
        {
          "output": "{}",
          "nextState": "All",
          "status": "SUCCEEDED"
        }
        --- stderr
        note: Charge has no mock: its answer was made up
    "#]]
    .assert_eq(&run(&words));
}

/// A Task that has no mock of its own is answered as in a whole run.
#[test]
fn a_mock_file() {
    let words = [
        "m.asl.json",
        "--state",
        "Charge",
        "--inspect",
        "info",
        "--mock",
        "mocks.json",
    ];
    expect![[r#"
        exit status 1
        --- stdout
        {
          "error": "Broken",
          "cause": "cable",
          "status": "FAILED"
        }
    "#]]
    .assert_eq(&run(&words));
    let words = [
        "m.asl.json",
        "--state",
        "Charge",
        "--strict-mocks",
        "--inspect",
        "info",
    ];
    expect![[r#"
        exit status 1
        --- stdout
        {
          "error": "States.Runtime",
          "cause": "The state 'Charge' has no mock, and strict mocks allow no made-up answer to arn:aws:states:::lambda:invoke",
          "status": "FAILED"
        }
    "#]].assert_eq(&run(&words));
}

#[test]
fn a_machine_needs_the_name_of_a_state() {
    expect![[r#"
        exit status 2
        --- stdout
        {
          "Error": {
            "Code": "InvalidDefinition",
            "Message": "The definition is a state machine: say which of its states is meant"
          },
          "message": "The definition is a state machine: say which of its states is meant"
        }
        --- stderr
        asl: InvalidDefinition: The definition is a state machine: say which of its states is meant
    "#]]
    .assert_eq(&run(&["m.asl.json", "--mock-error", "Busy"]));
}

#[test]
fn a_request_as_the_api_takes_it() {
    expect![[r#"
        exit status 0
        --- stdout
        {
          "output": "[2]",
          "status": "SUCCEEDED"
        }
    "#]]
    .assert_eq(&run(&["m.asl.json", "--request", "request.json"]));
    expect![[r#"
        exit status 2
        --- stderr
        asl: bad.json: input must be a string
    "#]]
    .assert_eq(&run(&["m.asl.json", "--request", "bad.json"]));
}

#[test]
fn a_lone_state() {
    expect![[r#"
        exit status 0
        --- stdout
        {
          "output": "1",
          "status": "SUCCEEDED"
        }
    "#]]
    .assert_eq(&run(&["lone.asl.json", "--inspect", "info"]));
    expect![[r#"
        exit status 1
        --- stderr
        error: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]
         --> broken.asl.json:1:11
          |
        1 | { "Type": "Pas", "End": true }
          |           ^^^^^

        asl: broken.asl.json cannot run; `asl check` says more
    "#]].assert_eq(&run(&["broken.asl.json", "--inspect", "info"]));
}

#[test]
fn refusals() {
    expect![[r#"
        exit status 2
        --- stdout
        {
          "Error": {
            "Code": "InvalidDefinition",
            "Message": "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"
          },
          "message": "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"
        }
        --- stderr
        asl: InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]
    "#]].assert_eq(&run(&["m.asl.json", "--state", "All"]));
    expect![[r#"
        exit status 2
        --- stdout
        {
          "Error": {
            "Code": "ValidationException",
            "Message": "State not found in definition"
          },
          "message": "State not found in definition"
        }
        --- stderr
        asl: ValidationException: State not found in definition
    "#]]
    .assert_eq(&run(&["m.asl.json", "--state", "Nowhere"]));
    let words = [
        "m.asl.json",
        "--state",
        "Charge",
        "--mock-result",
        "{\"StatusCode\": true}",
    ];
    expect![[r#"
        exit status 2
        --- stdout
        {
          "Error": {
            "Code": "ValidationException",
            "Message": "Mock result schema validation error: Field 'StatusCode' must be a number"
          },
          "message": "Mock result schema validation error: Field 'StatusCode' must be a number"
        }
        --- stderr
        asl: ValidationException: Mock result schema validation error: Field 'StatusCode' must be a number
    "#]].assert_eq(&run(&words));
}
