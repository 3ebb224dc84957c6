//! Scalars: where they end, and what is wrong inside them. Decoding is for `ast::scalar`.

use super::cursor::{Mark, Parser};
use crate::SyntaxErrorKind;
use crate::SyntaxKind::{
    self, BLOCK_HEADER, BLOCK_LINE, COMMENT, DOUBLE_QUOTED, NEWLINE, PLAIN, SCALAR, SINGLE_QUOTED,
    WHITESPACE,
};

impl Parser<'_> {
    /// Reads a quoted scalar; its later lines stand right of the column `above`.
    pub(super) fn quoted(&mut self, node: Mark, kind: SyntaxKind, above: isize) {
        let start = self.at;
        let mut closed = self.quote_end(start);
        if let Some(end) = closed.filter(|end| self.breaks_within(start, *end)) {
            let swallows = self.swallows_lines(start, end, above);
            self.guessable |= swallows || self.byte_at(self.plain_end(start + 1, false)) == b':';
            closed = closed.filter(|_| !swallows || !self.guess);
        }
        let end = closed.unwrap_or_else(|| self.trim_end(start, self.line_end(start)));
        if closed.is_none() {
            self.error(SyntaxErrorKind::UnterminatedString, start, end);
        } else {
            self.check_quoted_lines(start, end);
        }
        let token = if self.byte() == b'"' {
            self.check_escapes(start, end);
            DOUBLE_QUOTED
        } else {
            SINGLE_QUOTED
        };
        self.token_with_lines(token, end);
        self.close(node, kind);
    }

    /// The end of the quoted scalar at `start`, behind its closing quote.
    fn quote_end(&self, start: usize) -> Option<usize> {
        let quote = self.byte_at(start);
        let mut at = start + 1;
        while at < self.bytes.len() {
            let byte = self.bytes[at];
            if byte == b'\\' && quote == b'"' {
                at += 1;
            } else if byte == quote {
                if quote == b'"' || self.byte_at(at + 1) != quote {
                    return Some(at + 1);
                }
                at += 1;
            }
            at += 1;
        }
        None
    }

    /// The same, if it stands on the same line. The line's own end is not looked for: a minified document has one
    /// line, and looking there from each of its strings takes the square of its length.
    pub(super) fn quote_end_on_line(&self, start: usize) -> Option<usize> {
        let end = self.quote_end(start)?;
        (!self.breaks_within(start, end)).then_some(end)
    }

    fn breaks_within(&self, start: usize, end: usize) -> bool {
        self.bytes[start..end]
            .iter()
            .any(|byte| matches!(byte, b'\n' | b'\r'))
    }

    /// Says if a line of the quoted scalar is a document's marker.
    ///
    /// YAML wants the lines indented deeper than the block around; the parsers that AWS uses do not ask for it.
    fn check_quoted_lines(&mut self, start: usize, end: usize) {
        if !self.breaks_within(start, end) {
            return;
        }
        let mut at = self.line_end(start);
        while at < end {
            let line = at + self.break_length(at);
            if self.marker_at(line, line as isize) {
                self.error(SyntaxErrorKind::MarkerInString, line, line + 3);
            }
            at = self.line_end(line);
        }
    }

    /// Says where a double-quoted scalar has an escape that YAML does not know.
    pub(super) fn check_escapes(&mut self, start: usize, end: usize) {
        let mut at = start + 1;
        while let Some(found) = self.bytes[at.min(end)..end]
            .iter()
            .position(|it| *it == b'\\')
        {
            at += found;
            let digits = match self.byte_at(at + 1) {
                b'x' => 2,
                b'u' => 4,
                b'U' => 8,
                b'0' | b'a' | b'b' | b't' | b'\t' | b'n' | b'v' | b'f' | b'r' | b'e' | b' '
                | b'"' | b'/' | b'\\' | b'N' | b'_' | b'L' | b'P' | b'\n' | b'\r' => 0,
                _ => {
                    self.error(
                        SyntaxErrorKind::BadEscape,
                        at,
                        self.next_char(at + 1).min(end),
                    );
                    at += 2;
                    continue;
                }
            };
            let hex = self.bytes.get(at + 2..at + 2 + digits).unwrap_or_default();
            if hex.len() < digits || !hex.iter().all(u8::is_ascii_hexdigit) {
                self.error(SyntaxErrorKind::BadEscape, at, (at + 2).min(end));
            }
            at += 2;
        }
    }

    /// The start of the character behind the one at `at`.
    pub(super) fn next_char(&self, at: usize) -> usize {
        let length = self.text.get(at..).and_then(|it| it.chars().next());
        at + length.map_or(0, char::len_utf8)
    }

    /// Reads a plain scalar outside of flow collections; its later lines stand right of the column `above`.
    pub(super) fn plain(&mut self, node: Mark, kind: SyntaxKind, above: isize) {
        let start = self.at;
        self.check_plain_start(start);
        let first = self.plain_end(start, false).max(self.next_char(start));
        let end = self.plain_lines_end(first, above, false);
        self.token_with_lines(PLAIN, end);
        self.close(node, kind);
    }

    /// Reads a plain scalar in a flow collection inside the block at the column `above`; its later lines may stand
    /// anywhere, but in the second pass a line that is an entry or an item of that block ends it.
    pub(super) fn plain_in_flow(&mut self, node: Mark, above: isize) {
        let start = self.at;
        self.check_plain_start(start);
        let first = self.plain_end(start, true).max(self.next_char(start));
        let mut end = self.plain_lines_end(first, -1, true);
        if let Some(line) = self.entry_within(first, end, above) {
            self.guessable = true;
            end = if self.guess { line } else { end };
        }
        self.check_placeholders(start, end);
        self.token_with_lines(PLAIN, end);
        self.close(node, SCALAR);
    }

    /// The end of a plain scalar whose first line ends at `end`.
    fn plain_lines_end(&self, mut end: usize, above: isize, flow: bool) -> usize {
        loop {
            if self.break_length(self.skip_blanks(end)) == 0 {
                return end;
            }
            let Some((line, text)) = self.next_plain_line(end) else {
                return end;
            };
            let spaces = self.bytes[line..text].iter().take_while(|it| **it == b' ');
            if spaces.count() as isize <= above || self.marker_at(text, line as isize) {
                return end;
            }
            let line_end = self.plain_end(text, flow);
            let colon = !flow && self.byte_at(self.skip_blanks(line_end)) == b':';
            if line_end == text || colon {
                return end;
            }
            end = line_end;
        }
    }

    /// The start of the next line that is not empty and the start of its text; `None` for a comment.
    fn next_plain_line(&self, at: usize) -> Option<(usize, usize)> {
        let mut line = self.skip_blanks(at);
        loop {
            let length = self.break_length(line);
            if length == 0 {
                return None;
            }
            line += length;
            let text = self.skip_blanks(line);
            if self.break_length(text) == 0 {
                let comment = self.byte_at(text) == b'#';
                return (text < self.bytes.len() && !comment).then_some((line, text));
            }
            line = text;
        }
    }

    /// The end of the plain text on this line: before `: `, ` #`, and in a flow collection before its indicators.
    pub(super) fn plain_end(&self, start: usize, flow: bool) -> usize {
        let mut at = start;
        while at < self.bytes.len() {
            match self.bytes[at] {
                b'\n' | b'\r' => break,
                b':' if self.blank_at(at + 1) => break,
                b'#' if at > start && matches!(self.bytes[at - 1], b' ' | b'\t') => break,
                b':' if flow && is_flow_indicator(self.byte_at(at + 1)) => break,
                b'{' if flow && at > start && self.bytes[at - 1] == b'$' => {
                    match self.placeholder_end(at) {
                        Some(end) => at = end,
                        None => break,
                    }
                }
                byte if flow && is_flow_indicator(byte) => break,
                _ => at += 1,
            }
        }
        self.trim_end(start, at)
    }

    /// The end of the `{Name}` of a placeholder at `at`.
    fn placeholder_end(&self, at: usize) -> Option<usize> {
        let name = self.bytes[at + 1..].iter().take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':')
        });
        let end = at + 1 + name.count();
        (self.byte_at(end) == b'}').then_some(end + 1)
    }

    /// Says if the plain scalar at `at` starts with an indicator.
    pub(super) fn check_plain_start(&mut self, at: usize) {
        let flow = !self.brackets.is_empty();
        let next = self.byte_at(at + 1);
        let lone = self.blank_at(at + 1) || flow && is_flow_indicator(next);
        let reserved = match self.byte_at(at) {
            b'%' | b'@' | b'`' | b',' | b']' | b'}' | b'|' | b'>' | b'#' => true,
            b'-' | b'?' | b':' => lone,
            _ => false,
        };
        if reserved {
            self.error(SyntaxErrorKind::ReservedIndicator, at, at + 1);
        }
    }

    /// Says that a placeholder in a flow collection needs quotes: for YAML its brace opens a mapping.
    fn check_placeholders(&mut self, start: usize, end: usize) {
        let text = &self.bytes[start..end];
        if let Some(at) = text.windows(2).position(|pair| pair == b"${") {
            self.error(SyntaxErrorKind::UnquotedBrace, start + at, end);
        }
    }

    /// Reads a literal or folded block scalar in a node that is indented at `above`.
    ///
    /// The scalar ends with its last line of text, so its last line break stands outside, and one that is kept
    /// (`|+`) before its last empty line's break.
    pub(super) fn block_scalar(&mut self, node: Mark, above: isize) {
        let header = self.block_header();
        let (indent, end) = self.block_extent(header, above);
        while self.at < end {
            let text = self.skip_spaces(self.at, indent);
            self.token(WHITESPACE, text.min(end));
            self.token(BLOCK_LINE, self.line_end(self.at).min(end));
            if self.at < end {
                self.token(NEWLINE, self.at + self.break_length(self.at));
                self.line = self.at as isize;
            }
        }
        self.close(node, SCALAR);
    }

    /// Reads `|` or `>`, its indicators and what else stands on its line, and the line's break if lines follow.
    fn block_header(&mut self) -> Header {
        let start = self.at;
        let mut header = Header::default();
        let mut at = start + 1;
        loop {
            match self.byte_at(at) {
                digit @ b'1'..=b'9' if header.indent == 0 => {
                    header.indent = usize::from(digit - b'0');
                }
                b'+' | b'-' if !header.chomped => {
                    header.chomped = true;
                    header.keep = self.byte_at(at) == b'+';
                }
                _ => break,
            }
            at += 1;
        }
        self.token(BLOCK_HEADER, at);
        self.blanks();
        let line_end = self.line_end(self.at);
        let comment = self.byte() == b'#' && self.at > at;
        if self.at < line_end && !comment {
            self.error(SyntaxErrorKind::BadBlockHeader, self.at, line_end);
        }
        self.token(
            if comment {
                COMMENT
            } else {
                crate::SyntaxKind::ERROR_TEXT
            },
            line_end,
        );
        header
    }

    /// The indentation of the block scalar's lines, and the end of its last line.
    fn block_extent(&mut self, header: Header, above: isize) -> (usize, usize) {
        let mut indent = (header.indent > 0).then(|| above.max(0) as usize + header.indent);
        let mut blank_indent = 0;
        let mut end = self.at;
        let mut at = self.at;
        loop {
            let length = self.break_length(at);
            if length == 0 {
                break;
            }
            let line = at + length;
            let text = self.skip_spaces(line, indent.unwrap_or(usize::MAX));
            if self.break_length(text) > 0 || text >= self.bytes.len() {
                blank_indent = blank_indent.max(text - line);
                if header.keep && text < self.bytes.len() {
                    end = text;
                }
                at = text;
                continue;
            }
            if self.marker_at(text, line as isize) {
                break;
            }
            let spaces = text - line;
            let floor = indent.unwrap_or_else(|| (above + 1).max(0) as usize);
            if spaces < floor && !self.is_cut_line(line, text, above, indent) {
                break;
            }
            if indent.is_none() {
                if blank_indent > spaces {
                    self.error(SyntaxErrorKind::BadIndentation, line, text);
                }
                indent = Some(spaces);
            }
            at = self.line_end(text);
            end = at;
        }
        (indent.unwrap_or(usize::MAX), end)
    }

    /// Whether a line of text that is indented less than the block scalar still belongs to it: it stands right of
    /// its parent and is no comment, so it is wrong in any reading, and the scalar goes on behind it.
    fn is_cut_line(
        &mut self,
        line: usize,
        text: usize,
        above: isize,
        indent: Option<usize>,
    ) -> bool {
        let Some(indent) = indent else {
            return false;
        };
        let stands_right = (text - line) as isize > above && self.byte_at(text) != b'#';
        let next = self.next_text_line(text);
        let cut = stands_right && next.is_some_and(|(line, text)| text - line >= indent);
        if cut {
            self.error(SyntaxErrorKind::BadIndentation, line, text);
        }
        cut
    }

    /// The first place from `at` on that is no space, at most `limit` places on.
    fn skip_spaces(&self, at: usize, limit: usize) -> usize {
        let rest = &self.bytes[at..];
        let spaces = rest.iter().take(limit).take_while(|byte| **byte == b' ');
        at + spaces.count()
    }
}

/// What a block scalar's header says.
#[derive(Debug, Clone, Copy, Default)]
struct Header {
    /// The indentation that is told, or 0.
    indent: usize,
    chomped: bool,
    keep: bool,
}

pub(super) fn is_flow_indicator(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}
