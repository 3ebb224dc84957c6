//! What an Express workflow must not do, and how long an execution of either type lives. A definition does not say its own type: the project, the
//! template or the command line does.

use asl_catalog::{Pattern, lookup};
use asl_lang::{StateType, WorkflowType};
use asl_model::{Machine, Model, State, StateFacts};
use asl_syntax::ast::{Mapping, Value};

use super::lifetime::Lifetime;
use crate::findings::Findings;
use crate::table::{EXPRESS_CHILDREN, EXPRESS_INTEGRATION};
use crate::{CheckConfig, Rule};

/// The rules about the types of workflows: those about Express, for one that is known to be one, and for the children of
/// distributed Maps that are.
pub(super) fn express(model: &Model, config: &CheckConfig, findings: &mut Findings) {
    let is_express = config.workflow == Some(WorkflowType::Express);
    let (lifetime, format) = (Lifetime::of(model, config.workflow), model.parse().format());
    lifetime.machine(model, findings);
    let mut rules: Vec<Option<&'static Rule>> = Vec::with_capacity(model.machines().len());
    for machine in model.machines() {
        // Outer machines come first.
        let rule = match machine.owner().map(|it| model.state(it.state)) {
            None => is_express.then_some(&EXPRESS_INTEGRATION),
            Some(owner) => rules[owner.machine().index()]
                .or_else(|| has_express_children(owner).then_some(&EXPRESS_CHILDREN)),
        };
        rules.push(rule);
        if let Some(rule) = rule {
            machine_of(model, machine, rule, findings);
        }
        let lifetime = match rule {
            Some(rule) if *rule == EXPRESS_CHILDREN => Lifetime::of_child(),
            _ => lifetime,
        };
        for state in model.states_of(machine.id()) {
            lifetime.state(state, format, findings);
        }
    }
}

fn machine_of(model: &Model, machine: &Machine, rule: &'static Rule, findings: &mut Findings) {
    for state in model.states_of(machine.id()) {
        let Some(mapping) = state.facts().mapping() else {
            continue;
        };
        match state.kind() {
            Some(StateType::Task) => resource(state, &mapping, rule, findings),
            Some(StateType::Map) => distributed(state, &mapping, rule, findings),
            _ => {}
        }
    }
}

/// Whether a Map runs its iterations as Express workflows; read once per version of the state.
pub(super) fn has_express_children(state: &State) -> bool {
    let is_map = state.kind() == Some(StateType::Map);
    is_map && state.facts().derived(|it| Children(says_express(it))).0
}

struct Children(bool);

fn says_express(facts: &StateFacts) -> bool {
    let config = facts.mapping().and_then(|it| processor_config(&it));
    let says = |field, value: &str| {
        let said = config.as_ref().and_then(|it| it.value(field));
        matches!(said, Some(Value::Scalar(it)) if it.text() == value)
    };
    says("Mode", "DISTRIBUTED") && says("ExecutionType", "EXPRESS")
}

fn processor_config(map: &Mapping) -> Option<Mapping> {
    let processor = ["ItemProcessor", "Iterator"];
    let processor = processor.iter().find_map(|it| map.value(it));
    let processor = processor?.as_mapping()?.clone();
    Some(processor.value("ProcessorConfig")?.as_mapping()?.clone())
}

fn resource(state: &State, mapping: &Mapping, rule: &'static Rule, findings: &mut Findings) {
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
    let message = format!("{} cannot use {what}", subject(rule));
    findings.report(rule, range, message).aws(
        format!("Express state machine does not support {words}"),
        range,
    );
}

fn subject(rule: &Rule) -> &'static str {
    if *rule == EXPRESS_CHILDREN {
        "A child of this distributed Map is an Express workflow, which"
    } else {
        "An Express workflow"
    }
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

fn distributed(state: &State, mapping: &Mapping, rule: &'static Rule, findings: &mut Findings) {
    let config = processor_config(mapping);
    let Some(Value::Scalar(mode)) = config.and_then(|it| it.value("Mode")) else {
        return;
    };
    if mode.text() == "DISTRIBUTED" {
        // Not recorded; the developer guide says that Express workflows do not support it.
        let message = format!("{} cannot run a distributed Map", subject(rule));
        findings.report(rule, mode.range() + state.base(), message);
    }
}
