//! `cargo dev generate`: files that are made from tables, so that they cannot disagree with them.

use std::fmt::Write;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use asl_check::{Group, RULES, Rule};

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
fn generated() -> Vec<(&'static str, String)> {
    vec![("crates/asl-check/rules/README.md", rule_index())]
}

/// Rewrites what has changed.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let mut stale = 0;
    for (path, wanted) in generated() {
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

fn rule_index() -> String {
    let mut page = String::from(
        "<!-- Made by `cargo dev generate` from the table in src/table.rs. -->\n\n# Rules\n\n\
         Errors are what AWS refuses when the state machine is created; warnings are what fails or \
         misbehaves when it runs; hints are better ways. Every page has a wrong and a right example, \
         and the tests run both. `asl check --explain CODE` prints a page.\n",
    );
    for group in Group::ALL {
        let rules: Vec<_> = RULES.iter().filter(|rule| rule.group == group).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {}\n\n", capitalised(group.name()));
        page.push_str("| code | severity | what is wrong | quick fix |\n|---|---|---|---|\n");
        for rule in rules {
            page.push_str(&row(rule));
        }
    }
    page
}

fn row(rule: &Rule) -> String {
    let fix = if rule.fixable { "yes" } else { "" };
    let (code, summary) = (rule.code, rule.summary);
    format!(
        "| [{code}]({code}.md) | {} | {summary} | {fix} |\n",
        rule.severity
    )
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
