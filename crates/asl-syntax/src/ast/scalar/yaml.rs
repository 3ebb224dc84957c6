//! Decoding of YAML scalars: plain, single-quoted and double-quoted ones, with folded lines.

use rowan::{TextRange, TextSize};

use super::map::{Decoded, Decoder};
use super::{yaml_block, yaml_escape};
use crate::SyntaxKind::{BLOCK_HEADER, DOUBLE_QUOTED, SINGLE_QUOTED};
use crate::{SyntaxNode, SyntaxToken};

/// Where the characters of a SCALAR or KEY stand that JSON does not know: without quotes, properties, header.
pub(super) fn content_range(node: &SyntaxNode) -> TextRange {
    let Some(token) = super::scalar_token(node) else {
        return TextRange::empty(node.text_range().end());
    };
    match token.kind() {
        BLOCK_HEADER => yaml_block::content_range(node),
        DOUBLE_QUOTED | SINGLE_QUOTED => inside_quotes(&token),
        _ => token.text_range(),
    }
}

/// Decodes a SCALAR or KEY that JSON does not know.
pub(super) fn decode(node: &SyntaxNode) -> Decoded {
    let range = content_range(node);
    let Some(token) = super::scalar_token(node) else {
        return Decoder::new(0).finish(range.end());
    };
    if token.kind() == BLOCK_HEADER {
        return yaml_block::decode(node, &token);
    }
    let text = &token.text()[range - token.text_range().start()];
    decode_text(text, range.start(), token.kind())
}

/// Decodes what stands at `start` in a token of that kind, between its quotes.
pub(super) fn decode_text(text: &str, start: TextSize, kind: crate::SyntaxKind) -> Decoded {
    let mut decoder = Decoder::new(text.len());
    Lines { text, start, kind }.decode(&mut decoder);
    decoder.finish(start + TextSize::of(text))
}

/// The range between the quotes, of which the last may be missing.
fn inside_quotes(token: &SyntaxToken) -> TextRange {
    let range = token.text_range();
    let text = token.text();
    let quote = &text[..1];
    let closed = match text[1..].strip_suffix(quote) {
        Some(body) if token.kind() == DOUBLE_QUOTED => !ends_in_escape(body),
        Some(body) => {
            let quotes = body.bytes().rev().take_while(|it| *it == b'\'').count();
            quotes % 2 == 0
        }
        None => false,
    };
    let end = range.end() - TextSize::new(closed.into());
    TextRange::new(range.start() + TextSize::new(1), end)
}

/// Whether `text` ends in a backslash that escapes what follows.
fn ends_in_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|it| *it == b'\\').count() % 2 == 1
}

/// A flow scalar's text, which may stand on several lines.
struct Lines<'a> {
    text: &'a str,
    start: TextSize,
    kind: crate::SyntaxKind,
}

impl Lines<'_> {
    fn decode(&self, decoder: &mut Decoder) {
        let mut at = 0;
        while let Some(length) = self.text[at..].find(['\n', '\r']) {
            let line_end = at + length;
            let text_end = self.text_end(at, line_end);
            self.line(decoder, at, text_end);
            let escaped = self.kind == DOUBLE_QUOTED && ends_in_escape(&self.text[at..line_end]);
            at = self.fold(decoder, text_end, line_end, escaped);
        }
        self.line(decoder, at, self.text.len());
    }

    /// Where the text of a line that another one follows ends: before its blanks, but behind an escaped blank.
    fn text_end(&self, start: usize, line_end: usize) -> usize {
        let line = &self.text[start..line_end];
        let trimmed = line.trim_end_matches([' ', '\t']);
        if self.kind != DOUBLE_QUOTED || !ends_in_escape(trimmed) {
            return start + trimmed.len();
        }
        // A backslash before the line's end takes the line's end away; before a blank, the blank stays.
        if trimmed.len() < line.len() {
            start + trimmed.len() + 1
        } else {
            start + trimmed.len() - 1
        }
    }

    /// Writes what the line ends from `line_end` on stand for: one is a space, each further one is itself; an
    /// escaped one is nothing. Answers where the next line's text starts.
    fn fold(
        &self,
        decoder: &mut Decoder,
        text_end: usize,
        line_end: usize,
        escaped: bool,
    ) -> usize {
        let mut at = self.next_line(line_end);
        let mut empty_lines = 0;
        while self.text[at..].starts_with(['\n', '\r']) {
            let next = self.next_line(at);
            decoder.replaced("\n", self.range(at, next));
            empty_lines += 1;
            at = next;
        }
        if empty_lines == 0 && !escaped {
            decoder.replaced(" ", self.range(text_end, at));
        }
        at
    }

    /// The place behind the line end at `at` and the blanks behind it.
    fn next_line(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let behind = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix(['\n', '\r']))
            .unwrap_or(rest);
        self.text.len() - behind.trim_start_matches([' ', '\t']).len()
    }

    /// Writes the text of one line.
    fn line(&self, decoder: &mut Decoder, start: usize, end: usize) {
        let special = match self.kind {
            DOUBLE_QUOTED => '\\',
            SINGLE_QUOTED => '\'',
            _ => {
                return decoder.verbatim(&self.text[start..end], self.offset(start));
            }
        };
        let mut at = start;
        while let Some(length) = self.text[at..end].find(special) {
            let found = at + length;
            decoder.verbatim(&self.text[at..found], self.offset(at));
            let (char, length) = if special == '\'' {
                // Two quotes stand for one; a single one is in no closed string, and stands for itself.
                ('\'', 2.min(end - found))
            } else {
                yaml_escape::decode(&self.text[found..end])
            };
            let range = self.range(found, found + length);
            decoder.replaced(char.encode_utf8(&mut [0; 4]), range);
            at = found + length;
        }
        decoder.verbatim(&self.text[at..end], self.offset(at));
    }

    fn offset(&self, at: usize) -> TextSize {
        self.start + TextSize::new(at as u32)
    }

    fn range(&self, start: usize, end: usize) -> TextRange {
        TextRange::new(self.offset(start), self.offset(end))
    }
}
