//! What is wrong with a document.

use asl_check::{CheckConfig, Diagnostic};

use crate::{Analysis, FileId};

/// # Diagnostics
///
/// Everything that is wrong with the definition as it stands in the editor, saved or not: what AWS
/// would refuse (errors), what would fail or misbehave when it runs (warnings) and better practice
/// (hints), in the order of the text. Each has a stable code with a page, and a quick fix where the
/// mend is clear.
pub fn diagnostics(analysis: &Analysis, file: FileId, config: &CheckConfig) -> Vec<Diagnostic> {
    let document = analysis.document(file);
    document.map_or_else(Vec::new, |it| asl_check::check(it.model(), config))
}
