//! What parsing answers: a tree and its errors, sharable between threads.

use std::sync::Arc;

use asl_text::{Edit, Text};
use rowan::{GreenNode, TextRange};

use crate::{SyntaxNode, ast, json, yaml};

/// The notation of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON, with comments read (and reported).
    Json,
    /// YAML 1.2.
    Yaml,
}

/// A parsed document: an immutable tree and its errors. Cheap to clone, `Send + Sync`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parse {
    green: GreenNode,
    errors: Arc<[SyntaxError]>,
    format: Format,
}

/// One syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where; empty for something missing.
    pub range: TextRange,
    /// What kind of error.
    pub kind: SyntaxErrorKind,
}

/// The kinds of syntax errors; [`SyntaxErrorKind::message`] words them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SyntaxErrorKind {
    /// A character that starts nothing.
    UnexpectedCharacter,
}

impl SyntaxErrorKind {
    /// The message for a person.
    pub fn message(self) -> &'static str {
        match self {
            Self::UnexpectedCharacter => "unexpected character",
        }
    }
}

impl Parse {
    pub(crate) fn new(green: GreenNode, errors: Vec<SyntaxError>, format: Format) -> Self {
        Self {
            green,
            errors: errors.into(),
            format,
        }
    }

    /// The root node (STREAM).
    pub fn syntax(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green.clone())
    }

    /// The root as a typed view.
    pub fn root(&self) -> ast::Root {
        ast::Root::new(self.syntax())
    }

    /// The tree without positions.
    pub fn green(&self) -> &GreenNode {
        &self.green
    }

    /// The errors, in the order of their positions.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The notation that was read.
    pub fn format(&self) -> Format {
        self.format
    }
}

/// Parses a whole text.
pub fn parse(text: &str, format: Format) -> Parse {
    match format {
        Format::Json => json::parse(text),
        Format::Yaml => yaml::parse(text),
    }
}

/// Parses again after one edit: `old` is the tree before it, `text` the text after it.
///
/// The answer always equals `parse(&text.to_string(), old.format())`.
pub fn reparse(old: &Parse, text: &Text, _edit: &Edit) -> Parse {
    parse(&text.to_string(), old.format)
}
