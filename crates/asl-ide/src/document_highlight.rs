//! The same state elsewhere in the document.

use asl_syntax::TextRange;

use crate::{Analysis, FilePosition};

/// A place to mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentHighlight {
    /// Where.
    pub range: TextRange,
    /// How.
    pub kind: HighlightKind,
}

/// What a marked place does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HighlightKind {
    /// Names the state.
    Read,
    /// Is the state.
    Write,
}

/// # Highlight
///
/// Not written yet.
pub fn document_highlight(analysis: &Analysis, at: FilePosition) -> Vec<DocumentHighlight> {
    let _ = (analysis, at);
    Vec::new()
}
