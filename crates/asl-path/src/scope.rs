//! What an evaluation may see of the execution around it.

use serde_json::Value;

/// The data and the sources of chance that paths, functions and templates are evaluated with.
///
/// The methods take `&self` so that values can be borrowed while more is asked; an implementor whose
/// random source moves on keeps it in a `Cell`.
pub trait Scope {
    /// What `$` is: the input of the field that is evaluated.
    fn input(&self) -> &Value;
    /// What `$$` is: the context object.
    fn context(&self) -> &Value;
    /// What `$name` is, or `None` when no such variable is assigned in this scope.
    fn variable(&self, name: &str) -> Option<&Value>;
    /// The next 64 random bits, for `States.MathRandom` without a seed.
    fn random(&self) -> u64;
    /// The next version 4 UUID, in lower case with hyphens, for `States.UUID`.
    fn uuid(&self) -> String;
}
