//! The report for a view in the editor.

use std::fmt::Write as _;

use super::{cost, headline, pretty, rows};
use crate::Simulation;

/// The report as markdown: the result, a table of the visited states, the output.
pub fn markdown(simulation: &Simulation) -> String {
    let execution = &simulation.execution;
    let mut page = format!(
        "# {}\n\n{}  \n{}\n",
        execution.status.name(),
        headline(execution),
        cost(execution)
    );
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
        "\n## States\n\n| at | state | type | what happened | output |\n|---:|---|---|---|---|\n",
    );
    for row in rows(execution) {
        let indent = "&nbsp;&nbsp;".repeat(row.depth);
        let (state, what, output) = (cell(&row.state), cell(&row.what), cell(&row.output));
        let output = if output.is_empty() {
            output
        } else {
            format!("`{output}`")
        };
        let _ = writeln!(
            page,
            "| {} | {indent}{state} | {} | {what} | {output} |",
            row.at, row.kind
        );
    }
    page
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
