//! What can be folded away.

use asl_syntax::TextRange;

use crate::{Analysis, FileId};

/// A piece of text that can be folded away; it spans several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldingRange {
    /// From the first character of its first line's piece to the end of its last line's.
    pub range: TextRange,
    /// What it is.
    pub kind: FoldingKind,
}

/// What can be folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoldingKind {
    /// An object, a list, a state.
    Region,
    /// Comment lines.
    Comment,
}

/// # Folding
///
/// Not written yet.
pub fn folding_ranges(analysis: &Analysis, file: FileId) -> Vec<FoldingRange> {
    let _ = (analysis, file);
    Vec::new()
}
