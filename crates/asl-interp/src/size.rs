//! The size of a document as JSON text, without writing the text.

use std::fmt::Write;
use std::sync::Arc;

use serde_json::Value;

use crate::Payload;

/// How large a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    /// The bytes of the document as compact JSON.
    pub(crate) bytes: usize,
    /// How many arrays and objects stand within each other, at most.
    pub(crate) depth: usize,
}

/// Measures a document, however deep it is.
pub(crate) fn measure(value: &Value) -> Size {
    let mut size = Size::default();
    let mut open = vec![(value, 0)];
    while let Some((value, depth)) = open.pop() {
        size.depth = size.depth.max(depth);
        size.bytes += match value {
            Value::Null => 4,
            Value::Bool(flag) => 5 - usize::from(*flag),
            Value::Number(number) => number_len(number),
            Value::String(text) => text_len(text),
            Value::Array(items) => {
                open.extend(items.iter().map(|item| (item, depth + 1)));
                2 + items.len().saturating_sub(1)
            }
            Value::Object(members) => {
                open.extend(members.values().map(|member| (member, depth + 1)));
                let names: usize = members.keys().map(|name| text_len(name) + 1).sum();
                2 + members.len().saturating_sub(1) + names
            }
        };
    }
    size
}

/// The sizes of the payloads that were measured last: a run hands the same few on and on.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    /// The one that was asked for last comes first.
    sizes: Vec<(Payload, Size)>,
}

impl Recent {
    const MOST: usize = 4;

    /// The payload's size, if it is among the last.
    pub(crate) fn size_of(&mut self, payload: &Payload) -> Option<Size> {
        let at = self
            .sizes
            .iter()
            .position(|(known, _)| Arc::ptr_eq(known, payload))?;
        self.sizes[..=at].rotate_right(1);
        self.sizes.first().map(|(_, size)| *size)
    }

    /// Measures a payload that is not among them. Holding it keeps its address its own.
    pub(crate) fn measure(&mut self, payload: &Payload) -> Size {
        let size = measure(payload);
        self.sizes.truncate(Self::MOST - 1);
        self.sizes.insert(0, (Arc::clone(payload), size));
        size
    }
}

fn number_len(number: &serde_json::Number) -> usize {
    if let Some(number) = number.as_u64() {
        return digits(number);
    }
    if let Some(number) = number.as_i64() {
        return 1 + digits(number.unsigned_abs());
    }
    let mut counter = Counter(0);
    // Writing to a counter cannot fail.
    let _ = write!(counter, "{number}");
    counter.0
}

fn digits(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

fn text_len(text: &str) -> usize {
    let escapes: usize = text.bytes().map(escape_len).sum();
    2 + text.len() + escapes
}

/// What escaping adds to a byte.
fn escape_len(byte: u8) -> usize {
    match byte {
        b'"' | b'\\' | 0x08 | 0x09 | 0x0a | 0x0c | 0x0d => 1,
        0x00..=0x1f => 5,
        _ => 0,
    }
}

struct Counter(usize);

impl Write for Counter {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn counts_levels() {
        assert_eq!(measure(&json!(1)).depth, 0);
        assert_eq!(measure(&json!({ "a": [1, { "b": [] }] })).depth, 3);
    }

    #[test]
    fn counts_what_is_written() {
        let values = [
            json!(null),
            json!([true, false, null, []]),
            json!({"a": 1, "b": [-12, 0, 9, 10, 99, 100, 1.5, 1e300, u64::MAX]}),
            json!("quote \" backslash \\ newline \n bell \u{7} é 😀 \u{7f}"),
            json!({"k\"ey": {}, "": {"x": ""}}),
        ];
        for value in values {
            assert_eq!(measure(&value).bytes, value.to_string().len(), "{value}");
        }
    }
}
