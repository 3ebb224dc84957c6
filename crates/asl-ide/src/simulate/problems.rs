//! Why a definition does not run, with the places.

use std::fmt;

use asl_syntax::TextRange;

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

    pub(super) fn at(document: &Document, range: TextRange, message: &str) -> Self {
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
