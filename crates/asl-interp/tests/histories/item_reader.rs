//! Item readers: what a Distributed Map makes of objects in S3.

use std::sync::Arc;

use asl_interp::{Execution, Object, Objects, RunOptions};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::support::{Script, run, table};

/// A Map whose children hand on their items.
fn machine(reader: &Value, more: Value) -> Value {
    let mut map = json!({
        "Type": "Map",
        "Label": "Each",
        "ItemReader": reader,
        "ItemProcessor": {
            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
            "StartAt": "One",
            "States": { "One": { "Type": "Pass", "End": true } },
        },
        "End": true,
    });
    map.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json!({ "StartAt": "Map", "States": { "Map": map } })
}

fn getting(config: Value) -> Value {
    json!({
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": config,
        "Parameters": { "Bucket": "in", "Key.$": "$.key" },
    })
}

fn objects() -> Objects {
    let mut objects = Objects::from_json(&json!({
        "in": {
            "list.json": "[1, {\"a\": 2}]",
            "deep.json": "{\"data\": {\"items\": {\"one\": 1, \"two\": [2]}}}",
            "lines.jsonl": "{\"n\": 1}\n\n{\"n\": 2}\n",
            "table.csv": "id,name\n1,Ann\n2,\"Bo, B.\"\n",
            "table.txt": "1|Ann\n2|Bo\n",
            "logs/a.jsonl": "1\n2\n",
            "logs/b.jsonl": "3\n",
            "unload.csv": "s3://in/logs/a.jsonl\ns3://in/logs/b.jsonl\n",
        },
        "empty": {},
    }))
    .unwrap();
    let manifest = json!({
        "destinationBucket": "arn:aws:s3:::reports",
        "fileFormat": "CSV",
        "fileSchema": "Bucket, Key, Size",
        "files": [{ "key": "one.csv" }],
    });
    let report = "\"in\",\"list.json\",\"13\"\n";
    objects.insert(
        "in",
        "manifest.json",
        Object::new(manifest.to_string().into_bytes()),
    );
    objects.insert(
        "reports",
        "one.csv",
        Object::new(report.as_bytes().to_vec()),
    );
    objects
}

fn options() -> RunOptions {
    RunOptions {
        objects: Some(Arc::new(objects())),
        ..RunOptions::default()
    }
}

fn execution(definition: &Value, input: Value) -> Execution {
    run(definition, input, Script::default(), &options())
}

#[track_caller]
fn check(reader: &Value, key: &str, more: Value, expected: &Expect) {
    let execution = execution(&machine(reader, more), json!({ "key": key, "most": 1 }));
    expected.assert_eq(&format!("{}\n", execution.result_to_json()));
}

#[test]
fn items_are_read_in_the_run() {
    let definition = machine(&getting(json!({ "InputType": "JSON" })), json!({}));
    expect![[r#"
        1<0 +0s ExecutionStarted input={"key":"list.json"}
        2<0 +0s MapStateEntered name=Map input={"key":"list.json"}
        3<2 +0s MapStateStarted length=0
        4<3 +0s MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec
        5<4 +0s MapRunSucceeded
        6<5 +0s MapStateSucceeded
        7<4 +0s MapStateExited name=Map output=[1,{"a":2}]
        8<7 +0s ExecutionSucceeded output=[1,{"a":2}]
        => {"status":"SUCCEEDED","output":[1,{"a":2}]}
    "#]].assert_eq(&table(&execution(
        &definition,
        json!({ "key": "list.json" }),
    )));
}

#[test]
fn a_reader_that_fails_fails_the_run() {
    let catch =
        json!({ "Catch": [{ "ErrorEquals": ["States.ItemReaderFailed"], "Next": "Caught" }] });
    let mut definition = machine(&getting(json!({ "InputType": "JSON" })), catch);
    definition["States"]["Caught"] = json!({ "Type": "Succeed" });
    expect![[r#"
        1<0 +0s ExecutionStarted input={"key":"deep.json"}
        2<0 +0s MapStateEntered name=Map input={"key":"deep.json"}
        3<2 +0s MapStateStarted length=0
        4<3 +0s MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec
        5<4 +0s MapRunFailed error=States.ItemReaderFailed cause=Attempting to map over non-iterable node.
        6<5 +0s MapStateFailed
        7<6 +0s MapStateExited name=Map output={"Error":"States.ItemReaderFailed","Cause":"Attempting to map over non-iterable node."}
        8<7 +0s SucceedStateEntered name=Caught input={"Error":"States.ItemReaderFailed","Cause":"Attempting to map over non-iterable node."}
        9<8 +0s SucceedStateExited name=Caught output={"Error":"States.ItemReaderFailed","Cause":"Attempting to map over non-iterable node."}
        10<9 +0s ExecutionSucceeded output={"Error":"States.ItemReaderFailed","Cause":"Attempting to map over non-iterable node."}
        => {"status":"SUCCEEDED","output":{"Error":"States.ItemReaderFailed","Cause":"Attempting to map over non-iterable node."}}
    "#]].assert_eq(&table(&execution(
        &definition,
        json!({ "key": "deep.json" }),
    )));
}

