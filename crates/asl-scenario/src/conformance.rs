//! Whether a mocked result can be a service's response: a walk over the shape of the response.
//!
//! The rules and the words are those of AWS's `TestState` ("Mock validation modes" in the developer
//! guide, and recorded answers): members that the shape does not know are ignored; what is there
//! must be of the member's type, size and range; in the strict mode what the API always gives must
//! be there. Bytes and points in time are texts.

use asl_catalog::{Kind, Number, Pattern, Resolved, Shape, lookup};
use serde_json::{Map, Value};

use crate::pointer::below;

/// How much of a response a mock must have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Everything that the API always gives.
    #[default]
    Strict,
    /// Whatever is there must be right.
    Present,
}

/// One thing that keeps a mock from being the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The place in the mock, as a JSON pointer.
    pub pointer: String,
    /// What is wrong there, in AWS's words: `Field 'StatusCode' must be a number`.
    pub message: String,
}

/// What keeps a value from being the result of a Task that calls `resource`, the first one first.
/// Nothing when nobody can say what the result looks like.
pub fn check(resource: &str, result: &Value, mode: Mode) -> Vec<Mismatch> {
    let shape = result_shape(resource);
    shape.map_or_else(Vec::new, |shape| {
        let mut walk = Walk::new(resource, mode);
        walk.whole(shape, result);
        walk.found
    })
}

/// The same for a result that an execution gets rather than a test of one state. With `.sync:2` the
/// output of the job is JSON, not a text. How few elements a list has does not matter: services
/// answer with less than their models say, such as `"UnprocessedItems": {}` where there is none.
pub fn check_in_execution(resource: &str, result: &Value, mode: Mode) -> Vec<Mismatch> {
    let checked = result_shape(resource).and_then(|_| asl_catalog::result(resource));
    checked.map_or_else(Vec::new, |shape| {
        let mut walk = Walk {
            takes_few: true,
            ..Walk::new(resource, mode)
        };
        walk.whole(shape, result);
        walk.found
    })
}

/// The shape of the result of a Task that calls `resource`. For a job (`.sync`) it is what the
/// polling API answers, and its output a text, also where the result has it parsed (documented, and
/// reported by users).
pub fn result_shape(resource: &str) -> Option<Shape<'static>> {
    let Resolved { action, pattern } = lookup(resource).ok()?;
    if UNCHECKED.contains(&(action.service().name(), action.name())) {
        return None;
    }
    match pattern {
        Pattern::Sync2 => action
            .result(Pattern::Sync)
            .or_else(|| action.result(pattern)),
        _ => action.result(pattern),
    }
}

/// Integrations whose results AWS does not check. Source: "Mock validation modes".
const UNCHECKED: [(&str, &str); 4] = [
    ("http", "invoke"),
    ("apigateway", "invoke"),
    ("eks", "call"),
    ("eks", "runJob"),
];

/// Members whose greatest value AWS takes from an older model of the API than the catalogue's: the
/// API name, the member, the value (recorded in December 2025).
const OLDER_MAXIMA: [(&str, &str, f64); 1] = [("lambda-2015-03-31", "MemorySize", 10_240.0)];

struct Walk {
    api: &'static str,
    mode: Mode,
    /// Lists and maps may have less elements than the model says.
    takes_few: bool,
    found: Vec<Mismatch>,
}

/// A value of the mock: the field that it belongs to, as messages name it, and its place.
#[derive(Clone, Copy)]
struct At<'a> {
    field: &'a str,
    pointer: &'a str,
}

impl Walk {
    fn new(resource: &str, mode: Mode) -> Self {
        Self {
            api: lookup(resource).map_or("", |it| it.action.service().api()),
            mode,
            takes_few: false,
            found: Vec::new(),
        }
    }

    fn whole(&mut self, shape: Shape<'_>, result: &Value) {
        match result {
            Value::Object(members) => self.members(shape, members, ""),
            _ => self.found.push(Mismatch {
                pointer: String::new(),
                message: "The result must be an object".to_owned(),
            }),
        }
    }

