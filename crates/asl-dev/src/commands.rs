//! One file per command.

pub(crate) mod bench;
pub(crate) mod catalog;
pub(crate) mod fuzz;
pub(crate) mod generate;
pub(crate) mod print_tree;
pub(crate) mod test;
pub(crate) mod tidy;

use std::io;
use std::process::ExitCode;

/// What a command answers: its exit status, or why it could not begin.
pub(crate) type Done = io::Result<ExitCode>;
