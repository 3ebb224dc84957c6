//! The size of a document as JSON text, without writing the text.

use std::fmt::Write;
use std::sync::{Arc, Weak};

use asl_path::reference::ReferenceStep;
use rustc_hash::FxHashMap;
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

/// How many bytes a document grows by when a value of so many bytes is put at a place in it, as
/// [`asl_path::reference::write`] does it.
pub(crate) fn growth(document: &Value, steps: &[ReferenceStep], bytes: usize) -> isize {
    let Some((step, rest)) = steps.split_first() else {
        return difference(bytes, document);
    };
    let missing = match (step, document) {
        (ReferenceStep::Name(name), Value::Object(members)) => match members.get(name) {
            Some(member) => return growth(member, rest, bytes),
            None => text_len(name) + 1 + usize::from(!members.is_empty()),
        },
        (ReferenceStep::Index(index), Value::Array(items)) => match items.get(*index) {
            Some(item) => return growth(item, rest, bytes),
            None => usize::from(!items.is_empty()),
        },
        _ => return difference(fresh(steps, bytes), document),
    };
    (missing + fresh(rest, bytes)).cast_signed()
}

fn difference(bytes: usize, document: &Value) -> isize {
    bytes.cast_signed() - measure(document).bytes.cast_signed()
}

/// The bytes of what is made for steps that lead to nothing yet.
fn fresh(steps: &[ReferenceStep], bytes: usize) -> usize {
    let around = |step: &ReferenceStep| match step {
        ReferenceStep::Name(name) => 2 + text_len(name) + 1,
        ReferenceStep::Index(_) => 2,
    };
    bytes + steps.iter().map(around).sum::<usize>()
}

/// The payloads that are alive, with their sizes: each is measured once, and what is dropped by all
/// who held it counts no longer.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// By address. Holding a payload weakly keeps its address its own.
    known: FxHashMap<usize, Entry>,
    /// The estimated bytes of those that are known, some of which may be dead by now.
    bytes: u64,
    /// How many may be known before the dead are struck out.
    most: usize,
}

#[derive(Debug)]
struct Entry {
    payload: Weak<Value>,
    size: Size,
}

/// A guess of what a byte of JSON text takes once it is parsed.
const BYTES_PER_BYTE: u64 = 4;

impl Ledger {
    /// So many are few enough not to be looked through.
    const FEW: usize = 1_024;

    /// The payload's size, if it was measured before.
    pub(crate) fn size_of(&self, payload: &Payload) -> Option<Size> {
        let address = Arc::as_ptr(payload) as usize;
        self.known.get(&address).map(|entry| entry.size)
    }

    /// Measures a payload that is not known yet.
    pub(crate) fn measure(&mut self, payload: &Payload) -> Size {
        let size = measure(payload);
        self.enter(payload, size);
        size
    }

    /// Takes in a payload whose size is known.
    pub(crate) fn enter(&mut self, payload: &Payload, size: Size) {
        if self.known.len() >= self.most.max(Self::FEW) {
            self.strike_dead();
        }
        let address = Arc::as_ptr(payload) as usize;
        let payload = Arc::downgrade(payload);
        self.bytes += BYTES_PER_BYTE * size.bytes as u64;
        self.known.insert(address, Entry { payload, size });
    }

    /// The estimated bytes of the payloads that are alive, or a little more.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Strikes out what nobody holds any more. Twice as many as are left may be known before this is
    /// done again, so it costs little on the whole.
    pub(crate) fn strike_dead(&mut self) {
        let bytes = &mut self.bytes;
        self.known.retain(|_, entry| {
            let alive = entry.payload.strong_count() > 0;
            if !alive {
                *bytes -= BYTES_PER_BYTE * entry.size.bytes as u64;
            }
            alive
        });
        self.most = self.known.len() * 2;
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
    fn growth_is_what_writing_adds() {
        use asl_path::reference::{ReferencePath, write};
        let documents = [
            json!({}),
            json!({ "a": 1 }),
            json!({ "a": { "b": [1, 2], "c": "text" }, "d": null }),
            json!([]),
            json!([{ "b": 1 }]),
            json!(null),
        ];
        let paths = [
            "$.a",
            "$.a.b",
            "$.a.b[0]",
            "$.a.b[2]",
            "$.d.e",
            "$[0]",
            "$[1].b",
            "$['q\"'].x",
        ];
        for (document, path) in documents.iter().flat_map(|it| paths.map(|path| (it, path))) {
            let path = ReferencePath::parse(path).unwrap();
            let mut written = document.clone();
            let value = json!({ "new": [true] });
            let bytes = measure(&value).bytes;
            let expected = growth(document, path.steps(), bytes);
            if write(&mut written, &path, value).is_ok() {
                let grown = measure(&written).bytes.cast_signed();
                let before = measure(document).bytes.cast_signed();
                assert_eq!(grown - before, expected, "{document} {}", path.text());
            }
        }
    }

    #[test]
    fn the_dead_do_not_count() {
        let mut ledger = Ledger::default();
        let kept: Vec<Payload> = (0..10).map(|_| Arc::new(json!("12345678"))).collect();
        for payload in &kept {
            ledger.measure(payload);
        }
        for _ in 0..100_000 {
            ledger.measure(&Arc::new(json!("x")));
            assert!(ledger.known.len() <= 2 * Ledger::FEW);
        }
        ledger.strike_dead();
        assert_eq!(ledger.bytes(), 10 * 10 * BYTES_PER_BYTE);
        assert_eq!(ledger.size_of(&kept[3]).map(|size| size.bytes), Some(10));
        assert_eq!(ledger.size_of(&Arc::new(json!(1))), None);
    }

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
