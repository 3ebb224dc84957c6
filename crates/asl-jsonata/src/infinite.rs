//! Numbers that JSON has no form for. JSONata computes on with infinity and with what is no number;
//! only where such a value is used again does it fail. Step Functions shows them as texts, so that
//! `[1/0]` is `["Infinity"]` (reported), while the engine fails at once or answers null. What it
//! makes of them is put right where they become a part of the result as they are: in arrays and
//! objects that the expression puts together, in the branches of a condition, at a block's end.

use std::ops::Range;

use serde_json::Value;

use crate::syntax::{Node, NodeKind, parse};

/// The same expression with the name of an infinite number in the place of the operation that gave
/// it, if that is a part of the result.
pub(crate) fn named(source: &str, operation: &Range<usize>) -> Option<String> {
    let tree = parse(source);
    let node = find(&tree.root, operation)?;
    let NodeKind::Binary { operator, operands } = &node.kind else {
        return None;
    };
    let negative = |node: &Node| Some(format!("(({}\n) < 0)", source.get(node.range.clone())?));
    let [left, right] = &**operands;
    let sign = match *operator {
        "*" | "/" => format!("{} != {}", negative(left)?, negative(right)?),
        _ => negative(left)?,
    };
    let mut text = source.to_owned();
    let name = format!("({sign} ? \"-Infinity\" : \"Infinity\")");
    text.replace_range(operation.clone(), &name);
    Some(text)
}

/// Whether the number is made into a text: by `$string`, or by the operator that joins texts.
pub(crate) fn becomes_text(source: &str, operation: &Range<usize>) -> bool {
    let tree = parse(source);
    let Some(around) = parent(&tree.root, operation) else {
        return false;
    };
    match &around.kind {
        NodeKind::Binary { operator, .. } => *operator == "&",
        NodeKind::Call { function, .. } => {
            matches!(&function.kind, NodeKind::Variable(name) if name == "string")
        }
        _ => false,
    }
}

/// Names what is no number: a null where an operation on numbers stands.
pub(crate) fn name_nothing(source: &str, value: &mut Value) {
    // Only these two operators give it; what it is handed to fails.
    if source.contains(['/', '%']) && holds_null(value) {
        name_in(&parse(source).root, value);
    }
}

fn holds_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(holds_null),
        Value::Object(members) => members.values().any(holds_null),
        _ => false,
    }
}

fn name_in(node: &Node, value: &mut Value) {
    if is_arithmetic(node) && value.is_null() {
        *value = "NaN".into();
    }
    if !node.attached.is_empty() {
        return;
    }
    match (&node.kind, value) {
        // Other items may be left out or be several, and those behind them move.
        (NodeKind::Array(nodes), Value::Array(items))
            if nodes.len() == items.len() && nodes.iter().all(is_one) =>
        {
            for (node, item) in nodes.iter().zip(items) {
                name_in(node, item);
            }
        }
        (NodeKind::Object(pairs), Value::Object(members)) => {
            for (key, node) in pairs {
                if let NodeKind::Text(key) = &key.kind
                    && let Some(member) = members.get_mut(key)
                {
                    name_in(node, member);
                }
            }
        }
        (NodeKind::Block(nodes), value) => {
            if let Some(last) = nodes.last() {
                name_in(last, value);
            }
        }
        _ => {}
    }
}

/// Whether it is always one item of the array that it stands in.
fn is_one(node: &Node) -> bool {
    let literal = matches!(
        node.kind,
        NodeKind::Text(_)
            | NodeKind::Number(_)
            | NodeKind::Bool(_)
            | NodeKind::Null
            | NodeKind::Array(_)
            | NodeKind::Object(_)
    );
    literal && node.attached.is_empty() || is_arithmetic(node)
}

fn is_arithmetic(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Binary { operator, .. } if matches!(*operator, "+" | "-" | "*" | "/" | "%"))
}

/// The operation in those places of the result.
fn find<'t>(node: &'t Node, operation: &Range<usize>) -> Option<&'t Node> {
    if node.range == *operation && is_arithmetic(node) {
        return Some(node);
    }
    if !node.attached.is_empty() {
        return None;
    }
    let find = |node: &'t Node| find(node, operation);
    match &node.kind {
        NodeKind::Array(nodes) => nodes.iter().find_map(find),
        NodeKind::Object(pairs) => pairs.iter().find_map(|(_, value)| find(value)),
        NodeKind::Condition(nodes) => nodes.iter().skip(1).find_map(find),
        NodeKind::Block(nodes) => nodes.last().and_then(find),
        _ => None,
    }
}

/// What an operation stands in directly; parentheses do not count.
fn parent<'t>(node: &'t Node, operation: &Range<usize>) -> Option<&'t Node> {
    let chain = node.around(operation.start);
    let at = chain.iter().position(|node| node.range == *operation)?;
    let around = chain[..at].iter().rev();
    let alone = |node: &&&Node| !matches!(&node.kind, NodeKind::Block(nodes) if nodes.len() == 1);
    around.copied().find(|node| alone(&node))
}
