//! What paths, functions and rules become: one line each.

use asl_ide::{Analysis, ConvertPart, Document, Format, convert_to_jsonata};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::equal::value;

/// The state `S` after its conversion, or why there is none.
fn state(state: &Value) -> Result<Value, String> {
    let text = json!({ "StartAt": "S", "States": { "S": state } }).to_string();
    let (analysis, file) = Analysis::single(Document::new(&text, Format::Json));
    match convert_to_jsonata(&analysis, file, ConvertPart::Named("S")) {
        Ok(conversion) => Ok(value(&conversion.text(&text), Format::Json)["States"]["S"].take()),
        Err(refused) => Err(format!(
            "{} at {}",
            refused[0].reason, &text[refused[0].range]
        )),
    }
}

fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(it)) => it.clone(),
        Some(other) => other.to_string(),
        None => "—".to_owned(),
    }
}

/// Each path or function with what `x` becomes in a template.
fn templates(expressions: &[&str], expect: &Expect) {
    let mut lines = String::new();
    for expression in expressions {
        let after =
            state(&json!({ "Type": "Pass", "Parameters": { "x.$": expression }, "End": true }));
        let line = match after {
            Ok(it) => shown(it["Output"].get("x")),
            Err(reason) => format!("refused: {reason}"),
        };
        lines.push_str(&format!("{expression}\n    {line}\n"));
    }
    expect.assert_eq(&lines);
}

/// Each list of rules with the conditions that they become.
fn rules(lists: &[Value], expect: &Expect) {
    let mut lines = String::new();
    for list in lists {
        let mut choices = list
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![list.clone()]);
        for it in &mut choices {
            lines.push_str(&format!("{it}\n"));
            it["Next"] = json!("S");
        }
        match state(&json!({ "Type": "Choice", "Choices": choices, "Default": "S" })) {
            Ok(it) => {
                for rule in it["Choices"].as_array().expect("there are rules") {
                    lines.push_str(&format!("    {}\n", shown(rule.get("Condition"))));
                }
            }
            Err(reason) => lines.push_str(&format!("    refused: {reason}\n")),
        }
    }
    expect.assert_eq(&lines);
}

/// Each state's fields with those that they become.
fn states(fields: &[Value], expect: &Expect) {
    let mut lines = String::new();
    for it in fields {
        lines.push_str(&format!("{it}\n"));
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
                lines.push_str(&format!("    {}\n", Value::Object(after)));
            }
            Ok(_) => {}
            Err(reason) => lines.push_str(&format!("    refused: {reason}\n")),
        }
    }
    expect.assert_eq(&lines);
}

