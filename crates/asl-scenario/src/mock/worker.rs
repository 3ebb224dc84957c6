//! Answers Tasks with the mocked responses of a test case.

use asl_interp::{TaskAnswer, TaskCall, TaskOutcome, Worker};
use indexmap::IndexMap;

use super::{Answer, Responses};
use crate::sample::SampleWorker;

/// Answers the Tasks of one test case; a state without a mock gets a made-up answer.
#[derive(Clone, Debug)]
pub struct MockWorker {
    /// By the state's name.
    states: IndexMap<String, MockedState>,
    others: SampleWorker,
}

#[derive(Clone, Debug)]
struct MockedState {
    responses: Responses,
    /// Calls so far. Step Functions Local counts by the state's name, whichever machine it is in.
    calls: u32,
}

impl MockWorker {
    pub(super) fn new(responses: IndexMap<String, Responses>) -> Self {
        let states = responses
            .into_iter()
            .map(|(state, responses)| {
                (
                    state,
                    MockedState {
                        responses,
                        calls: 0,
                    },
                )
            })
            .collect();
        Self {
            states,
            others: SampleWorker,
        }
    }

    /// The mocked states that were never called.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        self.states
            .iter()
            .filter(|(_, state)| state.calls == 0)
            .map(|(name, _)| name.as_str())
    }
}

impl Worker for MockWorker {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        let Some(state) = self.states.get_mut(task.state) else {
            return self.others.call(task);
        };
        let call = state.calls;
        state.calls += 1;
        let Some(answer) = state.responses.of(call) else {
            return exhausted(task.state, call);
        };
        answer.to_task_answer()
    }
}

impl Responses {
    fn of(&self, call: u32) -> Option<&Answer> {
        let fits = self
            .calls
            .iter()
            .find(|one| (one.first..=one.last).contains(&call));
        fits.map(|response| &response.answer)
    }
}

impl Answer {
    fn to_task_answer(&self) -> TaskAnswer {
        match self {
            Self::Return(value) => TaskAnswer::success(value.clone()),
            // AWS writes a …TimedOut event for this error, which has no cause.
            Self::Throw {
                error: Some(error), ..
            } if error == "States.Timeout" => TaskAnswer::new(TaskOutcome::Timeout),
            Self::Throw { error, cause } => TaskAnswer::new(TaskOutcome::Failure {
                error: error.clone(),
                cause: cause.clone(),
            }),
        }
    }
}

/// A mock that says nothing of this call is a mistake of the test; nothing should catch it.
fn exhausted(state: &str, call: u32) -> TaskAnswer {
    let cause = format!("The mock of state '{state}' says nothing of call {call} (counted from 0)");
    TaskAnswer::failure("States.Runtime", cause)
}
