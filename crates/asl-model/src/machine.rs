//! One machine in one version of a document.

use std::sync::Arc;

use asl_lang::QueryLanguage;
use asl_syntax::{TextRange, TextSize};

use crate::{MachineFacts, Nesting, Origin, Reference, StateId};

/// Names a machine in the model that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MachineId(pub(crate) u32);

impl MachineId {
    /// Its place in [`crate::Model::machines`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The state that holds a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The Parallel or Map state.
    pub state: StateId,
    /// The field of it.
    pub nesting: Nesting,
}

/// A machine. Ranges are offsets in the document.
#[derive(Debug, Clone)]
pub struct Machine {
    pub(crate) id: MachineId,
    pub(crate) owner: Option<Owner>,
    pub(crate) base: TextSize,
    pub(crate) query_language: QueryLanguage,
    pub(crate) states: (u32, u32),
    pub(crate) facts: Arc<MachineFacts>,
}

impl Machine {
    /// Its name in this model.
    pub fn id(&self) -> MachineId {
        self.id
    }

    /// The state that holds it; `None` for a document's own machine.
    pub fn owner(&self) -> Option<Owner> {
        self.owner
    }

    /// Where its mapping stands.
    pub fn range(&self) -> TextRange {
        self.facts.range + self.base
    }

    /// Where the value of `States` stands.
    pub fn states_range(&self) -> Option<TextRange> {
        self.facts.states_range.map(|it| it + self.base)
    }

    /// `StartAt`, when it holds a text.
    pub fn start_at(&self) -> Option<Reference<'_>> {
        let fact = self.facts.start_at.as_ref()?;
        Some(Reference::new(
            fact,
            Origin::Machine(self.id),
            self.id,
            self.base,
        ))
    }

    /// Its states, in the text's order.
    pub fn states(&self) -> impl ExactSizeIterator<Item = StateId> + DoubleEndedIterator + use<> {
        let (start, end) = self.states;
        (start as usize..end as usize).map(|it| StateId(it as u32))
    }

    /// The query language in force for states that name none.
    pub fn query_language(&self) -> QueryLanguage {
        self.query_language
    }

    /// What the ranges of its facts are relative to.
    pub fn base(&self) -> TextSize {
        self.base
    }

    /// What its text says.
    pub fn facts(&self) -> &Arc<MachineFacts> {
        &self.facts
    }
}
