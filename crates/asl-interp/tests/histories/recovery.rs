//! Retry and Catch in tables: which names take which error, on which state, and in what order.

use std::time::Duration;

use asl_interp::{RunOptions, TaskAnswer, TaskOutcome};
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, failure, run, success};

/// A Task, or a container of one, with the given retriers and catchers.
fn machine(container: &str, fields: &Value) -> Value {
    let inner = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": { "Token.$": "$$.Task.Token" },
        "HeartbeatSeconds": 10,
        "TimeoutSeconds": 60,
        "End": true,
    });
    let flow = json!({ "StartAt": "Call", "States": { "Call": inner } });
    let (name, mut outer) = match container {
        "Parallel" => (
            "Both",
            json!({ "Type": "Parallel", "Branches": [flow], "End": true }),
        ),
        "Map" => (
            "Each",
            json!({ "Type": "Map", "ItemProcessor": flow, "End": true }),
        ),
        _ => ("Call", inner),
    };
    for (name, value) in fields.as_object().unwrap() {
        outer[name] = value.clone();
    }
    json!({ "StartAt": name, "States": {
        name: outer,
        "Caught": { "Type": "Pass", "End": true },
    } })
}

const CONTAINERS: [&str; 3] = ["Task", "Parallel", "Map"];

/// What can go wrong, by a name for the table.
fn troubles() -> Vec<(&'static str, TaskAnswer)> {
    let nameless = TaskOutcome::Failure {
        error: None,
        cause: Some("why".to_owned()),
    };
    let late = success(json!(1)).after(Duration::from_secs(61));
    let beats = |mut answer: TaskAnswer| {
        answer.heartbeats = (1..=6).map(|it| Duration::from_secs(9 * it)).collect();
        answer
    };
    vec![
        ("Custom", failure("Custom")),
        ("SQS.SdkClientException", failure("SQS.SdkClientException")),
        ("States.TaskFailed", failure("States.TaskFailed")),
        ("States.Permissions", failure("States.Permissions")),
        (
            "States.DataLimitExceeded",
            success(json!("x".repeat(300_000))),
        ),
        ("States.Runtime", failure("States.Runtime")),
        ("a timeout", beats(late)),
        ("a missed heartbeat", TaskAnswer::new(TaskOutcome::NoAnswer)),
        ("no name", TaskAnswer::new(nameless)),
    ]
}

