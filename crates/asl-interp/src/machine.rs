//! A compiled state machine.

use std::fmt;

use asl_lang::{StateType, WorkflowType};
use serde_json::Value;

use crate::program::{Flow, Kind, State, StateId, TimeLimit};
use crate::worker::{Pattern, TaskKind};

/// A state machine, ready to run: every path, template, rule and timestamp is compiled.
#[derive(Debug)]
pub struct Machine {
    pub(crate) flow: Flow,
    pub(crate) states: Vec<State>,
    pub(crate) timeout: TimeLimit,
    pub(crate) definition_bytes: usize,
}

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
    /// Compiles a definition. The errors are what stops it from running at all; what AWS would
    /// refuse besides is for the checker to say.
    pub fn compile(definition: &Value) -> Result<Self, Vec<CompileError>> {
        crate::compile::compile(definition)
    }

    /// Every state's name and type, those of branches and item processors included.
    pub fn states(&self) -> impl Iterator<Item = (&str, StateType)> {
        self.states
            .iter()
            .map(|state| (&*state.name, state.state_type))
    }

    /// Whether a workflow of that type may be like this. What AWS refuses in an Express one is said
    /// in AWS's words (recorded in answers of `CreateStateMachine`).
    pub fn check_workflow(&self, workflow: WorkflowType) -> Result<(), Vec<CompileError>> {
        if workflow == WorkflowType::Standard {
            return Ok(());
        }
        let errors: Vec<_> = self.states.iter().filter_map(standard_only).collect();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    pub(crate) fn state(&self, id: StateId) -> &State {
        &self.states[id.index()]
    }
}

/// What a state has that only Standard workflows have.
fn standard_only(state: &State) -> Option<CompileError> {
    let (field, what) = match &state.kind {
        Kind::Task(task) => ("Resource", not_in_express(&task.kind)?),
        // Not recorded; documented: developer guide, "Using Map state in Distributed mode".
        Kind::Map(map) if map.distributed.is_some() => (
            "ItemProcessor/ProcessorConfig",
            "a Map state in Distributed mode".to_owned(),
        ),
        _ => return None,
    };
    Some(CompileError {
        pointer: format!("{}/{field}", state.pointer),
        message: format!("Express state machine does not support {what}"),
    })
}

fn not_in_express(task: &TaskKind) -> Option<String> {
    let pattern = match task {
        TaskKind::Activity => return Some("Activity ARN".to_owned()),
        TaskKind::Service { pattern, .. } => match pattern {
            Pattern::RequestResponse => return None,
            Pattern::Sync => ".sync",
            Pattern::Sync2 => ".sync:2",
            Pattern::WaitForTaskToken => ".waitForTaskToken",
        },
        TaskKind::Lambda | TaskKind::Other => return None,
    };
    Some(format!("'{pattern}' service integration"))
}
