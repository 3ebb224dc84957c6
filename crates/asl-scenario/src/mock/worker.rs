//! Answers Tasks with the mocked responses of a test case.

use asl_interp::{TaskAnswer, TaskCall, TaskOutcome, Worker};
use asl_lang::reserved::RUNTIME;
use indexmap::IndexMap;

use super::Responses;
use crate::conformance::{Mismatch, Mode, check_in_execution};
use crate::response::refusal;
use crate::sample::SampleWorker;

/// Answers the Tasks of one test case; a state without a mock is left to another worker.
#[derive(Clone, Debug)]
pub struct MockWorker<W = SampleWorker> {
    /// By the state's name.
    states: IndexMap<String, MockedState>,
    doubts: Vec<String>,
    others: W,
}

#[derive(Clone, Debug)]
struct MockedState {
    responses: Responses,
    /// Calls so far. Step Functions Local counts by the state's name, whichever machine it is in.
    calls: u32,
}

impl MockWorker {
    pub(super) fn new(responses: IndexMap<String, Responses>) -> Self {
        let states = responses.into_iter().map(|(state, responses)| {
            let mocked = MockedState {
                responses,
                calls: 0,
            };
            (state, mocked)
        });
        Self {
            states: states.collect(),
            doubts: Vec::new(),
            others: SampleWorker,
        }
    }
}

impl<W> MockWorker<W> {
    /// The same mocks, with another worker for the states that have none.
    pub fn with_others<O: Worker>(self, others: O) -> MockWorker<O> {
        MockWorker {
            states: self.states,
            doubts: self.doubts,
            others,
        }
    }

    /// What was returned that AWS would not: sentences for a person, each once.
    pub fn doubts(&self) -> &[String] {
        &self.doubts
    }

    fn doubt(&mut self, task: &TaskCall<'_>, answer: &TaskAnswer) {
        let TaskOutcome::Success(response) = &answer.outcome else {
            return;
        };
        let state = task.state;
        let doubt = match refusal(task, response) {
            Some(refusal) => {
                let error = refusal.error;
                format!(
                    "The mock of {state} returns what AWS makes a failure of: Throw {error} instead"
                )
            }
            // What a service leaves out of its answer is for the test to say; what it never says is not.
            None => match check_in_execution(task.resource, response, Mode::Present).first() {
                Some(mismatch) => unlike(task, mismatch),
                None => return,
            },
        };
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// The names of the mocked states, in the order of the test case.
    pub fn mocked(&self) -> impl Iterator<Item = &str> {
        self.states.keys().map(String::as_str)
    }

    /// The mocked states that were never called.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        self.states
            .iter()
            .filter(|(_, state)| state.calls == 0)
            .map(|(name, _)| name.as_str())
    }
}

impl<W: Worker> Worker for MockWorker<W> {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        let Some(state) = self.states.get_mut(task.state) else {
            return self.others.call(task);
        };
        let call = state.calls;
        state.calls += 1;
        let Some(answer) = state.responses.of(call).cloned() else {
            return exhausted(task.state, call);
        };
        self.doubt(task, &answer);
        answer
    }
}

impl Responses {
    fn of(&self, call: u32) -> Option<&TaskAnswer> {
        let fits = self
            .calls
            .iter()
            .find(|one| (one.first..=one.last).contains(&call));
        fits.map(|response| &response.answer)
    }
}

/// The mock of a Task cannot be its service's response.
fn unlike(task: &TaskCall<'_>, mismatch: &Mismatch) -> String {
    let call = task.resource.rsplit(":::").next();
    let call = call.unwrap_or_default();
    let place = match mismatch.pointer.as_str() {
        "" => String::new(),
        pointer => format!(" at {pointer}"),
    };
    format!(
        "The mock of {} cannot be a response of {call}: {}{place}",
        task.state, mismatch.message
    )
}

/// "If you do not specify a mocked response, the state machine execution will fail" ("Configuration
/// file for mocked service integrations"): it is a mistake of the test, and nothing should catch it.
fn exhausted(state: &str, call: u32) -> TaskAnswer {
    let cause = format!("The mock of state '{state}' says nothing of call {call} (counted from 0)");
    TaskAnswer::failure(RUNTIME, cause)
}
