//! How long `asl check` takes on a folder of 1,000 definitions, 4 MB in all, from the start of the
//! process to its end. The target is half a second on two cores.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measure that cannot begin has failed; it prints what it measured"
)]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use asl_testing::generate;

const FILES: usize = 1_000;
const BYTES: usize = 4_000;
const RUNS: usize = 10;

fn main() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let mut bytes = 0;
    for number in 0..FILES {
        let text = generate::json(BYTES);
        bytes += text.len();
        let path = folder.path().join(format!("{number}.asl.json"));
        std::fs::write(path, text).expect("the file can be written");
    }
    let mut times: Vec<_> = (0..RUNS).map(|_| run(folder.path())).collect();
    times.sort();
    let (fastest, median) = (times[0], times[RUNS / 2]);
    println!("{FILES} definitions, {bytes} bytes: {median:?} (fastest {fastest:?}), target 500ms");
}

fn run(folder: &std::path::Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asl"));
    command.args(["check", "."]).current_dir(folder);
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status();
    let took = start.elapsed();
    assert!(status.expect("it runs").code() < Some(2));
    took
}
