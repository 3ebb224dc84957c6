//! Ending an evaluation from outside: for good, or because it takes too much memory.
//!
//! The engine limits each array and each text, not all of them together, so that a short expression
//! can make gigabytes. How much memory a process has is for those to know who may ask the system;
//! they tell a [`MemoryWatch`], which knows what to make of it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jlens_core::CancelToken;

/// What one evaluation may add to the memory of the process. AWS's own limit is far below: it lets a
/// single array of numbers have some 16 MB (reported).
const MOST: u64 = 512 << 20;

/// Ends evaluations from another thread; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// Ends the evaluation that goes on.
    token: CancelToken,
    /// The number of the last evaluation.
    last: u64,
    goes_on: bool,
    /// The last evaluation was ended for its memory.
    took_too_much: bool,
}

impl Interrupt {
    /// Ends the evaluations, also those that have yet to begin.
    pub fn set(&self) {
        self.state().token.cancel();
    }

    /// Begins an evaluation, which lasts until the guard is dropped.
    pub(crate) fn begin(&self) -> Evaluation<'_> {
        let mut state = self.state();
        if state.took_too_much {
            // It ended the evaluation before this one, and no other.
            state.took_too_much = false;
            state.token = CancelToken::new();
        }
        state.last += 1;
        state.goes_on = true;
        Evaluation(self)
    }

    /// The number of the evaluation that goes on.
    fn current(&self) -> Option<u64> {
        let state = self.state();
        state.goes_on.then_some(state.last)
    }

    /// Ends an evaluation that takes too much memory, if it still goes on and nobody has ended it.
    fn takes_too_much(&self, number: u64) {
        let mut state = self.state();
        let goes_on = state.goes_on && state.last == number;
        if goes_on && !state.token.is_cancelled() {
            state.took_too_much = true;
            state.token.cancel();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An evaluation that can be interrupted.
pub(crate) struct Evaluation<'i>(&'i Interrupt);

impl Evaluation<'_> {
    pub(crate) fn token(&self) -> CancelToken {
        self.0.state().token.clone()
    }

    /// Whether it was ended for its memory.
    pub(crate) fn took_too_much(&self) -> bool {
        self.0.state().took_too_much
    }
}

impl Drop for Evaluation<'_> {
    fn drop(&mut self) {
        self.0.state().goes_on = false;
    }
}

/// Looks after the memory that evaluations take: each may add so much to what the process has when it
/// begins. Whoever has a clock tells it every few milliseconds how much that is.
#[derive(Debug)]
pub struct MemoryWatch {
    interrupt: Interrupt,
    /// The evaluation that went on at the last look, and the bytes before it.
    current: Option<(u64, u64)>,
    /// The bytes at the last look.
    before: u64,
}

impl MemoryWatch {
    /// A watch over the evaluations of an interrupt, with the bytes that the process has now.
    pub fn new(interrupt: Interrupt, resident: u64) -> Self {
        Self {
            interrupt,
            current: None,
            before: resident,
        }
    }

    /// Ends the evaluation that goes on if it has added too much to the bytes that the process has.
    pub fn look(&mut self, resident: u64) {
        self.current = self.interrupt.current().map(|number| match self.current {
            Some((known, begun)) if known == number => (number, begun),
            _ => (number, self.before.min(resident)),
        });
        self.before = resident;
        if let Some((number, begun)) = self.current
            && resident.saturating_sub(begun) > MOST
        {
            self.interrupt.takes_too_much(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evaluation_is_ended_for_what_it_adds() {
        let interrupt = Interrupt::default();
        let mut watch = MemoryWatch::new(interrupt.clone(), 3 * MOST);
        let one = interrupt.begin();
        watch.look(3 * MOST + 1);
        watch.look(4 * MOST);
        assert!(!one.took_too_much());
        watch.look(4 * MOST + 1);
        assert!(one.took_too_much() && one.token().is_cancelled());
        drop(one);
        let two = interrupt.begin();
        assert!(!two.took_too_much() && !two.token().is_cancelled());
        watch.look(4 * MOST + 2);
        watch.look(5 * MOST);
        assert!(!two.took_too_much());
    }

    #[test]
    fn what_is_done_between_evaluations_is_not_theirs() {
        let interrupt = Interrupt::default();
        let mut watch = MemoryWatch::new(interrupt.clone(), 0);
        drop(interrupt.begin());
        watch.look(9 * MOST);
        let one = interrupt.begin();
        watch.look(9 * MOST);
        assert!(!one.took_too_much());
        // What was freed meanwhile is not a gift to it.
        watch.look(2 * MOST);
        drop(one);
        let two = interrupt.begin();
        watch.look(2 * MOST);
        watch.look(3 * MOST + 1);
        assert!(two.took_too_much());
    }

    #[test]
    fn an_end_for_good_stays() {
        let interrupt = Interrupt::default();
        let mut watch = MemoryWatch::new(interrupt.clone(), 0);
        let one = interrupt.begin();
        interrupt.set();
        watch.look(0);
        watch.look(2 * MOST);
        assert!(!one.took_too_much());
        drop(one);
        assert!(interrupt.begin().token().is_cancelled());
    }
}
