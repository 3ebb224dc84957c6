//! The short way and the engine have the same answers.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::Unclear;
use crate::engine::Engine;
use crate::expression::Dialect;
use crate::survey::Survey;
use crate::{Bindings, Failure, Limits, StatesMember};

type Short = Result<Option<Value>, Unclear>;
type Long = Result<Option<Value>, Failure>;

/// The answer without the engine and that of the engine, where Step Functions takes the expression.
fn both_ways(source: &str, scope: &Bindings) -> Option<(Short, Long)> {
    let (engine, survey) = Engine::compile(source, Dialect::StepFunctions).ok()?;
    let Survey {
        variables,
        members,
        whole_states,
        errors,
        simple,
    } = survey;
    if !errors.is_empty() {
        return None;
    }
    let limits = Limits::default();
    let short = simple.map_or(Err(Unclear), |simple| simple.answer(scope, &limits));
    let long = engine.evaluate(&variables, &members, whole_states, scope, &limits);
    Some((short, long))
}

fn expressions() -> impl Strategy<Value = String> {
    let leaves = vec![
        "$states.input.items",
        "$states.input.items.price",
        "$states.input.items.tags",
        "$states.input.one",
        "$states.input.one.price",
        "$states.input.nested",
        "$states.input.nested.a",
        "$states.input.empty",
        "$states.input.text",
        "$states.input.n",
        "$states.input.float",
        "$states.input.whole",
        "$states.input.none",
        "$states.input.yes",
        "$states.input.object",
        "$states.input.missing.name",
        "$states.result.a",
        "$states.nothing",
        "$list",
        "$list.a",
        "$big",
        "$i",
        "$i.price",
        "$i.tags",
        "$k",
        "$x",
        "$sum",
        "1",
        "0",
        "2.5",
        "'s'",
        "''",
        "true",
        "null",
    ];
    let leaves = prop::sample::select(leaves).prop_map(str::to_owned);
    leaves.prop_recursive(5, 40, 3, |inner| {
        let operators = vec![
            "+", "-", "*", "/", "%", "&", "=", "!=", "<", "<=", ">", ">=", " and ", " or ",
        ];
        let operators = prop::sample::select(operators);
        let functions = vec![
            "sum", "count", "max", "min", "average", "exists", "not", "boolean",
        ];
        let functions = prop::sample::select(functions);
        let each = prop::sample::select(vec!["map", "filter"]);
        let parameters = prop::sample::select(vec!["$i", "$i, $k", "$i, $k, $x", "$x"]);
        prop_oneof![
            3 => (inner.clone(), operators, inner.clone())
                .prop_map(|(one, operator, two)| format!("({one} {operator} {two})")),
            2 => (functions.clone(), inner.clone()).prop_map(|(name, it)| format!("${name}({it})")),
            1 => (inner.clone(), functions).prop_map(|(it, name)| format!("({it} ~> ${name})")),
            4 => (each.clone(), inner.clone(), parameters.clone(), inner.clone()).prop_map(
                |(each, items, parameters, body)| format!(
                    "${each}({items}, function({parameters}) {{ {body} }})"
                )
            ),
            1 => (each, inner.clone(), inner.clone()).prop_map(|(each, items, body)| format!(
                "({items} ~> ${each}(function($i) {{ {body} }}))"
            )),
            1 => (inner.clone(), prop::sample::select(vec!["price", "a", "k"]))
                .prop_map(|(it, name)| format!("$map({it}, function($i) {{ $i }}).{name}")),
            1 => (inner.clone(), inner.clone())
                .prop_map(|(one, two)| format!("{{'k': {one}, 'price': {two}}}")),
            1 => (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(one, two, three)| format!("({one} ? {two} : {three})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(one, two)| format!("({one} ? {two})")),
            1 => (inner.clone(), inner.clone())
                .prop_map(|(one, two)| format!("($x := {one}; $k := $x; {two})")),
            1 => inner.prop_map(|it| format!("-{it}")),
        ]
    })
}

fn values() -> impl Strategy<Value = Value> {
    let leaves = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-0.0),
        json!(1.0),
        json!(2.5),
        json!(-7),
        json!(9_007_199_254_740_993_i64),
        json!(1e300),
        json!(""),
        json!("a"),
        json!("\u{1f600}"),
        json!("\u{ffff}"),
        json!([]),
        json!({}),
        json!([[]]),
    ];
    let leaves = prop::sample::select(leaves);
    leaves.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(
                (prop::sample::select(vec!["a", "price", "tags", "k"]), inner),
                0..4
            )
            .prop_map(|members| {
                let members = members.into_iter();
                Value::Object(members.map(|(name, it)| (name.to_owned(), it)).collect())
            }),
        ]
    })
}

