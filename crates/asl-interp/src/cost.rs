//! What executions cost, as both workflow types, for one and for a month of them.
//!
//! The prices are those of us-east-1 in [`asl_lang::prices`]; a figure made here is an estimate.

use std::time::Duration;

use asl_lang::prices::{
    EXPRESS_DURATION_STEP_MS, EXPRESS_MEMORY_BASE_MB, EXPRESS_MEMORY_STEP_MB,
    EXPRESS_PER_MILLION_REQUESTS, EXPRESS_TIERS, STANDARD_FREE_TRANSITIONS,
    STANDARD_PER_1000_TRANSITIONS,
};

use crate::Summary;

/// An estimate in USD for one execution, without the free tier and at the price of the first
/// gigabyte-seconds of a month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cost {
    /// As a Standard workflow.
    pub standard: f64,
    /// As an Express workflow.
    pub express: f64,
}

/// An estimate for a month of executions like one, with the free tier and the tiers of price.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Monthly {
    /// How many executions.
    pub executions: u64,
    /// USD for all of them as a Standard workflow.
    pub standard: f64,
    /// USD for all of them as an Express workflow: requests and duration.
    pub express: f64,
    /// Transitions that Standard bills, after the free ones.
    pub billed_transitions: u64,
    /// The part of `express` that is for requests, in USD.
    pub express_requests: f64,
    /// The part of `express` that is for memory over time, in USD.
    pub express_duration: f64,
    /// Gigabyte-hours that Express bills.
    pub gigabyte_hours: f64,
}

/// What Express executions use, summed up: the children of Distributed Maps of that type.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExpressUse {
    /// How many executions were started.
    pub requests: u64,
    /// Their billed memory over their billed durations.
    pub gigabyte_seconds: f64,
}

impl ExpressUse {
    /// One execution.
    pub(crate) fn of(billed: Duration, memory_mb: u64) -> Self {
        Self {
            requests: 1,
            gigabyte_seconds: gigabytes(memory_mb) * billed.as_secs_f64(),
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.requests += other.requests;
        self.gigabyte_seconds += other.gigabyte_seconds;
    }

    #[expect(clippy::cast_precision_loss, reason = "an estimate in dollars")]
    fn times(self, executions: u64) -> Self {
        Self {
            requests: self.requests.saturating_mul(executions),
            gigabyte_seconds: self.gigabyte_seconds * executions as f64,
        }
    }

    fn cost(self) -> f64 {
        self.request_cost() + self.duration_cost()
    }

    #[expect(clippy::cast_precision_loss, reason = "an estimate in dollars")]
    fn request_cost(self) -> f64 {
        self.requests as f64 / 1e6 * EXPRESS_PER_MILLION_REQUESTS
    }

    fn gigabyte_hours(self) -> f64 {
        self.gigabyte_seconds / 3600.0
    }

    /// What the hours cost, from the first of the month on.
    fn duration_cost(self) -> f64 {
        let (mut cost, mut from, hours) = (0.0, 0.0, self.gigabyte_hours());
        for tier in &EXPRESS_TIERS {
            let end = tier.up_to_gb_hours.map_or(f64::INFINITY, f64::from);
            cost += (hours.min(end) - from).max(0.0) * tier.per_gb_hour;
            from = end;
        }
        cost
    }
}

impl Summary {
    /// What so many executions like this one cost in a month.
    pub fn monthly(&self, executions: u64) -> Monthly {
        let children = self.express_children.times(executions);
        let own = self.as_express().times(executions);
        let billed_transitions = self
            .billed_transitions
            .saturating_mul(executions)
            .saturating_sub(STANDARD_FREE_TRANSITIONS);
        Monthly {
            executions,
            standard: transition_cost(billed_transitions) + children.cost(),
            express: own.cost(),
            billed_transitions,
            express_requests: own.request_cost(),
            express_duration: own.duration_cost(),
            gigabyte_hours: own.gigabyte_hours(),
        }
    }

    /// The cost of this execution alone.
    pub(crate) fn cost_of_one(&self) -> Cost {
        Cost {
            standard: transition_cost(self.billed_transitions) + self.express_children.cost(),
            express: self.as_express().cost(),
        }
    }

