//! The size of a document as JSON text, without writing the text, and in memory.

use std::fmt::Write;
use std::ops::{Add, AddAssign};
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
    /// The estimated bytes that the document takes in memory. Small values take many times what
    /// their text takes.
    pub(crate) memory: usize,
    /// How many arrays and objects stand within each other, at most.
    pub(crate) depth: usize,
}

/// What a value takes wherever it stands.
const NODE: usize = size_of::<Value>();

/// What the allocator keeps of every piece of memory.
const ALLOCATION: usize = 16;

/// What a member of an object takes besides its value and the letters of its name: the name, its
/// hash, and its place in the table.
const MEMBER: usize = size_of::<(u64, String)>() + ALLOCATION + 16;

/// Measures a document, however deep it is.
pub(crate) fn measure(value: &Value) -> Size {
    let mut size = Size::default();
    let mut open = vec![(value, 0)];
    while let Some((value, depth)) = open.pop() {
        size.depth = size.depth.max(depth);
        size += alone(value);
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(members) => {
                open.extend(members.values().map(|member| (member, depth + 1)));
            }
            _ => {}
        }
    }
    size
}

/// A value without its items or the values of its members.
fn alone(value: &Value) -> Size {
    match value {
        Value::Null => scalar(4),
        Value::Bool(flag) => scalar(5 - usize::from(*flag)),
        Value::Number(number) => scalar(number_len(number)),
        Value::String(text) => Size {
            bytes: text_len(text),
            memory: NODE + ALLOCATION + text.len(),
            depth: 0,
        },
        Value::Array(items) => container(items.len()),
        Value::Object(members) => {
            let names = members.keys().map(|name| member(name));
            names.fold(container(members.len()), |size, name| size + name)
        }
    }
}

fn scalar(bytes: usize) -> Size {
    Size {
        bytes,
        memory: NODE,
        depth: 0,
    }
}

/// An array or object of so many, with the commas between them.
fn container(length: usize) -> Size {
    Size {
        bytes: 2 + length.saturating_sub(1),
        memory: NODE + 2 * ALLOCATION,
        depth: 0,
    }
}

/// The name of a member, with its colon.
fn member(name: &str) -> Size {
    Size {
        bytes: text_len(name) + 1,
        memory: MEMBER + name.len(),
        depth: 0,
    }
}

impl Size {
    /// The size that a document of this size has once a value is put at a place in it, as
    /// [`asl_path::reference::write`] does it.
    pub(crate) fn with(self, document: &Value, steps: &[ReferenceStep], value: Self) -> Self {
        let (added, removed) = change(document, steps, value);
        Self {
            bytes: (self.bytes + added.bytes).saturating_sub(removed.bytes),
            memory: (self.memory + added.memory).saturating_sub(removed.memory),
            // What was replaced may have been the deepest: then this is too much, but never too
            // little.
            depth: self.depth.max(steps.len() + value.depth),
        }
    }
}

/// What putting a value at a place in a document adds to it, and what it takes away.
fn change(document: &Value, steps: &[ReferenceStep], value: Size) -> (Size, Size) {
    let Some((step, rest)) = steps.split_first() else {
        return (value, measure(document));
    };
    let missing = match (step, document) {
        (ReferenceStep::Name(name), Value::Object(members)) => match members.get(name) {
            Some(inner) => return change(inner, rest, value),
            None => member(name) + comma(members.len()),
        },
        (ReferenceStep::Index(index), Value::Array(items)) => match items.get(*index) {
            Some(inner) => return change(inner, rest, value),
            None => comma(items.len()),
        },
        _ => return (fresh(steps, value), measure(document)),
    };
    (missing + fresh(rest, value), Size::default())
}

/// What one more costs a container that has so many.
fn comma(length: usize) -> Size {
    Size {
        bytes: usize::from(length > 0),
        ..Size::default()
    }
}

/// A value with what is made around it for steps that lead to nothing yet.
fn fresh(steps: &[ReferenceStep], value: Size) -> Size {
    steps.iter().fold(value, |size, step| match step {
        ReferenceStep::Name(name) => size + container(1) + member(name),
        ReferenceStep::Index(_) => size + container(1),
    })
}

impl Add for Size {
    type Output = Self;

    /// Both one beside the other.
    fn add(self, other: Self) -> Self {
        Self {
            bytes: self.bytes + other.bytes,
            memory: self.memory + other.memory,
            depth: self.depth.max(other.depth),
        }
    }
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
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
        self.bytes += size.memory as u64;
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
                *bytes -= entry.size.memory as u64;
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
    fn what_writing_adds_is_known_before() {
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
            let expected = measure(document).with(document, path.steps(), measure(&value));
            if write(&mut written, &path, value).is_ok() {
                let found = measure(&written);
                let sizes = |size: Size| (size.bytes, size.memory);
                assert_eq!(sizes(found), sizes(expected), "{document} {}", path.text());
                assert!(found.depth <= expected.depth);
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
        assert_eq!(ledger.bytes(), 10 * measure(&kept[0]).memory as u64);
        assert_eq!(ledger.size_of(&kept[3]).map(|size| size.bytes), Some(10));
        assert_eq!(ledger.size_of(&Arc::new(json!(1))), None);
    }

    #[test]
    fn small_values_take_many_times_their_text() {
        for (value, least) in [(json!([1, 1]), 200), (json!({ "x": 1, "y": 1 }), 300)] {
            assert!(measure(&value).memory > least, "{value}");
        }
        let text = json!("x".repeat(10_000));
        assert!((10_000..10_200).contains(&measure(&text).memory));
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
