//! `cargo dev tidy`: what no lint checks.
//!
//! A file may except itself with a line that holds `tidy: allow long, because …` or `tidy: allow
//! paths, because …` among its first ones; the reason is for the reader.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::Done;
use crate::workspace::{print, root};

const MAX_LINES: usize = 500;
const MAX_MAP_LINES: usize = 200;

/// Endings of files that people write and read.
const TEXT: &[&str] = &[
    "rs", "md", "toml", "sh", "lua", "py", "ts", "js", "mjs", "scm", "json", "yaml", "yml",
];

/// Endings of files whose length matters.
const CODE: &[&str] = &["rs", "sh", "lua", "py", "ts", "js", "mjs"];

/// What only one machine has. Taken apart so that this file does not find itself.
const PATHS: &[&[&str]] = &[&["/ho", "me/"], &["/Us", "ers/"], &["/ro", "ot/"]];

/// Prints every finding; fails when there is one.
pub(crate) fn run() -> Done {
    let root = root();
    let mut findings = Vec::new();
    for entry in ignore::WalkBuilder::new(&root).hidden(false).build() {
        let entry = entry.map_err(io::Error::other)?;
        let name = entry.path().strip_prefix(&root).unwrap_or(entry.path());
        if entry.file_type().is_some_and(|kind| kind.is_file()) && is_text(name) {
            let text = std::fs::read_to_string(entry.path())?;
            check_file(name, &text, &mut findings);
        }
    }
    check_map(&root, &mut findings)?;
    findings.sort();
    findings.iter().try_for_each(|finding| print(finding))?;
    Ok(if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn is_text(name: &Path) -> bool {
    let generated = name.starts_with(".git") || name.ends_with("package-lock.json");
    !generated && has_ending(name, TEXT)
}

fn has_ending(name: &Path, endings: &[&str]) -> bool {
    let ending = name.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.contains(&ending))
}

fn check_file(name: &Path, text: &str, findings: &mut Vec<String>) {
    let shown = name.display();
    let lines = text.lines().count();
    if lines > MAX_LINES && has_ending(name, CODE) && !is_excepted(text, "long") {
        findings.push(format!(
            "{shown}: {lines} lines; more than {MAX_LINES} need a reason"
        ));
    }
    if has_ending(name, &["rs"]) && !text.starts_with("//!") {
        findings.push(format!(
            "{shown}: begins without a `//!` comment that says what it knows"
        ));
    }
    if let Some((at, path)) = machine_path(text).filter(|_| !is_excepted(text, "paths")) {
        findings.push(format!("{shown}:{at}: `{path}` is a path of one machine"));
    }
    // rustfmt sees to Rust, where snapshots may hold such blanks.
    let blanks = || text.lines().any(|line| line.trim_end() != line);
    if has_ending(name, &CODE[1..]) && blanks() {
        findings.push(format!("{shown}: blanks at the end of a line"));
    }
}

fn is_excepted(text: &str, what: &str) -> bool {
    let mark = format!("tidy: allow {what}, because ");
    text.lines().take(20).any(|line| line.contains(&mark))
}

/// The first line, from 1, with a path that only one machine has. A relative path that happens to
/// hold the same letters (`my/home/x`) does not count.
fn machine_path(text: &str) -> Option<(usize, String)> {
    let paths: Vec<String> = PATHS.iter().map(|parts| parts.concat()).collect();
    text.lines().enumerate().find_map(|(at, line)| {
        let path = paths.iter().find(|path| holds_absolute(line, path))?;
        Some((at + 1, path.clone()))
    })
}

fn holds_absolute(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | '*' | '~'))
    })
}

/// Every crate has its place on the map, and the map stays short.
fn check_map(root: &Path, findings: &mut Vec<String>) -> io::Result<()> {
    let map = std::fs::read_to_string(root.join("crates/README.md"))?;
    if map.lines().count() > MAX_MAP_LINES {
        findings.push(format!("crates/README.md: more than {MAX_MAP_LINES} lines"));
    }
    for entry in std::fs::read_dir(root.join("crates"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().join("Cargo.toml").exists() && !map.contains(&format!("[{name}]({name})")) {
            findings.push(format!("crates/README.md: {name} is not on the map"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(name: &str, text: &str) -> Vec<String> {
        let mut findings = Vec::new();
        check_file(Path::new(name), text, &mut findings);
        findings
    }

    #[test]
    fn long_files_need_a_reason() {
        let long = format!("//! A table.\n{}", "// row\n".repeat(MAX_LINES));
        assert_eq!(findings("a.rs", &long).len(), 1);
        let excepted = format!("//! A table. tidy: allow long, because it is one.\n{long}");
        assert!(findings("a.rs", &excepted).is_empty());
        assert!(findings("a.md", &long).is_empty());
    }

    #[test]
    fn modules_say_what_they_know() {
        assert_eq!(findings("a.rs", "fn main() {}\n").len(), 1);
        assert!(findings("a.rs", "//! Main.\nfn main() {}\n").is_empty());
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        for parts in PATHS {
            let path = parts.concat();
            assert_eq!(
                findings("a.md", &format!("See `{path}x`.\n")).len(),
                1,
                "{path}"
            );
            assert!(findings("a.md", &format!("See crates{path}x.\n")).is_empty());
        }
    }

    #[test]
    fn blanks_at_the_end_of_a_line_are_found() {
        assert_eq!(findings("a.sh", "ls \n").len(), 1);
    }
}
