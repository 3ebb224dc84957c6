//! Blanks and comments.

use super::lexer;
use super::parser::Parser;
use crate::SyntaxKind::{COMMENT, ERROR_TEXT, WHITESPACE};
use crate::builder::range;
use crate::error::{SyntaxError, SyntaxErrorKind};

impl Parser<'_> {
    /// Reads blanks and comments, which wait for the next token.
    pub(super) fn skip(&mut self) {
        if self.skipped == Some(self.b.at()) {
            return;
        }
        self.own = None;
        self.skip_all();
        self.skipped = Some(self.b.at());
    }

    fn skip_all(&mut self) {
        loop {
            match self.peek() {
                Some(byte) if lexer::is_blank(byte) => self.blanks(),
                Some(b'/') => {
                    if !matches!(self.source.get(self.b.at() + 1), Some(b'/' | b'*')) {
                        return;
                    }
                    self.comment();
                }
                Some(b'#') => self.comment(),
                Some(0x80..) => {
                    if !self.odd_blank() {
                        return;
                    }
                }
                _ => return,
            }
        }
    }

    fn blanks(&mut self) {
        let start = self.b.at();
        let mut at = start;
        while let Some(byte) = self.source.get(at) {
            if lexer::is_line_end(byte) {
                self.line = at + 1;
            } else if !lexer::is_blank(byte) {
                break;
            }
            at += 1;
        }
        if self.line > start {
            self.own = Some((at - self.line) as u32);
        }
        self.b.defer(WHITESPACE, at - start);
    }

    fn comment(&mut self) {
        let start = self.b.at();
        let (end, closed) = lexer::comment(&self.source, start);
        self.b.error(SyntaxErrorKind::Comment, start, end);
        if !closed {
            self.b
                .error(SyntaxErrorKind::UnterminatedComment, start, start + 2);
        }
        if let Some(len) = self.text[start..end].rfind(['\n', '\r']) {
            self.line = start + len + 1;
        }
        self.own = None;
        self.b.defer(COMMENT, end - start);
    }

    /// A byte order mark at the very start is none of our business; other blanks than JSON's four are an error.
    fn odd_blank(&mut self) -> bool {
        let Some(char) = self.b.rest().chars().next() else {
            return false;
        };
        let (at, len) = (self.b.at(), char.len_utf8());
        if char == '\u{feff}' && at == 0 && self.frames.is_empty() {
            self.b.defer(WHITESPACE, len);
            return true;
        }
        if !char.is_whitespace() && !matches!(char, '\u{feff}' | '\u{200b}') {
            return false;
        }
        let kind = SyntaxErrorKind::UnexpectedCharacter;
        let error = SyntaxError::new(kind, range(at, at + len));
        self.b.push_error(error.with_replacement(" "));
        self.own = None;
        self.b.defer(ERROR_TEXT, len);
        true
    }
}
