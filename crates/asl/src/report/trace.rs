//! What went in and out of a state, step by step, for people.

use std::fmt::Write;

use asl_ide::report::{Style, place, time};
use asl_interp::{Execution, StateVisit, Time, TokenNote};
use serde_json::Value;

/// These visits with their data after every step; a step that changed nothing is left out.
pub(crate) fn text(execution: &Execution, visits: &[usize], style: &Style) -> String {
    let states = &execution.states;
    let Some(start) = states.first().map(|visit| visit.entered) else {
        return String::new();
    };
    let mut page = String::new();
    for at in visits {
        let visit = &states[*at];
        let after = time(visit.entered.since(start));
        let kind = visit.state_type.name();
        let inside = match place(execution, *at) {
            inside if inside.is_empty() => inside,
            inside => format!(" in {inside}"),
        };
        let _ = writeln!(page, "{} ({kind}){inside}, after {after}", visit.name);
        for (name, value) in lines(visit, start) {
            let line = format!("  {name:<22} {value}");
            let failed = name == "error" && visit.caught_by.is_none();
            let line = if failed { style.failure(&line) } else { line };
            let _ = writeln!(page, "{line}");
        }
        page.push('\n');
    }
    page
}

fn lines(visit: &StateVisit, start: Time) -> Vec<(&'static str, String)> {
    let mut lines = data(visit);
    for (name, value) in &visit.assigned {
        lines.push(("assigned", format!("${name} = {}", json(value))));
    }
    for retry in &visit.retries {
        let cause = retry.cause.as_deref().map(|it| format!(": {it}"));
        let cause = cause.unwrap_or_default();
        let (at, delay) = (time(retry.at.since(start)), time(retry.delay));
        lines.push((
            "retried",
            format!("{}{cause}; at {at}, again after {delay}", retry.error),
        ));
    }
    for note in &visit.tokens {
        lines.push(("task token", note.token.clone()));
        lines.push(("", token(note, start)));
    }
    if let Some((error, cause)) = &visit.error {
        let words = [error.as_deref(), cause.as_deref()].into_iter().flatten();
        let by = visit
            .caught_by
            .map(|catcher| format!(" (caught by Catch[{catcher}])"));
        let error = words.collect::<Vec<_>>().join(": ");
        lines.push(("error", error + &by.unwrap_or_default()));
    }
    if let Some(rule) = visit.chosen {
        lines.push(("chosen", format!("Choices[{rule}]")));
    }
    if let Some(exited) = visit.exited.filter(|exited| *exited > visit.entered) {
        lines.push(("took", time(exited.since(visit.entered))));
    }
    if let Some(next) = &visit.next {
        lines.push(("next", next.to_string()));
    }
    lines
}

/// When the token was issued and what became of it.
fn token(note: &TokenNote, start: Time) -> String {
    let at = |moment: Time| time(moment.since(start));
    let mut words = vec![format!("issued at {}", at(note.issued))];
    if let Some(polled) = note.polled {
        words.push(format!("polled at {}", at(polled)));
    }
    if !note.heartbeats.is_empty() {
        let beats: Vec<_> = note.heartbeats.iter().map(|it| at(*it)).collect();
        words.push(format!("heartbeats at {}", beats.join(", ")));
    }
    words.push(match note.answered {
        Some(moment) => format!("{} at {}", note.answer, at(moment)),
        None => format!("answer: {}", note.answer),
    });
    words.join("; ")
}

/// Input, the steps that changed something, output.
fn data(visit: &StateVisit) -> Vec<(&'static str, String)> {
    let mut lines = vec![("input", json(&visit.input))];
    let mut before: &Value = &visit.input;
    for (name, payload) in visit.steps() {
        let Some(value) = payload.as_deref() else {
            continue;
        };
        let always = matches!(name, "result" | "output");
        if always || value != before {
            lines.push((title(name), json(value)));
        }
        before = value;
    }
    lines
}

fn title(step: &'static str) -> &'static str {
    match step {
        "afterInputPath" => "after InputPath",
        "afterParameters" => "after Parameters",
        "afterResultSelector" => "after ResultSelector",
        "afterResultPath" => "after ResultPath",
        other => other,
    }
}

fn json(value: &Value) -> String {
    value.to_string()
}
