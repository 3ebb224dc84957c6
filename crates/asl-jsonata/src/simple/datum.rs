//! A value while a simple expression is computed: lent from the data, or made of what was.

use std::borrow::Cow;
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::numbers::{is_beyond_doubles, plain_number};

#[derive(Clone, Debug)]
pub(super) enum Datum<'d> {
    Missing,
    Lent(&'d Value),
    Bool(bool),
    /// Finite, and an integer that doubles hold if it is one.
    Number(f64),
    Text(Rc<str>),
    /// Never without items. What a function gives has two or more, see [`collapsed`]; what it is
    /// given may be a single value that was put into an array.
    Items(Rc<[Datum<'d>]>),
    /// No member is missing.
    Record(Rc<[(&'d str, Datum<'d>)]>),
}

/// What a value is, wherever it comes from.
pub(super) enum View<'v> {
    Missing,
    Null,
    Bool(bool),
    Number(f64),
    Text(&'v str),
    /// The number of items.
    Array(usize),
    /// The number of members.
    Object(usize),
}

/// A number that was computed, unless doubles do not hold it.
pub(super) fn number<'d>(number: f64) -> Option<Datum<'d>> {
    let held = number.is_finite() && !is_beyond_doubles(number);
    held.then_some(Datum::Number(number))
}

/// What JSONata makes of a sequence.
pub(super) fn collapsed(mut items: Vec<Datum<'_>>) -> Datum<'_> {
    match items.len() {
        0 => Datum::Missing,
        1 => items.pop().unwrap_or(Datum::Missing),
        _ => Datum::Items(items.into()),
    }
}

impl<'d> Datum<'d> {
    pub(super) fn view(&self) -> View<'_> {
        match self {
            Self::Missing => View::Missing,
            Self::Bool(value) | Self::Lent(Value::Bool(value)) => View::Bool(*value),
            Self::Number(number) => View::Number(*number),
            Self::Lent(Value::Number(number)) => View::Number(number.as_f64().unwrap_or(f64::NAN)),
            Self::Text(text) => View::Text(text),
            Self::Lent(Value::String(text)) => View::Text(text),
            Self::Items(items) => View::Array(items.len()),
            Self::Lent(Value::Array(items)) => View::Array(items.len()),
            Self::Record(members) => View::Object(members.len()),
            Self::Lent(Value::Object(members)) => View::Object(members.len()),
            Self::Lent(Value::Null) => View::Null,
        }
    }

    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    fn is_array(&self) -> bool {
        matches!(self, Self::Items(_) | Self::Lent(Value::Array(_)))
    }

    /// An item of an array.
    pub(super) fn item(&self, index: usize) -> Datum<'d> {
        match self {
            Self::Lent(Value::Array(items)) => items.get(index).map_or(Self::Missing, Self::Lent),
            Self::Items(items) => items.get(index).cloned().unwrap_or(Self::Missing),
            _ => Self::Missing,
        }
    }

    fn items(&self) -> Vec<Datum<'d>> {
        match self {
            Self::Lent(Value::Array(items)) => items.iter().map(Self::Lent).collect(),
            Self::Items(items) => items.to_vec(),
            _ => Vec::new(),
        }
    }

    /// A member of an object; nothing has none.
    fn member(&self, name: &str) -> Datum<'d> {
        match self {
            Self::Lent(Value::Object(members)) => {
                member(members, name).map_or(Self::Missing, Self::Lent)
            }
            Self::Record(members) => {
                let found = members.iter().find(|(own, _)| *own == name);
                found.map_or(Self::Missing, |(_, value)| value.clone())
            }
            _ => Self::Missing,
        }
    }

    /// Follows names; nothing where arrays stand within arrays, which the engine must judge.
    pub(super) fn follow(self, names: &[String]) -> Option<Datum<'d>> {
        let mut value = self;
        for (index, name) in names.iter().enumerate() {
            if value.is_array() {
                return gather(value.items(), &names[index..]);
            }
            value = value.member(name);
        }
        Some(value)
    }

    /// Whether it holds in a condition; what is missing does not. An array is for the engine.
    pub(super) fn truth(&self) -> Option<bool> {
        Some(match self.view() {
            View::Missing | View::Null => false,
            View::Bool(value) => value,
            View::Number(number) => number != 0.0,
            View::Text(text) => !text.is_empty(),
            View::Object(members) => members > 0,
            View::Array(_) => return None,
        })
    }

    /// A text as the operator that joins texts has it; numbers with a fraction and whatever holds
    /// others is for the engine.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        /// Up to here an integer is written with all of its digits.
        const PLAIN: f64 = 1e15;
        Some(match self.view() {
            View::Missing => Cow::Borrowed(""),
            View::Null => Cow::Borrowed("null"),
            View::Bool(true) => Cow::Borrowed("true"),
            View::Bool(false) => Cow::Borrowed("false"),
            View::Text(text) => Cow::Borrowed(text),
            View::Number(number) if number.fract() == 0.0 && number.abs() < PLAIN => {
                Cow::Owned((number as i64).to_string())
            }
            _ => return None,
        })
    }

    /// A number or a text by itself, as JSON.
    pub(super) fn into_value(self) -> Option<Value> {
        Copier {
            left: u64::MAX,
            exact: false,
        }
        .copy(&self)
    }
}

