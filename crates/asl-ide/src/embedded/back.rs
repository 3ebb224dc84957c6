//! Scalars written back: what text in a template stands for a text in a part.

use asl_syntax::ast::{Notation, ScalarStyle};

/// Who will put a text into the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    /// An edit: the text is put in as it is.
    Edit,
    /// A completion: the editor indents the text's lines like the one that it begins on.
    Completion,
    /// The same for a snippet, in which a backslash has to be escaped once more.
    Snippet,
}

/// `text` as it stands inside of a scalar; `None` where it cannot be written so.
pub(super) fn written(text: &str, notation: Notation, writer: Writer) -> Option<String> {
    let snippet = writer == Writer::Snippet;
    let backslash = if snippet { "\\\\" } else { "\\" };
    match notation.style {
        ScalarStyle::Literal if writer != Writer::Edit => Some(text.to_owned()),
        ScalarStyle::Literal => Some(indented(text, notation.indent)),
        // A line break would be folded into a blank all the same.
        ScalarStyle::Folded => Some(on_one_line(text)),
        ScalarStyle::SingleQuoted => Some(on_one_line(text).replace('\'', "''")),
        ScalarStyle::DoubleQuoted => Some(escaped(text, backslash, snippet)),
        ScalarStyle::Plain => {
            let text = on_one_line(text);
            let is_plain = !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
            is_plain.then_some(text)
        }
    }
}

/// Each line but the first behind the block's blanks; empty lines stay empty.
fn indented(text: &str, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let lines: Vec<_> = text.split('\n').collect();
    let mut out = String::with_capacity(text.len() + lines.len() * indent);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let is_empty = line.trim_end_matches('\r').is_empty();
        if index > 0 && (!is_empty || index + 1 == lines.len()) {
            out.push_str(&blanks);
        }
        out.push_str(line);
    }
    out
}

/// JSON does not care whether a blank or a line break stands between its words.
fn on_one_line(text: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.truncate(out.trim_end().len());
        out.push(' ');
        out.push_str(line.trim_start());
    }
    out
}

fn escaped(text: &str, backslash: &str, snippet: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        let meant = match char {
            // In a snippet a backslash only says that the next character means itself.
            '\\' if snippet => chars.next().unwrap_or('\\'),
            _ => char,
        };
        match meant {
            '"' => out.extend([backslash, "\""]),
            '\\' => out.extend([backslash, backslash]),
            '\n' => out.extend([backslash, "n"]),
            '\r' => out.extend([backslash, "r"]),
            '\t' => out.extend([backslash, "t"]),
            other if char == '\\' => out.extend(['\\', other]),
            other => out.push(other),
        }
    }
    out
}
