//! Containers within containers: who waits for whom on virtual time, and who is cut off.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check};

fn wait(seconds: u64, next: &str) -> Value {
    json!({ "Type": "Wait", "Seconds": seconds, "Next": next })
}

/// A Parallel in a Map in a Parallel. The items are how long the inner branches wait.
fn machine(fails_after: u64) -> Value {
    let inner = json!({
        "Type": "Parallel",
        "Branches": [
            { "StartAt": "Own", "States": {
                "Own": { "Type": "Wait", "SecondsPath": "$", "End": true },
            } },
            { "StartAt": "Quick", "States": {
                "Quick": { "Type": "Pass", "Result": "quick", "End": true },
            } },
        ],
        "End": true,
    });
    let map = json!({
        "Type": "Map",
        "MaxConcurrency": 1,
        "ItemProcessor": { "StartAt": "Inner", "States": { "Inner": inner } },
        "End": true,
    });
    json!({ "StartAt": "Outer", "States": { "Outer": {
        "Type": "Parallel",
        "Branches": [
            { "StartAt": "Map", "States": { "Map": map } },
            { "StartAt": "Later", "States": {
                "Later": wait(fails_after, "End"),
                "End": if fails_after < 10 {
                    json!({ "Type": "Fail", "Error": "Bad" })
                } else {
                    json!({ "Type": "Succeed" })
                },
            } },
        ],
        "End": true,
    } } })
}

