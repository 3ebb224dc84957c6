//! Runs of Distributed Maps: child executions, their counts, and what is written of them.

use std::fmt::Write;

use asl_interp::{Execution, Keep, RunOptions};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::support::{Script, failure, run, success, table};

/// A Map over its input whose children are one Task each.
pub(crate) fn machine(more: Value) -> Value {
    let mut map = json!({
        "Type": "Map",
        "Label": "Each",
        "ItemProcessor": {
            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
            "StartAt": "One",
            "States": { "One": {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "End": true,
            } },
        },
        "End": true,
    });
    map.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json!({ "StartAt": "Map", "States": { "Map": map } })
}

pub(crate) fn options() -> RunOptions {
    RunOptions {
        keep: Keep {
            children: true,
            ..Keep::default()
        },
        ..RunOptions::default()
    }
}

pub(crate) fn second_fails() -> Script {
    Script::default().with(
        "One",
        [success(json!([1])), failure("Broken"), success(json!([3]))],
    )
}

/// The runs with their counts and children, one line each.
pub(crate) fn runs(execution: &Execution) -> String {
    let mut text = String::new();
    for run in &execution.map_runs {
        let status = run.status.map_or("RUNNING", asl_interp::Status::name);
        let (items, executions) = (run.items.to_json(), run.executions.to_json());
        writeln!(
            text,
            "{} {status}\n  items {items}\n  executions {executions}",
            run.state
        )
        .unwrap();
        for child in &run.children {
            let status = child.status.map_or("RUNNING", asl_interp::Status::name);
            let output = child
                .output
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let (index, items) = (child.index, child.items);
            let error = child.error.as_deref().unwrap_or_default();
            writeln!(
                text,
                "  {index} ({items}) {status} {} {output}{error}",
                child.input
            )
            .unwrap();
            for event in &child.events {
                let kind = event.type_name();
                writeln!(text, "    {}<{} {kind}", event.id, event.previous).unwrap();
            }
        }
    }
    for (bucket, key, object) in execution.written.iter() {
        let content = String::from_utf8_lossy(&object.content);
        writeln!(text, "s3://{bucket}/{key}\n  {content}").unwrap();
    }
    text
}

#[track_caller]
pub(crate) fn check(definition: &Value, input: Value, script: Script, expected: &Expect) {
    let execution = run(definition, input, script, &options());
    let result = execution.result_to_json();
    expected.assert_eq(&format!("{}=> {result}\n", runs(&execution)));
}

