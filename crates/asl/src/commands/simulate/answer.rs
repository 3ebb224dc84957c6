//! What is printed when a simulation is over.

use asl_ide::report::Style;
use asl_ide::{Simulation, report};
use asl_interp::{MapRun, StateVisit};
use serde_json::{Map, Value, json};

use super::arguments::{History, ReportArguments, Rows};
use crate::output;
use crate::report::trace;
use crate::status::Failure;

/// The answer on standard output.
pub(super) fn answer(
    simulation: &Simulation,
    arguments: &ReportArguments,
) -> Result<String, Failure> {
    if arguments.is_json() {
        return json_of(simulation, arguments).map(|json| format!("{json:#}\n"));
    }
    let style = style(arguments);
    if let Some(state) = &arguments.show {
        let visits = visits(simulation, state)?;
        let shown = trace::text(&simulation.execution, &visits, &style);
        return Ok(shown + &report::ending(simulation, &style));
    }
    let trace = arguments.trace.map(|_| {
        let all: Vec<usize> = (0..simulation.execution.states.len()).collect();
        trace::text(&simulation.execution, &all, &style)
    });
    Ok(trace.unwrap_or_default() + &report::text(simulation, &style))
}

fn style(arguments: &ReportArguments) -> Style {
    let defaults = Style::default();
    Style {
        width: output::width(),
        colour: output::colour(),
        rows: match arguments.rows {
            Rows::Most(most) => Some(most),
            Rows::All => None,
        },
        executions: arguments.executions.unwrap_or(defaults.executions),
    }
}

fn json_of(simulation: &Simulation, arguments: &ReportArguments) -> Result<Value, Failure> {
    let execution = &simulation.execution;
    let mut json = match arguments.history {
        History::Json => execution.to_json(),
        History::Table | History::None => execution.result_to_json(),
    };
    let mut more = Map::new();
    if let Some(state) = &arguments.show {
        let visits = visits(simulation, state)?;
        let visits = visits.iter().map(|it| execution.states[*it].to_json());
        more.insert("states".to_owned(), visits.collect());
    } else if arguments.trace.is_some() {
        let states = execution.states.iter().map(StateVisit::to_json);
        more.insert("states".to_owned(), states.collect());
    }
    if arguments.trace.is_some() && !execution.map_runs.is_empty() {
        let runs = execution.map_runs.iter().map(MapRun::to_json);
        more.insert("mapRuns".to_owned(), runs.collect());
    }
    if arguments.trace.is_some() || arguments.executions.is_some() {
        more.insert("summary".to_owned(), summary(simulation, arguments));
    }
    if let Some(json) = json.as_object_mut() {
        json.extend(more);
    }
    Ok(json)
}

fn summary(simulation: &Simulation, arguments: &ReportArguments) -> Value {
    let summary = &simulation.execution.summary;
    let mut json = summary.to_json();
    if let Some(executions) = arguments.executions {
        let month = summary.monthly(executions);
        json["monthlyCostUsd"] = json!({
            "executions": executions,
            "standard": month.standard,
            "express": month.express,
        });
    }
    json
}

/// Every visit of a state; one that was not visited is an argument that cannot be used.
fn visits(simulation: &Simulation, state: &str) -> Result<Vec<usize>, Failure> {
    let states = &simulation.execution.states;
    let found: Vec<usize> = (0..states.len())
        .filter(|it| &*states[*it].name == state)
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let mut names: Vec<&str> = Vec::new();
    for visit in states {
        if !names.contains(&&*visit.name) {
            names.push(&visit.name);
        }
    }
    Err(Failure::new(format!(
        "the execution did not come to a state {state:?}; it was in {}",
        names.join(", ")
    )))
}
