//! JSONPath states as JSONata states that do the same.
//!
//! What differs wherever data is not as the definition expects: a JSONPath state ends the execution with
//! `States.Runtime`, a JSONata state fails with `States.QueryEvaluationError`, which can be caught; a name on an array is
//! a failure for a path, JSONata looks into the items. Numbers are doubles in JSONata, so that `1.0` is written `1`.

mod choice;
mod expr;
mod filter;
mod handlers;
mod intrinsic;
mod map;
mod path;
mod state;
mod template;
mod text;
mod value;

use asl_path::PathError;
use asl_path::path::{Path, StepKind};
use asl_syntax::TextRange;

use super::{Note, Refused};
pub(super) use state::convert_state;

/// Why something cannot be converted.
#[derive(Debug, Clone)]
pub(super) struct Why(String);

impl Why {
    fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    fn of(errors: &[PathError]) -> Self {
        Self(
            errors
                .first()
                .map_or_else(String::new, |it| it.message.clone()),
        )
    }

    fn name(name: &str) -> Self {
        Self(format!(
            "JSONata has no step to a member with the name \"{name}\""
        ))
    }

    fn negative() -> Self {
        Self("A negative index always leads to null, which JSONata has no step for".to_owned())
    }

    fn spread() -> Self {
        Self("An index or a filter applies to each of the values before it; in JSONata it would apply to all of them together".to_owned())
    }
}

/// The same with its place.
#[derive(Debug, Clone)]
pub(super) struct Stop(Refused);

impl Stop {
    fn at(range: TextRange, why: Why) -> Self {
        Self(Refused {
            range,
            reason: why.0,
        })
    }

    pub(super) fn into_refused(self) -> Refused {
        self.0
    }
}

/// What a user should know of what was converted.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The value that is being converted.
    at: TextRange,
    pub(super) all: Vec<Note>,
}

impl Notes {
    fn add(&mut self, text: impl Into<String>) {
        let note = Note {
            range: self.at,
            text: text.into(),
        };
        if !self.all.contains(&note) {
            self.all.push(note);
        }
    }

    /// Where a path leads to parts of several things, JSONata takes arrays among the parts apart. What `[*]` alone finds
    /// are the items as they are.
    fn spread(&mut self, path: &Path) {
        let joins = match path.steps.last().map(|it| &it.kind) {
            Some(StepKind::Names(_) | StepKind::Slice { .. } | StepKind::Filter(_)) => true,
            Some(StepKind::Indices(indices)) => indices.len() > 1,
            _ => false,
        };
        if joins && !path.is_definite() {
            self.add("Where this finds arrays, JSONata joins their items to one array");
        }
    }
}

/// Whether an expression has a value wherever it may stand.
fn is_given(code: &str) -> bool {
    let name = code.strip_prefix('$').unwrap_or_default();
    let name = name.strip_prefix("states.").unwrap_or(name);
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}
