//! What is known of the data where a condition holds, or where it does not.

use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::reserved::STATES_VARIABLE;
use asl_path::path::Root;
use serde_json::Value;

use super::answer::constant;
use crate::shapes::ground::Ground;
use crate::shapes::narrow::Test;
use crate::shapes::shape::Shape;

/// What is known where a condition holds, or where it does not.
pub(in crate::shapes) fn refine(ground: &Ground, node: &Node, holds: bool) -> Ground {
    if !node.attached.is_empty() {
        return ground.clone();
    }
    match &node.kind {
        NodeKind::Block(nodes) if nodes.len() == 1 => refine(ground, &nodes[0], holds),
        NodeKind::Binary { operator, operands } => match (*operator, holds) {
            ("and", true) | ("or", false) => {
                let first = refine(ground, &operands[0], holds);
                refine(&first, &operands[1], holds)
            }
            ("=", true) => {
                let narrowed = equals(ground, &operands[0], &operands[1]);
                narrowed
                    .or_else(|| equals(ground, &operands[1], &operands[0]))
                    .unwrap_or_else(|| ground.clone())
            }
            _ => ground.clone(),
        },
        NodeKind::Call {
            function,
            arguments,
            ..
        } => match (&function.kind, arguments.as_slice()) {
            (NodeKind::Variable(name), [argument]) if name == "not" => {
                refine(ground, argument, !holds)
            }
            (NodeKind::Variable(name), [argument]) if name == "exists" && holds => {
                narrowed(ground, argument, &Test::Present).unwrap_or_else(|| ground.clone())
            }
            _ => ground.clone(),
        },
        _ => ground.clone(),
    }
}

fn equals(ground: &Ground, path: &Node, value: &Node) -> Option<Ground> {
    let constant = match &value.kind {
        NodeKind::Text(text) => Shape::text(text),
        NodeKind::Number(number) => constant(*number),
        NodeKind::Bool(it) => Shape::from_value(&Value::Bool(*it)),
        NodeKind::Null => Shape::null(),
        _ => return None,
    };
    narrowed(ground, path, &Test::Is(constant))
}

/// Only where no array is on the way: over an array a path is something of its items.
fn narrowed(ground: &Ground, path: &Node, test: &Test) -> Option<Ground> {
    let NodeKind::Path(steps) = &path.kind else {
        return None;
    };
    if !path.attached.is_empty() || steps.iter().any(|it| !it.attached.is_empty()) {
        return None;
    }
    let NodeKind::Variable(variable) = &steps.first()?.kind else {
        return None;
    };
    let mut names = Vec::new();
    for step in &steps[1..] {
        match &step.kind {
            NodeKind::Name(name) => names.push(name.as_str()),
            _ => return None,
        }
    }
    let (root, names) = match (variable.as_str(), names.as_slice()) {
        (STATES_VARIABLE, ["input", names @ ..]) => (Root::Input, names),
        (STATES_VARIABLE | "" | "$", _) => return None,
        (name, names) => (Root::Variable(name.to_owned()), names),
    };
    let mut at = ground.root(&root);
    for name in names {
        // What nothing is known of may be an array.
        if at.can_be_array() {
            return None;
        }
        at = at.member(name).shape;
    }
    (!at.can_be_array()).then(|| ground.narrowed(&root, names, test))
}
