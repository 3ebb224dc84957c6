//! Where the words of JSON end. Nothing here consumes text.

use std::cell::Cell;

/// The bytes of a text, which remember whether anyone asked for what stands behind the last one: then the answer
/// might be another in a longer text.
#[derive(Debug)]
pub(super) struct Source<'a> {
    bytes: &'a [u8],
    end_seen: Cell<bool>,
}

impl<'a> Source<'a> {
    /// The bytes of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            end_seen: Cell::new(false),
        }
    }

    /// The byte at an offset, or `None` behind the end.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<u8> {
        let byte = self.bytes.get(at).copied();
        if byte.is_none() {
            self.end_seen.set(true);
        }
        byte
    }

    /// Bytes that were read already.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a [u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Whether anyone asked for what stands behind the last byte.
    pub(super) fn end_seen(&self) -> bool {
        self.end_seen.get()
    }

    /// The first offset from `start` on whose byte does not fit, or the end.
    #[inline]
    pub(super) fn skip(&self, start: usize, fits: impl Fn(u8) -> bool) -> usize {
        let mut at = start;
        while self.get(at).is_some_and(&fits) {
            at += 1;
        }
        at
    }
}

/// A string as it stands in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan {
    /// Behind the closing quote, or the end of the line.
    pub(super) end: usize,
    /// Whether the closing quote is there.
    pub(super) closed: bool,
    /// Whether there are neither backslashes nor control characters in it.
    pub(super) simple: bool,
}

/// Scans the string whose opening quote stands at `start`.
pub(super) fn string(source: &Source<'_>, start: usize) -> Scan {
    let quote = source.get(start).unwrap_or(b'"');
    let mut at = start + 1;
    let mut simple = true;
    while let Some(byte) = source.get(at) {
        match byte {
            b'\n' | b'\r' => break,
            b'\\' => {
                simple = false;
                at += 1;
                if source.get(at).is_some_and(|it| !is_line_end(it)) {
                    at += 1;
                }
            }
            _ if byte == quote => {
                return Scan {
                    end: at + 1,
                    closed: true,
                    simple,
                };
            }
            _ => {
                simple &= byte >= 0x20;
                at += 1;
            }
        }
    }
    Scan {
        end: at,
        closed: false,
        simple,
    }
}

/// The end of the unquoted word at `start`. A `${…}` belongs to it whole.
pub(super) fn word(source: &Source<'_>, start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = source.get(at) {
        at = match byte {
            b'$' if source.get(at + 1) == Some(b'{') => match placeholder(source, at) {
                Some(end) => end,
                None => at + 1,
            },
            b',' | b'}' | b']' | b':' | b'"' | b'{' | b'[' => break,
            b'/' if matches!(source.get(at + 1), Some(b'/' | b'*')) => break,
            _ if is_blank(byte) => break,
            _ => at + 1,
        };
    }
    at
}

/// The end of the `${…}` at `start`, on one line and without quotes.
pub(super) fn placeholder(source: &Source<'_>, start: usize) -> Option<usize> {
    if source.get(start)? != b'$' || source.get(start + 1)? != b'{' {
        return None;
    }
    let end = source.skip(start + 2, |it| {
        !matches!(it, b'}' | b'"' | b'{') && !is_line_end(it)
    });
    (source.get(end)? == b'}' && end > start + 2).then_some(end + 1)
}

/// The end of the comment at `start`, and whether it has one.
pub(super) fn comment(source: &Source<'_>, start: usize) -> (usize, bool) {
    if source.get(start + 1) != Some(b'*') {
        return (source.skip(start, |it| !is_line_end(it)), true);
    }
    let mut at = start + 2;
    loop {
        at = source.skip(at, |it| it != b'*');
        if source.get(at).is_none() {
            return (at, false);
        }
        at += 1;
        if source.get(at) == Some(b'/') {
            return (at + 1, true);
        }
    }
}

/// Behind the block that opens at `start`, nested ones included; the end of the text if nothing closes it.
pub(super) fn balanced(source: &Source<'_>, start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = source.get(at) {
        match byte {
            b'"' => {
                at = string(source, at).end;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return at;
        }
    }
    at
}

/// `end` without the blanks and tabs before it, down to `start`.
pub(super) fn trim_end(source: &Source<'_>, start: usize, end: usize) -> usize {
    let tail = source.slice(start, end).iter().rev();
    end - tail.take_while(|it| matches!(it, b' ' | b'\t')).count()
}

/// The first offset from `start` on that is no blank or tab, on the same line.
pub(super) fn skip_inline(source: &Source<'_>, start: usize) -> usize {
    source.skip(start, |it| matches!(it, b' ' | b'\t'))
}

/// The first offset from `start` on that is neither blank nor line end.
pub(super) fn skip_blank(source: &Source<'_>, start: usize) -> usize {
    source.skip(start, is_blank)
}

/// What JSON knows as white space.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// What ends a line for an editor.
pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}
