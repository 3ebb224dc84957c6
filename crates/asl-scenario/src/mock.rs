//! Mocks in the form of AWS Step Functions Local's `MockConfigFile.json`.

use std::fmt;

use asl_interp::{TaskAnswer, TaskCall, Worker};
use serde_json::Value;

/// A mock file, read and checked.
#[derive(Clone, Debug)]
pub struct MockConfig {}

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
    /// Reads and checks a mock file.
    pub fn parse(_file: &Value) -> Result<Self, Vec<MockError>> {
        Ok(Self {})
    }

    /// The worker of one test case. Without a state machine's name the file must hold just one.
    pub fn worker(&self, _state_machine: Option<&str>, _test_case: &str) -> Result<MockWorker, MockError> {
        Ok(MockWorker {})
    }

    /// Every (state machine, test case) of the file, in its order.
    pub fn test_cases(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }
}

/// Answers the Tasks of one test case; a state without a mock gets a made-up answer.
#[derive(Clone, Debug)]
pub struct MockWorker {}

impl Worker for MockWorker {
    fn call(&mut self, _task: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(Value::Null)
    }
}
