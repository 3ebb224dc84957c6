//! Better practice, as AWS's developer guide advises it. What a state shows by itself is kept with
//! it; whether a state around it, or a timeout of the whole, takes care of it, is asked each time.

use asl_catalog::Pattern;
use asl_lang::reserved::{ALL_ERRORS, TASK_FAILED};
use asl_lang::{RETRY_ADVICE, StateType, TRANSIENT_LAMBDA_ERRORS, WorkflowType};
use asl_model::{Model, State, StateFacts};
use asl_syntax::ast::{Mapping, Sequence, Value};
use asl_text::TextRange;
use serde_json::json;

use super::exhaustive::is_exhaustive;
use crate::check::moved;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::table::{CHOICE_WITHOUT_DEFAULT, LAMBDA_WITHOUT_RETRY, TASK_WITHOUT_TIMEOUT};
use crate::{CheckConfig, Diagnostic, edits};

/// What could be better in each state.
pub(super) fn practice(model: &Model, config: &CheckConfig, findings: &mut Findings) {
    let is_express = config.workflow == Some(WorkflowType::Express);
    let ends_by_itself = is_express || has_timeout(model);
    for state in model.states() {
        let advice = state.facts().derived(Advice::of);
        let mut found: Vec<&Diagnostic> = advice.choice.iter().collect();
        found.extend(advice.timeout.iter().filter(|_| !ends_by_itself));
        let lambda = advice.lambda.as_ref();
        found.extend(lambda.filter(|_| !is_retried_around(model, state)));
        for it in found {
            findings.push(moved(it, state.base()));
        }
    }
}

/// Whether the whole execution times out, so that nothing in it waits for ever.
pub(super) fn has_timeout(model: &Model) -> bool {
    let root = model.parse().root().value();
    let root = root.as_ref().and_then(Value::as_mapping);
    root.is_some_and(|it| it.get("TimeoutSeconds").is_some())
}

/// Whether a Parallel or a Map around a state retries what fails in it.
fn is_retried_around(model: &Model, state: &State) -> bool {
    let mut machine = model.machine(state.machine());
    while let Some(owner) = machine.owner() {
        let around = model.state(owner.state);
        if around.facts().derived(|it| Retries(retries(it))).0 {
            return true;
        }
        machine = model.machine(around.machine());
    }
    false
}

struct Retries(bool);

fn retries(facts: &StateFacts) -> bool {
    let list = facts.mapping().and_then(|it| it.value("Retry"));
    facts.is_open() || list.is_some_and(|it| takes_transient(&it))
}

/// What a state shows by itself, in ranges relative to it.
#[derive(Default)]
struct Advice {
    lambda: Option<Diagnostic>,
    timeout: Option<Diagnostic>,
    choice: Option<Diagnostic>,
}

