//! `asl lsp`: serves an editor.

use crate::status::{Failure, Status};

/// How to serve.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Serve on standard input and output, which is the only way; editors pass this flag by habit.
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Serves until the client ends the session.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let _ = arguments.stdio;
    Err(Failure::new("the server is not there yet"))
}
