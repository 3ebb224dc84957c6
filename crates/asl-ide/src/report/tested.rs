//! One tested state in words, as markdown.

use std::fmt::Write;

use asl_scenario::test_state::Answer;
use serde_json::Value;

use super::{made_up, pretty};

/// A tested state for whoever has no view of its own for it: how it ended, what it hands on, and
/// the data after every step.
pub fn tested(state: &str, answer: &Answer) -> String {
    let response = &answer.response;
    let mut text = format!("# {state}\n\n**{}**", answer.outcome.status.name());
    if let Some(next) = &answer.outcome.next {
        let _ = write!(text, ", next: {next}");
    }
    text.push_str("\n\n");
    if answer.outcome.sampled {
        let _ = write!(text, "{}.\n\n", made_up(state));
    }
    for (title, member) in [("Error", "error"), ("Cause", "cause")] {
        if let Some(value) = response.get(member).and_then(Value::as_str) {
            let _ = write!(text, "{title}: {value}\n\n");
        }
    }
    section(&mut text, "Output", response.get("output"));
    let steps = response.get("inspectionData").and_then(Value::as_object);
    for (name, value) in steps.into_iter().flatten() {
        section(&mut text, &title(name), Some(value));
    }
    text
}

/// A document, which the response has as text, or a number.
fn section(text: &mut String, title: &str, value: Option<&Value>) {
    let Some(value) = value else { return };
    let document = value
        .as_str()
        .and_then(|text| serde_json::from_str(text).ok());
    let shown = pretty(document.as_ref().unwrap_or(value));
    let _ = write!(text, "## {title}\n\n```json\n{shown}\n```\n\n");
}

/// `afterInputPath` as `After InputPath`, `maxConcurrency` as `MaxConcurrency`.
fn title(member: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    match member.strip_prefix("after") {
        Some(field) => format!("After {field}"),
        None => capital(member),
    }
}
