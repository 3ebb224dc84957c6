//! The definitions of `tests/corpus` through the program: what is found in them, and every end they can run to.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation of a test is a panic"
)]

mod convert;
mod corpus;
mod coverage;
mod ends;
#[cfg(unix)]
mod readme;
mod scenarios;
mod shapes;

use std::process::{Command, Output};

use asl_testing::binary::asl;
use corpus::{DEFINITIONS, OTHERS};
use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(asl());
    command
        .args(arguments)
        .current_dir(corpus::folder())
        .output()
        .expect("asl starts")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("the answer is JSON")
}

#[test]
fn good_definitions_are_good() {
    let mut arguments = vec!["check", "--deny", "warnings", "--format", "json"];
    arguments.extend(DEFINITIONS.iter().map(|it| it.file));
    arguments.extend(OTHERS.iter().filter(|it| !it.contains("broken")));
    let output = run(&arguments);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    // Good ones need not follow all advice.
    let files = json(&output);
    let files = files.as_array().into_iter().flatten();
    let mut found = files
        .filter_map(|it| it["diagnostics"].as_array())
        .flatten();
    assert!(found.all(|it| it["severity"] == "hint"));
}

#[test]
fn every_mistake_is_found_where_it_is() {
    let output = run(&[
        "check",
        "--format",
        "json",
        "order-processing.broken.asl.json",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let found = json(&output);
    let found: Vec<String> = found[0]["diagnostics"]
        .as_array()
        .into_iter()
        .flatten()
        .map(shown)
        .collect();
    assert_eq!(
        found,
        [
            "7:24-30 error wrong-type",
            "9:26-38 error misplaced-states-all",
            "11:15-26 error missing-target",
            "16:37-38 error invalid-path",
            "22:7-11 error misplaced-field",
            "27:7-15 error unknown-field",
        ]
    );
}

fn shown(diagnostic: &Value) -> String {
    let (start, end) = (&diagnostic["range"]["start"], &diagnostic["range"]["end"]);
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let (severity, code) = (text(&diagnostic["severity"]), text(&diagnostic["code"]));
    format!(
        "{}:{}-{} {severity} {code}",
        start["line"], start["character"], end["character"]
    )
}

#[test]
fn the_same_seed_and_start_give_the_same_history() {
    let arguments = [
        "simulate",
        "order-processing.asl.json",
        "--input",
        "order-processing.input.json",
        "--mock",
        "order-processing.mocks.json",
        "--test-case",
        "Approved",
        "--history",
        "json",
        "--seed",
        "7",
        "--start-time",
        "2026-03-14T01:59:00Z",
    ];
    assert_eq!(run(&arguments).stdout, run(&arguments).stdout);
}
