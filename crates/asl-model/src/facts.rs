//! What a state's own text says, independent of where it stands and of the rest of the document.
//!
//! All ranges here are relative to the start of the state's entry (`"Name": { … }`); those of the
//! top-level machine are relative to the document.

use std::any::Any;
use std::sync::Arc;

use asl_lang::{QueryLanguage, StateType};
use asl_syntax::{GreenNode, SyntaxNode, TextRange, TextSize, ast};

use crate::Cause;
use crate::derived::Derived;
use crate::graph::Graph;

/// What one state entry says. Shared between versions of the document as long as its green node is.
#[derive(Debug)]
pub struct StateFacts {
    pub(crate) green: GreenNode,
    pub(crate) name: Arc<str>,
    pub(crate) name_range: TextRange,
    pub(crate) key_range: TextRange,
    pub(crate) value_range: Option<TextRange>,
    pub(crate) is_mapping: bool,
    pub(crate) kind: Option<StateType>,
    pub(crate) type_text: Option<Box<str>>,
    pub(crate) type_range: Option<TextRange>,
    pub(crate) query_language: Option<QueryLanguage>,
    pub(crate) comment: Option<Box<str>>,
    pub(crate) is_end: bool,
    pub(crate) is_open: bool,
    pub(crate) references: Vec<ReferenceFact>,
    pub(crate) nested: Vec<Arc<MachineFacts>>,
    pub(crate) derived: Derived,
}

/// What one machine says of itself: the document's, or one inside a Parallel or Map state.
#[derive(Debug)]
pub struct MachineFacts {
    pub(crate) nesting: Option<Nesting>,
    pub(crate) range: TextRange,
    pub(crate) start_at: Option<ReferenceFact>,
    pub(crate) states_range: Option<TextRange>,
    pub(crate) query_language: Option<QueryLanguage>,
    pub(crate) comment: Option<Box<str>>,
    pub(crate) states: Vec<PlacedState>,
    pub(crate) graph: Arc<Graph>,
}

/// A state's facts and where its entry starts.
#[derive(Debug, Clone)]
pub struct PlacedState {
    /// What the state says.
    pub facts: Arc<StateFacts>,
    /// The start of its entry, relative to what the machine's ranges are relative to.
    pub offset: TextSize,
    /// The entry in this version's tree: the facts' own node, or one of the same text.
    pub(crate) green: GreenNode,
}

/// How a machine stands inside a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nesting {
    /// `Branches` of a Parallel state, and which one, from 0.
    Branch(usize),
    /// `ItemProcessor` of a Map state.
    ItemProcessor,
    /// `Iterator`, the older name of `ItemProcessor`.
    Iterator,
}

/// The name of a state where one is meant to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceFact {
    /// Which field says so.
    pub cause: Cause,
    /// The name as decoded.
    pub target: Box<str>,
    /// Where the characters of the name stand, without quotes.
    pub range: TextRange,
    /// Where the scalar stands, with its quotes.
    pub value_range: TextRange,
}

impl StateFacts {
    /// The green node of the state's ENTRY; its address is the state's identity between versions.
    pub fn green(&self) -> &GreenNode {
        &self.green
    }

