//! The edits of fixes: rename a key, replace a value, remove or insert an entry.
//!
//! All of them work on the tree alone, in JSON and in YAML, and keep the layout that is there.

use asl_syntax::ast::{Entry, Key, Mapping, Sequence, Value};
use asl_syntax::{Direction, SyntaxKind, SyntaxNode};
use asl_text::{Edit, TextRange, TextSize};
use serde_json::Value as Json;

/// Puts `text` in the place of a range.
pub(crate) fn replace(range: TextRange, text: impl Into<String>) -> Vec<Edit> {
    vec![Edit {
        range,
        insert: text.into(),
    }]
}

/// Gives a key another name. Names of the language need no quotes or escapes of their own.
pub(crate) fn rename(key: &Key, name: &str) -> Vec<Edit> {
    replace(key.content_range(), name)
}

/// Puts text in the place of a scalar's characters, in the quotes that are there.
pub(crate) fn retext(value: &Value, text: &str) -> Vec<Edit> {
    match value {
        Value::Scalar(it) => replace(it.content_range(), text),
        _ => Vec::new(),
    }
}

/// Removes an entry with its comma and its line.
pub(crate) fn remove(entry: &Entry) -> Vec<Edit> {
    remove_node(entry.syntax())
}

/// Removes the member of a list that a node is or is in; `above` counts the lists between.
pub(crate) fn remove_item(node: &SyntaxNode, above: usize) -> Vec<Edit> {
    let items = node.ancestors().filter(|it| it.kind() == SyntaxKind::ITEM);
    let item = items.into_iter().nth(above);
    item.map_or_else(Vec::new, |it| remove_node(&it))
}

/// Leaves one member of a list alone in it.
pub(crate) fn keep_item(node: &SyntaxNode) -> Vec<Edit> {
    let is_item = |it: &SyntaxNode| it.kind() == SyntaxKind::ITEM;
    let Some(item) = node.ancestors().find(is_item) else {
        return Vec::new();
    };
    let ends = |direction| item.siblings(direction).filter(is_item).last();
    match (ends(Direction::Prev), ends(Direction::Next)) {
        (Some(first), Some(last)) => {
            let range = first.text_range().cover(last.text_range());
            replace(range, item.text().to_string())
        }
        _ => Vec::new(),
    }
}

/// Removes an entry or a member with its comma and its line.
fn remove_node(node: &SyntaxNode) -> Vec<Edit> {
    let is_alike = |it: &SyntaxNode| it.kind() == node.kind();
    let sibling = |direction| node.siblings(direction).skip(1).find(is_alike);
    let range = node.text_range();
    if let Some(next) = sibling(Direction::Next) {
        return replace(TextRange::new(range.start(), next.text_range().start()), "");
    }
    match sibling(Direction::Prev) {
        Some(previous) => replace(TextRange::new(previous.text_range().end(), range.end()), ""),
        None => replace(range, ""),
    }
}

/// Adds an entry at the end of a mapping; `json` is its value as JSON text, which is YAML too.
pub(crate) fn insert(mapping: &Mapping, name: &str, json: &str) -> Vec<Edit> {
    let is_flow = has_brace(mapping.syntax());
    let Some(last) = mapping.entries().last() else {
        return insert_first(mapping, name, json);
    };
    let at = TextRange::empty(last.range().end());
    match (is_flow, blank_before(last.syntax())) {
        (true, blank) => {
            let blank = blank.unwrap_or_else(|| " ".to_owned());
            replace(at, format!(",{blank}\"{name}\": {json}"))
        }
        (false, Some(blank)) if blank.contains('\n') => {
            replace(at, format!("{blank}{name}: {json}"))
        }
        (false, _) => match column(last.syntax()) {
            Some((column, newline)) => {
                let blank = " ".repeat(column);
                replace(at, format!("{newline}{blank}{name}: {json}"))
            }
            None => Vec::new(),
        },
    }
}

/// Adds an entry at the end of a mapping, in as many lines as the layout there has.
pub(crate) fn insert_value(mapping: &Mapping, name: &str, value: &Json) -> Vec<Edit> {
    let last = mapping.entries().last();
    let line = last.as_ref().and_then(|it| line_of(it.syntax()));
    let (Some(last), Some(line)) = (last, line) else {
        return insert(mapping, name, &value.to_string());
    };
    let at = TextRange::empty(last.range().end());
    if has_brace(mapping.syntax()) {
        return replace(
            at,
            format!(",{line}\"{name}\": {}", in_braces(value, &line)),
        );
    }
    let value = in_block(value, &format!("{line}  "));
    replace(at, format!("{line}{name}:{value}"))
}

