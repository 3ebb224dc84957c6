//! From a state's name to the state.

use crate::names::state_named_at;
use crate::{Analysis, FilePosition, NavigationTarget, RangeInfo};

/// # Go to definition
///
/// From `StartAt`, `Next`, `Default` and the `Next` of choice rules and catchers to the state that
/// is named. In nested machines names mean the states of their own machine.
pub fn goto_definition(
    analysis: &Analysis,
    at: FilePosition,
) -> Option<RangeInfo<Vec<NavigationTarget>>> {
    let (document, named, state) = state_named_at(analysis, at)?;
    let state = document.model().state(state);
    let target = NavigationTarget {
        file: at.file,
        name: state.name().to_owned(),
        full_range: state.range(),
        focus_range: state.name_range(),
    };
    Some(RangeInfo {
        range: named.range,
        info: vec![target],
    })
}
