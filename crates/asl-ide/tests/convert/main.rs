//! Conversions: what they write, what they refuse, and that what they write does the same.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::too_many_lines,
    reason = "a test that cannot begin has failed; counts are shown; tables are long"
)]

mod corpus;
mod edits;
mod equal;
mod expressions;
mod fields;
mod inputs;
mod machines;
mod notation;
mod there_and_back;
