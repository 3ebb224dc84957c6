//! What is printed when a simulation is over.

use asl_ide::{Simulation, report};
use asl_interp::StateVisit;

use super::arguments::{Arguments, History};
use crate::report::trace;

/// The answer on standard output.
pub(super) fn answer(simulation: &Simulation, arguments: &Arguments) -> String {
    let execution = &simulation.execution;
    if arguments.history == History::Table {
        let trace = arguments.trace.then(|| trace::text(execution));
        return trace.unwrap_or_default() + &report::text(simulation);
    }
    let mut json = execution.to_json();
    if let Some(json) = json.as_object_mut() {
        if arguments.history == History::None {
            json.shift_remove("events");
        }
        if arguments.trace {
            let states = execution.states.iter().map(StateVisit::to_json);
            json.insert("states".to_owned(), states.collect());
        }
    }
    format!("{json:#}\n")
}
