//! What parsing answers: a tree and its errors, sharable between threads.

use std::sync::Arc;

use rowan::GreenNode;

use crate::builder::{Pass, is_broken};
use crate::error::SyntaxError;
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
#[derive(Debug, Clone)]
pub struct Parse {
    green: GreenNode,
    errors: Arc<[SyntaxError]>,
    format: Format,
    certainty: Certainty,
}

/// How a tree came about; what may be parsed again alone depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// No guess was made, and none would have been made by a pass with guesses.
    Calm,
    /// The strict pass found no error; a pass with guesses might have made some.
    Guessable,
    /// The strict pass found errors; this is the pass with guesses.
    Guessed,
    /// Something was decided by looking into a later block.
    LookedAhead,
}

/// Two parses are equal when trees and errors are; how they came about does not matter.
impl PartialEq for Parse {
    fn eq(&self, other: &Self) -> bool {
        self.format == other.format && self.green == other.green && self.errors == other.errors
    }
}

impl Eq for Parse {}

impl Parse {
    pub(crate) fn new(
        green: GreenNode,
        errors: Vec<SyntaxError>,
        format: Format,
        certainty: Certainty,
    ) -> Self {
        Self {
            green,
            errors: errors.into(),
            format,
            certainty,
        }
    }

    /// A strict pass, and one with guesses where the first finds errors and guesses would change something.
    pub(crate) fn two_passes(format: Format, run: impl Fn(bool) -> Pass) -> Self {
        let strict = run(false);
        let (pass, certainty) = match (strict.flags.guessable, is_broken(&strict.errors)) {
            (true, true) => (run(true), Certainty::Guessed),
            (true, false) => (strict, Certainty::Guessable),
            (false, _) => (strict, Certainty::Calm),
        };
        let certainty = if pass.flags.looked_ahead {
            Certainty::LookedAhead
        } else {
            certainty
        };
        let mut errors = pass.errors;
        errors.sort_by_key(|it| it.range.start());
        Self::new(pass.green, errors, format, certainty)
    }

    pub(crate) fn certainty(&self) -> Certainty {
        self.certainty
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
