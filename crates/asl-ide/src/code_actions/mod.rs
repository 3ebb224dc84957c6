//! What can be done about the code at the cursor.

mod convert_jsonata;
mod convert_notation;
mod create_state;
mod handle_errors;
mod insert_state;
mod newer_fields;
mod refactor;
mod sort_states;
mod source;
#[cfg(test)]
mod tests;
mod wrap;

pub use source::source_actions;

use asl_check::{CheckConfig, Diagnostic};
use asl_lang::WorkflowType;
use asl_syntax::{Format, TextRange};

use crate::{Analysis, Document, FileRange, SourceChange};

/// One thing that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeAction {
    /// What it does, in the imperative.
    pub title: String,
    /// What kind of action it is.
    pub kind: CodeActionKind,
    /// What changes.
    pub change: SourceChange,
    /// A file that it makes beside the document.
    pub file: Option<NewFile>,
    /// The diagnostic that it mends.
    pub diagnostic: Option<Diagnostic>,
    /// What nearly everybody wants; safe to apply without asking.
    pub preferred: bool,
}

/// A definition in a file of its own, in the notation of the document that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its name without what says that it is a definition.
    pub name: String,
    /// Its notation.
    pub format: Format,
    /// Its text.
    pub text: String,
}

/// What kind of action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeActionKind {
    /// Mends a diagnostic.
    QuickFix,
    /// Changes the code's shape.
    Refactor,
    /// Moves a part of the code elsewhere.
    Extract,
    /// Writes code that does the same in another way.
    Rewrite,
    /// Mends all diagnostics of the document that have one clear mend.
    FixAll,
    /// Puts the states of all machines in the order of the flow.
    SortStates,
    /// Writes the whole document in the other notation, JSON or YAML: the edit is the new text, which belongs
    /// into another file where the name of this one says what is in it.
    Notation,
}

/// # Code actions
///
/// * At a diagnostic, and in a selection: its **quick fixes**, the best one first.
/// * On a name that no state has: **Create state**, behind the one that leads to it.
/// * On a name that leads to a state: **Insert a state before** it.
/// * On the name of a state: **Insert a state behind** it, **Retry transient errors**, **Catch errors with a new
///   state**, **Convert state to JSONata**.
/// * On the name of a state with fields that have newer names: **Change "Iterator" to "ItemProcessor"** and the like.
/// * On the name of a state, or with several states selected: **Move into a Parallel**, **a Map** or **an execution of
///   its own**.
/// * On `States`: **Sort states by flow**.
/// * Outside of the states: **Convert the state machine to JSONata**, **Convert to YAML** or **to JSON**.
///
/// For the whole document, when an editor asks for it by name, on saving for instance: `source.fixAll` takes the best
/// quick fix of each diagnostic, `source.sortStates` sorts the states of all machines.
///
/// In a text that `Fn::Join` puts together only what changes one of its pieces is offered, in one with directives of
/// Terraform only what leaves them alone.
pub fn code_actions(
    analysis: &Analysis,
    range: FileRange,
    config: &CheckConfig,
) -> Vec<CodeAction> {
    let Some(document) = analysis.document(range.file) else {
        return Vec::new();
    };
    let diagnostics = asl_check::check(document.model(), config);
    let at_range = diagnostics
        .iter()
        .filter(|it| touches(it.range, range.range));
    let mut actions: Vec<_> = at_range.flat_map(|it| quick_fixes(it, range)).collect();
    actions.extend(create_state::create_state(document, range));
    actions.extend(insert_state::insert_state(document, range));
    actions.extend(insert_state::insert_behind(document, range));
    actions.extend(handle_errors::add_retry(document, range));
    actions.extend(handle_errors::add_catch(document, range));
    actions.extend(wrap::wrap(document, range));
    actions.extend(newer_fields::newer_fields(document, range));
    actions.extend(sort_states::sort_states(document, range));
    actions.extend(convert_jsonata::convert_jsonata(analysis, range));
    actions.extend(convert_notation::convert_to_other_notation(analysis, range));
    let is_express = config.workflow == Some(WorkflowType::Express);
    actions.retain(|it| it.keeps_all_of(document) && !(is_express && it.waits_for_execution()));
    actions
}

impl CodeAction {
    /// Whether nothing goes that only the text has, such as directives of Terraform.
    fn keeps_all_of(&self, document: &Document) -> bool {
        let mut edits = self.change.edits.iter().flat_map(|it| &it.1);
        edits.all(|it| !document.hides(it.range))
    }

    /// Whether it makes a state that waits for another execution, which an Express workflow cannot.
    fn waits_for_execution(&self) -> bool {
        self.kind == CodeActionKind::Extract && self.file.is_some()
    }
}

fn quick_fixes(diagnostic: &Diagnostic, range: FileRange) -> Vec<CodeAction> {
    let action = |fix: &asl_check::Fix| CodeAction {
        title: fix.title.clone(),
        kind: CodeActionKind::QuickFix,
        change: SourceChange {
            edits: vec![(range.file, sorted(fix.edits.clone()))],
        },
        diagnostic: Some(diagnostic.clone()),
        file: None,
        preferred: fix.preferred,
    };
    diagnostic.fixes.iter().map(action).collect()
}

fn sorted(mut edits: Vec<asl_text::Edit>) -> Vec<asl_text::Edit> {
    edits.sort_by_key(|it| it.range.start());
    edits
}

fn touches(a: TextRange, b: TextRange) -> bool {
    a.intersect(b).is_some()
}
