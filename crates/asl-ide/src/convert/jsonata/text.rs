//! How JSONata writes texts, names and values.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::convert::node::Node;

/// Words that mean something else where a name may stand.
const WORDS: [&str; 8] = [
    "and", "or", "in", "true", "false", "null", "function", "lambda",
];

/// The largest whole number up to which every one is exact in JSONata.
const MOST_EXACT: u64 = 1 << 53;

/// A text in quotes: single ones, which need no escapes inside of JSON, wherever they can be.
pub(super) fn text(text: &str) -> String {
    let quote = if text.contains('\'') { '"' } else { '\'' };
    let mut code = String::with_capacity(text.len() + 2);
    code.push(quote);
    for c in text.chars() {
        match c {
            '\\' => code.push_str("\\\\"),
            '"' if quote == '"' => code.push_str("\\\""),
            '\n' => code.push_str("\\n"),
            '\r' => code.push_str("\\r"),
            '\t' => code.push_str("\\t"),
            '\u{8}' => code.push_str("\\b"),
            '\u{c}' => code.push_str("\\f"),
            c if c.is_control() => {
                let _ = write!(code, "\\u{:04x}", u32::from(c));
            }
            c => code.push(c),
        }
    }
    code.push(quote);
    code
}

/// The step to a member; none for a name that no notation of JSONata can hold.
pub(super) fn step(name: &str) -> Option<String> {
    let first = |c: char| c.is_ascii_alphabetic() || c == '_';
    let plain = name.starts_with(first)
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !WORDS.contains(&name);
    if plain {
        return Some(format!(".{name}"));
    }
    (!name.is_empty() && !name.contains('`')).then(|| format!(".`{name}`"))
}

/// A constant as code; none where JSONata has no such number.
pub(super) fn constant(node: &Node) -> Option<String> {
    Some(match node {
        Node::Scalar(Json::String(it)) => text(it),
        Node::Scalar(Json::Number(number)) => {
            let exact = number
                .as_i64()
                .is_none_or(|it| it.unsigned_abs() <= MOST_EXACT)
                && number.as_u64().is_none_or(|it| it <= MOST_EXACT);
            return exact.then(|| number.to_string());
        }
        Node::Scalar(other) => other.to_string(),
        Node::Placeholder(text) => text.clone(),
        // A deployment would not look for it in an expression.
        call if call.is_call() => return None,
        Node::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(constant).collect();
            format!("[{}]", items?.join(", "))
        }
        Node::Map(members) => {
            let member = |(name, value): &(String, Node)| {
                Some(format!("{}: {}", text(name), constant(value)?))
            };
            let members: Option<Vec<String>> = members.iter().map(member).collect();
            format!("{{{}}}", members?.join(", "))
        }
    })
}

/// A part of a regular expression that matches just this text.
pub(super) fn pattern(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => code.push_str("\\n"),
            '\r' => code.push_str("\\r"),
            '\t' => code.push_str("\\t"),
            c => {
                if "\\^$.|?*+()[]{}/".contains(c) {
                    code.push('\\');
                }
                code.push(c);
            }
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_names() {
        assert_eq!(text("a b"), "'a b'");
        assert_eq!(text("it's \"x\"\n"), r#""it's \"x\"\n""#);
        assert_eq!(step("order_id").as_deref(), Some(".order_id"));
        assert_eq!(step("detail-type").as_deref(), Some(".`detail-type`"));
        assert_eq!(step("and").as_deref(), Some(".`and`"));
        assert_eq!(step("a`b"), None);
        assert_eq!(pattern("a.b/c"), r"a\.b\/c");
    }
}
