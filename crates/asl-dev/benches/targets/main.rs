//! The speed targets, measured: one row each, at 10 kB and at 1 MB, always after an edit.
//!
//! `cargo dev bench` builds the binary with optimisation, names it in `ASL_BINARY` and runs this.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where it cannot begin"
)]

mod editor;
mod interpreter;
mod process;

use std::time::{Duration, Instant};

use editor::Editor;

const SMALL: usize = 10_000;
const LARGE: usize = 1_000_000;

/// One row: what was measured against what is wanted, at both sizes.
struct Row {
    what: &'static str,
    cells: Vec<Cell>,
}

/// A measured value beside its target, both as they are printed.
struct Cell {
    size: &'static str,
    measured: String,
    target: String,
    met: bool,
}

impl Cell {
    /// A duration that should not be longer than `limit`.
    fn time(size: &'static str, measured: Duration, limit: Duration) -> Self {
        Self {
            size,
            measured: millis(measured),
            target: format!("≤ {}", millis(limit)),
            met: measured <= limit,
        }
    }

    /// Megabytes that should not be more than `limit`.
    fn memory(size: &'static str, measured: f64, limit: f64) -> Self {
        Self {
            size,
            measured: format!("{measured:.1} MB"),
            target: format!("≤ {limit} MB"),
            met: measured <= limit,
        }
    }

    /// A rate that should not be less than `limit`.
    fn rate(size: &'static str, measured: f64, limit: f64) -> Self {
        Self {
            size,
            measured: format!("{measured:.0}/s"),
            target: format!("≥ {limit:.0}/s"),
            met: measured >= limit,
        }
    }
}

fn millis(duration: Duration) -> String {
    format!("{:.3} ms", duration.as_secs_f64() * 1_000.0)
}

/// The median of many runs, after a few to warm up.
fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    (0..=runs / 10).for_each(|_| run());
    let mut times: Vec<_> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    // Cargo's test runner starts benchmarks too, without asking them to measure.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let binary = std::env::var_os("ASL_BINARY");
    let mut rows = vec![keystroke(), questions()];
    if let Some(binary) = &binary {
        rows.extend([start(binary.as_ref()), memory(binary.as_ref())]);
    }
    rows.push(interpreter::row());
    println!(
        "{:<46} {:<7} {:>14} {:>14}",
        "what", "size", "measured", "target"
    );
    for row in &rows {
        for cell in &row.cells {
            let verdict = if cell.met { "" } else { "  MISSED" };
            println!(
                "{:<46} {:<7} {:>14} {:>14}{verdict}",
                row.what, cell.size, cell.measured, cell.target
            );
        }
    }
}

fn keystroke() -> Row {
    let cell = |size, bytes, runs, limit| {
        let mut editor = Editor::new(bytes);
        Cell::time(
            size,
            median(runs, || editor.keystroke()),
            Duration::from_micros(limit),
        )
    };
    Row {
        what: "keystroke to diagnostics computed",
        cells: vec![
            cell("10 kB", SMALL, 400, 200),
            cell("1 MB", LARGE, 40, 5_000),
        ],
    }
}

fn questions() -> Row {
    let cell = |size, bytes, runs, limit| {
        let mut editor = Editor::new(bytes);
        Cell::time(
            size,
            editor.slowest_question(runs),
            Duration::from_micros(limit),
        )
    };
    Row {
        what: "completion, hover, definition (the slowest)",
        cells: vec![
            cell("10 kB", SMALL, 400, 100),
            cell("1 MB", LARGE, 40, 2_000),
        ],
    }
}

fn start(binary: &std::path::Path) -> Row {
    let start = median(10, || drop(process::Session::start(binary)));
    Row {
        what: "process start to answer to initialize",
        cells: vec![Cell::time("", start, Duration::from_millis(10))],
    }
}

fn memory(binary: &std::path::Path) -> Row {
    let cell = |size, bytes, limit| {
        let resident = process::resident_with_document(binary, bytes)?;
        Some(Cell::memory(size, resident, limit))
    };
    Row {
        what: "resident memory with the document open",
        cells: [cell("10 kB", SMALL, 15.0), cell("1 MB", LARGE, 80.0)]
            .into_iter()
            .flatten()
            .collect(),
    }
}
