//! The tolerant JSON parser.
//!
//! What is valid is read by the letter of RFC 8259, plus unquoted `${Name}` placeholders. What is broken is read as
//! a person would mean it:
//!
//! * A string ends at its line's end at the latest.
//! * A string that is followed by a colon is a key, wherever a value is expected.
//! * A value that is not there is a node with a position.
//! * In the second pass, a line's column tells where a brace is missing ([`frames`]).

mod frames;
mod lexer;
mod literal;
mod parser;
mod quotes;
mod scalars;
mod trivia;

use crate::SyntaxKind::{R_BRACE, R_BRACKET};
use crate::builder::Pass;
use crate::parse::{Format, Parse};
use crate::reparse::Block;

/// How deep values may be nested; the parser and the tree are recursive.
const MAX_DEPTH: usize = 500;

/// Parses a JSON text.
pub(crate) fn parse(text: &str) -> Parse {
    Parse::two_passes(Format::Json, |guessing| parser::document(text, guessing))
}

/// Parses one block alone, or `None` where its text does not end exactly with the brace or bracket that closes it.
pub(crate) fn reparse_block(block: &Block<'_>, guessing: bool) -> Option<Pass> {
    let range = block.old.text_range();
    let inside = range.start() < block.edited.start() && block.edited.end() < range.end();
    let last = block.old.last_child_or_token()?.kind();
    if !inside || !matches!(last, R_BRACE | R_BRACKET) {
        return None;
    }
    let context = frames::context(block)?;
    parser::block(block.source, guessing, context)
}
