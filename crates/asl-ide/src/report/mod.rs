//! A simulation in words: what a person reads when it is over.

mod markdown;
mod text;

use std::time::Duration;

use asl_interp::{Execution, StateVisit};
use serde_json::Value;

pub use markdown::markdown;
pub use text::text;

/// The longest piece of JSON in a line of a table, in characters.
const SHOWN: usize = 60;

/// One line of the table of states.
struct Row {
    /// How deep the state stands in Parallels and Maps.
    depth: usize,
    /// Since the start.
    at: String,
    state: String,
    kind: &'static str,
    /// What happened: retries, a caught error, the state that came next.
    what: String,
    /// The output, shortened.
    output: String,
}

fn rows(execution: &Execution) -> Vec<Row> {
    let start = execution.states.first().map(|it| it.entered);
    let mut depths: Vec<usize> = Vec::with_capacity(execution.states.len());
    let row = |visit: &StateVisit| {
        let depth = visit
            .parent
            .and_then(|it| depths.get(it))
            .map_or(0, |it| it + 1);
        depths.push(depth);
        let at = start.map(|it| visit.entered.since(it)).unwrap_or_default();
        let index = visit.index.map(|it| format!(" [{it}]")).unwrap_or_default();
        Row {
            depth,
            at: time(at),
            state: format!("{}{index}", visit.name),
            kind: visit.state_type.name(),
            what: what(visit),
            output: visit.output.as_deref().map(short).unwrap_or_default(),
        }
    };
    execution.states.iter().map(row).collect()
}

fn what(visit: &StateVisit) -> String {
    let mut parts: Vec<String> = Vec::new();
    for retry in &visit.retries {
        parts.push(format!(
            "{}, again after {}",
            retry.error,
            time(retry.delay)
        ));
    }
    if let Some((error, _)) = &visit.error {
        let error = error.as_deref().unwrap_or("an error without a name");
        let caught = if visit.caught_by.is_some() {
            "caught "
        } else {
            "failed with "
        };
        parts.push(format!("{caught}{error}"));
    }
    if let Some(rule) = visit.chosen {
        parts.push(format!("choice {}", rule + 1));
    }
    match &visit.next {
        Some(next) => parts.push(format!("→ {next}")),
        None if visit.exited_event.is_some() => parts.push("end".to_owned()),
        None => {}
    }
    parts.join("; ")
}

/// One line about the whole: `SUCCEEDED in 3 s: 5 transitions, 1 retry, 12 events`.
fn headline(execution: &Execution) -> String {
    let summary = &execution.summary;
    let count = |number: u64, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    format!(
        "{} after {} of virtual time: {}, {}, {}",
        execution.status.name(),
        time(summary.duration),
        count(summary.transitions, "transition", "transitions"),
        count(summary.retries, "retry", "retries"),
        count(execution.events.len() as u64, "event", "events"),
    )
}

fn cost(execution: &Execution) -> String {
    let cost = &execution.summary.cost;
    let month = |it: f64| it * 1_000_000.0;
    format!(
        "about ${:.2} for a million executions as Standard, ${:.2} as Express",
        month(cost.standard),
        month(cost.express)
    )
}

/// A duration as people say it: `2 min 5 s`.
pub fn time(duration: Duration) -> String {
    crate::hover::time_words(duration.as_secs_f64())
}

/// JSON on one line, cut where it gets long.
fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= SHOWN {
        return text;
    }
    let cut: String = text.chars().take(SHOWN - 1).collect();
    format!("{cut}…")
}

/// JSON over several lines.
fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string())
}
