//! Arrays: make, cut, look into.

use asl_lang::limits::ARRAY_RANGE_ITEMS as LONGEST_RANGE;
use serde_json::Value;

use super::Arguments;
use super::java::{in_set_order, java_text};

/// `States.Array(1, 'a')` is `[1, "a"]`; without arguments `[]` (recorded).
pub(super) fn array<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    call.args.iter().map(|arg| arg.as_ref().clone()).collect()
}

/// `States.ArrayPartition([1,2,3], 2)` is `[[1,2],[3]]`; of `[]` it is `[]`; 2.6 is 2, and 0.6 is
/// none (recorded).
pub(super) fn partition<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let size = usize::try_from(call.whole(1)).unwrap_or_default();
    if size == 0 {
        return Err(call.invalid());
    }
    Ok(call
        .array(0)
        .chunks(size)
        .map(|chunk| Value::Array(chunk.to_vec()))
        .collect())
}

/// Whether the array has an element that Java prints like the value: `true` is in `["true"]`, and
/// `{"a":1,"b":2}` is not in `[{"b":2,"a":1}]` (recorded).
pub(super) fn contains<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    let wanted = java_text(call.value(1));
    let mut items = call.array(0).iter();
    Value::Bool(items.any(|item| java_text(item) == wanted))
}

/// `States.ArrayRange(0, 10, 3)` is `[0,3,6,9]`; the end belongs to it, fractions are cut off
/// (recorded).
pub(super) fn range<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let (first, last, step) = (call.whole(0), call.whole(1), call.whole(2));
    if step == 0 {
        return Err(call.invalid());
    }
    let next = |item: &i64| item.checked_add(step);
    let within = |item: &i64| {
        if step > 0 {
            *item <= last
        } else {
            *item >= last
        }
    };
    let items: Vec<Value> = std::iter::successors(Some(first), next)
        .take_while(within)
        .take(LONGEST_RANGE + 1)
        .map(Value::from)
        .collect();
    if items.len() > LONGEST_RANGE {
        return Err(call.invalid());
    }
    Ok(Value::Array(items))
}

/// The element at an index from 0, without its fraction; there are no negative indices. An empty
/// array has null everywhere (recorded).
pub(super) fn get_item<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let array = call.array(0);
    if array.is_empty() {
        return Ok(Value::Null);
    }
    let item = usize::try_from(call.whole(1))
        .ok()
        .and_then(|index| array.get(index));
    item.cloned().ok_or_else(|| call.invalid())
}

/// How many elements the array has.
pub(super) fn length<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    Value::from(call.array(0).len())
}

/// The elements without those that equal an earlier one, in the order of a Java set: small numbers
/// ascend, `[true, false]` is turned round (recorded).
pub(super) fn unique<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    in_set_order(call.array(0)).into_iter().cloned().collect()
}
