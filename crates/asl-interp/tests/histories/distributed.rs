//! Distributed Map over items that the state has: its run, and the failures it tolerates.

use std::fmt::Write;

use asl_interp::RunOptions;
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, failure, run, success};

fn machine(fields: Value) -> Value {
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
        .extend(fields.as_object().unwrap().clone());
    json!({ "StartAt": "Map", "States": {
        "Map": map,
        "Caught": { "Type": "Succeed" },
    } })
}

fn one_fails() -> Script {
    Script::default().with(
        "One",
        [success(json!(1)), failure("Broken"), success(json!(3))],
    )
}

#[test]
fn the_children_have_histories_of_their_own() {
    check(
        &machine(json!({})),
        json!([1, 2]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[1,2]
            2<0 +0s MapStateEntered name=Map input=[1,2]
            3<2 +0s MapStateStarted length=2
            4<3 +0s MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec
            5<4 +0s MapRunSucceeded
            6<5 +0s MapStateSucceeded
            7<4 +0s MapStateExited name=Map output=[{},{}]
            8<7 +0s ExecutionSucceeded output=[{},{}]
            => {"status":"SUCCEEDED","output":[{},{}]}
        "#]],
    );
}

#[test]
fn no_failure_is_tolerated() {
    let catch = json!({ "Catch": [{
        "ErrorEquals": ["States.ExceedToleratedFailureThreshold"],
        "Next": "Caught",
    }] });
    check(
        &machine(catch),
        json!([1, 2, 3]),
        one_fails(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[1,2,3]
            2<0 +0s MapStateEntered name=Map input=[1,2,3]
            3<2 +0s MapStateStarted length=3
            4<3 +0s MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec
            5<4 +0s MapRunFailed error=States.ExceedToleratedFailureThreshold cause=The specified tolerated failure threshold was exceeded
            6<5 +0s MapStateFailed
            7<6 +0s MapStateExited name=Map output={"Error":"States.ExceedToleratedFailureThreshold","Cause":"The specified tolerated failure threshold was exceeded"}
            8<7 +0s SucceedStateEntered name=Caught input={"Error":"States.ExceedToleratedFailureThreshold","Cause":"The specified tolerated failure threshold was exceeded"}
            9<8 +0s SucceedStateExited name=Caught output={"Error":"States.ExceedToleratedFailureThreshold","Cause":"The specified tolerated failure threshold was exceeded"}
            10<9 +0s ExecutionSucceeded output={"Error":"States.ExceedToleratedFailureThreshold","Cause":"The specified tolerated failure threshold was exceeded"}
            => {"status":"SUCCEEDED","output":{"Error":"States.ExceedToleratedFailureThreshold","Cause":"The specified tolerated failure threshold was exceeded"}}
        "#]],
    );
}

#[test]
fn one_failure_is_tolerated() {
    let fields = json!({ "ToleratedFailureCountPath": "$[0]" });
    check(
        &machine(fields),
        json!([1, 2, 3]),
        one_fails(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[1,2,3]
            2<0 +0s MapStateEntered name=Map input=[1,2,3]
            3<2 +0s MapStateStarted length=3
            4<3 +0s MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec
            5<4 +0s MapRunSucceeded
            6<5 +0s MapStateSucceeded
            7<4 +0s MapStateExited name=Map output=[1,{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"},3]
            8<7 +0s ExecutionSucceeded output=[1,{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"},3]
            => {"status":"SUCCEEDED","output":[1,{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"},3]}
        "#]],
    );
}

#[test]
fn a_share_of_failures_is_tolerated() {
    let fields = json!({ "ToleratedFailurePercentage": 34 });
    check(
        &machine(fields),
        json!([1, 2, 3]),
        one_fails(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[1,2,3]
            2<0 +0s MapStateEntered name=Map input=[1,2,3]
            3<2 +0s MapStateStarted length=3
            4<3 +0s MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec
            5<4 +0s MapRunSucceeded
            6<5 +0s MapStateSucceeded
            7<4 +0s MapStateExited name=Map output=[1,{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"},3]
            8<7 +0s ExecutionSucceeded output=[1,{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"},3]
            => {"status":"SUCCEEDED","output":[1,{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"},3]}
        "#]],
    );
    let fields = json!({ "ToleratedFailurePercentagePath": "$[0]" });
    check(
        &machine(fields),
        json!([-1]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[-1]
            2<0 +0s MapStateEntered name=Map input=[-1]
            3<2 +0s MapStateStarted length=1
            4<3 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'Map' (entered at the event id #2). ToleratedFailurePercentage must be between 0 and 100.
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'Map' (entered at the event id #2). ToleratedFailurePercentage must be between 0 and 100."}
        "#]],
    );
}

/// Each row is a field and the value that its path leads to, or the field's own.
#[test]
fn tolerances_that_are_none() {
    let rows = [
        ("ToleratedFailureCountPath", json!("$.x"), json!(2)),
        ("ToleratedFailureCountPath", json!("$.x"), json!("2")),
        ("ToleratedFailureCountPath", json!("$.x"), json!(-1)),
        ("ToleratedFailureCountPath", json!("$.x"), json!(1.5)),
        ("ToleratedFailureCountPath", json!("$.no"), json!(0)),
        (
            "ToleratedFailurePercentagePath",
            json!("$.x"),
            json!("12.5"),
        ),
        ("ToleratedFailurePercentagePath", json!("$.x"), json!(101)),
        ("ToleratedFailurePercentagePath", json!("$.x"), json!(-0.5)),
        ("ToleratedFailurePercentagePath", json!("$.x"), json!([1])),
        ("ToleratedFailurePercentage", json!(100.5), json!(0)),
    ];
    let mut text = String::new();
    for (field, value, x) in rows {
        let definition = machine(json!({ "ItemsPath": "$.list", field: value }));
        let input = json!({ "list": [1], "x": x });
        let execution = run(
            &definition,
            input,
            Script::default(),
            &RunOptions::default(),
        );
        let (error, cause) = (execution.error, execution.cause.unwrap_or_default());
        let cause = cause.split_once("). ").map_or(&*cause, |(_, cause)| cause);
        let told = error.map_or_else(|| "taken".to_owned(), |error| format!("{error}: {cause}"));
        let _ = writeln!(text, "{field} {x}: {told}");
    }
    expect![[r#"
        ToleratedFailureCountPath 2: taken
        ToleratedFailureCountPath "2": taken
        ToleratedFailureCountPath -1: States.Runtime: ToleratedFailureCount must not be negative.
        ToleratedFailureCountPath 1.5: States.Runtime: The ToleratedFailureCountPath field refers to value 1.5 which is not a valid integer: $.x
        ToleratedFailureCountPath 0: States.Runtime: Invalid path '$.no' : No results for path: $['no']
        ToleratedFailurePercentagePath "12.5": taken
        ToleratedFailurePercentagePath 101: States.Runtime: ToleratedFailurePercentage must be between 0 and 100.
        ToleratedFailurePercentagePath -0.5: States.Runtime: ToleratedFailurePercentage must be between 0 and 100.
        ToleratedFailurePercentagePath [1]: States.Runtime: The ToleratedFailurePercentagePath field refers to value [1] which is not a valid float: $.x
        ToleratedFailurePercentage 0: States.Runtime: ToleratedFailurePercentage must be between 0 and 100.
    "#]].assert_eq(&text);
}
