//! A simulation in words: what a person reads when it is over.

pub(crate) mod brief;
mod cost;
mod data;
mod layout;
mod map_runs;
mod markdown;
mod rows;
mod style;
mod tested;
mod text;
mod what;

use std::time::Duration;

use asl_interp::Execution;
use serde_json::Value;

pub use markdown::markdown;
pub use rows::place;
pub use style::Style;
pub use tested::tested;
pub use text::{ending, text};

/// One line about the whole: `SUCCEEDED after 3 s of virtual time: 5 transitions, 1 retry, 12 events`.
fn headline(execution: &Execution) -> String {
    let summary = &execution.summary;
    format!(
        "{} after {} of virtual time: {}, {}, {}",
        execution.status.name(),
        time(summary.duration),
        count(summary.transitions, "transition", "transitions"),
        count(summary.retries, "retry", "retries"),
        count(summary.events, "event", "events"),
    )
}

/// What is said of a Task that nothing answered.
pub fn made_up(state: &str) -> String {
    format!("{state} has no mock: its answer was made up")
}

/// A duration as people say it: `2 min 5 s`.
pub fn time(duration: Duration) -> String {
    crate::hover::time::words(duration.as_secs_f64())
}

/// A number with its noun: `1 retry`, `12,500 events`.
fn count(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { one } else { many }
    )
}

/// Lines about things of one kind: the first few, and how many more there are.
fn listed(
    label: &str,
    things: impl ExactSizeIterator<Item = String>,
    (one, many): (&str, &str),
) -> Vec<String> {
    const SHOWN: usize = 5;
    let more = things.len().saturating_sub(SHOWN) as u64;
    let more = (more > 0).then(|| count(more, one, many));
    let shown = things.take(SHOWN).chain(more);
    shown.map(|thing| format!("{label}: {thing}")).collect()
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// JSON over several lines.
fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped() {
        let shown = [0, 999, 1_000, 1_234_567].map(grouped);
        assert_eq!(shown, ["0", "999", "1,000", "1,234,567"]);
    }
}
