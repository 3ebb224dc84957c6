//! The 18 functions, each on arguments whose number and kinds are already right.
//!
//! Sources: recorded executions where there are any, else the developer guide. Failures are worded here;
//! the words of AWS are not recorded for any of them.

mod array;
mod json;
mod math;
mod text;

use std::borrow::Cow;

use serde_json::Value;

pub(super) use text::{ALGORITHMS, mismatch};

use crate::Scope;

/// What a function works on.
pub(super) struct Arguments<'a, S: ?Sized> {
    pub(super) args: &'a [Cow<'a, Value>],
    /// Where in the first argument `{}` stands, when it is written in the call.
    pub(super) placeholders: Option<&'a [usize]>,
    pub(super) scope: &'a S,
}

/// Applies the function of this name.
pub(super) fn apply<S: Scope + ?Sized>(
    name: &str,
    call: &Arguments<'_, S>,
) -> Result<Value, String> {
    match name {
        "States.Array" => Ok(array::array(call)),
        "States.ArrayPartition" => array::partition(call),
        "States.ArrayContains" => Ok(array::contains(call)),
        "States.ArrayRange" => array::range(call),
        "States.ArrayGetItem" => array::get_item(call),
        "States.ArrayLength" => Ok(array::length(call)),
        "States.ArrayUnique" => Ok(array::unique(call)),
        "States.Base64Encode" => text::base64_encode(call),
        "States.Base64Decode" => text::base64_decode(call),
        "States.Hash" => text::hash(call),
        "States.JsonMerge" => json::merge(call),
        "States.StringToJson" => json::string_to_json(call),
        "States.JsonToString" => Ok(json::json_to_string(call)),
        "States.MathRandom" => math::random(call),
        "States.MathAdd" => math::add(call),
        "States.StringSplit" => Ok(text::split(call)),
        "States.UUID" => Ok(text::uuid(call)),
        "States.Format" => text::format(call),
        _ => Err(format!("There is no function {name}")),
    }
}

impl<S: ?Sized> Arguments<'_, S> {
    /// The argument at an index; null when it is not there.
    fn value(&self, index: usize) -> &Value {
        self.args.get(index).map_or(&Value::Null, Cow::as_ref)
    }

    fn array(&self, index: usize) -> &[Value] {
        self.value(index).as_array().map_or(&[], Vec::as_slice)
    }

    fn text(&self, index: usize) -> &str {
        self.value(index).as_str().unwrap_or_default()
    }

    /// A number rounded to a whole one.
    fn integer(&self, index: usize) -> i64 {
        let value = self.value(index);
        value
            .as_i64()
            .unwrap_or_else(|| round(value.as_f64().unwrap_or_default()))
    }
}

/// Java's `Math.round`: halves go up, also below zero (-1.5 is -1; recorded). Out of range saturates.
fn round(number: f64) -> i64 {
    let floor = number.floor();
    let rounded = if number - floor >= 0.5 {
        floor + 1.0
    } else {
        floor
    };
    rounded as i64
}
