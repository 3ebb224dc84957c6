//! All places that name a state or a variable.

use crate::names::{occurrences, state_named_at};
use crate::variables::variable_named_at;
use crate::{Analysis, FilePosition, FileRange};

/// # Find references
///
/// All places that lead to the state under the cursor: `StartAt`, `Next`, `Default`, choice rules and
/// catchers, in the order of the text; from the state's own name as well as from any of these places.
/// All places that read the variable under the cursor, in both query languages; the places that assign
/// it are its declaration.
pub fn references(
    analysis: &Analysis,
    at: FilePosition,
    include_declaration: bool,
) -> Option<Vec<FileRange>> {
    let Some((document, _, state)) = state_named_at(analysis, at) else {
        return variable(analysis, at, include_declaration);
    };
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

fn variable(
    analysis: &Analysis,
    at: FilePosition,
    include_declaration: bool,
) -> Option<Vec<FileRange>> {
    let (_, variable) = variable_named_at(analysis, at)?;
    let places = variable.places.into_iter();
    let wanted = places.filter(|it| include_declaration || !it.is_write);
    let range = |range| FileRange {
        file: at.file,
        range,
    };
    Some(wanted.map(|it| range(it.range)).collect())
}
