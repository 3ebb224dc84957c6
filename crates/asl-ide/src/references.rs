//! All places that name a state.

use crate::{Analysis, FilePosition, FileRange};

/// # Find references
///
/// Not written yet.
pub fn references(
    analysis: &Analysis,
    at: FilePosition,
    include_declaration: bool,
) -> Option<Vec<FileRange>> {
    let _ = (analysis, at, include_declaration);
    None
}
