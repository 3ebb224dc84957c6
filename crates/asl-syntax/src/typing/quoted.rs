//! Letters inside of quotes.

use asl_text::{TextRange, TextSize};

use super::{is_begun, is_simple};
use crate::SyntaxKind::{DOUBLE_QUOTED, SCALAR, SINGLE_QUOTED};
use crate::parse::Format;
use crate::{SyntaxToken, json};

/// Whether all of a closed string that changes stands between its quotes and between its escapes, and what comes is
/// whole, so that the string still ends where it did.
pub(super) fn is_inside(
    token: &SyntaxToken,
    inside: TextRange,
    insert: &str,
    format: Format,
) -> bool {
    let text = token.text();
    let (one, len) = (TextSize::new(1), TextSize::of(text));
    if len < one + one || !TextRange::new(one, len - one).contains_range(inside) {
        return false;
    }
    let (start, end) = (usize::from(inside.start()), usize::from(inside.end()));
    let fits = match (format, token.kind()) {
        (Format::Json, DOUBLE_QUOTED) => {
            return json::is_content(insert) && whole(text, start, end);
        }
        (Format::Yaml, DOUBLE_QUOTED) => {
            // YAML knows all of JSON's escapes; halves of characters it may not.
            json::is_content(insert) && !insert.contains("\\u") && whole(text, start, end)
        }
        (Format::Yaml, SINGLE_QUOTED) => {
            let pairs = |at| quotes_before(text, at).is_multiple_of(2);
            !insert.contains('\'') && pairs(start) && pairs(end)
        }
        _ => false,
    };
    // A key of YAML has a length that it must not exceed.
    let is_value = token.parent().is_some_and(|it| it.kind() == SCALAR);
    fits && is_value && insert.chars().all(is_simple) && is_on_begun_line(text, start, end)
}

/// Whether what changes lies on one line, behind the start of its text: how lines of YAML begin may end a string.
fn is_on_begun_line(text: &str, start: usize, end: usize) -> bool {
    let breaks = |it: &u8| matches!(it, b'\n' | b'\r');
    let bytes = text.as_bytes();
    let before = bytes.get(..start).unwrap_or_default();
    let line = before.iter().rposition(&breaks).map_or(0, |it| it + 1);
    let is_begun = text.get(line..start).is_some_and(is_begun);
    let gone = bytes.get(start..end).unwrap_or_default();
    is_begun && !gone.iter().any(breaks)
}

/// How many quotes stand before `at`, one next to the other; the first byte opens the string.
fn quotes_before(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(1..at).unwrap_or_default();
    before.iter().rev().take_while(|it| **it == b'\'').count()
}

/// Whether neither place lies inside of an escape.
fn whole(text: &str, start: usize, end: usize) -> bool {
    let is_whole = |at| escape_around(text.as_bytes(), at).is_none();
    is_whole(start) && is_whole(end)
}

/// The longest escape is YAML's `\U0001f600`.
const LONGEST: usize = 10;

/// Where the escape begins that `at` lies inside of.
fn escape_around(text: &[u8], at: usize) -> Option<usize> {
    let near = at.saturating_sub(LONGEST - 1)..at;
    let begins = near.rev().find(|it| text.get(*it) == Some(&b'\\'))?;
    let run = text.get(..=begins)?.iter().rev();
    if run.take_while(|it| **it == b'\\').count().is_multiple_of(2) {
        return None;
    }
    let length = match text.get(begins + 1)? {
        b'x' => 4,
        b'u' => 6,
        b'U' => LONGEST,
        // An escaped character may be of several bytes.
        0x80.. => 5,
        _ => 2,
    };
    (begins + length > at).then_some(begins)
}
