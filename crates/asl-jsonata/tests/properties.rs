//! Whatever the text, an expression is refused with places inside of it or has an answer, and the
//! same one every time.

use std::sync::Arc;

use asl_jsonata::{Bindings, Expression, Limits, Scope, Session, StatesMember};
use proptest::prelude::*;
use serde_json::{Value, json};

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

/// Texts that mostly compile.
fn sound_expressions() -> impl Strategy<Value = String> {
    let leaves = prop::sample::select(vec![
        "$states.input",
        "$states.input.a",
        "$states.input.b",
        "$states.input.nothing",
        "$states.result",
        "$x",
        "$x.a",
        "$x[0]",
        "$states.input.a[1]",
        "$missing",
        "$",
        "1",
        "0",
        "'s'",
        "true",
        "null",
        "[1..3]",
    ])
    .prop_map(str::to_owned);
    leaves.prop_recursive(4, 24, 3, |inner| {
        let operators = prop::sample::select(vec![
            "+", "-", "*", "/", "&", "=", "<", " and ", " or ", " in ", "~>$", ".",
        ]);
        let functions = prop::sample::select(vec![
            "sum",
            "count",
            "string",
            "keys",
            "length",
            "map",
            "exists",
            "reverse",
            "distinct",
            "merge",
            "partition",
            "range",
            "hash",
            "parse",
            "eval",
            "type",
            "spread",
            "sort",
            "append",
            "boolean",
        ]);
        prop_oneof![
            (inner.clone(), operators, inner.clone())
                .prop_map(|(one, operator, two)| format!("({one}{operator}{two})")),
            (functions.clone(), inner.clone()).prop_map(|(name, one)| format!("${name}({one})")),
            (functions.clone(), inner.clone(), inner.clone())
                .prop_map(|(name, one, two)| format!("${name}({one}, {two})")),
            functions.prop_map(|name| format!("${name}()")),
            (inner.clone(), inner.clone())
                .prop_map(|(one, two)| format!("{{'k': {one}, 'l': [{two}]}}")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(one, two, three)| format!("({one} ? {two} : {three})")),
            (inner.clone(), inner.clone()).prop_map(|(one, two)| format!(
                "$map({one}, function($v, $i) {{ [$v, $i, {two}] }})"
            )),
            (inner.clone(), inner).prop_map(|(one, two)| format!("({one})[{two}]")),
        ]
    })
}

fn input() -> Arc<Value> {
    Arc::new(json!({"a": [1, {"b": 2}, [3]], "b": "text", "c": 1.0}))
}

fn variable() -> Arc<Value> {
    Arc::new(json!([{"a": 1}, {"a": null}]))
}

fn scope() -> Bindings {
    Bindings::new()
        .states(StatesMember::Input, input())
        .variable("x", variable())
}

/// The same scope, its values kept in a session.
struct Kept {
    session: Session,
    input: Arc<Value>,
    variable: Arc<Value>,
}

impl Scope for Kept {
    fn states(&self, member: StatesMember) -> Option<&Value> {
        self.shared_states(member).map(|value| &**value)
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.shared_variable(name).map(|value| &**value)
    }

    fn seed(&self) -> u64 {
        0
    }

    fn now_millis(&self) -> i64 {
        0
    }

    fn session(&self) -> Option<&Session> {
        Some(&self.session)
    }

    fn shared_states(&self, member: StatesMember) -> Option<&Arc<Value>> {
        (member == StatesMember::Input).then_some(&self.input)
    }

    fn shared_variable(&self, name: &str) -> Option<&Arc<Value>> {
        (name == "x").then_some(&self.variable)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_has_an_end(source in prop_oneof![expressions(), sound_expressions()]) {
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
                let kept = Kept { session: Session::new(), input: input(), variable: variable() };
                for _ in 0..2 {
                    prop_assert_eq!(&answer, &expression.evaluate(&kept, &limits));
                }
            }
        }
    }
}
