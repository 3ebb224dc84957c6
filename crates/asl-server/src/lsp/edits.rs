//! Changes of documents and what offers them, in the protocol's words.

use std::collections::HashMap;

use asl_ide::{CodeAction, CodeActionKind, SourceChange};
use asl_text::Edit;
use tower_lsp::lsp_types as lsp;

use super::findings::diagnostic;
use super::new_file;
use super::to_proto::range;
use crate::snapshot::Snapshot;

/// Edits of the snapshot's document.
pub(crate) fn text_edits(snapshot: &Snapshot, edits: &[Edit]) -> Vec<lsp::TextEdit> {
    edits.iter().map(|it| text_edit(snapshot, it)).collect()
}

pub(super) fn text_edit(snapshot: &Snapshot, edit: &Edit) -> lsp::TextEdit {
    lsp::TextEdit::new(range(snapshot, edit.range), edit.insert.clone())
}

/// A change; with the version that it is for where the client can check it.
pub(crate) fn workspace_edit(snapshot: &Snapshot, change: &SourceChange) -> lsp::WorkspaceEdit {
    // A snapshot holds one document.
    let edits: Vec<_> = change
        .edits
        .iter()
        .flat_map(|it| text_edits(snapshot, &it.1))
        .collect();
    let uri = snapshot.uri().clone();
    if !snapshot.client.document_changes {
        return lsp::WorkspaceEdit::new(HashMap::from([(uri, edits)]));
    }
    let document = lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier {
            uri,
            version: Some(snapshot.version()),
        },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    };
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(vec![document])),
        ..Default::default()
    }
}

/// Actions with their edits; none for a client that can only run commands.
pub(crate) fn code_actions(snapshot: &Snapshot, actions: &[CodeAction]) -> lsp::CodeActionResponse {
    if !snapshot.client.action_literals {
        return Vec::new();
    }
    actions
        .iter()
        .filter_map(|it| code_action(snapshot, it).map(Into::into))
        .collect()
}

fn code_action(snapshot: &Snapshot, action: &CodeAction) -> Option<lsp::CodeAction> {
    let edit = match action.kind {
        CodeActionKind::Notation => new_file::in_other_notation(snapshot, &action.change)?,
        _ => match &action.file {
            Some(file) => new_file::with_file(snapshot, &action.change, file)?,
            None => workspace_edit(snapshot, &action.change),
        },
    };
    Some(lsp::CodeAction {
        title: action.title.clone(),
        kind: Some(action_kind(action.kind)),
        diagnostics: action
            .diagnostic
            .as_ref()
            .map(|it| vec![diagnostic(snapshot, it)]),
        edit: Some(edit),
        is_preferred: action.preferred.then_some(true),
        ..Default::default()
    })
}

/// Every kind of action that there is, for clients that want to know.
pub(crate) const ACTION_KINDS: [CodeActionKind; 6] = [
    CodeActionKind::QuickFix,
    CodeActionKind::Refactor,
    CodeActionKind::Extract,
    CodeActionKind::Rewrite,
    CodeActionKind::FixAll,
    CodeActionKind::SortStates,
];

/// The protocol's name of a kind. What changes whole documents has names of ours below the protocol's.
pub(crate) fn action_kind(kind: CodeActionKind) -> lsp::CodeActionKind {
    match kind {
        CodeActionKind::QuickFix => lsp::CodeActionKind::QUICKFIX,
        CodeActionKind::Refactor => lsp::CodeActionKind::REFACTOR,
        CodeActionKind::Extract => lsp::CodeActionKind::REFACTOR_EXTRACT,
        CodeActionKind::Rewrite | CodeActionKind::Notation => lsp::CodeActionKind::REFACTOR_REWRITE,
        CodeActionKind::FixAll => lsp::CodeActionKind::new("source.fixAll.asl"),
        CodeActionKind::SortStates => lsp::CodeActionKind::new("source.sortStates"),
    }
}
