//! Which errors a retrier or catcher takes, and how long a retry waits.
//!
//! The rules are those of recorded executions: `States.ALL` takes everything but `States.Runtime`,
//! `States.TaskFailed` everything but that and `States.Timeout`, and a missed heartbeat answers to
//! both `States.Timeout` and `States.HeartbeatTimeout`.

use std::time::Duration;

use asl_lang::error_name;
use asl_lang::reserved::{ALL_ERRORS, HEARTBEAT_TIMEOUT, TASK_FAILED};
use asl_path::template::Template;

use crate::failure::{Failure, FailureKind};
use crate::program::jsonata::Shape;
use crate::program::{StateId, Target};

/// One entry of `Retry`.
#[derive(Debug)]
pub(crate) struct Retrier {
    pub(crate) errors: Vec<String>,
    pub(crate) interval_seconds: f64,
    pub(crate) max_attempts: u64,
    pub(crate) backoff_rate: f64,
    pub(crate) max_delay_seconds: Option<f64>,
    pub(crate) full_jitter: bool,
}

/// One entry of `Catch`.
#[derive(Debug)]
pub(crate) struct Catcher {
    pub(crate) errors: Vec<String>,
    pub(crate) next: StateId,
    pub(crate) exit: CatchExit,
}

/// What a catcher makes of the error, in the state's query language.
#[derive(Debug)]
pub(crate) enum CatchExit {
    JsonPath {
        result_path: Target,
        assign: Option<Template>,
    },
    Jsonata(Shape),
}

impl Retrier {
    /// The wait before retry `attempt` (0 for the first). `random` is uniform in 0..1.
    pub(crate) fn delay(&self, attempt: u64, random: impl FnOnce() -> f64) -> Duration {
        let exponent = i32::try_from(attempt).unwrap_or(i32::MAX);
        let seconds = self.interval_seconds * self.backoff_rate.powi(exponent);
        let seconds = self
            .max_delay_seconds
            .map_or(seconds, |most| seconds.min(most));
        let seconds = if self.full_jitter {
            seconds * random()
        } else {
            seconds
        };
        // Ten thousand years stand for every delay beyond what a duration can hold.
        Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(315_360_000_000))
    }
}

/// Whether an `ErrorEquals` takes the failure.
pub(crate) fn matches(errors: &[String], failure: &Failure) -> bool {
    if failure.kind == FailureKind::Runtime {
        return false;
    }
    errors.iter().any(|name| takes(name, failure))
}

fn takes(name: &str, failure: &Failure) -> bool {
    let error = failure.error.as_deref();
    match name {
        ALL_ERRORS => true,
        TASK_FAILED => failed_task(error),
        HEARTBEAT_TIMEOUT if failure.kind == FailureKind::Heartbeat => true,
        _ => error == Some(name),
    }
}

/// Every error that AWS names says in its table whether `States.TaskFailed` stands for it.
fn failed_task(error: Option<&str>) -> bool {
    error
        .and_then(error_name)
        .is_none_or(|fact| fact.matched_by_task_failed)
}
