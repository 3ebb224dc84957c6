//! All places that name a state, a variable or a member of the data.

use crate::members::uses;
use crate::names::{occurrences, state_named_at};
use crate::variables::variable_named_at;
use crate::{Analysis, FilePosition, FileRange};

/// # Find references
///
/// All places that lead to the state under the cursor: `StartAt`, `Next`, `Default`, choice rules and
/// catchers, in the order of the text; from the state's own name as well as from any of these places.
/// All places that read the variable under the cursor, in both query languages; the places that assign
/// it are its declaration.
///
/// All places that read the member of the data under the cursor, from one of them or from where it is made.
pub fn references(
    analysis: &Analysis,
    at: FilePosition,
    include_declaration: bool,
) -> Option<Vec<FileRange>> {
    let Some((document, _, state)) = state_named_at(analysis, at) else {
        return variable(analysis, at, include_declaration)
            .or_else(|| member(analysis, at, include_declaration));
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

fn member(
    analysis: &Analysis,
    at: FilePosition,
    include_declaration: bool,
) -> Option<Vec<FileRange>> {
    let uses = uses(analysis.document(at.file)?.model(), at.offset)?;
    let made = uses.made.iter().map(|it| it.range);
    let mut all: Vec<_> = made
        .filter(|_| include_declaration)
        .chain(uses.reads)
        .collect();
    all.sort_by_key(|it| it.start());
    let range = |range| FileRange {
        file: at.file,
        range,
    };
    Some(all.into_iter().map(range).collect())
}
