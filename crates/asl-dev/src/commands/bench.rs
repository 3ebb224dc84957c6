//! `cargo dev bench`: the benchmarks, and the table of speed targets.
//!
//! Benchmarks are the `[[bench]]` targets of the workspace; their names are unique. The one called
//! [`TARGETS`] measures the rows of the table of speed targets and prints it.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::Value;

use super::Done;
use crate::workspace::{cargo, exit_code, print, run as run_program, say, target};

/// The benchmark that prints the table of speed targets.
const TARGETS: &str = "targets";

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A benchmark by name, for example `recovery`.
    #[arg(default_value = TARGETS)]
    name: String,
    /// List the benchmarks instead.
    #[arg(long)]
    list: bool,
    /// Handed on to the benchmark.
    #[arg(last = true)]
    rest: Vec<String>,
}

/// One benchmark.
struct Bench {
    package: String,
    name: String,
}

/// Builds a benchmark with optimisation and runs it.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let benches = benches()?;
    if arguments.list {
        benches
            .iter()
            .try_for_each(|bench| print(&format!("{} ({})", bench.name, bench.package)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(bench) = benches.iter().find(|bench| bench.name == arguments.name) else {
        let names: Vec<_> = benches.iter().map(|bench| bench.name.as_str()).collect();
        say(&format!(
            "no benchmark `{}`; there are: {}",
            arguments.name,
            names.join(", ")
        ));
        return Ok(ExitCode::from(2));
    };
    let mut command = cargo();
    if bench.name == TARGETS {
        command.env("ASL_BINARY", release_binary()?);
    }
    command.args([
        "bench",
        "--quiet",
        "--package",
        &bench.package,
        "--bench",
        &bench.name,
    ]);
    if !arguments.rest.is_empty() {
        command.arg("--").args(&arguments.rest);
    }
    Ok(exit_code(run_program(&mut command)?))
}

/// The product as users have it: two rows of the table start it.
fn release_binary() -> io::Result<PathBuf> {
    let mut build = cargo();
    let built = run_program(build.args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "asl-language-server",
    ]))?;
    if !built.success() {
        return Err(io::Error::other("the binary cannot be built"));
    }
    let name = format!("asl{}", std::env::consts::EXE_SUFFIX);
    std::path::absolute(target().join("release").join(name))
}

fn benches() -> io::Result<Vec<Bench>> {
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages.flat_map(benches_of).collect())
}

fn benches_of(package: &Value) -> Vec<Bench> {
    let targets = package["targets"].as_array().into_iter().flatten();
    let benches = targets.filter(|target| target["kind"][0] == "bench");
    benches
        .filter_map(|bench| {
            Some(Bench {
                package: package["name"].as_str()?.to_owned(),
                name: bench["name"].as_str()?.to_owned(),
            })
        })
        .collect()
}
