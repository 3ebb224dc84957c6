//! Reserved error names that do not occur in the state that lists them.

use asl_catalog::Pattern;
use asl_lang::{Needs, Place, QueryLanguage, StateType, error_name, error_needs};
use asl_syntax::SyntaxKind;
use asl_syntax::ast::{Entry, Mapping, Value};

use super::resources;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::table::UNRAISED_ERROR;
use crate::walk::Object;

/// Judges a name in the `ErrorEquals` of a state. What fails inside of a Map or a Parallel comes out
/// of it, so there the states inside are asked too.
pub(super) fn check(object: &Object<'_>, name: &str, value: &Value, findings: &mut Findings) {
    let (Place::State(kind), Some(error)) = (object.place, error_name(name)) else {
        return;
    };
    if !error.catchable || object.is_open {
        return;
    }
    let reason = match error_needs(name) {
        _ if !error.is_met_by(kind, object.scope.language) => match kind {
            StateType::Task if error.is_met_by(kind, QueryLanguage::Jsonata) => {
                "the state is in JSONPath".to_owned()
            }
            _ => format!("no {} raises it", kind.name()),
        },
        Some(needs) => match kind {
            StateType::Task => missing_in_task(object, needs),
            _ => missing_inside(object, needs),
        }
        .unwrap_or_default(),
        None => String::new(),
    };
    if reason.is_empty() {
        return;
    }
    let message = format!("\"{name}\" does not occur here: {reason}");
    findings.report(&UNRAISED_ERROR, value.range(), message);
}

/// What a Task lacks for an error, in words; nothing where that cannot be known.
fn missing_in_task(object: &Object<'_>, needs: Needs) -> Option<String> {
    match needs {
        Needs::Field(fields) => {
            let is_there = fields.iter().any(|it| object.get(it).is_some());
            (!is_there).then(|| no_field(fields))
        }
        Needs::Service(name) => {
            let resource = resources::of(object)?;
            let is_it = resource.contains(&format!(":states:::{name}:"));
            let is_open = is_unread(&resource) || may_name_errors(&resource);
            (!is_it && !is_open).then(|| no_service(name))
        }
        Needs::JsonPath => object
            .is_jsonata()
            .then(|| "the state is in JSONata".to_owned()),
        Needs::DistributedMap => None,
    }
}

/// Whether it cannot be said what a resource calls: something is filled in later, or it is misspelt,
/// and may be the service that raises the error.
fn is_unread(resource: &str) -> bool {
    let is_call = resource.contains(":states:::");
    is_placeholder(resource) || is_call && resources::called(resource).is_none()
}

/// Whether a function, an activity's worker or whoever sends a task token back names the errors, so
/// that they may be called anything.
fn may_name_errors(resource: &str) -> bool {
    let Some((_, call)) = resource.split_once(":states:::") else {
        return true;
    };
    call.starts_with("lambda:invoke") || call.ends_with(Pattern::WaitForTaskToken.suffix())
}

/// The same of a Map or a Parallel and all states inside.
fn missing_inside(object: &Object<'_>, needs: Needs) -> Option<String> {
    let text = object.mapping.syntax().text().to_string();
    // What is filled in later may be anything, so may what is written elsewhere.
    let mut nodes = object.mapping.syntax().descendants();
    if is_placeholder(&text) || nodes.any(|it| it.kind() == SyntaxKind::ALIAS) {
        return None;
    }
    let is_there = |word: &str| text.contains(word);
    match needs {
        Needs::Field(fields) => (!has_key(&object.mapping, fields)).then(|| no_field(fields)),
        Needs::DistributedMap => {
            let may_be = is_distributed(&object.mapping) || is_there(DISTRIBUTED);
            (!may_be).then(|| "there is no distributed Map".to_owned())
        }
        Needs::Service(name) => {
            let is_open = is_there(&format!(":{name}:")) || has_unread(&object.mapping);
            (!is_open).then(|| no_service(name))
        }
        // Each state inside may be in either language.
        Needs::JsonPath => None,
    }
}

/// Whether one of these keys stands anywhere in an object.
fn has_key(mapping: &Mapping, names: &[&str]) -> bool {
    let entries = mapping.syntax().descendants().filter_map(Entry::cast);
    let mut keys = entries.filter_map(|it| it.key());
    keys.any(|it| names.contains(&&*it.text()))
}

/// Whether a Task somewhere in an object calls something that cannot be read.
fn has_unread(mapping: &Mapping) -> bool {
    let entries = mapping.syntax().descendants().filter_map(Entry::cast);
    let mut resources = entries.filter(|it| it.key().is_some_and(|it| it.is("Resource")));
    resources.any(|it| match it.value() {
        Some(Value::Scalar(it)) => is_unread(&it.text()),
        _ => true,
    })
}

const DISTRIBUTED: &str = "DISTRIBUTED";

/// Whether a Map says by itself that it is distributed, or leaves that open.
fn is_distributed(map: &Mapping) -> bool {
    let processor = map.value("ItemProcessor").or_else(|| map.value("Iterator"));
    let Some(Value::Mapping(processor)) = processor else {
        return false;
    };
    match processor.value("ProcessorConfig") {
        Some(Value::Mapping(config)) => config
            .value("Mode")
            .is_some_and(|it| !matches!(it, Value::Scalar(_))),
        Some(_) => true,
        None => false,
    }
}

fn no_field(fields: &[&str]) -> String {
    let name = fields.first().copied().unwrap_or_default();
    format!("there is no \"{name}\"")
}

fn no_service(name: &str) -> String {
    format!("no {name} Task raises it")
}
