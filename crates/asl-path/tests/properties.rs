//! What must hold for every text: no panic, ranges inside it, and printing that reads back.

use asl_path::intrinsic::{self, ExprKind};
use asl_path::path::{self, Criterion, OperandKind, Path, StepKind};
use asl_path::template::Expression;
use asl_path::{PathError, TextRange};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Texts that look like paths and calls more often than chance would have it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "$",
            "$$",
            "$x",
            ".",
            "..",
            "[",
            "]",
            "['",
            "']",
            "'",
            "*",
            "0",
            "-1",
            ":",
            ",",
            "?(",
            "@",
            ")",
            "(",
            " ",
            "==",
            "!",
            "&&",
            "||",
            "=~",
            "/a/",
            "a",
            "é",
            "😀",
            "\\",
            "{}",
            "States.Format(",
            "States.",
            "true",
            "\"",
            "(@.length-1)",
            "\u{0}",
            "\n",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Paths without error, of every kind of step.
fn valid_path() -> impl Strategy<Value = String> {
    let step = prop::sample::select(vec![
        ".a",
        "['a']",
        "['a b','c']",
        "['x.y']",
        ".detail-type",
        ".é",
        ".$",
        ".*",
        "[*]",
        "[0]",
        "[-1]",
        "[0,2]",
        "[1:]",
        "[:2]",
        "[0:2:2]",
        "[-1:1]",
        "[(@.length-1)]",
        "..a",
        "..[0]",
        "..*",
        "[?(@.a)]",
        "[?(!@.a)]",
        "[?(@.a == 'x' || @.b > 1 && @[0] != null)]",
        "[?(@.a =~ /x.*/i)]",
        ".['a']",
        "['']",
    ]);
    let root = prop::sample::select(vec!["$", "$$", "$v"]);
    (root, prop::collection::vec(step, 0..6))
        .prop_map(|(root, steps)| root.to_owned() + &steps.concat())
}

fn document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        any::<i8>().prop_map(Value::from),
        Just(json!("x"))
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let name = prop::sample::select(vec!["a", "b", "a b", "c", "é", "$"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((name, inner), 0..4).prop_map(|members| members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

fn inside(range: TextRange, text: &str) {
    assert!(
        text.get(std::ops::Range::<usize>::from(range)).is_some(),
        "{range:?} of {text:?}"
    );
}

fn check_errors(errors: &[PathError], text: &str) {
    for error in errors {
        inside(error.range, text);
    }
}

fn check_path(path: &Path, text: &str) {
    inside(path.range, text);
    inside(path.root_range, text);
    for step in &path.steps {
        inside(step.range, text);
        match &step.kind {
            StepKind::Names(names) => names.iter().for_each(|name| inside(name.range, text)),
            StepKind::Filter(filter) => filter
                .any
                .iter()
                .flatten()
                .for_each(|one| check_criterion(one, text)),
            _ => {}
        }
    }
}

fn check_criterion(criterion: &Criterion, text: &str) {
    match criterion {
        Criterion::Exists { path, .. } => check_path(path, text),
        Criterion::Compare { left, right, .. } => {
            for side in [left, right] {
                inside(side.range, text);
                if let OperandKind::Path(path) = &side.kind {
                    check_path(path, text);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_has_a_path_with_ranges_inside(text in text()) {
        let parsed = path::parse(&text);
        check_path(&parsed.value, &text);
        check_errors(&parsed.errors, &text);
    }

    #[test]
    fn any_text_has_a_call_with_ranges_inside(text in text()) {
        let parsed = intrinsic::parse(&text);
        check_errors(&parsed.errors, &text);
        for expr in parsed.value.descendants() {
            inside(expr.range, &text);
            match &expr.kind {
                ExprKind::Call(call) => {
                    inside(call.name_range, &text);
                    inside(call.args_range, &text);
                }
                ExprKind::Path(path) => check_path(path, &text),
                _ => {}
            }
        }
        for problem in intrinsic::check(&parsed.value) {
            inside(problem.range, &text);
        }
    }

    #[test]
    fn steps_cover_the_path_in_order(text in valid_path()) {
        let path = path::parse(&text).value;
        let mut at = path.root_range.end();
        for step in &path.steps {
            prop_assert_eq!(step.range.start(), at);
            at = step.range.end();
        }
        prop_assert_eq!(at, path.range.end());
    }

    #[test]
    fn a_printed_path_reads_back(text in valid_path(), document in document()) {
        let parsed = path::parse(&text);
        prop_assert_eq!(&parsed.errors, &[]);
        let printed = parsed.value.to_string();
        let again = path::parse(&printed);
        prop_assert_eq!(&again.errors, &[]);
        prop_assert_eq!(again.value.to_string(), printed);
        prop_assert_eq!(path::evaluate(&again.value, &document), path::evaluate(&parsed.value, &document));
    }

    #[test]
    fn a_definite_path_answers_no_array_of_its_own(text in valid_path(), document in document()) {
        let path = path::parse(&text).value;
        if let Ok(value) = path::evaluate(&path, &document) {
            prop_assert!(path.is_definite() || value.is_array());
        }
    }

    #[test]
    fn what_compiles_is_without_error(text in text()) {
        let errors = path::parse(&text).errors.is_empty() || intrinsic::parse(&text).errors.is_empty();
        prop_assert!(errors || Expression::compile(&text).is_err());
    }
}
