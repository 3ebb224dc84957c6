//! What a retrier really does: when it tries again and how long that takes in all.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "delays and attempts are far from where floats lose whole numbers"
)]

use asl_lang::limits;
use asl_syntax::ast::{Mapping, Scalar, ScalarValue, Value};

use super::time;

/// How many delays are written out.
const SHOWN: usize = 5;

/// "Retries 3 times, after 2 s, 4 s and 8 s; 14 s in all".
pub(crate) fn schedule(retrier: &Mapping) -> String {
    let number = |key, default: f64| {
        let value = retrier.value(key);
        match value.as_ref().and_then(Value::as_scalar).map(Scalar::value) {
            Some(ScalarValue::Number(it)) => it.as_f64().unwrap_or(default),
            _ => default,
        }
    };
    let attempts = number("MaxAttempts", limits::DEFAULT_RETRY_MAX_ATTEMPTS as f64).max(0.0) as u64;
    if attempts == 0 {
        return "Never retries.".to_owned();
    }
    let interval = number(
        "IntervalSeconds",
        limits::DEFAULT_RETRY_INTERVAL_SECONDS as f64,
    );
    let rate = number("BackoffRate", limits::DEFAULT_RETRY_BACKOFF_RATE);
    let longest = number("MaxDelaySeconds", f64::INFINITY);
    let jitter = retrier.value("JitterStrategy");
    let jitter = jitter
        .as_ref()
        .and_then(Value::as_scalar)
        .is_some_and(|it| it.text() == "FULL");
    describe(attempts, interval, rate, longest, jitter)
}

fn describe(attempts: u64, interval: f64, rate: f64, longest: f64, jitter: bool) -> String {
    let delay =
        |index: u64| (interval * rate.powi(i32::try_from(index).unwrap_or(i32::MAX))).min(longest);
    let mut shown: Vec<_> = (0..attempts)
        .take(SHOWN)
        .map(|it| time::words(delay(it)))
        .collect();
    if attempts as usize > SHOWN {
        shown.push("…".to_owned());
    }
    let total = total(attempts, delay);
    let times = if attempts == 1 {
        "once".to_owned()
    } else {
        format!("{attempts} times")
    };
    let at_most = if jitter { "at most " } else { "" };
    let each = if jitter {
        ", each chosen at random between nothing and that"
    } else {
        ""
    };
    let total = if total.is_finite() {
        format!("; {at_most}{} in all", time::words(total))
    } else {
        String::new()
    };
    format!(
        "Retries {times}, after {at_most}{}{each}{total}.",
        shown.join(", ")
    )
}

/// The sum of all delays. Beyond some thousands of attempts the delay no longer changes, or the sum
/// is longer than any execution.
fn total(attempts: u64, delay: impl Fn(u64) -> f64) -> f64 {
    let counted = attempts.min(10_000);
    let sum: f64 = (0..counted).map(&delay).sum();
    sum + (attempts - counted) as f64 * delay(counted)
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn schedules_read_like_sentences() {
        assert_eq!(
            describe(3, 2.0, 2.0, f64::INFINITY, false),
            "Retries 3 times, after 2 s, 4 s, 8 s; 14 s in all."
        );
        assert_eq!(
            describe(1, 90.0, 1.0, f64::INFINITY, false),
            "Retries once, after 1 min 30 s; 1 min 30 s in all."
        );
        assert_eq!(
            describe(7, 1.0, 2.0, 10.0, false),
            "Retries 7 times, after 1 s, 2 s, 4 s, 8 s, 10 s, …; 45 s in all."
        );
        assert_eq!(
            describe(2, 1.0, 2.0, 60.0, true),
            "Retries 2 times, after at most 1 s, 2 s, each chosen at random between nothing and that; at most 3 s in all."
        );
    }
}
