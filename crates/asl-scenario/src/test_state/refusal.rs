//! What AWS says when it does not test a state.

use std::fmt;

use asl_interp::CompileError;
use serde_json::{Value, json};

/// The kind of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// `ValidationException`.
    Validation,
    /// `InvalidDefinition`.
    InvalidDefinition,
    /// `InvalidExecutionInput`.
    InvalidInput,
    /// `ParamValidationError`: the caller's own library refuses, AWS is never asked.
    Parameter,
}

impl Code {
    /// The name of the exception.
    pub fn name(self) -> &'static str {
        match self {
            Self::Validation => "ValidationException",
            Self::InvalidDefinition => "InvalidDefinition",
            Self::InvalidInput => "InvalidExecutionInput",
            Self::Parameter => "ParamValidationError",
        }
    }
}

/// A request that AWS refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The kind.
    pub code: Code,
    /// The words.
    pub message: String,
}

impl Refusal {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// The refusal of a definition that cannot run. AWS gives the places of a lone state as those
    /// of a machine that holds it (recorded); the words of most mistakes are our own.
    pub fn of_definition(errors: &[CompileError], lone: bool) -> Self {
        let place = if lone { "/States/StateName" } else { "" };
        let said = errors.iter().map(|error| {
            let (message, pointer) = (&error.message, &error.pointer);
            format!("SCHEMA_VALIDATION_FAILED: {message} at {place}{pointer}")
        });
        let said = said.collect::<Vec<_>>().join(", ");
        let message = format!("Invalid State Machine Definition: '{said}'");
        Self::new(Code::InvalidDefinition, message)
    }

    /// `{"Error": {"Code", "Message"}, "message"}`, as the API's clients show it.
    pub fn to_json(&self) -> Value {
        let (code, message) = (self.code.name(), &self.message);
        json!({ "Error": { "Code": code, "Message": message }, "message": message })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.name(), self.message)
    }
}

impl std::error::Error for Refusal {}
