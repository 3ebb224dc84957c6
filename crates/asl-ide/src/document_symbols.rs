//! The outline of a document.

use asl_syntax::TextRange;

use crate::{Analysis, FileId};

/// One line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSymbol {
    /// The state's name, or what a nested machine is called: `Branch 1`, `ItemProcessor`.
    pub name: String,
    /// A few words beside it: the type of a state.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub range: TextRange,
    /// Its name; lies in `range`.
    pub selection_range: TextRange,
    /// What is in it.
    pub children: Vec<DocumentSymbol>,
}

/// What a line of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// A machine inside a state.
    Machine,
    /// A state, by its type; `None` when that is unknown.
    State(Option<asl_lang::StateType>),
}

/// # Outline
///
/// Not written yet.
pub fn document_symbols(analysis: &Analysis, file: FileId) -> Vec<DocumentSymbol> {
    let _ = (analysis, file);
    Vec::new()
}
