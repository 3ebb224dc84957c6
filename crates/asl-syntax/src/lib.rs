//! JSON and YAML into one lossless, tolerant tree.
//!
//! Both formats share the vocabulary of [`SyntaxKind`], so everything above is format-blind.
//! Parsing never fails: it answers a tree and a list of errors.

pub mod ast;
mod builder;
mod difference;
mod error;
mod items;
mod json;
mod kinds;
mod parse;
mod part;
pub mod pointer;
mod reparse;
mod typing;
mod yaml;

pub use difference::Difference;
pub use error::{SyntaxError, SyntaxErrorKind};
pub use kinds::{AslLanguage, SyntaxKind};
pub use parse::{Format, Parse, parse};
pub use reparse::reparse;

/// A node of the tree, with its position.
pub type SyntaxNode = rowan::SyntaxNode<AslLanguage>;
/// A token of the tree, with its position.
pub type SyntaxToken = rowan::SyntaxToken<AslLanguage>;
/// A node or a token.
pub type SyntaxElement = rowan::SyntaxElement<AslLanguage>;
pub use rowan::{Direction, GreenNode, NodeOrToken, TextRange, TextSize, TokenAtOffset, WalkEvent};
