//! Mocks in the form of AWS Step Functions Local's `MockConfigFile.json`.
//!
//! A file names test cases per state machine; a test case names a mocked response per state; a
//! mocked response says for each call of the state, by number or range, what it returns or throws.
//! The calls of a state are counted over the whole execution, retries and iterations included.

mod read;
mod worker;

use std::fmt;

use indexmap::IndexMap;
use serde_json::Value;

pub use worker::MockWorker;

/// A mock file, read and checked.
#[derive(Clone, Debug)]
pub struct MockConfig {
    machines: IndexMap<String, IndexMap<String, TestCase>>,
    responses: IndexMap<String, Responses>,
}

/// The name of the mocked response of each state.
type TestCase = IndexMap<String, String>;

/// What one mocked response says, by call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Responses {
    calls: Vec<Response>,
}

/// The answer to the calls from `first` to `last`, counted from 0.
#[derive(Clone, Debug)]
struct Response {
    first: u32,
    last: u32,
    answer: Answer,
}

#[derive(Clone, Debug)]
enum Answer {
    Return(Value),
    Throw {
        error: Option<String>,
        cause: Option<String>,
    },
}

/// What is wrong in a mock file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockError {
    /// The place in the file, as a JSON pointer.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for MockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer, self.message)
    }
}

impl std::error::Error for MockError {}

impl MockConfig {
    /// Reads and checks a mock file; answers all mistakes at once.
    pub fn parse(file: &Value) -> Result<Self, Vec<MockError>> {
        read::read(file)
    }

    /// The worker of one test case. Without a state machine's name the test case must be found in
    /// just one.
    pub fn worker(
        &self,
        state_machine: Option<&str>,
        test_case: &str,
    ) -> Result<MockWorker, MockError> {
        let case = match state_machine {
            Some(name) => self.case_of(name, test_case)?,
            None => self.only_case(test_case)?,
        };
        let responses = case
            .iter()
            .filter_map(|(state, name)| Some((state.clone(), self.responses.get(name)?.clone())));
        Ok(MockWorker::new(responses.collect()))
    }

    /// Every (state machine, test case) of the file, in its order.
    pub fn test_cases(&self) -> Vec<(&str, &str)> {
        let machines = self.machines.iter();
        machines
            .flat_map(|(machine, cases)| cases.keys().map(|case| (machine.as_str(), case.as_str())))
            .collect()
    }

    fn case_of(&self, machine: &str, test_case: &str) -> Result<&TestCase, MockError> {
        let Some(cases) = self.machines.get(machine) else {
            return Err(unknown(
                "/StateMachines",
                "state machine",
                machine,
                self.machines.keys(),
            ));
        };
        let pointer = format!("/StateMachines/{}/TestCases", escape(machine));
        cases
            .get(test_case)
            .ok_or_else(|| unknown(&pointer, "test case", test_case, cases.keys()))
    }

    fn only_case(&self, test_case: &str) -> Result<&TestCase, MockError> {
        let holders: Vec<_> = self
            .machines
            .iter()
            .filter(|(_, cases)| cases.contains_key(test_case))
            .collect();
        match holders.as_slice() {
            [(_, cases)] => Ok(&cases[test_case]),
            [] => {
                let known = self.machines.values().flat_map(IndexMap::keys);
                Err(unknown("/StateMachines", "test case", test_case, known))
            }
            _ => Err(MockError {
                pointer: "/StateMachines".to_owned(),
                message: format!(
                    "Several state machines have a test case '{test_case}': {}",
                    quoted(holders.iter().map(|(name, _)| *name))
                ),
            }),
        }
    }
}

fn unknown<'a>(
    pointer: &str,
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'a String>,
) -> MockError {
    let known = quoted(known);
    let hint = if known.is_empty() {
        "there is none".to_owned()
    } else {
        format!("known are {known}")
    };
    MockError {
        pointer: pointer.to_owned(),
        message: format!("No {what} is named '{name}'; {hint}"),
    }
}

fn quoted<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names
        .map(|name| format!("'{name}'"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A name as a token of a JSON pointer.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
