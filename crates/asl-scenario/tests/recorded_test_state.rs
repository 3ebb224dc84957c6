//! `TestState` answers recorded from AWS, where they lie beside the repository: how many come out
//! exactly.
//!
//! An extra, not a proof: without the recordings, or without Python for the tool that grades, it
//! says so and passes.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the recordings are files, the grader is a program, and a test may panic"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use asl_interp::RunOptions;
use asl_scenario::sample::SampleWorker;
use asl_scenario::test_state::{Problem, Refusal, Request, run};
use asl_testing::outside::shared;
use serde_json::{Value, json};

/// The cases that must come out exactly, of all that do not call a service.
const GOAL: f64 = 0.98;

/// Grades `FOLDER<tab>ACTUAL` lines with the recordings' own tool; prints those that differ.
const GRADER: &str = "
import importlib.util, json, pathlib, sys
spec = importlib.util.spec_from_file_location('tool', sys.argv[1])
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)
for line in open(sys.argv[2]):
    folder, actual = line.rstrip('\\n').split('\\t')
    expected = json.loads((pathlib.Path(folder) / 'expected.json').read_text())
    found = tool.compare_response(expected, json.loads(actual))
    if found:
        print(folder, json.dumps(found[0]))
";

fn read(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

/// What the simulator answers, in the form in which the recording has it.
fn answer(folder: &Path, expected: &Value) -> Option<Value> {
    let definition = read(&folder.join("definition.asl.json"))?;
    let request = Request::parse(&read(&folder.join("request.json"))?).ok()?;
    let lone = request.state_name.is_none();
    let refusal = match run(
        &definition,
        &request,
        &mut SampleWorker,
        &RunOptions::default(),
    ) {
        Ok(answer) => return Some(answer.response),
        Err(Problem::Refused(refusal)) => refusal,
        Err(Problem::Broken(errors)) => Refusal::of_definition(&errors, lone),
    };
    if expected["response"].get("exception_typename").is_none() {
        return Some(refusal.to_json());
    }
    let (code, message) = (refusal.code.name(), &refusal.message);
    let words = if code == "ParamValidationError" {
        message.clone()
    } else {
        format!("An error occurred ({code}) when calling the TestState operation: {message}")
    };
    Some(json!({ "exception_typename": code, "exception_value": words }))
}

#[test]
fn recorded_answers_come_out_exactly() {
    let (Some(folder), Some(tool)) = (
        shared("cases/recorded/test_state"),
        shared("tools/compare_case.py"),
    ) else {
        return;
    };
    let mut lines = String::new();
    let mut cases = 0_u32;
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let folder = entry.path();
        let Some(expected) = read(&folder.join("expected.json")) else {
            continue;
        };
        if expected["calls_aws"] == json!(true) {
            continue;
        }
        cases += 1;
        let answer = answer(&folder, &expected).unwrap_or_default();
        let _ = writeln!(lines, "{}\t{answer}", folder.display());
    }
    let list = std::env::temp_dir().join(format!("asl-test-state-{}", std::process::id()));
    fs::write(&list, lines).expect("a list");
    let graded = Command::new("python3")
        .args(["-c", GRADER])
        .args([&tool, &list])
        .output();
    fs::remove_file(&list).ok();
    let Ok(graded) = graded else {
        eprintln!("note: there is no python3, nothing was graded");
        return;
    };
    let differing = String::from_utf8_lossy(&graded.stdout);
    let exact = cases - u32::try_from(differing.lines().count()).unwrap_or(cases);
    eprintln!("{exact} of {cases} exact\n{differing}");
    assert!(graded.status.success(), "the grader failed");
    assert!(f64::from(exact) >= GOAL * f64::from(cases), "{differing}");
}
