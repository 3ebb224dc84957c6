//! Every state of every definition of the corpus can be tested, and twice with the same answer.

use asl_testing::binary::repository;
use asl_testing::outside::files;
use serde_json::{Value, json};

use crate::support::{error, inspect, result};

/// The names of all states, at any depth.
fn names(value: &Value, found: &mut Vec<String>) {
    if let Some(states) = value.get("States").and_then(Value::as_object) {
        found.extend(states.keys().cloned());
    }
    match value {
        Value::Object(members) => members.values().for_each(|member| names(member, found)),
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

#[test]
fn every_state_answers() {
    let mut tested = 0;
    for (path, text) in files(&repository().join("tests/corpus"), &[".asl.json"]) {
        if path.to_string_lossy().contains(".broken.") {
            continue;
        }
        let definition: Value = serde_json::from_str(&text).unwrap();
        let mut states = Vec::new();
        names(&definition, &mut states);
        for state in states {
            for mock in [
                Value::Null,
                result(json!({})),
                result(json!([])),
                error("States.TaskFailed"),
            ] {
                let request = json!({ "stateName": state, "mock": mock });
                let once = inspect(definition.clone(), request.clone());
                let place = format!("{}: {state}", path.display());
                assert!(!once.contains("State not found"), "{place}: {once}");
                let ends = once.contains("status: ") || once.contains("ValidationException: ");
                assert!(
                    ends || once.contains("InvalidDefinition: TestState"),
                    "{place}: {once}"
                );
                assert_eq!(once, inspect(definition.clone(), request), "{place}");
                tested += 1;
            }
        }
    }
    assert!(tested > 100, "{tested}");
}
