//! What we say, in the protocol's words, as far as the client understands them: places, and what is read.

use std::fmt::Display;

use asl_ide::{
    DocumentHighlight, FileId, FoldingKind, FoldingRange, HighlightKind, LinkedFile,
    NavigationTarget, RangeInfo,
};
use asl_text::{Encoding, Text, TextRange, TextSize};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types as lsp;

use crate::capabilities::Markup;
use crate::snapshot::Snapshot;

/// LSP's `RequestFailed`: the request was right, but cannot be fulfilled; the message is for the user.
const REQUEST_FAILED: i64 = -32803;

/// A byte's position.
pub(crate) fn position(snapshot: &Snapshot, offset: TextSize) -> lsp::Position {
    let position = snapshot.text().position(offset, snapshot.client.encoding);
    lsp::Position::new(position.line, position.character)
}

/// A range of bytes.
pub(crate) fn range(snapshot: &Snapshot, range: TextRange) -> lsp::Range {
    lsp::Range::new(
        position(snapshot, range.start()),
        position(snapshot, range.end()),
    )
}

/// A range of bytes of a text.
fn range_in(text: &Text, of: TextRange, encoding: Encoding) -> lsp::Range {
    let range = text.range(of, encoding);
    let position = |it: asl_text::Position| lsp::Position::new(it.line, it.character);
    lsp::Range::new(position(range.start), position(range.end))
}

/// A piece of the snapshot's document.
pub(crate) fn location(snapshot: &Snapshot, piece: TextRange) -> lsp::Location {
    lsp::Location::new(snapshot.uri().clone(), range(snapshot, piece))
}

/// A piece of a document of the snapshot.
pub(crate) fn location_in(snapshot: &Snapshot, file: FileId, piece: TextRange) -> lsp::Location {
    let (uri, text) = snapshot.document(file);
    lsp::Location::new(uri.clone(), range_in(text, piece, snapshot.client.encoding))
}

/// A refusal, in words for the user.
pub(crate) fn refusal(reason: impl Display) -> Error {
    let mut error = Error::new(ErrorCode::ServerError(REQUEST_FAILED));
    error.message = reason.to_string().into();
    error
}

/// Words about something, in the form that the client can show.
pub(crate) fn documentation(page: &str, form: Markup) -> lsp::Documentation {
    match markup(page, form) {
        Some(content) => lsp::Documentation::MarkupContent(content),
        None => lsp::Documentation::String(plain(page)),
    }
}

/// A hover.
pub(crate) fn hover(snapshot: &Snapshot, hover: RangeInfo<String>) -> lsp::Hover {
    let contents = match markup(&hover.info, snapshot.client.hover_markup) {
        Some(content) => lsp::HoverContents::Markup(content),
        // The oldest form of a hover is markdown by definition.
        None => lsp::HoverContents::Scalar(lsp::MarkedString::String(hover.info)),
    };
    lsp::Hover {
        contents,
        range: Some(range(snapshot, hover.range)),
    }
}

/// The page in the form that the client knows; `None` when it knows only strings.
fn markup(page: &str, form: Markup) -> Option<lsp::MarkupContent> {
    let (kind, value) = match form {
        Markup::Bare => return None,
        Markup::Plain => (lsp::MarkupKind::PlainText, plain(page)),
        Markup::Markdown => (lsp::MarkupKind::Markdown, page.to_owned()),
    };
    Some(lsp::MarkupContent { kind, value })
}

/// Our markdown without its marks: code, fences and bold are all that needs to go.
fn plain(markdown: &str) -> String {
    let lines = markdown.lines().filter(|it| !it.starts_with("```"));
    let unmarked: Vec<_> = lines
        .map(|it| it.replace("**", "").replace('`', ""))
        .collect();
    unmarked.join("\n")
}

/// Places to go to, and files as a whole.
pub(crate) fn definition(
    snapshot: &Snapshot,
    targets: Option<RangeInfo<Vec<NavigationTarget>>>,
    files: Option<RangeInfo<Vec<LinkedFile>>>,
) -> Option<lsp::GotoDefinitionResponse> {
    let origin = targets.as_ref().map(|it| it.range);
    let origin = range(snapshot, origin.or(files.as_ref().map(|it| it.range))?);
    let targets = targets.into_iter().flat_map(|it| it.info);
    let places = targets.map(|it| {
        let (uri, text) = snapshot.document(it.file);
        let encoding = snapshot.client.encoding;
        let range = |of| range_in(text, of, encoding);
        (uri.clone(), range(it.full_range), range(it.focus_range))
    });
    let files = files.into_iter().flat_map(|it| it.info);
    let start = lsp::Range::default();
    let files = files.filter_map(|it| Some((snapshot.existing(&it)?, start, start)));
    let found: Vec<_> = places.chain(files).collect();
    if found.is_empty() {
        return None;
    }
    let found = found.into_iter();
    Some(if snapshot.client.definition_links {
        let links = found.map(|(uri, full, focus)| lsp::LocationLink {
            origin_selection_range: Some(origin),
            target_uri: uri,
            target_range: full,
            target_selection_range: focus,
        });
        lsp::GotoDefinitionResponse::Link(links.collect())
    } else {
        let places = found.map(|(uri, _, focus)| lsp::Location::new(uri, focus));
        lsp::GotoDefinitionResponse::Array(places.collect())
    })
}

/// A marked place.
pub(crate) fn highlight(snapshot: &Snapshot, place: &DocumentHighlight) -> lsp::DocumentHighlight {
    lsp::DocumentHighlight {
        range: range(snapshot, place.range),
        kind: Some(match place.kind {
            HighlightKind::Read => lsp::DocumentHighlightKind::READ,
            HighlightKind::Write => lsp::DocumentHighlightKind::WRITE,
        }),
    }
}

/// What a rename starts from.
pub(crate) fn prepared_rename(
    snapshot: &Snapshot,
    name: RangeInfo<String>,
) -> lsp::PrepareRenameResponse {
    lsp::PrepareRenameResponse::RangeWithPlaceholder {
        range: range(snapshot, name.range),
        placeholder: name.info,
    }
}

/// A fold; on whole lines for clients that know only those.
pub(crate) fn folding_range(snapshot: &Snapshot, fold: &FoldingRange) -> lsp::FoldingRange {
    let place = range(snapshot, fold.range);
    let characters = !snapshot.client.folds_lines;
    lsp::FoldingRange {
        start_line: place.start.line,
        start_character: characters.then_some(place.start.character),
        end_line: place.end.line,
        end_character: characters.then_some(place.end.character),
        kind: Some(match fold.kind {
            FoldingKind::Region => lsp::FoldingRangeKind::Region,
            FoldingKind::Comment => lsp::FoldingRangeKind::Comment,
        }),
        collapsed_text: None,
    }
}

/// Ranges from the innermost to the outermost, as the protocol chains them.
pub(crate) fn selection_range(snapshot: &Snapshot, ranges: &[TextRange]) -> lsp::SelectionRange {
    let outermost_first = ranges.iter().rev();
    let chain = outermost_first.fold(None, |parent: Option<lsp::SelectionRange>, it| {
        Some(lsp::SelectionRange {
            range: range(snapshot, *it),
            parent: parent.map(Box::new),
        })
    });
    chain.unwrap_or(lsp::SelectionRange {
        range: lsp::Range::default(),
        parent: None,
    })
}
