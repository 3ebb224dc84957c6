//! Tests one state of the definition in the editor.

use std::collections::BTreeMap;

use asl_interp::{RunOptions, Worker};
use asl_scenario::sample::SampleWorker;
use asl_scenario::test_state::{self, Answer, Problem, Refusal, Request};
use asl_syntax::TextSize;

use crate::simulate::{Mocks, Runnable, SimulateError};
use crate::{Analysis, FileId, FilePosition};

/// What to test a state with.
#[derive(Debug, Clone, Default)]
pub struct TestStateRequest {
    /// A place in the state; it stands in for the name of the state in the request.
    pub offset: Option<TextSize>,
    /// The parameters of AWS's `TestState`.
    pub request: Request,
    /// Answers for a Task that the request has no mock for.
    pub mocks: Option<Mocks>,
    /// Seed, start time, names, cancellation.
    pub options: RunOptions,
    /// The state machine of a template by its logical id; not needed with a place, or where there is
    /// only one.
    pub state_machine: Option<String>,
    /// What a deployment puts in the place of `${Name}`, over what a template says.
    pub values: BTreeMap<String, String>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestStateError {
    /// AWS refuses the request.
    Refused(Refusal),
    /// The definition cannot run: in AWS's words, and with the places.
    Broken(Refusal, SimulateError),
    /// There is no state to test.
    Unusable(SimulateError),
}

/// # Test a state
///
/// Runs one state of the definition as it stands in the editor, alone, with an input, variables, a
/// context object and a mocked result or error, and answers as AWS's `TestState` does: the status,
/// the output, the next state, and the data after every step. Nothing is called: a Task without a
/// mock gets a made-up answer.
pub fn test_state(
    analysis: &Analysis,
    file: FileId,
    request: TestStateRequest,
) -> Result<Answer, TestStateError> {
    crate::test_state_with(analysis, file, request, &mut SampleWorker)
}

/// Tests a state with another worker for a Task that has no mock; `named` is the state at the place
/// of the request.
pub(crate) fn run(
    definition: &Runnable<'_>,
    named: Option<String>,
    request: TestStateRequest,
    worker: &mut dyn Worker,
) -> Result<Answer, TestStateError> {
    let (mocks, options, mut request) = (request.mocks, request.options, request.request);
    if named.is_some() {
        request.state_name = named;
    }
    let json = definition.definition().map_err(TestStateError::Unusable)?;
    let lone = request.state_name.is_none();
    let mocks = mocks.map(|it| it.worker()).transpose();
    let answer = match mocks.map_err(TestStateError::Unusable)? {
        Some(mocks) => {
            let mut worker = mocks.with_others(worker);
            test_state::run(&json, &request, &mut worker, &options)
        }
        None => test_state::run(&json, &request, worker, &options),
    };
    answer.map_err(|problem| match problem {
        Problem::Refused(refusal) => TestStateError::Refused(refusal),
        Problem::Broken(errors) => {
            let refusal = Refusal::of_definition(&errors, lone);
            TestStateError::Broken(refusal, definition.compiling(errors))
        }
    })
}

/// The name of the state around a place.
pub fn state_at(analysis: &Analysis, at: FilePosition) -> Option<String> {
    let model = analysis.document(at.file)?.model();
    let state = model.state(model.state_at(at.offset)?);
    Some(state.name().to_owned())
}

#[cfg(test)]
mod tests;
