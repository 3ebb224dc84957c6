//! The work of states that need nobody else: Wait, Fail and Choice.

use std::sync::Arc;

use asl_path::template::Expression;
use serde_json::Value;

use crate::Payload;
use crate::failure::{Failure, FailureKind};
use crate::program::{Branching, Condition, Next, StateId, Text};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::data::template_failure;

impl Simulation<'_> {
    /// A Wait is over.
    pub(in crate::run) fn resume(&mut self, id: BranchId) {
        let Some(state) = self.state_of(id) else {
            return;
        };
        if let Err(failure) = self.pass_on(id, state.next) {
            self.fail(id, failure);
        }
    }

    /// The failure of a Fail state.
    pub(in crate::run) fn failing(
        &self,
        id: BranchId,
        error: Option<&Text>,
        cause: Option<&Text>,
        input: &Payload,
    ) -> Result<Failure, Failure> {
        let error = error
            .map(|text| self.text(id, "ErrorPath", text, input))
            .transpose()?;
        let cause = cause
            .map(|text| self.text(id, "CausePath", text, input))
            .transpose()?;
        Ok(Failure {
            error,
            cause,
            kind: FailureKind::Ordinary,
            field: None,
        })
    }

    fn text(
        &self,
        id: BranchId,
        field: &str,
        text: &Text,
        input: &Payload,
    ) -> Result<Arc<str>, Failure> {
        match text {
            Text::Literal(text) => Ok(Arc::clone(text)),
            Text::Computed(expression) => self.computed_text(id, field, expression, input),
            Text::Query(query) => {
                self.query(id, query, "string", |value| value.as_str().map(Arc::from))
            }
        }
    }

    fn computed_text(
        &self,
        id: BranchId,
        field: &str,
        expression: &Expression,
        input: &Payload,
    ) -> Result<Arc<str>, Failure> {
        self.with_view(id, input, |view| {
            match expression.evaluate(field, view).map_err(template_failure)? {
                Value::String(text) => Ok(Arc::from(text)),
                other => Err(Failure::runtime(format!(
                    "The {field} field must refer to a string, but it is {other}: {}",
                    expression.text()
                ))),
            }
        })
    }

    pub(in crate::run) fn choose(
        &mut self,
        id: BranchId,
        rules: &[Branching],
        default: Option<StateId>,
        input: &Payload,
    ) -> Result<(), Failure> {
        if let Some((index, rule)) = self.first_match(id, rules, input)? {
            self.note(id, |visit| visit.chosen = Some(index));
            return self.pass_on_by(id, Next::To(rule.next), &rule.exit);
        }
        let Some(next) = default else {
            return Err(self.in_state(id, no_choice_matched()));
        };
        self.pass_on(id, Next::To(next))
    }

    fn first_match<'c>(
        &self,
        id: BranchId,
        rules: &'c [Branching],
        input: &Payload,
    ) -> Result<Option<(usize, &'c Branching)>, Failure> {
        for (index, branching) in rules.iter().enumerate() {
            let holds = match &branching.condition {
                Condition::Rule(rule) => self.with_view(id, input, |view| rule.holds(view))?,
                Condition::Literal(holds) => *holds,
                Condition::Query(query) => self.query(id, query, "boolean", Value::as_bool)?,
            };
            if holds {
                return Ok(Some((index, branching)));
            }
        }
        Ok(None)
    }
}

/// Several people report this name and cause from AWS; none the `States.NoChoiceMatched` of the
/// specification and the developer guide.
fn no_choice_matched() -> Failure {
    Failure::runtime(
        "Failed to transition out of the state. The state does not point to a next state.",
    )
}
