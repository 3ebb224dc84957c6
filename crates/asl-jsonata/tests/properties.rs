//! Whatever the text, an expression is refused with places inside of it or has an answer, and the
//! same one every time.

use std::sync::Arc;

use asl_jsonata::{Bindings, Expression, Limits, StatesMember};
use proptest::prelude::*;
use serde_json::json;

const TOKENS: &[&str] = &[
    "$states",
    ".input",
    ".result",
    ".errorOutput",
    ".a",
    ".b",
    "$x",
    "$",
    "$$",
    "name",
    "`q n`",
    "1",
    "0",
    "1e309",
    "-",
    "+",
    "*",
    "/",
    "%",
    "&",
    "=",
    "!=",
    "<",
    ">=",
    " and ",
    " or ",
    " in ",
    "..",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    ":=",
    "?",
    "??",
    "?:",
    "~>",
    "^(",
    "|",
    "@$i",
    "#$i",
    "'s'",
    "\"é😀\"",
    "/a+/",
    "/(",
    "true",
    "null",
    "function($v){",
    "λ($v){",
    "$sum(",
    "$map(",
    "$partition(",
    "$range(",
    "$hash(",
    "$random(",
    "$uuid()",
    "$parse(",
    "$eval(",
    "$now()",
    "${P}",
    "/* c */",
    "'",
    "\"",
    "`",
    "\\",
    "\u{0}",
];

fn expressions() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(TOKENS), 0..14).prop_map(|tokens| tokens.concat())
}

fn scope() -> Bindings {
    let input = json!({"a": [1, {"b": 2}, [3]], "b": "text"});
    Bindings::new()
        .states(StatesMember::Input, Arc::new(input))
        .variable("x", Arc::new(json!([{"a": 1}, {"a": null}])))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_has_an_end(source in expressions()) {
        match Expression::compile(&source) {
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for error in errors {
                    prop_assert!(error.range.start <= error.range.end);
                    prop_assert!(source.get(error.range.clone()).is_some(), "{error} at {:?}", error.range);
                }
            }
            Ok(expression) => {
                prop_assert_eq!(expression.source(), &source);
                for used in expression.variables() {
                    prop_assert!(source.get(used.range.clone()).is_some());
                }
                for used in expression.states_members() {
                    prop_assert!(source.get(used.range.clone()).is_some());
                }
                let limits = Limits { steps: 10_000, items: 10_000, ..Limits::default() };
                let answer = expression.evaluate(&scope(), &limits);
                prop_assert_eq!(&answer, &expression.evaluate(&scope(), &limits));
            }
        }
    }
}
