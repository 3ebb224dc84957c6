//! Expressions that go deep, grow or never end: each ends within the limits, with the right words.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use asl_jsonata::{Bindings, Expression, Limits, StatesMember};
use expect_test::expect;
use serde_json::json;

#[test]
fn hostile_expressions_end_within_the_limits() {
    let plus = |terms: usize| vec!["1"; terms].join("+");
    let parens = |levels: usize| format!("{}1{}", "(".repeat(levels), ")".repeat(levels));
    let brackets = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    let deep =
        |n: usize| format!("($f := function($n) {{ $n = 0 ? 0 : 1 + $f($n - 1) }}; $f({n}))");
    let cases = [
        ("100 terms", plus(100)),
        ("101 terms", plus(101)),
        ("99 parentheses", parens(99)),
        ("100 parentheses", parens(100)),
        ("99 brackets", brackets(99)),
        ("100 brackets", brackets(100)),
        ("31 calls", deep(31)),
        ("32 calls", deep(32)),
        ("50000 parentheses", parens(50_000)),
        ("990 parentheses", parens(990)),
        ("900 operands", vec!["'x'"; 900].join("&")),
        (
            "900 functions",
            format!("{}1{}", "function(){".repeat(900), "}".repeat(900)),
        ),
        ("900 steps", format!("$states.input{}", ".a".repeat(900))),
        ("900 conditions", format!("{}0", "true ? 1 : ".repeat(900))),
        (
            "an endless loop",
            "($f := function() { $f() }; $f())".to_owned(),
        ),
        (
            "an endless recursion",
            "($f := function() { 1 + $f() }; $f())".to_owned(),
        ),
        ("a long array", "$count([1..873782])".to_owned()),
        ("a longer array", "$count([1..873783])".to_owned()),
        ("a long string", "$length($pad('x', 4194304))".to_owned()),
        ("a longer string", "$length($pad('x', 8388608))".to_owned()),
        (
            "a hostile regular expression",
            "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)".to_owned(),
        ),
    ];
    let mut table = String::new();
    for (what, source) in cases {
        let time = Duration::from_millis(if what.contains("regular") { 50 } else { 60_000 });
        let limits = Limits {
            steps: 1_000_000,
            time,
            ..Limits::default()
        };
        let answer = answer(&source, &limits);
        writeln!(table, "{what}  =>  {answer}").expect("a string takes everything");
    }
    expect![[r#"
        100 terms  =>  100
        101 terms  =>  Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        99 parentheses  =>  1
        100 parentheses  =>  Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        99 brackets  =>  [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
        100 brackets  =>  Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        31 calls  =>  31
        32 calls  =>  Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        50000 parentheses  =>  refused: U1001
        990 parentheses  =>  Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        900 operands  =>  Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        900 functions  =>  refused: U1001
        900 steps  =>  undefined
        900 conditions  =>  refused: U1001
        an endless loop  =>  Expression evaluation timeout: Check for infinite loop
        an endless recursion  =>  Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        a long array  =>  873782
        a longer array  =>  Expression evaluation memory limit exceeded: Check for excessive memory usage
        a long string  =>  4194304
        a longer string  =>  Expression evaluation memory limit exceeded: Check for excessive memory usage
        a hostile regular expression  =>  Expression evaluation timeout: Check for infinite loop
    "#]].assert_eq(&table);
}

fn answer(source: &str, limits: &Limits) -> String {
    let scope = Bindings::new().states(StatesMember::Input, Arc::new(json!({})));
    match Expression::compile(source) {
        Err(errors) => format!("refused: {}", errors[0].code),
        Ok(expression) => match expression.evaluate(&scope, limits) {
            Ok(value) => value.map_or("undefined".to_owned(), |value| value.to_string()),
            Err(failure) => failure.message,
        },
    }
}
