//! One state alone: what stands in for its work, and the end of the run when the state is left,
//! fails, or would be tried again.
//!
//! Every step of the state is the one that a whole execution takes; only the branches of a Parallel,
//! the iterations of a Map and, when there is a mock, the call of a Task do not happen.

mod stand_in;

use std::sync::Arc;

use asl_lang::WorkflowType;
use serde_json::Value;

use crate::failure::Failure;
use crate::options::Keep;
use crate::run::branch::{Branch, BranchId};
use crate::run::data::scope::Item;
use crate::run::{End, Simulation};
use crate::single::{Mock, Outcome, Setup, SingleStatus, StateUnderTest};
use crate::size::measure;
use crate::{Payload, RunOptions, Status, Worker};

/// That only one state runs, and what was found out about its failure.
pub(crate) struct Only {
    setup: Setup,
    /// The retrier that took the error and has no attempts left.
    exhausted: Option<usize>,
    /// The state would be tried again.
    retriable: bool,
}

impl Only {
    /// What the state is run with.
    pub(in crate::run) fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Retries that have been made before.
    pub(in crate::run) fn retries(&self) -> u64 {
        self.setup.retries
    }
}

/// Runs one state. `TestState` gives it the five minutes of an Express execution (documented).
pub(crate) fn run(
    test: &StateUnderTest,
    input: Value,
    setup: Setup,
    worker: &mut dyn Worker,
    options: &RunOptions,
) -> Option<Outcome> {
    let input = Arc::new(input);
    let options = RunOptions {
        workflow: WorkflowType::Express,
        keep: Keep {
            trace: true,
            ..options.keep
        },
        ..options.clone()
    };
    let mut simulation = Simulation::new(&test.machine, Arc::clone(&input), worker, &options);
    simulation.facts.be_of_one_state(setup.context.clone());
    let root = simulation.branches.first()?;
    let branch = simulation.branches.get_mut(root)?;
    be_set_up(branch, test, &setup, input);
    simulation.only = Some(Box::new(Only {
        setup,
        exhausted: None,
        retriable: false,
    }));
    let end = simulation.play();
    simulation.outcome(root, end)
}

fn be_set_up(branch: &mut Branch, test: &StateUnderTest, setup: &Setup, input: Payload) {
    let scope = Arc::make_mut(&mut branch.variables);
    for (name, value) in &setup.variables {
        let bytes = measure(value).bytes;
        scope.set(Arc::from(name.as_str()), Arc::new(value.clone()), bytes);
    }
    // AWS lets a state inside a Map see its input as the first item (documented).
    if test.inside_map {
        branch.item = Some(Arc::new(Item {
            value: input,
            ..Item::default()
        }));
    }
}

impl Simulation<'_> {
    /// The mock, when only one state runs and has one.
    pub(in crate::run) fn mocked(&self) -> Option<Mock> {
        self.only.as_ref()?.setup.mock.clone()
    }

    /// The mock is the result or the failure of the state's work.
    pub(in crate::run) fn settle_mocked(
        &mut self,
        id: BranchId,
        mock: Mock,
    ) -> Result<(), Failure> {
        match mock {
            Mock::Result(value) => {
                self.complete(id, &Arc::new(value));
                Ok(())
            }
            Mock::Error { error, cause } => Err(Failure::mocked(error, cause)),
        }
    }

    /// The first retrier that takes the error has no attempts left.
    pub(in crate::run) fn note_exhausted(&mut self, retrier: usize) {
        if let Some(only) = &mut self.only {
            only.exhausted = Some(retrier);
        }
    }

    /// The state would be tried again: that is the end of a run of one state.
    pub(in crate::run) fn end_retriable(&mut self, failure: &Failure) {
        if let Some(only) = &mut self.only {
            only.retriable = true;
        }
        self.end = Some(self.ended(Status::Failed, failure.clone()));
    }

    fn outcome(mut self, root: BranchId, end: End) -> Option<Outcome> {
        let only = self.only.take()?;
        let visit = self.visits.into_iter().next()?;
        let branch = self.branches.get(root);
        let variables = branch.map_or_else(Vec::new, |branch| branch.variables.listed());
        let status = match end.status {
            Status::Succeeded if visit.caught_by.is_some() => SingleStatus::CaughtError,
            Status::Succeeded => SingleStatus::Succeeded,
            _ if only.retriable => SingleStatus::Retriable,
            _ => SingleStatus::Failed,
        };
        let failure = end.failure;
        let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        let (error, cause) = match (&failure, &visit.error) {
            (Some(failure), _) => (text(&failure.error), text(&failure.cause)),
            (None, Some((error, cause))) => (error.clone(), cause.clone()),
            (None, None) => (None, None),
        };
        let retry = visit.retries.last();
        Some(Outcome {
            status,
            output: end.output,
            error,
            cause,
            next: visit.next.as_deref().map(str::to_owned),
            retrier: retry.map(|retry| retry.retrier).or(only.exhausted),
            backoff: retry.map(|retry| retry.delay),
            variables,
            sampled: !self.sampled.is_empty(),
            visit,
        })
    }
}