fn scope(items: &Value, one: &Value, list: Value) -> Bindings {
    let input = json!({
        "items": items,
        "one": one,
        "nested": [{ "a": [1, 2] }, { "a": [[3]] }, [{ "a": 4 }]],
        "empty": [],
        "text": "Grüße",
        "n": 3,
        "float": 0.1,
        "whole": 4.0,
        "none": null,
        "yes": true,
        "object": { "price": 1, "tags": ["a", "b"] },
    });
    Bindings::new()
        .states(StatesMember::Input, Arc::new(input))
        .variable("list", Arc::new(list))
        .variable("big", Arc::new(json!(9_007_199_254_740_993_i64)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_short_way_leads_to_the_same_answer(
        source in expressions(),
        items in prop::collection::vec(values(), 0..4),
        one in values(),
        list in values(),
    ) {
        let scope = scope(&Value::from(items), &one, list);
        if let Some((Ok(short), long)) = both_ways(&source, &scope) {
            prop_assert_eq!(Ok(short), long);
        }
    }
}

/// Whether an expression has an answer without the engine.
fn is_short(source: &str, scope: &Bindings) -> bool {
    let (short, long) = both_ways(source, scope).expect("it compiles");
    match short {
        Err(Unclear) => false,
        Ok(short) => {
            assert_eq!(Ok(short), long, "{source}");
            true
        }
    }
}

#[test]
fn usual_expressions_take_the_short_way() {
    let items = json!([
        { "price": 2.5, "qty": 2, "open": true, "name": "tea" },
        { "price": 4, "qty": 1, "open": false, "name": "pot" },
    ]);
    let scope = scope(&items, &json!({}), json!([1, 2]));
    for source in [
        "$states.input.n + 1",
        "$states.input.n = 3 and $states.input.text != ''",
        "$states.input.items.price",
        "$sum($states.input.items.price)",
        "$sum($map($states.input.items, function($i) { $i.price * $i.qty }))",
        "$count($filter($states.input.items, function($i) { $i.open }))",
        "$map($states.input.items, function($i, $k) { {'name': $i.name & ' ' & $k, 'total': $i.price * $i.qty} })",
        "$states.input.items ~> $filter(function($i) { $i.qty > 1 }) ~> $map(function($i) { $i.name })",
        "$filter($states.input.items, function($i) { $i.qty > 1 }).name",
        "($all := $states.input.items; $count($all) > 1 ? 'many' : 'few')",
    ] {
        assert!(is_short(source, &scope), "{source}");
    }
}

#[test]
fn the_engine_judges_what_is_not_simple() {
    let scope = scope(&json!([{ "price": "x" }]), &json!({}), json!([1, 2]));
    for source in [
        "$states.input.n / 0",
        "$states.input.n + 'a'",
        "$states.input.nested.a",
        "$states.input.items[0]",
        "$sum($states.input.items.price)",
        "$map($states.input.items, function($i)<o:s> { $i.price })",
        "$map($states.input.items, function($i) { $map($states.input.empty, function($k) { $k }) })",
        "$big + 1",
        "{'id': $big}",
        "$sum",
        "$unknown",
    ] {
        assert!(!is_short(source, &scope), "{source}");
    }
}

#[test]
fn a_variable_takes_the_place_of_a_function() {
    let scope = scope(&json!([1]), &json!({}), json!([])).variable("sum", Arc::new(json!(1)));
    assert!(!is_short("$sum($states.input.items)", &scope));
    assert!(is_short("$count($states.input.items)", &scope));
}

#[test]
fn limits_are_the_engine_s() {
    let (_, survey) = Engine::compile("$map($list, function($i) { $i })", Dialect::StepFunctions)
        .expect("it compiles");
    let simple = survey.simple.expect("it is simple");
    let list = Value::from(vec![json!(1); 1000]);
    let scope = Bindings::new().variable("list", Arc::new(list));
    let all = Limits::default();
    assert!(simple.answer(&scope, &all).is_ok());
    for limits in [
        Limits { steps: 1000, ..all },
        Limits { items: 999, ..all },
        Limits { depth: 10, ..all },
        Limits {
            result_bytes: 1000,
            ..all
        },
    ] {
        assert_eq!(simple.answer(&scope, &limits), Err(Unclear), "{limits:?}");
    }
}
