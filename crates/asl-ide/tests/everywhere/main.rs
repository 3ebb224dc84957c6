//! Every feature on every word of unusual definitions: whole, half written, in templates.
//!
//! What is asked never panics, places lie in the text, edits do not overlap, and what an edit leaves can be read as well
//! as before. A rename and a refactoring leave a machine that does the same.

#![expect(
    clippy::expect_used,
    reason = "a definition of ours that cannot be read is a mistake in the test"
)]

mod asked;
mod definitions;
mod machines;
mod offered;
mod renamed;
mod runs;
mod words;
