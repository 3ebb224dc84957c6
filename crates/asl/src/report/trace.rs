//! What went in and out of every state, step by step, for people.

use std::fmt::Write;

use asl_ide::report::time;
use asl_interp::{Execution, StateVisit};
use serde_json::Value;

/// Every visited state with its data after every step; a step that changed nothing is left out.
pub(crate) fn text(execution: &Execution) -> String {
    let start = execution.states.first().map(|visit| visit.entered);
    let mut page = String::new();
    for visit in &execution.states {
        let after = start
            .map(|start| visit.entered.since(start))
            .unwrap_or_default();
        let index = visit
            .index
            .map(|index| format!(" [{index}]"))
            .unwrap_or_default();
        let kind = visit.state_type.name();
        let _ = writeln!(
            page,
            "{}{index} ({kind}), after {}",
            visit.name,
            time(after)
        );
        for (name, value) in lines(visit) {
            let _ = writeln!(page, "  {name:<22} {value}");
        }
        page.push('\n');
    }
    page
}

fn lines(visit: &StateVisit) -> Vec<(&'static str, String)> {
    let mut lines = data(visit);
    for (name, value) in &visit.assigned {
        lines.push(("assigned", format!("${name} = {}", json(value))));
    }
    for retry in &visit.retries {
        lines.push((
            "retried",
            format!("{} after {}", retry.error, time(retry.delay)),
        ));
    }
    for token in &visit.tokens {
        lines.push(("task token", format!("{}: {}", token.token, token.answer)));
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
    if let Some(next) = &visit.next {
        lines.push(("next", next.to_string()));
    }
    lines
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
