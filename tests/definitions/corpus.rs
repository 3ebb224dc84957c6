//! What lies in `tests/corpus`: definitions, and for each its inputs and the test cases of its mocks.
//!
//! A definition `NAME.asl.json` (or `.yaml`) has mocks `NAME.mocks.json`; its test case `CASE` runs on
//! `NAME.CASE.input.json` where that exists, on `NAME.input.json` otherwise. Objects of S3 are in `NAME.s3.json`.

use std::path::PathBuf;
use std::sync::Arc;

use asl_ide::{Analysis, Document, Format, Mocks, SimulateRequest, Simulation, format_of};
use asl_interp::{Objects, RunOptions, WorkflowType};
use asl_scenario::mock::MockConfig;
use asl_testing::binary::repository;
use serde_json::Value;

/// A definition with its test cases.
#[derive(Debug)]
pub(crate) struct Definition {
    /// Its file.
    pub(crate) file: &'static str,
    /// What it is deployed as.
    pub(crate) workflow: WorkflowType,
}

const fn standard(file: &'static str) -> Definition {
    Definition {
        file,
        workflow: WorkflowType::Standard,
    }
}

const fn express(file: &'static str) -> Definition {
    Definition {
        file,
        workflow: WorkflowType::Express,
    }
}

/// Every definition that runs.
pub(crate) const DEFINITIONS: &[Definition] = &[
    standard("expense-claim.asl.json"),
    standard("loan-decision.asl.yaml"),
    standard("model-training.asl.yaml"),
    standard("nightly-report.asl.yaml"),
    standard("order-processing.asl.json"),
    standard("pet-reminder.asl.json"),
    standard("sales-import.asl.json"),
    express("sensor-readings.asl.json"),
    standard("trip-booking.asl.yaml"),
];

/// Definitions that do not run by themselves: one full of mistakes, and one that shows how YAML is written.
pub(crate) const OTHERS: &[&str] = &[
    "order-processing.asl.yaml",
    "order-processing.broken.asl.json",
];

impl Definition {
    /// `trip-booking` of `trip-booking.asl.yaml`.
    pub(crate) fn name(&self) -> &'static str {
        self.file.split('.').next().unwrap_or_default()
    }

    /// The document, as an editor has it.
    pub(crate) fn document(&self) -> Document {
        let (text, format) = self.text();
        Document::new(&text, format)
    }

    /// The file's text, and how it is written.
    pub(crate) fn text(&self) -> (String, Format) {
        let text = read(self.file);
        let format = format_of(self.file, None, &text).expect("the name says the format");
        (text, format)
    }

    /// The input of one test case, read.
    pub(crate) fn input_value(&self, case: &str) -> Value {
        json(&self.input(case))
    }

    pub(crate) fn mocks(&self) -> String {
        format!("{}.mocks.json", self.name())
    }

    /// The input of one test case.
    pub(crate) fn input(&self, case: &str) -> String {
        let own = format!("{}.{case}.input.json", self.name());
        let common = format!("{}.input.json", self.name());
        if folder().join(&own).exists() {
            own
        } else {
            common
        }
    }

    /// The file with the objects that its maps read, where it has some.
    pub(crate) fn objects(&self) -> Option<String> {
        Some(format!("{}.s3.json", self.name())).filter(|it| folder().join(it).exists())
    }

    /// The names of the test cases, in the order of the mock file.
    pub(crate) fn cases(&self) -> Vec<String> {
        let mocks = MockConfig::parse(&json(&self.mocks())).expect("the mocks are well formed");
        let cases = mocks.test_cases().into_iter();
        cases
            .filter(|(machine, _)| *machine == self.name())
            .map(|(_, case)| case.to_owned())
            .collect()
    }

    /// One test case through the library that the editors use.
    pub(crate) fn run(&self, case: &str) -> Simulation {
        let (analysis, file) = Analysis::single(self.document());
        let request = SimulateRequest {
            input: Some(json(&self.input(case))),
            mocks: Some(Mocks {
                name: self.mocks(),
                config: json(&self.mocks()),
                state_machine: None,
                test_case: Some(case.to_owned()),
            }),
            options: RunOptions {
                workflow: self.workflow,
                objects: self.objects().map(|it| {
                    let objects = Objects::from_json(&json(&it));
                    Arc::new(objects.expect("buckets, keys and texts"))
                }),
                ..RunOptions::default()
            },
            ..SimulateRequest::default()
        };
        asl_ide::simulate(&analysis, file, request).expect("the definition can run")
    }

    /// The arguments that run the same test case with the program.
    pub(crate) fn arguments(&self, case: &str) -> Vec<String> {
        let workflow = match self.workflow {
            WorkflowType::Standard => "standard",
            WorkflowType::Express => "express",
        };
        let (input, mocks) = (self.input(case), self.mocks());
        let arguments = ["simulate", self.file, "--input", &input, "--mock", &mocks];
        let last = ["--test-case", case, "--type", workflow, "--history", "json"];
        let arguments = arguments.into_iter().chain(last).map(str::to_owned);
        let objects = self.objects().map(|it| ["--s3".to_owned(), it]);
        arguments.chain(objects.into_iter().flatten()).collect()
    }
}

/// `tests/corpus`.
pub(crate) fn folder() -> PathBuf {
    repository().join("tests/corpus")
}

/// The names of the files of the corpus that end so, sorted.
pub(crate) fn files(ending: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("the corpus is there");
    let names = entries.flatten().map(|it| it.file_name());
    let names = names.map(|it| it.to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|it| it.contains(ending)).collect();
    names.sort();
    names
}

/// A text of the corpus.
fn read(file: &str) -> String {
    let path = folder().join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|it| panic!("{}: {it}", path.display()))
}

/// A JSON file of the corpus.
pub(crate) fn json(file: &str) -> Value {
    serde_json::from_str(&read(file)).unwrap_or_else(|it| panic!("{file}: {it}"))
}
