//! Adding and random numbers.

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
        return Ok(Value::from(
            JavaRandom::new(call.whole(2)).between(start, end),
        ));
    }
    let span = i64::from(end) - i64::from(start);
    // The remainder is below the span, which fits.
    let offset = (call.scope.random() % span.unsigned_abs()).cast_signed();
    Ok(Value::from(i64::from(start) + offset))
}

/// `java.util.Random`, a linear congruential generator of 48 bits.
struct JavaRandom(u64);

impl JavaRandom {
    const MULTIPLIER: u64 = 0x5_DEEC_E66D;
    const MASK: u64 = (1 << 48) - 1;

    fn new(seed: i64) -> Self {
        Self((seed.cast_unsigned() ^ Self::MULTIPLIER) & Self::MASK)
    }

    fn next(&mut self, bits: u32) -> i32 {
        self.0 = (self.0.wrapping_mul(Self::MULTIPLIER).wrapping_add(0xB)) & Self::MASK;
        ((self.0 >> (48 - bits)) as u32).cast_signed()
    }

    /// As `ints(start, end)` has it.
    fn between(&mut self, start: i32, end: i32) -> i32 {
        if let Some(bound) = end.checked_sub(start) {
            return start + self.below(bound);
        }
        loop {
            let number = self.next(32);
            if (start..end).contains(&number) {
                return number;
            }
        }
    }

    /// `nextInt(bound)`.
    fn below(&mut self, bound: i32) -> i32 {
        let bits = self.next(31);
        if bound.cast_unsigned().is_power_of_two() {
            return ((i64::from(bound) * i64::from(bits)) >> 31) as i32;
        }
        let mut bits = bits;
        loop {
            let number = bits % bound;
            // A number of the last, incomplete stretch would come more often than the others.
            if bits
                .checked_sub(number)
                .and_then(|from| from.checked_add(bound - 1))
                .is_some()
            {
                return number;
            }
            bits = self.next(31);
        }
    }
}
