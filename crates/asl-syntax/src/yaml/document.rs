//! The stream: directives, `---`, one value for each document, `...`.

use super::block::Place;
use super::cursor::Parser;
use crate::SyntaxErrorKind;
use crate::SyntaxKind::{
    DIRECTIVE, DOCUMENT, DOCUMENT_END, DOCUMENT_START, ERROR, STREAM, WHITESPACE,
};

impl Parser<'_> {
    /// Reads the whole text. There is at least one document, if only an empty one.
    pub(super) fn stream(&mut self) {
        let stream = self.open();
        if self.bytes.starts_with("\u{feff}".as_bytes()) {
            self.token(WHITESPACE, 3);
            self.line = 3;
        }
        loop {
            self.document();
            if self.at >= self.bytes.len() {
                break;
            }
        }
        self.close(stream, STREAM);
    }

    fn document(&mut self) {
        let document = self.open();
        self.handles.clear();
        let marked = self.directives();
        self.root_value(marked);
        self.document_end();
        self.trivia_before_marker();
        self.close(document, DOCUMENT);
    }

    /// Reads `%YAML 1.2` and its like, and `---`; answers whether that stood here.
    fn directives(&mut self) -> bool {
        let mut versions = 0;
        let mut any = false;
        self.trivia();
        while self.byte() == b'%' && self.column() == 0 {
            any = true;
            versions += usize::from(self.directive());
            if versions > 1 {
                self.error(SyntaxErrorKind::BadDirective, self.at, self.at);
            }
            self.trivia();
        }
        if self.document_start_here() {
            self.token(DOCUMENT_START, self.at + 3);
            return true;
        }
        if any {
            self.error(SyntaxErrorKind::DirectiveWithoutDocument, self.at, self.at);
        }
        false
    }

    fn document_start_here(&self) -> bool {
        self.byte() == b'-' && self.marker_at(self.at, self.line)
    }

    /// Reads one directive; answers whether it tells the version.
    fn directive(&mut self) -> bool {
        let start = self.at;
        let line_end = self.line_end(start);
        let line = &self.text[start..line_end];
        let length = line.find(" #").unwrap_or(line.len());
        let words: Vec<&str> = line[..length].split_ascii_whitespace().collect();
        let end = self.trim_end(start, start + length);
        let bad = match words.as_slice() {
            ["%YAML", version] => !version.starts_with(|it: char| it.is_ascii_digit()),
            ["%TAG", handle, _] => {
                let twice = self.handles.contains(handle);
                self.handles.push(handle);
                twice || !handle.starts_with('!') || !handle.ends_with('!')
            }
            ["%YAML" | "%TAG" | "%", ..] => true,
            _ => false,
        };
        if bad {
            self.error(SyntaxErrorKind::BadDirective, start, end);
        }
        self.token(DIRECTIVE, end);
        words.first() == Some(&"%YAML")
    }

    /// Reads the document's value; behind `---` on the same line no block collection starts.
    fn root_value(&mut self, marked: bool) {
        let ahead = self.peek();
        if self.ended(ahead) {
            return;
        }
        let block = !marked || self.crossed(ahead);
        self.trivia();
        self.value(Place::root(block));
        self.rest_of_line(SyntaxErrorKind::UnexpectedText);
        loop {
            let ahead = self.peek();
            if self.ended(ahead) {
                return;
            }
            self.trivia();
            let end = self.next_char(self.at);
            self.error(SyntaxErrorKind::ContentAfterDocument, self.at, end);
            let error = self.open();
            self.value(Place::root(true));
            self.close(error, ERROR);
            self.rest_of_line(SyntaxErrorKind::UnexpectedText);
        }
    }

    /// Reads `...`, if it ends the document.
    fn document_end(&mut self) {
        let ahead = self.peek();
        if self.byte_at(ahead.at) == b'.' && self.marker_at(ahead.at, ahead.line) {
            self.trivia();
            self.token(DOCUMENT_END, self.at + 3);
            self.rest_of_line(SyntaxErrorKind::UnexpectedText);
        }
    }

    /// Writes what is left before the next document, or to the end of the text.
    fn trivia_before_marker(&mut self) {
        let ahead = self.peek();
        if ahead.at >= self.bytes.len() || self.marker_at(ahead.at, ahead.line) {
            self.trivia();
        }
    }
}
