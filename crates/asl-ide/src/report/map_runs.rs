//! The runs of Distributed Maps with their counts.

use asl_interp::{Execution, MapRun, RunCounts};

use super::{count, grouped, listed};

/// A line for each run; of many the first.
pub(super) fn map_runs(execution: &Execution) -> Vec<String> {
    let runs = execution.map_runs.iter().map(line);
    listed("map run", runs, ("more run", "more runs"))
}

/// `Orders SUCCEEDED; 10 items: 7 succeeded, 3 failed; 5 executions: 4 succeeded, 1 failed`.
fn line(run: &MapRun) -> String {
    let status = run.status.map_or("cut off", |it| it.name());
    let items = count(run.items.total(), "item", "items");
    let executions = count(run.executions.total(), "execution", "executions");
    format!(
        "{} {status}; {}; {}",
        run.state,
        with_parts(items, &outcomes(&run.items)),
        with_parts(executions, &outcomes(&run.executions)),
    )
}

fn outcomes(counts: &RunCounts) -> Vec<(u64, &'static str)> {
    let mut all = vec![(counts.succeeded, "succeeded")];
    all.extend(mishaps(counts));
    all.push((counts.results_written, "written"));
    all
}

/// What became of those that did not succeed.
pub(super) fn mishaps(counts: &RunCounts) -> [(u64, &'static str); 5] {
    [
        (counts.failed, "failed"),
        (counts.timed_out, "timed out"),
        (counts.aborted, "aborted"),
        (counts.running, "cut off"),
        (counts.pending, "not begun"),
    ]
}

/// `10 items: 3 failed`, without the parts that are none.
pub(super) fn with_parts(all: String, parts: &[(u64, &str)]) -> String {
    let parts: Vec<_> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{} {what}", grouped(*number)))
        .collect();
    if parts.is_empty() {
        return all;
    }
    format!("{all}: {}", parts.join(", "))
}
