//! `$partition` and `$range`.

use jlens_core::{Error, HostCall, Result};
use serde_json::Value;

use super::{Argument, argument, at_most, complaint, mismatch, truncated};

/// The longest array that `$range` makes before AWS runs out of memory.
const LONGEST_RANGE: f64 = 360_145.0;

/// `$partition(array, size)`: the array in pieces.
pub(super) fn partition(arguments: &[Argument], _: &HostCall<'_>) -> Result<Argument> {
    at_most(2, arguments, "partition")?;
    let items = match argument(arguments, 0) {
        None => return Ok(None),
        Some(Value::Array(items)) => items.as_slice(),
        Some(Value::Null) => {
            return Err(Error::new("T0412")
                .with("index", 1)
                .with("token", "partition")
                .with("type", "x"));
        }
        Some(single) => std::slice::from_ref(single),
    };
    let size = truncated(arguments, 1, "partition")?;
    if items.is_empty() {
        return Ok(None);
    }
    let size = match size {
        None => items.len(),
        Some(size) if size < 0.0 => {
            return Err(complaint("Second argument must be zero or greater"));
        }
        Some(0.0) => return Ok(None),
        Some(size) => whole(size),
    };
    let pieces = items.chunks(size).map(|piece| Value::Array(piece.to_vec()));
    Ok(Some(Value::Array(pieces.collect())))
}

/// `$range(start, end, step)`: both ends included; a single number is no array.
pub(super) fn range(arguments: &[Argument], _: &HostCall<'_>) -> Result<Argument> {
    at_most(3, arguments, "range")?;
    let start = truncated(arguments, 0, "range")?;
    let end = truncated(arguments, 1, "range")?;
    if arguments.len() < 2 {
        return Err(mismatch(2, "range"));
    }
    let step = truncated(arguments, 2, "range")?;
    let (Some(start), Some(end), Some(step)) = (start, end, step) else {
        return Ok(None);
    };
    if step == 0.0 || (end - start) * step < 0.0 {
        return Ok(None);
    }
    let count = ((end - start) / step).floor() + 1.0;
    if count > LONGEST_RANGE {
        return Err(Error::new("U1001").with("message", "the range is too long"));
    }
    let mut numbers = (0..whole(count)).map(|index| number(start, step, index));
    if count < 2.0 {
        return Ok(numbers.next());
    }
    Ok(Some(Value::Array(numbers.collect())))
}

#[expect(clippy::cast_precision_loss, reason = "an index is small")]
fn number(start: f64, step: f64, index: usize) -> Value {
    let number = start + step * index as f64;
    if number.abs() < 9_007_199_254_740_992.0 {
        return Value::from(number as i64);
    }
    Value::from(number)
}

/// A number from zero up, as a count; the greatest one for what does not fit.
#[expect(clippy::cast_sign_loss, reason = "never negative here")]
fn whole(number: f64) -> usize {
    number as usize
}
