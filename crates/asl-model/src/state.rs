//! One state in one version of a document.

use std::sync::Arc;

use asl_lang::{QueryLanguage, StateType};
use asl_syntax::{TextRange, TextSize};

use crate::{MachineId, Origin, Reference, StateFacts};

/// Names a state in the model that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub(crate) u32);

impl StateId {
    /// Its place in [`crate::Model::states`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A state. Ranges are offsets in the document; those of [`State::facts`] are relative to [`State::base`].
#[derive(Debug, Clone)]
pub struct State {
    pub(crate) id: StateId,
    pub(crate) machine: MachineId,
    pub(crate) base: TextSize,
    pub(crate) query_language: QueryLanguage,
    pub(crate) nested: (u32, u32),
    pub(crate) facts: Arc<StateFacts>,
}

impl State {
    /// Its name in this model.
    pub fn id(&self) -> StateId {
        self.id
    }

    /// The machine that it belongs to.
    pub fn machine(&self) -> MachineId {
        self.machine
    }

    /// The state's name.
    pub fn name(&self) -> &str {
        &self.facts.name
    }

    /// Where the name's characters stand, without quotes.
    pub fn name_range(&self) -> TextRange {
        self.to_document(self.facts.name_range)
    }

    /// Where the name stands, with its quotes.
    pub fn key_range(&self) -> TextRange {
        self.to_document(self.facts.key_range)
    }

    /// Where the whole entry stands: name, colon and value.
    pub fn range(&self) -> TextRange {
        TextRange::at(self.base, self.facts.green.text_len())
    }

    /// Where the value stands, when there is one.
    pub fn value_range(&self) -> Option<TextRange> {
        self.facts.value_range.map(|it| self.to_document(it))
    }

    /// What `Type` says, when it is one of the eight.
    pub fn kind(&self) -> Option<StateType> {
        self.facts.kind
    }

    /// The query language in force: its own, else that of the machines around it.
    pub fn query_language(&self) -> QueryLanguage {
        self.query_language
    }

    /// The start of the entry: what the ranges of its facts are relative to.
    pub fn base(&self) -> TextSize {
        self.base
    }

    /// What its text says, shared between versions of the document.
    pub fn facts(&self) -> &Arc<StateFacts> {
        &self.facts
    }

    /// A range of its facts as a range of the document.
    pub fn to_document(&self, range: TextRange) -> TextRange {
        range + self.base
    }

    /// The names of states in it, those of nested machines left out.
    pub fn references(&self) -> impl Iterator<Item = Reference<'_>> + use<'_> {
        self.facts
            .references
            .iter()
            .map(|fact| Reference::new(fact, Origin::State(self.id), self.machine, self.base))
    }

    /// The machines in it, in the text's order.
    pub fn nested(&self) -> impl ExactSizeIterator<Item = MachineId> + use<> {
        let (start, end) = self.nested;
        (start as usize..end as usize).map(|it| MachineId(it as u32))
    }
}
