//! The 18 functions, each on arguments whose number and kinds are already right.
//!
//! Sources: executions recorded from AWS where there are any, else the developer guide. Where the
//! two disagree (most functions cut fractions off that the guide rounds) the recordings win.

mod array;
mod jackson;
mod java;
mod json;
mod math;
mod text;

use std::borrow::Cow;

use serde_json::Value;

pub(super) use text::{ALGORITHMS, mismatch};

use super::ast::StringLiteral;
use crate::Scope;

/// What a function works on.
pub(super) struct Arguments<'a, S: ?Sized> {
    /// The function's name, `States.` included.
    pub(super) name: &'static str,
    pub(super) args: &'a [Cow<'a, Value>],
    /// The first argument, when it is a text that is written in the call.
    pub(super) template: Option<&'a StringLiteral>,
    /// Which arguments come right from `States.StringToJson`.
    pub(super) parsed: Vec<bool>,
    pub(super) scope: &'a S,
}

/// What AWS says of arguments that a function cannot work with (recorded).
pub(super) fn invalid_arguments(name: &str) -> String {
    format!("Invalid arguments in {name}")
}

/// Applies the function of this name.
pub(super) fn apply<S: Scope + ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    match call.name {
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
        name => Err(invalid_arguments(name)),
    }
}

/// Whether the function takes an argument of another kind than its documentation says: texts are
/// made of what is to be hashed or filled, and only `true` asks for a deep merge (recorded).
pub(super) fn takes_any(name: &str, index: usize, value: &Value) -> bool {
    match (name, index) {
        ("States.Format", 0) | ("States.JsonMerge", 2) => true,
        ("States.Hash", 0) => !value.is_null(),
        _ => false,
    }
}

impl<S: ?Sized> Arguments<'_, S> {
    fn invalid(&self) -> String {
        invalid_arguments(self.name)
    }

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

    /// A number without its fraction (recorded).
    fn whole(&self, index: usize) -> i64 {
        let value = self.value(index);
        value
            .as_i64()
            .unwrap_or_else(|| value.as_f64().unwrap_or_default().trunc() as i64)
    }
}