#[test]
fn paths() {
    templates(
        &[
            "$",
            "$.order.id",
            "$['order']['my id']",
            "$.detail-type",
            "$.and.in",
            "$.items[0].id",
            "$.items[0]",
            "$[0]",
            "$.items[*]",
            "$.items[*].id",
            "$.items[*].lines[*].sku",
            "$..id",
            "$.items[1:3]",
            "$.items[2:]",
            "$.items[:2]",
            "$.items[-2:]",
            "$.items[:-1].id",
            "$.items[0,2]",
            "$.order['id','total']",
            "$.items[(@.length-1)].id",
            "$.items[?(@.price > 10)]",
            "$.items[?(@.price > 10 && @.name == 'tea' || !@.sold)].id",
            "$.items[?(@.id == $.wanted)].id",
            "$$.Execution.Id",
            "$$.Execution.Input.id",
            "$$.Task.Token",
            "$$.Map.Item.Value.id",
            "$$",
            "$name",
            "$name.id[0].x",
        ],
        &expect![[r#"
            $
                {% $states.input %}
            $.order.id
                {% $states.input.order.id %}
            $['order']['my id']
                {% $states.input.order.`my id` %}
            $.detail-type
                {% $states.input.`detail-type` %}
            $.and.in
                {% $states.input.`and`.`in` %}
            $.items[0].id
                {% $states.input.items[0].id %}
            $.items[0]
                {% $exists($states.input.items) ? ($exists($states.input.items[0]) ? $states.input.items[0] : null) %}
            $[0]
                {% $exists($states.input[0]) ? $states.input[0] : null %}
            $.items[*]
                {% [$states.input.items] %}
            $.items[*].id
                {% [$states.input.items.id] %}
            $.items[*].lines[*].sku
                {% [$states.input.items.lines.sku] %}
            $..id
                {% [$states.input.**.id] %}
            $.items[1:3]
                {% [$states.input.items[[1..2]]] %}
            $.items[2:]
                {% [$states.input.items[[2..$count($states.input.items) - 1]]] %}
            $.items[:2]
                {% [$states.input.items[[0..1]]] %}
            $.items[-2:]
                {% [$states.input.items[[-2..-1]]] %}
            $.items[:-1].id
                {% [$states.input.items[[0..$count($states.input.items) - 2]].id] %}
            $.items[0,2]
                {% $exists($states.input.items) ? [$exists($states.input.items[0]) ? $states.input.items[0] : null, $exists($states.input.items[2]) ? $states.input.items[2] : null] : [] %}
            $.order['id','total']
                {% $exists($states.input.order) ? {'id': $states.input.order.id, 'total': $states.input.order.total} %}
            $.items[(@.length-1)].id
                {% $states.input.items[-1].id %}
            $.items[?(@.price > 10)]
                {% [$states.input.items[price > 10]] %}
            $.items[?(@.price > 10 && @.name == 'tea' || !@.sold)].id
                {% [$states.input.items[price > 10 and name = 'tea' or $not(sold != null)].id] %}
            $.items[?(@.id == $.wanted)].id
                {% [$states.input.items[id = $states.input.wanted].id] %}
            $$.Execution.Id
                {% $states.context.Execution.Id %}
            $$.Execution.Input.id
                {% $states.context.Execution.Input.id %}
            $$.Task.Token
                {% $states.context.Task.Token %}
            $$.Map.Item.Value.id
                {% $states.context.Map.Item.Value.id %}
            $$
                {% $states.context %}
            $name
                {% $name %}
            $name.id[0].x
                {% $name.id[0].x %}
        "#]],
    );
}

#[test]
fn paths_without_an_equal() {
    templates(
        &[
            "$.items[-1]",
            "$.*",
            "$.items[*][0]",
            "$.items[?(@.a)][0]",
            "$..*",
            "$.items[?(@.a =~ /x/)]",
            "$.a['`']",
            "$.items[-3:2]",
        ],
        &expect![[r#"
            $.items[-1]
                refused: A negative index always leads to null, which JSONata has no step for at "$.items[-1]"
            $.*
                refused: '.*' takes the members of objects one by one, arrays among them as they are; JSONata takes those apart at "$.*"
            $.items[*][0]
                refused: An index or a filter applies to each of the values before it; in JSONata it would apply to all of them together at "$.items[*][0]"
            $.items[?(@.a)][0]
                refused: An index or a filter applies to each of the values before it; in JSONata it would apply to all of them together at "$.items[?(@.a)][0]"
            $..*
                refused: '..' can only be converted before a name at "$..*"
            $.items[?(@.a =~ /x/)]
                refused: A regular expression in a filter follows Java's rules, in JSONata others at "$.items[?(@.a =~ /x/)]"
            $.a['`']
                refused: JSONata has no step to a member with the name "`" at "$.a['`']"
            $.items[-3:2]
                refused: A slice with a negative and another bound means something else in JSONata at "$.items[-3:2]"
        "#]],
    );
}

#[test]
fn functions() {
    templates(
        &[
            "States.Format('Hello')",
            "States.Format('{}', $.name)",
            "States.Format('{}', $$.Execution.Name)",
            "States.Format('Order \\'{}\\' of \\{{}\\}', $.id, States.MathAdd($.n, 1))",
            "States.Array()",
            "States.Array($.a, 'b', 1, null)",
            "States.ArrayPartition($.list, 2)",
            "States.ArrayContains($.list, 'a')",
            "States.ArrayContains($.list, $.item)",
            "States.ArrayRange(1, 9, 2)",
            "States.ArrayGetItem($.list, 0)",
            "States.ArrayGetItem($.list, $.index)",
            "States.ArrayGetItem(States.StringSplit($.arn, ':'), 5)",
            "States.ArrayLength($.list)",
            "States.ArrayLength($.list[*].id)",
            "States.ArrayUnique($.list)",
            "States.Base64Encode('abc')",
            "States.Base64Decode($.text)",
            "States.Hash($.text, 'SHA-256')",
            "States.JsonMerge($.a, $.b, false)",
            "States.StringToJson($.text)",
            "States.JsonToString($.value)",
            "States.JsonToString($)",
            "States.MathAdd($.n, -1)",
            "States.MathAdd(States.ArrayLength($.list), 1)",
            "States.MathRandom(1, 10)",
            "States.MathRandom(1, 10, 42)",
            "States.StringSplit($.text, ',')",
            "States.StringSplit($.text, ',;-]')",
            "States.UUID()",
            "States.Format($.template, 1)",
            "States.Format('{}')",
            "States.Default($.a)",
        ],
        &expect![[r#"
            States.Format('Hello')
                {% 'Hello' %}
            States.Format('{}', $.name)
                {% $exists($states.input.name) ? $string($states.input.name) %}
            States.Format('{}', $$.Execution.Name)
                {% $states.context.Execution.Name %}
            States.Format('Order \'{}\' of \{{}\}', $.id, States.MathAdd($.n, 1))
                {% $exists($states.input.id) and $exists($states.input.n) ? "Order '" & $states.input.id & "' of {" & ($floor($states.input.n + 0.5) + 1) & '}' %}
            States.Array()
                []
            States.Array($.a, 'b', 1, null)
                ["{% $states.input.a %}","b",1,null]
            States.ArrayPartition($.list, 2)
                {% $exists($states.input.list) ? [$partition($states.input.list, 2)] %}
            States.ArrayContains($.list, 'a')
                {% $exists($states.input.list) ? 'a' in $states.input.list %}
            States.ArrayContains($.list, $.item)
                {% $exists($states.input.list) and $exists($states.input.item) ? $exists($states.input.list[$ = $states.input.item]) %}
            States.ArrayRange(1, 9, 2)
                {% [$range(1, 9, 2)] %}
            States.ArrayGetItem($.list, 0)
                {% $states.input.list[0] %}
            States.ArrayGetItem($.list, $.index)
                {% $exists($states.input.index) ? $states.input.list[$floor($states.input.index + 0.5)] %}
            States.ArrayGetItem(States.StringSplit($.arn, ':'), 5)
                {% $exists($states.input.arn) ? [$split($states.input.arn, ':')[$ != '']][5] %}
            States.ArrayLength($.list)
                {% $exists($states.input.list) ? $count($states.input.list) %}
            States.ArrayLength($.list[*].id)
                {% $count([$states.input.list.id]) %}
            States.ArrayUnique($.list)
                refused: States.ArrayUnique puts the items into an order of its own, which no function of JSONata gives at "States.ArrayUnique($.list)"
            States.Base64Encode('abc')
                {% $base64encode('abc') %}
            States.Base64Decode($.text)
                {% $base64decode($states.input.text) %}
            States.Hash($.text, 'SHA-256')
                {% $hash($states.input.text, 'SHA-256') %}
            States.JsonMerge($.a, $.b, false)
                {% $exists($states.input.a) and $exists($states.input.b) ? $merge([$states.input.a, $states.input.b]) %}
            States.StringToJson($.text)
                {% $parse($states.input.text) %}
            States.JsonToString($.value)
                {% $string($states.input.value) %}
            States.JsonToString($)
                {% $string($states.input) %}
            States.MathAdd($.n, -1)
                {% $floor($states.input.n + 0.5) - 1 %}
            States.MathAdd(States.ArrayLength($.list), 1)
                {% $exists($states.input.list) ? $count($states.input.list) + 1 %}
            States.MathRandom(1, 10)
                {% $floor($random() * 9) + 1 %}
            States.MathRandom(1, 10, 42)
                refused: States.MathRandom with a seed gives numbers that JSONata cannot give at "States.MathRandom(1, 10, 42)"
            States.StringSplit($.text, ',')
                {% $exists($states.input.text) ? [$split($states.input.text, ',')[$ != '']] %}
            States.StringSplit($.text, ',;-]')
                {% $exists($states.input.text) ? [$split($states.input.text, /[,;\-\]]/)[$ != '']] %}
            States.UUID()
                {% $uuid() %}
            States.Format($.template, 1)
                refused: States.Format with a template from the data cannot be converted at "States.Format($.template, 1)"
            States.Format('{}')
                refused: The template does not fit its values, so that States.Format always fails at "States.Format('{}')"
            States.Default($.a)
                refused: There is no function States.Default at "States.Default($.a)"
        "#]],
    );
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
