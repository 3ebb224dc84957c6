//! `cargo dev test`: everything that says whether the product works.

use std::process::ExitCode;

use super::Done;
use crate::workspace::{self, cargo, command, exit_code, root, say, target};

/// What to test.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Do not install the real editors; tests that need a missing one are skipped with a note.
    #[arg(long)]
    no_editors: bool,
    /// Handed on to the test runner, for example a filter: `cargo dev test -- rename`.
    #[arg(last = true)]
    rest: Vec<String>,
}

/// The folder with the real editors, for the tests.
const EDITORS: &str = "ASL_EDITORS_DIR";

/// `ASL_EDITORS=required` makes a missing editor a failure.
const REQUIRED: &str = "ASL_EDITORS";

/// Installs the editors, then runs all tests; the first failure's status is the answer.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let editors = target().join("editors");
    if !arguments.no_editors && !install_editors(&editors)? {
        return Ok(ExitCode::FAILURE);
    }
    // The documentation first: what the runner prints last then sums up the tests proper.
    if arguments.rest.is_empty() {
        let documentation =
            workspace::run(cargo().args(["test", "--workspace", "--doc", "--quiet"]))?;
        if !documentation.success() {
            return Ok(exit_code(documentation));
        }
    }
    let tests = workspace::run(test_runner(&arguments.rest).env(EDITORS, &editors))?;
    Ok(exit_code(tests))
}

/// nextest where it is installed: it runs the tests of all crates side by side.
fn test_runner(rest: &[String]) -> std::process::Command {
    let nextest = cargo().args(["nextest", "--version"]).output();
    let mut cargo = cargo();
    if nextest.is_ok_and(|output| output.status.success()) {
        cargo.args(["nextest", "run", "--workspace"]);
    } else {
        cargo.args(["test", "--workspace", "--lib", "--bins", "--tests"]);
    }
    cargo.args(rest);
    cargo
}

/// Whether to go on.
fn install_editors(folder: &std::path::Path) -> std::io::Result<bool> {
    let script = root().join("tests/editors/setup.sh");
    if !script.exists() {
        return Ok(true);
    }
    std::fs::create_dir_all(folder)?;
    let installed = workspace::run(command("sh").arg(&script).arg(folder))?;
    if installed.success() {
        return Ok(true);
    }
    let required = std::env::var_os(REQUIRED).is_some_and(|value| value == "required");
    if !required {
        say("not all editors could be installed: their tests will say that they are skipped");
    }
    Ok(!required)
}
