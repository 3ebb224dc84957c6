//! Failures: retriers, catchers, and what happens when neither takes them.

use std::sync::Arc;

use asl_lang::StateType;

use crate::failure::{Failure, FailureKind};
use crate::history::EventKind;
use crate::program::Next;
use crate::program::retry::{CatchExit, Catcher, matches};
use crate::run::agenda::{Step, Wake};
use crate::run::branch::{BranchId, Work};
use crate::run::data::jsonata::Given;
use crate::run::distributed::children::Home;
use crate::run::{End, Simulation};
use crate::{RetryNote, Status};

impl Simulation<'_> {
    /// The visited state failed: the first retrier that takes the error and has attempts left, else
    /// the first catcher, else the failure goes up.
    pub(in crate::run) fn fail(&mut self, id: BranchId, failure: Failure) {
        let failure = self.report_evaluation(id, failure);
        let error = failure.error.as_deref().map(str::to_owned);
        let cause = failure.cause.as_deref().map(str::to_owned);
        self.note(id, |visit| visit.error = Some((error, cause)));
        if self.retry(id, &failure) {
            return;
        }
        let Some(state) = self.state_of(id) else {
            return;
        };
        let mut catchers = state.catch.iter().enumerate();
        let Some((index, catcher)) = catchers.find(|(_, it)| matches(&it.errors, &failure)) else {
            self.give_up(id, failure);
            return;
        };
        self.note(id, |visit| visit.caught_by = Some(index));
        if let Err(failure) = self.catch(id, catcher, &failure) {
            let failure = self.report_evaluation(id, failure);
            self.give_up(id, failure);
        }
    }

    /// Only the first retrier that takes the error counts, whether it has attempts left or not.
    fn retry(&mut self, id: BranchId, failure: &Failure) -> bool {
        let Some(state) = self.state_of(id) else {
            return false;
        };
        let mut retriers = state.retry.iter().enumerate();
        let found = retriers.find(|(_, retrier)| matches(&retrier.errors, failure));
        let (Some((index, retrier)), Some(frame)) = (found, self.branches.frame_mut(id)) else {
            return false;
        };
        frame.retries_by.resize(state.retry.len(), 0);
        let Some(retries) = frame.retries_by.get_mut(index) else {
            return false;
        };
        let made = *retries + self.only.as_ref().map_or(0, |only| only.retries());
        if made >= retrier.max_attempts {
            self.note_exhausted(index);
            return false;
        }
        *retries += 1;
        frame.retries += 1;
        frame.work = Work::Open;
        self.tally.retries += 1;
        self.tally.express_transitions += u64::from(self.children.is_express(self.home(id)));
        if self.options.keep.trace {
            self.tally.bytes += crate::run::BYTES_PER_NOTE;
        }
        let delay = retrier.delay(made, || self.random.fraction());
        let note = RetryNote {
            retrier: index,
            error: failure.error.as_deref().unwrap_or_default().to_owned(),
            cause: failure.cause.as_deref().map(str::to_owned),
            at: self.now,
            delay,
        };
        self.note(id, |visit| visit.retries.push(note));
        if self.only.is_some() {
            self.end_retriable(failure);
            return true;
        }
        self.agenda
            .at(self.now.after(delay), Wake::Branch(id, Step::Retry));
        true
    }

    fn catch(&mut self, id: BranchId, catcher: &Catcher, failure: &Failure) -> Result<(), Failure> {
        let Some(frame) = self.branches.frame(id) else {
            return Ok(());
        };
        let input = Arc::clone(&frame.input);
        let error = Arc::new(failure.output());
        self.note(id, |visit| visit.error_output = Some(Arc::clone(&error)));
        let next = Next::To(catcher.next);
        match &catcher.exit {
            CatchExit::JsonPath {
                result_path,
                assign,
            } => {
                let output = Self::place(result_path, &input, &error)?;
                let assigned = self.assignments(id, assign.as_ref(), &error)?;
                self.leave(id, output, assigned, next)
            }
            CatchExit::Jsonata(shape) => {
                let given = Given {
                    result: None,
                    error: Some(&error),
                };
                self.leave_shaped(id, shape, given, &error, next)
            }
        }
    }

    /// Writes the event of a JSONata expression that failed; from then on the failure is like any
    /// other.
    pub(in crate::run) fn report_evaluation(&mut self, id: BranchId, failure: Failure) -> Failure {
        if failure.kind != FailureKind::Evaluation {
            return failure;
        }
        let (Some(state), Some(branch)) = (self.state_of(id), self.branches.get(id)) else {
            return failure;
        };
        let entered = branch.frame.as_ref().map(|frame| frame.entered_event);
        let (home, mut previous) = (branch.home, branch.last_event);
        // What fails on the way in follows what the entry follows; a Wait has begun by then
        // (recorded).
        if home == Home::Own && entered == Some(previous) && state.state_type != StateType::Wait {
            previous = self.history.previous_of(previous);
        }
        let event = EventKind::EvaluationFailed {
            state: Arc::clone(&state.name),
            error: failure.error.clone().unwrap_or_default(),
            cause: failure.cause.clone().unwrap_or_default(),
            location: failure.field.clone(),
        };
        let event = self.record(home, previous, event);
        if let Some(branch) = self.branches.get_mut(id) {
            branch.last_event = event;
        }
        Failure {
            kind: FailureKind::Ordinary,
            field: None,
            ..failure
        }
    }

    /// A Map whose expressions fail before it has begun fails as one that has begun (recorded).
    pub(in crate::run) fn report_evaluation_of_map(
        &mut self,
        id: BranchId,
        failure: Failure,
    ) -> Failure {
        if failure.kind != FailureKind::Evaluation {
            return failure;
        }
        let failure = self.report_evaluation(id, failure);
        self.log(id, EventKind::MapStateFailed);
        failure
    }

    /// Nobody took the failure: it ends the branch.
    fn give_up(&mut self, id: BranchId, failure: Failure) {
        let now = self.now;
        self.note(id, |visit| visit.exited = Some(now));
        let Some(branch) = self.branches.get_mut(id) else {
            return;
        };
        if branch.parent.is_some() {
            if let Some(frame) = &mut branch.frame {
                frame.work = Work::Failed;
            }
            self.agenda.soon(id, Step::Failed(failure));
            return;
        }
        let previous = branch.last_event;
        self.end = Some(End {
            status: Status::Failed,
            output: None,
            failure: Some(failure),
            halted: None,
            previous,
        });
    }
}
