//! What a simulation is made from: the files and the options.

use std::path::Path;
use std::sync::Arc;

use asl_ide::{Mocks, SimulateRequest};
use asl_interp::{Guard, Keep, Names, RunOptions, WorkflowType};
use serde_json::Value;

use super::arguments::{
    Arguments, History, Limits, MockArguments, ReportArguments, Trace, Workflow,
};
use crate::definition::Chosen;
use crate::status::Failure;
use crate::{files, objects};

/// Reads every file that the arguments name.
pub(super) fn request(
    arguments: &Arguments,
    mocks: Option<Mocks>,
    chosen: &Chosen,
) -> Result<SimulateRequest, Failure> {
    let objects = arguments.objects.s3.as_deref().map(objects::load);
    let context = arguments.execution.context.as_deref().map(context);
    Ok(SimulateRequest {
        input: json(arguments.input.as_deref())?,
        mocks,
        options: RunOptions {
            objects: objects.transpose()?.map(Arc::new),
            context: context.transpose()?,
            ..options(arguments, chosen)
        },
        state_machine: None,
        values: chosen.config.substitutions.clone(),
    })
}

/// A JSON file, where one is named.
pub(super) fn json(path: Option<&Path>) -> Result<Option<Value>, Failure> {
    path.map(files::read_json).transpose()
}

/// Members of the context object.
fn context(path: &Path) -> Result<Value, Failure> {
    let members = files::read_json(path)?;
    if members.is_object() {
        return Ok(members);
    }
    let path = path.display();
    Err(Failure::new(format!(
        "{path}: an object is needed, with members of the context object"
    )))
}

/// The mock file, where one is named.
pub(super) fn mocks(arguments: &MockArguments) -> Result<Option<Mocks>, Failure> {
    let Some(path) = &arguments.mock else {
        return Ok(None);
    };
    Ok(Some(Mocks {
        name: path.display().to_string(),
        config: files::read_json(path)?,
        state_machine: arguments.state_machine.clone(),
        test_case: arguments.test_case.clone(),
    }))
}

/// The options that need no file.
pub(super) fn options(arguments: &Arguments, chosen: &Chosen) -> RunOptions {
    let (execution, limits) = (&arguments.execution, &arguments.limits);
    let mut defaults = RunOptions::default();
    let names = std::mem::take(&mut defaults.names);
    RunOptions {
        workflow: workflow(execution.workflow, chosen),
        seed: execution.seed,
        start_time: execution.start_time.unwrap_or(defaults.start_time),
        limits: limits.of_aws == Limits::On,
        guard: Guard {
            steps: limits.max_steps,
            bytes: limits.max_memory.saturating_mul(1 << 20),
            ..defaults.guard
        },
        keep: keep(&arguments.report),
        names: Names {
            execution: execution.name.clone(),
            state_machine: chosen.machine.name.clone().unwrap_or(names.state_machine),
            ..names
        },
        ..defaults
    }
}

/// What the user says of the workflow, else what stands around it.
fn workflow(given: Option<Workflow>, chosen: &Chosen) -> WorkflowType {
    match given {
        Some(Workflow::Standard) => WorkflowType::Standard,
        Some(Workflow::Express) => WorkflowType::Express,
        None => chosen.check_config().workflow.unwrap_or_default(),
    }
}

/// What nobody is going to see is not kept, so that long runs need little memory.
fn keep(arguments: &ReportArguments) -> Keep {
    let table = arguments.history == History::Table;
    Keep {
        history: arguments.history == History::Json,
        trace: table || arguments.trace.is_some() || arguments.show.is_some(),
        children: arguments.trace == Some(Trace::Json),
    }
}
