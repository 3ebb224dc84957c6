//! The public test suite of JSONata against our border, as an extra measure where it lies beside
//! the repository.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test reads its cases and says what it skipped"
)]

use std::sync::Arc;
use std::time::Duration;

use asl_jsonata::{Bindings, Dialect, Expression, FailureKind, Limits};
use serde_json::Value;

const SUITE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/cases/jsonata/suite.jsonl"
);

/// The share of cases that must pass, in thousandths.
const FLOOR: usize = 990;

#[test]
fn the_public_suite_passes() {
    let Ok(text) = std::fs::read_to_string(SUITE) else {
        eprintln!("skipped: there is no {SUITE}");
        return;
    };
    let cases: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a case is JSON"))
        .collect();
    let mut passed = 0;
    for case in &cases {
        let got = outcome(case);
        if agrees(&got, &case["want"]) {
            passed += 1;
        } else {
            eprintln!("{}: {} gave {got:?}", case["id"], case["want"]);
        }
    }
    eprintln!("{passed} of {} cases of the public suite pass", cases.len());
    assert!(passed * 1000 >= cases.len() * FLOOR);
}

/// What came of a case: a value, undefined, or an error's code.
fn outcome(case: &Value) -> Result<Option<Value>, String> {
    let source = case["expr"].as_str().expect("an expression");
    let expression =
        Expression::compile_as(source, Dialect::Plain).map_err(|errors| errors[0].code.clone())?;
    let mut bindings = Bindings::new();
    if let Some(data) = case.get("data") {
        bindings = bindings.document(Arc::new(data.clone()));
    }
    for (name, value) in case["bindings"].as_object().into_iter().flatten() {
        bindings = bindings.variable(name.as_str(), Arc::new(value.clone()));
    }
    let limits = Limits {
        depth: case["depth"]
            .as_u64()
            .map_or(50_000, |depth| usize::try_from(depth).unwrap_or(50_000)),
        items: 1 << 24,
        string_bytes: 1 << 28,
        steps: 1_000_000_000,
        time: Duration::from_secs(60),
        ..Limits::default()
    };
    expression.evaluate(&bindings, &limits).map_err(|failure| {
        match (failure.kind, failure.code.as_str()) {
            // The suite's own runner has one code for both of its limits.
            (FailureKind::Limit, "D1011" | "D1012") => "U1001".to_owned(),
            (_, code) => code.to_owned(),
        }
    })
}

fn agrees(got: &Result<Option<Value>, String>, want: &Value) -> bool {
    match got {
        Ok(Some(value)) => want.get("result").is_some_and(|wanted| same(value, wanted)),
        Ok(None) => want.get("undefined").is_some(),
        Err(code) => want["error"] == code.as_str(),
    }
}

/// Numbers are equal whatever their type; the members of an object have no order.
fn same(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => one.as_f64() == two.as_f64(),
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            let found = |(name, value): (&String, &Value)| {
                two.get(name).is_some_and(|other| same(value, other))
            };
            one.len() == two.len() && one.iter().all(found)
        }
        _ => one == two,
    }
}
