//! Fixtures with a cursor, annotations, and an LSP client for tests.

pub mod fixture;
pub mod generate;
