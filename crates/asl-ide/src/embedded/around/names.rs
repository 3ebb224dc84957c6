//! The name of `${Name}` at the cursor.

use asl_syntax::{TextRange, TextSize};
use asl_text::{Encoding, Text};

/// How much of a line is looked at on each side.
const MOST: u32 = 400;

/// A name that is, or is being, written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameAt {
    pub(super) name: String,
    pub(super) range: TextRange,
    /// A brace follows.
    pub(super) is_closed: bool,
}

/// The name around an offset.
pub(super) fn name_at(text: &Text, offset: TextSize) -> Option<NameAt> {
    let column = text.position(offset, Encoding::Utf8).character.min(MOST);
    let before = text.slice(TextRange::at(offset - TextSize::new(column), column.into()));
    let behind = text.slice(TextRange::at(offset, MOST.into()));
    let begun = &before[before.rfind("${")? + 2..];
    if !begun.chars().all(is_of_name) {
        return None;
    }
    let rest = behind.find(|it| !is_of_name(it)).unwrap_or(behind.len());
    let (rest, after) = behind.split_at(rest);
    let start = offset - TextSize::of(begun);
    Some(NameAt {
        name: [begun, rest].concat(),
        range: TextRange::new(start, offset + TextSize::of(rest)),
        is_closed: after.starts_with('}'),
    })
}

fn is_of_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.' | ':')
}
