//! JSONata states: what their expressions see, their arguments, and how they leave.

use std::sync::Arc;

use asl_jsonata::{Session, StatesMember};
use asl_path::Scope as _;
use serde_json::Value;

use crate::failure::Failure;
use crate::program::Next;
use crate::program::jsonata::{Query, Shape, Template};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::container::items::is_iterable;
use crate::run::data::scope::View;
use crate::run::data::{Assigned, assigned, lost};
use crate::{Payload, Time};

/// What `$states` has in some fields only.
#[derive(Clone, Copy, Default)]
pub(in crate::run) struct Given<'a> {
    /// What the state's work gave.
    pub(in crate::run) result: Option<&'a Payload>,
    /// The error that a catcher takes.
    pub(in crate::run) error: Option<&'a Payload>,
}

/// The view of a JSONata expression.
pub(in crate::run) struct JsonataView<'a> {
    view: View<'a>,
    input: &'a Payload,
    given: Given<'a>,
    now: Time,
    session: &'a Session,
}

impl asl_jsonata::Scope for JsonataView<'_> {
    fn states(&self, member: StatesMember) -> Option<&Value> {
        match member {
            StatesMember::Context => Some(self.view.context()),
            _ => self.shared_states(member).map(|value| &**value),
        }
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.view.variable(name)
    }

    fn session(&self) -> Option<&Session> {
        Some(self.session)
    }

    fn shared_states(&self, member: StatesMember) -> Option<&Payload> {
        match member {
            StatesMember::Input => Some(self.input),
            StatesMember::Result => self.given.result,
            StatesMember::ErrorOutput => self.given.error,
            StatesMember::Context => None,
        }
    }

    fn shared_variable(&self, name: &str) -> Option<&Payload> {
        self.view.payload(name)
    }

    fn seed(&self) -> u64 {
        self.view.random()
    }

    fn now_millis(&self) -> i64 {
        self.now.millis()
    }
}

impl Simulation<'_> {
    /// Evaluates something with what the JSONata expressions of the visited state see.
    pub(in crate::run) fn with_jsonata<T>(
        &self,
        id: BranchId,
        given: Given<'_>,
        evaluate: impl FnOnce(&JsonataView<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let branch = self.branches.get(id).ok_or_else(lost)?;
        let frame = branch.frame.as_ref().ok_or_else(lost)?;
        let view = JsonataView {
            given,
            ..self.jsonata_view(self.view(branch, frame, &frame.input), &frame.input)
        };
        evaluate(&view).map_err(|failure| self.in_state(id, failure))
    }

    /// What a JSONata expression sees where a path would see the view.
    pub(in crate::run) fn jsonata_view<'a>(
        &'a self,
        view: View<'a>,
        input: &'a Payload,
    ) -> JsonataView<'a> {
        JsonataView {
            view,
            input,
            session: &self.session,
            given: Given::default(),
            now: self.now,
        }
    }

    /// The value of a field that is one expression, if it is of the field's type.
    pub(in crate::run) fn query<T>(
        &self,
        id: BranchId,
        query: &Query,
        wanted: &str,
        take: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<T, Failure> {
        self.with_jsonata(id, Given::default(), |view| {
            let value = query.evaluate(view)?;
            take(&value).ok_or_else(|| query.unexpected(wanted, &value))
        })
    }

    /// A template, or the document where there is none.
    pub(in crate::run) fn fill_jsonata(
        &self,
        id: BranchId,
        given: Given<'_>,
        template: Option<&Template>,
        document: &Payload,
    ) -> Result<Payload, Failure> {
        let Some(template) = template else {
            return Ok(Arc::clone(document));
        };
        self.with_jsonata(id, given, |view| template.evaluate(view))
    }

    /// `Items`, or the state's input: an array either way, or an object where `objects` are taken.
    pub(in crate::run) fn jsonata_items(
        &self,
        id: BranchId,
        template: Option<&Template>,
        input: &Payload,
        objects: bool,
    ) -> Result<Payload, Failure> {
        self.with_jsonata(id, Given::default(), |view| {
            let items = match template {
                Some(template) => template.evaluate(view)?,
                None => Arc::clone(input),
            };
            if is_iterable(&items, objects) {
                return Ok(items);
            }
            let failure = template.and_then(|template| template.unexpected("array", &items));
            Err(failure.unwrap_or_else(|| {
                let cause = format!("Map state input must be an array but was: {items}");
                Failure::evaluation(cause, None)
            }))
        })
    }

    /// Leaves a state with its `Output`, or with the document where there is none. `Output` and
    /// `Assign` both see the variables from before.
    pub(in crate::run) fn leave_shaped(
        &mut self,
        id: BranchId,
        shape: &Shape,
        given: Given<'_>,
        document: &Payload,
        next: Next,
    ) -> Result<(), Failure> {
        let output = self.fill_jsonata(id, given, shape.output.as_ref(), document)?;
        let assigned = self.assignments_jsonata(id, given, shape.assign.as_ref())?;
        self.leave(id, output, assigned, next)
    }

    fn assignments_jsonata(
        &self,
        id: BranchId,
        given: Given<'_>,
        assign: Option<&Template>,
    ) -> Result<Assigned, Failure> {
        let Some(assign) = assign else {
            return Ok(Vec::new());
        };
        let values = self.with_jsonata(id, given, |view| assign.evaluate(view))?;
        Ok(assigned(Arc::unwrap_or_clone(values)))
    }
}
