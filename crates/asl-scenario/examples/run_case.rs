//! Runs a definition as `asl simulate` does, for measuring this crate alone:
//! `run_case simulate DEFINITION --input FILE --mock FILE --test-case NAME --history json`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is an edge"
)]

use std::error::Error;
use std::process::ExitCode;

use asl_interp::{Machine, RunOptions, Status};
use asl_scenario::mock::MockConfig;
use serde_json::{Value, json};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(2).collect();
    let option = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let read = |path: &str| -> Result<Value, Box<dyn Error>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
    };
    let definition = read(arguments.first().ok_or("no definition")?)?;
    let input = option("--input").map_or(Ok(json!({})), |path| read(path))?;
    let mocks = option("--mock").map_or(Ok(json!({ "StateMachines": {} })), |path| read(path))?;
    let mocks = MockConfig::parse(&mocks).map_err(|errors| format!("{errors:?}"))?;
    let case = option("--test-case").map_or("run", String::as_str);
    let mut worker = mocks.worker(None, case)?;
    let machine = Machine::compile(&definition).map_err(|errors| format!("{errors:?}"))?;
    let execution = asl_interp::run(&machine, input, &mut worker, &RunOptions::default());
    println!("{}", execution.to_json());
    Ok(ExitCode::from(u8::from(
        execution.status != Status::Succeeded,
    )))
}
