//! A scope for tests, whose random numbers and UUIDs are known.

use std::cell::Cell;

use asl_path::Scope;
use serde_json::{Value, json};

/// An input, the context object and the variables of a test.
pub(crate) struct TestScope {
    input: Value,
    pub(crate) context: Value,
    variables: Value,
    next: Cell<u64>,
}

impl TestScope {
    /// A scope with this input, a small context object and two variables.
    pub(crate) fn new(input: Value) -> Self {
        Self {
            input,
            context: json!({ "Execution": { "Id": "run-1" }, "State": { "Name": "Pick" } }),
            variables: json!({ "count": 3, "who": { "name": "Ada" } }),
            next: Cell::new(0),
        }
    }
}

impl Scope for TestScope {
    fn input(&self) -> &Value {
        &self.input
    }

    fn context(&self) -> &Value {
        &self.context
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.get(name)
    }

    fn random(&self) -> u64 {
        self.next.replace(self.next.get() + 1)
    }

    fn uuid(&self) -> String {
        format!("00000000-0000-4000-8000-{:012}", self.random())
    }
}
