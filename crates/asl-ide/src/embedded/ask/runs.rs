//! Runs of a definition, also of one in a template.

use asl_interp::Worker;
use asl_scenario::test_state::Answer;

use crate::machines::{
    NotChosen, StateMachine, state_machine, state_machine_at, state_machine_to_run,
    state_machine_with,
};
use crate::{
    Analysis, FileId, FilePosition, SimulateError, SimulateRequest, Simulation, TestStateError,
    TestStateRequest,
};

/// How editors name a state machine of a template.
const OPTION: &str = "stateMachine";

/// Runs the definition; of a template the state machine that the request names. See
/// [`crate::simulate()`].
pub fn simulate_with(
    analysis: &Analysis,
    file: FileId,
    mut request: SimulateRequest,
    others: &mut dyn Worker,
) -> Result<Simulation, SimulateError> {
    let name = request.state_machine.take();
    let mocks = request.mocks.as_mut();
    let chosen = state_machine_to_run(analysis, file, name.as_deref(), mocks);
    let machine = chosen.map_err(|error| SimulateError::unplaced(refused(&error)))?;
    let simulated = machine.simulate(analysis, request, others);
    simulated.map_err(|error| said_in(error, &machine, file))
}

/// Tests one state: of a template the one at the place, or one of the state machine that the request
/// names. See [`crate::test_state()`].
pub fn test_state_with(
    analysis: &Analysis,
    file: FileId,
    request: TestStateRequest,
    worker: &mut dyn Worker,
) -> Result<Answer, TestStateError> {
    let at = request.offset.map(|offset| FilePosition { file, offset });
    let around = at.and_then(|it| state_machine_at(analysis, it));
    let with_state = || state_machine_with(analysis, file, request.request.state_name.as_deref()?);
    let name = around.or_else(|| request.state_machine.clone());
    let name = name.or_else(with_state);
    let chosen = state_machine(analysis, file, name.as_deref());
    let machine = chosen
        .map_err(|error| TestStateError::Unusable(SimulateError::unplaced(refused(&error))))?;
    let tested = machine.test_state(analysis, request, worker);
    tested.map_err(|error| match error {
        TestStateError::Broken(refusal, error) => {
            TestStateError::Broken(refusal, said_in(error, &machine, file))
        }
        TestStateError::Unusable(error) => TestStateError::Unusable(said_in(error, &machine, file)),
        refused @ TestStateError::Refused(_) => refused,
    })
}

fn refused(error: &NotChosen) -> String {
    let words = error.words(OPTION);
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

/// Says which machine it is whose definition lies in another document than the one that was asked about.
fn said_in(mut error: SimulateError, machine: &StateMachine, file: FileId) -> SimulateError {
    if let Some(name) = machine.name.as_ref().filter(|_| machine.file != file) {
        for problem in &mut error.problems {
            problem.message = format!("in the definition of {name}, {}", problem.message);
            problem.range = None;
        }
    }
    error
}