    fn members(&mut self, shape: Shape<'_>, members: &Map<String, Value>, pointer: &str) {
        if self.mode == Mode::Strict {
            let required = shape.members().filter(|member| member.is_required);
            for member in required.filter(|member| !members.contains_key(member.name)) {
                self.found.push(Mismatch {
                    pointer: pointer.to_owned(),
                    message: format!("Required field '{}' is missing", member.name),
                });
            }
        }
        for (name, value) in members {
            if let Some(member) = shape.member(name) {
                let pointer = below(pointer, name);
                let at = At {
                    field: name,
                    pointer: &pointer,
                };
                self.value(member.shape, value, at);
            }
        }
    }

    fn value(&mut self, shape: Shape<'_>, value: &Value, at: At<'_>) {
        match (shape.kind(), value) {
            // A member without a value is not there.
            (Kind::Document, _) | (_, Value::Null) => {}
            (Kind::Structure | Kind::Union, Value::Object(members)) => {
                self.members(shape, members, at.pointer);
            }
            (Kind::Map, Value::Object(entries)) => {
                self.length(shape, entries.len(), at);
                let Some(inner) = shape.value() else { return };
                for (key, entry) in entries {
                    let pointer = below(at.pointer, key);
                    self.value(
                        inner,
                        entry,
                        At {
                            pointer: &pointer,
                            ..at
                        },
                    );
                }
            }
            (Kind::List, Value::Array(items)) => {
                self.length(shape, items.len(), at);
                let Some(inner) = shape.element() else { return };
                for (index, item) in items.iter().enumerate() {
                    let pointer = format!("{}/{index}", at.pointer);
                    self.value(
                        inner,
                        item,
                        At {
                            pointer: &pointer,
                            ..at
                        },
                    );
                }
            }
            (Kind::String | Kind::Blob, Value::String(text)) => self.text(shape, text, at),
            (Kind::Timestamp, Value::String(_)) | (Kind::Boolean, Value::Bool(_)) => {}
            (kind, Value::Number(number)) if kind.is_number() => {
                self.number(shape, number.as_f64().unwrap_or_default(), at);
            }
            (kind, _) => self.wrong(at, &format!("must be {}", wanted(kind))),
        }
    }

    fn text(&mut self, shape: Shape<'_>, text: &str, at: At<'_>) {
        let mut values = shape.values();
        if values.len() > 0 && !values.any(|value| value == text) {
            return self.wrong(at, "is not an expected value");
        }
        self.length(shape, text.chars().count(), at);
    }

    fn length(&mut self, shape: Shape<'_>, length: usize, at: At<'_>) {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        let is_any = self.takes_few && matches!(shape.kind(), Kind::List | Kind::Map);
        let min = shape.min().and_then(Number::as_i64);
        if min.is_some_and(|min| length < min && !is_any) {
            self.wrong(at, "is smaller than the minimum length");
        } else if shape
            .max()
            .and_then(Number::as_i64)
            .is_some_and(|max| length > max)
        {
            self.wrong(at, "exceeds the maximum length");
        }
    }

    fn number(&mut self, shape: Shape<'_>, number: f64, at: At<'_>) {
        if shape.min().is_some_and(|min| number < min.as_f64()) {
            self.wrong(at, "is less than the minimum value");
        } else if self.maximum(shape, at).is_some_and(|max| number > max) {
            self.wrong(at, "exceeds the maximum value");
        }
    }

    fn maximum(&self, shape: Shape<'_>, at: At<'_>) -> Option<f64> {
        let mut older = OLDER_MAXIMA.iter();
        let older = older.find(|(api, field, _)| (*api, *field) == (self.api, at.field));
        older
            .map(|(_, _, most)| *most)
            .or_else(|| shape.max().map(Number::as_f64))
    }

    fn wrong(&mut self, at: At<'_>, what: &str) {
        self.found.push(Mismatch {
            pointer: at.pointer.to_owned(),
            message: format!("Field '{}' {what}", at.field),
        });
    }
}

/// What a value must be, as AWS says it (recorded for strings, numbers and arrays).
fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::List => "an array",
        Kind::Boolean => "a boolean",
        _ if kind.is_object() => "an object",
        _ if kind.is_number() => "a number",
        _ => "a string",
    }
}

#[cfg(test)]
mod tests;
