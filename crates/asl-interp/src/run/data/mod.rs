//! The data-flow steps, in the state's query language.

pub(super) mod context;
pub(super) mod jsonata;
pub(super) mod numbers;
mod placing;
pub(super) mod scope;
pub(super) mod variables;

use std::borrow::Cow;
use std::sync::Arc;

use asl_path::path::{invalid_path, resolve};
use asl_path::reference::{self, ReferenceFailure};
use asl_path::template::{self, Template};
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::program::{PathText, Payloads, Selection, State, Target};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::data::jsonata::Given;
use crate::run::data::scope::View;
use crate::{Assignment, Payload};

/// The variables that a state assigns.
pub(in crate::run) type Assigned = Vec<Assignment>;

impl<'r> Simulation<'r> {
    /// The visited state. The machine outlives the simulation, so the state can be held while the
    /// simulation changes.
    pub(in crate::run) fn state_of(&self, id: BranchId) -> Option<&'r State> {
        Some(self.machine.state(self.branches.frame(id)?.state))
    }

    /// Evaluates something with the view that the visited state has when `$` is `input`.
    pub(in crate::run) fn with_view<T>(
        &self,
        id: BranchId,
        input: &Value,
        evaluate: impl FnOnce(&View<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let branch = self.branches.get(id).ok_or_else(lost)?;
        let frame = branch.frame.as_ref().ok_or_else(lost)?;
        evaluate(&self.view(branch, frame, input)).map_err(|failure| self.in_state(id, failure))
    }

    /// The failure with the sentence that names the visited state.
    pub(in crate::run) fn in_state(&self, id: BranchId, failure: Failure) -> Failure {
        let Some(frame) = self.branches.frame(id) else {
            return failure;
        };
        failure.in_state(&self.machine.state(frame.state).name, frame.entered_event)
    }

    /// The failure of a value that a field of the visited state does not take.
    pub(in crate::run) fn unfit(&self, id: BranchId, cause: impl AsRef<str>) -> Failure {
        self.in_state(id, Failure::runtime(cause))
    }

    /// `InputPath` or `OutputPath`.
    pub(in crate::run) fn select(
        &self,
        id: BranchId,
        selection: &Selection,
        document: &Payload,
    ) -> Result<Payload, Failure> {
        match selection {
            Selection::Whole => Ok(Arc::clone(document)),
            Selection::Nothing => Ok(Arc::new(Value::Object(Map::new()))),
            Selection::Path(path) => self.with_view(id, document, |view| {
                let found = resolve(&path.path, view);
                found
                    .map(|found| share(found, document))
                    .map_err(|failure| Failure::runtime(invalid_path(&path.text, &failure)))
            }),
        }
    }

    /// A payload template, or the document itself where there is none.
    pub(in crate::run) fn fill(
        &self,
        id: BranchId,
        template: Option<&Template>,
        document: &Payload,
    ) -> Result<Payload, Failure> {
        let Some(template) = template else {
            return Ok(Arc::clone(document));
        };
        self.with_view(id, document, |view| {
            template
                .evaluate(view)
                .map(Arc::new)
                .map_err(template_failure)
        })
    }

    /// A payload template in the state's query language, or the document where there is none.
    pub(in crate::run) fn fill_any(
        &self,
        id: BranchId,
        template: Option<&Payloads>,
        document: &Payload,
    ) -> Result<Payload, Failure> {
        match template {
            None => Ok(Arc::clone(document)),
            Some(Payloads::JsonPath(template)) => self.fill(id, Some(template), document),
            Some(Payloads::Jsonata(template)) => {
                self.fill_jsonata(id, Given::default(), Some(template), document)
            }
        }
    }

    /// Puts a result into a state's input.
    pub(in crate::run) fn place(
        target: &Target,
        input: &Payload,
        result: &Payload,
    ) -> Result<Payload, Failure> {
        match target {
            Target::Whole => Ok(Arc::clone(result)),
            Target::Discard => Ok(Arc::clone(input)),
            Target::At(path) => {
                let mut document = Value::clone(input);
                reference::write(&mut document, path, Value::clone(result))
                    .map_err(|failure| conflict(&failure))?;
                Ok(Arc::new(document))
            }
        }
    }

    /// The variables of an `Assign`, evaluated with the values from before it.
    pub(in crate::run) fn assignments(
        &self,
        id: BranchId,
        assign: Option<&Template>,
        document: &Payload,
    ) -> Result<Assigned, Failure> {
        let Some(assign) = assign else {
            return Ok(Vec::new());
        };
        let values = self.with_view(id, document, |view| {
            assign.evaluate(view).map_err(template_failure)
        })?;
        Ok(assigned(values))
    }

    /// The value of a path field such as `SecondsPath`, or why there is none.
    pub(in crate::run) fn look_up(
        &self,
        id: BranchId,
        path: &PathText,
        document: &Payload,
        missing: impl FnOnce(&str) -> String,
    ) -> Result<Value, Failure> {
        self.with_view(id, document, |view| match resolve(&path.path, view) {
            Ok(found) => Ok(found.into_owned()),
            Err(failure) => {
                let plain = invalid_path(&path.text, &failure);
                Err(Failure::runtime(missing(&plain)))
            }
        })
    }
}

/// The members of what an `Assign` gives.
pub(in crate::run) fn assigned(values: Value) -> Assigned {
    let Value::Object(values) = values else {
        return Vec::new();
    };
    let values = values.into_iter();
    values
        .map(|(name, value)| (Arc::from(name), Arc::new(value)))
        .collect()
}

/// A found value as a payload; the whole document is shared, not copied.
fn share(found: Cow<'_, Value>, document: &Payload) -> Payload {
    match found {
        Cow::Borrowed(value) if std::ptr::eq(value, &raw const **document) => Arc::clone(document),
        found => Arc::new(found.into_owned()),
    }
}

pub(in crate::run) fn template_failure(failure: template::Failure) -> Failure {
    Failure::new(failure.error, failure.cause)
}

/// A path that does not fit the data; AWS gives the cause without naming the state.
pub(in crate::run) fn conflict(failure: &ReferenceFailure) -> Failure {
    Failure::new(ReferenceFailure::ERROR, failure.to_string())
}

/// Cannot happen: a step is only taken for a branch that is in a state.
pub(in crate::run) fn lost() -> Failure {
    Failure::runtime("The branch is not in a state")
}
