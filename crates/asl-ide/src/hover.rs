//! What stands under the cursor.

use crate::{Analysis, FilePosition, RangeInfo};

/// # Hover
///
/// Not written yet. Answers markdown.
pub fn hover(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<String>> {
    let _ = (analysis, at);
    None
}
