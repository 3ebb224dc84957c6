//! `cargo dev generate`: files that are made from tables, so that they cannot disagree with them.

mod manual;
mod settings;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::Done;
use crate::workspace::{root, say};

/// Whether to write or to compare.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail when a file is not up to date.
    #[arg(long)]
    check: bool,
}

/// Every generated file, by its path below the root.
fn generated() -> io::Result<[(&'static str, String); 3]> {
    Ok([
        ("crates/asl-check/rules/README.md", asl_check::index()),
        (manual::PATH, manual::manual()?),
        (settings::PATH, settings::extension()?),
    ])
}

/// Rewrites what has changed.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let mut stale = 0;
    for (path, wanted) in generated()? {
        let file = root().join(path);
        if read(&file)? == wanted {
            continue;
        }
        stale += 1;
        if arguments.check {
            say(&format!(
                "{path} is not up to date: run `cargo dev generate`"
            ));
        } else {
            std::fs::write(&file, wanted)?;
            say(&format!("wrote {path}"));
        }
    }
    let failed = arguments.check && stale > 0;
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// A file's text; a missing one is empty.
fn read(file: &Path) -> io::Result<String> {
    match std::fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read,
    }
}
