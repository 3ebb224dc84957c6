//! What paths and functions become: one line each.

use std::fmt::Write as _;

use asl_ide::{Analysis, ConvertPart, Document, Format, convert_to_jsonata};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::equal::value;

/// The state `S` after its conversion, or why there is none.
pub(crate) fn state(state: &Value) -> Result<Value, String> {
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

pub(crate) fn shown(value: Option<&Value>) -> String {
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
        let _ = writeln!(lines, "{expression}\n    {line}");
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
                {% $exists($states.input.items) ? null %}
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
                {% $exists($states.input.index) ? $states.input.list[$states.input.index] %}
            States.ArrayGetItem(States.StringSplit($.arn, ':'), 5)
                {% $exists($states.input.arn) ? [$split($states.input.arn, ':')[$ != '']][5] %}
            States.ArrayLength($.list)
                {% $exists($states.input.list) ? $count($states.input.list) %}
            States.ArrayLength($.list[*].id)
                {% $count([$states.input.list.id]) %}
            States.ArrayUnique($.list)
                {% $exists($states.input.list) ? [$distinct($states.input.list)] %}
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
                refused: States.MathRandom with a seed gives numbers that JSONata cannot give, unless the range is a power of two at "States.MathRandom(1, 10, 42)"
            States.StringSplit($.text, ',')
                {% $exists($states.input.text) ? [$split($states.input.text, ',')[$ != '']] %}
            States.StringSplit($.text, ',;-]')
                {% $exists($states.input.text) ? [$split($states.input.text, /[,;\-\]]/)[$ != '']] %}
            States.UUID()
                {% $uuid() %}
            States.Format($.template, 1)
                {% $exists($states.input.template) ? ($parts := $split($string($states.input.template), '{}'); $count($parts) = 2 ? $parts[0] & 1 & $parts[1]) %}
            States.Format('{}')
                {% $error('The template does not fit its values') %}
            States.Default($.a)
                refused: There is no function States.Default at "States.Default($.a)"
        "#]],
    );
}
