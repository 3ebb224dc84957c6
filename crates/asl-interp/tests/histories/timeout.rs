//! Time limits: of Tasks, of heartbeats, of the execution.

use std::time::Duration;

use asl_interp::{RunOptions, TaskAnswer, TaskOutcome, WorkflowType};
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, check_with, run, success};

fn machine(fields: Value) -> Value {
    let mut state = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": { "Token.$": "$$.Task.Token" },
        "Catch": [{ "ErrorEquals": ["States.HeartbeatTimeout"], "Next": "Heartbeat" }],
        "End": true,
    });
    state
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    json!({ "StartAt": "T", "States": { "T": state, "Heartbeat": { "Type": "Succeed" } } })
}

fn no_answer() -> TaskAnswer {
    TaskAnswer::new(TaskOutcome::NoAnswer)
}

fn ended(fields: Value, answer: TaskAnswer) -> (String, f64) {
    let execution = run(
        &machine(fields),
        json!({}),
        Script::default().with("T", [answer]),
        &RunOptions::default(),
    );
    let last = execution.states.last().map(|state| state.name.to_string());
    (last.unwrap(), execution.summary.duration.as_secs_f64())
}

#[test]
fn a_task_runs_out_of_time() {
    let mut definition = machine(json!({ "TimeoutSecondsPath": "$.limit" }));
    definition["States"]["T"]["Resource"] =
        json!("arn:aws:lambda:us-east-1:123456789012:function:F");
    definition["States"]["T"]
        .as_object_mut()
        .unwrap()
        .remove("Parameters");
    let script = Script::default().with("T", [success(json!(1)).after(Duration::from_secs(9))]);
    check(
        &definition,
        json!({ "limit": 5 }),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input={"limit":5}
        2<0 +0s TaskStateEntered name=T input={"limit":5}
        3<2 +0s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={"limit":5} timeoutInSeconds=5
        4<3 +0s LambdaFunctionStarted
        5<4 +5s LambdaFunctionTimedOut error=States.Timeout
        6<5 +5s ExecutionFailed error=States.Timeout
        => {"status":"FAILED","error":"States.Timeout"}
    "#]],
    );
}

#[test]
fn heartbeats() {
    let beats = |seconds: &[u64], duration: u64| {
        let mut answer = success(json!(1)).after(Duration::from_secs(duration));
        answer.heartbeats = seconds.iter().copied().map(Duration::from_secs).collect();
        answer
    };
    let fields = json!({ "TimeoutSeconds": 60, "HeartbeatSeconds": 10 });
    let caught = |seconds: f64| ("Heartbeat".to_owned(), seconds);
    let missed = |seconds: f64| ("T".to_owned(), seconds);
    assert_eq!(ended(fields.clone(), no_answer()), caught(10.0));
    assert_eq!(ended(fields.clone(), beats(&[], 10)), missed(10.0));
    assert_eq!(ended(fields.clone(), beats(&[8, 16], 25)), missed(25.0));
    assert_eq!(ended(fields.clone(), beats(&[8, 16], 27)), caught(26.0));
    assert_eq!(ended(fields.clone(), beats(&[8, 19], 27)), caught(18.0));
    assert_eq!(
        ended(fields, beats(&[10, 20, 30, 40, 50, 60], 65)),
        missed(60.0)
    );
}

#[test]
fn a_missed_heartbeat_reads_as_a_timeout() {
    let definition = machine(json!({ "HeartbeatSeconds": 10, "Catch": [] }));
    let execution = run(
        &definition,
        json!({}),
        Script::default().with("T", [no_answer()]),
        &RunOptions::default(),
    );
    assert_eq!(execution.error.as_deref(), Some("States.Timeout"));
    assert_eq!(execution.states[0].tokens[0].answer, "heartbeat timeout");
}

#[test]
fn the_execution_runs_out_of_time() {
    let definition = json!({ "TimeoutSeconds": 5, "StartAt": "W", "States": {
        "W": { "Type": "Wait", "Seconds": 60, "End": true },
    } });
    check(
        &definition,
        json!({}),
        Script::default(),
        &expect![[r#"
        1<0 +0s ExecutionStarted input={}
        2<0 +0s WaitStateEntered name=W input={}
        3<2 +5s ExecutionTimedOut error=States.Timeout
        => {"status":"TIMED_OUT","error":"States.Timeout"}
    "#]],
    );
}

#[test]
fn nobody_answers() {
    let script = || Script::default().with("T", [no_answer()]);
    let standard = run(
        &machine(json!({})),
        json!({}),
        script(),
        &RunOptions::default(),
    );
    assert_eq!(standard.status.name(), "TIMED_OUT");
    assert_eq!(standard.summary.duration.as_secs(), 31_536_000);
    let options = RunOptions {
        workflow: WorkflowType::Express,
        ..RunOptions::default()
    };
    let mut quick = machine(json!({}));
    quick["States"]["T"]["Resource"] = json!("arn:aws:states:::lambda:invoke");
    quick["States"]["T"]["Parameters"] = json!({});
    let express = run(&quick, json!({}), script(), &options);
    assert_eq!(express.summary.duration.as_secs(), 300);
}

#[test]
fn a_missing_timeout_stands_for_the_largest() {
    let options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    let mut definition = machine(json!({}));
    definition["States"]["T"]
        .as_object_mut()
        .unwrap()
        .remove("Parameters");
    let script = Script::default().with("T", [no_answer()]);
    check_with(
        &definition,
        json!({}),
        script,
        &options,
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=T input={}
            3<2 +0s TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken parameters={}
            4<3 +0s TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
            5<4 +0s TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
            6<5 +99999999s TaskTimedOut resourceType=sqs resource=sendMessage.waitForTaskToken error=States.Timeout
            7<6 +99999999s ExecutionFailed error=States.Timeout
            => {"status":"FAILED","error":"States.Timeout"}
        "#]],
    );
}

#[test]
fn a_worker_can_make_a_task_time_out() {
    let fields = || json!({ "TimeoutSeconds": 60, "HeartbeatSeconds": 10 });
    let thrown = |error: &str| TaskAnswer::failure(error, "");
    assert_eq!(
        ended(fields(), thrown("States.HeartbeatTimeout")),
        ("Heartbeat".to_owned(), 10.0)
    );
    assert_eq!(
        ended(fields(), thrown("States.Timeout")),
        ("Heartbeat".to_owned(), 10.0)
    );
    assert_eq!(
        ended(json!({}), TaskAnswer::new(TaskOutcome::Timeout)),
        ("T".to_owned(), 0.0)
    );
}
