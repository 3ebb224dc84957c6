//! The tolerant JSON parser.
//!
//! What is valid is read by the letter of RFC 8259, plus unquoted `${Name}` placeholders. What is broken is read as
//! a person would mean it:
//!
//! * A string ends at its line's end at the latest.
//! * A string that is followed by a colon is a key, wherever a value is expected.
//! * A value that is not there is a node with a position.
//! * In the second pass, a line's column tells where a brace is missing ([`frames`]).

mod children;
mod frames;
mod lexer;
mod literal;
mod parser;
mod quotes;
mod scalars;
mod trivia;

pub(crate) use children::spliced;

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

/// Whether a text can stand anywhere in a string: it holds no quote, and its escapes are whole.
pub(crate) fn is_content(text: &str) -> bool {
    let mut is_right = !has_quote(text);
    literal::check_content(text, 0, text.len(), &mut |_| is_right = false);
    is_right
}

/// Whether a quote in the text is not escaped.
fn has_quote(text: &str) -> bool {
    let mut escaped = false;
    text.bytes().any(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
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
