//! JSON from text and back, and merging.

use serde_json::{Deserializer, Value};

use super::Arguments;
use super::jackson;

/// One object of two; the members of the second win, and objects in them are not merged. Only `true`
/// asks for a deep merge, which does not exist; a third argument of any other kind is as good as
/// `false` (recorded).
pub(super) fn merge<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    if call.value(2) == &Value::Bool(true) {
        return Err(call.invalid());
    }
    let mut merged = call.value(0).as_object().cloned().unwrap_or_default();
    if let Some(second) = call.value(1).as_object() {
        merged.extend(second.clone());
    }
    Ok(Value::Object(merged))
}

/// The first value that a text says; null for an empty or blank one (recorded). What follows the value
/// is not looked at: the engine's `readTree` does not, though no recording shows it.
pub(super) fn string_to_json<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let text = call.text(0).trim();
    match text {
        "" => return Ok(Value::Null),
        // Java has no negative zero among the integers (recorded).
        "-0" => return Ok(Value::from(0)),
        _ => {}
    }
    let first = Deserializer::from_str(text).into_iter::<Value>().next();
    match first {
        Some(Ok(value)) => Ok(value),
        _ => Err(format!(
            "Cannot convert String to Json in {}, caused by: {}",
            call.name,
            jackson::complaint(call.text(0))
        )),
    }
}

/// Compact JSON text, members in their order (recorded).
pub(super) fn json_to_string<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    Value::from(call.value(0).to_string())
}
