//! Canonical formatting.

use asl_syntax::Format;
use asl_text::Edit;

use crate::{Analysis, FileId, FileRange};

/// How to format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatConfig {
    /// Blanks per level.
    pub indent: usize,
}

impl Default for FormatConfig {
    fn default() -> Self {
        Self { indent: 2 }
    }
}

/// # Format
///
/// Not written yet.
pub fn format(analysis: &Analysis, file: FileId, config: &FormatConfig) -> Vec<Edit> {
    let _ = (analysis, file, config);
    Vec::new()
}

/// # Format selection
///
/// The edits of [`format`] that lie in the range.
pub fn format_range(analysis: &Analysis, range: FileRange, config: &FormatConfig) -> Vec<Edit> {
    let _ = (analysis, range, config);
    Vec::new()
}

/// A text in canonical form.
pub fn format_text(text: &str, format: Format, config: &FormatConfig) -> String {
    let _ = (format, config);
    text.to_owned()
}
