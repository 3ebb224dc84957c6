//! Retry: which retrier counts, how long it waits, and when it gives up.

use asl_interp::RunOptions;
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, failure, run, success};

fn machine(retry: &Value) -> Value {
    json!({ "StartAt": "Call", "States": { "Call": {
        "Type": "Task",
        "Resource": "arn:aws:lambda:us-east-1:123456789012:function:F",
        "Retry": retry,
        "End": true,
    } } })
}

fn delays(retry: &Value, seed: u64) -> Vec<f64> {
    let options = RunOptions {
        seed,
        ..RunOptions::default()
    };
    let script = Script::default().with("Call", [failure("Busy")]);
    let execution = run(&machine(retry), json!({}), script, &options);
    execution.states[0]
        .retries
        .iter()
        .map(|retry| retry.delay.as_secs_f64())
        .collect()
}

#[test]
fn succeeds_at_the_third_attempt() {
    let script = Script::default().with(
        "Call",
        [failure("Busy"), failure("Busy"), success(json!("done"))],
    );
    check(
        &machine(&json!([{ "ErrorEquals": ["Busy"] }])),
        json!({}),
        script,
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=Call input={}
            3<2 +0s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={}
            4<3 +0s LambdaFunctionStarted
            5<4 +0s LambdaFunctionFailed error=Busy cause=Busy happened
            6<5 +1s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={}
            7<6 +1s LambdaFunctionStarted
            8<7 +1s LambdaFunctionFailed error=Busy cause=Busy happened
            9<8 +3s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={}
            10<9 +3s LambdaFunctionStarted
            11<10 +3s LambdaFunctionSucceeded output="done"
            12<11 +3s TaskStateExited name=Call output="done"
            13<12 +3s ExecutionSucceeded output="done"
            => {"status":"SUCCEEDED","output":"done"}
        "#]],
    );
}

#[test]
fn the_default_retrier_waits_1_2_4_seconds() {
    assert_eq!(
        delays(&json!([{ "ErrorEquals": ["States.ALL"] }]), 0),
        [1.0, 2.0, 4.0]
    );
}

#[test]
fn delays_follow_the_fields() {
    let retry = json!([{
        "ErrorEquals": ["Busy"],
        "IntervalSeconds": 3,
        "BackoffRate": 1.5,
        "MaxAttempts": 4,
        "MaxDelaySeconds": 6,
    }]);
    assert_eq!(delays(&retry, 0), [3.0, 4.5, 6.0, 6.0]);
}

#[test]
fn full_jitter_comes_from_the_seed() {
    let retry =
        json!([{ "ErrorEquals": ["Busy"], "IntervalSeconds": 10, "JitterStrategy": "FULL" }]);
    assert_eq!(delays(&retry, 1), delays(&retry, 1));
    assert_ne!(delays(&retry, 1), delays(&retry, 2));
    let most = [10.0, 20.0, 40.0];
    assert!(
        delays(&retry, 1)
            .iter()
            .zip(most)
            .all(|(delay, most)| *delay <= most)
    );
}

#[test]
fn no_attempts_means_never() {
    assert!(delays(&json!([{ "ErrorEquals": ["Busy"], "MaxAttempts": 0 }]), 0).is_empty());
}

#[test]
fn every_retrier_counts_for_itself() {
    let retry = json!([
        { "ErrorEquals": ["Busy"], "MaxAttempts": 1 },
        { "ErrorEquals": ["States.ALL"], "MaxAttempts": 1, "IntervalSeconds": 9 },
    ]);
    let script =
        Script::default().with("Call", [failure("Busy"), failure("Other"), failure("Busy")]);
    check(
        &machine(&retry),
        json!({}),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input={}
        2<0 +0s TaskStateEntered name=Call input={}
        3<2 +0s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={}
        4<3 +0s LambdaFunctionStarted
        5<4 +0s LambdaFunctionFailed error=Busy cause=Busy happened
        6<5 +1s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={}
        7<6 +1s LambdaFunctionStarted
        8<7 +1s LambdaFunctionFailed error=Other cause=Other happened
        9<8 +10s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={}
        10<9 +10s LambdaFunctionStarted
        11<10 +10s LambdaFunctionFailed error=Busy cause=Busy happened
        12<11 +10s ExecutionFailed error=Busy cause=Busy happened
        => {"status":"FAILED","error":"Busy","cause":"Busy happened"}
    "#]],
    );
}

#[test]
fn the_first_retrier_that_takes_the_error_decides() {
    // The second one would take it too, but the first one is used up.
    let retry = json!([
        { "ErrorEquals": ["Busy"], "MaxAttempts": 1 },
        { "ErrorEquals": ["States.ALL"], "MaxAttempts": 5 },
    ]);
    assert_eq!(delays(&retry, 0), [1.0]);
}

#[test]
fn runtime_errors_are_never_retried() {
    let mut definition = machine(&json!([{ "ErrorEquals": ["States.ALL"] }]));
    definition["States"]["Call"]["ResultSelector"] = json!({ "a.$": "$.no" });
    check(
        &definition,
        json!({}),
        Script::default(),
        &expect![[r#"
        1<0 +0s ExecutionStarted input={}
        2<0 +0s TaskStateEntered name=Call input={}
        3<2 +0s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={}
        4<3 +0s LambdaFunctionStarted
        5<4 +0s LambdaFunctionSucceeded output={}
        6<5 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'Call' (entered at the event id #2). The JSONPath '$.no' specified for the field 'a.$' could not be found in the input '{}'
        => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'Call' (entered at the event id #2). The JSONPath '$.no' specified for the field 'a.$' could not be found in the input '{}'"}
    "#]],
    );
}

#[test]
fn the_count_shows_in_the_context() {
    let mut definition = machine(&json!([{ "ErrorEquals": ["Busy"] }]));
    definition["States"]["Call"]["Parameters"] = json!({ "n.$": "$$.State.RetryCount" });
    let script = Script::default().with("Call", [failure("Busy"), success(json!(1))]);
    check(
        &definition,
        json!({}),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input={}
        2<0 +0s TaskStateEntered name=Call input={}
        3<2 +0s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={"n":0}
        4<3 +0s LambdaFunctionStarted
        5<4 +0s LambdaFunctionFailed error=Busy cause=Busy happened
        6<5 +1s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={"n":1}
        7<6 +1s LambdaFunctionStarted
        8<7 +1s LambdaFunctionSucceeded output=1
        9<8 +1s TaskStateExited name=Call output=1
        10<9 +1s ExecutionSucceeded output=1
        => {"status":"SUCCEEDED","output":1}
    "#]],
    );
}
