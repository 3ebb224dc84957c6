//! `asl completions`: a script that teaches a shell our arguments.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::status::{Failure, Status};
use crate::{Cli, output};

/// For which shell.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The shell.
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  asl completions bash > /etc/bash_completion.d/asl
  asl completions zsh > \"${fpath[1]}/_asl\"
  asl completions fish > ~/.config/fish/completions/asl.fish";

/// Prints the script.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "asl", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Fine)
}
