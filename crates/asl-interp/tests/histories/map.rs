//! Inline Map: items, selectors, concurrency, failures.

use asl_interp::RunOptions;
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, failure, run, success};

fn machine(fields: Value, state: &Value) -> Value {
    let mut map = json!({
        "Type": "Map",
        "MaxConcurrency": 1,
        "ItemProcessor": { "StartAt": "One", "States": { "One": state } },
        "End": true,
    });
    map.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    json!({ "StartAt": "Each", "States": {
        "Each": map,
        "Caught": { "Type": "Pass", "End": true },
    } })
}

fn pass() -> Value {
    json!({ "Type": "Pass", "End": true })
}

fn task() -> Value {
    json!({ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true })
}

#[test]
fn one_after_the_other() {
    let fields = json!({
        "ItemsPath": "$.items",
        "ItemSelector": { "n.$": "$$.Map.Item.Index", "item.$": "$$.Map.Item.Value", "all.$": "$.items" },
        "ResultSelector": { "first.$": "$[0].n" },
        "ResultPath": "$.result",
    });
    check(
        &machine(fields, &pass()),
        json!({ "items": ["a", "b"] }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"items":["a","b"]}
            2<0 +0s MapStateEntered name=Each input={"items":["a","b"]}
            3<2 +0s MapStateStarted length=2
            4<3 +0s MapIterationStarted name=Each index=0
            5<4 +0s PassStateEntered name=One input={"n":0,"item":"a","all":["a","b"]}
            6<5 +0s PassStateExited name=One output={"n":0,"item":"a","all":["a","b"]}
            7<6 +0s MapIterationSucceeded name=Each index=0
            8<6 +0s MapIterationStarted name=Each index=1
            9<8 +0s PassStateEntered name=One input={"n":1,"item":"b","all":["a","b"]}
            10<9 +0s PassStateExited name=One output={"n":1,"item":"b","all":["a","b"]}
            11<10 +0s MapIterationSucceeded name=Each index=1
            12<11 +0s MapStateSucceeded
            13<11 +0s MapStateExited name=Each output={"items":["a","b"],"result":{"first":0}}
            14<13 +0s ExecutionSucceeded output={"items":["a","b"],"result":{"first":0}}
            => {"status":"SUCCEEDED","output":{"items":["a","b"],"result":{"first":0}}}
        "#]],
    );
}

