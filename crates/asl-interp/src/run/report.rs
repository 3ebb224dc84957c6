//! The result: the closing event, the summary and the cost.

use serde_json::Value;

use super::data::context::Context;
use super::{End, Simulation};
use crate::cost::{billed_duration, billed_memory};
use crate::history::EventKind;
use crate::{Execution, Summary};

impl Simulation<'_> {
    pub(super) fn report(mut self, end: End) -> Execution {
        let (error, cause) = match &end.failure {
            Some(failure) => (failure.error.clone(), failure.cause.clone()),
            None => (None, None),
        };
        let closing = EventKind::closing(end.status, end.output.as_ref(), end.failure.as_ref());
        self.history.close(self.now, end.previous, closing);
        self.abort_runs();
        let summary = self.summary();
        let context = self.options.keep.trace.then(|| self.facts.constant());
        Execution {
            status: end.status,
            output: end.output,
            error: error.as_deref().map(str::to_owned),
            cause: cause.as_deref().map(str::to_owned),
            halted: end.halted,
            events: self.history.into_events(),
            states: self.visits,
            context: context.map_or(Value::Null, Context::into_value),
            map_runs: self.children.into_runs(self.options.keep.trace),
            written: self.written,
            sampled: self.sampled.iter().map(ToString::to_string).collect(),
            summary,
        }
    }

    fn summary(&self) -> Summary {
        let duration = self.now.since(self.options.start_time);
        let tally = &self.tally;
        let transitions = tally.entered + tally.retries;
        let memory_mb = billed_memory(
            self.machine.definition_bytes,
            tally.peak_payload,
            tally.peak_branches,
        );
        let mut summary = Summary {
            transitions,
            billed_transitions: transitions - tally.express_transitions,
            events: self.history.len() as u64,
            retries: tally.retries,
            duration,
            billed_duration: billed_duration(duration),
            memory_mb,
            express_children: tally.express_children,
            ..Summary::default()
        };
        summary.cost = summary.cost_of_one();
        summary
    }
}
