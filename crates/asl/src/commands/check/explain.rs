//! `asl check --explain CODE`: the page of a rule.

use crate::output;
use crate::status::{Failure, Status};

/// Prints the page; a code that no rule has gets a hint.
pub(super) fn explain(code: &str) -> Result<Status, Failure> {
    let wanted = code.to_lowercase().replace('_', "-");
    if let Some(page) = asl_check::explain(&wanted) {
        output::print(page)?;
        return Ok(Status::Fine);
    }
    let codes = || asl_check::RULES.iter().map(|rule| rule.code);
    let contained = || codes().find(|it| it.contains(&wanted) || wanted.contains(it));
    let hint = match asl_catalog::nearest(&wanted, codes()).or_else(contained) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "every finding shows its own in brackets".to_owned(),
    };
    Err(Failure::new(format!(
        "no rule has the code `{code}`; {hint}"
    )))
}
