//! The `asl` command: the command line's words, files in, reports out.
//!
//! Knows arguments, files, the terminal and exit statuses; never how anything is found out, which
//! is what the crates below are for.

mod commands;
mod definition;
mod files;
mod memory;
mod objects;
mod output;
mod report;
mod status;
mod worker;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{catalog, check, completions, convert, eval, fmt, graph, lsp, simulate};
use status::{Failure, Status};

/// Tools for the Amazon States Language: check, run and edit state machines.
#[derive(Parser)]
#[command(name = "asl", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  asl check .                                    check every definition below this folder
  asl simulate orders.asl.json --input in.json   run a state machine here, at once
  asl eval '$.items[0].id' --input in.json       evaluate an expression as Step Functions would
  asl fmt --check .                              fail when a definition is not formatted
  asl lsp                                        serve an editor on standard input and output

Exit status: 0 fine; 1 the definition, the execution or a test failed; 2 the input or the
arguments could not be used.";

#[derive(Subcommand)]
enum Command {
    /// Serve an editor over the Language Server Protocol on standard input and output.
    Lsp(lsp::Arguments),
    /// Find what is wrong with definitions.
    Check(check::Arguments),
    /// Run a state machine with virtual time and mocked services.
    Simulate(Box<simulate::Arguments>),
    /// Evaluate an expression as Step Functions would.
    Eval(eval::Arguments),
    /// Format definitions.
    Fmt(fmt::Arguments),
    /// Draw the picture of a state machine.
    Graph(graph::Arguments),
    /// Convert a definition: JSON to YAML and back, JSONPath to JSONata.
    Convert(convert::Arguments),
    /// Look up what Step Functions can call: services, actions, parameters, errors.
    Catalog(catalog::Arguments),
    /// Print a completion script for a shell.
    Completions(completions::Arguments),
}

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    let done = std::panic::catch_unwind(|| run(Cli::parse().command));
    let done = done.unwrap_or_else(|_| {
        Err(Failure::new(
            "an internal error; please report what you ran",
        ))
    });
    match done {
        Ok(status) => status.into(),
        Err(failure) => {
            output::complain(&failure.to_string());
            Status::Unusable.into()
        }
    }
}

fn run(command: Command) -> Result<Status, Failure> {
    match command {
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Catalog(arguments) => catalog::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    /// Names used twice, options that need what is not there, and so on.
    #[test]
    fn the_arguments_are_sound() {
        super::Cli::command().debug_assert();
    }
}
