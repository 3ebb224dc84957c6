//! The memory that a text takes: what ends an evaluation that takes too much, and the bound that holds
//! all the same.

use asl_jsonata::{Interrupt, MemoryWatch};

/// What a text may add to the memory of the process: the limit of an evaluation, and what one step
/// of it can make between two looks.
const MOST: u64 = 1 << 30;

/// Looks at the memory of the process while a text is tried. Where the system does not say how much
/// that is, nothing is looked after.
pub(super) struct Memory {
    watch: MemoryWatch,
    begun: u64,
}

impl Memory {
    pub(super) fn new(interrupt: &Interrupt) -> Self {
        let begun = resident();
        Self {
            watch: MemoryWatch::new(interrupt.clone(), begun),
            begun,
        }
    }

    /// A text begins.
    pub(super) fn begin(&mut self) {
        self.begun = resident();
        self.watch.look(self.begun);
    }

    /// Ends an evaluation that takes too much; tells whether it took more than it may even so.
    pub(super) fn is_exceeded(&mut self) -> bool {
        let now = resident();
        self.watch.look(now);
        now.saturating_sub(self.begun) > MOST
    }
}

fn resident() -> u64 {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem as u64)
}
