//! What "expand selection" selects next.

use asl_syntax::{TextRange, TextSize};

use crate::{Analysis, FileId};

/// # Expand selection
///
/// Not written yet. Answers, for each offset, ranges from the innermost to the whole document; each holds the one before.
pub fn selection_ranges(
    analysis: &Analysis,
    file: FileId,
    offsets: &[TextSize],
) -> Vec<Vec<TextRange>> {
    let _ = (analysis, file);
    offsets
        .iter()
        .map(|it| vec![TextRange::empty(*it)])
        .collect()
}
