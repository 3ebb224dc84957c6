//! What is read from a text with errors: keys without a colon, quotes without an end, stray lines, too deep nodes.
//!
//! Most of these need no guess, since the line is wrong in any reading. Those that a valid text could look like
//! are made in the second pass only.

use super::block::Place;
use super::cursor::{Mark, Parser};
use crate::SyntaxErrorKind;
use crate::SyntaxKind::{DOUBLE_QUOTED, ERROR, ERROR_TEXT, KEY, PLAIN, SINGLE_QUOTED};

impl Parser<'_> {
    /// Reads a word in a mapping's column: a key whose colon is missing.
    pub(super) fn entry_without_colon(&mut self, column: isize) {
        let key = self.open();
        let (kind, end) = self.word_end();
        self.token(kind, end);
        self.close(key, KEY);
        self.error(SyntaxErrorKind::MissingColon, end, end);
        let ahead = self.peek();
        if self.ended(ahead) {
            return;
        }
        let nested = self.crossed(ahead)
            && (ahead.column() > column && self.key_ahead(ahead.at).is_some()
                || ahead.column() >= column && self.indicator_at(ahead.at, b'-'));
        let behind = !self.crossed(ahead) && self.byte_at(ahead.at) != b':';
        if nested || behind {
            self.trivia();
            self.value(Place::entry(column, nested));
        }
    }

    /// The kind and the end of the word that stands for a key: all of the line where nothing is below it, so that
    /// `Next B` reads as `Next: B`.
    fn word_end(&mut self) -> (crate::SyntaxKind, usize) {
        if matches!(self.byte(), b'"' | b'\'') {
            return self.quoted_word_end();
        }
        let start = self.at;
        self.check_plain_start(start);
        let end = self.plain_end(start, false).max(self.next_char(start));
        let words = &self.bytes[start..end];
        let word = words.iter().position(|it| matches!(it, b' ' | b'\t'));
        match word {
            Some(length) if !self.block_below(end) => (PLAIN, start + length),
            _ => (PLAIN, end),
        }
    }

    fn quoted_word_end(&mut self) -> (crate::SyntaxKind, usize) {
        let start = self.at;
        let double = self.byte() == b'"';
        let end = self.quote_end_on_line(start).unwrap_or_else(|| {
            let end = self.trim_end(start, self.line_end(start));
            self.error(SyntaxErrorKind::UnterminatedString, start, end);
            end
        });
        (if double { DOUBLE_QUOTED } else { SINGLE_QUOTED }, end)
    }

    /// Whether the line behind `end` is an entry or item that is indented at least as deep as this column.
    fn block_below(&self, end: usize) -> bool {
        let Some((start, at)) = self.next_text_line(end) else {
            return false;
        };
        let (indent, column) = ((at - start) as isize, self.column());
        indent > column && self.key_ahead(at).is_some()
            || indent >= column && self.indicator_at(at, b'-')
    }

    /// The start of the next line with text behind the line of `at`, and the start of its text.
    pub(super) fn next_text_line(&self, at: usize) -> Option<(usize, usize)> {
        let mut start = self.line_end(at);
        loop {
            let length = self.break_length(start);
            if length == 0 {
                return None;
            }
            start += length;
            let text = self.skip_blanks(start);
            let comment = self.byte_at(text) == b'#';
            if text < self.bytes.len() && self.break_length(text) == 0 && !comment {
                return Some((start, text));
            }
            start = self.line_end(text);
        }
    }

    /// Whether the plain word here is the first key of a mapping and its colon is missing: an entry stands below
    /// it in its column, or deeper. A plain scalar that goes on with such a line is wrong in any reading.
    pub(super) fn lone_key(&self, place: Place) -> bool {
        let end = self.plain_end(self.at, false);
        if self.skip_blanks(end) != self.line_end(end) {
            return false;
        }
        let Some((start, at)) = self.next_text_line(end) else {
            return false;
        };
        let indent = (at - start) as isize;
        indent > place.above
            && indent >= self.column()
            && self.colon_on_line(at)
            && self.key_ahead(at).is_some()
    }

    /// Wraps lines that stand deeper than the collection at `column` and belong to nothing.
    pub(super) fn stray_lines(&mut self, column: isize, stray: impl Fn(&Self, usize) -> bool) {
        loop {
            let ahead = self.peek();
            if self.ended(ahead) || ahead.column() <= column || !stray(self, ahead.at) {
                return;
            }
            self.stray_value(column, SyntaxErrorKind::BadIndentation);
        }
    }

    /// Whether what stands at `at`, deeper than a mapping's column, is not its next entry.
    pub(super) fn stray_in_mapping(&self, at: usize) -> bool {
        !self.indicator_at(at, b'-') && !self.indicator_at(at, b'?') && self.key_ahead(at).is_none()
    }

    /// Wraps the value on the next line, which belongs to nothing.
    pub(super) fn stray_value(&mut self, column: isize, kind: SyntaxErrorKind) {
        self.trivia();
        self.stray_here(column, kind);
        self.rest_of_line(SyntaxErrorKind::UnexpectedText);
    }

    /// Wraps the value here, which belongs to nothing.
    pub(super) fn stray_here(&mut self, column: isize, kind: SyntaxErrorKind) {
        // Only its first character, so that the error does not change with what stands in the value.
        self.error(kind, self.at, self.next_char(self.at));
        let error = self.open();
        self.value(Place::entry(column, true));
        self.close(error, ERROR);
    }

    /// Whether a value without a key stands here, where an entry should: a collection, an alias, a block scalar.
    pub(super) fn starts_stray(&self) -> bool {
        let first = matches!(self.byte(), b'{' | b'[' | b'|' | b'>' | b'*' | b'!' | b'&');
        first && self.key_ahead(self.at).is_none()
    }

    /// The end of a key whose quote at `start` is not closed on its line: before the first colon that a blank
    /// follows, if the line below does not go on with the string. Only the second pass asks, since the string may be
    /// closed on a later line.
    pub(super) fn unclosed_key_end(&self, start: usize) -> Option<usize> {
        let end = self.open_key_end(start)?;
        let before = &self.bytes[..start];
        let line = before.iter().rposition(|it| matches!(it, b'\n' | b'\r'));
        let column = start - line.map_or(0, |it| it + 1);
        let goes_on = self.next_text_line(start).is_some_and(|(line, text)| {
            text - line > column && !self.colon_on_line(text) && !self.indicator_at(text, b'-')
        });
        (!goes_on).then_some(end)
    }

    /// The place before the first colon behind the quote at `start` that a blank follows.
    pub(super) fn open_key_end(&self, start: usize) -> Option<usize> {
        let end = self.plain_end(start + 1, false);
        (self.byte_at(end) == b':').then_some(end)
    }

    /// Whether the plain text at `at` ends with a colon.
    fn colon_on_line(&self, at: usize) -> bool {
        self.byte_at(self.skip_blanks(self.plain_end(at, false))) == b':'
    }

    /// Whether `key:: text` stands here, up to `end` and with a block below: `: text` was typed behind a key. A plain
    /// text that goes on with such a line is wrong in any reading.
    pub(super) fn has_second_colon(&self, end: usize) -> bool {
        let value = self.skip_blanks(self.skip_blanks(end) + 1);
        if self.byte_at(end - 1) != b':' || self.break_length(value) > 0 {
            return false;
        }
        let indicator = b"|>&!*\"'[{#";
        let plain = !indicator.contains(&self.byte_at(value)) && !self.colon_on_line(value);
        let below = self.next_text_line(value);
        plain
            && below.is_some_and(|(line, text)| {
                (text - line) as isize > self.column() && self.colon_on_line(text)
            })
    }

    /// Whether a string from `start` to `end` over several lines is more likely one whose quote is missing: something
    /// follows its end, as if that opened another string, or an entry of the block around stands in it.
    pub(super) fn swallows_lines(&self, start: usize, end: usize, above: isize) -> bool {
        let next = self.skip_blanks(end);
        let in_flow = !self.brackets.is_empty();
        let ends = match self.byte_at(next) {
            b':' => true,
            b',' | b'}' | b']' => in_flow,
            b'#' => next > end,
            _ => self.blank_at(next),
        };
        !ends || self.holds_entry(start, end, above)
    }

    /// Whether a line between `start` and `end` is an entry or item that is not indented deeper than `above`.
    fn holds_entry(&self, start: usize, end: usize, above: isize) -> bool {
        let mut at = start;
        while let Some((line, text)) = self.next_text_line(at) {
            if text >= end {
                break;
            }
            let indent = (text - line) as isize;
            let item = self
                .indicator_at(text, b'-')
                .then(|| self.skip_blanks(text + 1));
            let entry = indent <= above && self.key_shape(item.unwrap_or(text), true).is_some();
            if entry {
                return true;
            }
            at = text;
        }
        false
    }

    /// Whether an entry at `at` rather goes on with the braces of JSON than with a block: its key is quoted, and
    /// something follows that blocks have not.
    pub(super) fn is_line_of_json(&self, at: usize) -> bool {
        let end = self.trim_end(at, self.line_end(at));
        let goes_on = matches!(self.byte_at(end.wrapping_sub(1)), b',' | b'{' | b'[');
        let closes = |it: (usize, usize)| matches!(self.byte_at(it.1), b'}' | b']' | b',');
        self.byte_at(at) == b'"' && (goes_on || self.next_text_line(at).is_some_and(closes))
    }

    /// Where the text of a plain scalar in a flow collection ends that goes from `start` to `end`, if one of its lines
    /// is rather an entry or an item of the block at the column `above`.
    pub(super) fn entry_within(&self, start: usize, end: usize, above: isize) -> Option<usize> {
        let mut at = start;
        while let Some((line, text)) = self.next_text_line(at).filter(|it| it.1 < end) {
            let is_outside = (text - line) as isize <= above;
            let is_entry = self.key_shape(text, true).is_some() || self.indicator_at(text, b'-');
            if is_outside && is_entry {
                return Some(self.trim_end(start, self.line_end(at)));
            }
            at = text;
        }
        None
    }

    /// Writes a node that is nested too deep: its lines, as text in error.
    pub(super) fn too_deep(&mut self, node: Mark, above: isize) {
        let mut end = self.trim_end(self.at, self.line_end(self.at));
        while let Some((line, text)) = self.next_text_line(end) {
            if (text - line) as isize <= above || self.marker_at(text, line as isize) {
                break;
            }
            end = self.trim_end(text, self.line_end(text));
        }
        self.error(SyntaxErrorKind::TooDeep, self.at, end);
        self.token_with_lines(ERROR_TEXT, end);
        self.close(node, ERROR);
    }
}
