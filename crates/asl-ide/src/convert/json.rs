//! Values as JSON, in the form that the formatter gives: a field per line, lists of plain values on one line.

use super::node::Node;

/// How long a line with a list of plain values may be.
const WIDTH: usize = 80;

/// A whole document.
pub(super) fn document(value: &Node, unit: usize) -> String {
    let mut text = String::new();
    write(&mut text, value, 0, unit);
    text.push('\n');
    text
}

/// `"name": value` in a column.
pub(super) fn field(name: &str, value: &Node, column: usize, unit: usize) -> String {
    let mut text = format!("{}: ", crate::quote::json(name));
    write(&mut text, value, column, unit);
    text
}

/// `"name": value` on one line.
pub(super) fn inline_field(name: &str, value: &Node) -> String {
    format!("{}: {}", crate::quote::json(name), inline(value))
}

/// A value on one line.
pub(super) fn inline(value: &Node) -> String {
    match value {
        Node::Scalar(it) => it.to_string(),
        Node::Placeholder(it) => it.clone(),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Map(members) if members.is_empty() => "{}".to_owned(),
        Node::Map(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|it| inline_field(&it.0, &it.1))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
    }
}

fn write(text: &mut String, value: &Node, column: usize, unit: usize) {
    let inner = column + unit;
    match value {
        _ if value.is_plain() => text.push_str(&inline(value)),
        Node::List(items) => {
            let line = inline(value);
            if items.iter().all(Node::is_plain) && column + line.len() <= WIDTH {
                return text.push_str(&line);
            }
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                begin(text, index, inner);
                write(text, item, inner, unit);
            }
            end(text, column, ']');
        }
        Node::Map(members) => {
            text.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                begin(text, index, inner);
                text.push_str(&field(name, value, inner, unit));
            }
            end(text, column, '}');
        }
        Node::Scalar(_) | Node::Placeholder(_) => {}
    }
}

fn begin(text: &mut String, index: usize, column: usize) {
    text.push_str(if index == 0 { "\n" } else { ",\n" });
    text.push_str(&" ".repeat(column));
}

fn end(text: &mut String, column: usize, bracket: char) {
    text.push('\n');
    text.push_str(&" ".repeat(column));
    text.push(bracket);
}
