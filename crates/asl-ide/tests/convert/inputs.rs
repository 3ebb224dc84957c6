//! Inputs made from what a definition reads: each path leads to something, most of the time.

use asl_path::intrinsic::{Expr, ExprKind};
use asl_path::path::{Path, StepKind};
use asl_path::{StringKind, intrinsic, path, string_kind};
use serde_json::{Value, json};

/// Parts of the names of fields that are numbers.
const NUMBERS: [&str; 4] = ["Seconds", "Max", "Tolerated", "Numeric"];

/// A generator of the same numbers each time.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    pub(crate) fn stir(&mut self, more: u64) {
        self.0 ^= more
            .wrapping_add(0x9E37_79B9)
            .wrapping_mul(0xBF58_476D_1CE4_E5B9);
        self.next();
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 11).unwrap_or_default() % end.max(1)
    }
}

/// What a path must lead to for the definition to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Any,
    Array,
    Number,
}

/// What a definition reads: the paths, and the values that it compares with.
#[derive(Default)]
pub(crate) struct Wanted {
    paths: Vec<(Path, Sort)>,
    literals: Vec<Value>,
    /// Whether anything may stand anywhere.
    wild: bool,
}

impl Wanted {
    pub(crate) fn of(definition: &Value, wild: bool) -> Self {
        let mut wanted = Self {
            wild,
            ..Self::default()
        };
        wanted.read("", definition);
        wanted
    }

    fn read(&mut self, key: &str, value: &Value) {
        match value {
            Value::String(text) if string_kind(text) == StringKind::Intrinsic => {
                if let Ok(call) = intrinsic::parse(text).into_result() {
                    call.descendants().iter().for_each(|it| self.call(it));
                }
            }
            Value::String(text) if string_kind(text) != StringKind::Other => {
                if let Ok(path) = path::parse(text).into_result() {
                    let sort = match key {
                        "ItemsPath" => Sort::Array,
                        _ if NUMBERS.iter().any(|it| key.contains(it)) => Sort::Number,
                        _ => Sort::Any,
                    };
                    self.paths.push((path, sort));
                }
            }
            Value::Object(members) => members
                .iter()
                .for_each(|(key, value)| self.read(key, value)),
            Value::Array(items) => items.iter().for_each(|it| self.read(key, it)),
            _ => {}
        }
        let compared = ["Equals", "Than"].iter().any(|it| key.ends_with(it));
        if compared && !value.is_object() && !value.is_array() {
            self.literals.push(value.clone());
        }
    }

    fn call(&mut self, expr: &Expr) {
        let ExprKind::Call(call) = &expr.kind else {
            return;
        };
        for (index, argument) in call.args.iter().enumerate() {
            if let ExprKind::Path(path) = &argument.kind {
                let array = call.name.starts_with("States.Array") && index == 0;
                let sort = if array { Sort::Array } else { Sort::Any };
                self.paths.push((path.clone(), sort));
            }
        }
    }

    /// An object in which most of the paths lead somewhere.
    pub(crate) fn value(&self, random: &mut Random) -> Value {
        let mut value = json!({});
        let missing = random.below(4) == 0;
        for (path, sort) in &self.paths {
            if !(missing && random.below(4) == 0) {
                self.put(&mut value, path, *sort, random);
            }
        }
        value
    }

    fn put(&self, value: &mut Value, path: &Path, sort: Sort, random: &mut Random) {
        let mut at = value;
        for step in &path.steps {
            match &step.kind {
                StepKind::Names(names) => {
                    if !at.is_object() {
                        *at = json!({});
                    }
                    for name in &names[1..] {
                        at[&name.text] = self.leaf(random);
                    }
                    at = &mut at[names[0].text.as_str()];
                }
                StepKind::Descend => {}
                StepKind::Indices(indices) => {
                    let index = indices.iter().max().copied().unwrap_or_default();
                    at = Self::array(at, usize::try_from(index).unwrap_or_default());
                }
                _ => {
                    let index = random.below(3);
                    at = Self::array(at, index);
                }
            }
        }
        if sort == Sort::Array && !at.is_array() {
            *at = (0..random.below(4)).map(|_| self.item(random)).collect();
        }
        if sort == Sort::Number && !self.wild {
            *at = random.below(100).into();
        }
        if at.is_null() {
            *at = self.leaf(random);
        }
    }

    fn array(at: &mut Value, index: usize) -> &mut Value {
        if !at.is_array() {
            *at = json!([]);
        }
        let array = at.as_array_mut().expect("just made");
        while array.len() <= index {
            array.push(Value::Null);
        }
        &mut array[index]
    }

    /// An item of a Map: an object with the members that paths begin with.
    fn item(&self, random: &mut Random) -> Value {
        let mut item = json!({});
        for (path, _) in &self.paths {
            if path.steps.len() < 4 && random.below(8) > 0 {
                self.put(&mut item, path, Sort::Any, random);
            }
        }
        item
    }

    fn leaf(&self, random: &mut Random) -> Value {
        if !self.literals.is_empty() && random.below(2) == 0 {
            return self.literals[random.below(self.literals.len())].clone();
        }
        let first = if self.wild { 0 } else { 6 };
        match first + random.below(20 - first) {
            0 => json!([]),
            1 => json!([7]),
            2 => json!(["a", { "b": 1 }]),
            3 => json!({}),
            4 => json!({ "k": [1, 2] }),
            5 => Value::Null,
            6 => json!(true),
            7 => json!(0),
            8 => json!(2.5),
            9 => json!("2026-03-14T01:59:00Z"),
            10 => json!("{\"a\": [1]}"),
            11 => json!("MQ=="),
            12 => json!(""),
            13 | 14 => json!(random.below(100)),
            15 => json!(1.0),
            16 => json!("it's \"q\" & {}"),
            17 => json!(9_007_199_254_740_993_i64),
            18 => json!("\u{1f600} line\nbreak"),
            _ => json!("text é, with comma"),
        }
    }
}
