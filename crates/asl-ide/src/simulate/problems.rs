//! Why a definition does not run, with the places.

use std::fmt;

use asl_check::CheckConfig;
use asl_check::table::{CONTENT_AFTER_DOCUMENT, SYNTAX_ERROR, UNSUPPORTED_YAML};
use asl_interp::CompileError;
use asl_syntax::ast::Root;
use asl_syntax::{TextRange, pointer};
use serde_json::Value;

use crate::Document;

/// Why there is nothing to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulateError {
    /// One per problem; at least one.
    pub problems: Vec<SimulateProblem>,
}

/// One thing that keeps a definition from running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulateProblem {
    /// Where in the definition, when it is the definition.
    pub range: Option<TextRange>,
    /// In words for the user; the place is in it.
    pub message: String,
    /// The same words without the place, for whoever shows the place itself.
    pub detail: String,
}

impl fmt::Display for SimulateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<_> = self.problems.iter().map(|it| it.message.as_str()).collect();
        f.write_str(&messages.join("\n"))
    }
}

impl std::error::Error for SimulateError {}

impl SimulateError {
    /// A problem that has no place in the definition.
    pub(crate) fn unplaced(message: impl Into<String>) -> Self {
        Self {
            problems: vec![SimulateProblem::unplaced(message)],
        }
    }

    /// The same in a document around the definition, whose places the map and the text give.
    pub(crate) fn placed_by(
        self,
        document: &Document,
        place: impl Fn(TextRange) -> TextRange,
    ) -> Self {
        let problem = |it: SimulateProblem| match it.range {
            Some(range) => SimulateProblem::at(document, place(range), &it.detail),
            None => it,
        };
        Self {
            problems: self.problems.into_iter().map(problem).collect(),
        }
    }

    /// What the interpreter found in the definition.
    pub(crate) fn compiling(document: &Document, errors: Vec<CompileError>) -> Self {
        let root = document.parse().root();
        let problem = |error: CompileError| match place(&root, &error.pointer) {
            Some(range) => SimulateProblem::at(document, range, &error.message),
            None => SimulateProblem::unplaced(error.to_string()),
        };
        Self {
            problems: errors.into_iter().map(problem).collect(),
        }
    }
}

impl SimulateProblem {
    pub(crate) fn unplaced(message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            range: None,
            detail: message.clone(),
            message,
        }
    }

    fn at(document: &Document, range: TextRange, message: &str) -> Self {
        let text = document.text();
        let at = text.position(range.start(), asl_text::Encoding::Utf32);
        let (line, column) = (at.line + 1, at.character + 1);
        Self {
            range: Some(range),
            message: format!("line {line}, column {column}: {message}"),
            detail: message.to_owned(),
        }
    }
}

/// The document as a JSON value, when its text can be read.
pub(crate) fn definition(document: &Document) -> Result<Value, SimulateError> {
    let mut problems = unreadable(document);
    if problems.is_empty() {
        if let Some(value) = document.parse().root().value() {
            return Ok(value.to_json());
        }
        let start = TextRange::default();
        problems.push(SimulateProblem::at(
            document,
            start,
            "The document is empty",
        ));
    }
    Err(SimulateError { problems })
}

/// What keeps the text from being read, in the words of the diagnostics.
fn unreadable(document: &Document) -> Vec<SimulateProblem> {
    let errors = document.parse().errors().iter();
    let mut errors = errors.filter(|it| !it.kind.is_harmless()).peekable();
    if errors.peek().is_none() {
        return Vec::new();
    }
    let breaking = [&SYNTAX_ERROR, &CONTENT_AFTER_DOCUMENT, &UNSUPPORTED_YAML];
    let found = asl_check::check(document.model(), &CheckConfig::default());
    let problems: Vec<_> = found
        .iter()
        .filter(|it| breaking.iter().any(|rule| rule.code == it.rule.code))
        .map(|it| SimulateProblem::at(document, it.range, &it.message))
        .collect();
    if !problems.is_empty() {
        return problems;
    }
    // The document itself silences those rules; it still cannot be read.
    errors
        .map(|it| SimulateProblem::at(document, it.range, it.message()))
        .collect()
}

/// The value that the pointer names; of an object or a list its key, which fits on a line. For one
/// that is not there the nearest one around it.
fn place(root: &Root, pointer: &str) -> Option<TextRange> {
    let Some(value) = pointer::resolve(root, pointer) else {
        return place(root, pointer.rsplit_once('/')?.0);
    };
    let key = pointer::resolve_entry(root, pointer).and_then(|it| it.key());
    match (value.as_scalar(), key) {
        (None, Some(key)) => Some(key.range()),
        _ => Some(value.range()),
    }
}