#[test]
fn formats() {
    let given = json!({
        "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["id", "name"],
        "CSVDelimiter": "PIPE",
    });
    let unload = json!({ "ManifestType": "ATHENA_DATA", "InputType": "JSONL" });
    let deep = json!({ "InputType": "JSON", "ItemsPointer": "/data/items" });
    let csv = json!({ "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" });
    check(
        &getting(json!({ "InputType": "JSONL" })),
        "lines.jsonl",
        json!({}),
        &expect![[r#"
            {"status":"SUCCEEDED","output":[{"n":1},{"n":2}]}
        "#]],
    );
    check(
        &getting(csv),
        "table.csv",
        json!({}),
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"name":"Ann","id":"1"},{"name":"Bo, B.","id":"2"}]}
    "#]],
    );
    check(
        &getting(given),
        "table.txt",
        json!({}),
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"name":"Ann","id":"1"},{"name":"Bo","id":"2"}]}
    "#]],
    );
    check(
        &getting(deep),
        "deep.json",
        json!({}),
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"Key":"one","Value":1},{"Key":"two","Value":[2]}]}
    "#]],
    );
    check(
        &getting(json!({ "InputType": "MANIFEST" })),
        "manifest.json",
        json!({}),
        &expect![[r#"
            {"status":"SUCCEEDED","output":[{"Bucket":"in","Size":"13","Key":"list.json"}]}
        "#]],
    );
    check(
        &getting(unload),
        "unload.csv",
        json!({}),
        &expect![[r#"
        {"status":"SUCCEEDED","output":[1,2,3]}
    "#]],
    );
    check(
        &getting(json!({ "InputType": "PARQUET" })),
        "list.json",
        json!({}),
        &expect![[r#"
            {"status":"ABORTED","error":"Simulator.Parquet","cause":"The simulator does not read Parquet files: give the same rows as JSON Lines, with \"InputType\": \"JSONL\""}
        "#]],
    );
}

#[test]
fn what_is_not_there() {
    let json = json!({ "InputType": "JSON" });
    check(
        &getting(json.clone()),
        "none.json",
        json!({}),
        &expect![[r#"
        {"status":"FAILED","error":"States.ItemReaderFailed","cause":"The specified key does not exist. (Service: S3, Status Code: 404, Request ID: 0000000000000000, Extended Request ID: null)"}
    "#]],
    );
    let mut elsewhere = getting(json.clone());
    elsewhere["Parameters"]["Bucket"] = json!("out");
    check(
        &elsewhere,
        "list.json",
        json!({}),
        &expect![[r#"
        {"status":"FAILED","error":"States.ItemReaderFailed","cause":"The specified bucket does not exist (Service: S3, Status Code: 404, Request ID: 0000000000000000, Extended Request ID: null)"}
    "#]],
    );
    let mut number = getting(json);
    number["Parameters"] = json!({ "Bucket": "in", "Key.$": "$.most" });
    check(
        &number,
        "list.json",
        json!({}),
        &expect![[r#"
        {"status":"FAILED","error":"States.ItemReaderFailed","cause":"The field 'Key' of the item reader must be a string."}
    "#]],
    );
}

#[test]
fn the_most_items() {
    let most = |name: &str, value: Value| {
        let mut config = json!({ "InputType": "JSONL" });
        config[name] = value;
        getting(config)
    };
    check(
        &most("MaxItems", json!(1)),
        "lines.jsonl",
        json!({}),
        &expect![[r#"
            {"status":"SUCCEEDED","output":[{"n":1}]}
        "#]],
    );
    check(
        &most("MaxItems", json!(0)),
        "lines.jsonl",
        json!({}),
        &expect![[r#"
            {"status":"SUCCEEDED","output":[{"n":1},{"n":2}]}
        "#]],
    );
    check(
        &most("MaxItemsPath", json!("$.most")),
        "lines.jsonl",
        json!({}),
        &expect![[r#"
            {"status":"SUCCEEDED","output":[{"n":1}]}
        "#]],
    );
    check(
        &most("MaxItemsPath", json!("$.key")),
        "lines.jsonl",
        json!({}),
        &expect![[r#"
            {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'Map' (entered at the event id #2). The MaxItemsPath field refers to value \"lines.jsonl\" which is not a valid integer: $.key"}
        "#]],
    );
}

#[test]
fn listings() {
    let listing = |config: Value, parameters: Value| {
        json!({
            "Resource": "arn:aws:states:::s3:listObjectsV2",
            "ReaderConfig": config,
            "Parameters": parameters,
        })
    };
    let logs = json!({ "Bucket": "in", "Prefix": "logs/" });
    let loaded =
        json!({ "InputType": "JSONL", "Transformation": "LOAD_AND_FLATTEN", "MaxItems": 2 });
    check(
        &listing(json!({}), logs.clone()),
        "",
        json!({}),
        &expect![[r#"
            {"status":"SUCCEEDED","output":[{"Etag":"\"6ddb4095eb719e2a9f0a3f95677d24e0\"","LastModified":1767225600,"Key":"logs/a.jsonl","Size":4,"StorageClass":"STANDARD"},{"Etag":"\"6d7fce9fee471194aa8b5b6e47267f03\"","LastModified":1767225600,"Key":"logs/b.jsonl","Size":2,"StorageClass":"STANDARD"}]}
        "#]],
    );
    check(
        &listing(json!({ "MaxItems": 1 }), logs.clone()),
        "",
        json!({}),
        &expect![[r#"
            {"status":"SUCCEEDED","output":[{"Etag":"\"6ddb4095eb719e2a9f0a3f95677d24e0\"","LastModified":1767225600,"Key":"logs/a.jsonl","Size":4,"StorageClass":"STANDARD"}]}
        "#]],
    );
    check(
        &listing(loaded, logs),
        "",
        json!({}),
        &expect![[r#"
        {"status":"SUCCEEDED","output":[1,2]}
    "#]],
    );
    check(
        &listing(json!({}), json!({ "Bucket": "empty" })),
        "",
        json!({}),
        &expect![[r#"
            {"status":"SUCCEEDED","output":[]}
        "#]],
    );
    check(
        &listing(json!({}), json!({ "Bucket": "none" })),
        "",
        json!({}),
        &expect![[r#"
            {"status":"FAILED","error":"States.ItemReaderFailed","cause":"The specified bucket does not exist (Service: S3, Status Code: 404, Request ID: 0000000000000000, Extended Request ID: null)"}
        "#]],
    );
}

#[test]
fn the_context_of_an_item() {
    let selector = json!({ "ItemSelector": { "item.$": "$$.Map.Item", "key.$": "$.key" } });
    let deep = json!({ "InputType": "JSON", "ItemsPointer": "/data/items" });
    check(
        &getting(deep),
        "deep.json",
        selector.clone(),
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"item":{"Index":0,"Key":"one","Value":1,"Source":"S3://in/deep.json"},"key":"deep.json"},{"item":{"Index":1,"Key":"two","Value":[2],"Source":"S3://in/deep.json"},"key":"deep.json"}]}
    "#]],
    );
    let listing = json!({
        "Resource": "arn:aws:states:::s3:listObjectsV2",
        "Parameters": { "Bucket": "in", "Prefix": "unload" },
    });
    check(
        &listing,
        "k",
        selector,
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"item":{"Index":0,"Value":{"Etag":"\"785f9370a92baca340a172b528260f80\"","LastModified":1767225600,"Key":"unload.csv","Size":42,"StorageClass":"STANDARD"},"Source":"S3://in"},"key":"k"}]}
    "#]],
    );
    let mut loaded = listing;
    loaded["Parameters"]["Prefix"] = json!("logs/");
    loaded["ReaderConfig"] = json!({ "InputType": "JSONL", "Transformation": "LOAD_AND_FLATTEN" });
    let sources = json!({ "ItemSelector": { "from.$": "$$.Map.Item.Source" } });
    check(
        &loaded,
        "k",
        sources,
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"from":"S3://in/logs/a.jsonl"},{"from":"S3://in/logs/a.jsonl"},{"from":"S3://in/logs/b.jsonl"}]}
    "#]],
    );
}

#[test]
fn batches() {
    let batcher = |batcher: Value| json!({ "ItemBatcher": batcher });
    let json = getting(json!({ "InputType": "JSONL" }));
    let two = batcher(json!({ "MaxItemsPerBatch": 5, "BatchInput": { "of.$": "$.key" } }));
    check(
        &json,
        "lines.jsonl",
        two,
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"BatchInput":{"of":"lines.jsonl"},"Items":[{"n":1},{"n":2}]}]}
    "#]],
    );
    let small = batcher(json!({ "MaxInputBytesPerBatch": 20 }));
    check(
        &json,
        "lines.jsonl",
        small,
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"Items":[{"n":1}]},{"Items":[{"n":2}]}]}
    "#]],
    );
    let bytes = batcher(json!({ "MaxInputBytesPerBatchPath": "$.key" }));
    check(
        &json,
        "lines.jsonl",
        bytes,
        &expect![[r#"
        {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'Map' (entered at the event id #2). The MaxInputBytesPerBatchPath field refers to value \"lines.jsonl\" which is not a valid integer: $.key"}
    "#]],
    );
    let one = batcher(json!({ "MaxItemsPerBatchPath": "$.most" }));
    check(
        &json,
        "lines.jsonl",
        one,
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"Items":[{"n":1}]},{"Items":[{"n":2}]}]}
    "#]],
    );
    let mut selected = batcher(json!({ "MaxItemsPerBatch": 2 }));
    selected["ItemSelector"] = json!({ "n.$": "$$.Map.Item.Value.n", "at.$": "$$.Map.Item.Index" });
    check(
        &json,
        "lines.jsonl",
        selected,
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"Items":[{"n":1,"at":0},{"n":2,"at":1}]}]}
    "#]],
    );
    let wrong = batcher(json!({ "MaxItemsPerBatchPath": "$.key" }));
    check(
        &json,
        "lines.jsonl",
        wrong,
        &expect![[r#"
        {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'Map' (entered at the event id #2). The MaxItemsPerBatchPath field refers to value \"lines.jsonl\" which is not a valid integer: $.key"}
    "#]],
    );
}

#[test]
fn in_jsonata() {
    let reader = json!({
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "JSONL", "MaxItems": "{% $states.input.most %}" },
        "Arguments": { "Bucket": "in", "Key": "{% $states.input.key %}" },
    });
    let language = json!({ "QueryLanguage": "JSONata" });
    check(
        &reader,
        "lines.jsonl",
        language.clone(),
        &expect![[r#"
        {"status":"SUCCEEDED","output":[{"n":1}]}
    "#]],
    );
    let mut broken = reader.clone();
    broken["ReaderConfig"]["MaxItems"] = json!("{% $states.input.key %}");
    let definition = machine(&broken, language.clone());
    let failed = execution(&definition, json!({ "key": "lines.jsonl" }));
    expect![[r#"
        1<0 +0s ExecutionStarted input={"key":"lines.jsonl"}
        2<0 +0s MapStateEntered name=Map input={"key":"lines.jsonl"}
        3<2 +0s MapStateStarted length=0
        4<3 +0s EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'Map' (entered at the event id #2). The JSONata expression '$states.input.key' specified for the field 'ItemReader/ReaderConfig/MaxItems' returned an unexpected result type. Expected 'number', but was 'string' for value: "lines.jsonl" location=ItemReader/ReaderConfig/MaxItems state=Map
        5<4 +0s MapStateFailed
        6<5 +0s ExecutionFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'Map' (entered at the event id #2). The JSONata expression '$states.input.key' specified for the field 'ItemReader/ReaderConfig/MaxItems' returned an unexpected result type. Expected 'number', but was 'string' for value: "lines.jsonl"
        => {"status":"FAILED","error":"States.QueryEvaluationError","cause":"An error occurred while executing the state 'Map' (entered at the event id #2). The JSONata expression '$states.input.key' specified for the field 'ItemReader/ReaderConfig/MaxItems' returned an unexpected result type. Expected 'number', but was 'string' for value: \"lines.jsonl\""}
    "#]].assert_eq(&table(&failed));
    let objects = json!({
        "QueryLanguage": "JSONata",
        "Items": { "a": 1, "b": "{% $states.input.key %}" },
        "ItemSelector": "{% $states.context.Map.Item %}",
    });
    let mut definition = machine(&reader, objects);
    definition["States"]["Map"]
        .as_object_mut()
        .unwrap()
        .remove("ItemReader");
    let execution = execution(&definition, json!({ "key": "k" }));
    expect![[r#"
        {"status":"SUCCEEDED","output":[{"Index":0,"Key":"a","Value":1,"Source":"STATE_DATA"},{"Index":1,"Key":"b","Value":"k","Source":"STATE_DATA"}]}
    "#]].assert_eq(&format!("{}\n", execution.result_to_json()));
}

#[test]
fn without_objects_the_simulation_says_so() {
    let definition = machine(&getting(json!({ "InputType": "JSON" })), json!({}));
    let execution = run(
        &definition,
        json!({ "key": "list.json" }),
        Script::default(),
        &RunOptions::default(),
    );
    expect![[r#"
        {"status":"ABORTED","error":"Simulator.NoObjects","cause":"An item reader needs objects of S3, and none were given; `asl simulate` takes them with --s3"}
    "#]].assert_eq(&format!("{}\n", execution.result_to_json()));
}
