//! Compares paths with recorded answers of the engine that AWS behaves like.
//!
//! The recordings lie beside the repository and may be absent; `path_table.rs` is the proof that is
//! always there.
#![expect(clippy::disallowed_methods, reason = "the recordings are files")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::path::Path;

use asl_path::path::{evaluate, parse};
use serde_json::Value;

#[test]
fn paths_answer_as_recorded() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/cases/jsonpath/jayway-2.0.0.jsonl");
    let Ok(text) = std::fs::read_to_string(&file) else {
        eprintln!("skipped: {} is not there", file.display());
        return;
    };
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
