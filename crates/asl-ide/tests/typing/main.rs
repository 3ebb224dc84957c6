//! Definitions that are being written: what somebody wants to write next is offered, at every key.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads files and says how much of them was offered"
)]

mod apply;
mod broken;
mod corpus;
mod cuts;
mod editor;
mod machine;
mod wanted;
mod words;
