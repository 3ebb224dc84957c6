//! All places that name a state.

use crate::names::{occurrences, state_named_at};
use crate::{Analysis, FilePosition, FileRange};

/// # Find references
///
/// All places that lead to the state under the cursor: `StartAt`, `Next`, `Default`, choice rules and
/// catchers, in the order of the text; from the state's own name as well as from any of these places.
pub fn references(
    analysis: &Analysis,
    at: FilePosition,
    include_declaration: bool,
) -> Option<Vec<FileRange>> {
    let (document, _, state) = state_named_at(analysis, at)?;
    let occurrences = occurrences(document.model(), state).into_iter();
    let wanted = occurrences.filter(|(_, is_state)| include_declaration || !is_state);
    Some(
        wanted
            .map(|(range, _)| FileRange {
                file: at.file,
                range,
            })
            .collect(),
    )
}
