//! Tests one state of the definition in the editor.

use asl_interp::{RunOptions, Worker};
use asl_scenario::sample::SampleWorker;
use asl_scenario::test_state::{self, Answer, Problem, Refusal, Request};
use asl_syntax::TextSize;

use crate::simulate::{Mocks, SimulateError, definition};
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

/// The same with another worker for a Task that has no mock.
pub fn test_state_with(
    analysis: &Analysis,
    file: FileId,
    request: TestStateRequest,
    worker: &mut dyn Worker,
) -> Result<Answer, TestStateError> {
    let unusable = |message: &str| TestStateError::Unusable(SimulateError::unplaced(message));
    let document = analysis
        .document(file)
        .ok_or_else(|| unusable("The document is not open"))?;
    let TestStateRequest {
        offset,
        mut request,
        mocks,
        options,
    } = request;
    if let Some(offset) = offset {
        let state = state_at(analysis, FilePosition { file, offset });
        let state = state.ok_or_else(|| unusable("There is no state at the cursor"))?;
        request.state_name = Some(state);
    }
    let definition = definition(document).map_err(TestStateError::Unusable)?;
    let lone = request.state_name.is_none();
    let mocks = mocks.map(|it| it.worker()).transpose();
    let answer = match mocks.map_err(TestStateError::Unusable)? {
        Some(mocks) => {
            let mut worker = mocks.with_others(worker);
            test_state::run(&definition, &request, &mut worker, &options)
        }
        None => test_state::run(&definition, &request, worker, &options),
    };
    answer.map_err(|problem| match problem {
        Problem::Refused(refusal) => TestStateError::Refused(refusal),
        Problem::Broken(errors) => {
            let refusal = Refusal::of_definition(&errors, lone);
            TestStateError::Broken(refusal, SimulateError::compiling(document, errors))
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
