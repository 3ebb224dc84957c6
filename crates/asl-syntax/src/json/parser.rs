//! Blocks, entries and items: the grammar, and what is done where the text does not follow it.

use super::frames::{self, Context, Frame};
use super::lexer::{self, Source};
use super::{MAX_DEPTH, quotes};
use crate::SyntaxKind::{
    self, COLON, COMMA, DOCUMENT, ENTRY, ERROR, ERROR_TEXT, ITEM, L_BRACE, L_BRACKET, MAPPING,
    MISSING, R_BRACE, R_BRACKET, SEQUENCE, STREAM,
};
use crate::builder::{Builder, Pass, range};
use crate::error::{SyntaxError, SyntaxErrorKind};

/// Parses a whole text.
pub(super) fn document(text: &str, guessing: bool) -> Pass {
    let mut parser = Parser::new(text, guessing, Vec::new());
    parser.b.open(STREAM);
    parser.skip();
    parser.b.open(DOCUMENT);
    parser.document();
    parser.b.close();
    parser.b.flush();
    parser.b.close();
    parser.b.finish()
}

/// Parses one block, or `None` if anything but its closer decided where it ends.
pub(super) fn block(text: &str, guessing: bool, context: Context) -> Option<Pass> {
    let outer = context.frames.len();
    if outer == 0 || outer >= MAX_DEPTH {
        return None;
    }
    let mut parser = Parser::new(text, guessing, context.frames);
    let kept = parser.block(context.indent);
    let complete = kept.is_none() && parser.b.at() == text.len() && !parser.source.end_seen();
    complete.then(|| parser.b.finish())
}

pub(super) struct Parser<'a> {
    pub(super) b: Builder<'a>,
    pub(super) text: &'a str,
    pub(super) source: Source<'a>,
    pub(super) frames: Vec<Frame>,
    /// Where the current line starts.
    pub(super) line: usize,
    /// The column of the next token, if it begins its line.
    pub(super) own: Option<u32>,
    /// Behind the last token that is no comma, blank or comment.
    pub(super) end: usize,
    /// How far blanks are read already.
    pub(super) skipped: Option<usize>,
    guessing: bool,
}

/// What stands before the next entry or item of a block.
#[derive(Debug, Clone, Copy)]
enum Separator {
    /// Nothing.
    Start,
    /// Half an entry: neither a comma nor its absence is worth a word.
    Half,
    /// An entry or item.
    Value,
    /// A comma at this offset.
    Comma(usize),
}

/// What comes next in a block.
enum Next {
    Comma,
    Closer,
    /// The block ends without its closer.
    Stop,
    /// A character that can begin nothing.
    Junk(SyntaxErrorKind),
    Child,
}

/// A comma that the last block left to the one around it.
type Kept = Option<usize>;

impl<'a> Parser<'a> {
    fn new(text: &'a str, guessing: bool, frames: Vec<Frame>) -> Self {
        Self {
            b: Builder::new(text),
            text,
            source: Source::new(text),
            frames,
            line: 0,
            own: None,
            end: 0,
            skipped: None,
            guessing,
        }
    }

    fn document(&mut self) {
        let mut complete = false;
        let mut complained = false;
        loop {
            self.skip();
            let Some(byte) = self.peek() else { break };
            let starts = !matches!(byte, b',' | b':' | b'}' | b']');
            if complete && !complained {
                let len = self.char_len();
                self.error_here(SyntaxErrorKind::ContentAfterDocument, len);
                complained = true;
            }
            match (complete, starts) {
                (false, true) => {
                    self.value(Some(0));
                    complete = true;
                }
                (true, true) => {
                    self.b.open(ERROR);
                    self.value(Some(0));
                    self.b.close();
                }
                (false, false) => self.junk(SyntaxErrorKind::UnexpectedCharacter),
                (true, false) => self.error_text(),
            }
        }
        if !complete {
            self.b
                .error(SyntaxErrorKind::EmptyDocument, self.end, self.end);
        }
    }

    /// A value; there is at least one character that can begin one. `indent` is [`Frame::indent`].
    fn value(&mut self, indent: Option<u32>) -> Kept {
        if matches!(self.peek(), Some(b'{' | b'[')) {
            return self.block(indent);
        }
        self.scalar();
        None
    }

    fn block(&mut self, indent: Option<u32>) -> Kept {
        if self.frames.len() >= MAX_DEPTH {
            self.too_deep();
            return None;
        }
        let opener = self.b.at();
        let mapping = self.peek() == Some(b'{');
        self.b.open(if mapping { MAPPING } else { SEQUENCE });
        self.token(if mapping { L_BRACE } else { L_BRACKET }, 1);
        self.frames.push(Frame {
            mapping,
            opener,
            line: self.line,
            indent,
            column: None,
        });
        let kept = self.children();
        self.frames.pop();
        self.b.close();
        kept
    }