#[test]
fn children_have_histories_of_their_own() {
    let tolerant = json!({ "ToleratedFailureCount": 1, "ItemBatcher": { "MaxItemsPerBatch": 2 } });
    check(
        &machine(json!({ "MaxConcurrency": 1 })),
        json!([1]),
        Script::default(),
        &expect![[r#"
            Map SUCCEEDED
              items {"pending":0,"running":0,"succeeded":1,"failed":0,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":1,"failed":0,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
              0 (1) SUCCEEDED 1 {}
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
            => {"status":"SUCCEEDED","output":[{}]}
        "#]],
    );
    check(
        &machine(tolerant),
        json!([1, 2, 3]),
        second_fails(),
        &expect![[r#"
            Map SUCCEEDED
              items {"pending":0,"running":0,"succeeded":2,"failed":1,"timedOut":0,"aborted":0,"total":3,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":1,"failed":1,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
              0 (2) SUCCEEDED {"Items":[1,2]} [1]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
              1 (1) FAILED {"Items":[3]} Broken
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskFailed
                6<5 ExecutionFailed
            => {"status":"SUCCEEDED","output":[[1],{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"{\"Items\":[3]}","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"}]}
        "#]],
    );
}

#[test]
fn a_failure_in_a_batch_is_that_of_all_its_items() {
    let fields = json!({
        "ToleratedFailurePercentage": 40,
        "ItemBatcher": { "MaxItemsPerBatch": 2 },
        "MaxConcurrency": 1,
    });
    check(
        &machine(fields),
        json!([1, 2, 3, 4, 5, 6, 7]),
        second_fails(),
        &expect![[r#"
            Map SUCCEEDED
              items {"pending":0,"running":0,"succeeded":5,"failed":2,"timedOut":0,"aborted":0,"total":7,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":3,"failed":1,"timedOut":0,"aborted":0,"total":4,"resultsWritten":0}
              0 (2) SUCCEEDED {"Items":[1,2]} [1]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
              1 (2) FAILED {"Items":[3,4]} Broken
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskFailed
                6<5 ExecutionFailed
              2 (2) SUCCEEDED {"Items":[5,6]} [3]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
              3 (1) SUCCEEDED {"Items":[7]} [3]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
            => {"status":"SUCCEEDED","output":[[1],{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"{\"Items\":[3,4]}","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"},[3],[3]]}
        "#]],
    );
    let fields = json!({
        "ToleratedFailurePercentage": 20,
        "ItemBatcher": { "MaxItemsPerBatch": 2 },
        "MaxConcurrency": 1,
    });
    check(
        &machine(fields),
        json!([1, 2, 3, 4, 5, 6, 7]),
        second_fails(),
        &expect![[r#"
            Map FAILED
              items {"pending":0,"running":0,"succeeded":2,"failed":2,"timedOut":0,"aborted":3,"total":7,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":1,"failed":1,"timedOut":0,"aborted":2,"total":4,"resultsWritten":0}
              0 (2) SUCCEEDED {"Items":[1,2]} [1]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
              1 (2) FAILED {"Items":[3,4]} Broken
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskFailed
                6<5 ExecutionFailed
            => {"status":"FAILED","error":"States.ExceedToleratedFailureThreshold","cause":"The specified tolerated failure threshold was exceeded"}
        "#]],
    );
}

#[test]
fn a_child_has_a_context_and_variables_of_its_own() {
    let definition = json!({ "StartAt": "Set", "States": {
        "Set": { "Type": "Pass", "Assign": { "outer": 1 }, "Next": "Map" },
        "Map": {
            "Type": "Map",
            "Label": "Each",
            "ItemProcessor": {
                "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
                "StartAt": "Wait",
                "States": {
                    "Wait": { "Type": "Wait", "Seconds": 5, "Next": "See" },
                    "See": {
                        "Type": "Pass",
                        "Parameters": {
                            "execution.$": "$$.Execution",
                            "machine.$": "$$.StateMachine",
                            "entered.$": "$$.State.EnteredTime",
                        },
                        "Assign": { "outer": 2 },
                        "End": true,
                    },
                },
            },
            "MaxConcurrency": 1,
            "Next": "After",
        },
        "After": { "Type": "Pass", "Parameters": { "outer.$": "$outer", "map.$": "$" }, "End": true },
    } });
    check(
        &definition,
        json!(["a", "b"]),
        Script::default(),
        &expect![[r#"
            Map SUCCEEDED
              items {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
              0 (1) SUCCEEDED "a" {"execution":{"Id":"arn:aws:states:us-east-1:123456789012:express:StateMachine/Each:1b39896a-51a8-449b-93cb-9f0c747ea2ea:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"a","StartTime":"2026-01-01T00:00:00.000Z","Name":"1b39896a-51a8-449b-93cb-9f0c747ea2ea","RoleArn":"arn:aws:iam::123456789012:role/StepFunctionsRole","RedriveCount":0},"machine":{"Id":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Name":"StateMachine/Each"},"entered":"2026-01-01T00:00:05.000Z"}
                1<0 ExecutionStarted
                2<0 WaitStateEntered
                3<2 WaitStateExited
                4<3 PassStateEntered
                5<4 PassStateExited
                6<5 ExecutionSucceeded
              1 (1) SUCCEEDED "b" {"execution":{"Id":"arn:aws:states:us-east-1:123456789012:express:StateMachine/Each:3ee57890-41c9-4ac3-b3b8-488c368cb0a6:657eecdd-3cb1-4d09-82d3-26e0055bdef6","Input":"b","StartTime":"2026-01-01T00:00:05.000Z","Name":"3ee57890-41c9-4ac3-b3b8-488c368cb0a6","RoleArn":"arn:aws:iam::123456789012:role/StepFunctionsRole","RedriveCount":0},"machine":{"Id":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Name":"StateMachine/Each"},"entered":"2026-01-01T00:00:10.000Z"}
                1<0 ExecutionStarted
                2<0 WaitStateEntered
                3<2 WaitStateExited
                4<3 PassStateEntered
                5<4 PassStateExited
                6<5 ExecutionSucceeded
            => {"status":"SUCCEEDED","output":{"outer":1,"map":[{"execution":{"Id":"arn:aws:states:us-east-1:123456789012:express:StateMachine/Each:1b39896a-51a8-449b-93cb-9f0c747ea2ea:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"a","StartTime":"2026-01-01T00:00:00.000Z","Name":"1b39896a-51a8-449b-93cb-9f0c747ea2ea","RoleArn":"arn:aws:iam::123456789012:role/StepFunctionsRole","RedriveCount":0},"machine":{"Id":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Name":"StateMachine/Each"},"entered":"2026-01-01T00:00:05.000Z"},{"execution":{"Id":"arn:aws:states:us-east-1:123456789012:express:StateMachine/Each:3ee57890-41c9-4ac3-b3b8-488c368cb0a6:657eecdd-3cb1-4d09-82d3-26e0055bdef6","Input":"b","StartTime":"2026-01-01T00:00:05.000Z","Name":"3ee57890-41c9-4ac3-b3b8-488c368cb0a6","RoleArn":"arn:aws:iam::123456789012:role/StepFunctionsRole","RedriveCount":0},"machine":{"Id":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Name":"StateMachine/Each"},"entered":"2026-01-01T00:00:10.000Z"}]}}
        "#]],
    );
}

#[test]
fn an_error_in_a_child_counts_its_own_events() {
    let mut definition = machine(json!({}));
    definition["States"]["Map"]["ItemProcessor"]["States"]["One"] =
        json!({ "Type": "Wait", "SecondsPath": "$.none", "End": true });
    check(
        &definition,
        json!([{}]),
        Script::default(),
        &expect![[r#"
        Map FAILED
          items {"pending":0,"running":0,"succeeded":0,"failed":1,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
          executions {"pending":0,"running":0,"succeeded":0,"failed":1,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
          0 (1) FAILED {} States.Runtime
            1<0 ExecutionStarted
            2<0 WaitStateEntered
            3<2 ExecutionFailed
        => {"status":"FAILED","error":"States.ExceedToleratedFailureThreshold","cause":"The specified tolerated failure threshold was exceeded"}
    "#]],
    );
}

#[test]
fn an_express_child_has_five_minutes() {
    let mut definition = machine(json!({ "ToleratedFailureCount": 1 }));
    let processor = &mut definition["States"]["Map"]["ItemProcessor"];
    processor["ProcessorConfig"]["ExecutionType"] = json!("EXPRESS");
    processor["States"]["One"] = json!({ "Type": "Wait", "SecondsPath": "$", "End": true });
    check(
        &definition,
        json!([10, 301]),
        Script::default(),
        &expect![[r#"
            Map SUCCEEDED
              items {"pending":0,"running":0,"succeeded":1,"failed":0,"timedOut":1,"aborted":0,"total":2,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":1,"failed":0,"timedOut":1,"aborted":0,"total":2,"resultsWritten":0}
              0 (1) SUCCEEDED 10 10
                1<0 ExecutionStarted
                2<0 WaitStateEntered
                3<2 WaitStateExited
                4<3 ExecutionSucceeded
              1 (1) TIMED_OUT 301 States.Timeout
                1<0 ExecutionStarted
                2<0 WaitStateEntered
                3<2 ExecutionTimedOut
            => {"status":"SUCCEEDED","output":[10,{"Error":"States.Timeout","ExecutionArn":"arn:aws:states:us-east-1:123456789012:express:StateMachine/Each:3ee57890-41c9-4ac3-b3b8-488c368cb0a6:657eecdd-3cb1-4d09-82d3-26e0055bdef6","Input":"301","InputDetails":{"Included":true},"Name":"3ee57890-41c9-4ac3-b3b8-488c368cb0a6","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"TIMED_OUT","StopDate":"2026-01-01T00:05:00.000Z"}]}
        "#]],
    );
}

#[test]
fn runs_within_runs() {
    let mut definition = machine(json!({}));
    let mut inner = machine(json!({ "Label": "Inner" }))["States"]["Map"].clone();
    inner["ItemProcessor"]["States"]["One"] = json!({ "Type": "Succeed" });
    let processor = &mut definition["States"]["Map"]["ItemProcessor"];
    processor["States"]["One"] = inner;
    check(
        &definition,
        json!([[1, 2], [3]]),
        Script::default(),
        &expect![[r#"
            Map SUCCEEDED
              items {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
              0 (1) SUCCEEDED [1,2] [1,2]
                1<0 ExecutionStarted
                2<0 MapStateEntered
                3<2 MapStateStarted
                4<3 MapRunStarted
                5<4 MapRunSucceeded
                6<5 MapStateSucceeded
                7<4 MapStateExited
                8<7 ExecutionSucceeded
              1 (1) SUCCEEDED [3] [3]
                1<0 ExecutionStarted
                2<0 MapStateEntered
                3<2 MapStateStarted
                4<3 MapRunStarted
                5<4 MapRunSucceeded
                6<5 MapStateSucceeded
                7<4 MapStateExited
                8<7 ExecutionSucceeded
            One SUCCEEDED
              items {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
              0 (1) SUCCEEDED 1 1
                1<0 ExecutionStarted
                2<0 SucceedStateEntered
                3<2 SucceedStateExited
                4<3 ExecutionSucceeded
              1 (1) SUCCEEDED 2 2
                1<0 ExecutionStarted
                2<0 SucceedStateEntered
                3<2 SucceedStateExited
                4<3 ExecutionSucceeded
            One SUCCEEDED
              items {"pending":0,"running":0,"succeeded":1,"failed":0,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
              executions {"pending":0,"running":0,"succeeded":1,"failed":0,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
              0 (1) SUCCEEDED 3 3
                1<0 ExecutionStarted
                2<0 SucceedStateEntered
                3<2 SucceedStateExited
                4<3 ExecutionSucceeded
            => {"status":"SUCCEEDED","output":[[1,2],[3]]}
        "#]],
    );
}

#[test]
fn a_run_in_a_branch_is_cut_off() {
    let mut map = machine(json!({}))["States"]["Map"].clone();
    map["ItemProcessor"]["States"]["One"] = json!({ "Type": "Wait", "Seconds": 60, "End": true });
    let definition = json!({ "StartAt": "Both", "States": { "Both": {
        "Type": "Parallel",
        "Branches": [
            { "StartAt": "Map", "States": { "Map": map } },
            { "StartAt": "Soon", "States": {
                "Soon": { "Type": "Wait", "Seconds": 1, "Next": "Bad" },
                "Bad": { "Type": "Fail", "Error": "Bad" },
            } },
        ],
        "End": true,
    } } });
    let execution = run(&definition, json!([1]), Script::default(), &options());
    expect![[r#"
        1<0 +0s ExecutionStarted input=[1]
        2<0 +0s ParallelStateEntered name=Both input=[1]
        3<2 +0s ParallelStateStarted
        4<3 +0s MapStateEntered name=Map input=[1]
        5<4 +0s MapStateStarted length=1
        6<5 +0s MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec
        7<3 +0s WaitStateEntered name=Soon input=[1]
        8<7 +1s WaitStateExited name=Soon output=[1]
        9<8 +1s FailStateEntered name=Bad input=[1]
        10<9 +1s MapRunAborted
        11<9 +1s MapStateAborted
        12<9 +1s ParallelStateFailed
        13<12 +1s ExecutionFailed error=Bad
        => {"status":"FAILED","error":"Bad"}
    "#]].assert_eq(&table(&execution));
    expect![[r#"
        Map ABORTED
          items {"pending":0,"running":0,"succeeded":0,"failed":0,"timedOut":0,"aborted":1,"total":1,"resultsWritten":0}
          executions {"pending":0,"running":0,"succeeded":0,"failed":0,"timedOut":0,"aborted":1,"total":1,"resultsWritten":0}
          0 (1) ABORTED 1 
            1<0 ExecutionStarted
            2<0 WaitStateEntered
            3<2 WaitStateAborted
            4<3 ExecutionAborted
    "#]].assert_eq(&runs(&execution));
}

#[test]
fn a_retried_map_runs_again() {
    let retry = json!({ "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 7 }] });
    let script = Script::default().with("One", [failure("Broken"), success(json!("done"))]);
    check(
        &machine(retry),
        json!([1]),
        script,
        &expect![[r#"
        Map FAILED
          items {"pending":0,"running":0,"succeeded":0,"failed":1,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
          executions {"pending":0,"running":0,"succeeded":0,"failed":1,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
          0 (1) FAILED 1 Broken
            1<0 ExecutionStarted
            2<0 TaskStateEntered
            3<2 TaskScheduled
            4<3 TaskStarted
            5<4 TaskFailed
            6<5 ExecutionFailed
        Map SUCCEEDED
          items {"pending":0,"running":0,"succeeded":1,"failed":0,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
          executions {"pending":0,"running":0,"succeeded":1,"failed":0,"timedOut":0,"aborted":0,"total":1,"resultsWritten":0}
          0 (1) SUCCEEDED 1 "done"
            1<0 ExecutionStarted
            2<0 TaskStateEntered
            3<2 TaskScheduled
            4<3 TaskStarted
            5<4 TaskSucceeded
            6<5 TaskStateExited
            7<6 ExecutionSucceeded
        => {"status":"SUCCEEDED","output":["done"]}
    "#]],
    );
}
