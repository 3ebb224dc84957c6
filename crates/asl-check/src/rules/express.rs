//! What an Express workflow must not do. A definition does not say its own type: the project, the
//! template or the command line does.

use asl_catalog::{Pattern, lookup};
use asl_lang::{StateType, WorkflowType, limits};
use asl_model::{Model, State};
use asl_syntax::ast::{Mapping, Value};

use crate::CheckConfig;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::{EXPRESS_INTEGRATION, EXPRESS_TIME};

/// The rules about Express workflows, for one that is known to be one.
pub(super) fn express(model: &Model, config: &CheckConfig, findings: &mut Findings) {
    if config.workflow != Some(WorkflowType::Express) {
        return;
    }
    if let Some(Value::Mapping(machine)) = model.parse().root().value() {
        time(model, &machine, "TimeoutSeconds", findings);
    }
    for state in model.states() {
        let mapping = state.facts().mapping();
        let Some(mapping) = mapping else {
            continue;
        };
        match state.kind() {
            Some(StateType::Task) => resource(state, &mapping, findings),
            Some(StateType::Map) => distributed(state, &mapping, findings),
            _ => {}
        }
        for field in ["TimeoutSeconds", "Seconds"] {
            time_of_state(model, state, &mapping, field, findings);
        }
    }
}

fn resource(state: &State, mapping: &Mapping, findings: &mut Findings) {
    let Some(Value::Scalar(value)) = mapping.value("Resource") else {
        return;
    };
    let text = value.text();
    let (what, words) = match suffix(&text) {
        _ if is_activity(&text) => ("an activity", "Activity ARN"),
        Some(Pattern::Sync | Pattern::Sync2) => ("\".sync\"", "'.sync' service integration"),
        // The blank at the end is AWS's (recorded).
        Some(Pattern::WaitForTaskToken) => (
            "\".waitForTaskToken\"",
            "'.waitForTaskToken' service integration ",
        ),
        _ => return,
    };
    let range = value.range() + state.base();
    findings
        .report(
            &EXPRESS_INTEGRATION,
            range,
            format!("An Express workflow cannot use {what}"),
        )
        .aws(
            format!("Express state machine does not support {words}"),
            range,
        );
}

fn is_activity(resource: &str) -> bool {
    let mut parts = resource.split(':').skip(2);
    parts.next() == Some("states") && parts.nth(2) == Some("activity")
}

/// The pattern of a resource, also of one that the catalogue does not know.
fn suffix(resource: &str) -> Option<Pattern> {
    if let Ok(resolved) = lookup(resource) {
        return Some(resolved.pattern);
    }
    let (_, call) = resource.split_once(":states:::")?;
    let waits = |it: &Pattern| !it.suffix().is_empty() && call.ends_with(it.suffix());
    Pattern::ALL.into_iter().find(waits)
}

fn distributed(state: &State, mapping: &Mapping, findings: &mut Findings) {
    let processor = ["ItemProcessor", "Iterator"]
        .iter()
        .find_map(|it| mapping.value(it));
    let Some(Value::Mapping(processor)) = processor else {
        return;
    };
    let Some(Value::Mapping(config)) = processor.value("ProcessorConfig") else {
        return;
    };
    let Some(Value::Scalar(mode)) = config.value("Mode") else {
        return;
    };
    if mode.text() == "DISTRIBUTED" {
        // Not recorded; the developer guide says that Express workflows do not support it.
        let message = "An Express workflow cannot run a distributed Map";
        findings.report(&EXPRESS_INTEGRATION, mode.range() + state.base(), message);
    }
}

fn time(model: &Model, mapping: &Mapping, field: &str, findings: &mut Findings) {
    let Some(value) = mapping.value(field) else {
        return;
    };
    if is_too_long(model, &value) {
        findings.report(&EXPRESS_TIME, value.range(), too_long());
    }
}

fn time_of_state(
    model: &Model,
    state: &State,
    mapping: &Mapping,
    field: &str,
    findings: &mut Findings,
) {
    let Some(value) = mapping.value(field) else {
        return;
    };
    if is_too_long(model, &value) {
        findings.report(&EXPRESS_TIME, value.range() + state.base(), too_long());
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the limit is five minutes, in seconds"
)]
fn is_too_long(model: &Model, value: &Value) -> bool {
    let Literal::Number(seconds) = Literal::of(value, model.parse().format()) else {
        return false;
    };
    let limit = limits::EXPRESS_EXECUTION_SECONDS as f64;
    seconds.as_f64().is_some_and(|it| it > limit)
}

fn too_long() -> String {
    let limit = limits::EXPRESS_EXECUTION_SECONDS;
    format!("An Express workflow ends after {limit} seconds")
}
