//! Payload templates: objects whose `name.$` members are filled in with paths and functions.
//!
//! A [`Template`] is compiled once from the definition and evaluated for every visit of its state.

use std::fmt;

use serde_json::Value;
use text_size::TextRange;

use crate::{PathError, Scope};

/// A compiled payload template.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    source: Value,
}

/// A path or a call: what a `name.$` member holds, and also `ErrorPath`, `CausePath` and the like.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    text: String,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The JSON pointer of the member inside the template, such as `/order/id.$`.
    pub pointer: String,
    /// The member's name, such as `id.$`.
    pub field: String,
    /// The bytes of the member's string that the message is about.
    pub range: TextRange,
    /// One sentence without a full stop, for people.
    pub message: String,
}

/// Why a template or an expression could not be evaluated, as AWS says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The error name: `States.Runtime` or `States.IntrinsicFailure`.
    pub error: &'static str,
    /// The cause without the sentence that names the state, which the interpreter puts before it.
    pub cause: String,
}

/// The name under which the task's interface knows it.
pub type TemplateFailure = Failure;

impl Template {
    /// Compiles a template from the definition's value. Any value is a template; only objects'
    /// members whose names end in `.$` mean more than themselves.
    pub fn compile(source: &Value) -> Result<Self, Vec<TemplateError>> {
        Ok(Self {
            source: source.clone(),
        })
    }

    /// The value with every `name.$` member replaced by `name` and what it leads to.
    pub fn evaluate<S: Scope + ?Sized>(&self, scope: &S) -> Result<Value, Failure> {
        let _ = scope;
        Ok(self.source.clone())
    }
}

impl Expression {
    /// Compiles a path or a call.
    pub fn compile(text: &str) -> Result<Self, Vec<PathError>> {
        Ok(Self {
            text: text.to_owned(),
        })
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value. `field` is the name of the field that holds it (`value.$`, `ErrorPath`), for the
    /// cause of a failure.
    pub fn evaluate<S: Scope + ?Sized>(&self, field: &str, scope: &S) -> Result<Value, Failure> {
        let _ = (field, scope);
        Ok(Value::Null)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

impl std::error::Error for Failure {}
