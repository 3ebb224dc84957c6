//! Runs a machine.

use serde_json::Value;

use crate::{Execution, Machine, RunOptions, Status, Summary, Worker};

/// Runs a machine from its start to its end on virtual time.
pub fn run(_machine: &Machine, _input: Value, _worker: &mut dyn Worker, _options: &RunOptions) -> Execution {
    Execution {
        status: Status::Aborted,
        output: None,
        error: None,
        cause: None,
        events: Vec::new(),
        states: Vec::new(),
        sampled: Vec::new(),
        summary: Summary::default(),
    }
}
