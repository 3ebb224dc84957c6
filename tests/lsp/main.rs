//! The language server as a program: real sessions over stdio, orderly and rude.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation of a test is a panic"
)]

mod actions;
mod cancellation;
mod catalogue;
mod conversion;
mod ends;
mod expressions;
mod flood;
mod folders;
mod frames;
mod graph;
mod hierarchy;
mod memory;
mod outline;
mod panics;
mod positions;
mod progress;
mod session;
mod settings;
mod simulation;
mod support;
mod synchronization;
mod templates;
mod test_state;
mod values;
mod workspace;
