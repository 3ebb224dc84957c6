//! The mock of a request, checked against the state that it stands in for.

use asl_interp::single::{Mock, StateUnderTest};
use asl_lang::StateType;
use serde_json::Value;

use super::{Code, MockInput, Refusal};
use crate::conformance::{self, Mode};

pub(super) fn mocked(mock: &MockInput, test: &StateUnderTest) -> Result<Mock, Refusal> {
    let mode = mode(mock)?;
    match (&mock.result, &mock.error_output) {
        (Some(text), None) => result(text, mode, test).map(Mock::Result),
        (None, Some(output)) if output.error.as_deref().unwrap_or_default().is_empty() => {
            // Not recorded; others report these words.
            let message = "An error was not specified in the mocked error output.";
            Err(Refusal::new(Code::Validation, message))
        }
        (None, Some(output)) => Ok(Mock::Error {
            error: output.error.clone(),
            cause: output.cause.clone(),
        }),
        // Recorded for both; that neither is refused with the same words is a guess.
        _ => Err(Refusal::new(
            Code::Validation,
            "A test mock should have only one of the following fields: [result, errorOutput].",
        )),
    }
}

/// Nothing when results are not checked.
fn mode(mock: &MockInput) -> Result<Option<Mode>, Refusal> {
    match mock.field_validation_mode.as_deref() {
        None | Some("STRICT") => Ok(Some(Mode::Strict)),
        Some("PRESENT") => Ok(Some(Mode::Present)),
        Some("NONE") => Ok(None),
        Some(other) => {
            let message = format!(
                "1 validation error detected: Value '{other}' at 'mock.fieldValidationMode' failed to satisfy constraint: Member must satisfy enum value set: [STRICT, PRESENT, NONE]"
            );
            Err(Refusal::new(Code::Validation, message))
        }
    }
}

fn result(text: &str, mode: Option<Mode>, test: &StateUnderTest) -> Result<Value, Refusal> {
    let refused = |message: &str| Err(Refusal::new(Code::Validation, message));
    let Ok(result) = serde_json::from_str::<Value>(text) else {
        return refused("Mocked result must be valid JSON");
    };
    match test.state_type() {
        StateType::Map if test.writes_results() && !result.is_object() => {
            return refused("Mocked result must be a JSON object.");
        }
        StateType::Map if !test.writes_results() && !result.is_array() => {
            return refused("Mocked result must be an array.");
        }
        StateType::Parallel => {
            let Some(items) = result.as_array() else {
                return refused("Mocked result must be an array.");
            };
            if Some(items.len()) != test.branches() {
                return refused(
                    "Mocked result must contain the same number of items as number of Parallel branches.",
                );
            }
        }
        _ => {}
    }
    if let (Some(resource), Some(mode)) = (test.resource(), mode) {
        let mismatches = conformance::check(resource, &result, mode);
        if let Some(first) = mismatches.into_iter().next() {
            let message = format!("Mock result schema validation error: {}", first.message);
            return Err(Refusal::new(Code::Validation, message));
        }
    }
    Ok(result)
}
