//! The mocks of a run: which test case is meant, and what to say of it afterwards.

use asl_interp::Machine;
use asl_lang::StateType;
use asl_scenario::mock::{MockConfig, MockWorker};
use serde_json::Value;

use super::problems::{SimulateError, SimulateProblem};

/// Mocks, and which of their test cases is meant.
#[derive(Debug, Clone)]
pub struct Mocks {
    /// What they are called where something is wrong with them, such as the name of their file.
    pub name: String,
    /// In the form of AWS Step Functions Local's `MockConfigFile.json`.
    pub config: Value,
    /// The state machine; not needed when they have only one.
    pub state_machine: Option<String>,
    /// The test case; not needed when they have only one.
    pub test_case: Option<String>,
}

impl Mocks {
    /// Whether they are for a state machine of that name.
    pub(crate) fn know(&self, state_machine: &str) -> bool {
        let config = MockConfig::parse(&self.config);
        config.is_ok_and(|it| it.test_cases().iter().any(|it| it.0 == state_machine))
    }

    /// The worker that answers with them.
    pub(crate) fn worker(&self) -> Result<MockWorker, SimulateError> {
        let config = MockConfig::parse(&self.config).map_err(|errors| {
            let problem = |error| SimulateProblem::unplaced(format!("{}: {error}", self.name));
            let problems = errors.into_iter().map(problem).collect();
            SimulateError { problems }
        })?;
        config
            .worker(self.state_machine.as_deref(), self.test_case.as_deref())
            .map_err(|error| SimulateError::unplaced(error.to_string()))
    }
}

/// Mocks that can never answer anything: of states that are not there, or that are no Tasks.
pub(super) fn pointless<'m>(
    machine: &Machine,
    mocked: impl Iterator<Item = &'m str>,
) -> Vec<String> {
    let pointless = |name: &str| match machine.states().find(|state| state.0 == name) {
        None => Some(format!(
            "The mocks name the state {name}, which the definition does not have"
        )),
        Some((_, StateType::Task)) => None,
        Some((_, other)) => Some(format!(
            "The mocks name the state {name}, but it is a {} state: only Tasks are mocked",
            other.name()
        )),
    };
    mocked.filter_map(pointless).collect()
}

/// Mocks of Tasks that this execution did not come to.
pub(super) fn unused<'m>(machine: &Machine, unused: impl Iterator<Item = &'m str>) -> Vec<String> {
    let is_task = |name: &&str| {
        let mut states = machine.states();
        states.any(|state| state == (*name, StateType::Task))
    };
    let note = |name| format!("The mock of {name} was not used: the execution did not come there");
    unused.filter(is_task).map(note).collect()
}
