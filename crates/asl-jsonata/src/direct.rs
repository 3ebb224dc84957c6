//! Expressions that only follow names from a variable, such as `$states.input.order.id`: the
//! greater part of real ones. They are answered from the data itself, which is fast and keeps
//! integers exact to 64 bits, where the engine computes with doubles.

use serde_json::Value;

use crate::numbers::settle;
use crate::scope::{STATES, Scope, StatesMember};

/// A variable and the names that are followed from its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Direct {
    pub(crate) variable: String,
    pub(crate) names: Vec<String>,
}

/// What came of following the names.
pub(crate) enum Found {
    /// A value, or nothing.
    Answer(Option<Value>),
    /// The data has a form that the engine must judge.
    Unclear,
}

impl Direct {
    pub(crate) fn resolve<S: Scope + ?Sized>(&self, scope: &S) -> Found {
        let mut names = self.names.iter();
        let start = if self.variable == STATES {
            // The object itself is never built for this.
            let Some(name) = names.next() else {
                return Found::Unclear;
            };
            StatesMember::from_name(name).and_then(|member| scope.states(member))
        } else {
            scope.variable(&self.variable)
        };
        let Some(start) = start else {
            return Found::Answer(None);
        };
        follow(start, names.as_slice())
    }
}

fn follow(start: &Value, names: &[String]) -> Found {
    let mut value = start;
    for (index, name) in names.iter().enumerate() {
        match value {
            Value::Object(members) => match members.get(name) {
                Some(member) => value = member,
                None => return Found::Answer(None),
            },
            Value::Array(items) => return gather(items.iter().collect(), &names[index..]),
            _ => return Found::Answer(None),
        }
    }
    Found::Answer(Some(plain(value)))
}

/// Follows names through the items of an array: JSONata flattens what it finds, drops what is
/// missing and unwraps a single result.
fn gather(mut items: Vec<&Value>, names: &[String]) -> Found {
    for (index, name) in names.iter().enumerate() {
        let mut found = Vec::new();
        for item in items {
            match item {
                Value::Object(members) => found.extend(members.get(name)),
                Value::Array(_) => return Found::Unclear,
                _ => {}
            }
        }
        if index + 1 == names.len()
            && let [only @ Value::Array(_)] = found.as_slice()
        {
            return Found::Answer(Some(plain(only)));
        }
        items = flat(found);
    }
    Found::Answer(match items.as_slice() {
        [] => None,
        [only] => Some(plain(only)),
        several => {
            let values = several.iter().map(|item| plain(item));
            Some(Value::Array(values.collect()))
        }
    })
}

fn flat(found: Vec<&Value>) -> Vec<&Value> {
    let mut items = Vec::with_capacity(found.len());
    for value in found {
        match value {
            Value::Array(inner) => items.extend(inner),
            other => items.push(other),
        }
    }
    items
}

/// A copy of a value of the data, with its numbers as JSONata writes them.
fn plain(value: &Value) -> Value {
    let mut value = value.clone();
    settle(&mut value);
    value
}
