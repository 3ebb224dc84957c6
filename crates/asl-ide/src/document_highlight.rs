//! The same state or variable elsewhere in the document.

use asl_syntax::TextRange;

use crate::names::{occurrences, state_named_at};
use crate::variables::variable_named_at;
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
    /// Names the state; reads the variable.
    Read,
    /// Is the state; assigns the variable.
    Write,
}

/// # Highlight
///
/// With the cursor on a state's name, the state and every place that leads to it are marked; on a
/// variable, every place that assigns or reads it.
pub fn document_highlight(analysis: &Analysis, at: FilePosition) -> Vec<DocumentHighlight> {
    let highlight = |(range, is_write)| DocumentHighlight {
        range,
        kind: if is_write {
            HighlightKind::Write
        } else {
            HighlightKind::Read
        },
    };
    let Some((document, _, state)) = state_named_at(analysis, at) else {
        let variable = variable_named_at(analysis, at);
        let places = variable.into_iter().flat_map(|(_, it)| it.places);
        return places
            .map(|it| highlight((it.range, it.is_write)))
            .collect();
    };
    occurrences(document.model(), state)
        .into_iter()
        .map(highlight)
        .collect()
}
