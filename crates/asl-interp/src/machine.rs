//! A compiled state machine.

use std::fmt;

use asl_lang::StateType;
use serde_json::Value;

use crate::program::{Flow, State, StateId, TimeLimit};

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

    pub(crate) fn state(&self, id: StateId) -> &State {
        &self.states[id.index()]
    }
}