impl Advice {
    fn of(facts: &StateFacts) -> Self {
        let Some(mapping) = facts.mapping().filter(|_| !facts.is_open()) else {
            return Self::default();
        };
        let first = |rule: fn(&Mapping, &StateFacts, &mut Findings)| {
            let mut findings = Findings::default();
            rule(&mapping, facts, &mut findings);
            findings.into_list().pop()
        };
        match facts.kind() {
            Some(StateType::Task) => Self {
                lambda: first(lambda_without_retry),
                timeout: first(task_without_timeout),
                choice: None,
            },
            Some(StateType::Choice) => Self {
                choice: first(choice_without_default),
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

/// "Best practices", "Handle transient Lambda service exceptions".
fn lambda_without_retry(task: &Mapping, _: &StateFacts, findings: &mut Findings) {
    let Some((resource, range)) = resource(task).filter(|it| calls_lambda(&it.0)) else {
        return;
    };
    let retrier = json!({
        "ErrorEquals": TRANSIENT_LAMBDA_ERRORS,
        "IntervalSeconds": RETRY_ADVICE.interval_seconds,
        "MaxAttempts": RETRY_ADVICE.max_attempts,
        "BackoffRate": RETRY_ADVICE.backoff_rate,
        "JitterStrategy": RETRY_ADVICE.jitter,
    });
    let edits = match task.value("Retry") {
        None => edits::insert_value(task, "Retry", &json!([retrier])),
        Some(list) if takes_transient(&list) => return,
        Some(Value::Sequence(list)) => edits::append(&list, &retrier),
        Some(_) => return,
    };
    let function = if is_function(&resource) {
        "The function"
    } else {
        "Lambda"
    };
    let message =
        format!("{function} is now and then unavailable for a moment, and nothing retries that");
    findings
        .report(&LAMBDA_WITHOUT_RETRY, range, message)
        .fix("Retry Lambda's transient errors", edits);
}

fn resource(task: &Mapping) -> Option<(String, TextRange)> {
    let value = task.value("Resource")?;
    Some((value.as_scalar()?.text(), value.range()))
}

fn calls_lambda(resource: &str) -> bool {
    let call = resource.split_once(":states:::").map(|it| it.1);
    let is_invocation = |it: &str| {
        let pattern = it.strip_prefix("lambda:invoke");
        pattern.is_some_and(|it| Pattern::from_suffix(it).is_some())
    };
    call.map_or_else(|| is_function(resource), is_invocation)
}

/// Whether it is the ARN of a function; region and account may still be filled in.
fn is_function(resource: &str) -> bool {
    let is_arn = resource.starts_with("arn:") && !resource.contains(":states:");
    is_arn && resource.contains(":lambda:") && resource.contains(":function:")
}

/// Whether a `Retry` takes one of Lambda's transient errors, or may do so: whoever lists one has
/// thought about them.
fn takes_transient(retry: &Value) -> bool {
    let Value::Sequence(list) = retry else {
        return true;
    };
    list.values().any(|retrier| match retrier {
        Value::Mapping(it) => match it.value("ErrorEquals") {
            Some(Value::Sequence(names)) => any_transient(&names),
            _ => true,
        },
        _ => true,
    })
}

fn any_transient(names: &Sequence) -> bool {
    names.values().any(|name| match name.as_scalar() {
        Some(name) => {
            let name = name.text();
            [ALL_ERRORS, TASK_FAILED].contains(&&*name)
                || TRANSIENT_LAMBDA_ERRORS.contains(&&*name)
                || is_placeholder(&name)
        }
        None => true,
    })
}

/// "Best practices", "Use timeouts to avoid stuck Step Functions workflow executions". A Task that
/// calls and gets an answer is not among them: the call itself ends.
fn task_without_timeout(task: &Mapping, _: &StateFacts, findings: &mut Findings) {
    let Some((resource, range)) = resource(task) else {
        return;
    };
    let has = |names: &[&str]| names.iter().any(|it| task.get(it).is_some());
    if has(&["TimeoutSeconds", "TimeoutSecondsPath"]) {
        return;
    }
    let beats = has(&["HeartbeatSeconds", "HeartbeatSecondsPath"]);
    let ends_with = |it: Pattern| resource.ends_with(it.suffix());
    let awaited = if ends_with(Pattern::WaitForTaskToken) && !beats {
        "the token comes back"
    } else if is_activity(&resource) && !beats {
        "a worker answers"
    } else if ends_with(Pattern::Sync) || ends_with(Pattern::Sync2) {
        "the job ends"
    } else {
        return;
    };
    let message = format!("This waits until {awaited}, for ever if need be: it has no timeout");
    findings.report(&TASK_WITHOUT_TIMEOUT, range, message);
}

fn is_activity(resource: &str) -> bool {
    resource.contains(":states:") && resource.contains(":activity:")
}

/// "Choice workflow state": `Default` is recommended.
fn choice_without_default(choice: &Mapping, facts: &StateFacts, findings: &mut Findings) {
    let Some(Value::Sequence(rules)) = choice.value("Choices") else {
        return;
    };
    let rules: Vec<_> = rules.values().map(|it| it.to_json()).collect();
    if choice.get("Default").is_some() || rules.is_empty() || is_exhaustive(&rules) {
        return;
    }
    let message = "Where none of the rules holds, the execution fails: there is no \"Default\"";
    findings.report(&CHOICE_WITHOUT_DEFAULT, facts.name_range(), message);
}
