//! From a state's name to the state.

use crate::{Analysis, FilePosition, NavigationTarget, RangeInfo};

/// # Go to definition
///
/// Not written yet.
pub fn goto_definition(
    analysis: &Analysis,
    at: FilePosition,
) -> Option<RangeInfo<Vec<NavigationTarget>>> {
    let _ = (analysis, at);
    None
}
