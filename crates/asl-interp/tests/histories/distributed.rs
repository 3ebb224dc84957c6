//! Distributed Map over items that the state has: its run, and the failures it tolerates.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, failure, success};

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
