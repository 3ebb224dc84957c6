//! What ends a run besides its machine: AWS's limits on history and time, the guard of the options,
//! and whoever holds the handle.

use std::time::Duration;

use asl_lang::WorkflowType;
use asl_lang::limits::{PAYLOAD_BYTES, execution_seconds, history_events};

use super::branch::Branch;
use super::{End, Simulation};
use crate::failure::Failure;
use crate::{Halt, Payload, RunOptions, StateVisit, Status, Time};

/// How many states are entered between two reports of progress.
const REPORT_EVERY: u64 = 1_024;

impl Simulation<'_> {
    /// When the execution must have ended.
    pub(super) fn deadline(&self) -> Time {
        let guard = self.options.guard.virtual_time;
        let own = self.machine.timeout.unwrap_or(Duration::MAX);
        let seconds = execution_seconds(self.options.workflow).unsigned_abs();
        let aws = if self.options.limits {
            Duration::from_secs(seconds)
        } else {
            Duration::MAX
        };
        self.options.start_time.after(guard.min(own).min(aws))
    }

    pub(super) fn out_of_time(&self) -> End {
        let most = self.options.guard.virtual_time;
        if self.now.since(self.options.start_time) >= most {
            return self.stopped(Halt::VirtualTime(most));
        }
        self.ended(Status::TimedOut, Failure::timeout(false))
    }

    /// The end that a limit or the guard makes, asked after every step.
    pub(super) fn overrun(&mut self) -> Option<End> {
        if self.history.is_full() {
            let failure = Failure::history_full(self.history.len() + 1);
            return Some(self.ended(Status::Failed, failure));
        }
        if self.tally.entered.is_multiple_of(REPORT_EVERY) {
            self.options.stop.report_entered(self.tally.entered);
        }
        self.halt().map(|halt| self.stopped(halt))
    }

    /// Whether a step that does much at once must end early; the run ends after it.
    pub(super) fn must_stop(&mut self) -> bool {
        if self.end.is_none() {
            self.end = self.halt().map(|halt| self.stopped(halt));
        }
        self.end.is_some()
    }

    /// What somebody outside or the guard has against going on.
    fn halt(&mut self) -> Option<Halt> {
        let guard = &self.options.guard;
        if self.tally.entered > guard.steps {
            return Some(Halt::Steps(guard.steps));
        }
        if self.tally.peak_depth > guard.nesting {
            return Some(Halt::Nesting(guard.nesting));
        }
        if self.holds_too_much() {
            return Some(Halt::Memory(guard.bytes));
        }
        self.options.stop.reason()
    }

    /// Whether what is kept and what is alive is more than the guard lets through. Payloads that
    /// died count until they are struck out. What is left must be well below the limit, so that
    /// this is not done at every step.
    fn holds_too_much(&mut self) -> bool {
        let most = self.options.guard.bytes;
        if self.held() <= most {
            return false;
        }
        self.ledger.strike_dead();
        self.held() > most - most / 8
    }

    /// The estimated bytes that the run holds.
    fn held(&self) -> u64 {
        let visits = self.visits.len() * size_of::<StateVisit>();
        let branches = self.branches.alive() * size_of::<Branch>();
        let children = self.children.bytes();
        let kept = (self.history.bytes() + visits + branches + children) as u64;
        self.tally.bytes + self.ledger.bytes() + kept
    }

    /// Why AWS would not even start the execution; asked before anything but its input is there.
    pub(super) fn refusal(&self) -> Option<End> {
        if let Err(errors) = self.machine.check_workflow(self.options.workflow) {
            let causes: Vec<_> = errors
                .iter()
                .map(|error| format!("{} at {}", error.message, error.pointer))
                .collect();
            let failure = Failure::new(Halt::StandardOnly.error(), causes.join("; "));
            return Some(End {
                halted: Some(Halt::StandardOnly),
                ..self.ended(Status::Aborted, failure)
            });
        }
        let too_large = self.tally.peak_payload > self.payload_limit;
        too_large.then(|| self.stopped(Halt::InputTooLarge))
    }

    pub(super) fn stopped(&self, halt: Halt) -> End {
        let failure = Failure::new(halt.error(), halt.to_string());
        End {
            halted: Some(halt),
            ..self.ended(Status::Aborted, failure)
        }
    }

    pub(super) fn ended(&self, status: Status, failure: Failure) -> End {
        End {
            status,
            output: None,
            failure: Some(failure),
            halted: None,
            previous: self.history.last_id(),
        }
    }

    /// Counts a payload, if it is new, and says whether it is within the limit.
    pub(super) fn admit(&mut self, payload: &Payload) -> bool {
        let size = match self.ledger.size_of(payload) {
            Some(size) => size,
            None => self.ledger.measure(payload),
        };
        self.tally.peak_payload = self.tally.peak_payload.max(size.bytes);
        self.tally.peak_depth = self.tally.peak_depth.max(size.depth);
        size.bytes <= self.payload_limit
    }
}

/// The events that an execution of that type may have, the closing one among them.
pub(super) fn most_events(options: &RunOptions, workflow: WorkflowType) -> Option<usize> {
    let most = history_events(workflow).filter(|_| options.limits)?;
    usize::try_from(most).ok()
}

/// The bytes that a payload may have.
pub(super) fn payload_limit(options: &RunOptions) -> usize {
    let limit = usize::try_from(PAYLOAD_BYTES).unwrap_or(usize::MAX);
    if options.limits { limit } else { usize::MAX }
}
