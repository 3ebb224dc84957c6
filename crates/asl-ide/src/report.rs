//! A simulation in words: what a person reads when it is over.

use crate::Simulation;

/// The report as markdown, for a view in the editor.
pub fn markdown(simulation: &Simulation) -> String {
    format!("# {}\n", simulation.execution.status.name())
}

/// The report as text, for a terminal.
pub fn text(simulation: &Simulation) -> String {
    format!("{}\n", simulation.execution.status.name())
}
