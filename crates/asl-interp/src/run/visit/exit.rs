//! Leaving states: the steps from a result to the output, and the end of a branch.

use std::sync::Arc;

use asl_path::template::Template;

use crate::failure::Failure;
use crate::history::EventKind;
use crate::program::jsonata::Shape;
use crate::program::{Exit, JsonPathSteps, Next, Steps};
use crate::run::agenda::Step;
use crate::run::branch::BranchId;
use crate::run::data::Assigned;
use crate::run::data::jsonata::Given;
use crate::run::{End, Simulation};
use crate::{Payload, StateVisit, Status};

impl Simulation<'_> {
    /// The visited state has its result: shapes the output and leaves.
    pub(in crate::run) fn complete(&mut self, id: BranchId, result: &Payload) {
        if let Err(failure) = self.shape(id, result) {
            self.fail(id, failure);
        }
    }

    fn shape(&mut self, id: BranchId, result: &Payload) -> Result<(), Failure> {
        let Some(state) = self.state_of(id) else {
            return Ok(());
        };
        self.note(id, |visit| visit.result = Some(Arc::clone(result)));
        let steps = match &state.steps {
            Steps::JsonPath(steps) => steps,
            Steps::Jsonata(steps) => {
                let given = Given {
                    result: Some(result),
                    error: None,
                };
                return self.leave_shaped(id, &steps.shape, given, result, state.next);
            }
        };
        let selected = self.fill(id, steps.result_selector.as_ref(), result)?;
        self.fit(&state.name, &selected)?;
        self.note(id, |visit| {
            visit.after_result_selector = Some(Arc::clone(&selected));
        });
        let placed = self.place_result(id, state, &steps.result_path, &selected)?;
        self.note(id, |visit| {
            visit.after_result_path = Some(Arc::clone(&placed));
        });
        let output = self.select(id, &steps.output_path, &placed)?;
        let assigned = self.assignments(id, steps.assign.as_ref(), &selected)?;
        self.leave(id, output, assigned, state.next)
    }

    /// A state without a result leaves with its input, by its own fields.
    pub(in crate::run) fn pass_on(&mut self, id: BranchId, next: Next) -> Result<(), Failure> {
        let Some(state) = self.state_of(id) else {
            return Ok(());
        };
        match &state.steps {
            Steps::JsonPath(steps) => self.pass_on_by_path(id, next, steps, steps.assign.as_ref()),
            Steps::Jsonata(steps) => self.pass_on_shaped(id, next, &steps.shape),
        }
    }

    /// A choice rule leaves with the state's input, by the rule's fields.
    pub(in crate::run) fn pass_on_by(
        &mut self,
        id: BranchId,
        next: Next,
        exit: &Exit,
    ) -> Result<(), Failure> {
        let Some(state) = self.state_of(id) else {
            return Ok(());
        };
        match (&state.steps, exit) {
            (Steps::JsonPath(steps), Exit::JsonPath { assign }) => {
                self.pass_on_by_path(id, next, steps, assign.as_ref())
            }
            (_, Exit::Jsonata(shape)) => self.pass_on_shaped(id, next, shape),
            (Steps::Jsonata(_), Exit::JsonPath { .. }) => self.pass_on(id, next),
        }
    }

    fn pass_on_shaped(&mut self, id: BranchId, next: Next, shape: &Shape) -> Result<(), Failure> {
        let Some(frame) = self.branches.frame(id) else {
            return Ok(());
        };
        let input = Arc::clone(&frame.input);
        self.leave_shaped(id, shape, Given::default(), &input, next)
    }

    fn pass_on_by_path(
        &mut self,
        id: BranchId,
        next: Next,
        steps: &JsonPathSteps,
        assign: Option<&Template>,
    ) -> Result<(), Failure> {
        let Some(frame) = self.branches.frame(id) else {
            return Ok(());
        };
        let input = Arc::clone(&frame.effective);
        let output = self.select(id, &steps.output_path, &input)?;
        let assigned = self.assignments(id, assign, &input)?;
        self.leave(id, output, assigned, next)
    }

    /// Writes the exit and makes the appointment for what follows.
    pub(in crate::run) fn leave(
        &mut self,
        id: BranchId,
        output: Payload,
        assigned: Assigned,
        next: Next,
    ) -> Result<(), Failure> {
        self.check_sizes(id, &output, &assigned)?;
        let frame = self.branches.get_mut(id).and_then(|it| it.frame.take());
        let Some(frame) = frame else {
            return Ok(());
        };
        let state = self.machine.state(frame.state);
        let exited = EventKind::StateExited {
            state_type: state.state_type,
            name: Arc::clone(&state.name),
            output: Arc::clone(&output),
            assigned: (!assigned.is_empty()).then(|| Arc::from(assigned.as_slice())),
        };
        let event = self.log(id, exited);
        self.assign(id, &assigned);
        self.note_exit(frame.visit, event, &output, assigned, next);
        match next {
            Next::To(state) if self.only.is_none() => {
                self.agenda.soon(id, Step::Enter(state, output));
            }
            _ => self.finish(id, output),
        }
        Ok(())
    }

    fn assign(&mut self, id: BranchId, assigned: &Assigned) {
        let Some(branch) = self.branches.get_mut(id).filter(|_| !assigned.is_empty()) else {
            return;
        };
        let scope = Arc::make_mut(&mut branch.variables);
        for (name, value) in assigned {
            let bytes = self.ledger.size_of(value).map_or(0, |size| size.bytes);
            scope.set(Arc::clone(name), Arc::clone(value), bytes);
        }
    }

    fn note_exit(
        &mut self,
        visit: usize,
        event: u32,
        output: &Payload,
        assigned: Assigned,
        next: Next,
    ) {
        let Some(visit) = self.visits.get_mut(visit) else {
            return;
        };
        visit.exited = Some(self.now);
        visit.exited_event = Some(event);
        visit.output = Some(Arc::clone(output));
        visit.assigned = assigned;
        visit.next = match next {
            Next::To(state) => Some(Arc::clone(&self.machine.state(state).name)),
            Next::End => None,
        };
    }

    /// What a state hands on must fit; its own input has been admitted before.
    fn check_sizes(
        &mut self,
        id: BranchId,
        output: &Payload,
        assigned: &Assigned,
    ) -> Result<(), Failure> {
        let (Some(state), Some(frame)) = (self.state_of(id), self.branches.frame(id)) else {
            return Ok(());
        };
        if !Arc::ptr_eq(output, &frame.input) {
            self.fit(&state.name, output)?;
        }
        self.check_variables(id, &state.name, assigned)
    }

    /// Counts a payload and refuses one that is too large.
    pub(in crate::run) fn fit(&mut self, culprit: &str, payload: &Payload) -> Result<(), Failure> {
        if self.admit(payload) {
            Ok(())
        } else {
            Err(Failure::too_large(culprit))
        }
    }

    /// The end of a branch.
    fn finish(&mut self, id: BranchId, output: Payload) {
        let Some(branch) = self.branches.get(id) else {
            return;
        };
        if branch.parent.is_some() {
            self.agenda.soon(id, Step::Done(output));
            return;
        }
        self.end = Some(End {
            status: Status::Succeeded,
            output: Some(output),
            failure: None,
            halted: None,
            previous: branch.last_event,
        });
    }

    /// Writes into the trace of the visited state.
    pub(in crate::run) fn note(&mut self, id: BranchId, write: impl FnOnce(&mut StateVisit)) {
        if let Some(frame) = self.branches.frame(id)
            && let Some(visit) = self.visits.get_mut(frame.visit)
        {
            write(visit);
        }
    }
}
