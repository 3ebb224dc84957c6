//! Payload templates: what they become, and how their failures are worded.

mod support;

use asl_path::template::{Expression, Template};
use asl_path::{StringKind, string_kind};
use serde_json::{Value, json};
use support::TestScope;

fn fill(template: &Value, input: Value) -> Result<Value, String> {
    let template = Template::compile(template).map_err(|errors| format!("{errors:#?}"))?;
    template
        .evaluate(&TestScope::new(input))
        .map_err(|failure| format!("{}: {failure}", failure.error))
}

#[test]
fn members_are_filled_in_at_any_depth() {
    let template = json!({
        "plain": "$.id",
        "id.$": "$.id",
        "run.$": "$$.Execution.Id",
        "count.$": "$count",
        "greeting.$": "States.Format('Hi {}', $who.name)",
        "list": [1, "$.id", { "deep.$": "$.tags[1:]" }],
        "constant": { "a": [{ "b": null }] },
        ".$": "$.id"
    });
    let filled = fill(&template, json!({ "id": 7, "tags": ["x", "y"] }));
    assert_eq!(
        filled,
        Ok(json!({
            "plain": "$.id",
            "id": 7,
            "run": "run-1",
            "count": 3,
            "greeting": "Hi Ada",
            "list": [1, "$.id", { "deep": ["y"] }],
            "constant": { "a": [{ "b": null }] },
            "": 7
        }))
    );
}

#[test]
fn any_value_is_a_template() {
    for value in [json!("$.x"), json!(1), json!(null), json!([]), json!({})] {
        let template = Template::compile(&value).expect("a template");
        assert_eq!(template.constant(), Some(&value));
        assert_eq!(fill(&value, json!({})), Ok(value));
    }
}

#[test]
fn an_index_past_the_end_is_null_in_a_field() {
    assert_eq!(
        fill(&json!({ "x.$": "$.items[5]" }), json!({ "items": [] })),
        Ok(json!({ "x": null }))
    );
}

#[test]
fn a_missing_place_is_worded_with_path_field_and_input() {
    let failure = |template: Value| fill(&template, json!({ "a": 1 })).expect_err("a failure");
    assert_eq!(
        failure(json!({ "value.$": "$.x" })),
        "States.Runtime: The JSONPath '$.x' specified for the field 'value.$' could not be found in the input '{\"a\":1}'"
    );
    assert_eq!(
        failure(json!({ "deep": [{ "id.$": "$$.Nope" }] })),
        "States.Runtime: The JSONPath '$$.Nope' specified for the field 'id.$' could not be found in the input \
         '{\"Execution\":{\"Id\":\"run-1\"},\"State\":{\"Name\":\"Pick\"}}'"
    );
    assert_eq!(
        failure(json!({ "x.$": "States.Format('{}', $.b)" })),
        "States.Runtime: The function 'States.Format('{}', $.b)' had the following error: \
         The JsonPath argument for the field '$.b' could not be found in the input '{\"a\":1}'"
    );
}

#[test]
fn a_field_alone_is_named_as_it_is() {
    let expression = Expression::compile("$.error").expect("a path");
    let failure = expression
        .evaluate("ErrorPath", &TestScope::new(json!({})))
        .expect_err("a failure");
    assert_eq!(
        failure.cause,
        "The JSONPath '$.error' specified for the field 'ErrorPath' could not be found in the input '{}'"
    );
}

#[test]
fn errors_point_to_the_member() {
    let template = json!({
        "ok.$": "$.a",
        "number.$": 1,
        "word.$": "word",
        "list": [{ "a/b.$": "$.x." }, { "call.$": "States.Array(" }]
    });
    let errors = Template::compile(&template).expect_err("errors");
    let shown: Vec<String> = errors
        .iter()
        .map(|error| format!("{} {:?} {}", error.pointer, error.range, error.message))
        .collect();
    assert_eq!(
        shown,
        [
            "/number.$ 0..0 The value for the field 'number.$' must be a valid JSONPath or a valid intrinsic function call",
            "/word.$ 0..4 Expected a path that starts with '$' or a function States.…(…)",
            "/list/0/a~1b.$ 3..4 A name is missing after the dot",
            "/list/1/call.$ 12..13 This parenthesis is not closed",
            "/list/1/call.$ 13..13 An argument is missing here",
        ]
    );
}

#[test]
fn strings_are_told_apart_by_their_beginning() {
    let kinds = [
        ("$", StringKind::InputPath),
        (" $.a", StringKind::InputPath),
        ("$['a']", StringKind::InputPath),
        ("$$", StringKind::ContextPath),
        ("$$.Map.Item.Value", StringKind::ContextPath),
        ("$name", StringKind::VariablePath),
        ("$_x.y", StringKind::VariablePath),
        ("$1", StringKind::InputPath),
        ("States.UUID()", StringKind::Intrinsic),
        ("States.", StringKind::Intrinsic),
        ("States", StringKind::Other),
        ("name", StringKind::Other),
        ("", StringKind::Other),
    ];
    for (text, kind) in kinds {
        assert_eq!(string_kind(text), kind, "{text:?}");
    }
}
