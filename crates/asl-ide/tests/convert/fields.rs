//! What rules and the fields of states become: one line each.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::expressions::{shown, state};

/// Each list of rules with the conditions that they become.
fn rules(lists: &[Value], expect: &Expect) {
    let mut lines = String::new();
    for list in lists {
        let mut choices = list
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![list.clone()]);
        for it in &mut choices {
            let _ = writeln!(lines, "{it}");
            it["Next"] = json!("S");
        }
        match state(&json!({ "Type": "Choice", "Choices": choices, "Default": "S" })) {
            Ok(it) => {
                for rule in it["Choices"].as_array().expect("there are rules") {
                    let _ = writeln!(lines, "    {}", shown(rule.get("Condition")));
                }
            }
            Err(reason) => {
                let _ = writeln!(lines, "    refused: {reason}");
            }
        }
    }
    expect.assert_eq(&lines);
}

/// Each state's fields with those that they become.
fn states(fields: &[Value], expect: &Expect) {
    let mut lines = String::new();
    for it in fields {
        let _ = writeln!(lines, "{it}");
        let mut before = it.clone();
        before["End"] = json!(true);
        match state(&before) {
            Ok(Value::Object(mut after)) => {
                after.retain(|name, _| {
                    !matches!(
                        name.as_str(),
                        "Type" | "QueryLanguage" | "End" | "Resource" | "ItemProcessor"
                    )
                });
                let _ = writeln!(lines, "    {}", Value::Object(after));
            }
            Ok(_) => {}
            Err(reason) => {
                let _ = writeln!(lines, "    refused: {reason}");
            }
        }
    }
    expect.assert_eq(&lines);
}

