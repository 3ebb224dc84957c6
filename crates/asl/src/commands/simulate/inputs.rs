//! What a simulation is made from: the files and the options.

use std::path::PathBuf;

use asl_ide::SimulateRequest;
use asl_interp::{RunOptions, WorkflowType};

use super::arguments::{Arguments, Limits, Workflow};
use crate::files;
use crate::status::Failure;

/// Reads every file that the arguments name.
pub(super) fn request(arguments: &Arguments) -> Result<SimulateRequest, Failure> {
    let read = |path: &Option<PathBuf>| path.as_deref().map(files::read_json).transpose();
    Ok(SimulateRequest {
        input: read(&arguments.input)?,
        mocks: read(&arguments.mock)?,
        state_machine: arguments.state_machine.clone(),
        test_case: arguments.test_case.clone(),
        options: options(arguments),
    })
}

fn options(arguments: &Arguments) -> RunOptions {
    let defaults = RunOptions::default();
    RunOptions {
        workflow: match arguments.workflow {
            Workflow::Standard => WorkflowType::Standard,
            Workflow::Express => WorkflowType::Express,
        },
        seed: arguments.seed,
        start_time: arguments.start_time.unwrap_or(defaults.start_time),
        limits: arguments.limits == Limits::On,
        ..defaults
    }
}
