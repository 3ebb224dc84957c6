//! The same state elsewhere in the document.

use asl_syntax::TextRange;

use crate::names::{occurrences, state_named_at};
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
/// With the cursor on a state's name, the state and every place that leads to it are marked.
pub fn document_highlight(analysis: &Analysis, at: FilePosition) -> Vec<DocumentHighlight> {
    let Some((document, _, state)) = state_named_at(analysis, at) else {
        return Vec::new();
    };
    let highlight = |(range, is_state)| DocumentHighlight {
        range,
        kind: if is_state {
            HighlightKind::Write
        } else {
            HighlightKind::Read
        },
    };
    occurrences(document.model(), state)
        .into_iter()
        .map(highlight)
        .collect()
}