#[test]
fn single_rules() {
    rules(
        &[
            json!({ "Variable": "$.s", "StringEquals": "it's" }),
            json!({ "Variable": "$.s", "StringLessThan": "b" }),
            json!({ "Variable": "$.s", "StringGreaterThanEqualsPath": "$.t" }),
            json!({ "Variable": "$.s", "StringEqualsPath": "$$.Execution.Name" }),
            json!({ "Variable": "$.s", "StringMatches": "log-*.txt" }),
            json!({ "Variable": "$.s", "StringMatches": "log*" }),
            json!({ "Variable": "$.s", "StringMatches": "*a*b" }),
            json!({ "Variable": "$.s", "StringMatches": "*a*" }),
            json!({ "Variable": "$.s", "StringMatches": "a\\*" }),
            json!({ "Variable": "$.n", "NumericEquals": 5 }),
            json!({ "Variable": "$.n", "NumericLessThanEquals": -1.5 }),
            json!({ "Variable": "$.n", "NumericGreaterThanPath": "$.m" }),
            json!({ "Variable": "$.n", "NumericEqualsPath": "$.m" }),
            json!({ "Variable": "$.b", "BooleanEquals": true }),
            json!({ "Variable": "$.b", "BooleanEqualsPath": "$.c" }),
            json!({ "Variable": "$.t", "TimestampLessThan": "2026-01-01T00:00:00Z" }),
            json!({ "Variable": "$$.State.EnteredTime", "TimestampGreaterThanPath": "$.t" }),
            json!({ "Variable": "$.x", "IsPresent": true }),
            json!({ "Variable": "$.x", "IsPresent": false }),
            json!({ "Variable": "$.x", "IsNull": true }),
            json!({ "Variable": "$.x", "IsNumeric": false }),
            json!({ "Variable": "$.x", "IsString": true }),
            json!({ "Variable": "$.x", "IsBoolean": true }),
            json!({ "Variable": "$.x", "IsTimestamp": false }),
            json!({ "Variable": "$count", "NumericLessThan": 3 }),
            json!({ "Variable": "$.list[0]", "IsPresent": true }),
        ],
        &expect![[r#"
            {"Variable":"$.s","StringEquals":"it's"}
                {% $exists($states.input.s) ? $states.input.s = "it's" %}
            {"Variable":"$.s","StringLessThan":"b"}
                {% $exists($states.input.s) ? $type($states.input.s) = 'string' and $states.input.s < 'b' %}
            {"Variable":"$.s","StringGreaterThanEqualsPath":"$.t"}
                {% $exists($states.input.s) and $exists($states.input.t) ? $type($states.input.s) = 'string' and $type($states.input.t) = 'string' and $states.input.s >= $states.input.t %}
            {"Variable":"$.s","StringEqualsPath":"$$.Execution.Name"}
                {% $exists($states.input.s) ? $type($states.input.s) = 'string' and $states.input.s = $states.context.Execution.Name %}
            {"Variable":"$.s","StringMatches":"log-*.txt"}
                {% $exists($states.input.s) ? $type($states.input.s) = 'string' and $contains($states.input.s, /^log-[\s\S]*\.txt$/) %}
            {"Variable":"$.s","StringMatches":"log*"}
                {% $exists($states.input.s) ? $type($states.input.s) = 'string' and $contains($states.input.s, /^log/) %}
            {"Variable":"$.s","StringMatches":"*a*b"}
                {% $exists($states.input.s) ? $type($states.input.s) = 'string' and $contains($states.input.s, /a[\s\S]*b$/) %}
            {"Variable":"$.s","StringMatches":"*a*"}
                {% $exists($states.input.s) ? $type($states.input.s) = 'string' and $contains($states.input.s, /a/) %}
            {"Variable":"$.s","StringMatches":"a\\*"}
                {% $exists($states.input.s) ? $type($states.input.s) = 'string' and $states.input.s = 'a*' %}
            {"Variable":"$.n","NumericEquals":5}
                {% $exists($states.input.n) ? $states.input.n = 5 %}
            {"Variable":"$.n","NumericLessThanEquals":-1.5}
                {% $exists($states.input.n) ? $type($states.input.n) = 'number' and $states.input.n <= -1.5 %}
            {"Variable":"$.n","NumericGreaterThanPath":"$.m"}
                {% $exists($states.input.n) and $exists($states.input.m) ? $type($states.input.n) = 'number' and $type($states.input.m) = 'number' and $states.input.n > $states.input.m %}
            {"Variable":"$.n","NumericEqualsPath":"$.m"}
                {% $exists($states.input.n) and $exists($states.input.m) ? $type($states.input.n) = 'number' and $states.input.n = $states.input.m %}
            {"Variable":"$.b","BooleanEquals":true}
                {% $exists($states.input.b) ? $states.input.b = true %}
            {"Variable":"$.b","BooleanEqualsPath":"$.c"}
                {% $exists($states.input.b) and $exists($states.input.c) ? $type($states.input.b) = 'boolean' and $states.input.b = $states.input.c %}
            {"Variable":"$.t","TimestampLessThan":"2026-01-01T00:00:00Z"}
                {% $exists($states.input.t) ? $type($states.input.t) = 'string' and $contains($states.input.t, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/) and $toMillis($states.input.t) < $toMillis('2026-01-01T00:00:00Z') %}
            {"Variable":"$$.State.EnteredTime","TimestampGreaterThanPath":"$.t"}
                {% $exists($states.input.t) ? $type($states.input.t) = 'string' and $contains($states.input.t, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/) and $toMillis($states.context.State.EnteredTime) > $toMillis($states.input.t) %}
            {"Variable":"$.x","IsPresent":true}
                {% $exists($states.input.x) %}
            {"Variable":"$.x","IsPresent":false}
                {% $not($exists($states.input.x)) %}
            {"Variable":"$.x","IsNull":true}
                {% $exists($states.input.x) ? $states.input.x = null %}
            {"Variable":"$.x","IsNumeric":false}
                {% $exists($states.input.x) ? $type($states.input.x) != 'number' %}
            {"Variable":"$.x","IsString":true}
                {% $exists($states.input.x) ? $type($states.input.x) = 'string' %}
            {"Variable":"$.x","IsBoolean":true}
                {% $exists($states.input.x) ? $type($states.input.x) = 'boolean' %}
            {"Variable":"$.x","IsTimestamp":false}
                {% $exists($states.input.x) ? $not($type($states.input.x) = 'string' and $contains($states.input.x, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)) %}
            {"Variable":"$count","NumericLessThan":3}
                {% $type($count) = 'number' and $count < 3 %}
            {"Variable":"$.list[0]","IsPresent":true}
                {% $exists($states.input.list[0]) %}
        "#]],
    );
}

/// A test that has been made before is not made again.
#[test]
fn rules_that_know_of_each_other() {
    rules(
        &[
            json!([
                { "Variable": "$.s", "StringEquals": "a" },
                { "Variable": "$.s", "StringEquals": "b" },
                { "Variable": "$.t", "StringEquals": "c" }
            ]),
            json!([
                { "Variable": "$.s", "IsPresent": false },
                { "Variable": "$.s", "StringEquals": "a" }
            ]),
            json!({ "And": [{ "Variable": "$.s", "IsPresent": true }, { "Variable": "$.s", "StringEquals": "a" }] }),
            json!({ "And": [{ "Variable": "$.n", "NumericGreaterThan": 1 }, { "Variable": "$.n", "NumericLessThan": 9 }] }),
            json!({ "And": [{ "Variable": "$.n", "IsNumeric": true }, { "Variable": "$.n", "NumericLessThan": 9 }] }),
            json!({ "Or": [{ "Variable": "$.s", "StringEquals": "a" }, { "Variable": "$.t", "StringEquals": "b" }] }),
            json!({ "Or": [{ "Variable": "$.s", "StringEquals": "a" }, { "And": [{ "Variable": "$.s", "StringEquals": "b" }, { "Variable": "$.n", "NumericEquals": 1 }] }] }),
            json!({ "Not": { "Variable": "$.s", "StringEquals": "a" } }),
            json!({ "Not": { "Or": [{ "Variable": "$.s", "IsPresent": false }, { "Variable": "$.s", "IsNull": true }] } }),
            json!([
                { "Not": { "Variable": "$.s", "IsPresent": true } },
                { "Not": { "Variable": "$.s", "StringEquals": "a" } }
            ]),
        ],
        &expect![[r#"
            {"Variable":"$.s","StringEquals":"a"}
            {"Variable":"$.s","StringEquals":"b"}
            {"Variable":"$.t","StringEquals":"c"}
                {% $exists($states.input.s) ? $states.input.s = 'a' %}
                {% $states.input.s = 'b' %}
                {% $exists($states.input.t) ? $states.input.t = 'c' %}
            {"Variable":"$.s","IsPresent":false}
            {"Variable":"$.s","StringEquals":"a"}
                {% $not($exists($states.input.s)) %}
                {% $states.input.s = 'a' %}
            {"And":[{"Variable":"$.s","IsPresent":true},{"Variable":"$.s","StringEquals":"a"}]}
                {% $exists($states.input.s) and $states.input.s = 'a' %}
            {"And":[{"Variable":"$.n","NumericGreaterThan":1},{"Variable":"$.n","NumericLessThan":9}]}
                {% $exists($states.input.n) ? $type($states.input.n) = 'number' and $states.input.n > 1 and $states.input.n < 9 %}
            {"And":[{"Variable":"$.n","IsNumeric":true},{"Variable":"$.n","NumericLessThan":9}]}
                {% $exists($states.input.n) ? $type($states.input.n) = 'number' and $states.input.n < 9 %}
            {"Or":[{"Variable":"$.s","StringEquals":"a"},{"Variable":"$.t","StringEquals":"b"}]}
                {% $exists($states.input.s) ? $states.input.s = 'a' or ($exists($states.input.t) ? $states.input.t = 'b' : $error('$states.input.t is missing')) %}
            {"Or":[{"Variable":"$.s","StringEquals":"a"},{"And":[{"Variable":"$.s","StringEquals":"b"},{"Variable":"$.n","NumericEquals":1}]}]}
                {% $exists($states.input.s) ? $states.input.s = 'a' or $states.input.s = 'b' and ($exists($states.input.n) ? $states.input.n = 1 : $error('$states.input.n is missing')) %}
            {"Not":{"Variable":"$.s","StringEquals":"a"}}
                {% $exists($states.input.s) ? $not($states.input.s = 'a') %}
            {"Not":{"Or":[{"Variable":"$.s","IsPresent":false},{"Variable":"$.s","IsNull":true}]}}
                {% $not($not($exists($states.input.s)) or $states.input.s = null) %}
            {"Not":{"Variable":"$.s","IsPresent":true}}
            {"Not":{"Variable":"$.s","StringEquals":"a"}}
                {% $not($exists($states.input.s)) %}
                {% $not($states.input.s = 'a') %}
        "#]],
    );
}

#[test]
fn what_states_hand_on() {
    let task = |mut fields: Value| {
        fields["Type"] = json!("Task");
        fields["Resource"] = json!("arn:aws:states:::lambda:invoke");
        fields
    };
    states(
        &[
            task(json!({})),
            task(json!({ "InputPath": "$.order" })),
            task(
                json!({ "InputPath": "$.order", "Parameters": { "id.$": "$.id", "all.$": "$", "x": 1 } }),
            ),
            task(
                json!({ "InputPath": null, "Parameters": { "a.$": "$$.Execution.Id", "text": "{% no %}" } }),
            ),
            task(json!({ "ResultPath": null })),
            task(json!({ "ResultPath": "$" })),
            task(json!({ "ResultPath": "$.a" })),
            task(json!({ "ResultPath": "$.a.b-c.d" })),
            task(json!({ "ResultPath": "$.a[0]" })),
            task(json!({ "ResultSelector": { "id.$": "$.Payload.id", "n": 1 } })),
            task(
                json!({ "ResultSelector": { "id.$": "$.Payload.id", "n": 1 }, "ResultPath": "$.a" }),
            ),
            task(
                json!({ "ResultSelector": { "id.$": "$.Payload.id" }, "ResultPath": "$.a", "OutputPath": "$.a.id" }),
            ),
            task(json!({ "ResultPath": "$.a.b", "OutputPath": "$.a" })),
            task(json!({ "ResultPath": "$.a", "OutputPath": "$.b" })),
            task(json!({ "ResultPath": "$.a", "OutputPath": "$['a','b']" })),
            task(json!({ "OutputPath": null })),
            task(json!({ "OutputPath": "$.Payload[0]" })),
            task(
                json!({ "ResultSelector": { "id.$": "$.Payload.id" }, "ResultPath": null, "Assign": { "id.$": "$.id", "all.$": "$", "n": 1 } }),
            ),
            task(
                json!({ "TimeoutSecondsPath": "$.limit", "HeartbeatSecondsPath": "$$.Execution.Input.beat", "Credentials": { "RoleArn.$": "$.role" } }),
            ),
            task(
                json!({ "Retry": [{ "ErrorEquals": ["States.IntrinsicFailure", "States.Timeout"] }],
                         "Catch": [{ "ErrorEquals": ["A"], "Next": "S" }, { "ErrorEquals": ["B"], "ResultPath": "$.error", "Assign": { "why.$": "$.Cause" }, "Next": "S" },
                                   { "ErrorEquals": ["C"], "ResultPath": null, "Next": "S" }] }),
            ),
            json!({ "Type": "Pass" }),
            json!({ "Type": "Pass", "Result": { "a": [1, "{% x %}"] } }),
            json!({ "Type": "Pass", "Result": { "a": [1] }, "ResultPath": "$.x", "Assign": { "a.$": "$.a[0]" } }),
            json!({ "Type": "Pass", "Parameters": { "a": { "b.$": "$.b" }, "list.$": "States.Array($.x, 1)" }, "ResultPath": "$.x" }),
            json!({ "Type": "Pass", "InputPath": "$.a", "OutputPath": "$.b" }),
            json!({ "Type": "Wait", "SecondsPath": "$.wait" }),
            json!({ "Type": "Wait", "TimestampPath": "$.until", "InputPath": "$.a" }),
            json!({ "Type": "Succeed", "InputPath": "$.a" }),
            json!({ "Type": "Fail", "ErrorPath": "$.error", "CausePath": "States.Format('It was {}', $.cause)" }),
            json!({ "Type": "Parallel", "Branches": [], "Parameters": { "a.$": "$.a" }, "ResultSelector": { "one.$": "$[0]", "two.$": "$[1].x" } }),
            json!({ "Type": "Map", "ItemProcessor": {}, "ItemsPath": "$.items", "MaxConcurrencyPath": "$.most", "ResultPath": "$.done",
                    "ItemSelector": { "item.$": "$$.Map.Item.Value", "index.$": "$$.Map.Item.Index", "id.$": "$.id" } }),
            json!({ "Type": "Map", "ItemProcessor": {}, "InputPath": "$.batch", "Parameters": { "id.$": "$.id" } }),
            json!({ "Type": "Map", "ItemProcessor": {}, "ToleratedFailureCountPath": "$.most",
                    "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "JSON", "MaxItemsPath": "$.max" }, "Parameters": { "Bucket.$": "$.bucket", "Key": "k" } },
                    "ItemBatcher": { "MaxItemsPerBatchPath": "$.size", "BatchInput": { "id.$": "$.id" } },
                    "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket.$": "$.bucket", "Prefix": "p" } } }),
        ],
        &expect![[r#"
            {"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {}
            {"InputPath":"$.order","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Arguments":"{% $states.input.order %}"}
            {"InputPath":"$.order","Parameters":{"id.$":"$.id","all.$":"$","x":1},"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Arguments":{"id":"{% $states.input.order.id %}","all":"{% $states.input.order %}","x":1}}
            {"InputPath":null,"Parameters":{"a.$":"$$.Execution.Id","text":"{% no %}"},"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Arguments":{"a":"{% $states.context.Execution.Id %}","text":"{% '{% no %}' %}"}}
            {"ResultPath":null,"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $states.input %}"}
            {"ResultPath":"$","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {}
            {"ResultPath":"$.a","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $merge([$states.input, {'a': $states.result}]) %}"}
            {"ResultPath":"$.a.b-c.d","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $merge([$states.input, {'a': $merge([$states.input.a[$ != null], {'b-c': $merge([$states.input.a.`b-c`[$ != null], {'d': $states.result}])}])}]) %}"}
            {"ResultPath":"$.a[0]","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                refused: JSONata has no short way to put something into an array at an index at "$.a[0]"
            {"ResultSelector":{"id.$":"$.Payload.id","n":1},"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":{"id":"{% $states.result.Payload.id %}","n":1}}
            {"ResultSelector":{"id.$":"$.Payload.id","n":1},"ResultPath":"$.a","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $exists($states.result.Payload.id) ? $merge([$states.input, {'a': {'id': $states.result.Payload.id, 'n': 1}}]) %}"}
            {"ResultSelector":{"id.$":"$.Payload.id"},"ResultPath":"$.a","OutputPath":"$.a.id","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $states.result.Payload.id %}"}
            {"ResultPath":"$.a.b","OutputPath":"$.a","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $merge([$states.input.a[$ != null], {'b': $states.result}]) %}"}
            {"ResultPath":"$.a","OutputPath":"$.b","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $states.input.b %}"}
            {"ResultPath":"$.a","OutputPath":"$['a','b']","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $exists($merge([$states.input, {'a': $states.result}])) ? {'a': $merge([$states.input, {'a': $states.result}]).a, 'b': $merge([$states.input, {'a': $states.result}]).b} %}"}
            {"OutputPath":null,"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":{}}
            {"OutputPath":"$.Payload[0]","Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $exists($states.result.Payload) ? ($exists($states.result.Payload[0]) ? $states.result.Payload[0] : null) %}"}
            {"ResultSelector":{"id.$":"$.Payload.id"},"ResultPath":null,"Assign":{"id.$":"$.id","all.$":"$","n":1},"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Output":"{% $states.input %}","Assign":{"id":"{% $states.result.Payload.id %}","all":{"id":"{% $states.result.Payload.id %}"},"n":1}}
            {"TimeoutSecondsPath":"$.limit","HeartbeatSecondsPath":"$$.Execution.Input.beat","Credentials":{"RoleArn.$":"$.role"},"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"TimeoutSeconds":"{% $number($states.input.limit) %}","HeartbeatSeconds":"{% $number($states.context.Execution.Input.beat) %}","Credentials":{"RoleArn":"{% $states.input.role %}"}}
            {"Retry":[{"ErrorEquals":["States.IntrinsicFailure","States.Timeout"]}],"Catch":[{"ErrorEquals":["A"],"Next":"S"},{"ErrorEquals":["B"],"ResultPath":"$.error","Assign":{"why.$":"$.Cause"},"Next":"S"},{"ErrorEquals":["C"],"ResultPath":null,"Next":"S"}],"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"}
                {"Retry":[{"ErrorEquals":["States.QueryEvaluationError","States.Timeout"]}],"Catch":[{"ErrorEquals":["A"],"Next":"S"},{"ErrorEquals":["B"],"Output":"{% $merge([$states.input, {'error': $states.errorOutput}]) %}","Assign":{"why":"{% $states.errorOutput.Cause %}"},"Next":"S"},{"ErrorEquals":["C"],"Output":"{% $states.input %}","Next":"S"}]}
            {"Type":"Pass"}
                {}
            {"Type":"Pass","Result":{"a":[1,"{% x %}"]}}
                {"Output":{"a":[1,"{% '{% x %}' %}"]}}
            {"Type":"Pass","Result":{"a":[1]},"ResultPath":"$.x","Assign":{"a.$":"$.a[0]"}}
                {"Output":"{% $merge([$states.input, {'x': {'a': [1]}}]) %}","Assign":{"a":1}}
            {"Type":"Pass","Parameters":{"a":{"b.$":"$.b"},"list.$":"States.Array($.x, 1)"},"ResultPath":"$.x"}
                {"Output":"{% $exists($states.input.b) and $exists($states.input.x) ? $merge([$states.input, {'x': {'a': {'b': $states.input.b}, 'list': [$type($states.input.x) = 'array' ? [[$states.input.x]] : $states.input.x, 1]}}]) %}"}
            {"Type":"Pass","InputPath":"$.a","OutputPath":"$.b"}
                {"Output":"{% $states.input.a.b %}"}
            {"Type":"Wait","SecondsPath":"$.wait"}
                {"Seconds":"{% $number($states.input.wait) %}"}
            {"Type":"Wait","TimestampPath":"$.until","InputPath":"$.a"}
                {"Timestamp":"{% $states.input.a.until %}","Output":"{% $states.input.a %}"}
            {"Type":"Succeed","InputPath":"$.a"}
                {"Output":"{% $states.input.a %}"}
            {"Type":"Fail","ErrorPath":"$.error","CausePath":"States.Format('It was {}', $.cause)"}
                {"Error":"{% $states.input.error %}","Cause":"{% $exists($states.input.cause) ? 'It was ' & $states.input.cause %}"}
            {"Type":"Parallel","Branches":[],"Parameters":{"a.$":"$.a"},"ResultSelector":{"one.$":"$[0]","two.$":"$[1].x"}}
                {"Branches":[],"Arguments":{"a":"{% $states.input.a %}"},"Output":{"one":"{% $exists($states.result[0]) ? $states.result[0] : null %}","two":"{% $states.result[1].x %}"}}
            {"Type":"Map","ItemProcessor":{},"ItemsPath":"$.items","MaxConcurrencyPath":"$.most","ResultPath":"$.done","ItemSelector":{"item.$":"$$.Map.Item.Value","index.$":"$$.Map.Item.Index","id.$":"$.id"}}
                {"Items":"{% $states.input.items %}","MaxConcurrency":"{% $number($states.input.most) %}","Output":"{% $merge([$states.input, {'done': $states.result}]) %}","ItemSelector":{"item":"{% $states.context.Map.Item.Value %}","index":"{% $states.context.Map.Item.Index %}","id":"{% $states.input.id %}"}}
            {"Type":"Map","ItemProcessor":{},"InputPath":"$.batch","Parameters":{"id.$":"$.id"}}
                {"Items":"{% $states.input.batch %}","ItemSelector":{"id":"{% $states.input.batch.id %}"}}
            {"Type":"Map","ItemProcessor":{},"ToleratedFailureCountPath":"$.most","ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"JSON","MaxItemsPath":"$.max"},"Parameters":{"Bucket.$":"$.bucket","Key":"k"}},"ItemBatcher":{"MaxItemsPerBatchPath":"$.size","BatchInput":{"id.$":"$.id"}},"ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","Parameters":{"Bucket.$":"$.bucket","Prefix":"p"}}}
                {"ToleratedFailureCount":"{% $number($states.input.most) %}","ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"JSON","MaxItems":"{% $number($states.input.max) %}"},"Arguments":{"Bucket":"{% $states.input.bucket %}","Key":"k"}},"ItemBatcher":{"MaxItemsPerBatch":"{% $number($states.input.size) %}","BatchInput":{"id":"{% $states.input.id %}"}},"ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","Arguments":{"Bucket":"{% $states.input.bucket %}","Prefix":"p"}}}
        "#]],
    );
}

#[test]
fn a_choice_hands_its_input_on() {
    let choice = json!({
        "Type": "Choice",
        "InputPath": "$.order",
        "OutputPath": "$.lines",
        "Choices": [{ "Variable": "$.id", "IsPresent": true, "Comment": "known", "Next": "S", "Assign": { "id.$": "$.id" } }],
        "Assign": { "id": null },
        "Default": "S"
    });
    expect![[r#"
        {
          "Type": "Choice",
          "QueryLanguage": "JSONata",
          "Output": "{% $states.input.order.lines %}",
          "Choices": [
            {
              "Condition": "{% $exists($states.input.order.id) %}",
              "Output": "{% $states.input.order.lines %}",
              "Comment": "known",
              "Next": "S",
              "Assign": {
                "id": "{% $states.input.order.id %}"
              }
            }
          ],
          "Assign": {
            "id": null
          },
          "Default": "S"
        }"#]]
    .assert_eq(&format!(
        "{:#}",
        state(&choice).expect("it can be converted")
    ));
}
