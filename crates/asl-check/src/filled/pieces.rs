//! Placeholders and their values: where they stand, and the text with the values.

use std::collections::BTreeMap;

use asl_text::{TextRange, TextSize};

/// A placeholder and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) name: String,
    /// The placeholder in the document; with its quotes, when they are left out.
    pub(super) source: TextRange,
    /// The value in the filled text.
    pub(super) filled: TextRange,
    /// Whether the value stands between quotes, all alone.
    pub(super) is_quoted: bool,
}

/// A text that is a number or a boolean.
pub(super) fn is_bare_word(text: &str) -> bool {
    let value = serde_json::from_str::<serde_json::Value>(text);
    value.is_ok_and(|it| it.is_number() || it.is_boolean())
}

/// The text with the values, and where they stand. The quotes of the placeholders in `bare`, which
/// are ranges of a text in which `source` begins at `offset`, are left out.
pub(super) fn fill(
    source: &str,
    values: &BTreeMap<String, String>,
    bare: &[TextRange],
    offset: TextSize,
) -> (String, Vec<Piece>) {
    let mut text = String::with_capacity(source.len());
    let (mut pieces, mut copied, mut from) = (Vec::new(), 0, 0);
    while let Some(start) = source[from..].find("${").map(|it| from + it) {
        let name_start = start + 2;
        let Some(length) = source[name_start..].find(['}', '\n']) else {
            break;
        };
        let end = name_start + length + 1;
        let name = &source[name_start..end - 1];
        let value = values.get(name).filter(|_| source[..end].ends_with('}'));
        let Some(value) = value else {
            from = name_start;
            continue;
        };
        let quote = source[..start].chars().next_back();
        let is_quoted = matches!(quote, Some('"' | '\'')) && source[end..].chars().next() == quote;
        let is_bare = is_quoted && bare.contains(&(range(start, end) + offset));
        let (start, end) = if is_bare {
            (start - 1, end + 1)
        } else {
            (start, end)
        };
        text.push_str(&source[copied..start]);
        let filled = text.len();
        text.push_str(value);
        pieces.push(Piece {
            name: name.to_owned(),
            source: range(start, end),
            filled: range(filled, text.len()),
            is_quoted,
        });
        (copied, from) = (end, end);
    }
    text.push_str(&source[copied..]);
    (text, pieces)
}

fn range(start: usize, end: usize) -> TextRange {
    let offset = |it: usize| TextSize::new(u32::try_from(it).unwrap_or(u32::MAX));
    TextRange::new(offset(start), offset(end))
}
