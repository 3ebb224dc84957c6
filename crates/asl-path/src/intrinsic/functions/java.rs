//! Values as Java has them: how it prints them, and in which order its sets hand them out.
//!
//! The functions of Step Functions work on Java's lists, maps, texts and numbers, and that shows:
//! `States.Format` prints an object as `{a=1}`, and `States.ArrayUnique` puts what it is given into
//! a `HashSet` (recorded: `[true, false]` becomes `[false, true]`, `[[1,2],[2,1]]` turns round too).

use std::fmt::Write;

use serde_json::{Map, Number, Value};

/// A value as `String.valueOf` prints it: texts bare, objects and arrays as `{a=1, b=[2, 3]}`.
pub(super) fn java_text(value: &Value) -> String {
    let mut text = String::new();
    print(value, &mut text);
    text
}

fn print(value: &Value, text: &mut String) {
    match value {
        Value::String(string) => text.push_str(string),
        Value::Array(items) => {
            text.push('[');
            join(items, text, print);
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            join(members, text, |(name, value), text| {
                text.push_str(name);
                text.push('=');
                print(value, text);
            });
            text.push('}');
        }
        Value::Number(number) => text.push_str(&java_number(number)),
        // Writing to a string cannot fail.
        Value::Null | Value::Bool(_) => {
            let _ = write!(text, "{value}");
        }
    }
}

fn join<T>(items: impl IntoIterator<Item = T>, text: &mut String, print: impl Fn(T, &mut String)) {
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        print(item, text);
    }
}

/// `Double.toString` turns to powers of ten from ten millions up and below a thousandth: `1.0E7`.
fn java_number(number: &Number) -> String {
    let Some(float) = number.as_f64().filter(|_| number.is_f64()) else {
        return number.to_string();
    };
    if float == 0.0 || (1e-3..1e7).contains(&float.abs()) {
        return number.to_string();
    }
    let text = format!("{float:E}");
    let (digits, exponent) = text.split_once('E').unwrap_or((&text, "0"));
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}E{exponent}")
}

/// The different items, in the order in which a `HashSet` made of them hands them out: by bucket,
/// and in a bucket as they came.
pub(super) fn in_set_order(items: &[Value]) -> Vec<&Value> {
    let buckets = (items.len() * 4 / 3 + 1).max(16).next_power_of_two();
    let mut table: Vec<Vec<&Value>> = vec![Vec::new(); buckets];
    for item in items {
        let hash = hash_code(item).cast_unsigned();
        let bucket = (hash ^ (hash >> 16)) as usize & (buckets - 1);
        if !table[bucket].contains(&item) {
            table[bucket].push(item);
        }
    }
    table.into_iter().flatten().collect()
}

/// `Object.hashCode` of the value that Java has for this one.
fn hash_code(value: &Value) -> i32 {
    match value {
        Value::Null => 0,
        Value::Bool(true) => 1231,
        Value::Bool(false) => 1237,
        Value::Number(number) => hash_number(number),
        Value::String(text) => chain(0, text.encode_utf16().map(i32::from)),
        Value::Array(items) => chain(1, items.iter().map(hash_code)),
        Value::Object(members) => hash_map(members),
    }
}

fn hash_map(members: &Map<String, Value>) -> i32 {
    let entry = |(name, value): (&String, &Value)| {
        chain(0, name.encode_utf16().map(i32::from)) ^ hash_code(value)
    };
    members.iter().map(entry).fold(0, i32::wrapping_add)
}

/// The hash of a sequence: 31 times what came before, plus the next.
fn chain(start: i32, parts: impl Iterator<Item = i32>) -> i32 {
    parts.fold(start, |hash, part| hash.wrapping_mul(31).wrapping_add(part))
}

/// An `Integer` is its own hash; a `Long` and the bits of a `Double` are folded in the middle.
fn hash_number(number: &Number) -> i32 {
    let fold = |bits: u64| ((bits ^ (bits >> 32)) as u32).cast_signed();
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(whole), ..) => i32::try_from(whole).unwrap_or_else(|_| fold(whole.cast_unsigned())),
        (None, Some(big), _) => chain(0, [(big >> 32) as i32, big as i32].into_iter()),
        (None, None, fraction) => fold(fraction.unwrap_or_default().to_bits()),
    }
}
