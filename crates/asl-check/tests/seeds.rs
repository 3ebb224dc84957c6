//! Opens every definition and every fragment of one in documents written for people: nothing in
//! them is wrong, so nothing may be reported that is worse than information.
//!
//! An extra: it reads a folder beside the repository and does nothing where that is not there.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a measurement over files, with its figures on stderr"
)]

use std::path::Path;

use asl_check::{CheckConfig, Diagnostic, Severity, check};
use asl_lang::{Place, StateType};
use asl_model::Model;
use asl_syntax::{Format, parse};
use serde_json::{Map, Value, json};

#[test]
fn seeds() {
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/seeds"
    ));
    if !folder.is_dir() {
        eprintln!("skipped: no {}", folder.display());
        return;
    }
    let (mut machines, mut wrong) = (0, Vec::new());
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for (line, block) in blocks(&text) {
            for machine in machines_of(&block) {
                machines += 1;
                let text = serde_json::to_string_pretty(&machine).unwrap();
                let name = path.file_name().unwrap().to_string_lossy();
                wrong.extend(problems(&text).map(|it| format!("{name}:{line}: {it}")));
            }
        }
    }
    eprintln!("machines: {machines}, findings: {}", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn problems(text: &str) -> impl Iterator<Item = String> {
    let model = Model::lower(&parse(text, Format::Json), None);
    let found = check(&model, &CheckConfig::default());
    let text = text.to_owned();
    found
        .into_iter()
        .filter(|it| it.severity <= Severity::Warning)
        .filter({
            let text = text.clone();
            move |it| !is_true(it, &text)
        })
        .map(move |it| {
            let marked = &text[std::ops::Range::<usize>::from(it.range)];
            format!("{} {} «{marked}» in\n{text}", it.rule.code, it.message)
        })
}

/// Findings that were looked at: the response of a service has taken the place of the input that has
/// these members, so that the machines fail.
fn is_true(found: &Diagnostic, text: &str) -> bool {
    let marked = &text[std::ops::Range::<usize>::from(found.range)];
    let lost = ["request", "orderId", "timestamp"];
    found.rule.code == "missing-member" && lost.contains(&marked)
}

/// The fenced blocks of a document with their line numbers.
fn blocks(text: &str) -> Vec<(usize, String)> {
    let mut list = Vec::new();
    let mut block: Option<(usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut block, line.trim_start().starts_with("```")) {
            (None, true) => block = Some((number + 1, String::new())),
            (Some(_), true) => list.extend(block.take()),
            (Some((_, text)), false) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, false) => {}
        }
    }
    list
}

/// The machines that a block holds or can be made into.
fn machines_of(block: &str) -> Vec<Value> {
    let whole = serde_json::from_str(block);
    let members = || serde_json::from_str(&format!("{{{block}}}"));
    let Ok(Value::Object(object)) = whole.or_else(|_| members()) else {
        return Vec::new();
    };
    if object.contains_key("States") {
        return vec![Value::Object(object)];
    }
    if object
        .values()
        .all(|it| it.get("Type").is_some_and(is_type))
    {
        return object
            .into_iter()
            .map(|(name, it)| wrap(&name, it))
            .collect();
    }
    let is_field = |name: &String| asl_lang::field(Place::State(StateType::Task), name).is_some();
    if object.contains_key("Choices") {
        return vec![wrap("Fragment", with(object, "Choice"))];
    }
    if object.keys().all(is_field) {
        return vec![wrap("Fragment", with(object, "Task"))];
    }
    Vec::new()
}

fn is_type(name: &Value) -> bool {
    name.as_str().and_then(StateType::from_name).is_some()
}

fn with(mut state: Map<String, Value>, kind: &str) -> Value {
    state.insert("Type".to_owned(), kind.into());
    if kind == "Task" && !state.contains_key("Resource") {
        let lambda = "arn:aws:states:::lambda:invoke";
        state.insert("Resource".to_owned(), lambda.into());
    }
    state.into()
}

/// A machine of that state, with what the fragment leaves out: an end, what its call is given, and the
/// states it leads to.
fn wrap(name: &str, mut state: Value) -> Value {
    let kind = StateType::from_name(state["Type"].as_str().unwrap()).unwrap();
    let calls = state["Resource"]
        .as_str()
        .is_some_and(|it| it.contains(":::"));
    if calls && state.get("Parameters").is_none() && state.get("Arguments").is_none() {
        let is_jsonata = state["QueryLanguage"] == "JSONata";
        let field = if is_jsonata {
            "Arguments"
        } else {
            "Parameters"
        };
        state[field] = "${Given}".into();
    }
    if kind.has_next() && state.get("Next").is_none() && state.get("End").is_none() {
        state["End"] = true.into();
    }
    let rules = state.get_mut("Choices").and_then(Value::as_array_mut);
    for rule in rules.into_iter().flatten() {
        if rule.get("Next").is_none() {
            rule["Next"] = "Elsewhere".into();
        }
    }
    let mut states = Map::new();
    states.insert(name.to_owned(), state.clone());
    let lists = ["Choices", "Catch"].map(|it| state[it].as_array().cloned().unwrap_or_default());
    let targets = lists.iter().flatten().map(|it| &it["Next"]);
    for target in targets.chain([&state["Next"], &state["Default"]]) {
        if let Some(target) = target.as_str().filter(|it| *it != name) {
            states.insert(target.to_owned(), json!({ "Type": "Succeed" }));
        }
    }
    json!({ "StartAt": name, "States": states })
}
