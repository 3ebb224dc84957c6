//! What AWS checks before it tests a state, and what only shows when the state has run.

use asl_interp::single::{Mock, Outcome, StateUnderTest};
use asl_interp::{Pattern, TaskKind};
use asl_lang::StateType;
use serde_json::Value;

use super::mock::mocked;
use super::{Code, Refusal, Request};

/// The parameters by themselves.
pub(super) fn parameters(request: &Request) -> Result<(), Refusal> {
    let empty = |text: &Option<String>| text.as_deref() == Some("");
    let names = [
        ("stateName", &request.state_name),
        (
            "stateConfiguration.errorCausedByState",
            &request.configuration.error_caused_by_state,
        ),
    ];
    let mut names = names.into_iter();
    if let Some((name, _)) = names.find(|(_, text)| empty(text)) {
        let message = format!(
            "Parameter validation failed:\nInvalid length for parameter {name}, value: 0, valid min length: 1"
        );
        return Err(Refusal::new(Code::Parameter, message));
    }
    let counts = request.configuration.map_iteration_failure_count;
    if counts.is_some() && request.mock.is_none() {
        let message =
            "TestState does not support MapIterationFailureCount when a mock is not specified.";
        return Err(Refusal::new(Code::Validation, message));
    }
    Ok(())
}

/// The state's input.
pub(super) fn input(request: &Request) -> Result<Value, Refusal> {
    let text = request.input.as_deref().unwrap_or("{}");
    serde_json::from_str(text).map_err(|_| {
        let message = "Invalid State Machine Execution Input: 'Invalid execution input.'";
        Refusal::new(Code::InvalidInput, message)
    })
}

/// Whether the state may have a mock, and whether the mock may be the state's.
pub(super) fn mock(request: &Request, test: &StateUnderTest) -> Result<Option<Mock>, Refusal> {
    let container = matches!(test.state_type(), StateType::Map | StateType::Parallel);
    let Some(mock) = &request.mock else {
        if container {
            return Err(Refusal::new(Code::InvalidDefinition, NO_CONTAINERS));
        }
        return waits_for_others(test).map_or(Ok(None), Err);
    };
    if !container && test.state_type() != StateType::Task {
        let name = test.state_type().name();
        let message = format!("State type '{name}' is not supported when a mock is specified");
        return Err(Refusal::new(Code::Validation, message));
    }
    if request.reveal_secrets {
        let message = "TestState does not support RevealSecrets when a mock is specified.";
        return Err(Refusal::new(Code::Validation, message));
    }
    let culprit = request.configuration.error_caused_by_state.as_deref();
    if culprit.is_some_and(|name| container && !test.holds(name)) {
        // Not recorded; these are the words for a state that is not there.
        return Err(Refusal::new(
            Code::Validation,
            "State not found in definition",
        ));
    }
    let mock = mocked(mock, test)?;
    if let Mock::Result(Value::Array(results)) = &mock
        && test.state_type() == StateType::Map
    {
        not_more_failed(request, results.len())?;
    }
    Ok(Some(mock))
}

/// The same words for both types (recorded).
const NO_CONTAINERS: &str = "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]";

/// Tasks that AWS only tests with a mock (documented; the words were not recorded).
fn waits_for_others(test: &StateUnderTest) -> Option<Refusal> {
    let message = match test.task()? {
        TaskKind::Activity => "TestState API does not support Activity tasks.",
        TaskKind::Service { pattern, .. } if *pattern != Pattern::RequestResponse => {
            "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns."
        }
        _ => return None,
    };
    Some(Refusal::new(Code::InvalidDefinition, message))
}

/// AWS calls the service of a Task without a mock, for which it needs a role.
pub(super) fn role(request: &Request, test: &StateUnderTest) -> Result<(), Refusal> {
    let calls = test.task().is_some() && request.mock.is_none();
    if calls && request.lacks_role {
        let message = "RoleArn must be specified when testing a Task state";
        return Err(Refusal::new(Code::Validation, message));
    }
    Ok(())
}

/// What the request says of a Map's iterations must fit its items.
pub(super) fn iterations(request: &Request, outcome: &Outcome) -> Result<(), Refusal> {
    match &outcome.visit.map {
        Some(map) if map.after_items_path.is_some() => not_more_failed(request, map.count),
        _ => Ok(()),
    }
}

/// As many iterations may have failed as there are, by the mocked results and by the items.
fn not_more_failed(request: &Request, iterations: usize) -> Result<(), Refusal> {
    let failed = request.configuration.map_iteration_failure_count;
    let iterations = u64::try_from(iterations).unwrap_or(u64::MAX);
    if failed.is_none_or(|failed| failed <= iterations) {
        return Ok(());
    }
    let message =
        "Map iteration failure count must be less than or equal to the number of Map iterations";
    Err(Refusal::new(Code::Validation, message))
}
