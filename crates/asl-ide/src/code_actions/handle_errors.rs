//! Retriers and catchers for a state that has none.

use asl_lang::reserved::{ALL_ERRORS, TASK_FAILED};
use asl_lang::{
    QueryLanguage, RETRY_ADVICE, Retrying, StateType, TRANSIENT_LAMBDA_ERRORS, retrying,
};
use serde_json::json;

use super::CodeAction;
use super::refactor::{Target, fail_with_error, free_name, node};
use crate::call::{action_of, errors_of};
use crate::convert::Plan;
use crate::{Document, FileRange};

/// "Retry transient errors" on the name of a state that retries nothing: the errors of its service
/// that pass by themselves, with the waits that AWS recommends.
pub(super) fn add_retry(document: &Document, range: FileRange) -> Option<CodeAction> {
    let target = Target::named(document, range)?;
    if !can_have(&target, "Retry") {
        return None;
    }
    let errors = transient(&target);
    let retrier = node(&json!([{
        "ErrorEquals": errors,
        "IntervalSeconds": RETRY_ADVICE.interval_seconds,
        "MaxAttempts": RETRY_ADVICE.max_attempts,
        "BackoffRate": RETRY_ADVICE.backoff_rate,
        "JitterStrategy": RETRY_ADVICE.jitter,
    }]));
    let mut plan = Plan::default();
    target.add(&mut plan, "Retry", retrier);
    let title = format!("Retry transient errors of \"{}\"", target.state.name());
    Some(target.action(title, range, &plan))
}

/// "Catch errors" on the name of a state that catches none: a catcher for all, and a new state that
/// it leads to and that fails with the same error until something better stands there.
pub(super) fn add_catch(document: &Document, range: FileRange) -> Option<CodeAction> {
    let target = Target::named(document, range)?;
    if !can_have(&target, "Catch") {
        return None;
    }
    let handler = free_name(target.model, &format!("{} failed", target.state.name()));
    let language = target.state.query_language();
    let kept = match language {
        QueryLanguage::JsonPath => ("ResultPath", "$.error"),
        QueryLanguage::Jsonata => (
            "Output",
            "{% $merge([$states.input, {'error': $states.errorOutput}]) %}",
        ),
    };
    let catcher = node(&json!([{
        "ErrorEquals": [ALL_ERRORS],
        kept.0: kept.1,
        "Next": handler,
    }]));
    let mut plan = Plan::default();
    target.add(&mut plan, "Catch", catcher);
    let failing = fail_with_error(target.language_beside());
    plan.beside(&target.entry, true, (handler, failing));
    let title = format!(
        "Catch errors of \"{}\" with a new state",
        target.state.name()
    );
    Some(target.action(title, range, &plan))
}

fn can_have(target: &Target<'_>, field: &str) -> bool {
    let handles = target.state.kind().is_some_and(StateType::handles_errors);
    handles && target.fields.get(field).is_none()
}

/// The errors of what a Task calls that pass by themselves; else whatever makes a state fail.
fn transient(target: &Target<'_>) -> Vec<&'static str> {
    let action = action_of(&target.fields);
    if action.is_some_and(|it| it.service().name() == "lambda") {
        return TRANSIENT_LAMBDA_ERRORS.to_vec();
    }
    let errors = action.map_or_else(Vec::new, errors_of);
    let passing: Vec<_> = errors
        .into_iter()
        .filter(|it| retrying(it) == Retrying::Helps)
        .collect();
    match passing.as_slice() {
        [] if target.state.kind() == Some(StateType::Task) => vec![TASK_FAILED],
        [] => vec![ALL_ERRORS],
        _ => passing,
    }
}
