//! Runs the definition in the editor.

use std::fmt;

use asl_interp::{Execution, RunOptions};
use serde_json::Value;

use crate::{Analysis, FileId};

/// What to run a definition with.
#[derive(Debug, Clone, Default)]
pub struct SimulateRequest {
    /// The execution's input; `{}` when there is none.
    pub input: Option<Value>,
    /// Mocks in the form of AWS Step Functions Local's `MockConfigFile.json`.
    pub mocks: Option<Value>,
    /// The state machine of the mocks; not needed when they have only one.
    pub state_machine: Option<String>,
    /// The test case of the mocks; not needed when they have only one.
    pub test_case: Option<String>,
    /// Workflow type, seed, start time, limits, guard, context, cancellation.
    pub options: RunOptions,
}

/// A finished simulation.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// What happened.
    pub execution: Execution,
    /// What the user should know besides: which answers were made up, say.
    pub notes: Vec<String>,
}

/// Why there is nothing to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulateError {
    /// In words for the user, one line per problem.
    pub message: String,
}

impl fmt::Display for SimulateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SimulateError {}

impl Simulation {
    /// `{"status", "output" | "error", "cause", "events", "notes"}`.
    pub fn to_json(&self) -> Value {
        self.execution.to_json()
    }
}

/// # Simulate
///
/// Not written yet.
pub fn simulate(
    analysis: &Analysis,
    file: FileId,
    request: SimulateRequest,
) -> Result<Simulation, SimulateError> {
    let _ = (analysis, file, request);
    Err(SimulateError {
        message: "not written yet".to_owned(),
    })
}
