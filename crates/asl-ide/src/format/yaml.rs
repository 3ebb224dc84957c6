//! The form of YAML: blanks that mean nothing. Indentation stays, since it means something.

use asl_syntax::{NodeOrToken, Parse, SyntaxKind, SyntaxToken, TextRange};
use asl_text::Edit;

use crate::tokens::{next, previous};

pub(super) fn edits(parse: &Parse) -> Vec<Edit> {
    if !parse.errors().is_empty() {
        return Vec::new();
    }
    let root = parse.syntax();
    let tokens = root
        .descendants_with_tokens()
        .filter_map(NodeOrToken::into_token);
    let mut edits: Vec<_> = tokens.filter_map(|it| blank(&it)).collect();
    edits.extend(end(&root.text().to_string()));
    // The end of the text has the last word about the blanks that it covers.
    let last = edits.last().map(|it| it.range);
    edits.retain(|it| {
        Some(it.range) == last || last.is_none_or(|last| it.range.end() <= last.start())
    });
    edits
}

/// Blanks at a line's end go; one blank stands between a colon and its value.
fn blank(token: &SyntaxToken) -> Option<Edit> {
    if token.kind() != SyntaxKind::WHITESPACE || token.text().contains('\n') || in_scalar(token) {
        return None;
    }
    let behind = next(token);
    let ends_line = behind
        .as_ref()
        .is_none_or(|it| it.text().starts_with(['\n', '\r']));
    if ends_line {
        return Some(Edit {
            range: token.text_range(),
            insert: String::new(),
        });
    }
    let after_colon = previous(token).is_some_and(|it| it.kind() == SyntaxKind::COLON);
    let before_comment = behind.is_some_and(|it| it.kind() == SyntaxKind::COMMENT);
    (after_colon && !before_comment && token.text() != " ").then(|| Edit {
        range: token.text_range(),
        insert: " ".to_owned(),
    })
}

fn in_scalar(token: &SyntaxToken) -> bool {
    token
        .parent()
        .is_some_and(|it| matches!(it.kind(), SyntaxKind::SCALAR | SyntaxKind::KEY))
}

/// The text ends in one line break.
fn end(text: &str) -> Option<Edit> {
    let content = text.trim_end();
    let tail = &text[content.len()..];
    let wanted = if tail.starts_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let range = TextRange::new((content.len() as u32).into(), (text.len() as u32).into());
    (!content.is_empty() && tail != wanted).then(|| Edit {
        range,
        insert: wanted.to_owned(),
    })
}
