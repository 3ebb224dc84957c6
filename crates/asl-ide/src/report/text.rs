//! The report for a terminal.

use std::fmt::Write as _;

use asl_interp::{Execution, Status};

use super::cost::cost;
use super::layout::{Cell, Column, TableLine, table};
use super::map_runs::map_runs;
use super::rows::{Line, Row, lines};
use super::style::{Style, Tone};
use super::{headline, listed, pretty};
use crate::Simulation;

/// The report as text: a table of the visited states, the result, the output.
pub fn text(simulation: &Simulation, style: &Style) -> String {
    let execution = &simulation.execution;
    let mut page = states(execution, style);
    if !page.is_empty() {
        page.push('\n');
    }
    page + &ending(simulation, style)
}

/// The report without the table: how it ended, cost, notes, error, output.
pub fn ending(simulation: &Simulation, style: &Style) -> String {
    let execution = &simulation.execution;
    let tone = match execution.status {
        Status::Succeeded => Tone::Good,
        _ => Tone::Bad,
    };
    let mut page = format!("{}\n", style.paint(tone, &headline(execution)));
    for line in cost(execution, style.executions) {
        let _ = writeln!(page, "{line}");
    }
    for line in map_runs(execution).iter().chain(&written(execution)) {
        let _ = writeln!(page, "{line}");
    }
    for note in &simulation.notes {
        let _ = writeln!(page, "note: {note}");
    }
    if let Some(error) = &execution.error {
        let _ = writeln!(
            page,
            "\n{}",
            style.paint(Tone::Bad, &format!("error: {error}"))
        );
    }
    if let Some(cause) = &execution.cause {
        let _ = writeln!(page, "cause: {cause}");
    }
    if let Some(output) = &execution.output {
        let _ = writeln!(page, "\n{}", pretty(output));
    }
    page
}

/// The objects that result writers wrote; of many the first.
pub(super) fn written(execution: &Execution) -> Vec<String> {
    let objects: Vec<_> = execution.written.iter().collect();
    let objects = objects.iter();
    let names = objects.map(|(bucket, key, _)| format!("s3://{bucket}/{key}"));
    listed("wrote", names, ("more object", "more objects"))
}

fn states(execution: &Execution, style: &Style) -> String {
    let lines = lines(execution, style.rows);
    if lines.is_empty() {
        return String::new();
    }
    let lines: Vec<TableLine> = lines.into_iter().map(drawn).collect();
    table(&COLUMNS, &lines, style)
}

const COLUMNS: [Column; 6] = [
    Column {
        title: "AT",
        rank: 0,
        free: false,
    },
    Column {
        title: "STATE",
        rank: 0,
        free: false,
    },
    Column {
        title: "IN",
        rank: 1,
        free: false,
    },
    Column {
        title: "TYPE",
        rank: 2,
        free: false,
    },
    Column {
        title: "WHAT HAPPENED",
        rank: 0,
        free: true,
    },
    Column {
        title: "DATA",
        rank: 0,
        free: true,
    },
];

fn drawn(line: Line) -> TableLine {
    match line {
        Line::Row(row) => TableLine::Cells(cells(row)),
        Line::Remark { depth, text } => TableLine::Across(format!("{}{text}", "  ".repeat(depth))),
    }
}

fn cells(row: Row) -> Vec<Cell> {
    let state = format!("{}{}", "  ".repeat(row.depth), row.state);
    let failed = if row.tone == Tone::Bad {
        Tone::Bad
    } else {
        Tone::Plain
    };
    let data = if row.data.same {
        Tone::Faint
    } else {
        Tone::Plain
    };
    vec![
        Cell::new(row.at, Tone::Faint),
        Cell::new(state, failed),
        Cell::new(row.inside, Tone::Faint),
        Cell::new(row.kind, Tone::Faint),
        Cell::new(row.what, row.tone),
        Cell::new(row.data.text, data).or(row.data.short.as_deref()),
    ]
}
