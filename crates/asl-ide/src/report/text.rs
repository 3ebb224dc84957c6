//! The report for a terminal.

use std::fmt::Write as _;

use super::{Row, cost, headline, pretty, rows};
use crate::Simulation;

/// The report as text: a table of the visited states, the result, the output.
pub fn text(simulation: &Simulation) -> String {
    let execution = &simulation.execution;
    let mut page = table(&rows(execution));
    let _ = write!(page, "\n{}\n{}\n", headline(execution), cost(execution));
    for note in &simulation.notes {
        let _ = writeln!(page, "note: {note}");
    }
    if let Some(error) = &execution.error {
        let _ = writeln!(page, "\nerror: {error}");
    }
    if let Some(cause) = &execution.cause {
        let _ = writeln!(page, "cause: {cause}");
    }
    if let Some(output) = &execution.output {
        let _ = writeln!(page, "\n{}", pretty(output));
    }
    page
}

fn table(rows: &[Row]) -> String {
    let head = ["AT", "STATE", "TYPE", "WHAT HAPPENED", "OUTPUT"].map(str::to_owned);
    let cells = |row: &Row| {
        let state = format!("{}{}", "  ".repeat(row.depth), row.state);
        let cells = [
            row.at.clone(),
            state,
            row.kind.to_owned(),
            row.what.clone(),
            row.output.clone(),
        ];
        cells.map(|it| it.replace('\n', " "))
    };
    let lines: Vec<_> = std::iter::once(head)
        .chain(rows.iter().map(cells))
        .collect();
    let width = |column: usize| {
        lines
            .iter()
            .map(|it| it[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; 5] = std::array::from_fn(width);
    let mut table = String::new();
    for line in &lines {
        let mut text = String::new();
        for (cell, width) in line.iter().zip(widths) {
            let _ = write!(text, "{cell:<width$}  ");
        }
        let _ = writeln!(table, "{}", text.trim_end());
    }
    table
}
