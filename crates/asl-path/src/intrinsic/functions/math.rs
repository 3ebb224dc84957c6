//! Adding and random numbers.

use java_random::Random;
use serde_json::Value;

use super::Arguments;
use crate::Scope;

/// Both numbers are rounded, then added; the numbers and the sum have 32 bits (recorded).
pub(super) fn add<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let number = |index| i32::try_from(rounded(call.value(index))).ok();
    let sum = number(0).zip(number(1)).and_then(|(a, b)| a.checked_add(b));
    sum.map(Value::from).ok_or_else(|| call.invalid())
}

/// Java's `Math.round`: halves go up, also below zero (-1.5 is -1; recorded). Out of range saturates.
fn rounded(value: &Value) -> i64 {
    if let Some(whole) = value.as_i64() {
        return whole;
    }
    let number = value.as_f64().unwrap_or_default();
    let floor = number.floor();
    let up = number - floor >= 0.5;
    (if up { floor + 1.0 } else { floor }) as i64
}

/// A number from the start up to, but not including, the end; fractions are cut off. With a seed it
/// is what `java.util.Random` gives (recorded: `States.MathRandom(1, 100, 42)` is 63).
pub(super) fn random<S: Scope + ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let bound = |index| i32::try_from(call.whole(index)).ok();
    let range = bound(0).zip(bound(1)).filter(|(start, end)| start < end);
    let (start, end) = range.ok_or_else(|| call.invalid())?;
    if call.args.len() > 2 {
        let source = Random::with_seed(call.whole(2).cast_unsigned());
        return Ok(Value::from(between(source, start, end)));
    }
    let span = i64::from(end) - i64::from(start);
    // The remainder is below the span, which fits.
    let offset = (call.scope.random() % span.unsigned_abs()).cast_signed();
    Ok(Value::from(i64::from(start) + offset))
}

/// As the `ints(start, end)` of `java.util.Random` has it. The start is below the end.
fn between(mut source: Random, start: i32, end: i32) -> i32 {
    if let Some(bound) = end.checked_sub(start) {
        return start + source.next_int_n(bound);
    }
    loop {
        let number = source.next_int();
        if (start..end).contains(&number) {
            return number;
        }
    }
}
