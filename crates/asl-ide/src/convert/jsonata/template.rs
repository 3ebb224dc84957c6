//! Payload templates: what `name.$` members hold becomes an expression, all else stays as it is.

use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_model::host::Intrinsic;
use asl_path::path::Path;
use asl_path::{StringKind, intrinsic, path, string_kind};
use asl_syntax::ast::Value;

use super::path::{Leaf, Scope};
use super::value::Val;
use super::{Notes, Stop, Why};
use crate::convert::node::Node;

/// The value of a template.
pub(super) fn template(value: &Value, scope: &Scope<'_>, notes: &mut Notes) -> Result<Val, Stop> {
    if Intrinsic::of(value).is_some() {
        return Ok(Val::Constant(Node::read(value)));
    }
    match value {
        Value::Mapping(mapping) => {
            let mut members: Vec<(String, Val)> = Vec::new();
            for entry in mapping.entries() {
                let (Some(key), Some(value)) = (entry.key(), entry.value()) else {
                    continue;
                };
                let key = key.text();
                let (name, value) = match key.strip_suffix(TEMPLATE_SUFFIX) {
                    Some(name) => (name.to_owned(), expression(&value, scope, notes)?),
                    None => (key, template(&value, scope, notes)?),
                };
                match members.iter_mut().find(|it| it.0 == name) {
                    Some(member) => member.1 = value,
                    None => members.push((name, value)),
                }
            }
            Ok(joined_members(members))
        }
        Value::Sequence(sequence) => {
            let items = sequence.values().map(|it| template(&it, scope, notes));
            Ok(joined_items(items.collect::<Result<_, _>>()?))
        }
        Value::Alias(alias) => match alias.target() {
            Some(target) => template(&target, scope, notes),
            None => Ok(Val::Constant(Node::read(value))),
        },
        Value::Scalar(_) | Value::Missing(_) => Ok(Val::Constant(Node::read(value))),
    }
}

/// Parts that are all written in the definition make a whole that is.
fn joined_members(members: Vec<(String, Val)>) -> Val {
    let constant = |(name, value): &(String, Val)| match value {
        Val::Constant(node) => Some((name.clone(), node.clone())),
        _ => None,
    };
    match members.iter().map(constant).collect() {
        Some(members) => Val::Constant(Node::Map(members)),
        None => Val::Object(members),
    }
}

fn joined_items(items: Vec<Val>) -> Val {
    let constant = |value: &Val| match value {
        Val::Constant(node) => Some(node.clone()),
        _ => None,
    };
    match items.iter().map(constant).collect() {
        Some(items) => Val::Constant(Node::List(items)),
        None => Val::Array(items),
    }
}

/// A path or a call of a function.
pub(super) fn expression(value: &Value, scope: &Scope<'_>, notes: &mut Notes) -> Result<Val, Stop> {
    let text = text_of(value)?;
    notes.at = value.range();
    let stop = |why| Stop::at(value.range(), why);
    if string_kind(&text) != StringKind::Intrinsic {
        let path = path_of(value)?;
        notes.spread(&path);
        let value = scope.resolve(&path, Leaf::Null).map_err(stop)?;
        return Ok(notes.settle(value));
    }
    let call = intrinsic::parse(&text).into_result();
    let call = call.map_err(|errors| stop(Why::of(&errors)))?;
    super::intrinsic::value(&call, scope, notes).map_err(stop)
}

/// The path that a field holds.
pub(super) fn path_of(value: &Value) -> Result<Path, Stop> {
    let text = text_of(value)?;
    let stop = |why| Stop::at(value.range(), why);
    if string_kind(&text) == StringKind::Other {
        return Err(stop(Why::new("This is no path")));
    }
    path::parse(&text)
        .into_result()
        .map_err(|errors| stop(Why::of(&errors)))
}

fn text_of(value: &Value) -> Result<String, Stop> {
    match Node::read(value) {
        Node::Scalar(serde_json::Value::String(text)) => Ok(text),
        _ => Err(Stop::at(
            value.range(),
            Why::new("A path or a function must stand here, as a text"),
        )),
    }
}
