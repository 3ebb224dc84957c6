//! What is said of Tasks that call services, as a table: each row in JSON and in YAML, in JSONPath and in JSONata.

mod errors;
mod parameters;
mod resources;

use asl_check::{CheckConfig, Diagnostic, check};
use asl_model::Model;
use asl_syntax::{Format, parse};
use serde_json::{Value, json};

/// A machine of one Task.
fn machine(fields: &Value, language: &str) -> Value {
    let mut task = json!({ "Type": "Task", "End": true });
    if let (Some(task), Some(fields)) = (task.as_object_mut(), fields.as_object()) {
        task.extend(fields.clone());
    }
    json!({ "QueryLanguage": language, "StartAt": "S", "States": { "S": task } })
}

/// A value in YAML's block style.
fn yaml(value: &Value, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let lines: Vec<_> = match value {
        Value::Object(members) if !members.is_empty() => {
            let line = |(key, value)| format!("\n{pad}{}: {}", json!(key), yaml(value, indent + 2));
            members.iter().map(line).collect()
        }
        Value::Array(items) if !items.is_empty() => {
            let line = |item| format!("\n{pad}- {}", yaml(item, indent + 2).trim_start());
            items.iter().map(line).collect()
        }
        scalar => vec![scalar.to_string()],
    };
    lines.concat()
}

/// Without advice on practice: the Tasks here show calls and no more.
fn findings(text: &str, format: Format) -> Vec<Diagnostic> {
    let mut found = check(
        &Model::lower(&parse(text, format), None),
        &CheckConfig::default(),
    );
    found.retain(|it| !it.rule.is_advice());
    found
}

/// The findings as `code «marked»`, each with the first fix if there is one.
fn shown(text: &str, found: &[Diagnostic]) -> Vec<String> {
    let mut lines: Vec<_> = found
        .iter()
        .map(|it| {
            let marked = &text[usize::from(it.range.start())..usize::from(it.range.end())];
            let fix = it.fixes.first().map(|it| format!(", {}", it.title));
            let marked = marked.trim_matches('"');
            format!("{} «{marked}»{}", it.rule.code, fix.unwrap_or_default())
        })
        .collect();
    lines.sort();
    lines
}

/// Asserts what is found in both formats, and that the first fix of every finding ends it.
#[track_caller]
fn assert_found(definition: &Value, wanted: &[&str]) {
    let texts = [
        (format!("{definition:#}"), Format::Json),
        (yaml(definition, 0).trim_start().to_owned(), Format::Yaml),
    ];
    for (text, format) in texts {
        let found = findings(&text, format);
        let mut wanted: Vec<_> = wanted.iter().map(ToString::to_string).collect();
        wanted.sort();
        assert_eq!(shown(&text, &found), wanted, "{format:?}:\n{text}");
        for fix in found.iter().filter_map(|it| it.fixes.first()) {
            let edits = fix.edits.iter().map(|it| (it.range, it.insert.as_str()));
            let fixed = asl_testing::fixture::apply(&text, edits);
            let left = findings(&fixed, format).len();
            assert!(left < found.len(), "{}:\n{fixed}", fix.title);
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "takes what `json!` makes")]
#[track_caller]
fn path(fields: Value, wanted: &[&str]) {
    assert_found(&machine(&fields, "JSONPath"), wanted);
}

#[expect(clippy::needless_pass_by_value, reason = "takes what `json!` makes")]
#[track_caller]
fn jsonata(fields: Value, wanted: &[&str]) {
    assert_found(&machine(&fields, "JSONata"), wanted);
}

const STATES: &str = "arn:aws:states:::";
