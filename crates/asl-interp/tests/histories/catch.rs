//! Catch: which errors it takes and what it hands on.

use asl_interp::{RunOptions, TaskAnswer, TaskOutcome};
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, failure, run};

fn machine(catch: &Value) -> Value {
    json!({ "StartAt": "Call", "States": {
        "Call": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage",
            "OutputPath": "$.never.used",
            "Catch": catch,
            "End": true,
        },
        "Caught": { "Type": "Pass", "End": true },
    } })
}

fn caught(names: &Value, answer: TaskAnswer) -> bool {
    let catch = json!([{ "ErrorEquals": names, "Next": "Caught" }]);
    let script = Script::default().with("Call", [answer]);
    let execution = run(&machine(&catch), json!({}), script, &RunOptions::default());
    execution.states[0].caught_by == Some(0)
}

#[test]
fn takes_the_input_and_the_error() {
    let catch = json!([
        { "ErrorEquals": ["Other"], "Next": "Caught" },
        { "ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Caught" },
    ]);
    let script = Script::default().with("Call", [failure("Broken")]);
    check(
        &machine(&catch),
        json!({ "a": 1 }),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input={"a":1}
        2<0 +0s TaskStateEntered name=Call input={"a":1}
        3<2 +0s TaskScheduled resourceType=sqs resource=sendMessage parameters={"a":1}
        4<3 +0s TaskStarted resourceType=sqs resource=sendMessage
        5<4 +0s TaskFailed resourceType=sqs resource=sendMessage error=Broken cause=Broken happened
        6<5 +0s TaskStateExited name=Call output={"a":1,"failure":{"Error":"Broken","Cause":"Broken happened"}}
        7<6 +0s PassStateEntered name=Caught input={"a":1,"failure":{"Error":"Broken","Cause":"Broken happened"}}
        8<7 +0s PassStateExited name=Caught output={"a":1,"failure":{"Error":"Broken","Cause":"Broken happened"}}
        9<8 +0s ExecutionSucceeded output={"a":1,"failure":{"Error":"Broken","Cause":"Broken happened"}}
        => {"status":"SUCCEEDED","output":{"a":1,"failure":{"Error":"Broken","Cause":"Broken happened"}}}
    "#]],
    );
}

#[test]
fn replaces_the_input_without_a_result_path() {
    let catch = json!([{ "ErrorEquals": ["Broken"], "Next": "Caught" }]);
    let script = Script::default().with("Call", [failure("Broken")]);
    check(
        &machine(&catch),
        json!({ "a": 1 }),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input={"a":1}
        2<0 +0s TaskStateEntered name=Call input={"a":1}
        3<2 +0s TaskScheduled resourceType=sqs resource=sendMessage parameters={"a":1}
        4<3 +0s TaskStarted resourceType=sqs resource=sendMessage
        5<4 +0s TaskFailed resourceType=sqs resource=sendMessage error=Broken cause=Broken happened
        6<5 +0s TaskStateExited name=Call output={"Error":"Broken","Cause":"Broken happened"}
        7<6 +0s PassStateEntered name=Caught input={"Error":"Broken","Cause":"Broken happened"}
        8<7 +0s PassStateExited name=Caught output={"Error":"Broken","Cause":"Broken happened"}
        9<8 +0s ExecutionSucceeded output={"Error":"Broken","Cause":"Broken happened"}
        => {"status":"SUCCEEDED","output":{"Error":"Broken","Cause":"Broken happened"}}
    "#]],
    );
}

#[test]
fn an_error_without_name_and_cause() {
    let catch = json!([{ "ErrorEquals": ["States.ALL"], "Next": "Caught" }]);
    let nameless = TaskAnswer::new(TaskOutcome::Failure {
        error: None,
        cause: None,
    });
    check(
        &machine(&catch),
        json!({}),
        Script::default().with("Call", [nameless]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=Call input={}
            3<2 +0s TaskScheduled resourceType=sqs resource=sendMessage parameters={}
            4<3 +0s TaskStarted resourceType=sqs resource=sendMessage
            5<4 +0s TaskFailed resourceType=sqs resource=sendMessage
            6<5 +0s TaskStateExited name=Call output={"Error":null,"Cause":null}
            7<6 +0s PassStateEntered name=Caught input={"Error":null,"Cause":null}
            8<7 +0s PassStateExited name=Caught output={"Error":null,"Cause":null}
            9<8 +0s ExecutionSucceeded output={"Error":null,"Cause":null}
            => {"status":"SUCCEEDED","output":{"Error":null,"Cause":null}}
        "#]],
    );
}

#[test]
fn who_takes_what() {
    let timeout = || TaskAnswer::new(TaskOutcome::Timeout);
    let all = json!(["States.ALL"]);
    let task_failed = json!(["States.TaskFailed"]);
    assert!(caught(&all, failure("Broken")));
    assert!(caught(&task_failed, failure("Broken")));
    assert!(caught(&all, timeout()));
    assert!(!caught(&task_failed, timeout()));
    assert!(caught(&json!(["States.Timeout"]), timeout()));
    assert!(!caught(&json!(["States.HeartbeatTimeout"]), timeout()));
    assert!(caught(&all, failure("States.DataLimitExceeded")));
    assert!(!caught(&all, failure("States.Runtime")));
    assert!(!caught(
        &json!(["States.Runtime"]),
        failure("States.Runtime")
    ));
    assert!(!caught(&json!(["broken"]), failure("Broken")));
}

#[test]
fn assigns_from_the_error() {
    let mut definition = machine(&json!([{
        "ErrorEquals": ["States.ALL"],
        "Assign": { "why.$": "$.Cause" },
        "ResultPath": null,
        "Next": "Caught",
    }]));
    definition["States"]["Caught"]["Parameters"] = json!({ "why.$": "$why" });
    let script = Script::default().with("Call", [failure("Broken")]);
    check(
        &definition,
        json!({ "a": 1 }),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input={"a":1}
        2<0 +0s TaskStateEntered name=Call input={"a":1}
        3<2 +0s TaskScheduled resourceType=sqs resource=sendMessage parameters={"a":1}
        4<3 +0s TaskStarted resourceType=sqs resource=sendMessage
        5<4 +0s TaskFailed resourceType=sqs resource=sendMessage error=Broken cause=Broken happened
        6<5 +0s TaskStateExited name=Call output={"a":1} assignedVariables={"why":"\"Broken happened\""}
        7<6 +0s PassStateEntered name=Caught input={"a":1}
        8<7 +0s PassStateExited name=Caught output={"why":"Broken happened"}
        9<8 +0s ExecutionSucceeded output={"why":"Broken happened"}
        => {"status":"SUCCEEDED","output":{"why":"Broken happened"}}
    "#]],
    );
}
