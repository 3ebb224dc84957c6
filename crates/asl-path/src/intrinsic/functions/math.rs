//! Adding and random numbers.

use serde_json::Value;

use super::Arguments;
use crate::Scope;

/// Both numbers are rounded, then added (recorded).
pub(super) fn add<S: ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let sum = call.integer(0).checked_add(call.integer(1));
    sum.map(Value::from)
        .ok_or_else(|| "The sum is too large".to_owned())
}

/// A number from the start up to, but not including, the end. With a seed always the same.
///
/// The developer guide has said both of the end; that it does not belong to the range is what Java's
/// bounded random numbers do.
pub(super) fn random<S: Scope + ?Sized>(call: &Arguments<'_, S>) -> Result<Value, String> {
    let (start, end) = (call.integer(0), call.integer(1));
    let span = end
        .checked_sub(start)
        .and_then(|span| u64::try_from(span).ok())
        .unwrap_or_default();
    if span == 0 {
        return Err("The end of the range must be greater than its start".to_owned());
    }
    let bits = match call.args.get(2) {
        Some(_) => spread(call.integer(2).cast_unsigned()),
        None => call.scope.random(),
    };
    // The remainder is below the span, which is an i64's.
    let offset = (bits % span).cast_signed();
    Ok(Value::from(start.saturating_add(offset)))
}

/// Spreads a seed over 64 bits (SplitMix64). Which generator AWS seeds is not known, so that a seeded
/// number agrees with itself, not with AWS.
fn spread(seed: u64) -> u64 {
    let mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
