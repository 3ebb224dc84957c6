//! What can be done about the code at the cursor.

use asl_check::{CheckConfig, Diagnostic};

use crate::{Analysis, FileRange, SourceChange};

/// One thing that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeAction {
    /// What it does, in the imperative.
    pub title: String,
    /// What kind of action it is.
    pub kind: CodeActionKind,
    /// What changes.
    pub change: SourceChange,
    /// The diagnostic that it mends.
    pub diagnostic: Option<Diagnostic>,
    /// What nearly everybody wants; safe to apply without asking.
    pub preferred: bool,
}

/// What kind of action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeActionKind {
    /// Mends a diagnostic.
    QuickFix,
    /// Changes the code's shape.
    Refactor,
}

/// # Code actions
///
/// Not written yet.
pub fn code_actions(
    analysis: &Analysis,
    range: FileRange,
    config: &CheckConfig,
) -> Vec<CodeAction> {
    let _ = (analysis, range, config);
    Vec::new()
}
