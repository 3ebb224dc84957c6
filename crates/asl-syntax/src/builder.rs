//! The sink of both parsers: tokens and nodes go in in the order of the source, a tree and its errors come out.

use rowan::{GreenNode, GreenNodeBuilder, TextRange, TextSize};

use crate::SyntaxKind;
use crate::error::{SyntaxError, SyntaxErrorKind};

/// A text that is being cut into a tree.
///
/// The builder knows how far the text is read; a parser takes tokens off its front and never loses a byte. Blanks
/// and comments are *deferred*: they wait until the next token or node opens, so that closing a node leaves them to
/// its parent and every node is tight.
pub(crate) struct Builder<'a> {
    text: &'a str,
    at: usize,
    deferred: Vec<(SyntaxKind, usize)>,
    green: GreenNodeBuilder<'static>,
    errors: Vec<SyntaxError>,
    flags: Flags,
}

/// What a pass did that matters for parsing a part of the text again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flags {
    /// A guess was made, or would have been made if the pass had been allowed to.
    pub(crate) guessable: bool,
    /// A decision was taken after looking into a block behind it, so that a change in that block may change what
    /// stands before it.
    pub(crate) looked_ahead: bool,
}

/// What one pass over a text (or over one block of it) found.
pub(crate) struct Pass {
    /// The tree.
    pub(crate) green: GreenNode,
    /// The errors in the order in which they were met.
    pub(crate) errors: Vec<SyntaxError>,
    /// What matters for parsing again.
    pub(crate) flags: Flags,
}

impl<'a> Builder<'a> {
    /// Nothing read yet.
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            deferred: Vec::new(),
            green: GreenNodeBuilder::new(),
            errors: Vec::new(),
            flags: Flags::default(),
        }
    }

    /// How many bytes are read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(crate) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Opens a node; what is deferred stays before it.
    pub(crate) fn open(&mut self, kind: SyntaxKind) {
        self.flush();
        self.green.start_node(kind.into());
    }

    /// Closes the node opened last; what is deferred goes to its parent.
    pub(crate) fn close(&mut self) {
        self.green.finish_node();
    }

    /// A node without text, before what is deferred.
    pub(crate) fn empty(&mut self, kind: SyntaxKind) {
        self.green.start_node(kind.into());
        self.green.finish_node();
    }

    /// Reads `len` bytes as one token; nothing for 0.
    pub(crate) fn token(&mut self, kind: SyntaxKind, len: usize) {
        if len > 0 {
            self.flush();
            let end = self.at + len;
            self.green.token(kind.into(), &self.text[self.at..end]);
            self.at = end;
        }
    }

    /// Reads `len` bytes as one token that waits for the next token or node.
    pub(crate) fn defer(&mut self, kind: SyntaxKind, len: usize) {
        if len > 0 {
            self.deferred.push((kind, len));
            self.at += len;
        }
    }

    /// Puts what is deferred into the node that is open now.
    pub(crate) fn flush(&mut self) {
        if self.deferred.is_empty() {
            return;
        }
        let mut start = self.at - self.deferred.iter().map(|it| it.1).sum::<usize>();
        for (kind, len) in self.deferred.drain(..) {
            self.green
                .token(kind.into(), &self.text[start..start + len]);
            start += len;
        }
    }

    /// Records an error over `start..end`.
    pub(crate) fn error(&mut self, kind: SyntaxErrorKind, start: usize, end: usize) {
        self.push_error(SyntaxError::new(kind, range(start, end)));
    }

    /// Records an error that knows more than its range.
    pub(crate) fn push_error(&mut self, error: SyntaxError) {
        self.errors.push(error);
    }

    /// What matters for parsing again.
    pub(crate) fn flags(&mut self) -> &mut Flags {
        &mut self.flags
    }

    /// The result; every node is closed by now.
    pub(crate) fn finish(self) -> Pass {
        Pass {
            green: self.green.finish(),
            errors: self.errors,
            flags: self.flags,
        }
    }
}

/// A range of two offsets.
pub(crate) fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}
