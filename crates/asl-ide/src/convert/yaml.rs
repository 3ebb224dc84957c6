//! Values as YAML in block style: quotes only where some reader would take a text for something else, texts of several
//! lines and long ones as block scalars where these say exactly the same.

use std::fmt::Write as _;

mod scalar;

use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::node::Node;
use crate::quote;
pub(super) use scalar::{flow, flow_name};

/// Comments by the JSON pointer of what they stand before; those after the last member of an object or array have a
/// pointer that ends in [`TAIL`].
pub(super) type Comments = FxHashMap<String, Vec<String>>;

/// No name of a member, since the rest of the pointer escapes it.
pub(super) const TAIL: &str = "/~";

/// A whole document.
pub(super) fn document(value: &Node, unit: usize, comments: &Comments) -> String {
    let mut writer = Writer {
        text: String::new(),
        unit,
        comments,
        pointer: String::new(),
    };
    writer.comments_of("", 0);
    if value.is_plain() {
        writer.text.push_str(&scalar::block(value, 0, unit, 0));
        writer.text.push('\n');
        writer.comments_of(TAIL, 0);
    } else {
        writer.members(value, 0, false);
    }
    writer.text
}

/// `name: value` in a column, without the line break at its end.
pub(super) fn field(name: &str, value: &Node, column: usize, unit: usize) -> String {
    let comments = Comments::default();
    let mut writer = Writer {
        text: String::new(),
        unit,
        comments: &comments,
        pointer: String::new(),
    };
    writer.field(name, value, column);
    writer
        .text
        .truncate(writer.text.trim_end_matches('\n').len());
    writer.text
}

struct Writer<'a> {
    text: String,
    unit: usize,
    comments: &'a Comments,
    pointer: String,
}

impl Writer<'_> {
    /// The members of an object or the items of an array, each on lines of its own. `inline` says that the first one
    /// goes on the line that has begun.
    fn members(&mut self, value: &Node, column: usize, inline: bool) {
        let length = self.pointer.len();
        match value {
            Node::Map(members) => {
                for (index, (name, value)) in members.iter().enumerate() {
                    let escaped = name.replace('~', "~0").replace('/', "~1");
                    let _ = write!(self.pointer, "/{escaped}");
                    self.begin(column, inline && index == 0);
                    self.field(name, value, column);
                    self.pointer.truncate(length);
                }
            }
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let _ = write!(self.pointer, "/{index}");
                    self.begin(column, inline && index == 0);
                    self.item(item, column);
                    self.pointer.truncate(length);
                }
            }
            Node::Scalar(_) | Node::Placeholder(_) => {}
        }
        self.pointer.push_str(TAIL);
        self.comments_of(&self.pointer.clone(), column);
        self.pointer.truncate(length);
    }

    fn begin(&mut self, column: usize, inline: bool) {
        if !inline {
            self.comments_of(&self.pointer.clone(), column);
            self.indent(column);
        }
    }

    fn comments_of(&mut self, pointer: &str, column: usize) {
        for comment in self.comments.get(pointer).into_iter().flatten() {
            self.indent(column);
            self.text.push_str(comment);
            self.text.push('\n');
        }
    }

    fn indent(&mut self, column: usize) {
        self.text.extend(std::iter::repeat_n(' ', column));
    }

    fn field(&mut self, name: &str, value: &Node, column: usize) {
        let name = scalar::name(name);
        self.text.push_str(&name);
        self.text.push(':');
        if value.is_plain() {
            self.text.push(' ');
            let used = column + name.chars().count() + 2;
            self.text
                .push_str(&scalar::block(value, column, self.unit, used));
            self.text.push('\n');
        } else {
            self.text.push('\n');
            self.members(value, column + self.unit, false);
        }
    }

    fn item(&mut self, value: &Node, column: usize) {
        self.text.push_str("- ");
        if value.is_plain() {
            self.text
                .push_str(&scalar::block(value, column, 2, column + 2));
            self.text.push('\n');
        } else {
            let first = format!("{}{}", self.pointer, first_of(value));
            if self.comments.contains_key(&first) {
                // The comment takes the line behind the dash, its column says where it belongs.
                self.text.pop();
                self.text.push('\n');
                return self.members(value, column + 2, false);
            }
            self.members(value, column + 2, true);
        }
    }
}

/// The pointer of the first part of a value.
fn first_of(value: &Node) -> String {
    match value {
        Node::Map(members) => members.first().map_or_else(String::new, |it| {
            format!("/{}", it.0.replace('~', "~0").replace('/', "~1"))
        }),
        _ => "/0".to_owned(),
    }
}

/// Whether a text can stand without quotes whatever version of YAML reads it.
fn is_plain(text: &str, flow: bool) -> bool {
    let breaks = |c: char| {
        matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
    };
    quote::is_plain(text, flow)
        && !text.contains(breaks)
        && !is_placeholder(text)
        && !text.ends_with(char::is_whitespace)
}

/// Whether a plain text would be read as a value that a deployment fills in.
fn is_placeholder(text: &str) -> bool {
    text.starts_with("${") && text.ends_with('}')
}

/// A number with a point wherever it has an exponent: older readers ask for it.
fn number(value: &Json) -> String {
    let text = value.to_string();
    match text.split_once('e') {
        Some((digits, power)) => {
            let point = if digits.contains('.') { "" } else { ".0" };
            let sign = if power.starts_with(['-', '+']) {
                ""
            } else {
                "+"
            };
            format!("{digits}{point}e{sign}{power}")
        }
        None => text,
    }
}