#[test]
fn no_items() {
    check(
        &machine(json!({}), &pass()),
        json!([]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[]
            2<0 +0s MapStateEntered name=Each input=[]
            3<2 +0s MapStateStarted length=0
            4<3 +0s MapStateSucceeded
            5<3 +0s MapStateExited name=Each output=[]
            6<5 +0s ExecutionSucceeded output=[]
            => {"status":"SUCCEEDED","output":[]}
        "#]],
    );
}

#[test]
fn side_by_side() {
    let fields = json!({ "MaxConcurrency": 2 });
    check(
        &machine(fields, &pass()),
        json!([1, 2, 3]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[1,2,3]
            2<0 +0s MapStateEntered name=Each input=[1,2,3]
            3<2 +0s MapStateStarted length=3
            4<3 +0s MapIterationStarted name=Each index=0
            5<3 +0s MapIterationStarted name=Each index=1
            6<4 +0s PassStateEntered name=One input=1
            7<6 +0s PassStateExited name=One output=1
            8<5 +0s PassStateEntered name=One input=2
            9<8 +0s PassStateExited name=One output=2
            10<7 +0s MapIterationSucceeded name=Each index=0
            11<7 +0s MapIterationStarted name=Each index=2
            12<9 +0s MapIterationSucceeded name=Each index=1
            13<11 +0s PassStateEntered name=One input=3
            14<13 +0s PassStateExited name=One output=3
            15<14 +0s MapIterationSucceeded name=Each index=2
            16<15 +0s MapStateSucceeded
            17<15 +0s MapStateExited name=Each output=[1,2,3]
            18<17 +0s ExecutionSucceeded output=[1,2,3]
            => {"status":"SUCCEEDED","output":[1,2,3]}
        "#]],
    );
}

#[test]
fn the_results_keep_the_order_of_the_items() {
    let answers = [3, 1, 2].map(|n| success(json!(n)).after(std::time::Duration::from_secs(n)));
    let script = Script::default().with("One", answers);
    let definition = machine(json!({ "MaxConcurrency": 0 }), &task());
    let execution = run(
        &definition,
        json!([0, 0, 0]),
        script,
        &RunOptions::default(),
    );
    assert_eq!(*execution.output.unwrap(), json!([3, 1, 2]));
    assert_eq!(execution.summary.duration.as_secs(), 3);
}

#[test]
fn a_failing_iteration_ends_the_map() {
    let fields = json!({ "MaxConcurrency": 0, "Catch": [
        { "ErrorEquals": ["Broken"], "ResultPath": "$[0]", "Next": "Caught" },
    ] });
    let slow = success(json!(1)).after(std::time::Duration::from_secs(60));
    let script = Script::default().with("One", [slow, failure("Broken")]);
    check(
        &machine(fields, &task()),
        json!([1, 2]),
        script,
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[1,2]
            2<0 +0s MapStateEntered name=Each input=[1,2]
            3<2 +0s MapStateStarted length=2
            4<3 +0s MapIterationStarted name=Each index=0
            5<3 +0s MapIterationStarted name=Each index=1
            6<4 +0s TaskStateEntered name=One input=1
            7<6 +0s TaskScheduled resourceType=lambda resource=invoke parameters=1
            8<5 +0s TaskStateEntered name=One input=2
            9<8 +0s TaskScheduled resourceType=lambda resource=invoke parameters=2
            10<7 +0s TaskStarted resourceType=lambda resource=invoke
            11<9 +0s TaskStarted resourceType=lambda resource=invoke
            12<11 +0s TaskFailed resourceType=lambda resource=invoke error=Broken cause=Broken happened
            13<12 +0s MapIterationFailed name=Each index=1
            14<12 +0s TaskStateAborted
            15<12 +0s MapIterationAborted name=Each index=0
            16<12 +0s TaskStateAborted
            17<12 +0s MapStateFailed
            18<17 +0s MapStateExited name=Each output=[{"Error":"Broken","Cause":"Broken happened"},2]
            19<18 +0s PassStateEntered name=Caught input=[{"Error":"Broken","Cause":"Broken happened"},2]
            20<19 +0s PassStateExited name=Caught output=[{"Error":"Broken","Cause":"Broken happened"},2]
            21<20 +0s ExecutionSucceeded output=[{"Error":"Broken","Cause":"Broken happened"},2]
            => {"status":"SUCCEEDED","output":[{"Error":"Broken","Cause":"Broken happened"},2]}
        "#]],
    );
}

#[test]
fn a_map_begins_again_when_it_is_retried() {
    let fields = json!({ "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 1 }] });
    let script = Script::default().with("One", [failure("Broken"), success(json!(1))]);
    check(
        &machine(fields, &task()),
        json!([1]),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input=[1]
        2<0 +0s MapStateEntered name=Each input=[1]
        3<2 +0s MapStateStarted length=1
        4<3 +0s MapIterationStarted name=Each index=0
        5<4 +0s TaskStateEntered name=One input=1
        6<5 +0s TaskScheduled resourceType=lambda resource=invoke parameters=1
        7<6 +0s TaskStarted resourceType=lambda resource=invoke
        8<7 +0s TaskFailed resourceType=lambda resource=invoke error=Broken cause=Broken happened
        9<8 +0s MapIterationFailed name=Each index=0
        10<8 +0s TaskStateAborted
        11<8 +0s MapStateFailed
        12<11 +1s MapStateStarted length=1
        13<12 +1s MapIterationStarted name=Each index=0
        14<13 +1s TaskStateEntered name=One input=1
        15<14 +1s TaskScheduled resourceType=lambda resource=invoke parameters=1
        16<15 +1s TaskStarted resourceType=lambda resource=invoke
        17<16 +1s TaskSucceeded resourceType=lambda resource=invoke output=1
        18<17 +1s TaskStateExited name=One output=1
        19<18 +1s MapIterationSucceeded name=Each index=0
        20<19 +1s MapStateSucceeded
        21<19 +1s MapStateExited name=Each output=[1]
        22<21 +1s ExecutionSucceeded output=[1]
        => {"status":"SUCCEEDED","output":[1]}
    "#]],
    );
}

#[test]
fn an_unknown_runtime_error_goes_up_uncaught() {
    let fields = json!({ "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Caught" }] });
    let state = json!({ "Type": "Pass", "InputPath": "$.no", "End": true });
    check(
        &machine(fields, &state),
        json!([1]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[1]
            2<0 +0s MapStateEntered name=Each input=[1]
            3<2 +0s MapStateStarted length=1
            4<3 +0s MapIterationStarted name=Each index=0
            5<4 +0s PassStateEntered name=One input=1
            6<5 +0s MapIterationFailed name=Each index=0
            7<5 +0s MapStateFailed
            8<7 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'One' (entered at the event id #5). Invalid path '$.no' : Property ['no'] not found in path $
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'One' (entered at the event id #5). Invalid path '$.no' : Property ['no'] not found in path $"}
        "#]],
    );
}

#[test]
fn what_is_no_array() {
    check(
        &machine(json!({}), &pass()),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s MapStateEntered name=Each input={}
            3<2 +0s ExecutionFailed error=States.Runtime cause=Reference path "$" must point to array.
            => {"status":"FAILED","error":"States.Runtime","cause":"Reference path \"$\" must point to array."}
        "#]],
    );
    let fields = json!({ "ItemsPath": "$.items" });
    check(
        &machine(fields.clone(), &pass()),
        json!({ "items": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"items":1}
            2<0 +0s MapStateEntered name=Each input={"items":1}
            3<2 +0s ExecutionFailed error=States.Runtime cause=Reference path "$.items" must point to array.
            => {"status":"FAILED","error":"States.Runtime","cause":"Reference path \"$.items\" must point to array."}
        "#]],
    );
    check(
        &machine(fields, &pass()),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s MapStateEntered name=Each input={}
            3<2 +0s ExecutionFailed error=States.ReferencePathConflict cause=Unable to apply step "items" to input {}
            => {"status":"FAILED","error":"States.ReferencePathConflict","cause":"Unable to apply step \"items\" to input {}"}
        "#]],
    );
}

#[test]
fn concurrency_from_a_path() {
    let definition = |path: &str| {
        let mut definition = machine(
            json!({ "MaxConcurrencyPath": path, "ItemsPath": "$.items" }),
            &pass(),
        );
        definition["States"]["Each"]
            .as_object_mut()
            .unwrap()
            .remove("MaxConcurrency");
        definition
    };
    let input = json!({ "n": "1", "bad": [2], "items": [1] });
    check(
        &definition("$.n"),
        input.clone(),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"n":"1","bad":[2],"items":[1]}
            2<0 +0s MapStateEntered name=Each input={"n":"1","bad":[2],"items":[1]}
            3<2 +0s MapStateStarted length=1
            4<3 +0s MapIterationStarted name=Each index=0
            5<4 +0s PassStateEntered name=One input=1
            6<5 +0s PassStateExited name=One output=1
            7<6 +0s MapIterationSucceeded name=Each index=0
            8<7 +0s MapStateSucceeded
            9<7 +0s MapStateExited name=Each output=[1]
            10<9 +0s ExecutionSucceeded output=[1]
            => {"status":"SUCCEEDED","output":[1]}
        "#]],
    );
    check(
        &definition("$.bad"),
        input,
        Script::default(),
        &expect![[r#"
        1<0 +0s ExecutionStarted input={"n":"1","bad":[2],"items":[1]}
        2<0 +0s MapStateEntered name=Each input={"n":"1","bad":[2],"items":[1]}
        3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'Each' (entered at the event id #2). The MaxConcurrencyPath field refers to value [2] which is not a valid integer: $.bad
        => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'Each' (entered at the event id #2). The MaxConcurrencyPath field refers to value [2] which is not a valid integer: $.bad"}
    "#]],
    );
}

#[test]
fn maps_within_maps() {
    let inner = json!({
        "Type": "Map",
        "Iterator": { "StartAt": "Deep", "States": { "Deep": {
            "Type": "Pass",
            "Parameters": { "i.$": "$$.Map.Item.Index", "in.$": "$" },
            "End": true,
        } } },
        "End": true,
    });
    check(
        &machine(json!({}), &inner),
        json!([[1], [2]]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[[1],[2]]
            2<0 +0s MapStateEntered name=Each input=[[1],[2]]
            3<2 +0s MapStateStarted length=2
            4<3 +0s MapIterationStarted name=Each index=0
            5<4 +0s MapStateEntered name=One input=[1]
            6<5 +0s MapStateStarted length=1
            7<6 +0s MapIterationStarted name=One index=0
            8<7 +0s PassStateEntered name=Deep input=1
            9<8 +0s PassStateExited name=Deep output={"i":0,"in":1}
            10<9 +0s MapIterationSucceeded name=One index=0
            11<10 +0s MapStateSucceeded
            12<10 +0s MapStateExited name=One output=[{"i":0,"in":1}]
            13<12 +0s MapIterationSucceeded name=Each index=0
            14<12 +0s MapIterationStarted name=Each index=1
            15<14 +0s MapStateEntered name=One input=[2]
            16<15 +0s MapStateStarted length=1
            17<16 +0s MapIterationStarted name=One index=0
            18<17 +0s PassStateEntered name=Deep input=2
            19<18 +0s PassStateExited name=Deep output={"i":0,"in":2}
            20<19 +0s MapIterationSucceeded name=One index=0
            21<20 +0s MapStateSucceeded
            22<20 +0s MapStateExited name=One output=[{"i":0,"in":2}]
            23<22 +0s MapIterationSucceeded name=Each index=1
            24<23 +0s MapStateSucceeded
            25<23 +0s MapStateExited name=Each output=[[{"i":0,"in":1}],[{"i":0,"in":2}]]
            26<25 +0s ExecutionSucceeded output=[[{"i":0,"in":1}],[{"i":0,"in":2}]]
            => {"status":"SUCCEEDED","output":[[{"i":0,"in":1}],[{"i":0,"in":2}]]}
        "#]],
    );
}

#[test]
fn the_context_follows_the_state() {
    // Views hand their context object on: nothing of one state may show in the next.
    let inner = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": { "token.$": "$$.Task.Token", "index.$": "$$.Map.Item.Index" },
        "End": true,
    });
    let mut definition = machine(json!({ "Next": "After" }), &inner);
    definition["States"]["Each"]
        .as_object_mut()
        .unwrap()
        .remove("End");
    definition["States"]["After"] = json!({ "Type": "Pass", "InputPath": "$$", "End": true });
    let execution = run(
        &definition,
        json!([7]),
        Script::default(),
        &RunOptions::default(),
    );
    let output = execution.output.unwrap();
    let members: Vec<_> = output.as_object().unwrap().keys().collect();
    assert_eq!(members, ["Execution", "StateMachine", "State"]);
    assert_eq!(output["State"]["Name"], "After");
}

#[test]
fn an_iteration_that_cannot_begin_cuts_the_others_off() {
    let fields = json!({
        "MaxConcurrency": 2,
        "ItemSelector": { "parsed.$": "States.StringToJson($$.Map.Item.Value)" },
        "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Caught" }],
    });
    check(
        &machine(fields, &task()),
        json!(["1", "no json", "3"]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=["1","no json","3"]
            2<0 +0s MapStateEntered name=Each input=["1","no json","3"]
            3<2 +0s MapStateStarted length=3
            4<3 +0s MapIterationStarted name=Each index=0
            5<3 +0s MapIterationAborted name=Each index=0
            6<3 +0s MapStateFailed
            7<6 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'Each' (entered at the event id #2). There was an error while evaluating the intrinsic function: States.StringToJson($$.Map.Item.Value). Cannot convert String to Json in States.StringToJson, caused by: Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
             at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 3]
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'Each' (entered at the event id #2). There was an error while evaluating the intrinsic function: States.StringToJson($$.Map.Item.Value). Cannot convert String to Json in States.StringToJson, caused by: Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 3]"}
        "#]],
    );
}
