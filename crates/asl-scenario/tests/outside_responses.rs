//! Responses that AWS gave: none is doubted, and each consists of members that the catalogue knows.

use std::collections::BTreeSet;

use asl_catalog::{Shape, Step, result};
use asl_scenario::conformance::{Mode, check_in_execution};
use asl_testing::outside::shared_files;
use serde_json::Value;

/// Whoever made the recordings public put words in the place of some headers.
const REPLACED: &str = "/SdkHttpMetadata/AllHttpHeaders";

/// The results of Tasks in the histories of recordings, with what was called.
fn results(value: &Value, found: &mut Vec<(String, Value)>) {
    let inner: Vec<&Value> = match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => return,
    };
    let details = value.get("taskSucceededEventDetails");
    let text = |name: &str| details.and_then(|it| it.get(name)?.as_str());
    if let (Some(service), Some(action)) = (text("resourceType"), text("resource")) {
        let output = details.and_then(|it| it.get("output"));
        let output = match output {
            Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
            other => other.cloned().unwrap_or_default(),
        };
        found.push((format!("arn:aws:states:::{service}:{action}"), output));
    }
    for it in inner {
        results(it, found);
    }
}

#[test]
fn recorded_responses_are_responses() {
    let mut wrong = BTreeSet::new();
    for (path, text) in shared_files("cases/recorded", &[".json"]) {
        let mut found = Vec::new();
        results(&serde_json::from_str(&text).unwrap_or_default(), &mut found);
        for (resource, output) in found {
            let case = path
                .parent()
                .and_then(|it| it.file_name())
                .unwrap_or_default();
            let mut mismatches = check_in_execution(&resource, &output, Mode::Strict);
            mismatches.retain(|it| !it.pointer.starts_with(REPLACED));
            let mismatches = mismatches
                .into_iter()
                .map(|it| format!("{}: {}", it.pointer, it.message));
            let unknown = result(&resource).map_or_else(Vec::new, |shape| unknown(&output, shape));
            wrong.extend(
                mismatches
                    .chain(unknown)
                    .map(|it| format!("{resource} {it} in {}", case.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The members of a value that its shape never has.
fn unknown(value: &Value, shape: Shape<'_>) -> Vec<String> {
    let below = |step: Step<'_>, value: &Value, name: &str| match step {
        Step::To(shape) => unknown(value, shape),
        Step::Open => Vec::new(),
        Step::Nowhere { .. } => vec![format!("has no {name}")],
    };
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members
                .flat_map(|(name, it)| below(shape.at_name(name), it, name))
                .collect()
        }
        Value::Array(items) => {
            let items = items.iter();
            items
                .flat_map(|it| below(shape.at_index(), it, "[]"))
                .collect()
        }
        _ => Vec::new(),
    }
}
