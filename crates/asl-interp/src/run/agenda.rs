//! What is due when: a priority queue by virtual time and order of appointment.
//!
//! Most steps follow at once, so those of the present moment wait in a plain queue; only later
//! ones go through the heap. The order is the same as that of one heap.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};

use super::branch::BranchId;
use super::task::Verdict;
use crate::failure::Failure;
use crate::program::StateId;
use crate::{Payload, Time};

/// What an appointment is for.
pub(super) enum Wake {
    /// The execution's time is over.
    Deadline,
    /// A branch goes on.
    Branch(BranchId, Step),
}

/// The next thing that a branch does.
pub(super) enum Step {
    /// Enters a state.
    Enter(StateId, Payload),
    /// A Wait is over.
    Resume,
    /// The next attempt of a state begins.
    Retry,
    /// The service takes the Task.
    TaskStarted,
    /// The Task is answered, or its time is over.
    TaskAnswered(Box<Verdict>),
    /// The state has its result or its failure.
    Settled(Result<Payload, Failure>),
    /// A branch or iteration has its output.
    Done(Payload),
    /// A branch or iteration failed.
    Failed(Failure),
    /// The time of a child execution is over.
    ChildTimedOut,
}

pub(super) struct Agenda {
    now: Time,
    due: VecDeque<Wake>,
    later: BinaryHeap<Appointment>,
    sequence: u64,
}

struct Appointment {
    time: Time,
    sequence: u64,
    wake: Wake,
}

impl Agenda {
    pub(super) fn new(now: Time) -> Self {
        Self {
            now,
            due: VecDeque::new(),
            later: BinaryHeap::new(),
            sequence: 0,
        }
    }

    /// Makes an appointment for the present moment, after all others of it.
    pub(super) fn soon(&mut self, branch: BranchId, step: Step) {
        self.due.push_back(Wake::Branch(branch, step));
    }

    /// Makes an appointment; one in the past is for the present moment.
    pub(super) fn at(&mut self, time: Time, wake: Wake) {
        if time <= self.now {
            self.due.push_back(wake);
            return;
        }
        self.sequence += 1;
        self.later.push(Appointment {
            time,
            sequence: self.sequence,
            wake,
        });
    }

    /// The next appointment; time moves on to it.
    pub(super) fn next(&mut self) -> Option<(Time, Wake)> {
        if let Some(wake) = self.due.pop_front() {
            return Some((self.now, wake));
        }
        let first = self.later.pop()?;
        self.now = first.time;
        while self.later.peek().is_some_and(|next| next.time == self.now) {
            let Some(next) = self.later.pop() else { break };
            self.due.push_back(next.wake);
        }
        Some((self.now, first.wake))
    }
}

impl Ord for Appointment {
    /// The heap gives its greatest first: that is the earliest.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.time, other.sequence).cmp(&(self.time, self.sequence))
    }
}

impl PartialOrd for Appointment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Appointment {
    fn eq(&self, other: &Self) -> bool {
        self.sequence == other.sequence
    }
}

impl Eq for Appointment {}
