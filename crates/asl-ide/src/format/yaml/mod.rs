//! The form of YAML: the columns of its levels, and blanks that mean nothing.

mod indent;

use asl_syntax::{NodeOrToken, Parse, SyntaxKind, SyntaxToken, TextRange};
use asl_text::Edit;

use super::FormatConfig;
use crate::tokens::{next, previous};

/// The edits that only take blanks away.
pub(super) fn careful_edits(parse: &Parse) -> Vec<Edit> {
    all(parse, |_| Vec::new())
}

/// All edits, those of the indentation with them.
pub(super) fn edits(parse: &Parse, config: &FormatConfig) -> Vec<Edit> {
    all(parse, |text| {
        indent::edits(parse, text, config.indent.max(1)).unwrap_or_default()
    })
}

fn all(parse: &Parse, more: impl FnOnce(&str) -> Vec<Edit>) -> Vec<Edit> {
    if !parse.errors().is_empty() {
        return Vec::new();
    }
    let root = parse.syntax();
    let text = root.text().to_string();
    let tokens = root
        .descendants_with_tokens()
        .filter_map(NodeOrToken::into_token);
    let mut edits: Vec<_> = tokens
        .filter_map(|it| blank(&it))
        .chain(more(&text))
        .collect();
    // The end of the text has the last word about the blanks that it covers.
    let end = end(&text);
    edits.retain(|it| {
        end.as_ref()
            .is_none_or(|end| it.range.end() <= end.range.start())
    });
    edits.extend(end);
    edits.sort_by_key(|it| (it.range.start(), it.range.end()));
    edits.dedup_by(|a, b| a.range.start() < b.range.end());
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
