//! What completion takes where a call is written: the first list of a service's actions, and every
//! later one. A service is read once in a process, so each first figure is the median of processes.
//!
//! `cargo dev bench calls` runs it.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where it cannot begin"
)]

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use asl_ide::{Analysis, CompletionConfig, Document, FilePosition, Format, TextSize, completions};

/// What is typed, from the smallest service to the largest.
const TYPED: &[&str] = &[
    "",
    "arn:aws:states:::aws-sdk:sqs:",
    "arn:aws:states:::aws-sdk:dynamodb:",
    "arn:aws:states:::aws-sdk:s3:",
    "arn:aws:states:::aws-sdk:sagemaker:",
    "arn:aws:states:::aws-sdk:ec2:",
    "arn:aws:states:::aws-sdk:ec2:run",
    "dynamodb put",
];

/// How often each is measured.
const RUNS: usize = 21;

fn main() {
    let typed = std::env::args().nth(1).filter(|it| !it.starts_with("--"));
    if let Some(typed) = typed {
        println!("{}", first(typed.trim_start_matches('=')).as_nanos());
        return;
    }
    println!(
        "{:36} {:>9} {:>9} {:>6}",
        "typed", "first", "later", "items"
    );
    for typed in TYPED {
        let mut firsts: Vec<_> = (0..RUNS).map(|_| in_a_process(typed)).collect();
        let (later, items) = later(typed);
        let (first, later) = (millis(median(&mut firsts)), millis(later));
        println!("{typed:36} {first:>9} {later:>9} {items:>6}");
    }
}

/// The first list in a process of its own.
fn in_a_process(typed: &str) -> Duration {
    let program = std::env::current_exe().expect("this program has a name");
    // The sign keeps an empty text an argument.
    let output = Command::new(program).arg(format!("={typed}")).output();
    let output = output.expect("it runs");
    let nanos = String::from_utf8_lossy(&output.stdout).trim().parse();
    Duration::from_nanos(nanos.expect("it prints a number"))
}

fn first(typed: &str) -> Duration {
    let (analysis, at) = machine(typed);
    list(&analysis, at).0
}

fn later(typed: &str) -> (Duration, usize) {
    let (analysis, at) = machine(typed);
    let (_, items) = list(&analysis, at);
    let mut times: Vec<_> = (0..RUNS).map(|_| list(&analysis, at).0).collect();
    (median(&mut times), items)
}

fn list(analysis: &Analysis, at: FilePosition) -> (Duration, usize) {
    let config = CompletionConfig {
        snippets: true,
        workflow: None,
    };
    let start = Instant::now();
    let items = black_box(completions(analysis, at, &config));
    (start.elapsed(), items.len())
}

/// A machine with one Task, whose resource ends at the cursor.
fn machine(typed: &str) -> (Analysis, FilePosition) {
    let before = format!(
        "{{\"StartAt\": \"T\", \"States\": {{\"T\": {{\"Type\": \"Task\",\n\"Resource\": \"{typed}"
    );
    let text = format!("{before}\",\n\"End\": true}}}}}}");
    let (analysis, file) = Analysis::single(Document::new(&text, Format::Json));
    let offset = TextSize::of(before.as_str());
    (analysis, FilePosition { file, offset })
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}
