//! What executions cost, in US dollars in us-east-1.
//!
//! Source: <https://aws.amazon.com/step-functions/pricing/>, 2026.

/// Standard: dollars for 1,000 state transitions. Every state entered and every retry counts as
/// one; whether AWS also counts the step into the first state and out of the last is not certain,
/// so a figure made with this is an estimate.
pub const STANDARD_PER_1000_TRANSITIONS: f64 = 0.025;

/// Standard: transitions that are free in each month.
pub const STANDARD_FREE_TRANSITIONS: u64 = 4_000;

/// Express: dollars for a million requests.
pub const EXPRESS_PER_MILLION_REQUESTS: f64 = 1.0;

/// Express: what an hour of one gigabyte costs, by how much a month used before.
pub const EXPRESS_TIERS: [Tier; 3] = [
    Tier {
        up_to_gb_hours: Some(1_000),
        per_gb_hour: 0.06,
    },
    Tier {
        up_to_gb_hours: Some(5_000),
        per_gb_hour: 0.03,
    },
    Tier {
        up_to_gb_hours: None,
        per_gb_hour: 0.01642,
    },
];

/// Express: durations are rounded up to this many milliseconds.
pub const EXPRESS_DURATION_STEP_MS: u64 = 100;

/// Express: memory is rounded up to this many megabytes.
pub const EXPRESS_MEMORY_STEP_MB: u64 = 64;

/// Express: megabytes that an execution uses before its definition and data are added.
pub const EXPRESS_MEMORY_BASE_MB: u64 = 50;

/// One step of the price per gigabyte and hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// The tier ends at this many gigabyte-hours a month; the last one does not end.
    pub up_to_gb_hours: Option<u32>,
    /// Dollars per gigabyte and hour.
    pub per_gb_hour: f64,
}
