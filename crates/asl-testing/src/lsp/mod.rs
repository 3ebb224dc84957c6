//! An LSP client for tests, over a process's stdio or any two streams.
//!
//! It accounts for every message: an answer to nothing, a second answer, a missing one, or a message that nobody
//! knows fails the test. It waits for events, never for a time; what does not come within half a minute fails.
//! A session ends by the book ([`Client::finish`]) or by one of the rude ways that have names here.

mod client;
mod process;
mod wire;

pub use client::{Answer, Client, Refusal};
pub use process::Ended;
