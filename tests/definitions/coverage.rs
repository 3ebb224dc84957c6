//! The test cases of the corpus leave nothing of a definition unused: every state is visited, every choice rule and
//! every `Default` decides, every retrier retries and every catcher catches.

use std::collections::BTreeSet;

use asl_interp::StateVisit;
use serde_json::Value;

use crate::corpus::{DEFINITIONS, Definition};

#[test]
fn every_part_of_a_definition_is_used_by_some_case() {
    let missing: Vec<String> = DEFINITIONS.iter().flat_map(unused).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The parts that no test case uses.
fn unused(definition: &Definition) -> Vec<String> {
    let document = definition.document();
    let value = document.parse().root().value();
    let value = value.map(|it| it.to_json()).unwrap_or_default();
    let mut wanted = BTreeSet::new();
    parts(&value, "", &mut wanted);
    for case in definition.cases() {
        for visit in &definition.run(&case).execution.states {
            for part in used(visit) {
                wanted.remove(&part);
            }
        }
    }
    let named = |it| format!("{}: {it}", definition.file);
    wanted.into_iter().map(named).collect()
}

/// JSON pointers of what can be used: states, choice rules, `Default`, retriers, catchers.
fn parts(value: &Value, pointer: &str, found: &mut BTreeSet<String>) {
    for (name, state) in value["States"].as_object().into_iter().flatten() {
        let name = name.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{pointer}/States/{name}");
        found.insert(pointer.clone());
        for list in ["Choices", "Retry", "Catch"] {
            let count = state[list].as_array().map_or(0, Vec::len);
            found.extend((0..count).map(|it| format!("{pointer}/{list}/{it}")));
        }
        if state.get("Default").is_some() {
            found.insert(format!("{pointer}/Default"));
        }
        let branches = state["Branches"].as_array().into_iter().flatten();
        for (index, branch) in branches.enumerate() {
            parts(branch, &format!("{pointer}/Branches/{index}"), found);
        }
        parts(
            &state["ItemProcessor"],
            &format!("{pointer}/ItemProcessor"),
            found,
        );
    }
}

/// What one visit used.
fn used(visit: &StateVisit) -> Vec<String> {
    let pointer = &visit.pointer;
    let retries = visit.retries.iter();
    let mut used: Vec<String> = retries
        .map(|it| format!("{pointer}/Retry/{}", it.retrier))
        .collect();
    used.extend(visit.caught_by.map(|it| format!("{pointer}/Catch/{it}")));
    match visit.chosen {
        Some(rule) => used.push(format!("{pointer}/Choices/{rule}")),
        None if visit.next.is_some() => used.push(format!("{pointer}/Default")),
        None => {}
    }
    used.push(pointer.to_string());
    used
}
