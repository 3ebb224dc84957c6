//! Expressions as editors need them: taken apart whatever state they are in.
//!
//! [`parse`] gives a tree and what is wrong with the text, [`tokens`] what to colour and what stands
//! before a cursor, [`occurrences`] which variables belong together.

mod convert;
mod cursor;
mod locals;
mod token;
mod tree;

use jlens_core::{Ast, parse_recover};

use crate::engine::recovered_errors;
use crate::placeholder::{masked, placeholders};
use convert::Converter;

pub use cursor::{CallAt, Wanted, call_at, filtered, visible, wanted};
pub use locals::{Occurrence, occurrences};
pub use token::{Token, TokenKind, tokens};
pub use tree::{Attached, Local, Node, NodeKind, Tree};

/// Parses an expression, without its `{%` and `%}`; it never fails. A placeholder such as
/// `${Limit}` is a variable that comes from outside.
pub fn parse(source: &str) -> Tree {
    let source = masked(source, &placeholders(source));
    let theirs = parse_recover(&source);
    Tree {
        root: converted(&source, &theirs),
        errors: recovered_errors(&theirs),
    }
}

/// Our tree of what the engine has parsed.
pub(crate) fn converted(source: &str, theirs: &Ast) -> Node {
    Converter::new(source).node(&theirs.root)
}

#[cfg(test)]
mod tests;
