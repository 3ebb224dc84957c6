//! Another name for a state, everywhere at once.

use std::fmt;

use crate::{Analysis, FilePosition, RangeInfo, SourceChange};

/// Why a rename is refused, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameError(pub String);

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RenameError {}

/// Whether something can be renamed here: its range without quotes and its present name.
pub fn prepare_rename(
    analysis: &Analysis,
    at: FilePosition,
) -> Result<RangeInfo<String>, RenameError> {
    let _ = (analysis, at);
    Err(RenameError("not written yet".to_owned()))
}

/// # Rename
///
/// Not written yet.
pub fn rename(
    analysis: &Analysis,
    at: FilePosition,
    new_name: &str,
) -> Result<SourceChange, RenameError> {
    let _ = (analysis, at, new_name);
    Err(RenameError("not written yet".to_owned()))
}
