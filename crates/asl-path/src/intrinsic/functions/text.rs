//! Texts: format, split, encode, hash.

use asl_lang::limits::INTRINSIC_TEXT_CHARS as LONGEST;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use md5::Md5;
use serde_json::{Number, Value};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::Arguments;
use crate::Scope;

/// What `States.Hash` knows, in AWS's spelling.
pub(crate) const ALGORITHMS: [&str; 5] = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];

/// Missing padding is accepted (reported from AWS).
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The template with each `{}` replaced by a value, in order.
pub(super) fn format<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let template = call.text(0);
    let found: Vec<usize>;
    let places = if let Some(places) = call.placeholders {
        places
    } else {
        found = template.match_indices("{}").map(|(at, _)| at).collect();
        &found
    };
    let values = call.args.get(1..).unwrap_or_default();
    if places.len() != values.len() {
        return Err(mismatch(places.len(), values.len()));
    }
    let mut text = String::with_capacity(template.len());
    let mut from = 0;
    for (place, value) in places.iter().zip(values) {
        text.push_str(&template[from..*place]);
        java_text(value, &mut text);
        from = place + 2;
    }
    text.push_str(&template[from..]);
    Ok(Value::String(text))
}

/// What is said when a template and its values do not go together.
pub(crate) fn mismatch(placeholders: usize, values: usize) -> String {
    let follow = if values == 1 {
        "value follows"
    } else {
        "values follow"
    };
    format!("The template has {placeholders} '{{}}', but {values} {follow} it")
}

/// A value as Java prints it: texts bare, objects and arrays as `{a=1, b=[2, 3]}` (recorded).
fn java_text(value: &Value, text: &mut String) {
    match value {
        Value::String(string) => text.push_str(string),
        Value::Array(items) => {
            text.push('[');
            join(items, text, java_text);
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            join(members, text, |(name, value), text| {
                text.push_str(name);
                text.push('=');
                java_text(value, text);
            });
            text.push('}');
        }
        Value::Number(number) => text.push_str(&java_number(number)),
        Value::Null | Value::Bool(_) => text.push_str(&value.to_string()),
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

/// Every character of the second text divides, and empty pieces are dropped (recorded).
pub(super) fn split<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    let delimiters = call.text(1);
    let pieces = call.text(0).split(|c| delimiters.contains(c));
    pieces
        .filter(|piece| !piece.is_empty())
        .map(Value::from)
        .collect()
}

fn short(text: &str) -> Result<&str, String> {
    if text.chars().count() > LONGEST {
        return Err(format!(
            "The text cannot be longer than {LONGEST} characters"
        ));
    }
    Ok(text)
}

/// The text's UTF-8 bytes in Base64 (recorded).
pub(super) fn base64_encode<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    short(call.text(0)).map(|text| Value::from(BASE64.encode(text)))
}

/// The text that Base64 stands for.
pub(super) fn base64_decode<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let bytes = BASE64
        .decode(short(call.text(0))?)
        .map_err(|error| format!("The text is not Base64: {error}"))?;
    Ok(Value::from(String::from_utf8_lossy(&bytes)))
}

/// The hash of the text's UTF-8 bytes in lower case hexadecimals (recorded).
pub(super) fn hash<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let bytes = short(call.text(0))?.as_bytes();
    let hash = match call.text(1) {
        "MD5" => hex(&Md5::digest(bytes)),
        "SHA-1" => hex(&Sha1::digest(bytes)),
        "SHA-256" => hex(&Sha256::digest(bytes)),
        "SHA-384" => hex(&Sha384::digest(bytes)),
        "SHA-512" => hex(&Sha512::digest(bytes)),
        _ => {
            return Err(format!(
                "The algorithm must be one of {}",
                ALGORITHMS.join(", ")
            ));
        }
    };
    Ok(Value::String(hash))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// A version 4 UUID from the execution's own source.
pub(super) fn uuid<S: Scope + ?Sized>(call: &Arguments<'_, S>) -> Value {
    Value::String(call.scope.uuid())
}