/// Hashing a short name costs more than to compare it with a few.
fn member<'d>(members: &'d Map<String, Value>, name: &str) -> Option<&'d Value> {
    const FEW: usize = 8;
    if members.len() > FEW {
        return members.get(name);
    }
    let mut members = members.iter();
    members
        .find(|(own, _)| *own == name)
        .map(|(_, value)| value)
}

/// Follows names through the items of an array: JSONata flattens what it finds, drops what is
/// missing and unwraps a single result.
fn gather<'d>(mut items: Vec<Datum<'d>>, names: &[String]) -> Option<Datum<'d>> {
    for (index, name) in names.iter().enumerate() {
        let mut found = Vec::new();
        for item in items {
            if item.is_array() {
                return None;
            }
            match item.member(name) {
                Datum::Missing => {}
                member => found.push(member),
            }
        }
        if index + 1 == names.len()
            && let [only] = found.as_slice()
            && only.is_array()
        {
            return found.pop();
        }
        items = flat(found);
    }
    Some(collapsed(items))
}

fn flat(found: Vec<Datum<'_>>) -> Vec<Datum<'_>> {
    if !found.iter().any(Datum::is_array) {
        return found;
    }
    let mut items = Vec::with_capacity(found.len());
    for value in found {
        if value.is_array() {
            items.extend(value.items());
        } else {
            items.push(value);
        }
    }
    items
}

/// Makes JSON of a value, with its numbers as JSONata writes them.
pub(super) struct Copier {
    /// The bytes that may still be made, as a rough measure.
    pub(super) left: u64,
    /// Whether integers that doubles do not hold are handed on as they are.
    pub(super) exact: bool,
}

impl Copier {
    pub(super) fn copy(&mut self, datum: &Datum<'_>) -> Option<Value> {
        match datum {
            Datum::Missing => None,
            Datum::Lent(value) => self.lent(value),
            Datum::Bool(value) => Some(Value::Bool(*value)),
            Datum::Number(number) => {
                serde_json::Number::from_f64(*number).map(|it| Value::Number(plain_number(&it)))
            }
            Datum::Text(text) => {
                self.charge(text.len())?;
                Some(Value::from(&**text))
            }
            Datum::Items(items) => {
                self.charge(0)?;
                let items: Option<_> = items.iter().map(|item| self.copy(item)).collect();
                items.map(Value::Array)
            }
            Datum::Record(members) => {
                let mut object = Map::with_capacity(members.len());
                for (name, value) in &**members {
                    self.charge(name.len())?;
                    object.insert((*name).to_owned(), self.copy(value)?);
                }
                Some(Value::Object(object))
            }
        }
    }

    fn lent(&mut self, value: &Value) -> Option<Value> {
        match value {
            Value::String(text) => self.charge(text.len())?,
            _ => self.charge(0)?,
        }
        Some(match value {
            Value::Number(number) => {
                let plain = plain_number(number);
                let held = self.exact || !plain.as_f64().is_some_and(is_beyond_doubles);
                Value::Number(held.then_some(plain)?)
            }
            Value::Array(items) => {
                let items: Option<_> = items.iter().map(|item| self.lent(item)).collect();
                Value::Array(items?)
            }
            Value::Object(members) => {
                let mut object = Map::with_capacity(members.len());
                for (name, value) in members {
                    self.charge(name.len())?;
                    object.insert(name.clone(), self.lent(value)?);
                }
                Value::Object(object)
            }
            other => other.clone(),
        })
    }

    fn charge(&mut self, bytes: usize) -> Option<()> {
        /// What stands around a value: quotes, a comma, a colon, or the digits of a number.
        const AROUND: u64 = 32;
        self.left = self.left.checked_sub(AROUND + bytes as u64)?;
        Some(())
    }
}
