//! Measures the rules on definitions of which it is known whether AWS takes them.
//!
//! An extra: it reads a folder beside the repository and does nothing where that is not there.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a measurement over files, with its figures on stderr"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use asl_check::{CheckConfig, Diagnostic, Severity, check};
use asl_lang::WorkflowType;
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
    findings_of(text, format, None)
}

fn findings_of(text: &str, format: Format, workflow: Option<WorkflowType>) -> Vec<Diagnostic> {
    let config = CheckConfig::of_workflow(workflow);
    check(&Model::lower(&parse(text, format), None), &config)
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

/// Entries of the corpus that a recording of AWS contradicts: `RoleArn` is required in `Credentials`.
const CONTRADICTED: &[&str] = &["Test-functions-1.asl.json"];

/// Entries that a tool refuses of which nobody says that AWS does; ours are warnings, or silent.
const UNPROVEN: &[(&str, &str)] = &[
    (
        "invalid-duplicate-fields.asl.json",
        "the report behind it calls it valid when it is deployed: a warning, `ambiguous-key`",
    ),
    (
        "invalid-math-add.asl.json",
        "a grammar of the tool's own; AWS is known to check how calls are written, not what they \
         are given: a warning, `wrong-argument-type`",
    ),
    (
        "Valid-string-json-2.asl.json",
        "a placeholder for the whole resource, which a deployment fills in",
    ),
];

/// No error on what AWS takes; and how many of those that it refuses are found.
#[test]
fn corpus() {
    let Some(shared) = shared() else { return };
    let index: Value = serde_json::from_str(&read(&shared.join("corpus/index.json"))).unwrap();
    let (mut accepted, mut refused, mut found, mut warned) = (0, 0, 0, 0);
    let (mut places, mut places_found) = (0, 0);
    let mut wrong = Vec::new();
    let mut hinted: BTreeMap<&str, usize> = BTreeMap::new();
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
        let contradicted = CONTRADICTED.iter().any(|it| name.ends_with(it));
        match file["expectation"].as_str().unwrap() {
            "accept" if contradicted => {}
            "accept" => {
                accepted += 1;
                warned += usize::from(list.iter().any(|it| it.severity == Severity::Warning));
                wrong.extend(errors.iter().map(|it| show(name, &text, it)));
                let hints = list.iter().filter(|it| it.severity == Severity::Hint);
                let codes: BTreeSet<_> = hints.map(|it| it.rule.code).collect();
                for code in codes {
                    *hinted.entry(code).or_default() += 1;
                }
                if verbose {
                    for it in list.iter().filter(|it| it.severity > Severity::Error) {
                        eprintln!("{}", show(name, &text, it));
                    }
                }
            }
            "reject" => {
                refused += 1;
                found += usize::from(!errors.is_empty());
                wrong.extend(broken_by_fixes(name, &text, format_of(&path), &list));
                places += pointers(file).len();
                for pointer in pointers(file) {
                    if marks(&text, format_of(&path), &pointer, &errors) {
                        places_found += 1;
                    } else if verbose {
                        eprintln!("no error at {name} {pointer}");
                    }
                }
                let unproven = UNPROVEN.iter().find(|it| name.ends_with(it.0));
                if let Some((_, reason)) = unproven {
                    assert!(errors.is_empty(), "{name} is found after all: {reason}");
                    refused -= 1;
                } else if errors.is_empty() {
                    wrong.push(format!("missed: {name}: {}", file["reason"]));
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
    eprintln!("accepted, with hints: {hinted:?}");
    eprintln!("refused: {refused}, found: {found}; places: {places}, found: {places_found}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The fixes after which the text is less of a document than before.
fn broken_by_fixes(name: &str, text: &str, format: Format, list: &[Diagnostic]) -> Vec<String> {
    let before = parse(text, format).errors().len();
    let mut broken = Vec::new();
    for fix in list.iter().flat_map(|it| &it.fixes) {
        let edits = fix.edits.iter().map(|it| (it.range, it.insert.as_str()));
        let fixed = asl_testing::fixture::apply(text, edits);
        if parse(&fixed, format).errors().len() > before {
            broken.push(format!(
                "{name}: \"{}\" breaks the text:\n{fixed}",
                fix.title
            ));
        }
    }
    broken
}

/// Where the index says that something is wrong, as JSON pointers.
fn pointers(file: &Value) -> Vec<String> {
    match &file["pointer"] {
        Value::String(it) => vec![it.clone()],
        Value::Array(list) => list
            .iter()
            .filter_map(|it| it.as_str())
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether an error stands at the pointer's entry, or at the nearest object around a missing one.
fn marks(text: &str, format: Format, pointer: &str, errors: &[&Diagnostic]) -> bool {
    let root = parse(text, format).root();
    let mut at = pointer;
    let range = loop {
        if let Some(entry) = asl_syntax::pointer::resolve_entry(&root, at) {
            break entry.range();
        }
        if let Some(value) = asl_syntax::pointer::resolve(&root, at) {
            break value.range();
        }
        at = at.rsplit_once('/').map_or("", |it| it.0);
    };
    errors.iter().any(|it| range.contains_range(it.range))
}

/// JSON is YAML: read as such, a definition says the same.
#[test]
fn json_read_as_yaml() {
    let Some(shared) = shared() else { return };
    let (mut compared, mut wrong) = (0, Vec::new());
    for (_, case) in cases_of(&shared.join("cases/recorded")) {
        let path = case.join("definition.asl.json");
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        if !parse(&text, Format::Json).errors().is_empty() {
            continue;
        }
        compared += 1;
        let name = case.display().to_string();
        let shown = |format| {
            let list = findings(&text, format);
            list.iter()
                .map(|it| show(&name, &text, it))
                .collect::<Vec<_>>()
        };
        let (json, yaml) = (shown(Format::Json), shown(Format::Yaml));
        if json != yaml {
            wrong.push(format!("{json:#?} is in YAML {yaml:#?}"));
        }
    }
    eprintln!("read as YAML: {compared}, different: {}", wrong.len());
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
        let text = machine_of(&read(&path));
        let expected = read(&case.join("expected.json"));
        let list = findings_of(&text, Format::Json, workflow_of(&expected));
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
        let is_refused = matches!(family.as_str(), "validation" | "variable_references")
            && is_refusal(&expected);
        if is_refused {
            refused += 1;
            found += usize::from(!errors.is_empty());
            if errors.is_empty() {
                wrong.push(format!("missed: {name}"));
            }
        } else {
            wrong.extend(errors.iter().map(|it| show(&name, &text, it)));
        }
    }
    eprintln!("cases: {cases}, refused: {refused}, found: {found}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// TestState takes a single state: it becomes a machine with the states that it leads to.
fn machine_of(text: &str) -> String {
    let Ok(mut state) = serde_json::from_str::<Value>(text) else {
        return text.to_owned();
    };
    if state.get("Type").is_none() || state.get("States").is_some() {
        return text.to_owned();
    }
    let mut targets = Vec::new();
    collect_targets(&mut state, &mut targets);
    let mut machine = serde_json::json!({ "StartAt": "State", "States": { "State": state } });
    for target in targets {
        machine["States"][target] = serde_json::json!({ "Type": "Succeed" });
    }
    serde_json::to_string_pretty(&machine).unwrap()
}

fn collect_targets(value: &mut Value, targets: &mut Vec<String>) {
    for key in ["Next", "Default"] {
        targets.extend(value.get(key).and_then(Value::as_str).map(str::to_owned));
    }
    for key in ["Choices", "Catch"] {
        let list = value.get_mut(key).and_then(Value::as_array_mut);
        list.into_iter()
            .flatten()
            .for_each(|it| collect_targets(it, targets));
    }
}

/// The type that the recording asked AWS about, where it says one.
fn workflow_of(expected: &str) -> Option<WorkflowType> {
    let expected: Value = serde_json::from_str(expected).unwrap();
    let is_express = expected["type"] == "EXPRESS";
    is_express.then_some(WorkflowType::Express)
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
