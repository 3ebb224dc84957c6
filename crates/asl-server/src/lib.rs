//! The language server: LSP over tower-lsp, on stdio.
//!
//! The only crate that knows tower-lsp, tokio and JSON-RPC. It never knows the language: what is
//! wrong, what can be written and where things lead is asked of asl-ide, and positions become
//! byte offsets in `lsp`, the only place that converts.
//!
//! A message's way in: a thread reads stdin and lets the `frames` guard check each frame;
//! tower-lsp decodes it; the `gate` starts its handler at once, in the order of the wire;
//! `server` holds the handlers. A change of a document wakes the one `publisher`.

mod capabilities;
mod cases;
mod colours;
mod commands;
mod companions;
mod config;
mod documents;
mod examples;
mod features;
mod frames;
mod gate;
mod lifecycle;
mod lsp;
mod memory;
mod parent;
mod patience;
mod progress;
mod projects;
mod publisher;
mod rehearsals;
mod reports;
mod requests;
mod run;
mod server;
mod settings;
mod snapshot;
mod state;
mod stdio;
mod templates;
mod testing;
mod tolerance;
mod workspace;

pub use companions::companions;
pub use memory::resident_memory;
pub use run::{run, run_stdio};
pub use templates::{Around, Surroundings};
