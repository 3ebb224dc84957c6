//! Keys, strings and words.

use super::lexer;
use super::literal;
use super::parser::Parser;
use super::quotes::{self, Closing};
use crate::SyntaxKind::{DOUBLE_QUOTED, ERROR_TEXT, KEY, PLAIN, SCALAR, SINGLE_QUOTED};
use crate::builder::range;
use crate::error::{SyntaxError, SyntaxErrorKind};

impl Parser<'_> {
    /// A key; answers whether it is whole, so that a colon must follow.
    pub(super) fn key(&mut self) -> bool {
        self.b.open(KEY);
        let whole = match self.peek() {
            Some(b'"') => self.key_string(),
            Some(b'\'') => self.single_quoted(),
            _ => self.key_word(),
        };
        self.b.close();
        whole
    }

    /// A value that is neither a mapping nor a sequence.
    pub(super) fn scalar(&mut self) {
        self.b.open(SCALAR);
        match self.peek() {
            Some(b'"') => self.value_string(),
            Some(b'\'') => {
                self.single_quoted();
            }
            _ => self.value_word(),
        }
        self.b.close();
    }

    fn key_string(&mut self) -> bool {
        let start = self.b.at();
        let scan = lexer::string(&self.source, start);
        if !scan.closed {
            let end = quotes::open_key_end(&self.source, start, scan.end);
            self.open_string(end, scan.end);
            return false;
        }
        let colon = lexer::skip_blank(&self.source, scan.end);
        if self.source.get(colon) != Some(b':') {
            if let Some(end) = quotes::key_end(&self.source, start, scan.end) {
                self.open_string(end, scan.end);
                return false;
            }
            let line_end = self.source.skip(scan.end, |it| !lexer::is_line_end(it));
            self.looked_at(scan.end, line_end);
        }
        self.closed_string(scan);
        true
    }

    fn value_string(&mut self) {
        let start = self.b.at();
        let scan = lexer::string(&self.source, start);
        if !scan.closed {
            let frames = &self.frames;
            let end = quotes::open_value_end(&self.source, start, scan.end, frames, self.line);
            return self.open_string(end, scan.end);
        }
        match quotes::value_end(&self.source, start, scan.end) {
            Some(end) => self.open_string(end, scan.end),
            None => self.closed_string(scan),
        }
    }

    fn closed_string(&mut self, scan: lexer::Scan) {
        let start = self.b.at();
        if !scan.simple {
            self.check(start + 1, scan.end - 1);
        }
        self.token(DOUBLE_QUOTED, scan.end - start);
    }

    /// A string up to `end`, without a closing quote; the decision was taken by looking at the text up to `seen`.
    fn open_string(&mut self, end: usize, seen: usize) {
        let start = self.b.at();
        self.looked_at(end, seen);
        let kind = SyntaxErrorKind::UnterminatedString;
        let error = SyntaxError::new(kind, range(start, end));
        let closed = format!("{}\"", &self.text[start..end]);
        self.b.push_error(error.with_replacement(closed));
        self.check(start + 1, end);
        self.token(DOUBLE_QUOTED, end - start);
    }

    /// Takes note that the text `start..end`, which is not consumed yet, had a say.
    fn looked_at(&mut self, start: usize, end: usize) {
        let text = self.source.slice(start, end);
        self.b.flags().looked_ahead |= text.iter().any(|it| matches!(it, b'{' | b'['));
    }

    /// The end of the word at hand. A `$` before a brace was held for a placeholder until that turned out to be none.
    fn word(&mut self) -> usize {
        let start = self.b.at();
        let end = lexer::word(&self.source, start).max(start + 1);
        let dollar = self.source.slice(end - 1, end) == b"$";
        self.b.flags().looked_ahead |= dollar && self.source.get(end) == Some(b'{');
        end
    }

    fn check(&mut self, start: usize, end: usize) {
        let b = &mut self.b;
        literal::check_content(self.text, start, end, &mut |error| b.push_error(error));
    }

    fn single_quoted(&mut self) -> bool {
        let start = self.b.at();
        let scan = lexer::string(&self.source, start);
        let end = if scan.closed {
            scan.end
        } else {
            quotes::open_key_end(&self.source, start, scan.end)
        };
        self.looked_at(end, scan.end.max(end));
        let text = &self.text[start..end];
        let content = text.trim_matches('\'');
        let kind = if scan.closed {
            SyntaxErrorKind::SingleQuotes
        } else {
            SyntaxErrorKind::UnterminatedString
        };
        let error = SyntaxError::new(kind, range(start, end));
        self.b
            .push_error(error.with_replacement(literal::quoted(content)));
        self.token(SINGLE_QUOTED, end - start);
        scan.closed
    }

    fn key_word(&mut self) -> bool {
        let start = self.b.at();
        if let Some(quote) = self.closing(quotes::closing_key_quote) {
            self.half_quoted(quote);
            return true;
        }
        let end = self.word();
        let word = &self.text[start..end];
        let next = self.source.get(lexer::skip_blank(&self.source, end));
        if next == Some(b':') {
            let error = SyntaxError::new(SyntaxErrorKind::UnquotedKey, range(start, end));
            self.b
                .push_error(error.with_replacement(literal::quoted(word)));
            self.token(PLAIN, end - start);
            return true;
        }
        self.b.error(SyntaxErrorKind::UnexpectedText, start, end);
        self.token(PLAIN, end - start);
        self.stray_quote(end);
        false
    }

    /// A quote right behind a word that nothing else can need.
    fn stray_quote(&mut self, at: usize) {
        let next = |it: usize| self.source.get(lexer::skip_inline(&self.source, it));
        let ends = |it: Option<u8>| {
            it.is_none_or(|it| matches!(it, b',' | b'}' | b']') || lexer::is_line_end(it))
        };
        if self.source.get(at) == Some(b'"') && ends(next(at + 1)) {
            self.token(ERROR_TEXT, 1);
        }
    }

    fn value_word(&mut self) {
        let start = self.b.at();
        let end = self.word();
        let Some((kind, meant)) = literal::complaint(&self.text[start..end]) else {
            return self.token(PLAIN, end - start);
        };
        if let Some(quote) = self.closing(quotes::closing_value_quote) {
            return self.half_quoted(quote);
        }
        let error = SyntaxError::new(kind, range(start, end));
        self.b.push_error(match meant {
            Some(meant) => error.with_replacement(meant),
            None => error,
        });
        self.token(PLAIN, end - start);
    }

    /// A string whose opening quote is missing, up to its closing one at `quote`.
    fn half_quoted(&mut self, quote: usize) {
        let start = self.b.at();
        let kind = SyntaxErrorKind::MissingOpeningQuote;
        let error = SyntaxError::new(kind, range(start, quote + 1));
        let whole = format!("\"{}", &self.text[start..=quote]);
        self.b.push_error(error.with_replacement(whole));
        self.token(PLAIN, quote - start);
        self.token(ERROR_TEXT, 1);
    }

    fn closing(&mut self, search: fn(&lexer::Source<'_>, usize) -> Closing) -> Option<usize> {
        match search(&self.source, self.b.at()) {
            Closing::At(quote) if quote > self.b.at() => Some(quote),
            Closing::At(_) => None,
            Closing::Nowhere(passed) => {
                self.b.flags().looked_ahead |= passed;
                None
            }
        }
    }
}
