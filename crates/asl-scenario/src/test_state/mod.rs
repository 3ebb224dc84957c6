//! One state alone, asked for and answered as AWS's `TestState` does.
//!
//! The request is checked in the order and with the words of recorded refusals; what was not
//! recorded says so. The state itself is run by the interpreter.

mod answer;
mod checks;
mod context;
mod http;
mod mock;
mod refusal;
mod request;

use asl_interp::single::{DefinitionError, Outcome, Setup, StateUnderTest};
use asl_interp::{CompileError, Names, RunOptions, Worker};
use serde_json::{Map, Value};

pub use refusal::{Code, Refusal};
pub use request::{ErrorOutput, InspectionLevel, MockInput, Request, StateConfiguration};

/// The account of recorded answers; nobody's.
const ACCOUNT: &str = "111111111111";

/// A tested state.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What became of the state.
    pub outcome: Outcome,
    /// The response as AWS gives it: documents are JSON texts.
    pub response: Value,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// AWS refuses the request.
    Refused(Refusal),
    /// The definition cannot run; the places are those of the definition as it is given.
    Broken(Vec<CompileError>),
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Tests the state that a request means. `worker` answers a Task that has no mock.
pub fn run(
    definition: &Value,
    request: &Request,
    worker: &mut dyn Worker,
    options: &RunOptions,
) -> Result<Answer, Problem> {
    checks::parameters(request)?;
    let test = StateUnderTest::compile(definition, request.state_name.as_deref());
    let test = test.map_err(unusable)?;
    let mock = checks::mock(request, &test)?;
    checks::role(request, &test)?;
    let setup = Setup {
        mock,
        variables: variables(request)?,
        context: context::read(request, &test)?,
        retries: request.configuration.retrier_retry_count.unwrap_or(0),
        failed_items: request.configuration.map_iteration_failure_count,
        reader_data: request.configuration.map_item_reader_data.clone(),
    };
    let input = checks::input(request)?;
    let options = named(options, request);
    let outcome = test
        .run(input, setup, worker, &options)
        .ok_or_else(|| Refusal::new(Code::Validation, "The state did not begin"))?;
    checks::iterations(request, &outcome)?;
    let response = answer::response(request, &test, &outcome);
    Ok(Answer { outcome, response })
}

fn unusable(error: DefinitionError) -> Problem {
    match error {
        DefinitionError::NoSuchState => {
            Refusal::new(Code::Validation, "State not found in definition").into()
        }
        // Not recorded; AWS takes such a definition for a state without a type.
        DefinitionError::NoName => {
            let message = "The definition is a state machine: say which of its states is meant";
            Refusal::new(Code::InvalidDefinition, message).into()
        }
        DefinitionError::Broken(errors) => Problem::Broken(errors),
    }
}

fn variables(request: &Request) -> Result<Map<String, Value>, Refusal> {
    let Some(text) = &request.variables else {
        return Ok(Map::new());
    };
    // The refusal was not recorded.
    serde_json::from_str(text).map_err(|_| {
        Refusal::new(
            Code::Validation,
            "Variables must be valid JSON and an object",
        )
    })
}

/// The names that the context object shows: those of the role's account.
fn named(options: &RunOptions, request: &Request) -> RunOptions {
    let mut options = options.clone();
    let defaults = Names::default();
    if options.names.account == defaults.account {
        ACCOUNT.clone_into(&mut options.names.account);
    }
    match &request.role_arn {
        Some(role) => {
            if let Some(account) = role.split(':').nth(4).filter(|it| !it.is_empty()) {
                account.clone_into(&mut options.names.account);
            }
            options.names.role_arn.clone_from(role);
        }
        None if options.names.role_arn == defaults.role_arn => {
            options.names.role_arn = defaults.role_arn.replace(&defaults.account, ACCOUNT);
        }
        None => {}
    }
    options
}
