//! The place in the text: blanks, line ends and comments, columns, and what is written to the tree.
//!
//! The parser never goes back over a token that it has written. It looks ahead over blanks and comments
//! ([`Parser::peek`]) before it decides which node they belong to.

use crate::SyntaxErrorKind;
use crate::SyntaxKind::{self, COMMENT, ERROR, ERROR_TEXT, MISSING, NEWLINE, WHITESPACE};

/// One step of writing the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    Open(SyntaxKind),
    /// The next bytes of the text.
    Token(SyntaxKind, u32),
    Close,
}

/// One error, before it is given to the builder.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    pub(super) kind: SyntaxErrorKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The opening bracket of what is not closed.
    pub(super) opener: Option<usize>,
}

/// An opened node whose kind is told when it closes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(usize);

/// The next thing that is neither blank nor comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ahead {
    /// The end of the last token when this was found out.
    from: usize,
    pub(super) at: usize,
    /// The start of its line.
    pub(super) line: isize,
    /// A tab stands among the blanks before it on its line.
    tab: bool,
}

impl Ahead {
    pub(super) fn column(&self) -> isize {
        self.at as isize - self.line
    }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    /// The end of the last token.
    pub(super) at: usize,
    /// The start of its line; negative when the text is a block that stands at a column.
    pub(super) line: isize,
    /// A tab stands among the blanks before `at`.
    pub(super) tab: bool,
    /// Whether the second pass is under way: the text has errors, so indentation is worth a guess.
    pub(super) guess: bool,
    /// Whether a guess was made, or would be made in the second pass.
    pub(super) guessable: bool,
    pub(super) depth: u32,
    /// The closing brackets that are awaited, the innermost last.
    pub(super) brackets: Vec<u8>,
    /// The tag handles (`!e!`) that the document's directives declare.
    pub(super) handles: Vec<&'t str>,
    pub(super) events: Vec<Event>,
    pub(super) faults: Vec<Fault>,
    ahead: Option<Ahead>,
}

