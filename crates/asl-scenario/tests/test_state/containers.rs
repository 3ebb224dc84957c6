//! Map and Parallel, and states inside them.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{ask, error, inspect, result};

fn map(more: Value) -> Value {
    let mut map = json!({
        "Type": "Map", "End": true,
        "ItemProcessor": {
            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
            "StartAt": "Each", "States": { "Each": { "Type": "Pass", "End": true } },
        },
    });
    for (name, value) in more.as_object().unwrap() {
        map[name] = value.clone();
    }
    map
}

#[test]
fn a_map_by_path() {
    let state = map(json!({
        "InputPath": "$.order", "ItemsPath": "$.items", "MaxConcurrencyPath": "$.most",
        "ItemSelector": { "i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "of.$": "$.id" },
        "ItemBatcher": { "MaxItemsPerBatch": 2 },
        "ToleratedFailurePercentage": 40, "ResultPath": "$.done",
    }));
    let request = json!({
        "input": "{\"order\":{\"id\":7,\"most\":3,\"items\":[\"a\",\"b\",\"c\"]}}",
        "mock": result(json!([1, 2])),
    });
    expect![[r#"
        output: {"order":{"id":7,"most":3,"items":["a","b","c"]},"done":[1,2]}
        inspectionData:
          input: {"order":{"id":7,"most":3,"items":["a","b","c"]}}
          afterInputPath: {"id":7,"most":3,"items":["a","b","c"]}
          afterResultSelector: [1,2]
          afterResultPath: {"order":{"id":7,"most":3,"items":["a","b","c"]},"done":[1,2]}
          afterItemsPath: ["a","b","c"]
          afterItemSelector: [{"i":0,"v":"a","of":7},{"i":1,"v":"b","of":7},{"i":2,"v":"c","of":7}]
          afterItemBatcher: [{"Items":["{\"i\":0,\"v\":\"a\",\"of\":7}","{\"i\":1,\"v\":\"b\",\"of\":7}"]},{"Items":["{\"i\":2,\"v\":\"c\",\"of\":7}"]}]
          toleratedFailurePercentage: 40.0
          maxConcurrency: 3
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(state, request));
}

#[test]
fn a_map_in_jsonata() {
    let state = map(json!({
        "QueryLanguage": "JSONata", "Items": "{% $states.input %}",
        "ItemSelector": "{% $states.context.Map.Item.Value * 2 %}",
        "Output": "{% $sum($states.result) %}",
    }));
    let request = json!({ "input": "[1,2]", "mock": result(json!([5, 6])) });
    expect![[r"
        output: 11
        inspectionData:
          input: [1,2]
          afterItemSelector: [2,4]
          maxConcurrency: 0
        status: SUCCEEDED
    "]]
    .assert_eq(&inspect(state, request));
}

#[test]
fn items_of_a_reader() {
    let state = map(json!({
        "QueryLanguage": "JSONata",
        "ItemReader": {
            "Resource": "arn:aws:states:::s3:getObject",
            "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "MaxItems": 2 },
            "Arguments": { "Bucket": "b", "Key": "k" },
        },
        "ItemSelector": "{% $states.context.Map.Item.(Value.name & ' of ' & Source) %}",
    }));
    let request = json!({
        "mock": result(json!([1, 2])),
        "stateConfiguration": { "mapItemReaderData": "name,age\nAnn,7\nBob,8\nCyd,9\n" },
    });
    expect![[r#"
        output: [1,2]
        inspectionData:
          input: {}
          afterItemSelector: ["Ann of S3://b/k","Bob of S3://b/k"]
          maxConcurrency: 0
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(state, request));
}

#[test]
fn tolerated_failures() {
    let failing = |more: Value, failed: u64| {
        let request = json!({
            "input": "[1,2,3,4]", "mock": result(json!([1, 2, 3, 4])),
            "stateConfiguration": { "mapIterationFailureCount": failed },
        });
        let told = ask(map(more), request);
        told.lines().last().unwrap().to_owned()
    };
    let count = json!({ "ToleratedFailureCount": 1 });
    assert_eq!(failing(count.clone(), 1), "status: SUCCEEDED");
    assert_eq!(failing(count, 2), "status: FAILED");
    let share = json!({ "ToleratedFailurePercentage": 50 });
    assert_eq!(failing(share.clone(), 2), "status: SUCCEEDED");
    assert_eq!(failing(share, 3), "status: FAILED");
    // Without a limit nothing is exceeded.
    assert_eq!(failing(json!({}), 4), "status: SUCCEEDED");
}

#[test]
fn a_parallel() {
    let state = json!({
        "Type": "Parallel", "InputPath": "$.in", "ResultSelector": { "first.$": "$[0]" }, "End": true,
        "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Mend" }],
        "Branches": [
            { "StartAt": "A", "States": { "A": { "Type": "Fail" } } },
            { "StartAt": "B", "States": { "B": { "Type": "Fail" } } },
        ],
    });
    let request = json!({ "input": "{\"in\":1}", "mock": result(json!([1, 2])) });
    expect![[r#"
        output: {"first":1}
        inspectionData:
          input: {"in":1}
          afterResultSelector: {"first":1}
          afterResultPath: {"first":1}
        status: SUCCEEDED
    "#]]
    .assert_eq(&inspect(state.clone(), request));
    let request = json!({
        "input": "{\"in\":1}", "mock": error("Busy"),
        "stateConfiguration": { "errorCausedByState": "A" },
    });
    expect![[r#"
        output: {"Error":"Busy","Cause":"because"}
        error: Busy
        cause: because
        inspectionData:
          input: {"in":1}
          errorDetails:
          catchIndex: 0
        nextState: Mend
        status: CAUGHT_ERROR
    "#]]
    .assert_eq(&inspect(state, request));
}

#[test]
fn a_state_inside_a_map_is_in_its_first_iteration() {
    let mut outer = map(json!({}));
    outer["ItemProcessor"]["States"]["Each"] = json!({
        "Type": "Pass", "End": true,
        "Parameters": { "i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value" },
    });
    let machine = json!({ "StartAt": "All", "States": { "All": outer } });
    let request = json!({ "stateName": "Each", "input": "\"a\"" });
    expect![[r#"
        output: {"i":0,"v":"a"}
        status: SUCCEEDED
    "#]]
    .assert_eq(&ask(machine, request));
}
