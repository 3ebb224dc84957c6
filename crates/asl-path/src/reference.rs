//! Reference paths: the paths that can be written to, as `ResultPath` does.

use std::fmt;

use serde_json::Value;
use text_size::TextRange;

use crate::PathError;

/// A path of names and indices only, such as `$.order.items[0]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferencePath {
    text: String,
    steps: Vec<ReferenceStep>,
}

/// One step of a reference path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceStep {
    /// A member of an object.
    Name(String),
    /// An element of an array.
    Index(usize),
}

/// The value could not be put where the path says; error name `States.ResultPathMatchFailure`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteFailure {
    message: String,
}

impl ReferencePath {
    /// Reads a reference path into the input (`$…`); the errors say what else it is.
    pub fn parse(text: &str) -> Result<Self, Vec<PathError>> {
        Err(vec![PathError {
            range: TextRange::default(),
            message: text.to_owned(),
        }])
    }

    /// The path as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The steps, outermost first; none for `$`.
    pub fn steps(&self) -> &[ReferenceStep] {
        &self.steps
    }
}

/// Puts `value` into `document` at the path, making what is not there yet.
pub fn write(document: &mut Value, path: &ReferencePath, value: Value) -> Result<(), WriteFailure> {
    let _ = (document, path, value);
    Ok(())
}

impl fmt::Display for WriteFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WriteFailure {}
