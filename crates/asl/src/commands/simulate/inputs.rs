//! What a simulation is made from: the files and the options.

use std::path::PathBuf;
use std::sync::Arc;

use asl_ide::SimulateRequest;
use asl_interp::{Guard, Keep, Names, RunOptions, WorkflowType};
use serde_json::Value;

use super::arguments::{Arguments, History, Limits, Trace, Workflow};
use crate::status::Failure;
use crate::{files, objects};

/// Reads every file that the arguments name.
pub(super) fn request(arguments: &Arguments) -> Result<SimulateRequest, Failure> {
    let read = |path: &Option<PathBuf>| path.as_deref().map(files::read_json).transpose();
    let objects = arguments.s3.as_deref().map(objects::load).transpose()?;
    Ok(SimulateRequest {
        input: read(&arguments.input)?,
        mocks: read(&arguments.mock)?,
        state_machine: arguments.state_machine.clone(),
        test_case: arguments.test_case.clone(),
        options: RunOptions {
            objects: objects.map(Arc::new),
            ..options(arguments, read(&arguments.context)?)
        },
    })
}

pub(super) fn options(arguments: &Arguments, context: Option<Value>) -> RunOptions {
    let defaults = RunOptions::default();
    RunOptions {
        workflow: match arguments.workflow {
            Workflow::Standard => WorkflowType::Standard,
            Workflow::Express => WorkflowType::Express,
        },
        seed: arguments.seed,
        start_time: arguments.start_time.unwrap_or(defaults.start_time),
        limits: arguments.limits == Limits::On,
        guard: Guard {
            steps: arguments.max_steps,
            bytes: arguments.max_memory.saturating_mul(1 << 20),
            ..defaults.guard
        },
        keep: keep(arguments),
        names: Names {
            execution: arguments.name.clone(),
            ..defaults.names
        },
        context,
        ..defaults
    }
}

/// What nobody is going to see is not kept, so that long runs need little memory.
fn keep(arguments: &Arguments) -> Keep {
    let table = arguments.history == History::Table;
    Keep {
        history: arguments.history == History::Json,
        trace: table || arguments.trace.is_some() || arguments.show.is_some(),
        children: arguments.trace == Some(Trace::Json),
    }
}