#[test]
fn which_names_take_which_error() {
    let names = [
        "States.ALL",
        "States.TaskFailed",
        "States.Timeout",
        "States.HeartbeatTimeout",
        "States.Runtime",
        "Custom",
    ];
    let mut table = String::new();
    for (trouble, answer) in troubles() {
        let takes = |container: &str, name: &str| {
            let catch = json!([{ "ErrorEquals": [name], "Next": "Caught" }]);
            let definition = machine(container, &json!({ "Catch": catch }));
            let script = Script::default().with("Call", [answer.clone()]);
            let execution = run(&definition, json!([1]), script, &RunOptions::default());
            execution
                .states
                .iter()
                .any(|visit| visit.caught_by.is_some())
        };
        let taken: Vec<_> = names
            .iter()
            .filter(|name| takes("Task", name))
            .copied()
            .collect();
        for container in CONTAINERS {
            let same: Vec<_> = names
                .iter()
                .filter(|name| takes(container, name))
                .copied()
                .collect();
            assert_eq!(same, taken, "{trouble} in a {container}");
        }
        table.extend([trouble, ": ", &taken.join(", "), "\n"]);
    }
    expect![[r#"
        Custom: States.ALL, States.TaskFailed, Custom
        SQS.SdkClientException: States.ALL, States.TaskFailed
        States.TaskFailed: States.ALL, States.TaskFailed
        States.Permissions: States.ALL, States.TaskFailed
        States.DataLimitExceeded: States.ALL, States.TaskFailed
        States.Runtime: 
        a timeout: States.ALL, States.Timeout
        a missed heartbeat: States.ALL, States.Timeout, States.HeartbeatTimeout
        no name: States.ALL, States.TaskFailed
    "#]]
    .assert_eq(&table);
}

/// The retriers that acted, with their waits in seconds, and the catcher that did.
fn acted(container: &str, fields: &Value, answers: [TaskAnswer; 4]) -> String {
    let definition = machine(container, fields);
    let script = Script::default().with("Call", answers);
    let execution = run(&definition, json!([1]), script, &RunOptions::default());
    let visit = &execution.states[0];
    let retries: Vec<_> = visit
        .retries
        .iter()
        .map(|retry| format!("{}:{}", retry.retrier, retry.delay.as_secs_f64()))
        .collect();
    let end = match visit.caught_by {
        Some(index) => format!("catcher {index}"),
        None => execution.status.name().to_owned(),
    };
    format!("{} -> {end}", retries.join(" "))
}

#[test]
fn retriers_and_catchers_in_order() {
    let [a, b] = ["A", "B"].map(failure);
    let done = || success(json!(1));
    let one = json!({ "ErrorEquals": ["A"], "MaxAttempts": 1 });
    let all = json!({ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 5, "MaxAttempts": 2, "BackoffRate": 3 });
    let never = json!({ "ErrorEquals": ["A"], "MaxAttempts": 0 });
    let catch_a = json!({ "ErrorEquals": ["A"], "Next": "Caught" });
    let catch_all = json!({ "ErrorEquals": ["States.ALL"], "Next": "Caught" });
    let fields = |retry: &[&Value], catch: &[&Value]| json!({ "Retry": retry, "Catch": catch });
    let rows = [
        // Each retrier counts its own attempts, and its waits grow by them alone.
        (
            fields(&[&one, &all], &[]),
            [a.clone(), b.clone(), b.clone(), done()],
            "0:1 1:5 1:15 -> SUCCEEDED",
        ),
        // One that is used up keeps the error from those behind it.
        (
            fields(&[&one, &all], &[]),
            [a.clone(), a.clone(), done(), done()],
            "0:1 -> FAILED",
        ),
        (
            fields(&[&never, &all], &[&catch_all]),
            [a.clone(), done(), done(), done()],
            " -> catcher 0",
        ),
        // Another error leaves it as it is.
        (
            fields(&[&one, &all], &[]),
            [b.clone(), a.clone(), b.clone(), done()],
            "1:5 0:1 1:15 -> SUCCEEDED",
        ),
        // Catchers come when the retriers have given up, and the first that takes the error does.
        (
            fields(&[&all], &[&catch_a, &catch_all]),
            [b.clone(), b.clone(), b.clone(), done()],
            "0:5 0:15 -> catcher 1",
        ),
        (
            fields(&[], &[&catch_a, &catch_all]),
            [b.clone(), done(), done(), done()],
            " -> catcher 1",
        ),
        (
            fields(&[], &[&catch_all, &catch_a]),
            [a.clone(), done(), done(), done()],
            " -> catcher 0",
        ),
        (
            fields(&[], &[&catch_a]),
            [b, done(), done(), done()],
            " -> FAILED",
        ),
    ];
    for (fields, answers, expected) in rows {
        for container in CONTAINERS {
            let shown = acted(container, &fields, answers.clone());
            assert_eq!(shown, expected, "{fields} on a {container}");
        }
    }
}

#[test]
fn a_second_visit_begins_to_count_again() {
    let mut definition = machine(
        "Task",
        &json!({
            "Retry": [{ "ErrorEquals": ["A"], "MaxAttempts": 1 }],
            "Catch": [{ "ErrorEquals": ["A"], "ResultPath": "$.failed", "Next": "Again?" }],
            "ResultPath": null,
            "Parameters": { "Count.$": "$$.State.RetryCount", "Token.$": "$$.Task.Token" },
        }),
    );
    definition["States"]["Again?"] = json!({
        "Type": "Choice",
        "Choices": [{ "Variable": "$.second", "IsPresent": true, "Next": "Caught" }],
        "Default": "Second",
    });
    definition["States"]["Second"] =
        json!({ "Type": "Pass", "Result": true, "ResultPath": "$.second", "Next": "Call" });
    let script = Script::default().with("Call", [failure("A")]);
    let execution = run(&definition, json!({}), script, &RunOptions::default());
    let counts: Vec<_> = execution
        .states
        .iter()
        .filter(|visit| &*visit.name == "Call")
        .map(|visit| {
            let parameters = visit.after_parameters.as_deref().unwrap();
            (visit.retries.len(), parameters["Count"].as_u64())
        })
        .collect();
    assert_eq!(counts, [(1, Some(1)), (1, Some(1))]);
}

/// A retried container begins afresh: all of its branches, all of its items, with the input and
/// the variables that it had.
#[test]
fn a_retried_container_begins_afresh() {
    for container in ["Parallel", "Map"] {
        let fields = json!({ "Retry": [{ "ErrorEquals": ["A"] }], "ResultPath": "$.done" });
        let mut definition = machine(container, &fields);
        let outer = if container == "Map" { "Each" } else { "Both" };
        let selector = if container == "Map" {
            "ItemSelector"
        } else {
            "Parameters"
        };
        definition["States"][outer][selector] = json!({ "count.$": "$$.State.RetryCount" });
        if container == "Map" {
            definition["States"][outer]["ItemsPath"] = json!("$.items");
        }
        let script =
            Script::default().with("Call", [failure("A"), failure("A"), success(json!(1))]);
        let input = json!({ "items": ["x"] });
        let execution = run(&definition, input, script, &RunOptions::default());
        let inputs: Vec<_> = execution
            .states
            .iter()
            .filter(|visit| &*visit.name == "Call")
            .map(|visit| visit.input.to_string())
            .collect();
        let counts = [r#"{"count":0}"#, r#"{"count":1}"#, r#"{"count":2}"#];
        assert_eq!(inputs, counts, "{container}");
        let output = json!({ "items": ["x"], "done": [1] });
        assert_eq!(execution.output.as_deref(), Some(&output), "{container}");
    }
}
