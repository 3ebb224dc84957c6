//! What may be written at the cursor.

use asl_text::Edit;

use crate::{Analysis, FilePosition};

/// What a client can do with completions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionConfig {
    /// The client understands snippets: `$0` and `${1:name}` in the inserted text.
    pub snippets: bool,
}

/// One thing that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionItem {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside the label: `required`, `Task state, not reached yet`.
    pub detail: Option<String>,
    /// Markdown.
    pub documentation: Option<String>,
    /// Replaces the word under the cursor, quotes included where it has them.
    pub edit: Edit,
    /// The inserted text is a snippet.
    pub snippet: bool,
    /// Items are shown in the order of these texts.
    pub sort_text: String,
    /// What the typed characters are compared with: like the replaced text, with its quotes.
    pub filter_text: String,
    /// Replaced by something newer.
    pub deprecated: bool,
    /// After it is inserted, completion should be asked for again: the cursor stands at a value
    /// that has values to offer.
    pub retrigger: bool,
}

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A state.
    State,
    /// A field.
    Field,
    /// A comparison operator of a choice rule.
    Operator,
    /// One of a field's values.
    Value,
    /// An error name.
    Error,
    /// An intrinsic function.
    Function,
    /// A path into the context object.
    Path,
    /// A whole state.
    Snippet,
}

/// # Completion
///
/// Not written yet.
pub fn completions(
    analysis: &Analysis,
    at: FilePosition,
    config: &CompletionConfig,
) -> Vec<CompletionItem> {
    let _ = (analysis, at, config);
    Vec::new()
}