impl<'t> Parser<'t> {
    /// A parser whose text starts at `column` of its line.
    pub(super) fn new(text: &'t str, column: usize, guess: bool) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            line: -(column as isize),
            tab: false,
            guess,
            guessable: false,
            depth: 0,
            brackets: Vec::new(),
            handles: Vec::new(),
            events: Vec::with_capacity(text.len() / 3),
            faults: Vec::new(),
            ahead: None,
        }
    }

    /// The byte at `at`, or 0 behind the end.
    pub(super) fn byte_at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    pub(super) fn byte(&self) -> u8 {
        self.byte_at(self.at)
    }

    pub(super) fn column(&self) -> isize {
        self.at as isize - self.line
    }

    /// Whether a blank, a line's end or the text's end stands at `at`.
    pub(super) fn blank_at(&self, at: usize) -> bool {
        matches!(
            self.bytes.get(at),
            None | Some(b' ' | b'\t' | b'\r' | b'\n')
        )
    }

    /// Whether the indicator `byte` (`-`, `?` or `:`) stands at `at` and a blank behind it.
    pub(super) fn indicator_at(&self, at: usize, byte: u8) -> bool {
        self.byte_at(at) == byte && at < self.bytes.len() && self.blank_at(at + 1)
    }

    /// The first place from `at` on that is no space or tab.
    pub(super) fn skip_blanks(&self, mut at: usize) -> usize {
        while matches!(self.byte_at(at), b' ' | b'\t') {
            at += 1;
        }
        at
    }

    /// The end of the line that `at` stands in, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        length.map_or(self.bytes.len(), |it| at + it)
    }

    /// The length of the line break at `at`: 0, 1 or 2.
    pub(super) fn break_length(&self, at: usize) -> usize {
        match self.byte_at(at) {
            b'\n' => 1,
            b'\r' if self.byte_at(at + 1) == b'\n' => 2,
            b'\r' => 1,
            _ => 0,
        }
    }

    /// The place before the blanks that end at `at`, not before `floor`.
    pub(super) fn trim_end(&self, floor: usize, mut at: usize) -> usize {
        while at > floor && matches!(self.bytes[at - 1], b' ' | b'\t') {
            at -= 1;
        }
        at
    }

    /// What comes behind the blanks, line ends and comments that start at `self.at`.
    pub(super) fn peek(&mut self) -> Ahead {
        if self.is_futile() {
            return self.give_up();
        }
        if let Some(ahead) = self.ahead.filter(|it| it.from == self.at) {
            return ahead;
        }
        let (mut at, mut line, mut tab) = (self.at, self.line, false);
        loop {
            match self.byte_at(at) {
                b' ' => at += 1,
                b'\t' => {
                    tab = true;
                    at += 1;
                }
                b'\n' | b'\r' => {
                    at += self.break_length(at);
                    line = at as isize;
                    tab = false;
                }
                b'#' if self.comment_at(at) => at = self.line_end(at),
                _ => break,
            }
        }
        let from = self.at;
        let ahead = Ahead {
            from,
            at,
            line,
            tab,
        };
        self.ahead = Some(ahead);
        ahead
    }

    /// Whether the second pass will read the text again in any case.
    fn is_futile(&self) -> bool {
        !self.guess && self.guessable && !self.faults.is_empty()
    }

    /// Leaves the rest of the text unread.
    fn give_up(&mut self) -> Ahead {
        self.at = self.bytes.len();
        self.line = self.at as isize;
        Ahead {
            from: self.at,
            at: self.at,
            line: self.line,
            tab: false,
        }
    }

    /// Whether the `#` at `at` starts a comment: a blank or a line's start stands before it.
    fn comment_at(&self, at: usize) -> bool {
        at as isize == self.line.max(0)
            || matches!(
                self.byte_at(at.wrapping_sub(1)),
                b' ' | b'\t' | b'\r' | b'\n'
            )
    }

    /// Whether `ahead` stands on a later line than the last token.
    pub(super) fn crossed(&self, ahead: Ahead) -> bool {
        ahead.line >= self.at as isize
    }

    pub(super) fn ended(&self, ahead: Ahead) -> bool {
        ahead.at >= self.bytes.len() || self.marker_at(ahead.at, ahead.line)
    }

    /// Whether `---` or `...` stands at the start of the line.
    pub(super) fn marker_at(&self, at: usize, line: isize) -> bool {
        at as isize == line
            && matches!(self.byte_at(at), b'-' | b'.')
            && matches!(self.bytes.get(at..at + 3), Some(b"---" | b"..."))
            && self.blank_at(at + 3)
    }

    /// How deep `ahead` is indented by spaces; a tab does not count.
    pub(super) fn indent(&self, ahead: Ahead) -> isize {
        if !ahead.tab {
            return ahead.column();
        }
        let start = ahead.line.max(0) as usize;
        self.bytes[start..]
            .iter()
            .take_while(|byte| **byte == b' ')
            .count() as isize
    }

    /// Writes the blanks, line ends and comments before the next thing.
    pub(super) fn trivia(&mut self) {
        let ahead = self.peek();
        while self.at < ahead.at {
            let at = self.at;
            match self.bytes[at] {
                b' ' | b'\t' => self.token(WHITESPACE, self.skip_blanks(at)),
                b'#' => self.token(COMMENT, self.line_end(at)),
                _ => {
                    self.token(NEWLINE, at + self.break_length(at));
                    self.line = self.at as isize;
                }
            }
        }
        self.tab = ahead.tab;
    }

    /// Writes the blanks up to the next thing on this line.
    pub(super) fn blanks(&mut self) {
        self.token(WHITESPACE, self.skip_blanks(self.at));
    }

    /// Writes a token from `self.at` to `end`; nothing if it would be empty.
    pub(super) fn token(&mut self, kind: SyntaxKind, end: usize) {
        let end = end.min(self.bytes.len());
        if end > self.at {
            self.events.push(Event::Token(kind, (end - self.at) as u32));
            self.at = end;
        }
    }

    /// Writes a token that may hold line breaks.
    pub(super) fn token_with_lines(&mut self, kind: SyntaxKind, end: usize) {
        let end = end.min(self.bytes.len());
        let last = self.bytes[self.at..end]
            .iter()
            .rposition(|byte| matches!(byte, b'\n' | b'\r'));
        if let Some(last) = last {
            self.line = (self.at + last + 1) as isize;
        }
        self.token(kind, end);
    }

    /// Opens a node.
    pub(super) fn open(&mut self) -> Mark {
        self.events.push(Event::Open(ERROR));
        Mark(self.events.len() - 1)
    }

    /// Closes the node that `mark` opened.
    pub(super) fn close(&mut self, mark: Mark, kind: SyntaxKind) {
        self.events[mark.0] = Event::Open(kind);
        self.events.push(Event::Close);
    }

    /// The kind of the closed node that `mark` opened.
    pub(super) fn kind(&self, mark: Mark) -> SyntaxKind {
        match self.events[mark.0] {
            Event::Open(kind) => kind,
            _ => ERROR,
        }
    }

    /// Whether the closed node that `mark` opened, which is the last one written, is a block scalar.
    pub(super) fn is_block_scalar(&self, mark: Mark) -> bool {
        let mut events = self.events[mark.0..].iter();
        events.any(|it| matches!(it, Event::Token(SyntaxKind::BLOCK_HEADER, _)))
    }

    /// Gives the closed node that `mark` opened another kind.
    pub(super) fn rename(&mut self, mark: Mark, kind: SyntaxKind) {
        self.events[mark.0] = Event::Open(kind);
    }

    /// Opens a node around the closed one that `mark` opened, which is the last one written.
    pub(super) fn open_around(&mut self, mark: Mark) -> Mark {
        self.events.insert(mark.0, Event::Open(ERROR));
        mark
    }

    /// The mark of a node that [`Parser::open_around`] has moved by one.
    pub(super) fn inner(mark: Mark) -> Mark {
        Mark(mark.0 + 1)
    }

    /// Writes a MISSING node here.
    pub(super) fn missing(&mut self) {
        let mark = self.open();
        self.close(mark, MISSING);
    }

    /// Records an error over `start..end`.
    pub(super) fn error(&mut self, kind: SyntaxErrorKind, start: usize, end: usize) {
        self.faults.push(Fault {
            kind,
            start,
            end: end.max(start),
            opener: None,
        });
    }

    /// Records an error at `at` about the bracket that opens at `opener`.
    pub(super) fn error_about(&mut self, kind: SyntaxErrorKind, at: usize, opener: usize) {
        self.faults.push(Fault {
            kind,
            start: at,
            end: at,
            opener: Some(opener),
        });
    }

    /// Wraps what follows on this line into an ERROR node, if anything follows.
    pub(super) fn rest_of_line(&mut self, kind: SyntaxErrorKind) {
        let ahead = self.peek();
        if ahead.at >= self.bytes.len() || self.crossed(ahead) {
            return;
        }
        self.trivia();
        let (start, line_end) = (self.at, self.line_end(self.at));
        let end = self.trim_end(start, line_end);
        let colon = self.indicator_at(start, b':');
        let kind = if colon {
            SyntaxErrorKind::NestedMapping
        } else {
            kind
        };
        self.error(kind, start, end);
        let mark = self.open();
        self.token(ERROR_TEXT, end);
        self.close(mark, ERROR);
    }
}
