//! The context object.

use asl_interp::{RunOptions, WorkflowType};
use expect_test::{Expect, expect};
use serde_json::json;

use crate::support::{Script, run};

fn check(options: &RunOptions, expected: &Expect) {
    let definition = json!({ "StartAt": "P", "States": {
        "P": { "Type": "Pass", "Parameters": { "all.$": "$$" }, "OutputPath": "$.all", "End": true },
    } });
    let execution = run(&definition, json!({ "a": 1 }), Script::default(), options);
    let output = execution.output.expect("it succeeds");
    expected.assert_eq(&format!("{:#}\n", *output));
}

#[test]
fn standard() {
    check(
        &RunOptions::default(),
        &expect![[r#"
        {
          "Execution": {
            "Id": "arn:aws:states:us-east-1:123456789012:execution:StateMachine:e220a839-7b1d-4daf-ae78-9e6aa1b965f4",
            "Input": {
              "a": 1
            },
            "StartTime": "2026-01-01T00:00:00.000Z",
            "Name": "e220a839-7b1d-4daf-ae78-9e6aa1b965f4",
            "RoleArn": "arn:aws:iam::123456789012:role/StepFunctionsRole",
            "RedriveCount": 0
          },
          "StateMachine": {
            "Id": "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine",
            "Name": "StateMachine"
          },
          "State": {
            "Name": "P",
            "EnteredTime": "2026-01-01T00:00:00.000Z"
          }
        }
    "#]],
    );
}

#[test]
fn express_with_an_overlay() {
    let mut options = RunOptions {
        workflow: WorkflowType::Express,
        ..RunOptions::default()
    };
    options.names.execution = Some("run-1".to_owned());
    options.context = Some(json!({ "Execution": { "RedriveCount": 2 }, "Extra": true }));
    check(
        &options,
        &expect![[r#"
        {
          "Execution": {
            "Id": "arn:aws:states:us-east-1:123456789012:express:StateMachine:run-1:06c45d18-8009-454f-b88b-b8a8724c81ec",
            "Input": {
              "a": 1
            },
            "StartTime": "2026-01-01T00:00:00.000Z",
            "Name": "run-1",
            "RoleArn": "arn:aws:iam::123456789012:role/StepFunctionsRole",
            "RedriveCount": 2
          },
          "StateMachine": {
            "Id": "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine",
            "Name": "StateMachine"
          },
          "State": {
            "Name": "P",
            "EnteredTime": "2026-01-01T00:00:00.000Z"
          },
          "Extra": true
        }
    "#]],
    );
}
