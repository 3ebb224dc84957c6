//! Definitions out of Markdown: whole machines as they stand, single states wrapped into a machine.

use std::path::Path;

use serde_json::{Map, Value, json};

/// One definition of a guide.
pub(crate) struct Block {
    /// The guide's number and the line of the block: `003-92`.
    pub(crate) name: String,
    /// The definition, as JSON text.
    pub(crate) definition: String,
    /// A whole machine, not a wrapped state.
    pub(crate) is_machine: bool,
}

/// The definitions of all guides, or `None` (with a note) where the guides do not lie beside the repository.
pub(crate) fn blocks() -> Option<Vec<Block>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not here", folder.display());
        return None;
    };
    let mut found = Vec::new();
    for path in entries.flatten().map(|it| it.path()) {
        let text = std::fs::read_to_string(&path).expect("a guide is text");
        let number = path
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()[..3]
            .to_owned();
        let definitions = fenced(&text)
            .into_iter()
            .filter_map(|(line, body)| definition(&number, line, body));
        found.extend(definitions);
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Some(found)
}

/// The bodies of the fenced blocks in JSON, with their lines.
fn fenced(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(language) = line.trim().strip_prefix("```") else {
            continue;
        };
        let body: Vec<&str> = lines
            .by_ref()
            .map(|it| it.1)
            .take_while(|it| !it.trim().starts_with("```"))
            .collect();
        if matches!(language, "json" | "") {
            found.push((number + 1, body.join("\n")));
        }
    }
    found
}

fn definition(guide: &str, line: usize, body: String) -> Option<Block> {
    let name = format!("{guide}-{line}");
    let value: Value = serde_json::from_str(&body)
        .or_else(|_| serde_json::from_str(&format!("{{{body}}}")))
        .ok()?;
    let members = value.as_object()?;
    if members.contains_key("StartAt") {
        return Some(Block {
            name,
            definition: body,
            is_machine: true,
        });
    }
    let is_state = |it: &Value| it.get("Type").is_some();
    (!members.is_empty() && members.values().all(is_state)).then(|| Block {
        name,
        definition: wrapped(members),
        is_machine: false,
    })
}

/// A machine around loose states: a Choice leads to each of them, and every state they name exists.
fn wrapped(loose: &Map<String, Value>) -> String {
    let mut states = loose.clone();
    for state in loose.values() {
        for target in targets(state) {
            states
                .entry(target)
                .or_insert_with(|| json!({ "Type": "Succeed" }));
        }
    }
    let ends = ["Task", "Pass", "Wait", "Parallel", "Map"];
    for (_, state) in &mut states {
        let needs_end = ends.iter().any(|it| state["Type"] == *it) && state.get("Next").is_none();
        if let (true, Some(state)) = (needs_end, state.as_object_mut()) {
            state.insert("End".to_owned(), true.into());
        }
    }
    let choices: Vec<Value> = loose
        .keys()
        .map(|it| json!({ "Variable": "$.which", "StringEquals": it, "Next": it }))
        .collect();
    let default = loose.keys().next().cloned().unwrap_or_default();
    states.insert(
        "Which".to_owned(),
        json!({ "Type": "Choice", "Choices": choices, "Default": default }),
    );
    json!({ "StartAt": "Which", "States": states }).to_string()
}

/// The states that a state names, those inside nested machines left out.
fn targets(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| named(key, value))
            .collect(),
        Value::Array(values) => values.iter().flat_map(targets).collect(),
        _ => Vec::new(),
    }
}

fn named(key: &str, value: &Value) -> Vec<String> {
    match (key, value) {
        ("Next" | "Default", Value::String(target)) => vec![target.clone()],
        ("Branches" | "Iterator" | "ItemProcessor", _) => Vec::new(),
        _ => targets(value),
    }
}
