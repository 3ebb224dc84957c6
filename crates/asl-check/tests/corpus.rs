//! Measures the rules on definitions of which it is known whether AWS takes them.
//!
//! An extra: it reads a folder beside the repository and does nothing where that is not there.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a measurement over files, with its figures on stderr"
)]

use std::path::{Path, PathBuf};

use asl_check::{CheckConfig, Diagnostic, Severity, check};
use asl_model::Model;
use asl_syntax::{Format, parse};
use serde_json::Value;

fn shared() -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    if !folder.is_dir() {
        eprintln!("skipped: no {}", folder.display());
        return None;
    }
    Some(folder.to_owned())
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn format_of(path: &Path) -> Format {
    match path.extension().and_then(|it| it.to_str()) {
        Some("yaml" | "yml") => Format::Yaml,
        _ => Format::Json,
    }
}

fn findings(text: &str, format: Format) -> Vec<Diagnostic> {
    check(
        &Model::lower(&parse(text, format), None),
        &CheckConfig::default(),
    )
}

fn show(path: &str, text: &str, found: &Diagnostic) -> String {
    let start = usize::from(found.range.start());
    let line = text[..start].matches('\n').count() + 1;
    let marked: String = text[start..usize::from(found.range.end())]
        .chars()
        .take(80)
        .collect();
    format!(
        "{path}:{line} {} [{}] {} «{marked}»",
        found.severity, found.rule.code, found.message
    )
}

/// No error on what AWS takes; and how many of those that it refuses are found.
#[test]
fn corpus() {
    let Some(shared) = shared() else { return };
    let index: Value = serde_json::from_str(&read(&shared.join("corpus/index.json"))).unwrap();
    let (mut accepted, mut refused, mut found, mut warned) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    let verbose = std::env::var("ASL_VERBOSE").is_ok();
    for file in index["files"].as_array().unwrap() {
        if file["kind"] != "definition" {
            continue;
        }
        let name = file["path"].as_str().unwrap();
        let path = shared.join("corpus").join(name);
        let text = read(&path);
        let list = findings(&text, format_of(&path));
        let errors: Vec<_> = list
            .iter()
            .filter(|it| it.severity == Severity::Error)
            .collect();
        match file["expectation"].as_str().unwrap() {
            "accept" => {
                accepted += 1;
                warned += usize::from(list.iter().any(|it| it.severity == Severity::Warning));
                wrong.extend(errors.iter().map(|it| show(name, &text, it)));
                if verbose {
                    for it in list.iter().filter(|it| it.severity == Severity::Warning) {
                        eprintln!("{}", show(name, &text, it));
                    }
                }
            }
            "reject" => {
                refused += 1;
                found += usize::from(!errors.is_empty());
                if errors.is_empty() {
                    eprintln!("missed: {name}: {}", file["reason"]);
                } else if verbose {
                    for it in errors {
                        eprintln!("hit: {}", show(name, &text, it));
                    }
                }
            }
            _ => {}
        }
    }
    eprintln!(
        "accepted: {accepted}, with warnings: {warned}, with errors: {}",
        wrong.len()
    );
    eprintln!("refused: {refused}, found: {found}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Recorded executions ran, so AWS took their definitions.
#[test]
fn recorded_cases() {
    let Some(shared) = shared() else { return };
    let mut wrong = Vec::new();
    let (mut refused, mut found) = (0, 0);
    let mut cases = 0;
    let verbose = std::env::var("ASL_VERBOSE").is_ok();
    for (family, case) in cases_of(&shared.join("cases/recorded")) {
        let path = case.join("definition.asl.json");
        if !path.is_file() {
            continue;
        }
        cases += 1;
        let text = read(&path);
        let list = findings(&text, Format::Json);
        let errors: Vec<_> = list
            .iter()
            .filter(|it| it.severity == Severity::Error)
            .collect();
        let name = case.strip_prefix(&shared).unwrap().display().to_string();
        if verbose {
            for it in list.iter().filter(|it| it.severity == Severity::Warning) {
                eprintln!("{}", show(&name, &text, it));
            }
        }
        let expected = case.join("expected.json");
        let is_refused = matches!(family.as_str(), "validation" | "variable_references")
            && is_refusal(&read(&expected));
        if is_refused {
            refused += 1;
            found += usize::from(!errors.is_empty());
            if errors.is_empty() {
                eprintln!("missed: {name}");
            }
        } else {
            wrong.extend(errors.iter().map(|it| show(&name, &text, it)));
        }
    }
    eprintln!("cases: {cases}, refused: {refused}, found: {found}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_refusal(expected: &str) -> bool {
    expected.contains("InvalidDefinition") || expected.contains("\"FAIL\"")
}

fn cases_of(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut cases = Vec::new();
    for family in folders(folder) {
        let name = family.file_name().unwrap().to_string_lossy().into_owned();
        cases.extend(folders(&family).into_iter().map(|it| (name.clone(), it)));
    }
    cases
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut list: Vec<_> = entries
        .map(|it| it.unwrap().path())
        .filter(|it| it.is_dir())
        .collect();
    list.sort();
    list
}
