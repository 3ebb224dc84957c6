//! `cargo dev`: what developers and the gate run besides cargo's own commands.
//!
//! Knows the repository's layout, never how the product works inside.

mod commands;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{bench, catalog, fuzz, generate, print_tree, test, tidy};

/// Development tasks.
#[derive(Parser)]
#[command(
    name = "cargo dev",
    bin_name = "cargo dev",
    version,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run all tests: the workspace's, the documentation's, and those in real editors.
    Test(test::Arguments),
    /// Check what no lint checks: file sizes, module comments, the map, stray paths.
    Tidy,
    /// Rewrite the table of AWS services from botocore.
    Catalog(catalog::Arguments),
    /// Rewrite the files that are made from tables.
    Generate(generate::Arguments),
    /// Print the syntax tree of a document.
    PrintTree(print_tree::Arguments),
    /// Try hostile expressions for a while.
    Fuzz(fuzz::Arguments),
    /// Measure: the table of speed targets, or one benchmark by name.
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Test(arguments) => test::run(&arguments),
        Command::Tidy => tidy::run(),
        Command::Catalog(arguments) => catalog::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::PrintTree(arguments) => print_tree::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        workspace::say(&format!("cargo dev: {error}"));
        ExitCode::from(2)
    })
}
