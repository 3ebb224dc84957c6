//! Failures: retriers, catchers, and what happens when neither takes them.

use std::sync::Arc;

use super::agenda::{Step, Wake};
use super::branch::{BranchId, Work};
use super::{End, Simulation};
use crate::failure::Failure;
use crate::program::Next;
use crate::retry::{Catcher, matches};
use crate::{RetryNote, Status};

impl Simulation<'_> {
    /// The visited state failed: the first retrier that takes the error and has attempts left, else
    /// the first catcher, else the failure goes up.
    pub(super) fn fail(&mut self, id: BranchId, failure: Failure) {
        let error = failure.error.as_deref().map(str::to_owned);
        let cause = failure.cause.as_deref().map(str::to_owned);
        self.note(id, |visit| visit.error = Some((error, cause)));
        if self.retry(id, &failure) {
            return;
        }
        let Some(state) = self.state_of(id) else {
            return;
        };
        let catcher = state
            .catch
            .iter()
            .position(|catcher| matches(&catcher.errors, &failure));
        let Some(index) = catcher else {
            self.give_up(id, failure);
            return;
        };
        self.note(id, |visit| visit.caught_by = Some(index));
        if let Err(failure) = self.catch(id, &state.catch[index], &failure) {
            self.give_up(id, failure);
        }
    }

    /// Only the first retrier that takes the error counts, whether it has attempts left or not.
    fn retry(&mut self, id: BranchId, failure: &Failure) -> bool {
        let Some(state) = self.state_of(id) else {
            return false;
        };
        let retrier = state
            .retry
            .iter()
            .position(|retrier| matches(&retrier.errors, failure));
        let (Some(index), Some(frame)) = (retrier, self.branches.frame_mut(id)) else {
            return false;
        };
        let retrier = &state.retry[index];
        frame.retries_by.resize(state.retry.len(), 0);
        let made = frame.retries_by[index];
        if made >= retrier.max_attempts {
            return false;
        }
        frame.retries_by[index] += 1;
        frame.retries += 1;
        frame.work = Work::Open;
        self.tally.retries += 1;
        self.tally.bytes += super::BYTES_PER_VISIT;
        let delay = retrier.delay(made, || self.random.fraction());
        let note = RetryNote {
            retrier: index,
            error: failure.error.as_deref().unwrap_or_default().to_owned(),
            cause: failure.cause.as_deref().map(str::to_owned),
            at: self.now,
            delay,
        };
        self.note(id, |visit| visit.retries.push(note));
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
        let output = Self::place(&catcher.result_path, &input, &error)?;
        let assigned = self.assignments(id, catcher.assign.as_ref(), &error)?;
        self.leave(id, output, assigned, Next::To(catcher.next))
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
            previous,
        });
    }
}
