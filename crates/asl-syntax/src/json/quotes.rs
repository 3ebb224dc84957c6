//! Where a string probably ends whose quote was forgotten.
//!
//! All of these are asked only about text that no valid document has.

use super::frames::Frame;
use super::lexer::{self, Source};

/// The end of a key whose closing quote, which ends at `end`, is not followed by a colon, if that quote opens the
/// next string in truth: `"Ne"Type": …`, `"Next: "Done"`, `"States: {"`.
pub(super) fn key_end(source: &Source<'_>, start: usize, end: usize) -> Option<usize> {
    let next = source.get(end)?;
    if matches!(next, b',' | b'}' | b']') || lexer::is_blank(next) {
        return None;
    }
    let content = source.slice(start + 1, end - 1);
    if let Some(len) = content.iter().position(|it| *it == b':') {
        let colon = start + 1 + len;
        let mut tail = source.slice(colon + 1, end - 1).iter();
        if tail.all(|it| matches!(it, b' ' | b'\t' | b'{' | b'[')) {
            return Some(lexer::trim_end(source, start + 1, colon));
        }
    }
    string_with_colon(source, end - 1).then(|| lexer::trim_end(source, start + 1, end - 1))
}

/// The end of a key without a closing quote on its line, which ends at `end`.
pub(super) fn open_key_end(source: &Source<'_>, start: usize, end: usize) -> usize {
    let body = source.slice(start + 1, end);
    if let Some(len) = body.iter().position(|it| *it == b':') {
        return lexer::trim_end(source, start + 1, start + 1 + len);
    }
    strip_comma(source, start + 1, end)
}

/// The end of a value whose closing quote, which ends at `end`, is directly followed by more text, if that quote
/// opens the next key in truth: `"Pass, "End": true`.
pub(super) fn value_end(source: &Source<'_>, start: usize, end: usize) -> Option<usize> {
    let next = source.get(end)?;
    if matches!(next, b',' | b'}' | b']' | b':' | b'/') || lexer::is_blank(next) {
        return None;
    }
    let content = source.slice(start + 1, end - 1);
    let between = content
        .iter()
        .rev()
        .take_while(|it| matches!(it, b' ' | b'\t' | b',' | b'{' | b'}' | b'[' | b']'));
    let cut = end - 1 - between.count();
    source.slice(cut, end - 1).contains(&b',').then_some(cut)
}

/// The end of a value without a closing quote on its line, which ends at `end`: not the comma at its end, nor the
/// closers of what was opened on the same line.
pub(super) fn open_value_end(
    source: &Source<'_>,
    start: usize,
    end: usize,
    frames: &[Frame],
    line: usize,
) -> usize {
    let mut end = strip_comma(source, start + 1, end);
    for frame in frames.iter().rev().take_while(|it| it.line == line) {
        let closer = if frame.mapping { b'}' } else { b']' };
        if end == start + 1 || source.slice(end - 1, end) != [closer] {
            break;
        }
        end = lexer::trim_end(source, start + 1, end - 1);
    }
    end
}

/// A closing quote whose opening one is missing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Closing {
    /// It stands there.
    At(usize),
    /// There is none, and the search passed the opener of a block if this is `true`.
    Nowhere(bool),
}

/// The quote that ends the value which begins at `start` without one: the next on its line, if it stands before a
/// comma, a closer or the line's end.
pub(super) fn closing_value_quote(source: &Source<'_>, start: usize) -> Closing {
    closing_quote(source, start, |next| {
        next.is_none_or(|it| matches!(it, b',' | b'}' | b']') || lexer::is_line_end(it))
    })
}

/// The quote that ends the key which begins at `start` without one: the next on its line, if a colon follows.
pub(super) fn closing_key_quote(source: &Source<'_>, start: usize) -> Closing {
    closing_quote(source, start, |next| next == Some(b':'))
}

fn closing_quote(source: &Source<'_>, start: usize, fits: impl Fn(Option<u8>) -> bool) -> Closing {
    let mut passed = false;
    let mut at = start;
    while let Some(byte) = source.get(at) {
        match byte {
            b'\n' | b'\r' => break,
            b'{' | b'[' => passed = true,
            b'"' => {
                let next = lexer::skip_inline(source, at + 1);
                if fits(source.get(next)) {
                    return Closing::At(at);
                }
                break;
            }
            _ => {}
        }
        at += 1;
    }
    Closing::Nowhere(passed)
}

/// Whether the string at `start` is closed and followed by a colon.
pub(super) fn string_with_colon(source: &Source<'_>, start: usize) -> bool {
    let scan = lexer::string(source, start);
    scan.closed && source.get(lexer::skip_blank(source, scan.end)) == Some(b':')
}

fn strip_comma(source: &Source<'_>, start: usize, end: usize) -> usize {
    let end = lexer::trim_end(source, start, end);
    if end > start && source.slice(end - 1, end) == b"," {
        return lexer::trim_end(source, start, end - 1);
    }
    end
}
