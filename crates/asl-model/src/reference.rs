//! Where one state's name stands in another place: `StartAt`, `Next`, `Default`.

use asl_syntax::TextRange;

use crate::{MachineId, ReferenceFact, StateId};

/// Why a state is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// `StartAt` of the machine.
    Start,
    /// `Next` of the state before.
    Next,
    /// `Next` of a choice rule, and which one, from 0.
    Choice(usize),
    /// `Default` of a Choice state.
    Default,
    /// `Next` of a catcher, and which one, from 0.
    Catch(usize),
}

/// Where a reference stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// `StartAt` of that machine.
    Machine(MachineId),
    /// A field of that state.
    State(StateId),
}

/// The name of a state where one is meant to be entered. Ranges are offsets in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'a> {
    /// Where it stands.
    pub from: Origin,
    /// The machine whose states it means.
    pub machine: MachineId,
    /// Which field says so.
    pub cause: Cause,
    /// The name as decoded.
    pub target: &'a str,
    /// Where the characters of the name stand, without quotes.
    pub range: TextRange,
    /// Where the scalar stands, with its quotes.
    pub value_range: TextRange,
}

impl<'a> Reference<'a> {
    pub(crate) fn new(
        fact: &'a ReferenceFact,
        from: Origin,
        machine: MachineId,
        base: asl_syntax::TextSize,
    ) -> Self {
        Self {
            from,
            machine,
            cause: fact.cause,
            target: &fact.target,
            range: fact.range + base,
            value_range: fact.value_range + base,
        }
    }

    /// Whether a deployment still fills in a part of the name: `${Name}`.
    pub fn is_placeholder(&self) -> bool {
        self.target.contains("${")
    }
}
