//! Decoding of the scalars of JSON: double-quoted ones on one line, and plain ones.

use rowan::{TextRange, TextSize};

use super::map::{Decoded, Decoder};
use crate::SyntaxToken;

/// Where the characters of a double-quoted token stand: without the quotes, of which the last may be missing.
pub(super) fn content_range(token: &SyntaxToken) -> TextRange {
    let range = token.text_range();
    let start = range.start() + TextSize::new(1);
    let end = if is_closed(token.text()) {
        range.end() - TextSize::new(1)
    } else {
        range.end()
    };
    TextRange::new(start, end)
}

/// Decodes a double-quoted token, or `None` where it holds an escape or a line end that JSON does not know.
///
/// A `\u` escape of half a surrogate pair decodes to U+FFFD.
pub(super) fn decode(token: &SyntaxToken) -> Option<Decoded> {
    let range = content_range(token);
    let offset = token.text_range().start();
    decode_text(&token.text()[range - offset], range.start())
}

/// Decodes what stands between quotes at `start`, or `None` where JSON does not know it.
pub(super) fn decode_text(text: &str, start: TextSize) -> Option<Decoded> {
    // One character after the other is looked for many times faster than either of two.
    if text.contains('\n') || text.contains('\r') {
        return None;
    }
    let source = |at: usize, len: usize| {
        TextRange::at(start + TextSize::new(at as u32), TextSize::new(len as u32))
    };
    let mut decoder = Decoder::new(text.len());
    let mut at = 0;
    while let Some(found) = text[at..].find('\\') {
        let found = at + found;
        decoder.verbatim(&text[at..found], source(at, 0).start());
        let (char, len) = escape(&text[found..])?;
        decoder.replaced(char.encode_utf8(&mut [0; 4]), source(found, len));
        at = found + len;
    }
    decoder.verbatim(&text[at..], source(at, 0).start());
    Some(decoder.finish(source(text.len(), 0).start()))
}

/// Whether a double-quoted token has its closing quote.
pub(super) fn is_closed(text: &str) -> bool {
    let Some(body) = text.strip_prefix('"').and_then(|it| it.strip_suffix('"')) else {
        return false;
    };
    let backslashes = body.bytes().rev().take_while(|it| *it == b'\\').count();
    backslashes % 2 == 0
}

/// The character that the escape at the start of `text` stands for, and the escape's length in bytes.
fn escape(text: &str) -> Option<(char, usize)> {
    let char = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some((char, 2))
}

/// `\uXXXX`, and two of them for a character outside the basic plane.
fn unicode(text: &str) -> Option<(char, usize)> {
    let unit = hex(text)?;
    if let Some(char) = char::from_u32(unit) {
        return Some((char, 6));
    }
    let low = hex(&text[6..]).filter(|low| (0xDC00..0xE000).contains(low));
    if let (0xD800..0xDC00, Some(low)) = (unit, low) {
        let code = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        return Some((char::from_u32(code)?, 12));
    }
    Some((char::REPLACEMENT_CHARACTER, 6))
}

fn hex(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    if !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}
