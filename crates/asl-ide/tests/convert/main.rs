//! Conversions: what they write, what they refuse, and that what they write does the same.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot begin has failed"
)]

mod corpus;
mod edits;
mod equal;
mod expressions;
mod inputs;
mod notation;