    fn children(&mut self) -> Kept {
        let mut separator = Separator::Start;
        loop {
            self.skip();
            match self.next() {
                Next::Comma => separator = self.comma(separator),
                Next::Closer => {
                    self.closer(separator);
                    return None;
                }
                Next::Stop => {
                    self.missing_closer();
                    return match separator {
                        Separator::Comma(at) => Some(at),
                        _ => None,
                    };
                }
                Next::Junk(kind) => self.junk(kind),
                Next::Child => separator = self.child(separator),
            }
        }
    }

    fn next(&mut self) -> Next {
        let Some(byte) = self.peek() else {
            return Next::Stop;
        };
        let mapping = self.frames.last().is_some_and(|it| it.mapping);
        match byte {
            b',' => Next::Comma,
            b'}' | b']' => self.next_closer(byte == b'}'),
            _ if self
                .own
                .is_some_and(|it| self.guess(frames::ends_before, it)) =>
            {
                Next::Stop
            }
            b':' if !mapping => Next::Junk(SyntaxErrorKind::UnexpectedCharacter),
            b'"' if !mapping && self.key_ahead() && self.frames.iter().any(|it| it.mapping) => {
                Next::Stop
            }
            _ => Next::Child,
        }
    }

    fn next_closer(&mut self, mapping: bool) -> Next {
        let own = self.own;
        if self.frames.last().is_none_or(|it| it.mapping != mapping) {
            return self.other_closer(mapping);
        }
        if own.is_some_and(|it| self.guess_closer(it)) {
            return Next::Stop;
        }
        if self.frames.len() == 1 && self.goes_on() {
            return Next::Junk(SyntaxErrorKind::UnexpectedCloser);
        }
        Next::Closer
    }

    /// `}` in a sequence or `]` in a mapping: it belongs to a block outside unless it stands right of that one.
    fn other_closer(&self, mapping: bool) -> Next {
        let fits = |it: &Frame| it.indent.zip(self.own).is_none_or(|(it, own)| own <= it);
        match self.frames.iter().rev().find(|it| it.mapping == mapping) {
            Some(frame) if fits(frame) => Next::Stop,
            _ => Next::Junk(SyntaxErrorKind::UnexpectedCloser),
        }
    }

    /// Whether a guess is made here; a strict pass only takes note that one could have been.
    fn guess(&mut self, holds: impl Fn(&[Frame], u32) -> bool, column: u32) -> bool {
        let holds = holds(&self.frames, column);
        self.b.flags().guessable |= holds;
        holds && self.guessing
    }

    /// Whether the closer at hand belongs to an outer block. Several closers in a row have no column of their own.
    fn guess_closer(&mut self, column: u32) -> bool {
        let next = |it: &Self| it.source.get(lexer::skip_inline(&it.source, it.b.at() + 1));
        frames::closes_outer(&self.frames, column)
            && !matches!(next(self), Some(b'}' | b']'))
            && self.guess(|_, _| true, column)
    }

    /// Whether entries follow the `}` at hand, which would end the document.
    fn goes_on(&self) -> bool {
        let mut at = lexer::skip_blank(&self.source, self.b.at() + 1);
        if self.source.get(at) == Some(b',') {
            at = lexer::skip_blank(&self.source, at + 1);
        }
        let mapping = self.frames.last().is_some_and(|it| it.mapping);
        mapping && self.source.get(at) == Some(b'"') && quotes::string_with_colon(&self.source, at)
    }

    fn comma(&mut self, separator: Separator) -> Separator {
        let at = self.b.at();
        self.b.defer(COMMA, 1);
        if matches!(separator, Separator::Value | Separator::Half) {
            return Separator::Comma(at);
        }
        self.b.error(SyntaxErrorKind::ExtraComma, at, at + 1);
        separator
    }

    fn closer(&mut self, separator: Separator) {
        if let Separator::Comma(at) = separator {
            self.b.error(SyntaxErrorKind::TrailingComma, at, at + 1);
        }
        let mapping = self.peek() == Some(b'}');
        self.token(if mapping { R_BRACE } else { R_BRACKET }, 1);
    }

