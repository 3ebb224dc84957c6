//! Choice rules of JSONPath, and the rules within them.

use serde_json::Value;

use super::{Failed, Mistake, Problem, REFUSED, Surroundings, View};
use crate::compile::compile_rule;

/// Whether a rule holds, or one within it, as `Choices`, `And`, `Or` and `Not` have them.
pub fn holds(rule: &Value, around: &Surroundings) -> Result<bool, Problem> {
    let rule = compile_rule(rule).map_err(|errors| {
        let mistakes = errors.into_iter().map(|error| Mistake {
            pointer: Some(error.pointer),
            range: 0..0,
            code: REFUSED.to_owned(),
            message: error.message,
        });
        Problem::Unreadable(mistakes.collect())
    })?;
    rule.holds(&View::new(around)).map_err(|failure| {
        Problem::Failed(Failed {
            error: failure.error.as_deref().unwrap_or_default().to_owned(),
            cause: failure.cause.as_deref().unwrap_or_default().to_owned(),
            thrown: None,
        })
    })
}
