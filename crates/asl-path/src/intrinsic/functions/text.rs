//! Texts: format, split, encode, hash.

use asl_lang::limits::INTRINSIC_TEXT_CHARS as LONGEST;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use md5::Md5;
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::Arguments;
use super::java::java_text;
use crate::Scope;

/// What `States.Hash` knows, in AWS's spelling.
pub(crate) const ALGORITHMS: [&str; 5] = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];

/// The template with each `{}` replaced by a value, in order. What is no text is printed as one
/// (recorded for the values and, by its failure, for the template).
pub(super) fn format<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let template = java_text(call.value(0));
    let found: Places;
    let places = if let Some(literal) = call.template {
        (&literal.placeholders, literal.lone_brace)
    } else {
        found = placeholders(&template);
        (&found.placeholders, found.lone_brace)
    };
    if let Some(brace) = places.1 {
        let partner = if brace == '{' { '}' } else { '{' };
        return Err(format!(
            "Invalid template in {}: matching '{partner}' not found for '{brace}'.",
            call.name
        ));
    }
    let values = call.args.get(1..).unwrap_or_default();
    if places.0.len() != values.len() {
        return Err(format!(
            "{}: number of arguments do not match the occurrences of {{}}.",
            call.invalid()
        ));
    }
    let mut text = String::with_capacity(template.len());
    let mut from = 0;
    for (index, (place, value)) in places.0.iter().zip(values).enumerate() {
        text.push_str(&template[from..*place]);
        text.push_str(&printed(call, index + 1, value));
        from = place + 2;
    }
    text.push_str(&template[from..]);
    Ok(Value::String(text))
}

/// What comes right from `States.StringToJson` is printed as JSON, all else as Java prints it
/// (recorded: a text of it keeps its quotes).
fn printed<S: ?Sized>(call: &Arguments<'_, S>, index: usize, value: &Value) -> String {
    if call.parsed.get(index).copied().unwrap_or_default() {
        return value.to_string();
    }
    java_text(value)
}

/// Where `{}` stands in a text, and the first brace that stands alone.
struct Places {
    placeholders: Vec<usize>,
    lone_brace: Option<char>,
}

/// The places in a template that is not written in the call. Whether backslashes mean anything there
/// is not recorded; they are taken for themselves.
fn placeholders(template: &str) -> Places {
    let placeholders: Vec<usize> = template.match_indices("{}").map(|(at, _)| at).collect();
    let lone = template.char_indices().find(|(at, c)| match c {
        '{' => !template[*at..].starts_with("{}"),
        '}' => !template[..*at].ends_with('{'),
        _ => false,
    });
    Places {
        placeholders,
        lone_brace: lone.map(|(_, brace)| brace),
    }
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

/// Every character of the second text divides, and empty pieces are dropped (recorded).
pub(super) fn split<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    let delimiters = call.text(1);
    let pieces = call.text(0).split(|c| delimiters.contains(c));
    pieces
        .filter(|piece| !piece.is_empty())
        .map(Value::from)
        .collect()
}

/// A text that is not longer than AWS takes, counted as Java counts.
fn short<S: ?Sized>(call: &Arguments<'_, S>, text: String) -> Result<String, String> {
    if text.encode_utf16().count() > LONGEST {
        return Err(call.invalid());
    }
    Ok(text)
}

/// The text's UTF-8 bytes in Base64 (recorded).
pub(super) fn base64_encode<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let text = short(call, call.text(0).to_owned())?;
    Ok(Value::from(BASE64_STANDARD.encode(text)))
}

/// The text that Base64 stands for. It ends at the first `=`; what is no character of Base64 is
/// skipped, and missing padding is no mistake (recorded: `!!!invalid!!!` and `ab==cd` are decoded).
pub(super) fn base64_decode<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let text = short(call, call.text(0).to_owned())?;
    let digits: Vec<u32> = text
        .chars()
        .take_while(|c| *c != '=')
        .filter_map(base64_digit)
        .collect();
    let bytes: Vec<u8> = digits.chunks(4).flat_map(base64_bytes).collect();
    Ok(Value::from(String::from_utf8_lossy(&bytes)))
}

/// The six bits of a character, in the standard alphabet or the one for addresses.
fn base64_digit(c: char) -> Option<u32> {
    Some(match c {
        'A'..='Z' => u32::from(c) - u32::from('A'),
        'a'..='z' => u32::from(c) - u32::from('a') + 26,
        '0'..='9' => u32::from(c) - u32::from('0') + 52,
        '+' | '-' => 62,
        '/' | '_' => 63,
        _ => return None,
    })
}

/// The whole bytes of up to four digits.
fn base64_bytes(digits: &[u32]) -> Vec<u8> {
    let digit = |index: usize| digits.get(index).copied().unwrap_or_default();
    let bits = (digit(0) << 18) | (digit(1) << 12) | (digit(2) << 6) | digit(3);
    let bytes = bits.to_be_bytes();
    bytes[1..digits.len().max(1)].to_vec()
}

/// The hash of the text's UTF-8 bytes in lower case hexadecimals. What is no text is printed as Java
/// prints it (recorded).
pub(super) fn hash<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let text = short(call, java_text(call.value(0)))?;
    let bytes = text.as_bytes();
    let hash = match call.text(1) {
        "MD5" => hex(&Md5::digest(bytes)),
        "SHA-1" => hex(&Sha1::digest(bytes)),
        "SHA-256" => hex(&Sha256::digest(bytes)),
        "SHA-384" => hex(&Sha384::digest(bytes)),
        "SHA-512" => hex(&Sha512::digest(bytes)),
        _ => return Err(call.invalid()),
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
