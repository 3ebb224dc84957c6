//! The tolerant YAML 1.2 parser.
//!
//! It reads a text twice only if it must: the first pass makes no guesses, and reports no error on a valid text. If
//! it reports one, a second pass may guess from indentation where a quote should have ended.
//!
//! Out of scope: keys that are not one scalar. A key that is a collection, an alias, a block scalar or nothing is
//! reported ([`SyntaxErrorKind::ComplexKey`], [`SyntaxErrorKind::MissingKey`]) and stands in an ERROR node (an empty
//! one in an empty KEY); the entries around it are read as usual. Whether an alias has its anchor is not asked here,
//! since it depends on the rest of the document.
//!
//! A `${Name}` in a plain scalar is text. In a flow collection YAML takes its brace for a mapping's; the parser
//! keeps the placeholder whole and says that it needs quotes.

mod block;
mod cursor;
mod document;
mod flow;
mod guess;
mod keys;
mod props;
mod reparse;
mod scalar;

use crate::builder::{Builder, Pass, range};
use crate::parse::{Format, Parse};
use crate::{SyntaxError, SyntaxErrorKind};
use cursor::{Event, Parser};
pub(crate) use reparse::reparse_block;

/// Parses a YAML text.
pub(crate) fn parse(text: &str) -> Parse {
    Parse::two_passes(Format::Yaml, |guess| finish(pass(text, guess)))
}

/// Reads the whole text once.
fn pass(text: &str, guess: bool) -> Parser<'_> {
    let mut parser = Parser::new(text, 0, guess);
    parser.stream();
    control_characters(&mut parser);
    parser
}

/// Says where characters stand that YAML does not allow anywhere.
fn control_characters(parser: &mut Parser<'_>) {
    let forbidden =
        |byte: &u8| (*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || *byte == 0x7f;
    if !parser.bytes.iter().any(forbidden) {
        return;
    }
    for (at, byte) in parser.bytes.iter().enumerate() {
        if forbidden(byte) {
            parser.error(SyntaxErrorKind::UnexpectedCharacter, at, at + 1);
        }
    }
}

/// Whether something is not closed: how far it reaches depends on what stands behind it.
fn is_unclosed(kind: SyntaxErrorKind) -> bool {
    matches!(
        kind,
        SyntaxErrorKind::UnterminatedString
            | SyntaxErrorKind::MissingBrace
            | SyntaxErrorKind::MissingBracket
    )
}

/// Builds the tree.
fn finish(parser: Parser<'_>) -> Pass {
    let mut builder = Builder::new(parser.text);
    for event in parser.events {
        match event {
            Event::Open(kind) => builder.open(kind),
            Event::Token(kind, length) => builder.token(kind, length as usize),
            Event::Close => builder.close(),
        }
    }
    let unclosed = parser.faults.iter().any(|it| is_unclosed(it.kind));
    // What is not closed was looked for up to the end of the text.
    builder.flags().looked_ahead = unclosed || parser.guess && parser.guessable;
    builder.flags().guessable = unclosed || parser.guessable;
    for fault in parser.faults {
        let error = SyntaxError::new(fault.kind, range(fault.start, fault.end));
        builder.push_error(match fault.opener {
            Some(opener) => error.with_related(range(opener, opener + 1)),
            None => error,
        });
    }
    builder.finish()
}
