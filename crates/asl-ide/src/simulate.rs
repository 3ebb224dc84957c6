//! Runs the definition in the editor.

mod deployed;
mod mocks;
mod problems;

use std::collections::BTreeMap;

use asl_interp::{Execution, Machine, RunOptions, Worker};
use asl_scenario::sample::SampleWorker;
use serde_json::{Value, json};

use crate::{Analysis, FileId, report};

pub(crate) use deployed::Runnable;
pub use mocks::Mocks;
pub use problems::{SimulateError, SimulateProblem};

/// What to run a definition with.
#[derive(Debug, Clone, Default)]
pub struct SimulateRequest {
    /// The execution's input; `{}` when there is none.
    pub input: Option<Value>,
    /// Answers for Tasks.
    pub mocks: Option<Mocks>,
    /// The state machine of a template by its logical id; not needed where there is only one.
    pub state_machine: Option<String>,
    /// What a deployment puts in the place of `${Name}`, over what a template says.
    pub values: BTreeMap<String, String>,
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

impl Simulation {
    /// `{"status", "output" | "error", "cause", "events", "notes"}`.
    pub fn to_json(&self) -> Value {
        let mut answer = self.execution.to_json();
        if let Value::Object(answer) = &mut answer {
            answer.insert("notes".to_owned(), json!(self.notes));
        }
        answer
    }
}

/// # Simulate
///
/// Runs the definition as it stands in the editor with the shared interpreter: on virtual time,
/// without the network. Tasks are answered by the mocks of the given test case; a Task that has none
/// gets a made-up answer, and the report says so.
pub fn simulate(
    analysis: &Analysis,
    file: FileId,
    request: SimulateRequest,
) -> Result<Simulation, SimulateError> {
    crate::simulate_with(analysis, file, request, &mut SampleWorker)
}

/// Runs a definition with another worker for the Tasks that have no mock.
pub(crate) fn run(
    definition: &Runnable<'_>,
    request: SimulateRequest,
    others: &mut dyn Worker,
) -> Result<Simulation, SimulateError> {
    let machine = Machine::compile(&definition.definition()?)
        .map_err(|errors| definition.compiling(errors))?;
    let input = request.input.unwrap_or_else(|| json!({}));
    let Some(mocks) = &request.mocks else {
        let execution = asl_interp::run(&machine, input, others, &request.options);
        let notes = made_up(&execution);
        return Ok(Simulation { execution, notes });
    };
    let worker = mocks.worker()?;
    let mut notes = mocks::pointless(&machine, worker.mocked());
    let mut worker = worker.with_others(others);
    let execution = asl_interp::run(&machine, input, &mut worker, &request.options);
    notes.extend(mocks::unused(&machine, worker.unused()));
    notes.extend_from_slice(worker.doubts());
    notes.extend(made_up(&execution));
    Ok(Simulation { execution, notes })
}

fn made_up(execution: &Execution) -> Vec<String> {
    let states = execution.sampled.iter();
    states.map(|state| report::made_up(state)).collect()
}
