//! Numbers as AWS shows them: the engine computes with doubles, while integers of the data stay exact
//! to 64 bits (reported) and a whole number has no fraction, however it came about.

use std::collections::HashMap;

use serde_json::{Number, Value};

/// Beyond this, doubles pass over integers.
const EXACT: u64 = 1 << 53;

/// Writes the numbers of a value as JSONata does: `1.0` is `1`, and what does not fit 64 bits with a
/// sign is a double. Tells whether there is an integer that a double may have changed.
pub(crate) fn settle(value: &mut Value) -> bool {
    let mut large = false;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values_mut()),
            Value::Number(number) => {
                let plainer = plain(number);
                large |= is_large(plainer.as_ref().unwrap_or(number));
                if let Some(plainer) = plainer {
                    *number = plainer;
                }
            }
            _ => {}
        }
    }
    large
}

/// Puts the integers of the data in the place of the doubles that the engine made of them. Where two
/// integers make the same double there is no telling which one it was: it stays as it is.
pub(crate) fn restore<'d>(value: &mut Value, data: impl Iterator<Item = &'d Value>) {
    let mut known: HashMap<u64, Option<Number>> = HashMap::new();
    let mut open: Vec<&Value> = data.collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values()),
            Value::Number(number) if number.is_i64() && is_large(number) => {
                let entry = known.entry(bits(number));
                let entry = entry.or_insert_with(|| Some(number.clone()));
                if entry.as_ref() != Some(number) {
                    *entry = None;
                }
            }
            _ => {}
        }
    }
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values_mut()),
            Value::Number(number) if is_large(number) => {
                if let Some(Some(exact)) = known.get(&bits(number)) {
                    *number = exact.clone();
                }
            }
            _ => {}
        }
    }
}

/// A message whose whole numbers have no fraction; what stands in quotes stays.
pub(crate) fn plain_in_text(message: &str) -> String {
    let mut parts = message.split('"');
    let mut text = parts.next().map(without_fractions).unwrap_or_default();
    let mut quoted = true;
    for part in parts {
        text.push('"');
        if quoted {
            text.push_str(part);
        } else {
            text.push_str(&without_fractions(part));
        }
        // A quote after a backslash does not end the text.
        quoted = !quoted || part.ends_with('\\');
    }
    text
}

fn without_fractions(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(".0") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        plain.push_str(before);
        let number = before.ends_with(|it: char| it.is_ascii_digit())
            && !after.starts_with(|it: char| it.is_ascii_digit() || it == 'e');
        if !number {
            plain.push_str(".0");
        }
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// A number as JSONata writes it.
pub(crate) fn plain_number(number: &Number) -> Number {
    plain(number).unwrap_or_else(|| number.clone())
}

/// Whether doubles pass over integers there.
#[expect(
    clippy::cast_precision_loss,
    reason = "the limit of the range, as a double"
)]
pub(crate) fn is_beyond_doubles(number: f64) -> bool {
    number.abs() >= EXACT as f64
}

fn bits(number: &Number) -> u64 {
    number.as_f64().unwrap_or_default().to_bits()
}

fn is_large(number: &Number) -> bool {
    match number.as_i64() {
        Some(integer) => integer.unsigned_abs() >= EXACT,
        None => number.as_f64().is_some_and(is_beyond_doubles),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the limit of the range, as a double"
)]
fn plain(number: &Number) -> Option<Number> {
    if number.is_i64() {
        return None;
    }
    let double = number.as_f64()?;
    if double.fract() == 0.0 && double.abs() < i64::MAX as f64 {
        return Some(Number::from(double as i64));
    }
    if number.is_u64() {
        return Number::from_f64(double);
    }
    None
}
