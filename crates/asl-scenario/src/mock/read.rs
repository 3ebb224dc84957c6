//! Reads a mock file and says what is wrong with it.

use indexmap::IndexMap;
use serde_json::Value;

use super::{MockConfig, MockError, Response, Responses, TestCase};
use crate::pointer::below;

/// What is said of a document that is something else, such as the execution's input.
const NO_MOCK_FILE: &str = "This is no mock file: it has no 'StateMachines' \
    (the form is that of Step Functions Local's MockConfigFile.json)";

/// Reads a mock file.
pub(super) fn read(file: &Value) -> Result<MockConfig, Vec<MockError>> {
    if file.get("StateMachines").is_none() {
        return Err(vec![MockError {
            pointer: String::new(),
            message: NO_MOCK_FILE.to_owned(),
        }]);
    }
    let mut reader = Reader::default();
    let config = reader.config(file);
    if reader.errors.is_empty() {
        Ok(config)
    } else {
        Err(reader.errors)
    }
}

#[derive(Default)]
pub(super) struct Reader {
    errors: Vec<MockError>,
}

impl Reader {
    pub(super) fn error(&mut self, pointer: &str, message: impl Into<String>) {
        self.errors.push(MockError {
            pointer: pointer.to_owned(),
            message: message.into(),
        });
    }

    /// The members of an object, with the pointer of each.
    fn members<'a>(
        &mut self,
        value: Option<&'a Value>,
        pointer: &str,
    ) -> Vec<(&'a str, &'a Value, String)> {
        let Some(Value::Object(members)) = value else {
            self.error(pointer, "An object is needed here");
            return Vec::new();
        };
        members
            .iter()
            .map(|(name, value)| (name.as_str(), value, below(pointer, name)))
            .collect()
    }

    fn config(&mut self, file: &Value) -> MockConfig {
        let responses = self.responses(file.get("MockedResponses"));
        let mut machines = IndexMap::new();
        for (machine, value, pointer) in self.members(file.get("StateMachines"), "/StateMachines") {
            let pointer = format!("{pointer}/TestCases");
            let mut cases = IndexMap::new();
            for (case, value, pointer) in self.members(value.get("TestCases"), &pointer) {
                cases.insert(case.to_owned(), self.test_case(value, &pointer, &responses));
            }
            machines.insert(machine.to_owned(), cases);
        }
        MockConfig {
            machines,
            responses,
        }
    }

    fn test_case(
        &mut self,
        value: &Value,
        pointer: &str,
        responses: &IndexMap<String, Responses>,
    ) -> TestCase {
        let mut case = TestCase::new();
        for (state, name, pointer) in self.members(Some(value), pointer) {
            let Some(name) = name.as_str() else {
                self.error(&pointer, "The name of a mocked response is needed here");
                continue;
            };
            if !responses.contains_key(name) {
                self.error(&pointer, format!("'MockedResponses' has no '{name}'"));
            }
            case.insert(state.to_owned(), name.to_owned());
        }
        case
    }

    fn responses(&mut self, value: Option<&Value>) -> IndexMap<String, Responses> {
        if value.is_none() {
            return IndexMap::new(); // A file may mock nothing.
        }
        let mut all = IndexMap::new();
        for (name, value, pointer) in self.members(value, "/MockedResponses") {
            all.insert(name.to_owned(), self.calls(value, &pointer));
        }
        all
    }

    fn calls(&mut self, value: &Value, pointer: &str) -> Responses {
        let mut calls: Vec<Response> = Vec::new();
        for (key, value, pointer) in self.members(Some(value), pointer) {
            let Some((first, last)) = range(key) else {
                let message = format!(
                    "'{key}' is neither a number such as \"0\" nor a range such as \"1-2\""
                );
                self.error(&pointer, message);
                continue;
            };
            if calls
                .iter()
                .any(|other| first <= other.last && other.first <= last)
            {
                self.error(
                    &pointer,
                    format!("'{key}' overlaps with another number or range"),
                );
            }
            if let Some(answer) = self.answer(value, &pointer) {
                calls.push(Response {
                    first,
                    last,
                    answer,
                });
            }
        }
        calls.sort_by_key(|response| response.first);
        Responses { calls }
    }
}

/// `"2"` or `"1-3"`.
fn range(key: &str) -> Option<(u32, u32)> {
    let (first, last) = key.split_once('-').unwrap_or((key, key));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}
