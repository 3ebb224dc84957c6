//! Arrays: make, cut, look into.

use asl_lang::limits::ARRAY_RANGE_ITEMS as LONGEST_RANGE;
use serde_json::Value;

use super::Arguments;

/// `States.Array(1, 'a')` is `[1, "a"]`; without arguments `[]` (recorded).
pub(super) fn array<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    call.args.iter().map(|arg| arg.as_ref().clone()).collect()
}

/// `States.ArrayPartition([1,2,3], 2)` is `[[1,2],[3]]`; of `[]` it is `[]` (recorded).
pub(super) fn partition<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let size = usize::try_from(call.integer(1)).unwrap_or_default();
    if size == 0 {
        return Err("The chunk size must be a positive integer".to_owned());
    }
    Ok(call
        .array(0)
        .chunks(size)
        .map(|chunk| Value::Array(chunk.to_vec()))
        .collect())
}

/// Whether the array has an element that equals the value through and through (recorded).
pub(super) fn contains<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    Value::Bool(call.array(0).contains(call.value(1)))
}

/// `States.ArrayRange(0, 10, 3)` is `[0,3,6,9]`; the end belongs to it (recorded).
pub(super) fn range<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let (first, last, step) = (call.integer(0), call.integer(1), call.integer(2));
    if step == 0 {
        return Err("The step cannot be 0".to_owned());
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
        return Err(format!(
            "The range cannot have more than {LONGEST_RANGE} items"
        ));
    }
    Ok(Value::Array(items))
}

/// The element at an index from 0; there are no negative indices.
pub(super) fn get_item<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let index = call.integer(1);
    let array = call.array(0);
    let item = usize::try_from(index)
        .ok()
        .and_then(|index| array.get(index));
    item.cloned()
        .ok_or_else(|| format!("Index {index} out of bounds for length {}", array.len()))
}

/// How many elements the array has.
pub(super) fn length<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    Value::from(call.array(0).len())
}

/// The elements without those that equal an earlier one.
pub(super) fn unique<S: ?Sized>(call: &Arguments<'_, S>) -> Value {
    let mut items: Vec<Value> = Vec::new();
    for item in call.array(0) {
        if !items.contains(item) {
            items.push(item.clone());
        }
    }
    Value::Array(items)
}