/// Adds a member at the end of a list.
pub(crate) fn append(list: &Sequence, value: &Json) -> Vec<Edit> {
    let is_flow = list
        .syntax()
        .first_token()
        .is_some_and(|it| it.kind() == SyntaxKind::L_BRACKET);
    let Some(last) = list.items().last() else {
        return replace(list.syntax().text_range(), format!("[{value}]"));
    };
    let at = TextRange::empty(last.syntax().text_range().end());
    match (is_flow, line_of(last.syntax())) {
        (true, None) => replace(at, format!(", {value}")),
        (true, Some(line)) => replace(at, format!(",{line}{}", in_braces(value, &line))),
        (false, None) => Vec::new(),
        (false, Some(line)) => {
            let value = in_block(value, &format!("{line}  "));
            replace(at, format!("{line}- {}", value.trim_start()))
        }
    }
}

/// The line break and the blanks that bring a new line under a node; `None` where the node stands
/// behind others in a line of brackets.
fn line_of(node: &SyntaxNode) -> Option<String> {
    match blank_before(node) {
        Some(blank) if blank.contains('\n') => Some(blank),
        _ if node.parent().is_some_and(|it| is_flow(&it)) => None,
        _ => column(node).map(|(column, newline)| format!("{newline}{}", " ".repeat(column))),
    }
}

fn is_flow(node: &SyntaxNode) -> bool {
    let first = node.first_token().map(|it| it.kind());
    matches!(first, Some(SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET))
}

/// A value as JSON over several lines, whose own line begins with `line`.
fn in_braces(value: &Json, line: &str) -> String {
    let inner = format!("{line}  ");
    let members: Vec<_> = match value {
        Json::Object(it) => {
            let entries = it.iter();
            entries
                .map(|(key, value)| format!("{inner}\"{key}\": {}", in_braces(value, &inner)))
                .collect()
        }
        Json::Array(it) => {
            let items = it.iter();
            items
                .map(|it| format!("{inner}{}", in_braces(it, &inner)))
                .collect()
        }
        _ => return value.to_string(),
    };
    let (open, close) = if value.is_array() {
        ('[', ']')
    } else {
        ('{', '}')
    };
    match members.as_slice() {
        [] => format!("{open}{close}"),
        _ => format!("{open}{}{line}{close}", members.join(",")),
    }
}

/// What stands behind a colon or a dash in YAML: a scalar in the same line, else lines that begin with
/// `line`.
fn in_block(value: &Json, line: &str) -> String {
    let inner = format!("{line}  ");
    match value {
        Json::Object(it) if !it.is_empty() => it.iter().fold(String::new(), |out, (key, value)| {
            out + line + key + ":" + &in_block(value, &inner)
        }),
        Json::Array(it) if !it.is_empty() => it.iter().fold(String::new(), |out, item| {
            out + line + "- " + in_block(item, &inner).trim_start()
        }),
        _ => format!(" {value}"),
    }
}

fn insert_first(mapping: &Mapping, name: &str, json: &str) -> Vec<Edit> {
    match mapping.syntax().first_token() {
        Some(brace) if brace.kind() == SyntaxKind::L_BRACE => {
            let at = TextRange::empty(brace.text_range().end());
            replace(at, format!(" \"{name}\": {json} "))
        }
        _ => Vec::new(),
    }
}

fn has_brace(mapping: &SyntaxNode) -> bool {
    mapping
        .first_token()
        .is_some_and(|it| it.kind() == SyntaxKind::L_BRACE)
}

/// The blanks and line ends right before a node; `None` when there are none or a comment is among them.
fn blank_before(node: &SyntaxNode) -> Option<String> {
    let mut parts = Vec::new();
    let mut at = node.first_token()?.prev_token();
    while let Some(token) = at.filter(|it| it.kind().is_trivia()) {
        if token.kind() == SyntaxKind::COMMENT {
            return None;
        }
        parts.push(token.text().to_owned());
        at = token.prev_token();
    }
    parts.reverse();
    let blank = parts.concat();
    let line = blank.rfind('\n').map_or(&blank[..], |it| {
        let is_crlf = blank[..it].ends_with('\r');
        &blank[it - usize::from(is_crlf)..]
    });
    (!blank.is_empty()).then(|| line.to_owned())
}

/// The column of a node and the line break before it, when its line starts inside the tree.
fn column(node: &SyntaxNode) -> Option<(usize, &'static str)> {
    let start = node.text_range().start();
    let mut at = node.first_token().and_then(|it| it.prev_token());
    while let Some(token) = at {
        if let Some(newline) = token.text().rfind('\n') {
            let line = token.text_range().start() + TextSize::of(&token.text()[..=newline]);
            let is_crlf = token.text()[..newline].ends_with('\r');
            return Some((
                usize::from(start - line),
                if is_crlf { "\r\n" } else { "\n" },
            ));
        }
        at = token.prev_token();
    }
    None
}

/// The first token of a node: what to mark when something in it is missing.
pub(crate) fn first_token(node: &SyntaxNode) -> TextRange {
    match node.first_token() {
        Some(token) => token.text_range(),
        None => node.text_range(),
    }
}

/// The key of the entry whose value `node` is.
pub(crate) fn key_of(node: &SyntaxNode) -> Option<Key> {
    Entry::cast(node.parent()?)?.key()
}
