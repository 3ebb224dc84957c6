//! Texts, numbers and names of YAML.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::{is_plain, number};
use crate::convert::node::Node;

/// How wide a line with a text may become before the text is folded.
const WIDTH: usize = 100;

/// How wide the lines of a folded text are.
const FOLDED: usize = 80;

/// A value without parts, where a block may follow. `used` is the column where it begins, `column` that of what it
/// belongs to.
pub(super) fn block(value: &Node, column: usize, unit: usize, used: usize) -> String {
    match value {
        Node::Scalar(Json::String(text)) => {
            let indent = " ".repeat(column + unit);
            literal(text, &indent)
                .or_else(|| folded(text, &indent, used))
                .or_else(|| many_quotes(text, &indent))
                .unwrap_or_else(|| quoted(text, false))
        }
        other => flow(other),
    }
}

/// A value on one line, as it stands between brackets too.
pub(in crate::convert) fn flow(value: &Node) -> String {
    match value {
        Node::Scalar(Json::String(text)) => quoted(text, true),
        Node::Scalar(it @ Json::Number(_)) => number(it),
        Node::Scalar(it) => it.to_string(),
        Node::Placeholder(it) => it.clone(),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Map(members) => {
            let member =
                |(name, value): &(String, Node)| format!("{}: {}", flow_name(name), flow(value));
            let members: Vec<String> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

/// A name before a colon in a block.
pub(super) fn name(text: &str) -> String {
    quoted(text, false)
}

/// A name before a colon between braces.
pub(in crate::convert) fn flow_name(text: &str) -> String {
    quoted(text, true)
}

/// The plainest of the three forms that fit on a line.
fn quoted(text: &str, flow: bool) -> String {
    if is_plain(text, flow) {
        return text.to_owned();
    }
    let printable = !text.contains(needs_escape);
    if printable && text.contains(['"', '\\']) && !text.contains('\'') {
        return format!("'{text}'");
    }
    double(text)
}

fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if needs_escape(c) => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether YAML cannot print a character, or takes it for the end of a line in some version.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// `|`: several lines, as they are.
fn literal(text: &str, indent: &str) -> Option<String> {
    if !text.contains('\n') || !fits_block(text) {
        return None;
    }
    let body = text.trim_end_matches('\n');
    let header = match text.len() - body.len() {
        0 => "|-",
        1 => "|",
        _ => "|+",
    };
    let mut lines = String::from(header);
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        lines.push('\n');
        if !line.is_empty() {
            lines.push_str(indent);
            lines.push_str(line);
        }
    }
    Some(lines)
}

/// Whether the lines of a text can be told from their indentation.
fn fits_block(text: &str) -> bool {
    let begins = text.starts_with(|c: char| !c.is_whitespace());
    begins && !text.contains(|c| c != '\n' && c != '\t' && needs_escape(c))
}

/// `>-`: one long line, broken where single blanks stand between words.
fn folded(text: &str, indent: &str, used: usize) -> Option<String> {
    let length = text.chars().count();
    let single = !text.contains(['\n', '\t']) && fits_block(text) && !text.ends_with(' ');
    if used + length <= WIDTH || !single || !text.contains(' ') {
        return None;
    }
    let mut lines = vec![String::new()];
    let words: Vec<&str> = text.split(' ').collect();
    for (index, word) in words.iter().enumerate() {
        let Some(line) = lines.last_mut() else { break };
        // Next to another blank a line break would mean something else.
        let breakable = index > 0 && !word.is_empty() && !words[index - 1].is_empty();
        if breakable && indent.len() + line.chars().count() + word.chars().count() >= FOLDED {
            lines.push((*word).to_owned());
            continue;
        }
        if index > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
    if lines.len() == 1 {
        return None;
    }
    let lines: Vec<String> = lines.iter().map(|it| format!("{indent}{it}")).collect();
    Some(format!(">-\n{}", lines.join("\n")))
}

/// A text with both kinds of quotes is most readable without any.
fn many_quotes(text: &str, indent: &str) -> Option<String> {
    let mixed = text.contains('\'') && text.contains(['"', '\\']) && !is_plain(text, false);
    let fits = fits_block(text) && !text.contains(['\n', '\t']);
    (mixed && fits).then(|| format!("|-\n{indent}{text}"))
}
