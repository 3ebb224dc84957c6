//! JSON from text and back, and merging.

use serde_json::Value;

use super::Arguments;

/// One object of two; the members of the second win, and objects in them are not merged (recorded).
pub(super) fn merge<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    if call.value(2) != &Value::Bool(false) {
        return Err("Deep merging is not supported: the third argument must be false".to_owned());
    }
    let mut merged = call.value(0).as_object().cloned().unwrap_or_default();
    if let Some(second) = call.value(1).as_object() {
        merged.extend(second.clone());
    }
    Ok(Value::Object(merged))
}

/// The value that a text says; null for an empty or blank one (recorded).
pub(super) fn string_to_json<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let text = call.text(0).trim();
    match text {
        "" => Ok(Value::Null),
        // Java has no negative zero among the integers (recorded).
        "-0" => Ok(Value::from(0)),
        _ => serde_json::from_str(text).map_err(|error| format!("The text is not JSON: {error}")),
    }
}

/// Compact JSON text, members in their order (recorded).
pub(super) fn json_to_string<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    Value::from(call.value(0).to_string())
}
