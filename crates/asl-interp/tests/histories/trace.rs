//! The trace per state and the summary.

use std::time::Duration;

use asl_interp::{RunOptions, StateVisit};
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, failure, run, success};

/// One line per member.
fn steps(visit: &StateVisit) -> String {
    let Value::Object(members) = visit.to_json() else {
        return String::new();
    };
    members
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect::<Vec<_>>()
        .concat()
}

#[test]
fn every_step_of_a_task() {
    let definition = json!({ "StartAt": "T", "States": {
        "T": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "InputPath": "$.in",
            "Parameters": { "Payload.$": "$" },
            "ResultSelector": { "picked.$": "$.a" },
            "ResultPath": "$.out",
            "OutputPath": "$.out",
            "Assign": { "seen.$": "$.picked" },
            "Retry": [{ "ErrorEquals": ["Busy"] }],
            "Next": "Done",
        },
        "Done": { "Type": "Succeed" },
    } });
    let answer = success(json!({ "a": 1, "b": 2 }))
        .after(Duration::from_secs(2))
        .sampled();
    let script = Script::default().with("T", [failure("Busy"), answer]);
    let execution = run(
        &definition,
        json!({ "in": [1] }),
        script,
        &RunOptions::default(),
    );
    let expected = expect![[r#"
        name: "T"
        type: "Task"
        pointer: "/States/T"
        entered: "2026-01-01T00:00:00.000Z"
        exited: "2026-01-01T00:00:03.000Z"
        input: {"in":[1]}
        afterInputPath: [1]
        afterParameters: {"Payload":[1]}
        result: {"a":1,"b":2}
        afterResultSelector: {"picked":1}
        afterResultPath: {"in":[1],"out":{"picked":1}}
        output: {"picked":1}
        assigned: {"seen":1}
        retries: [{"retrier":0,"error":"Busy","cause":"Busy happened","at":"2026-01-01T00:00:00.000Z","delaySeconds":1.0}]
        tokens: [{"token":"AQCgAAAAKgAAAAMAAAAAAAAAA06c45d188009454ff88bb8a8724c81ec1b39896a51a8749b53cb9f0c747ea2ea2c829abe1f4532e1c584133ac916ab3c","issued":"2026-01-01T00:00:00.000Z","answer":"failure","answered":"2026-01-01T00:00:00.000Z"},{"token":"AQCgAAAAKgAAAAMAAAAAAAAAA3ee5789041c98ac3f3b8488c368cb0a6657eecdd3cb13d09c2d326e0055bdef68621a03fe0bbdb7b8e1f7555983aa92f","issued":"2026-01-01T00:00:01.000Z","answer":"success","answered":"2026-01-01T00:00:03.000Z"}]
        next: "Done"
    "#]];
    expected.assert_eq(&steps(&execution.states[0]));
    let expected = expect![[r#"
        {
          "transitions": 3,
          "retries": 1,
          "durationSeconds": 3.0,
          "billedDurationSeconds": 3.0,
          "memoryMegabytes": 64,
          "estimatedCostUsd": {
            "standard": 0.00007500000000000001,
            "express": 4.125e-6
          }
        }
    "#]];
    expected.assert_eq(&format!("{:#}\n", execution.summary.to_json()));
    assert_eq!(execution.sampled, ["T"]);
}

#[test]
fn nested_visits_name_their_container() {
    let definition = json!({ "StartAt": "M", "States": { "M": {
        "Type": "Map",
        "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "End": true } } },
        "End": true,
    } } });
    let execution = run(
        &definition,
        json!([1, 2]),
        Script::default(),
        &RunOptions::default(),
    );
    let places: Vec<_> = execution
        .states
        .iter()
        .map(|visit| (&*visit.name, &*visit.pointer, visit.parent, visit.index))
        .collect();
    let inner = "/States/M/ItemProcessor/States/I";
    assert_eq!(
        places,
        [
            ("M", "/States/M", None, None),
            ("I", inner, Some(0), Some(0)),
            ("I", inner, Some(0), Some(1))
        ]
    );
}

#[test]
fn machines_and_executions_go_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<asl_interp::Machine>();
    check::<asl_interp::Execution>();
    check::<RunOptions>();
}
