//! What parsing answers: a tree and its errors, sharable between threads.

use std::sync::Arc;

use rowan::GreenNode;

use crate::builder::{Flags, Pass};
use crate::error::{SyntaxError, SyntaxErrorKind};
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
///
/// A text is read strictly first. Only if that finds errors which call for guesses, and there is something to guess,
/// a second pass reads it with guesses.
#[derive(Debug, Clone)]
pub struct Parse {
    format: Format,
    strict: Arc<Layer>,
    guessed: Option<Arc<Layer>>,
}

/// What one pass over a whole text found: a function of the text and of whether guesses are allowed.
#[derive(Debug)]
pub(crate) struct Layer {
    /// The tree.
    pub(crate) green: GreenNode,
    /// The errors, in the order of their positions.
    pub(crate) errors: Vec<SyntaxError>,
    /// What matters for parsing again.
    pub(crate) flags: Flags,
}

/// Two parses are equal when trees and errors are; how they came about does not matter.
impl PartialEq for Parse {
    fn eq(&self, other: &Self) -> bool {
        self.format == other.format
            && self.green() == other.green()
            && self.errors() == other.errors()
    }
}

impl Eq for Parse {}

impl From<Pass> for Layer {
    fn from(pass: Pass) -> Self {
        let mut errors = pass.errors;
        errors.sort_by_key(|it| it.range.start());
        Self {
            green: pass.green,
            errors,
            flags: pass.flags,
        }
    }
}

impl Parse {
    /// A strict pass, and one with guesses where they are due.
    pub(crate) fn two_passes(format: Format, run: impl Fn(bool) -> Pass) -> Self {
        let strict = Arc::new(Layer::from(run(false)));
        let guessed = needs_guesses(&strict, format).then(|| Arc::new(Layer::from(run(true))));
        Self {
            format,
            strict,
            guessed,
        }
    }

    /// Both passes again: `run` answers a layer from the old one, or `None` where only a full parse can.
    pub(crate) fn again(&self, run: impl Fn(&Layer, bool) -> Option<Layer>) -> Option<Self> {
        let strict = Arc::new(run(&self.strict, false)?);
        if !needs_guesses(&strict, self.format) {
            return Some(Self {
                format: self.format,
                strict,
                guessed: None,
            });
        }
        // Where there was nothing to guess, a pass with guesses would have found what the strict one did.
        let calm = (!self.strict.flags.guessable).then_some(&self.strict);
        let old = self.guessed.as_ref().or(calm)?;
        let guessed = Some(Arc::new(run(old, true)?));
        Some(Self {
            format: self.format,
            strict,
            guessed,
        })
    }

    /// The pass whose answer counts. In JSON a guess from indentation that leads to more errors was a wrong one; in
    /// YAML, where indentation is the structure, more errors may well be the better answer.
    fn layer(&self) -> &Layer {
        let fits = |it: &&Arc<Layer>| {
            self.format == Format::Yaml || it.errors.len() <= self.strict.errors.len()
        };
        self.guessed.as_ref().filter(fits).unwrap_or(&self.strict)
    }

    /// A tree that no pass has read from a text of its own; an edit of it is always followed by a full parse.
    pub(crate) fn of_part(format: Format, green: GreenNode, errors: Vec<SyntaxError>) -> Self {
        let flags = Flags {
            guessable: false,
            looked_ahead: true,
        };
        let layer = Layer {
            green,
            errors,
            flags,
        };
        Self {
            format,
            strict: Arc::new(layer),
            guessed: None,
        }
    }

    /// The root node (STREAM).
    pub fn syntax(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green().clone())
    }

    /// The root as a typed view.
    pub fn root(&self) -> ast::Root {
        ast::Root::new(self.syntax())
    }

    /// The tree without positions.
    pub fn green(&self) -> &GreenNode {
        &self.layer().green
    }

    /// The errors, in the order of their positions.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.layer().errors
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

/// Whether a pass with guesses is due after this strict one.
fn needs_guesses(strict: &Layer, format: Format) -> bool {
    let calls = |error: &SyntaxError| match format {
        Format::Json => is_unbalanced(error.kind),
        Format::Yaml => true,
    };
    strict.flags.guessable && strict.errors.iter().any(calls)
}

/// Whether an error says that braces and brackets do not match, which is all that JSON makes guesses about.
fn is_unbalanced(kind: SyntaxErrorKind) -> bool {
    matches!(
        kind,
        SyntaxErrorKind::MissingBrace
            | SyntaxErrorKind::MissingBracket
            | SyntaxErrorKind::UnexpectedCloser
            | SyntaxErrorKind::ContentAfterDocument
    )
}
