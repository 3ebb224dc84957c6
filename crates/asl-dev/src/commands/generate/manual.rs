//! The manual of the editor features: what their comments say, and the table of what their tests ask.
//!
//! A feature is a function in `asl-ide` whose comment begins with a heading. Its row in the table says
//! in which group it stands. A heading without a row, a row without a heading and a session test that
//! does not exist are errors, so that the manual has all that there is, and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use super::settings;
use crate::workspace::root;

/// Where the manual stands.
pub(super) const PATH: &str = "crates/asl-ide/MANUAL.md";

const SOURCES: &str = "crates/asl-ide/src";
const TABLE: &str = "crates/asl-ide/tests/matrix/table.txt";
const SESSIONS: &str = "tests/lsp/table.txt";
const SESSION_TESTS: &str = "tests/lsp";

const OPENING: &str = "\
# What the editor does

*Made by `cargo dev generate` from the comments of the features in `src`, the table in `tests/matrix` and the one in
the sessions' `tests/lsp`. Change those.*

Everything works on the text as it stands in the editor, saved or not. A **template** is one of SAM or CloudFormation, in
YAML or JSON, or a serverless.yml; the definition in it is an object, or a text: in a block with `!Sub`, in one quoted
line, or joined by `Fn::Join`. **Broken** is a text that somebody is writing: a comma, quote, colon or brace is missing, half
a key is there, the end is not. A tick is a test that asks the feature there for the right answer; a dash is tested too.

";

/// One row of a table with its group.
struct Row {
    group: String,
    name: String,
    cells: Vec<String>,
}

impl Row {
    /// What the row says of a part of a feature: `state names` in `Completion: state names`.
    fn part(&self) -> Option<&str> {
        self.name.split_once(": ").map(|it| it.1)
    }
}

/// The manual's text.
pub(super) fn manual() -> io::Result<String> {
    let mut features = BTreeMap::new();
    for file in sources(&root().join(SOURCES))? {
        features.extend(headings(&std::fs::read_to_string(file)?));
    }
    let rows = rows(&std::fs::read_to_string(root().join(TABLE))?);
    if let Some(name) = features
        .keys()
        .find(|it| rows.iter().all(|row| row.name != **it))
    {
        return Err(wrong(&format!("{TABLE} has no row for \"{name}\"")));
    }
    let mut text = OPENING.to_owned();
    table(&mut text, &rows);
    let mut group = "";
    for row in rows.iter().filter(|it| it.part().is_none()) {
        if group != row.group {
            section(&mut text, 2, &row.group, "");
            group = &row.group;
        }
        let missing = || wrong(&format!("no comment begins with \"# {}\"", row.name));
        let words = features.get(&row.name).ok_or_else(missing)?;
        section(&mut text, 3, &row.name, words);
    }
    section(&mut text, 2, "Settings", &settings::table());
    sessions(&mut text)?;
    Ok(text.trim_end().to_owned() + "\n")
}

