//! The data-flow steps, in AWS's order and with their null forms.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check};

fn pass(fields: Value) -> Value {
    let mut state = json!({ "Type": "Pass", "End": true });
    state
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    json!({ "StartAt": "P", "States": { "P": state } })
}

#[test]
fn all_steps_in_order() {
    check(
        &pass(json!({
            "InputPath": "$.order",
            "Parameters": { "id.$": "$.id", "label.$": "States.Format('order-{}', $.id)" },
            "ResultPath": "$.made",
            "OutputPath": "$.made.label",
        })),
        json!({ "order": { "id": 7 }, "kept": true }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"order":{"id":7},"kept":true}
            2<0 +0s PassStateEntered name=P input={"order":{"id":7},"kept":true}
            3<2 +0s PassStateExited name=P output="order-7"
            4<3 +0s ExecutionSucceeded output="order-7"
            => {"status":"SUCCEEDED","output":"order-7"}
        "#]],
    );
}

#[test]
fn result_goes_into_the_raw_input() {
    check(
        &pass(json!({ "InputPath": "$.a", "Result": [1], "ResultPath": "$.b.c" })),
        json!({ "a": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"a":1}
            2<0 +0s PassStateEntered name=P input={"a":1}
            3<2 +0s PassStateExited name=P output={"a":1,"b":{"c":[1]}}
            4<3 +0s ExecutionSucceeded output={"a":1,"b":{"c":[1]}}
            => {"status":"SUCCEEDED","output":{"a":1,"b":{"c":[1]}}}
        "#]],
    );
}

#[test]
fn null_forms() {
    check(
        &pass(json!({ "InputPath": null })),
        json!({ "a": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"a":1}
            2<0 +0s PassStateEntered name=P input={"a":1}
            3<2 +0s PassStateExited name=P output={}
            4<3 +0s ExecutionSucceeded output={}
            => {"status":"SUCCEEDED","output":{}}
        "#]],
    );
    check(
        &pass(json!({ "OutputPath": null })),
        json!({ "a": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"a":1}
            2<0 +0s PassStateEntered name=P input={"a":1}
            3<2 +0s PassStateExited name=P output={}
            4<3 +0s ExecutionSucceeded output={}
            => {"status":"SUCCEEDED","output":{}}
        "#]],
    );
    check(
        &pass(json!({ "Result": 1, "ResultPath": null })),
        json!({ "a": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"a":1}
            2<0 +0s PassStateEntered name=P input={"a":1}
            3<2 +0s PassStateExited name=P output={"a":1}
            4<3 +0s ExecutionSucceeded output={"a":1}
            => {"status":"SUCCEEDED","output":{"a":1}}
        "#]],
    );
}

#[test]
fn paths_that_lead_nowhere() {
    check(
        &pass(json!({ "InputPath": "$.no.such" })),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s PassStateEntered name=P input={}
            3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'P' (entered at the event id #2). Invalid path '$.no.such' : Missing property in path $['no']
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'P' (entered at the event id #2). Invalid path '$.no.such' : Missing property in path $['no']"}
        "#]],
    );
    check(
        &pass(json!({ "OutputPath": "$.no" })),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s PassStateEntered name=P input={}
            3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'P' (entered at the event id #2). Invalid path '$.no' : No results for path: $['no']
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'P' (entered at the event id #2). Invalid path '$.no' : No results for path: $['no']"}
        "#]],
    );
    check(
        &pass(json!({ "Parameters": { "a.$": "$.no" } })),
        json!({ "b": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"b":1}
            2<0 +0s PassStateEntered name=P input={"b":1}
            3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'P' (entered at the event id #2). The JSONPath '$.no' specified for the field 'a.$' could not be found in the input '{"b":1}'
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'P' (entered at the event id #2). The JSONPath '$.no' specified for the field 'a.$' could not be found in the input '{\"b\":1}'"}
        "#]],
    );
    check(
        &pass(json!({ "Result": 1, "ResultPath": "$.a.b" })),
        json!({ "a": "text" }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"a":"text"}
            2<0 +0s PassStateEntered name=P input={"a":"text"}
            3<2 +0s ExecutionFailed error=States.ReferencePathConflict cause=Unable to apply step "b" to input {"a":"text"}
            => {"status":"FAILED","error":"States.ReferencePathConflict","cause":"Unable to apply step \"b\" to input {\"a\":\"text\"}"}
        "#]],
    );
}

#[test]
fn succeed_and_fail() {
    check(
        &json!({ "StartAt": "S", "States": { "S": { "Type": "Succeed", "InputPath": "$.a" } } }),
        json!({ "a": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"a":1}
            2<0 +0s SucceedStateEntered name=S input={"a":1}
            3<2 +0s SucceedStateExited name=S output=1
            4<3 +0s ExecutionSucceeded output=1
            => {"status":"SUCCEEDED","output":1}
        "#]],
    );
    check(
        &json!({ "StartAt": "F", "States": { "F": { "Type": "Fail" } } }),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s FailStateEntered name=F input={}
            3<2 +0s ExecutionFailed
            => {"status":"FAILED"}
        "#]],
    );
    check(
        &json!({ "StartAt": "F", "States": { "F": {
            "Type": "Fail",
            "ErrorPath": "$.code",
            "CausePath": "States.Format('because {}', $.why)",
        } } }),
        json!({ "code": "Broken", "why": "it fell" }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"code":"Broken","why":"it fell"}
            2<0 +0s FailStateEntered name=F input={"code":"Broken","why":"it fell"}
            3<2 +0s ExecutionFailed error=Broken cause=because it fell
            => {"status":"FAILED","error":"Broken","cause":"because it fell"}
        "#]],
    );
}
