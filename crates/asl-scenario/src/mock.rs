//! AWS Step Functions Local's `MockConfigFile.json`: which Task is answered how.
//!
//! The format, AWS's part of it and ours, stands in this crate's README. Calls are counted by the
//! state's name, over all visits, iterations and retries. A call that the response says nothing of
//! fails the execution, and nothing catches that; a Task that the test case does not name is
//! answered by whatever worker is next ([`MockWorker::with_others`]).

mod answer;
mod read;
mod worker;

use std::fmt;

use asl_interp::TaskAnswer;
use indexmap::IndexMap;

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
    answer: TaskAnswer,
}

/// What is wrong in a mock file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockError {
    /// The place in the file, as a JSON pointer; empty for the file as a whole.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for MockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pointer.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", self.pointer, self.message)
    }
}

impl std::error::Error for MockError {}

impl MockConfig {
    /// Reads and checks a mock file; answers all mistakes at once.
    pub fn parse(file: &serde_json::Value) -> Result<Self, Vec<MockError>> {
        read::read(file)
    }

    /// The worker of the one test case that is meant: neither name is needed where the file leaves
    /// no choice.
    pub fn worker(
        &self,
        state_machine: Option<&str>,
        test_case: Option<&str>,
    ) -> Result<MockWorker, NoSuchCase> {
        let case = self.choose(state_machine, test_case)?;
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

    fn choose(
        &self,
        state_machine: Option<&str>,
        test_case: Option<&str>,
    ) -> Result<&TestCase, NoSuchCase> {
        let fits = |wanted: Option<&str>, name: &str| wanted.is_none_or(|it| it == name);
        let machines = self.machines.iter();
        let cases = machines
            .filter(|(machine, _)| fits(state_machine, machine))
            .flat_map(|(_, cases)| cases);
        let fitting: Vec<_> = cases
            .filter(|(case, _)| fits(test_case, case))
            .map(|(_, case)| case)
            .collect();
        match fitting[..] {
            [only] => Ok(only),
            [] => Err(NoSuchCase(format!(
                "The mocks have no such test case; they have {}",
                self.list()
            ))),
            _ => Err(NoSuchCase(format!(
                "Say which test case of the mocks is meant: {}",
                self.list()
            ))),
        }
    }

    fn list(&self) -> String {
        let names: Vec<_> = self
            .test_cases()
            .iter()
            .map(|(machine, case)| format!("{case} (of {machine})"))
            .collect();
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        }
    }
}

/// Why no test case, or not just one, is the one that is meant. Reads as a sentence, with the test
/// cases that there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchCase(String);

impl fmt::Display for NoSuchCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoSuchCase {}
