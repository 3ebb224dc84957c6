//! Distributed Maps: what only they have, and what their readers need. Source: "Using Map state in
//! Distributed mode" and "ItemReader (Map)" of the developer guide. Whether AWS refuses these when the
//! machine is created is not recorded, so they are warnings. What it is known to refuse is told elsewhere:
//! by `dependences` which fields the mode, the type of the input and the place of its headers ask for or
//! rule out, by `texts` which resources read and write.

use asl_lang::{DISTRIBUTED_FIELDS, Place, StateType};
use asl_syntax::ast::{Mapping, Value};

use crate::findings::Findings;
use crate::literal::{Literal, is_open_key};
use crate::table::DISTRIBUTED_MAP;
use crate::walk::Object;

/// Judges a Map and its reader.
pub(super) fn map(object: &Object<'_>, findings: &mut Findings) {
    match object.place {
        Place::State(StateType::Map) if !object.is_open => state(object, findings),
        Place::ItemReader if !object.is_open => reader(object, findings),
        _ => {}
    }
}

fn state(object: &Object<'_>, findings: &mut Findings) {
    if !is_inline(object) {
        return;
    }
    for name in DISTRIBUTED_FIELDS {
        if let Some(member) = object.get(name) {
            let message = format!("\"{name}\" is for distributed Maps; this one is inline");
            findings.report(&DISTRIBUTED_MAP, member.key.content_range(), message);
        }
    }
}

/// Whether the Map is inline; not where its mode is filled in later.
fn is_inline(object: &Object<'_>) -> bool {
    let mut processors = ["ItemProcessor", "Iterator"].iter();
    let processor = processors.find_map(|it| object.get(it));
    let Some(Value::Mapping(processor)) = processor.and_then(|it| it.value.clone()) else {
        return false;
    };
    let is_open = |it: &Mapping| {
        let mut keys = it.entries().filter_map(|it| it.key());
        keys.any(|it| is_open_key(&it.text()))
    };
    if is_open(&processor) {
        return false;
    }
    let config = match processor.value("ProcessorConfig") {
        None => return true,
        Some(Value::Mapping(it)) if !is_open(&it) => it,
        Some(_) => return false,
    };
    // What else stands there says that it was meant to be distributed.
    let mut keys = config.entries().filter_map(|it| it.key());
    if keys.any(|it| it.text() != "Mode") {
        return false;
    }
    let mode = config.value("Mode");
    let mode = mode.map(|it| Literal::of(&it, object.scope.format));
    mode.is_none_or(|it| it.text() == Some("INLINE"))
}

fn reader(object: &Object<'_>, findings: &mut Findings) {
    let field = object.scope.language.given_in();
    if object.get(field).is_none() {
        let message = format!("A reader needs \"{field}\" that say what it reads");
        findings.report(&DISTRIBUTED_MAP, object.anchor, message);
    }
}
