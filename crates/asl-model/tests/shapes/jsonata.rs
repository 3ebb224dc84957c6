//! JSONata: constructors, paths, functions.

use expect_test::{Expect, expect};

use crate::check;

/// One expression over the data that a state before it makes.
#[track_caller]
fn answer(expression: &str, expected: &Expect) {
    let data = r#"{ "id": 7, "name": "Ada", "items": [{ "sku": "tea", "count": 2 }, { "sku": "pot", "sizes": [1, 2] }], "none": null, "in": { "side": true } }"#;
    let text = format!(
        r#"{{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {{
          "A": {{ "Type": "Pass", "Output": {data}, "Next": "B" }},
          "B": {{ "Type": "Pass", "Output": "{{% {expression} %}}", "End": true }} }} }}"#
    );
    let model = crate::model(&text);
    let state = &model.states()[1];
    let shapes = model.data_flow().state(&model, state.id());
    let line = shapes.map(|it| crate::line(state, it)).unwrap_or_default();
    let (_, line) = line.split_once(" → ").unwrap_or_default();
    expected.assert_eq(line);
}

#[test]
fn paths() {
    answer(
        "$states.input",
        &expect![[r#"
        {id: 7, name: "Ada", items: [{sku: "tea", count: 2}, {sku: "pot", sizes: [1, 2]}], none: null, in: {side: true}}
    "#]],
    );
    answer(
        "$states.input.in.side",
        &expect![[r#"
        true
    "#]],
    );
    answer(
        "$states.input.items.sku",
        &expect![[r#"
        list of ("tea" or "pot") or "tea" or "pot"
    "#]],
    );
    answer(
        "$states.input.items.sizes",
        &expect![[r#"
        list of (1 or 2) or 1 or 2
    "#]],
    );
    answer(
        "$states.input.items[0]",
        &expect![[r#"
        {sku: "tea" or "pot", count?: 2, sizes?: [1, 2]} or list of {sku: "tea" or "pot", count?: 2, sizes?: [1, 2]}
    "#]],
    );
    answer(
        "$states.input.items[count > 1].sku",
        &expect![[r#"
        list of ("tea" or "pot") or "tea" or "pot"
    "#]],
    );
    answer(
        "$states.input.items.{ 'what': sku, 'much': count }",
        &expect![[r#"
        {what: "tea" or "pot", much?: 2} or list of {what: "tea" or "pot", much?: 2}
    "#]],
    );
    answer(
        "$states.input.items[].sku[]",
        &expect![[r#"
        list of ("tea" or "pot") or "tea" or "pot"
    "#]],
    );
    answer(
        "$states.input.*",
        &expect![[r#"
        ?
    "#]],
    );
}

#[test]
fn constructors() {
    answer(
        "{ 'a': 1, 'b': [$states.input.id, 'x'], 'c': $states.input.in }",
        &expect![[r#"
        {a: 1, b: [7, "x"], c: {side: true}}
    "#]],
    );
    answer(
        "[$states.input.items, 1]",
        &expect![[r#"
        list of ({sku: "tea" or "pot", count?: 2, sizes?: [1, 2]} or 1)
    "#]],
    );
    answer(
        "{ $states.input.name: 1 }",
        &expect![[r#"
        object
    "#]],
    );
    answer(
        "$states.input.id > 3 ? 'much' : { 'n': 1 }",
        &expect![[r#"
        {n: 1} or "much"
    "#]],
    );
    answer(
        "($a := $states.input.in; $a.side)",
        &expect![[r#"
        true
    "#]],
    );
    answer(
        "[1..3]",
        &expect![[r#"
        list of number
    "#]],
    );
}

#[test]
fn functions() {
    answer(
        "$map($states.input.items, function($v) { $v.sku })",
        &expect![[r#"
        list of ("tea" or "pot") or "tea" or "pot"
    "#]],
    );
    answer(
        "$filter($states.input.items, function($v) { $v.count > 1 })",
        &expect![[r#"
        {sku: "tea" or "pot", count?: 2, sizes?: [1, 2]} or list of {sku: "tea" or "pot", count?: 2, sizes?: [1, 2]}
    "#]],
    );
    answer(
        "$states.input.items ~> $map(function($v, $i) { { 'at': $i, 'of': $v.sku } })",
        &expect![[r#"
        {at: number, of: "tea" or "pot"} or list of {at: number, of: "tea" or "pot"}
    "#]],
    );
    answer(
        "$merge([$states.input.in, { 'more': 1 }])",
        &expect![[r#"
        {side: true, more: 1}
    "#]],
    );
    answer(
        "$string($states.input.id) & 'x'",
        &expect![[r#"
        string
    "#]],
    );
    answer(
        "$sum($states.input.items.count)",
        &expect![[r#"
        number
    "#]],
    );
    answer(
        "$exists($states.input.nothing)",
        &expect![[r#"
        boolean
    "#]],
    );
    answer(
        "$count($states.input.items) + 1",
        &expect![[r#"
        number
    "#]],
    );
    answer(
        "$uuid()",
        &expect![[r#"
        string
    "#]],
    );
    answer(
        "$parse('{}')",
        &expect![[r#"
        ?
    "#]],
    );
    answer(
        "$states.context.Execution.Name",
        &expect![[r#"
        string
    "#]],
    );
}

#[test]
fn members_that_are_not_there() {
    answer(
        "$states.input.nme",
        &expect![[r#"
        ?
          no nme in object
    "#]],
    );
    answer(
        "$states.input.in.sied",
        &expect![[r#"
        ?
          no sied in object
    "#]],
    );
    answer(
        "$states.input.items.skew",
        &expect![[r#"
        ?
          no skew in object
    "#]],
    );
    answer(
        "$exists($states.input.nme) ? $states.input.nme : 1",
        &expect![[r#"
        ?
    "#]],
    );
}

#[test]
fn outputs_of_states() {
    let expected = expect![[r#"
        Send: ? → {sent: string, wrong, was}
          no MesageId in object
        Wait: {sent: string, wrong, was} → {only: 1}
        Done: {only: 1} → {only: 1}
    "#]];
    check(
        "
QueryLanguage: JSONata
StartAt: Send
States:
  Send:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Arguments: {QueueUrl: q, MessageBody: '{% $states.input %}'}
    Output:
      sent: '{% $states.result.MessageId %}'
      wrong: '{% $states.result.MesageId %}'
      was: '{% $states.input %}'
    Next: Wait
  Wait: {Type: Wait, Seconds: 1, Output: {only: 1}, Next: Done}
  Done: {Type: Succeed}
",
        &expected,
    );
}
