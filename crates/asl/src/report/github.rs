//! Findings as commands of GitHub's workflows, which become annotations in the changed files.
//!
//! The form: "Workflow commands for GitHub Actions", setting a notice, warning or error message.

use std::fmt::Write as _;

use asl_check::{Diagnostic, Severity};
use asl_text::{Encoding, Text};

/// One line for each finding of a file.
pub(crate) fn file(name: &str, text: &str, diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let text = Text::new(text);
    diagnostics.iter().map(|it| line(name, &text, it)).collect()
}

/// Lines and columns count from 1. Columns have a meaning only within one line.
fn line(name: &str, text: &Text, diagnostic: &Diagnostic) -> String {
    let command = command(diagnostic.severity);
    let range = text.range(diagnostic.range, Encoding::Utf16);
    let (start, end) = (range.start, range.end);
    let mut place = format!("file={},line={}", property(name), start.line + 1);
    if start.line == end.line {
        let last = end.character.max(start.character + 1);
        let _ = write!(place, ",col={},endColumn={last}", start.character + 1);
    } else {
        let _ = write!(place, ",endLine={}", end.line + 1);
    }
    let (title, message) = (diagnostic.rule.code, data(&diagnostic.message));
    format!("::{command} {place},title={title}::{message}\n")
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// A message: a line break would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property: colons and commas end it, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn nothing_in_a_text_ends_the_command() {
        assert_eq!(data("100%\r\nsure: a,b"), "100%25%0D%0Asure: a,b");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
