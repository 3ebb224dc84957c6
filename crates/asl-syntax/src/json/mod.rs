//! The tolerant JSON parser.

use rowan::{GreenNodeBuilder, TextRange, TextSize};

use crate::SyntaxKind::{self, *};
use crate::builder::Pass;
use crate::parse::{Certainty, Format, Parse};
use crate::reparse::Block;
use crate::{SyntaxError, SyntaxErrorKind};

/// Parses a JSON text.
pub(crate) fn parse(text: &str) -> Parse {
    let mut p = Parser {
        text,
        at: 0,
        builder: GreenNodeBuilder::new(),
        errors: Vec::new(),
    };
    p.builder.start_node(STREAM.into());
    p.builder.start_node(DOCUMENT.into());
    p.trivia();
    while p.at < text.len() {
        let at = p.at;
        p.value();
        if p.at == at {
            let range = TextRange::at(TextSize::new(at as u32), 1.into());
            p.errors
                .push(SyntaxError::new(SyntaxErrorKind::UnexpectedText, range));
            let n = p.text[at..].chars().next().map_or(1, char::len_utf8);
            p.token(ERROR_TEXT, n);
        }
        p.trivia();
    }
    p.builder.finish_node();
    p.builder.finish_node();
    Parse::new(p.builder.finish(), p.errors, Format::Json, Certainty::Calm)
}

pub(crate) fn reparse_block(_block: &Block<'_>, _guessing: bool) -> Option<Pass> {
    None
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    builder: GreenNodeBuilder<'static>,
    errors: Vec<SyntaxError>,
}

impl Parser<'_> {
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }
    fn token(&mut self, kind: SyntaxKind, n: usize) {
        self.builder
            .token(kind.into(), &self.text[self.at..self.at + n]);
        self.at += n;
    }
    fn trivia(&mut self) {
        let n = self.text[self.at..]
            .bytes()
            .take_while(u8::is_ascii_whitespace)
            .count();
        if n > 0 {
            self.token(WHITESPACE, n);
        }
    }
    fn string_len(&self) -> usize {
        let b = &self.text.as_bytes()[self.at..];
        let mut i = 1;
        while i < b.len() && b[i] != b'"' && b[i] != b'\n' {
            i += if b[i] == b'\\' { 2 } else { 1 };
        }
        (i + 1).min(b.len())
    }
    fn value(&mut self) {
        match self.byte() {
            b'{' => {
                self.builder.start_node(MAPPING.into());
                self.token(L_BRACE, 1);
                self.trivia();
                while self.byte() == b'"' {
                    self.builder.start_node(ENTRY.into());
                    self.builder.start_node(KEY.into());
                    self.token(DOUBLE_QUOTED, self.string_len());
                    self.builder.finish_node();
                    self.trivia();
                    if self.byte() == b':' {
                        self.token(COLON, 1);
                        self.trivia();
                        self.value();
                    }
                    self.builder.finish_node();
                    self.trivia();
                    if self.byte() == b',' {
                        self.token(COMMA, 1);
                        self.trivia();
                    }
                }
                if self.byte() == b'}' {
                    self.token(R_BRACE, 1);
                }
                self.builder.finish_node();
            }
            b'[' => {
                self.builder.start_node(SEQUENCE.into());
                self.token(L_BRACKET, 1);
                self.trivia();
                while self.at < self.text.len() && self.byte() != b']' {
                    let at = self.at;
                    self.builder.start_node(ITEM.into());
                    self.value();
                    self.builder.finish_node();
                    self.trivia();
                    if self.byte() == b',' {
                        self.token(COMMA, 1);
                        self.trivia();
                    }
                    if self.at == at {
                        break;
                    }
                }
                if self.byte() == b']' {
                    self.token(R_BRACKET, 1);
                }
                self.builder.finish_node();
            }
            b'"' => {
                self.builder.start_node(SCALAR.into());
                self.token(DOUBLE_QUOTED, self.string_len());
                self.builder.finish_node();
            }
            _ => {
                let n = self.text[self.at..]
                    .bytes()
                    .take_while(|b| {
                        !matches!(b, b',' | b'}' | b']' | b':' | b'"' | b'{' | b'[')
                            && !b.is_ascii_whitespace()
                    })
                    .count();
                if n > 0 {
                    self.builder.start_node(SCALAR.into());
                    self.token(PLAIN, n);
                    self.builder.finish_node();
                }
            }
        }
    }
}
