//! Retriers and catchers.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{ask, error, inspect};

fn task() -> Value {
    json!({
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": { "FunctionName": "f" },
        "Retry": [
            { "ErrorEquals": ["Slow"], "IntervalSeconds": 2, "MaxAttempts": 3, "BackoffRate": 3 },
            { "ErrorEquals": ["Busy"], "IntervalSeconds": 1, "MaxAttempts": 9, "BackoffRate": 2, "MaxDelaySeconds": 5 },
        ],
        "Catch": [
            { "ErrorEquals": ["Gone"], "Next": "A" },
            { "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "B" },
        ],
        "Next": "C",
    })
}

fn after(name: &str, retries: u64) -> String {
    let request = json!({
        "input": "{\"n\":1}", "mock": error(name),
        "stateConfiguration": { "retrierRetryCount": retries },
    });
    let told = inspect(task(), request);
    let (head, details) = told.split_once("  errorDetails:\n").unwrap_or((&told, ""));
    let output = head.lines().find(|line| line.starts_with("output: "));
    format!("{}\n{details}", output.unwrap_or("no output"))
}

#[test]
fn a_retrier_with_attempts_left() {
    expect![[r"
        no output
          retryIndex: 0
          retryBackoffIntervalSeconds: 6
        status: RETRIABLE
    "]]
    .assert_eq(&after("Slow", 1));
    expect![[r"
        no output
          retryIndex: 1
          retryBackoffIntervalSeconds: 5
        status: RETRIABLE
    "]]
    .assert_eq(&after("Busy", 4));
}

#[test]
fn a_retrier_without_attempts_left() {
    expect![[r#"
        output: {"n":1,"error":{"Error":"Slow","Cause":"because"}}
          catchIndex: 1
          retryIndex: 0
        nextState: B
        status: CAUGHT_ERROR
    "#]]
    .assert_eq(&after("Slow", 3));
    let mut state = task();
    state["Catch"] = json!([]);
    let request = json!({
        "mock": error("Slow"), "stateConfiguration": { "retrierRetryCount": 3 },
    });
    expect![[r#"
        error: Slow
        cause: because
        inspectionData:
          input: {}
          afterInputPath: {}
          afterParameters: {"FunctionName":"f"}
          errorDetails:
          retryIndex: 0
        status: FAILED
    "#]]
    .assert_eq(&inspect(state, request));
}

#[test]
fn a_catcher() {
    expect![[r#"
        output: {"Error":"Gone","Cause":"because"}
          catchIndex: 0
        nextState: A
        status: CAUGHT_ERROR
    "#]]
    .assert_eq(&after("Gone", 0));
}

#[test]
fn errors_of_time_keep_their_cause() {
    let mut state = task();
    state["Retry"] = json!([]);
    state["Catch"] = json!([{ "ErrorEquals": ["States.TaskFailed"], "Next": "A" }]);
    let request = json!({ "mock": error("States.Timeout") });
    expect![[r"
        error: States.Timeout
        cause: because
        status: FAILED
    "]]
    .assert_eq(&ask(state, request));
}

/// What a state raises by itself is caught like a mocked error.
#[test]
fn an_expression_that_fails() {
    let state = json!({
        "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
        "Arguments": "{% $states.input.missing %}",
        "Catch": [{ "ErrorEquals": ["States.QueryEvaluationError"], "Next": "A" }],
        "End": true,
    });
    let request = json!({ "mock": error("Busy") });
    expect![[r#"
        output: {"Error":"States.QueryEvaluationError","Cause":"The JSONata expression '$states.input.missing' specified for the field 'Arguments' returned nothing (undefined)."}
        error: States.QueryEvaluationError
        cause: The JSONata expression '$states.input.missing' specified for the field 'Arguments' returned nothing (undefined).
        nextState: A
        status: CAUGHT_ERROR
    "#]]
    .assert_eq(&ask(state, request));
}