    /// The state's ENTRY as the root of a tree of its own: all offsets are relative to it.
    pub fn syntax(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green.clone())
    }

    /// [`StateFacts::syntax`] as a typed view.
    pub fn entry(&self) -> Option<ast::Entry> {
        ast::Entry::cast(self.syntax())
    }

    /// The state's mapping, when its value is one; offsets are relative to the entry.
    pub fn mapping(&self) -> Option<ast::Mapping> {
        match self.entry()?.value()? {
            ast::Value::Mapping(it) => Some(it),
            _ => None,
        }
    }

    /// The state's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the name's characters stand, without quotes.
    pub fn name_range(&self) -> TextRange {
        self.name_range
    }

    /// Where the name stands, with its quotes.
    pub fn key_range(&self) -> TextRange {
        self.key_range
    }

    /// Where the value stands, when there is one.
    pub fn value_range(&self) -> Option<TextRange> {
        self.value_range
    }

    /// Whether the value is a mapping, as it should be.
    pub fn is_mapping(&self) -> bool {
        self.is_mapping
    }

    /// What `Type` says, when it is one of the eight.
    pub fn kind(&self) -> Option<StateType> {
        self.kind
    }

    /// What `Type` says, whatever it is.
    pub fn type_text(&self) -> Option<&str> {
        self.type_text.as_deref()
    }

    /// Where the value of `Type` stands, with its quotes.
    pub fn type_range(&self) -> Option<TextRange> {
        self.type_range
    }

    /// The query language that the state itself names.
    pub fn query_language(&self) -> Option<QueryLanguage> {
        self.query_language
    }

    /// The state's `Comment`.
    pub fn comment(&self) -> Option<&str> {
        self.comment.as_deref()
    }

    /// Whether the state ends its machine: Succeed, Fail, or `End: true` where that has a meaning.
    pub fn is_end(&self) -> bool {
        self.is_end
    }

    /// Whether parts of the state come from elsewhere (YAML aliases and merge keys, a placeholder in
    /// place of an object), so that a field that is not seen may be there all the same.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The names of states in it, in the text's order; those of nested machines are not among them.
    pub fn references(&self) -> &[ReferenceFact] {
        &self.references
    }

    /// The machines in it, in the text's order.
    pub fn nested(&self) -> &[Arc<MachineFacts>] {
        &self.nested
    }

    /// What a layer above derives from this state alone, kept as long as its green node is.
    ///
    /// The value is keyed by its type and must depend on nothing but the facts: not on where the
    /// state stands, not on other states. `init` may run twice when two threads ask at the same time.
    pub fn derived<T: Any + Send + Sync>(&self, init: impl FnOnce(&Self) -> T) -> &T {
        self.derived.get_or_init(|| init(self))
    }

    /// Whether both have the same name and lead to the same states for the same causes.
    pub(crate) fn same_outline(&self, other: &Self) -> bool {
        self.name == other.name
            && self.kind == other.kind
            && self.is_end == other.is_end
            && self.is_open == other.is_open
            && self.references.len() == other.references.len()
            && self
                .references
                .iter()
                .zip(&other.references)
                .all(|(a, b)| a.cause == b.cause && a.target == b.target)
    }
}

impl MachineFacts {
    /// How it stands inside a state; `None` for the document's own machine.
    pub fn nesting(&self) -> Option<Nesting> {
        self.nesting
    }

    /// Where the machine's mapping stands.
    pub fn range(&self) -> TextRange {
        self.range
    }

    /// `StartAt`.
    pub fn start_at(&self) -> Option<&ReferenceFact> {
        self.start_at.as_ref()
    }

    /// Where the value of `States` stands.
    pub fn states_range(&self) -> Option<TextRange> {
        self.states_range
    }

    /// The query language that the machine itself names.
    pub fn query_language(&self) -> Option<QueryLanguage> {
        self.query_language
    }

    /// The machine's `Comment`.
    pub fn comment(&self) -> Option<&str> {
        self.comment.as_deref()
    }

    /// The states, in the text's order.
    pub fn states(&self) -> &[PlacedState] {
        &self.states
    }

    /// Whether names and flow of both are the same.
    pub(crate) fn same_outline(&self, other: &Self) -> bool {
        let start = |it: &Self| it.start_at.as_ref().map(|it| it.target.clone());
        self.states.len() == other.states.len()
            && start(self) == start(other)
            && self
                .states
                .iter()
                .zip(&other.states)
                .all(|(a, b)| Arc::ptr_eq(&a.facts, &b.facts) || a.facts.same_outline(&b.facts))
    }
}

impl Nesting {
    /// The field that holds the machine.
    pub fn field(self) -> &'static str {
        match self {
            Self::Branch(_) => "Branches",
            Self::ItemProcessor => "ItemProcessor",
            Self::Iterator => "Iterator",
        }
    }
}

impl ReferenceFact {
    /// Whether a deployment still fills in a part of the name: `${Name}`.
    pub fn is_placeholder(&self) -> bool {
        self.target.contains("${")
    }
}
