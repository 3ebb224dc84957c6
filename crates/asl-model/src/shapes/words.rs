//! Shapes in words, for people.

use std::fmt::Write as _;

use super::Shape;
use super::shape::{Array, Constants, Kinds, Object};

/// The most members that are named.
const MEMBERS: usize = 12;

impl Shape {
    /// A word or two: `string`, `"open" or "done"`, `object`, `list of object`; nothing where nothing
    /// is known.
    pub fn words(&self) -> Option<String> {
        self.written(0, 0)
    }

    /// The shape with the names of its members, that many levels deep: `{id: string, total?: number}`.
    /// A mark of question stands behind what can be missing, `…` for what else may be there.
    pub fn describe(&self, levels: usize) -> Option<String> {
        self.written(levels, 0)
    }

    /// On several lines, a member each, as a block of code shows it.
    pub fn block(&self, levels: usize) -> Option<String> {
        self.written(levels, 1)
    }

    /// `lines` is 0 for everything on one line, else the level of indentation plus one.
    fn written(&self, levels: usize, lines: usize) -> Option<String> {
        let kinds = self.kinds()?;
        if self.is_never() {
            return Some("nothing".to_owned());
        }
        if *kinds == Kinds::any() {
            return None;
        }
        Some(kinds.written(levels, lines))
    }
}

impl Kinds {
    fn written(&self, levels: usize, lines: usize) -> String {
        let mut words: Vec<String> = Vec::new();
        if let Some(object) = &self.object {
            words.push(object.written(levels, lines));
        }
        if let Some(array) = &self.array {
            words.push(array.written(levels, lines));
        }
        words.extend(constants(self.string.as_ref(), "string", |it| quoted(it)));
        words.extend(constants(
            self.number.as_ref(),
            "number",
            ToString::to_string,
        ));
        words.extend(constants(
            self.boolean.as_ref(),
            "boolean",
            ToString::to_string,
        ));
        if self.null {
            words.push("null".to_owned());
        }
        words.join(" or ")
    }
}

fn constants<T>(
    known: Option<&Constants<T>>,
    kind: &str,
    write: impl Fn(&T) -> String,
) -> Vec<String> {
    match known {
        None => Vec::new(),
        Some(Constants::Any) => vec![kind.to_owned()],
        Some(Constants::Of(all)) if all.len() > 4 => vec![kind.to_owned()],
        Some(Constants::Of(all)) => all.iter().map(write).collect(),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl Object {
    fn written(&self, levels: usize, lines: usize) -> String {
        if levels == 0 || (self.members.is_empty() && self.rest.is_some()) {
            return "object".to_owned();
        }
        let mut parts: Vec<String> = Vec::new();
        let there = self.members.iter().filter(|it| !it.shape.is_never());
        for member in there.take(MEMBERS) {
            let mark = if member.required { "" } else { "?" };
            let mut part = format!("{}{mark}", member.name);
            let inner = if lines == 0 { 0 } else { lines + 1 };
            if let Some(words) = member.shape.written(levels - 1, inner) {
                let _ = write!(part, ": {words}");
            }
            parts.push(part);
        }
        if self.rest.is_some() || self.members.len() > MEMBERS {
            parts.push("…".to_owned());
        }
        if lines == 0 || parts.is_empty() {
            return format!("{{{}}}", parts.join(", "));
        }
        let (inner, outer) = ("  ".repeat(lines), "  ".repeat(lines - 1));
        let parts = parts.join(&format!("\n{inner}"));
        format!("{{\n{inner}{parts}\n{outer}}}")
    }
}

impl Array {
    fn written(&self, levels: usize, lines: usize) -> String {
        if self.first.is_empty() && self.rest.is_none() {
            return "empty list".to_owned();
        }
        let same = |it: &&Shape| self.first.first() == Some(*it);
        if self.rest.is_none() && levels > 0 && !self.first.iter().skip(1).all(|it| same(&it)) {
            let items = self.first.iter();
            let items = items.map(|it| {
                it.written(levels - 1, lines)
                    .unwrap_or_else(|| "any".into())
            });
            return format!("[{}]", items.collect::<Vec<_>>().join(", "));
        }
        let all = Shape::any_of(self.first.iter().chain(&self.rest).cloned());
        let all = if all.is_never() {
            None
        } else {
            all.written(levels, lines)
        };
        match all {
            Some(it) if it.contains(" or ") && !it.ends_with(['}', ')']) => {
                format!("list of ({it})")
            }
            Some(it) => format!("list of {it}"),
            None => "list".to_owned(),
        }
    }
}
