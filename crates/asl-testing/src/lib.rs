//! Fixtures with a cursor, generated documents, data from outside, and an LSP client for tests.
//!
//! Everything here panics when a test's expectation fails; that is its job.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::print_stderr,
    reason = "a failed expectation of a test is a panic"
)]

pub mod binary;
pub mod fixture;
pub mod generate;
pub mod lsp;
pub mod outside;