    fn missing_closer(&mut self) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let kind = if frame.mapping {
            SyntaxErrorKind::MissingBrace
        } else {
            SyntaxErrorKind::MissingBracket
        };
        let opener = range(frame.opener, frame.opener + 1);
        let error = SyntaxError::new(kind, range(self.end, self.end)).with_related(opener);
        self.b.push_error(error);
    }

    fn child(&mut self, separator: Separator) -> Separator {
        if matches!(separator, Separator::Value) {
            self.b
                .error(SyntaxErrorKind::MissingComma, self.end, self.end);
        }
        let (line, own) = (self.line, self.own);
        let Some(frame) = self.frames.last_mut() else {
            return separator;
        };
        frame.column = frame.column.or(own);
        let indent = own.or(frame.indent.filter(|_| frame.line == line));
        if frame.mapping {
            return self.entry(indent);
        }
        self.b.open(ITEM);
        let kept = self.value(indent);
        self.b.close();
        kept.map_or(Separator::Value, Separator::Comma)
    }

    fn entry(&mut self, indent: Option<u32>) -> Separator {
        self.b.open(ENTRY);
        let separator = match self.peek() {
            Some(b'{' | b'[') => {
                self.error_here(SyntaxErrorKind::MissingKey, 0);
                let kept = self.value(indent);
                kept.map_or(Separator::Value, Separator::Comma)
            }
            Some(b':') => {
                self.error_here(SyntaxErrorKind::MissingKey, 0);
                self.after_key(indent, true)
            }
            _ => {
                let whole = self.key();
                self.after_key(indent, whole)
            }
        };
        self.b.close();
        separator
    }

    /// The colon and the value. A key that is not `whole` was complained of already.
    fn after_key(&mut self, indent: Option<u32>, whole: bool) -> Separator {
        self.skip();
        if self.peek() == Some(b':') {
            self.token(COLON, 1);
            return self.entry_value(indent);
        }
        if !whole {
            return Separator::Half;
        }
        self.b
            .error(SyntaxErrorKind::MissingColon, self.end, self.end);
        let value = match self.peek() {
            None | Some(b',' | b'}' | b']') => false,
            Some(_) => self.end >= self.line && !self.key_ahead(),
        };
        if !value {
            return Separator::Half;
        }
        let kept = self.value(indent);
        kept.map_or(Separator::Value, Separator::Comma)
    }

    fn entry_value(&mut self, indent: Option<u32>) -> Separator {
        let (colon, line) = (self.b.at(), self.line);
        self.skip();
        while self.peek() == Some(b':') {
            self.junk(SyntaxErrorKind::UnexpectedCharacter);
            self.skip();
        }
        let missing = match self.peek() {
            None | Some(b',' | b'}' | b']') => true,
            Some(b'"') => self.key_ahead(),
            Some(b'{' | b'[') => false,
            Some(_) => self.line != line && self.word_with_colon(),
        };
        if missing {
            self.b.empty(MISSING);
            self.b.error(SyntaxErrorKind::MissingValue, colon, colon);
            return Separator::Half;
        }
        let kept = self.value(indent);
        kept.map_or(Separator::Value, Separator::Comma)
    }

    /// Whether a string stands here that is a key: a colon follows it.
    fn key_ahead(&self) -> bool {
        self.peek() == Some(b'"') && quotes::string_with_colon(&self.source, self.b.at())
    }

    fn word_with_colon(&self) -> bool {
        let end = lexer::word(&self.source, self.b.at());
        self.source.get(lexer::skip_inline(&self.source, end)) == Some(b':')
    }

    fn too_deep(&mut self) {
        let start = self.b.at();
        let end = lexer::balanced(&self.source, start);
        self.error_here(SyntaxErrorKind::TooDeep, 1);
        self.b.open(ERROR);
        self.token(ERROR_TEXT, end - start);
        self.b.close();
        if let Some(len) = self.text[start..end].rfind(['\n', '\r']) {
            self.line = start + len + 1;
        }
    }

    fn junk(&mut self, kind: SyntaxErrorKind) {
        let len = self.char_len();
        self.error_here(kind, len);
        self.error_text();
    }

    fn error_text(&mut self) {
        let len = self.char_len();
        self.b.open(ERROR);
        self.token(ERROR_TEXT, len);
        self.b.close();
    }

    fn char_len(&self) -> usize {
        self.b.rest().chars().next().map_or(0, char::len_utf8)
    }

    /// Records an error over the next `len` bytes.
    pub(super) fn error_here(&mut self, kind: SyntaxErrorKind, len: usize) {
        let at = self.b.at();
        self.b.error(kind, at, at + len);
    }

    /// Reads `len` bytes as one token.
    pub(super) fn token(&mut self, kind: SyntaxKind, len: usize) {
        self.b.token(kind, len);
        self.end = self.b.at();
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.source.get(self.b.at())
    }
}
