//! One state alone, asked for and answered as AWS's `TestState` does.
#![expect(
    clippy::expect_used,
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    reason = "helpers of tests may panic and take what `json!` makes"
)]

mod containers;
mod context;
mod corpus;
mod errors;
mod refusals;
mod steps;
mod support;
