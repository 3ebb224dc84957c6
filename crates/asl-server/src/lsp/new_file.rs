//! Edits that make files.

use asl_ide::{Format, NewFile, SourceChange};
use tower_lsp::lsp_types as lsp;

use super::edits;
use crate::snapshot::Snapshot;

/// The edits of a change together with a file beside the document, for a client that can make files.
pub(crate) fn with_file(
    snapshot: &Snapshot,
    change: &SourceChange,
    file: &NewFile,
) -> Option<lsp::WorkspaceEdit> {
    if !snapshot.client.document_changes {
        return None;
    }
    let mut edit = edits::workspace_edit(snapshot, change);
    let mut operations = match edit.document_changes.take()? {
        lsp::DocumentChanges::Edits(edits) => edits
            .into_iter()
            .map(lsp::DocumentChangeOperation::Edit)
            .collect(),
        lsp::DocumentChanges::Operations(operations) => operations,
    };
    let uri = beside(snapshot.uri(), &file.name, file.format)?;
    operations.extend(make(uri, file.text.clone()));
    Some(lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Operations(operations)),
        ..Default::default()
    })
}

/// The whole text in the other notation: a new file where the old one's name says which notation is in it, for a client
/// that can make files.
pub(crate) fn in_other_notation(
    snapshot: &Snapshot,
    change: &SourceChange,
) -> Option<lsp::WorkspaceEdit> {
    let Some(uri) = other_name(snapshot.uri()) else {
        return Some(edits::workspace_edit(snapshot, change));
    };
    if !snapshot.client.document_changes {
        return None;
    }
    let (_, edits) = change.edits.first()?;
    let text = edits.iter().map(|it| it.insert.as_str()).collect();
    Some(lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Operations(make(uri, text).into())),
        ..Default::default()
    })
}

/// A new file and its text.
fn make(uri: lsp::Url, text: String) -> [lsp::DocumentChangeOperation; 2] {
    let create = lsp::ResourceOp::Create(lsp::CreateFile {
        uri: uri.clone(),
        options: None,
        annotation_id: None,
    });
    let fill = lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![lsp::OneOf::Left(lsp::TextEdit::new(
            lsp::Range::default(),
            text,
        ))],
    };
    [
        lsp::DocumentChangeOperation::Op(create),
        lsp::DocumentChangeOperation::Edit(fill),
    ]
}

/// `pay.asl.json` in the folder of the document.
fn beside(uri: &lsp::Url, name: &str, format: Format) -> Option<lsp::Url> {
    let ending = match format {
        Format::Json => "asl.json",
        Format::Yaml => "asl.yaml",
    };
    uri.join(&format!("{name}.{ending}")).ok()
}

/// `orders.asl.yaml` for `orders.asl.json`; nothing for a name that says nothing of its notation.
fn other_name(uri: &lsp::Url) -> Option<lsp::Url> {
    let (name, ending) = uri.path().rsplit_once('.')?;
    let other = match ending {
        "json" => "yaml",
        "yaml" | "yml" => "json",
        _ => return None,
    };
    let mut other_uri = uri.clone();
    other_uri.set_path(&format!("{name}.{other}"));
    Some(other_uri)
}
