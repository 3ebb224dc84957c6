//! Keys: seeing one ahead, and reading it.

use super::cursor::Parser;
use super::props::Properties;
use crate::SyntaxErrorKind;
use crate::SyntaxKind::{DOUBLE_QUOTED, ERROR, KEY, PLAIN, SINGLE_QUOTED};

/// A key stands on one line, and its colon follows within this many bytes (YAML 1.2, section 7.4.2).
const MAX_KEY: usize = 1024;

/// A key on this line that a colon follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyShape {
    /// Behind the properties.
    start: usize,
    /// Before the blanks before the colon.
    pub(super) end: usize,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Scalar,
    /// The quote that opens it is not closed.
    Unclosed,
    /// `: value`.
    Empty,
    /// A collection or an alias.
    Complex,
}

impl Parser<'_> {
    /// Whether an entry of a block mapping starts here.
    pub(super) fn starts_entry(&self) -> bool {
        self.indicator_at(self.at, b'?') || self.key_ahead(self.at).is_some()
    }

    /// The key that starts at `from`, if a colon follows it on its line.
    pub(super) fn key_ahead(&self, from: usize) -> Option<KeyShape> {
        self.key_shape(from, self.guess)
    }

    /// The key that starts at `from`; with a guess, its quote may be missing.
    pub(super) fn key_shape(&self, from: usize, guess: bool) -> Option<KeyShape> {
        let start = self.skip_properties(from);
        let (end, form) = match self.byte_at(start) {
            b'"' | b'\'' => match self.quote_end_on_line(start) {
                Some(end) if self.text_follows(end) => {
                    let key_end = self.open_key_end(start).filter(|it| *it < end);
                    (key_end?, Form::Unclosed)
                }
                Some(end) => (end, Form::Scalar),
                None if guess => (self.unclosed_key_end(start)?, Form::Unclosed),
                None => return None,
            },
            b'{' | b'[' => (self.balanced_on_line(start)?, Form::Complex),
            b'*' => (self.name_end(start + 1), Form::Complex),
            b':' if self.blank_at(start + 1) => (start, Form::Empty),
            b'|' | b'>' | b'#' => return None,
            b'-' | b'?' if self.blank_at(start + 1) => return None,
            _ => {
                let end = self.plain_end(start, false);
                let second = start == self.at && end > start && self.has_second_colon(end);
                (end - usize::from(second), Form::Scalar)
            }
        };
        let colon = self.skip_blanks(end);
        let quoted = matches!(self.byte_at(start), b'"' | b'\'');
        let followed = self.byte_at(colon) == b':'
            && (self.blank_at(colon + 1)
                || colon == end && (quoted || self.byte_at(colon + 1) == b':'));
        followed.then_some(KeyShape { start, end, form })
    }

    /// Whether more than a colon or a comment follows a quoted key on its line: then its closing quote opens another.
    fn text_follows(&self, end: usize) -> bool {
        let next = self.skip_blanks(end);
        let comment = next > end && self.byte_at(next) == b'#';
        !self.blank_at(next) && self.byte_at(next) != b':' && !comment
    }

    /// Reads the key that [`Parser::key_ahead`] saw here, up to its end.
    pub(super) fn key(&mut self, shape: KeyShape, above: isize) {
        if self.skip_blanks(shape.end) - self.at > MAX_KEY {
            self.error(SyntaxErrorKind::KeyTooLong, self.at, shape.end);
        }
        let key = self.open();
        let mut properties = Properties::default();
        while self.at < shape.start {
            self.property(&mut properties);
            self.blanks();
        }
        match shape.form {
            Form::Complex => self.complex_key(shape, above, properties),
            Form::Empty => self.error(SyntaxErrorKind::MissingKey, self.at, self.at),
            Form::Scalar => self.key_text(shape.end),
            Form::Unclosed => {
                self.error(SyntaxErrorKind::UnterminatedString, self.at, shape.end);
                self.key_text(shape.end);
            }
        }
        let complex = matches!(shape.form, Form::Complex);
        self.close(key, if complex { ERROR } else { KEY });
    }

    fn complex_key(&mut self, shape: KeyShape, above: isize, properties: Properties) {
        self.error(SyntaxErrorKind::ComplexKey, self.at, shape.end);
        let node = self.open();
        if self.byte() == b'*' {
            self.alias(node, properties);
        } else {
            self.flow(node, above);
        }
        // The guess of where it ends may have been wrong; nothing is lost.
        self.token(crate::SyntaxKind::ERROR_TEXT, shape.end);
    }

    fn key_text(&mut self, end: usize) {
        match self.byte() {
            b'"' => {
                self.check_escapes(self.at, end);
                self.token(DOUBLE_QUOTED, end);
            }
            b'\'' => self.token(SINGLE_QUOTED, end),
            _ => {
                self.check_plain_start(self.at);
                self.token(PLAIN, end);
            }
        }
    }

    /// The end of the flow collection at `at`, if its line closes it.
    fn balanced_on_line(&self, mut at: usize) -> Option<usize> {
        let end = self.line_end(at);
        let mut open = 0_usize;
        while at < end {
            match self.bytes[at] {
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                b'"' | b'\'' if self.starts_quote(at) => {
                    at = self.quote_end_on_line(at)?;
                    continue;
                }
                _ => {}
            }
            at += 1;
            if open == 0 {
                return Some(at);
            }
        }
        None
    }

    /// Whether the quote at `at` opens a string: in the middle of a plain text it does not.
    fn starts_quote(&self, at: usize) -> bool {
        matches!(
            self.byte_at(at.wrapping_sub(1)),
            b' ' | b'\t' | b'{' | b'[' | b',' | b':'
        )
    }
}
