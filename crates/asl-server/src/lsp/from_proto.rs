//! What the client says, in our words.

use asl_ide::{CodeAction, FilePosition, FileRange};
use asl_text::{Position, Range, TextSize};
use tower_lsp::lsp_types as lsp;

use super::edits;
use crate::snapshot::Snapshot;

/// A position; its characters count in the negotiated encoding.
pub(crate) fn position(position: lsp::Position) -> Position {
    Position {
        line: position.line,
        character: position.character,
    }
}

/// A range; its characters count in the negotiated encoding.
pub(crate) fn range(range: lsp::Range) -> Range {
    Range {
        start: position(range.start),
        end: position(range.end),
    }
}

/// The byte that a position of the snapshot's document is at.
pub(crate) fn offset(snapshot: &Snapshot, at: lsp::Position) -> TextSize {
    snapshot
        .text()
        .offset(position(at), snapshot.client.encoding)
}

/// A place in the snapshot's document.
pub(crate) fn file_position(snapshot: &Snapshot, at: lsp::Position) -> FilePosition {
    FilePosition {
        file: snapshot.file,
        offset: offset(snapshot, at),
    }
}

/// A piece of the snapshot's document.
pub(crate) fn file_range(snapshot: &Snapshot, of: lsp::Range) -> FileRange {
    FileRange {
        file: snapshot.file,
        range: snapshot
            .text()
            .text_range(range(of), snapshot.client.encoding),
    }
}

/// Keeps the actions of the kinds that the client asks for; a kind stands for those below it.
pub(crate) fn retain_wanted(actions: &mut Vec<CodeAction>, only: Option<&[lsp::CodeActionKind]>) {
    let Some(only) = only else { return };
    actions.retain(|action| {
        let kind = edits::action_kind(action.kind);
        let kind = kind.as_str();
        only.iter().any(|it| {
            let below = kind.strip_prefix(it.as_str());
            below.is_some_and(|it| it.is_empty() || it.len() == kind.len() || it.starts_with('.'))
        })
    });
}

/// Whether the client asks by name for what changes the whole document.
pub(crate) fn wants_source(only: Option<&[lsp::CodeActionKind]>) -> bool {
    let mut only = only.unwrap_or_default().iter();
    only.any(|it| {
        it.as_str()
            .starts_with(lsp::CodeActionKind::SOURCE.as_str())
    })
}
