//! `asl lsp`: serves an editor.

use crate::status::{Failure, Status};

/// How to serve.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Serve on standard input and output, which is the only way; editors pass this by habit.
    #[arg(long, hide = true)]
    stdio: bool,
}

const EXAMPLES: &str = "\
Examples:
  asl lsp      what an editor starts; it is not meant to be typed

Exit status: 0 the client ended the session by the book; 1 it went away.";

/// Serves until the client ends the session, and ends the process as the protocol has it.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let Arguments { stdio: _ } = arguments;
    asl_server::run_stdio()
}