fn wrong(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// The Rust files below a folder, in order.
fn sources(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).build() {
        let path = entry.map_err(io::Error::other)?.into_path();
        if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The comments of a file that begin with a heading: the heading, and what follows it.
fn headings(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let Some(heading) = line.strip_prefix("/// # ") else {
            continue;
        };
        let comment = lines.by_ref().map_while(|it| it.strip_prefix("///"));
        let words: Vec<_> = comment
            .map(|it| it.strip_prefix(' ').unwrap_or(it))
            .collect();
        found.push((heading.to_owned(), without_links(&words.join("\n"))));
    }
    found
}

/// Links that only rustdoc can follow become what they show.
fn without_links(words: &str) -> String {
    words.replace("[`", "`").replace("`]", "`")
}

/// The rows of a table; `= Group` begins a group, `#` a comment.
fn rows(table: &str) -> Vec<Row> {
    let (mut group, mut rows) = (String::new(), Vec::new());
    for line in table.lines().filter(|it| !it.starts_with('#')) {
        if let Some(name) = line.strip_prefix("= ") {
            name.clone_into(&mut group);
        } else if let Some((name, cells)) = line.split_once('|') {
            rows.push(Row {
                group: group.clone(),
                name: name.trim().to_owned(),
                cells: cells.split('|').map(|it| it.trim().to_owned()).collect(),
            });
        }
    }
    rows
}

/// The table, and the reasons below it. The parts of a feature stand below it, further right.
fn table(text: &mut String, rows: &[Row]) {
    text.push_str("| | JSON | YAML | template | broken |\n|---|:-:|:-:|:-:|:-:|\n");
    let mut reasons: Vec<&str> = Vec::new();
    for row in rows {
        let _ = match row.part() {
            Some(part) => write!(text, "| &emsp;{part} |"),
            None => write!(text, "| [{}](#{}) |", row.name, anchor(&row.name)),
        };
        for cell in &row.cells {
            text.push_str(&cell_of(cell, &mut reasons));
        }
        text.push('\n');
    }
    text.push('\n');
    for (index, reason) in reasons.iter().enumerate() {
        let _ = writeln!(text, "{}. {reason}", index + 1);
    }
    text.push('\n');
}

/// A tick, or a dash with the number of its reason; four blank cells above the parts of a feature.
fn cell_of<'a>(cell: &'a str, reasons: &mut Vec<&'a str>) -> String {
    match cell {
        "" => " | | | |".to_owned(),
        "✓" => " ✓ |".to_owned(),
        reason => {
            let known = reasons.iter().position(|it| *it == reason);
            let number = known.unwrap_or(reasons.len()) + 1;
            if known.is_none() {
                reasons.push(reason);
            }
            format!(" — ({number}) |")
        }
    }
}

fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

fn section(text: &mut String, level: usize, heading: &str, words: &str) {
    let _ = writeln!(text, "{} {heading}\n", "#".repeat(level));
    if !words.is_empty() {
        let _ = writeln!(text, "{}\n", words.trim());
    }
}

/// What the server does besides, each with the sessions that show it.
fn sessions(text: &mut String) -> io::Result<()> {
    for row in rows(&std::fs::read_to_string(root().join(SESSIONS))?) {
        if !text.contains(&format!("## {}\n", row.group)) {
            section(text, 2, &row.group, "");
            text.push_str("| | | tested by |\n|---|---|---|\n");
        }
        let [words, tests] = row.cells.as_slice() else {
            return Err(wrong(&format!("{SESSIONS}: {}", row.name)));
        };
        let tests = tests
            .split(", ")
            .map(session_test)
            .collect::<io::Result<Vec<_>>>()?;
        let _ = writeln!(
            text,
            "| **{}** | {words} | {} |",
            row.name,
            tests.join(", ")
        );
    }
    Ok(())
}

/// A test of a session, which must be there: `positions::utf_8`.
fn session_test(name: &str) -> io::Result<String> {
    let missing = || wrong(&format!("{SESSIONS}: there is no test {name}"));
    let (file, function) = name.trim().split_once("::").ok_or_else(missing)?;
    let path = root().join(SESSION_TESTS).join(format!("{file}.rs"));
    let source = std::fs::read_to_string(path).map_err(|_| missing())?;
    if !source.contains(&format!("#[test]\nfn {function}()")) {
        return Err(missing());
    }
    Ok(format!("`{}`", name.trim()))
}

#[cfg(test)]
mod tests {
    use super::{headings, rows};

    #[test]
    fn comments_that_begin_with_a_heading() {
        let source = "/// A word.\nfn a() {}\n\n/// # Outline\n///\n/// The [`State`]s,\n/// in order.\npub fn b() {}\n";
        let found = headings(source);
        let wanted = (
            "Outline".to_owned(),
            "\nThe `State`s,\nin order.".to_owned(),
        );
        assert_eq!(found, [wanted]);
    }

    #[test]
    fn rows_stand_in_groups() {
        let found = rows("# words | no row\n\n= Reading\nHover | ✓ | a reason\n");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].group.as_str(), found[0].name.as_str()),
            ("Reading", "Hover")
        );
        assert_eq!(found[0].cells, ["✓", "a reason"]);
    }
}
