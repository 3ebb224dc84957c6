//! The report for a view in the editor.

use std::fmt::Write as _;

use super::cost::cost;
use super::map_runs::map_runs;
use super::rows::{Line, Row, lines};
use super::style::{Style, Tone};
use super::text::written;
use super::{headline, pretty};
use crate::Simulation;

/// The report as markdown: the result, a table of the visited states, the output. The words are
/// those of [`text`](super::text()).
pub fn markdown(simulation: &Simulation) -> String {
    let execution = &simulation.execution;
    let style = Style::default();
    let [billed, prices] = cost(execution, style.executions);
    let mut page = format!(
        "# {}\n\n{}  \n{billed}  \n{prices}\n",
        execution.status.name(),
        headline(execution),
    );
    for line in map_runs(execution).iter().chain(&written(execution)) {
        let _ = write!(page, "\n> {line}\n");
    }
    for note in &simulation.notes {
        let _ = write!(page, "\n> {note}\n");
    }
    if let Some(error) = &execution.error {
        let _ = write!(page, "\n## Error\n\n`{error}`\n");
    }
    if let Some(cause) = &execution.cause {
        let _ = write!(page, "\n{}\n", fenced("", cause));
    }
    if let Some(output) = &execution.output {
        let _ = write!(page, "\n## Output\n\n{}\n", fenced("json", &pretty(output)));
    }
    page.push_str(
        "\n## States\n\n| at | state | in | type | what happened | data |\n|---:|---|---|---|---|---|\n",
    );
    for line in lines(execution, style.rows) {
        let line = match line {
            Line::Row(row) => drawn(&row),
            Line::Remark { text, .. } => format!("| | *{}* | | | | |", remark(&text)),
        };
        let _ = writeln!(page, "{line}");
    }
    page
}

fn drawn(row: &Row) -> String {
    let indent = "&nbsp;&nbsp;".repeat(row.depth);
    let what = cell(&row.what);
    let what = match row.tone {
        Tone::Bad => format!("**{what}**"),
        _ => what,
    };
    let data = match cell(&row.data.text) {
        data if data.is_empty() || row.data.same => data,
        data => format!("`{data}`"),
    };
    format!(
        "| {} | {indent}{} | {} | {} | {what} | {data} |",
        row.at,
        cell(&row.state),
        cell(&row.inside),
        row.kind
    )
}

/// The options of the command line are not at hand in an editor.
fn remark(text: &str) -> String {
    text.split(';').next().unwrap_or(text).to_owned()
}

fn fenced(language: &str, text: &str) -> String {
    let fence = if text.contains("```") { "~~~~" } else { "```" };
    format!("{fence}{language}\n{text}\n{fence}")
}

/// A table's cell must not have bars and line breaks.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
        .replace('\n', " ")
        .replace('`', "'")
}
