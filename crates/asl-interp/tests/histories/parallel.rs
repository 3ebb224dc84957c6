//! Parallel: branches, joins, and what a failure cuts off.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, failure, success};

fn branch(name: &str, state: Value) -> Value {
    let mut states = serde_json::Map::new();
    states.insert(name.to_owned(), state);
    json!({ "StartAt": name, "States": states })
}

fn machine(branches: &[Value], fields: Value) -> Value {
    let mut parallel = json!({ "Type": "Parallel", "Branches": branches, "End": true });
    parallel
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    json!({ "StartAt": "Both", "States": {
        "Both": parallel,
        "Caught": { "Type": "Pass", "End": true },
    } })
}

fn task() -> Value {
    json!({ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true })
}

fn wait(seconds: u64) -> Value {
    json!({ "Type": "Wait", "Seconds": seconds, "End": true })
}

#[test]
fn branches_interleave_in_virtual_time() {
    let branches = [branch("Slow", wait(5)), branch("Fast", wait(1))];
    let fields = json!({ "Parameters": { "x": 1 }, "ResultPath": "$.both" });
    check(
        &machine(&branches, fields),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s ParallelStateEntered name=Both input={}
            3<2 +0s ParallelStateStarted
            4<3 +0s WaitStateEntered name=Slow input={"x":1}
            5<3 +0s WaitStateEntered name=Fast input={"x":1}
            6<5 +1s WaitStateExited name=Fast output={"x":1}
            7<4 +5s WaitStateExited name=Slow output={"x":1}
            8<7 +5s ParallelStateSucceeded
            9<7 +5s ParallelStateExited name=Both output={"both":[{"x":1},{"x":1}]}
            10<9 +5s ExecutionSucceeded output={"both":[{"x":1},{"x":1}]}
            => {"status":"SUCCEEDED","output":{"both":[{"x":1},{"x":1}]}}
        "#]],
    );
}

#[test]
fn a_failure_cuts_the_others_off() {
    let nested = json!({
        "Type": "Map",
        "ItemsPath": "$.items",
        "ItemProcessor": branch("Inner", wait(100)),
        "End": true,
    });
    let branches = [
        branch("Waits", wait(100)),
        branch("Fails", task()),
        branch("Nested", nested),
    ];
    let fields = json!({ "Catch": [{ "ErrorEquals": ["States.TaskFailed"], "Next": "Caught" }] });
    let script = Script::default().with("Fails", [failure("Broken").after(Duration::from_secs(2))]);
    check(
        &machine(&branches, fields),
        json!({ "items": [1] }),
        script,
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"items":[1]}
            2<0 +0s ParallelStateEntered name=Both input={"items":[1]}
            3<2 +0s ParallelStateStarted
            4<3 +0s WaitStateEntered name=Waits input={"items":[1]}
            5<3 +0s TaskStateEntered name=Fails input={"items":[1]}
            6<5 +0s TaskScheduled resourceType=lambda resource=invoke parameters={"items":[1]}
            7<3 +0s MapStateEntered name=Nested input={"items":[1]}
            8<7 +0s MapStateStarted length=1
            9<8 +0s MapIterationStarted name=Nested index=0
            10<6 +0s TaskStarted resourceType=lambda resource=invoke
            11<9 +0s WaitStateEntered name=Inner input=1
            12<10 +2s TaskFailed resourceType=lambda resource=invoke error=Broken cause=Broken happened
            13<12 +2s TaskStateAborted
            14<12 +2s WaitStateAborted
            15<12 +2s MapStateAborted
            16<12 +2s MapIterationAborted name=Nested index=0
            17<12 +2s WaitStateAborted
            18<12 +2s ParallelStateFailed
            19<18 +2s ParallelStateExited name=Both output={"Error":"Broken","Cause":"Broken happened"}
            20<19 +2s PassStateEntered name=Caught input={"Error":"Broken","Cause":"Broken happened"}
            21<20 +2s PassStateExited name=Caught output={"Error":"Broken","Cause":"Broken happened"}
            22<21 +2s ExecutionSucceeded output={"Error":"Broken","Cause":"Broken happened"}
            => {"status":"SUCCEEDED","output":{"Error":"Broken","Cause":"Broken happened"}}
        "#]],
    );
}

#[test]
fn a_failing_fail_state() {
    let fail = json!({ "Type": "Fail", "Error": "Stop", "Cause": "enough" });
    check(
        &machine(&[branch("F", fail)], json!({})),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s ParallelStateEntered name=Both input={}
            3<2 +0s ParallelStateStarted
            4<3 +0s FailStateEntered name=F input={}
            5<4 +0s ParallelStateFailed
            6<5 +0s ExecutionFailed error=Stop cause=enough
            => {"status":"FAILED","error":"Stop","cause":"enough"}
        "#]],
    );
}

#[test]
fn a_parallel_begins_again_when_it_is_retried() {
    let fields = json!({ "Retry": [{ "ErrorEquals": ["Broken"], "IntervalSeconds": 3 }] });
    let script = Script::default().with("T", [failure("Broken"), success(json!("ok"))]);
    check(
        &machine(&[branch("T", task())], fields),
        json!({}),
        script,
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s ParallelStateEntered name=Both input={}
            3<2 +0s ParallelStateStarted
            4<3 +0s TaskStateEntered name=T input={}
            5<4 +0s TaskScheduled resourceType=lambda resource=invoke parameters={}
            6<5 +0s TaskStarted resourceType=lambda resource=invoke
            7<6 +0s TaskFailed resourceType=lambda resource=invoke error=Broken cause=Broken happened
            8<7 +0s TaskStateAborted
            9<7 +0s ParallelStateFailed
            10<9 +3s ParallelStateStarted
            11<10 +3s TaskStateEntered name=T input={}
            12<11 +3s TaskScheduled resourceType=lambda resource=invoke parameters={}
            13<12 +3s TaskStarted resourceType=lambda resource=invoke
            14<13 +3s TaskSucceeded resourceType=lambda resource=invoke output="ok"
            15<14 +3s TaskStateExited name=T output="ok"
            16<15 +3s ParallelStateSucceeded
            17<15 +3s ParallelStateExited name=Both output=["ok"]
            18<17 +3s ExecutionSucceeded output=["ok"]
            => {"status":"SUCCEEDED","output":["ok"]}
        "#]],
    );
}
