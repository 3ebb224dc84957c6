//! Expressions that only follow names from a variable, such as `$states.input.order.id`: the
//! greater part of real ones. They are answered from the data itself, which is fast and keeps
//! integers exact to 64 bits, where the engine computes with doubles.

use serde_json::Value;

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
    Found::Answer(Some(plain(value.clone())))
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
            return Found::Answer(Some(plain((*only).clone())));
        }
        items = flat(found);
    }
    Found::Answer(match items.as_slice() {
        [] => None,
        [only] => Some(plain((*only).clone())),
        several => {
            let values = several.iter().map(|item| plain((*item).clone()));
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

/// The value with its numbers as JSONata writes them: `1.0` is `1`, and what does not fit 64 bits
/// with a sign is a double.
fn plain(mut value: Value) -> Value {
    let mut open = vec![&mut value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values_mut()),
            Value::Number(number) => {
                if let Some(plainer) = plain_number(number) {
                    *value = plainer;
                }
            }
            _ => {}
        }
    }
    value
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the limit of the range, as a double"
)]
fn plain_number(number: &serde_json::Number) -> Option<Value> {
    if number.is_i64() {
        return None;
    }
    let double = number.as_f64()?;
    if double.fract() == 0.0 && double.abs() < i64::MAX as f64 {
        return Some(Value::from(double as i64));
    }
    number.is_u64().then(|| Value::from(double))
}