    fn as_express(&self) -> ExpressUse {
        ExpressUse::of(self.billed_duration, self.memory_mb)
    }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate in dollars")]
fn transition_cost(transitions: u64) -> f64 {
    transitions as f64 / 1_000.0 * STANDARD_PER_1000_TRANSITIONS
}

#[expect(clippy::cast_precision_loss, reason = "an estimate in dollars")]
fn gigabytes(megabytes: u64) -> f64 {
    megabytes as f64 / 1024.0
}

/// The duration that Express bills: rounded up, and nothing is free.
pub(crate) fn billed_duration(duration: Duration) -> Duration {
    let step = u128::from(EXPRESS_DURATION_STEP_MS);
    let steps = duration.as_millis().div_ceil(step).max(1);
    Duration::from_millis(u64::try_from(steps * step).unwrap_or(u64::MAX))
}

/// The memory that Express bills, in megabytes: a base, the definition, and the data of all
/// branches at once, rounded up.
pub(crate) fn billed_memory(definition_bytes: usize, data_bytes: usize, branches: usize) -> u64 {
    let data = data_bytes.saturating_mul(branches.max(1));
    let bytes = definition_bytes.saturating_add(data) as u64;
    let used = EXPRESS_MEMORY_BASE_MB + bytes.div_ceil(1 << 20);
    used.div_ceil(EXPRESS_MEMORY_STEP_MB) * EXPRESS_MEMORY_STEP_MB
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(dollars: f64) -> String {
        format!("{dollars:.2}")
    }

    /// The example of the price page: 100 million executions of 10 seconds with 64 MB.
    #[test]
    fn the_price_page_is_right() {
        let summary = Summary {
            billed_transitions: 8,
            billed_duration: Duration::from_secs(10),
            memory_mb: 64,
            ..Summary::default()
        };
        let month = summary.monthly(100_000_000);
        assert_eq!(cents(month.gigabyte_hours), "17361.11");
        assert_eq!(cents(month.express_requests), "100.00");
        assert_eq!(cents(month.express_duration), "382.97");
        assert_eq!(cents(month.express), "482.97");
        assert_eq!(month.billed_transitions, 800_000_000 - 4_000);
        assert_eq!(cents(month.standard), "19999.90");
    }

    #[test]
    fn the_first_transitions_of_a_month_are_free() {
        let summary = Summary {
            billed_transitions: 4,
            ..Summary::default()
        };
        assert_eq!(summary.monthly(0), Monthly::default());
        assert_eq!(cents(summary.monthly(1_000).standard), "0.00");
        assert_eq!(summary.monthly(1_001).billed_transitions, 4);
        assert_eq!(
            summary.monthly(u64::MAX).billed_transitions,
            u64::MAX - 4_000
        );
    }

    #[test]
    fn children_that_are_express_are_billed_as_such() {
        let mut children = ExpressUse::default();
        for _ in 0..1_000 {
            children.add(ExpressUse::of(Duration::from_secs(1), 64));
        }
        let summary = Summary {
            billed_transitions: 1,
            express_children: children,
            ..Summary::default()
        };
        let month = summary.monthly(1_000);
        // A million requests, and 17.36 gigabyte-hours.
        assert_eq!(cents(month.standard), cents(1.0 + 62_500.0 / 3600.0 * 0.06));
    }

    #[test]
    fn express_rounds_up() {
        let billed = |millis| billed_duration(Duration::from_millis(millis)).as_millis();
        assert_eq!([0, 1, 100, 101].map(billed), [100, 100, 100, 200]);
        assert_eq!(billed_memory(0, 0, 0), 64);
        assert_eq!(billed_memory(1 << 20, 13 << 20, 1), 64);
        assert_eq!(billed_memory(1 << 20, (13 << 20) + 1, 1), 128);
        assert_eq!(billed_memory(0, 256 << 10, 40), 64);
        assert_eq!(billed_memory(0, usize::MAX, 2) % 64, 0);
    }
}
