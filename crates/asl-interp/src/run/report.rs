//! The result: the closing event, the summary and the cost.

use std::sync::Arc;
use std::time::Duration;

use asl_lang::prices::{
    EXPRESS_DURATION_STEP_MS, EXPRESS_MEMORY_BASE_MB, EXPRESS_MEMORY_STEP_MB,
    EXPRESS_PER_MILLION_REQUESTS, EXPRESS_TIERS, STANDARD_PER_1000_TRANSITIONS,
};

use super::{End, Simulation, Tally};
use crate::history::EventKind;
use crate::{Cost, Execution, Status, Summary};

impl Simulation<'_> {
    pub(super) fn report(mut self, end: End) -> Execution {
        let error = end
            .failure
            .as_ref()
            .and_then(|failure| failure.error.clone());
        let cause = end
            .failure
            .as_ref()
            .and_then(|failure| failure.cause.clone());
        let closing = match (end.status, &end.output) {
            (Status::Succeeded, Some(output)) => EventKind::ExecutionSucceeded {
                output: Arc::clone(output),
            },
            (Status::TimedOut, _) => EventKind::ExecutionTimedOut {
                error: error.clone(),
                cause: cause.clone(),
            },
            (Status::Aborted, _) => EventKind::ExecutionAborted {
                error: error.clone(),
                cause: cause.clone(),
            },
            _ => EventKind::ExecutionFailed {
                error: error.clone(),
                cause: cause.clone(),
            },
        };
        self.history.close(self.now, end.previous, closing);
        let summary = self.summary();
        Execution {
            status: end.status,
            output: end.output,
            error: error.as_deref().map(str::to_owned),
            cause: cause.as_deref().map(str::to_owned),
            events: self.history.into_events(),
            states: self.visits,
            sampled: self.sampled.iter().map(ToString::to_string).collect(),
            summary,
        }
    }

    fn summary(&self) -> Summary {
        let duration = self.now.since(self.options.start_time);
        let billed = billed(duration);
        let transitions = self.tally.entered + self.tally.retries;
        let memory = memory_mb(self.machine.definition_bytes, &self.tally);
        Summary {
            transitions,
            retries: self.tally.retries,
            duration,
            billed_duration: billed,
            memory_mb: memory,
            cost: cost(transitions, billed, memory),
        }
    }
}

/// Express rounds durations up, and nothing is free.
fn billed(duration: Duration) -> Duration {
    let step = u128::from(EXPRESS_DURATION_STEP_MS);
    let steps = duration.as_millis().div_ceil(step).max(1);
    Duration::from_millis(u64::try_from(steps * step).unwrap_or(u64::MAX))
}

/// The memory that Express bills: a base, the definition, and the data of all branches at once.
fn memory_mb(definition_bytes: usize, tally: &Tally) -> u64 {
    let data = tally
        .peak_payload
        .saturating_mul(tally.peak_branches.max(1));
    let bytes = definition_bytes.saturating_add(data) as u64;
    let used = EXPRESS_MEMORY_BASE_MB + bytes.div_ceil(1 << 20);
    used.div_ceil(EXPRESS_MEMORY_STEP_MB) * EXPRESS_MEMORY_STEP_MB
}

#[expect(clippy::cast_precision_loss, reason = "an estimate in dollars")]
fn cost(transitions: u64, billed: Duration, memory_mb: u64) -> Cost {
    let gigabyte_seconds = memory_mb as f64 / 1024.0 * billed.as_secs_f64();
    Cost {
        standard: transitions as f64 / 1_000.0 * STANDARD_PER_1000_TRANSITIONS,
        express: EXPRESS_PER_MILLION_REQUESTS / 1e6
            + gigabyte_seconds * EXPRESS_TIERS[0].per_gb_second,
    }
}
