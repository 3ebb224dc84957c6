//! Writes a tree as JSON or as YAML and remembers where everything stands.

use std::collections::HashMap;
use std::ops::Range;

use asl_syntax::Format;

use crate::node::{Node, Path};

/// A text with the places of the values in it.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub(crate) text: String,
    spans: HashMap<Path, Spans>,
}

/// Where a value and its key stand, in bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spans {
    /// The key without quotes; empty for the member of a list.
    pub(crate) key: Range<usize>,
    /// The value with its quotes.
    pub(crate) value: Range<usize>,
    /// Where each byte of a string stands, and its end.
    content: Vec<usize>,
}

impl Spans {
    /// Where a part of a string stands.
    pub(crate) fn inside(&self, part: &Range<usize>) -> Range<usize> {
        self.content[part.start]..self.content[part.end]
    }
}

impl Printed {
    /// The spans of the value at a path.
    pub(crate) fn spans(&self, path: &[usize]) -> &Spans {
        self.spans.get(path).expect("every value was printed")
    }
}

/// The text of a tree.
pub(crate) fn print(node: &Node, format: Format) -> Printed {
    let mut printer = Printer::default();
    match format {
        Format::Json => printer.json(node, 0),
        Format::Yaml => printer.yaml(node, 0),
    }
    if !printer.out.text.ends_with('\n') {
        printer.out.text.push('\n');
    }
    printer.out
}

#[derive(Default)]
struct Printer {
    out: Printed,
    path: Path,
}

impl Printer {
    fn len(&self) -> usize {
        self.out.text.len()
    }

    fn push(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    fn line(&mut self, depth: usize) {
        self.push("\n");
        self.push(&"  ".repeat(depth));
    }

    fn span(&mut self) -> &mut Spans {
        self.out.spans.entry(self.path.clone()).or_default()
    }

    fn json(&mut self, node: &Node, depth: usize) {
        let start = self.len();
        match node {
            Node::Map(entries) => {
                self.push("{");
                for (at, (key, value)) in entries.iter().enumerate() {
                    self.push(if at == 0 { "" } else { "," });
                    self.line(depth + 1);
                    self.path.push(at);
                    self.key(key, true);
                    self.push(" ");
                    self.json(value, depth + 1);
                    self.path.pop();
                }
                self.close("}", entries.is_empty(), depth);
            }
            Node::List(items) => {
                self.push("[");
                for (at, value) in items.iter().enumerate() {
                    self.push(if at == 0 { "" } else { "," });
                    self.line(depth + 1);
                    self.path.push(at);
                    self.json(value, depth + 1);
                    self.path.pop();
                }
                self.close("]", items.is_empty(), depth);
            }
            Node::Text(text) => self.double_quoted(text),
            Node::Raw(raw) => self.push(raw),
        }
        let end = self.len();
        self.span().value = start..end;
    }

    fn close(&mut self, bracket: &str, is_empty: bool, depth: usize) {
        if !is_empty {
            self.line(depth);
        }
        self.push(bracket);
    }

    fn yaml(&mut self, node: &Node, depth: usize) {
        let start = self.len();
        match node {
            Node::Map(entries) if entries.is_empty() => self.push("{}"),
            Node::List(items) if items.is_empty() => self.push("[]"),
            Node::Map(entries) => {
                for (at, (key, value)) in entries.iter().enumerate() {
                    if at > 0 {
                        self.line(depth);
                    }
                    self.path.push(at);
                    self.key(key, !is_plain(key));
                    self.below(value, depth);
                    self.path.pop();
                }
            }
            Node::List(items) => {
                for (at, value) in items.iter().enumerate() {
                    if at > 0 {
                        self.line(depth);
                    }
                    self.push("- ");
                    self.path.push(at);
                    self.yaml(value, depth + 1);
                    self.path.pop();
                }
            }
            Node::Text(text) => self.yaml_text(text, depth),
            Node::Raw(raw) => self.push(raw),
        }
        let end = self.len();
        self.span().value = start..end;
    }

    /// The value of an entry: behind its key, or on lines of its own.
    fn below(&mut self, value: &Node, depth: usize) {
        let is_block = match value {
            Node::Map(entries) => !entries.is_empty(),
            Node::List(items) => !items.is_empty(),
            _ => false,
        };
        if is_block {
            self.line(depth + 1);
        } else {
            self.push(" ");
        }
        self.yaml(value, depth + 1);
    }

    fn key(&mut self, key: &str, is_quoted: bool) {
        let start = self.len();
        if is_quoted {
            self.push(&serde_json::Value::from(key).to_string());
        } else {
            self.push(key);
        }
        let quote = usize::from(is_quoted);
        let end = self.len();
        self.span().key = start + quote..end - quote;
        self.push(":");
    }

    fn yaml_text(&mut self, text: &str, depth: usize) {
        if is_plain(text) {
            self.characters(text, |it| it.to_string());
        } else if text.contains('\n') && !text.contains(['\t', '\r']) && is_block(text) {
            self.push("|-");
            self.line(depth);
            let blank = format!("\n{}", "  ".repeat(depth));
            self.characters(text, |it| match it {
                '\n' => blank.clone(),
                it => it.to_string(),
            });
        } else if text.chars().any(char::is_control) {
            self.double_quoted(text);
        } else {
            self.push("'");
            self.characters(text, |it| match it {
                '\'' => "''".to_owned(),
                it => it.to_string(),
            });
            self.push("'");
        }
    }

    fn double_quoted(&mut self, text: &str) {
        self.push("\"");
        self.characters(text, |it| {
            let quoted = serde_json::Value::from(it.to_string()).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        });
        self.push("\"");
    }

    /// Writes character by character and remembers where each byte of the string stands.
    fn characters(&mut self, text: &str, write: impl Fn(char) -> String) {
        let mut content = Vec::with_capacity(text.len() + 1);
        for it in text.chars() {
            content.extend(std::iter::repeat_n(self.len(), it.len_utf8()));
            self.push(&write(it));
        }
        content.push(self.len());
        self.span().content = content;
    }
}

/// Whether a block scalar keeps the text as it is.
fn is_block(text: &str) -> bool {
    !text.starts_with([' ', '\n']) && !text.ends_with(['\n', ' ']) && !text.contains("\n\n")
}

/// Whether YAML reads the text as the same string without quotes.
fn is_plain(text: &str) -> bool {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = words.contains(&text.to_lowercase().as_str());
    let starts_well =
        text.starts_with(|it: char| it.is_alphabetic() || it == '$') && !text.starts_with("${");
    let ends_well = !text.ends_with([' ', ':']);
    let is_simple =
        !text.contains(": ") && !text.contains(" #") && !text.contains(char::is_control);
    starts_well && ends_well && is_simple && !is_word
}
