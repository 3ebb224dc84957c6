//! A value of a document that can be written again in any notation: JSON's values and placeholders.

use asl_syntax::ast::{Alias, ScalarValue, Value};
use serde_json::Value as Json;

/// How deep aliases are followed, and how many values they may multiply into.
const MOST_NODES: usize = 100_000;

/// A value with its members in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Null, a boolean, a number or a text.
    Scalar(Json),
    /// An unquoted `${Name}`, which a deployment fills in.
    Placeholder(String),
    /// An object; no name stands in it twice.
    Map(Vec<(String, Node)>),
    /// An array.
    List(Vec<Node>),
}

impl Node {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Scalar(Json::String(text.into()))
    }

    /// Reads a value; aliases are expanded, and the last of two equal names wins, in the place of the
    /// first, as a reader of JSON has it.
    pub(super) fn read(value: &Value) -> Self {
        let mut budget = MOST_NODES;
        read(value, &mut budget)
    }

    /// The value as JSON; a placeholder is its own text.
    pub(super) fn to_json(&self) -> Json {
        match self {
            Self::Scalar(value) => value.clone(),
            Self::Placeholder(text) => Json::String(text.clone()),
            Self::Map(members) => {
                let member = |(name, value): &(String, Node)| (name.clone(), value.to_json());
                Json::Object(members.iter().map(member).collect())
            }
            Self::List(items) => items.iter().map(Self::to_json).collect(),
        }
    }

    /// Whether it has no parts.
    pub(super) fn is_plain(&self) -> bool {
        match self {
            Self::Scalar(_) | Self::Placeholder(_) => true,
            Self::Map(members) => members.is_empty(),
            Self::List(items) => items.is_empty(),
        }
    }
}

fn read(value: &Value, budget: &mut usize) -> Node {
    let Some(left) = budget.checked_sub(1) else {
        return Node::Scalar(Json::Null);
    };
    *budget = left;
    match value {
        Value::Mapping(mapping) => {
            let mut members: Vec<(String, Node)> = Vec::new();
            let mut places = rustc_hash::FxHashMap::default();
            for entry in mapping.entries() {
                let Some(key) = entry.key() else { continue };
                let value = entry
                    .value()
                    .map_or(Node::Scalar(Json::Null), |it| read(&it, budget));
                let name = key.text();
                if let Some(at) = places.get(&name) {
                    let at: usize = *at;
                    members[at].1 = value;
                } else {
                    places.insert(name.clone(), members.len());
                    members.push((name, value));
                }
            }
            Node::Map(members)
        }
        Value::Sequence(sequence) => {
            Node::List(sequence.values().map(|it| read(&it, budget)).collect())
        }
        Value::Scalar(scalar) => match scalar.value() {
            ScalarValue::Placeholder(text) => Node::Placeholder(text),
            other => Node::Scalar(other.to_json()),
        },
        Value::Alias(alias) => target(alias, budget),
        Value::Missing(_) => Node::Scalar(Json::Null),
    }
}

fn target(alias: &Alias, budget: &mut usize) -> Node {
    alias
        .target()
        .map_or(Node::Scalar(Json::Null), |it| read(&it, budget))
}
