//! Every test case of every definition, to its end: the result, the virtual time that it took, its retries and the
//! states on its way. `ends/NAME.txt` holds what is expected.

use std::fmt::Write as _;
use std::process::Command;

use asl_ide::report::time;
use asl_interp::{Execution, StateVisit};
use asl_testing::binary::{asl, repository};
use expect_test::expect_file;
use serde_json::Value;

use crate::corpus::{self, DEFINITIONS, Definition};

/// Every test case ends as `ends/NAME.txt` says. `UPDATE_EXPECT=1` writes the files anew: read what has changed.
#[test]
fn every_case_ends_as_it_should() {
    for definition in DEFINITIONS {
        let cases = definition.cases();
        let pages = cases
            .iter()
            .map(|case| page(case, &definition.run(case).execution));
        let pages: Vec<String> = pages.collect();
        let file = format!("tests/definitions/ends/{}.txt", definition.name());
        expect_file![repository().join(file)].assert_eq(&pages.join("\n"));
    }
}

/// The program prints, event for event, what the editors are told.
#[test]
fn the_program_says_the_same() {
    for definition in DEFINITIONS {
        for case in definition.cases() {
            let execution = definition.run(&case).execution;
            let output = Command::new(asl())
                .args(definition.arguments(&case))
                .current_dir(corpus::folder())
                .output()
                .expect("asl starts");
            let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
            assert_eq!(said, execution.to_json(), "{} {case}", definition.file);
            let fine = said["status"] == "SUCCEEDED";
            assert_eq!(output.status.code(), Some(i32::from(!fine)), "{case}");
        }
    }
}

/// No file of the corpus is forgotten, and no input lacks its test case.
#[test]
fn every_file_belongs_to_a_case() {
    let mut definitions: Vec<&str> = DEFINITIONS.iter().map(|it| it.file).collect();
    definitions.extend(corpus::OTHERS);
    definitions.sort_unstable();
    assert_eq!(corpus::files(".asl."), definitions);
    let expected: Vec<String> = DEFINITIONS.iter().map(Definition::mocks).collect();
    assert_eq!(corpus::files(".mocks."), expected);
    let objects: Vec<String> = DEFINITIONS.iter().filter_map(Definition::objects).collect();
    assert_eq!(corpus::files(".s3."), objects);
    let mut inputs: Vec<String> = DEFINITIONS
        .iter()
        .flat_map(|it| it.cases().into_iter().map(|case| it.input(&case)))
        .collect();
    inputs.sort();
    inputs.dedup();
    assert_eq!(corpus::files(".input."), inputs);
    for input in inputs {
        assert!(corpus::folder().join(&input).exists(), "{input}");
    }
}

/// One case as a page of the expectations.
fn page(case: &str, execution: &Execution) -> String {
    let summary = &execution.summary;
    let mut page = format!(
        "{case}: {} after {} s, {} retries\n",
        execution.status.name(),
        summary.duration.as_secs_f64(),
        summary.retries
    );
    let path: Vec<String> = execution.states.iter().map(step).collect();
    let _ = writeln!(page, "  {}", path.join(" → "));
    if let Some(error) = &execution.error {
        let _ = writeln!(page, "  error  {error}");
    }
    if let Some(cause) = &execution.cause {
        let _ = writeln!(page, "  cause  {cause}");
    }
    if let Some(output) = &execution.output {
        let _ = writeln!(page, "  output {output}");
    }
    page
}

/// `Draw one[2]`, with the waits before its retries and the error that ended it.
fn step(visit: &StateVisit) -> String {
    let mut step = visit.name.to_string();
    if let Some(index) = visit.index {
        let _ = write!(step, "[{index}]");
    }
    for retry in &visit.retries {
        let _ = write!(step, " ↻ {}", time(retry.delay));
    }
    if let Some((error, _)) = &visit.error {
        let _ = write!(step, " ✗ {}", error.as_deref().unwrap_or("no name"));
    }
    step
}