#[test]
fn all_end_in_the_order_of_time() {
    check(
        &machine(10),
        json!([2, 1]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[2,1]
            2<0 +0s ParallelStateEntered name=Outer input=[2,1]
            3<2 +0s ParallelStateStarted
            4<3 +0s MapStateEntered name=Map input=[2,1]
            5<4 +0s MapStateStarted length=2
            6<5 +0s MapIterationStarted name=Map index=0
            7<3 +0s WaitStateEntered name=Later input=[2,1]
            8<6 +0s ParallelStateEntered name=Inner input=2
            9<8 +0s ParallelStateStarted
            10<9 +0s WaitStateEntered name=Own input=2
            11<9 +0s PassStateEntered name=Quick input=2
            12<11 +0s PassStateExited name=Quick output="quick"
            13<10 +2s WaitStateExited name=Own output=2
            14<13 +2s ParallelStateSucceeded
            15<13 +2s ParallelStateExited name=Inner output=[2,"quick"]
            16<15 +2s MapIterationSucceeded name=Map index=0
            17<15 +2s MapIterationStarted name=Map index=1
            18<17 +2s ParallelStateEntered name=Inner input=1
            19<18 +2s ParallelStateStarted
            20<19 +2s WaitStateEntered name=Own input=1
            21<19 +2s PassStateEntered name=Quick input=1
            22<21 +2s PassStateExited name=Quick output="quick"
            23<20 +3s WaitStateExited name=Own output=1
            24<23 +3s ParallelStateSucceeded
            25<23 +3s ParallelStateExited name=Inner output=[1,"quick"]
            26<25 +3s MapIterationSucceeded name=Map index=1
            27<26 +3s MapStateSucceeded
            28<26 +3s MapStateExited name=Map output=[[2,"quick"],[1,"quick"]]
            29<7 +10s WaitStateExited name=Later output=[2,1]
            30<29 +10s SucceedStateEntered name=End input=[2,1]
            31<30 +10s SucceedStateExited name=End output=[2,1]
            32<31 +10s ParallelStateSucceeded
            33<31 +10s ParallelStateExited name=Outer output=[[[2,"quick"],[1,"quick"]],[2,1]]
            34<33 +10s ExecutionSucceeded output=[[[2,"quick"],[1,"quick"]],[2,1]]
            => {"status":"SUCCEEDED","output":[[[2,"quick"],[1,"quick"]],[2,1]]}
        "#]],
    );
}

#[test]
fn a_failure_cuts_off_what_is_below_its_siblings() {
    check(
        &machine(2),
        json!([1, 5]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[1,5]
            2<0 +0s ParallelStateEntered name=Outer input=[1,5]
            3<2 +0s ParallelStateStarted
            4<3 +0s MapStateEntered name=Map input=[1,5]
            5<4 +0s MapStateStarted length=2
            6<5 +0s MapIterationStarted name=Map index=0
            7<3 +0s WaitStateEntered name=Later input=[1,5]
            8<6 +0s ParallelStateEntered name=Inner input=1
            9<8 +0s ParallelStateStarted
            10<9 +0s WaitStateEntered name=Own input=1
            11<9 +0s PassStateEntered name=Quick input=1
            12<11 +0s PassStateExited name=Quick output="quick"
            13<10 +1s WaitStateExited name=Own output=1
            14<13 +1s ParallelStateSucceeded
            15<13 +1s ParallelStateExited name=Inner output=[1,"quick"]
            16<15 +1s MapIterationSucceeded name=Map index=0
            17<15 +1s MapIterationStarted name=Map index=1
            18<17 +1s ParallelStateEntered name=Inner input=5
            19<18 +1s ParallelStateStarted
            20<19 +1s WaitStateEntered name=Own input=5
            21<19 +1s PassStateEntered name=Quick input=5
            22<21 +1s PassStateExited name=Quick output="quick"
            23<7 +2s WaitStateExited name=Later output=[1,5]
            24<23 +2s FailStateEntered name=End input=[1,5]
            25<24 +2s MapStateAborted
            26<24 +2s MapIterationAborted name=Map index=1
            27<24 +2s ParallelStateAborted
            28<24 +2s WaitStateAborted
            29<24 +2s ParallelStateFailed
            30<29 +2s ExecutionFailed error=Bad
            => {"status":"FAILED","error":"Bad"}
        "#]],
    );
}

#[test]
fn a_failing_iteration_cuts_off_the_others_whole() {
    let definition = json!({ "StartAt": "Map", "States": { "Map": {
        "Type": "Map",
        "ItemProcessor": { "StartAt": "Both", "States": { "Both": {
            "Type": "Parallel",
            "Branches": [
                { "StartAt": "Wait", "States": {
                    "Wait": { "Type": "Wait", "SecondsPath": "$", "Next": "Ask" },
                    "Ask": {
                        "Type": "Task",
                        "Resource": "arn:aws:states:::lambda:invoke",
                        "End": true,
                    },
                } },
                { "StartAt": "Rest", "States": { "Rest": wait(9, "Done"), "Done": { "Type": "Succeed" } } },
            ],
            "End": true,
        } } },
        "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Caught" }],
        "End": true,
    }, "Caught": { "Type": "Pass", "Result": "caught", "End": true } } });
    let script = Script::default().with("Ask", [crate::support::failure("Broken")]);
    check(
        &definition,
        json!([1, 2]),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input=[1,2]
        2<0 +0s MapStateEntered name=Map input=[1,2]
        3<2 +0s MapStateStarted length=2
        4<3 +0s MapIterationStarted name=Map index=0
        5<3 +0s MapIterationStarted name=Map index=1
        6<4 +0s ParallelStateEntered name=Both input=1
        7<6 +0s ParallelStateStarted
        8<5 +0s ParallelStateEntered name=Both input=2
        9<8 +0s ParallelStateStarted
        10<7 +0s WaitStateEntered name=Wait input=1
        11<7 +0s WaitStateEntered name=Rest input=1
        12<9 +0s WaitStateEntered name=Wait input=2
        13<9 +0s WaitStateEntered name=Rest input=2
        14<10 +1s WaitStateExited name=Wait output=1
        15<14 +1s TaskStateEntered name=Ask input=1
        16<15 +1s TaskScheduled resourceType=lambda resource=invoke parameters=1
        17<16 +1s TaskStarted resourceType=lambda resource=invoke
        18<17 +1s TaskFailed resourceType=lambda resource=invoke error=Broken cause=Broken happened
        19<18 +1s TaskStateAborted
        20<18 +1s WaitStateAborted
        21<18 +1s ParallelStateFailed
        22<21 +1s MapIterationFailed name=Map index=0
        23<21 +1s MapIterationAborted name=Map index=1
        24<21 +1s ParallelStateAborted
        25<21 +1s WaitStateAborted
        26<21 +1s WaitStateAborted
        27<21 +1s MapStateFailed
        28<27 +1s MapStateExited name=Map output={"Error":"Broken","Cause":"Broken happened"}
        29<28 +1s PassStateEntered name=Caught input={"Error":"Broken","Cause":"Broken happened"}
        30<29 +1s PassStateExited name=Caught output="caught"
        31<30 +1s ExecutionSucceeded output="caught"
        => {"status":"SUCCEEDED","output":"caught"}
    "#]],
    );
}
