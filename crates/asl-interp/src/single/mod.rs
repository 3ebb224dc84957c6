//! One state alone, as AWS's `TestState` runs it: compiled from a whole machine and a name or from
//! a lone state, run once through the data flow of a whole execution, with plain data in and out.

mod definition;

use std::time::Duration;

use asl_lang::StateType;
use serde_json::{Map, Value};

use crate::program::{Kind, State, StateId, Steps};
use crate::worker::TaskKind;
use crate::{CompileError, Machine, Payload, RunOptions, StateVisit, Worker};

/// The name that AWS gives to a lone state (recorded).
pub const LONE_STATE: &str = "StateName";

/// A state that can be run alone.
#[derive(Debug)]
pub struct StateUnderTest {
    pub(crate) machine: Machine,
    state: StateId,
    /// Whether the state is inside a Map.
    pub(crate) inside_map: bool,
    /// Whether a Map has an `ItemReader`.
    reads_items: bool,
    /// Whether a Map has a `ResultWriter`.
    writes_results: bool,
}

/// Why there is no state to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinitionError {
    /// No state of the definition has the name.
    NoSuchState,
    /// The definition is a whole machine, and no state of it is named.
    NoName,
    /// The definition cannot run.
    Broken(Vec<CompileError>),
}

/// What the state is run with, besides its input.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// What the state's work gives, without being done.
    pub mock: Option<Mock>,
    /// The workflow's variables.
    pub variables: Map<String, Value>,
    /// The whole context object (`$$`, `$states.context`); one is made up when there is none.
    pub context: Option<Value>,
    /// Retries that the retrier of the error has made before.
    pub retries: u64,
    /// Iterations of the Map that failed.
    pub failed_items: Option<u64>,
    /// What the `ItemReader` of the Map reads, as it is in its source.
    pub reader_data: Option<String>,
}

/// What stands in for a state's work.
#[derive(Clone, Debug, PartialEq)]
pub enum Mock {
    /// The result, before `ResultSelector`; of a Map or Parallel the result of all of it.
    Result(Value),
    /// The work fails.
    Error {
        /// The error's name.
        error: Option<String>,
        /// What happened.
        cause: Option<String>,
    },
}

/// How the state ended, in AWS's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SingleStatus {
    /// It has its output.
    Succeeded,
    /// Its error was neither retried nor caught.
    Failed,
    /// A retrier takes its error.
    Retriable,
    /// A catcher took its error.
    CaughtError,
}

impl SingleStatus {
    /// `SUCCEEDED`, `FAILED`, `RETRIABLE` or `CAUGHT_ERROR`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::Retriable => "RETRIABLE",
            Self::CaughtError => "CAUGHT_ERROR",
        }
    }
}

/// What became of the state.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub status: SingleStatus,
    /// What it hands on, also by way of a catcher.
    pub output: Option<Payload>,
    /// The name of its error.
    pub error: Option<String>,
    /// The cause of its error.
    pub cause: Option<String>,
    /// The state that follows.
    pub next: Option<String>,
    /// The retrier (index into `Retry`) that takes the error, with or without attempts left.
    pub retrier: Option<usize>,
    /// The wait before the next attempt.
    pub backoff: Option<Duration>,
    /// The variables after the state, by name.
    pub variables: Vec<(String, Payload)>,
    /// The result was made up.
    pub sampled: bool,
    /// The data after every step.
    pub visit: StateVisit,
}

impl StateUnderTest {
    /// Compiles a definition: a whole machine with the name of one of its states, at any depth, or
    /// a lone state. The pointers of the errors are those of the definition as it is given.
    pub fn compile(definition: &Value, name: Option<&str>) -> Result<Self, DefinitionError> {
        definition::compile(definition, name)
    }

    /// Runs the state.
    pub fn run(
        &self,
        input: Value,
        setup: Setup,
        worker: &mut dyn Worker,
        options: &RunOptions,
    ) -> Option<Outcome> {
        crate::run::single::run(self, input, setup, worker, options)
    }

    /// The state's name.
    pub fn name(&self) -> &str {
        &self.state().name
    }

    /// The state's type.
    pub fn state_type(&self) -> StateType {
        self.state().state_type
    }

    /// The state's place in the definition that was compiled, as a JSON pointer.
    pub fn pointer(&self) -> &str {
        &self.state().pointer
    }

    /// What a Task calls.
    pub fn task(&self) -> Option<&TaskKind> {
        match &self.state().kind {
            Kind::Task(task) => Some(&task.kind),
            _ => None,
        }
    }

    /// The `Resource` of a Task as written.
    pub fn resource(&self) -> Option<&str> {
        match &self.state().kind {
            Kind::Task(task) => Some(&task.resource),
            _ => None,
        }
    }

    /// Whether a Pass has a `Result`.
    pub fn has_result(&self) -> bool {
        matches!(self.state().kind, Kind::Pass { result: Some(_) })
    }

    /// Whether a Map has an `ItemReader`.
    pub fn reads_items(&self) -> bool {
        self.reads_items
    }

    /// Whether a Map has a `ResultWriter`.
    pub fn writes_results(&self) -> bool {
        self.writes_results
    }

    /// How many branches a Parallel has.
    pub fn branches(&self) -> Option<usize> {
        match &self.state().kind {
            Kind::Parallel { branches } => Some(branches.len()),
            _ => None,
        }
    }

    /// Whether the state's query language is JSONata.
    pub fn is_jsonata(&self) -> bool {
        matches!(self.state().steps, Steps::Jsonata(_))
    }

    /// Whether a state of that name is inside the state.
    pub fn holds(&self, name: &str) -> bool {
        let outer = &self.state().pointer;
        let mut states = self.machine.states.iter();
        states.any(|state| {
            let below = state.pointer.strip_prefix(&**outer);
            &*state.name == name && below.is_some_and(|rest| rest.starts_with('/'))
        })
    }

    fn state(&self) -> &State {
        self.machine.state(self.state)
    }
}
