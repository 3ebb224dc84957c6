//! The tolerant YAML 1.2 parser.
//!
//! It reads a text twice only if it must: the first pass makes no guesses, and reports no error on a valid text. If
//! it reports one, a second pass may guess from indentation where a quote should have ended.
//!
//! More is allowed than in YAML 1.2 in one point, since the parsers that AWS uses allow it: the lines of a flow
//! collection or of a quoted scalar may stand anywhere.
//!
//! Out of scope: keys that are not one scalar. A key that is a collection, an alias, a block scalar or nothing is
//! reported ([`SyntaxErrorKind::ComplexKey`], [`SyntaxErrorKind::MissingKey`]) and stands in an ERROR node (an empty
//! one in an empty KEY); the entries around it are read as usual. Whether an alias has its anchor is not asked here,
//! since it depends on the rest of the document.
//!
//! A `${Name}` in a plain scalar is text. In a flow collection YAML takes its brace for a mapping's; the parser
//! keeps the placeholder whole and says that it needs quotes.
#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "columns are signed, since a document's value stands right of column -1; a text's length fits both"
)]

mod block;
mod build;
mod cursor;
mod document;
mod flow;
mod guess;
mod keys;
mod props;
mod reparse;
mod scalar;

use crate::SyntaxErrorKind;
use crate::parse::{Format, Parse};
use build::finish;
use cursor::Parser;
pub(crate) use reparse::{reparse_block, reparse_run};

/// Parses a YAML text.
pub(crate) fn parse(text: &str) -> Parse {
    Parse::two_passes(Format::Yaml, |guess| finish(&pass(text, guess)))
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
