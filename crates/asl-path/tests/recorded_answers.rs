//! Compares paths with recorded answers of the engine that AWS behaves like.
//!
//! The recordings lie beside the repository and may be absent; `path_table.rs` is the proof that is
//! always there.
#![expect(clippy::disallowed_methods, reason = "the recordings are files")]
#![expect(
    clippy::expect_used,
    reason = "a recording that cannot be read is a failed test"
)]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

mod support;

use std::path::Path;

use asl_path::path::{evaluate, parse};
use asl_path::template::Template;
use asl_testing::outside::shared;
use serde_json::Value;
use support::TestScope;

#[test]
fn paths_answer_as_recorded() {
    let Some(file) = shared("cases/jsonpath/jayway-2.0.0.jsonl") else {
        return;
    };
    let text = std::fs::read_to_string(&file).expect("the recordings can be read");
    let wrong: Vec<String> = text.lines().filter_map(difference).collect();
    let all = text.lines().count();
    eprintln!("{} of {all} answers agree", all - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What differs from the recording, if anything.
fn difference(line: &str) -> Option<String> {
    let case: Value = serde_json::from_str(line).expect("a JSON line");
    let text = case["path"].as_str().expect("a path");
    let wanted = wanted(&case);
    let got = answer(text, case.get("doc"), &case["definite"]);
    (wanted != got).then(|| {
        format!(
            "{text} on {}\n  wanted {wanted}\n  got    {got}",
            case["doc"]
        )
    })
}

fn wanted(case: &Value) -> String {
    if case.get("doc").is_none() {
        return "refused".to_owned();
    }
    case["error"].as_str().map_or_else(
        || case["result"].to_string(),
        |error| format!("error {error}"),
    )
}

fn answer(text: &str, document: Option<&Value>, definite: &Value) -> String {
    let parsed = parse(text);
    let Some(document) = document else {
        return if parsed.errors.is_empty() {
            "accepted".to_owned()
        } else {
            "refused".to_owned()
        };
    };
    if !parsed.errors.is_empty() {
        return format!("refused: {:?}", parsed.errors);
    }
    if definite != &Value::Bool(parsed.value.is_definite()) {
        return format!("definite: {}", parsed.value.is_definite());
    }
    match evaluate(&parsed.value, document) {
        Ok(value) => value.to_string(),
        Err(failure) => format!("error {failure}"),
    }
}

/// The executions of intrinsic functions whose state is one payload template.
#[test]
fn functions_answer_as_recorded() {
    let Some(folder) = shared("cases/recorded/intrinsic_functions") else {
        return;
    };
    let cases = std::fs::read_dir(&folder).expect("the recordings can be read");
    let compared: Vec<Result<(), String>> = cases
        .flatten()
        .filter_map(|case| function_difference(&case.path()))
        .collect();
    let wrong: Vec<&String> = compared
        .iter()
        .filter_map(|one| one.as_ref().err())
        .collect();
    eprintln!(
        "{} of {} executions agree",
        compared.len() - wrong.len(),
        compared.len()
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// None when the case is not of this kind or its answer is random, else what differs.
fn function_difference(case: &Path) -> Option<Result<(), String>> {
    let read = |name: &str| -> Option<Value> {
        serde_json::from_str(&std::fs::read_to_string(case.join(name)).ok()?).ok()
    };
    let (definition, input, expected) = (
        read("definition.asl.json")?,
        read("input.json")?,
        read("expected.json")?,
    );
    let states = definition["States"].as_object()?;
    let template =
        Template::compile(states.values().find_map(|state| state.get("Parameters"))?).ok()?;
    let mut scope = TestScope::new(input.clone());
    scope.context = serde_json::json!({ "Execution": { "Input": input } });
    let got = template
        .evaluate(&scope)
        .unwrap_or_else(|failure| failure.cause.into());
    let wanted = &expected["output"];
    if wanted["FunctionResult"] == "RandomNumberGenerated" {
        return None;
    }
    if got == *wanted {
        return Some(Ok(()));
    }
    Some(Err(format!(
        "{}\n  wanted {wanted}\n  got    {got}",
        case.display()
    )))
}
