//! Definitions that are being written: what somebody wants to write next is offered, at every key.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test reads files, says how much of them was offered and fails where something is missing"
)]

mod apply;
mod broken;
mod corpus;
mod cuts;
mod editor;
mod machine;
mod table;
mod wanted;
mod words;
