//! What a `name.$` member holds: a path or a call.

use asl_lang::reserved::RUNTIME;
use serde_json::Value;
use text_size::{TextRange, TextSize};

use super::Failure;
use crate::intrinsic::{self, Expr};
use crate::path::{self, Path, Root};
use crate::{PathError, Scope, StringKind, string_kind};

/// A path or a call: what a `name.$` member holds, and also `ErrorPath`, `CausePath` and the like.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    text: String,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Path(Path),
    Call(Expr),
}

impl Expression {
    /// Compiles a path or a call. Only what cannot be read is an error here; a call of a function that
    /// does not exist or with wrong arguments fails when it is evaluated.
    pub fn compile(text: &str) -> Result<Self, Vec<PathError>> {
        let kind = match string_kind(text) {
            StringKind::Intrinsic => Kind::Call(intrinsic::parse(text).into_result()?),
            StringKind::InputPath | StringKind::ContextPath | StringKind::VariablePath => {
                Kind::Path(path::parse(text).into_result()?)
            }
            StringKind::Other => {
                let range = TextRange::up_to(TextSize::of(text));
                let message =
                    "Expected a path that starts with '$' or a function States.…(…)".to_owned();
                return Err(vec![PathError { range, message }]);
            }
        };
        Ok(Self {
            text: text.to_owned(),
            kind,
        })
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The path, when it is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.kind {
            Kind::Path(path) => Some(path),
            Kind::Call(_) => None,
        }
    }

    /// The value. `field` is the name of the field that holds it (`value.$`, `ErrorPath`), for the
    /// cause of a failure.
    pub fn evaluate<S: Scope + ?Sized>(&self, field: &str, scope: &S) -> Result<Value, Failure> {
        match &self.kind {
            Kind::Call(call) => intrinsic::evaluate(call, &self.text, scope),
            Kind::Path(path) => match path::resolve(path, scope) {
                Ok(value) => Ok(value.into_owned()),
                Err(failure) if failure.is_null_input() => Err(Failure {
                    error: RUNTIME,
                    cause: failure.to_string(),
                }),
                Err(_) => Err(self.failure(path, field, scope)),
            },
        }
    }

    /// The sentence is recorded for missing places, with the context object for paths into it; what AWS
    /// says when a path does not fit the data is not recorded and taken to be the same.
    fn failure<S: Scope + ?Sized>(&self, path: &Path, field: &str, scope: &S) -> Failure {
        let text = &self.text;
        let input = if path.root == Root::Context {
            scope.context()
        } else {
            scope.input()
        };
        Failure {
            error: RUNTIME,
            cause: format!(
                "The JSONPath '{text}' specified for the field '{field}' could not be found in the input '{input}'"
            ),
        }
    }
}
