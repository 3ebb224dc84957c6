//! Choice: operators, nesting, defaults, and paths that lead nowhere.

use asl_interp::RunOptions;
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, run};

fn machine(rule: &Value, default: bool) -> Value {
    let mut rule = rule.clone();
    rule["Next"] = json!("Yes");
    let mut choice = json!({ "Type": "Choice", "Choices": [rule] });
    if default {
        choice["Default"] = json!("No");
    }
    json!({ "StartAt": "C", "States": {
        "C": choice,
        "Yes": { "Type": "Succeed" },
        "No": { "Type": "Succeed" },
    } })
}

fn chosen(rule: &Value, input: Value) -> bool {
    let execution = run(
        &machine(rule, true),
        input,
        Script::default(),
        &RunOptions::default(),
    );
    execution
        .states
        .last()
        .is_some_and(|state| &*state.name == "Yes")
}

#[test]
fn operators() {
    let cases = [
        (json!({ "StringEquals": "a" }), json!("a"), true),
        (json!({ "StringEquals": "1" }), json!(1), false),
        (json!({ "StringLessThan": "b" }), json!("a"), true),
        (json!({ "StringLessThanEquals": "a" }), json!("a"), true),
        (json!({ "StringGreaterThan": "a" }), json!("B"), false),
        (json!({ "StringGreaterThanEquals": "a" }), json!("a"), true),
        (json!({ "StringMatches": "a*c" }), json!("abc"), true),
        (json!({ "NumericEquals": 1 }), json!(1.0), true),
        (json!({ "NumericEquals": 1 }), json!("1"), false),
        (json!({ "NumericLessThan": 1 }), json!(0.5), true),
        (
            json!({ "NumericGreaterThan": 9_007_199_254_740_992_i64 }),
            json!(9_007_199_254_740_993_i64),
            true,
        ),
        (json!({ "NumericGreaterThanEquals": 1 }), json!(1), true),
        (json!({ "NumericLessThanEquals": 1 }), json!(2), false),
        (json!({ "BooleanEquals": false }), json!(false), true),
        (json!({ "BooleanEquals": false }), json!(0), false),
        (
            json!({ "TimestampEquals": "2026-01-01T01:00:00+01:00" }),
            json!("2026-01-01T00:00:00Z"),
            true,
        ),
        (
            json!({ "TimestampLessThan": "2026-01-01T00:00:00Z" }),
            json!("2025-12-31T23:59:59.9Z"),
            true,
        ),
        (
            json!({ "TimestampGreaterThan": "2026-01-01T00:00:00Z" }),
            json!("2026-01-02"),
            false,
        ),
        (
            json!({ "TimestampGreaterThanEquals": "2026-01-01T00:00:00Z" }),
            json!("2026-01-01T00:00:00Z"),
            true,
        ),
        (
            json!({ "TimestampLessThanEquals": "2026-01-01T00:00:00Z" }),
            json!("2026-01-01T00:00:01Z"),
            false,
        ),
        (json!({ "IsNull": true }), json!(null), true),
        (json!({ "IsPresent": true }), json!(null), true),
        (json!({ "IsNumeric": true }), json!(1.5), true),
        (json!({ "IsString": false }), json!(1.5), true),
        (json!({ "IsBoolean": true }), json!(false), true),
        (
            json!({ "IsTimestamp": true }),
            json!("2026-01-01T00:00:00Z"),
            true,
        ),
        (json!({ "IsTimestamp": true }), json!("2026-01-01"), false),
    ];
    for (mut rule, value, expected) in cases {
        rule["Variable"] = json!("$.x");
        assert_eq!(
            chosen(&rule, json!({ "x": value })),
            expected,
            "{rule} on {value}"
        );
    }
}

#[test]
fn path_forms() {
    let both = |one: Value, two: Value| json!({ "x": one, "y": two });
    let rule = json!({ "Variable": "$.x", "StringLessThanPath": "$.y" });
    assert!(chosen(&rule, both(json!("a"), json!("b"))));
    assert!(!chosen(&rule, both(json!(1), json!(2))));
    let rule = json!({ "Variable": "$.x", "TimestampEqualsPath": "$.y" });
    assert!(chosen(
        &rule,
        both(
            json!("2026-01-01T00:00:00Z"),
            json!("2026-01-01T00:00:00.000Z")
        )
    ));
    assert!(!chosen(&rule, both(json!("a"), json!("a"))));
}

#[test]
fn nesting() {
    let rule = json!({ "And": [
        { "Or": [
            { "Variable": "$.x", "NumericEquals": 1 },
            { "Variable": "$.x", "NumericEquals": 2 },
        ] },
        { "Not": { "Variable": "$.y", "IsPresent": true } },
    ] });
    assert!(chosen(&rule, json!({ "x": 2 })));
    assert!(!chosen(&rule, json!({ "x": 2, "y": 0 })));
    assert!(!chosen(&rule, json!({ "x": 3 })));
}

#[test]
fn a_rule_that_holds_stops_the_search() {
    // The second rule's path leads nowhere, but it is never asked.
    let rule = json!({ "Or": [
        { "Variable": "$.x", "IsPresent": true },
        { "Variable": "$.nowhere", "NumericEquals": 2 },
    ] });
    assert!(chosen(&rule, json!({ "x": 1 })));
}

#[test]
fn no_rule_and_no_default() {
    let rule = json!({ "Variable": "$.x", "NumericEquals": 1 });
    check(
        &machine(&rule, false),
        json!({ "x": 2 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"x":2}
            2<0 +0s ChoiceStateEntered name=C input={"x":2}
            3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."}
        "#]],
    );
}

#[test]
fn a_path_that_leads_nowhere() {
    let rule = json!({ "Variable": "$.x", "NumericEquals": 1 });
    check(
        &machine(&rule, true),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s ChoiceStateEntered name=C input={}
            3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'C' (entered at the event id #2). Invalid path '$.x': The choice state's condition path references an invalid value.
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'C' (entered at the event id #2). Invalid path '$.x': The choice state's condition path references an invalid value."}
        "#]],
    );
    let rule = json!({ "Variable": "$.x", "NumericEqualsPath": "$.y" });
    check(
        &machine(&rule, true),
        json!({ "x": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"x":1}
            2<0 +0s ChoiceStateEntered name=C input={"x":1}
            3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'C' (entered at the event id #2). Invalid path '$.y': The choice state's condition path references an invalid value.
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'C' (entered at the event id #2). Invalid path '$.y': The choice state's condition path references an invalid value."}
        "#]],
    );
}
