//! The whole document in the other notation.

use asl_syntax::Format;

use super::{CodeAction, CodeActionKind};
use crate::convert::convert_notation;
use crate::{Analysis, DocumentKind, FileRange, FormatConfig, SourceChange};

/// "Convert to YAML" or "Convert to JSON", where the cursor is in no state. Whoever knows the file's name puts the text
/// into a file beside it, when the name says which notation is in it.
pub(super) fn convert_to_other_notation(
    analysis: &Analysis,
    range: FileRange,
) -> Option<CodeAction> {
    let document = analysis.document(range.file)?;
    let definition = document.kind("", None) == DocumentKind::Definition;
    if !definition || document.model().state_at(range.range.start()).is_some() {
        return None;
    }
    let conversion = convert_notation(analysis, range.file, &FormatConfig::default()).ok()?;
    let title = match conversion.format {
        Format::Json => "Convert to JSON",
        Format::Yaml => "Convert to YAML",
    };
    Some(CodeAction {
        title: title.to_owned(),
        kind: CodeActionKind::Notation,
        change: SourceChange {
            edits: vec![(range.file, conversion.edits)],
        },
        diagnostic: None,
        file: None,
        preferred: false,
    })
}
