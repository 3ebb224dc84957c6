//! The guides that the project grew from, where they lie beside the repository: every state machine in them runs to
//! its success and to each of its failure ends. (That nothing is reported in them is a test of the rules.)

#![expect(
    clippy::expect_used,
    reason = "a failed expectation of a test is a panic"
)]

mod extract;
mod machines;

use asl_interp::{Machine, RunOptions};
use asl_scenario::mock::MockConfig;
use extract::{Block, blocks};
use machines::{CASES, Case};
use serde_json::{Value, json};

#[test]
fn every_machine_runs_to_every_end() {
    let Some(blocks) = blocks() else { return };
    assert!(!blocks.is_empty(), "the guides hold machines");
    let mut failures = Vec::new();
    for block in &blocks {
        let cases: Vec<&Case> = CASES.iter().filter(|it| block.name == it.machine).collect();
        if cases.is_empty() {
            failures.push(format!("{}: no case", block.name));
        }
        failures.extend(cases.iter().filter_map(|case| run(block, case).err()));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn run(block: &Block, case: &Case) -> Result<(), String> {
    let fail = |what: String| Err(format!("{} ({}): {what}", block.name, case.name));
    let machine = match Machine::compile(&block.definition) {
        Ok(machine) => machine,
        Err(errors) => return fail(format!("{errors:?}")),
    };
    let mocks = MockConfig::parse(&mock_file(&case.mocks())).map_err(|it| format!("{it:?}"))?;
    let mut worker = mocks
        .worker(None, Some("run"))
        .map_err(|it| it.to_string())?;
    let execution = asl_interp::run(&machine, case.input(), &mut worker, &RunOptions::default());
    let ended = (execution.status.name(), execution.error.as_deref());
    if ended == (case.status, case.error) {
        Ok(())
    } else {
        fail(format!("{ended:?}, cause {:?}", execution.cause))
    }
}

/// A MockConfigFile of one test case from `{state: answer}`.
fn mock_file(answers: &Value) -> Value {
    let empty = serde_json::Map::new();
    let answers = answers.as_object().unwrap_or(&empty);
    let names: serde_json::Map<String, Value> = answers
        .keys()
        .map(|it| (it.clone(), it.as_str().into()))
        .collect();
    let responses: serde_json::Map<String, Value> = answers
        .iter()
        .map(|(state, answer)| (state.clone(), json!({ "0-9": answer })))
        .collect();
    json!({ "StateMachines": { "guide": { "TestCases": { "run": names } } }, "MockedResponses": responses })
}
