//! Whether a value is one of those that a shape describes.

use serde_json::{Number, Value};

use super::Shape;
use super::shape::{Array, Constants, Object};

impl Shape {
    /// Whether the shape describes that value.
    pub fn contains(&self, value: &Value) -> bool {
        self.mismatch(value).is_none()
    }

    /// The JSON pointer of the first part of the value that the shape does not describe.
    pub fn mismatch(&self, value: &Value) -> Option<String> {
        let kinds = self.kinds()?;
        let fits = match value {
            Value::Null => kinds.null,
            Value::Bool(it) => of(kinds.boolean.as_ref(), |known| known == it),
            Value::Number(it) => of(kinds.number.as_ref(), |known| same_number(known, it)),
            Value::String(it) => of(kinds.string.as_ref(), |known| **known == **it),
            Value::Array(items) => match &kinds.array {
                Some(array) => return array.mismatch(items),
                None => false,
            },
            Value::Object(members) => match &kinds.object {
                Some(object) => return object.mismatch(members),
                None => false,
            },
        };
        (!fits).then(String::new)
    }
}

impl Array {
    fn mismatch(&self, items: &[Value]) -> Option<String> {
        if items.len() < self.first.len() {
            return Some(format!("/{}", items.len()));
        }
        let mut shapes = self.first.iter().map(Some);
        (0..).zip(items).find_map(|(index, item): (usize, _)| {
            let below = match shapes.next().unwrap_or(self.rest.as_ref()) {
                Some(shape) => shape.mismatch(item)?,
                None => String::new(),
            };
            Some(format!("/{index}{below}"))
        })
    }
}

impl Object {
    fn mismatch(&self, members: &serde_json::Map<String, Value>) -> Option<String> {
        let is_missing = |name: &str| !members.contains_key(name);
        let mut needed = self.members.iter().filter(|it| it.required);
        if let Some(missing) = needed.find(|it| is_missing(&it.name)) {
            return Some(format!("/{}", missing.name));
        }
        members.iter().find_map(|(name, value)| {
            let known = self.member(name).map(|it| &it.shape);
            let below = match known.or(self.rest.as_ref()) {
                Some(shape) => shape.mismatch(value)?,
                None => String::new(),
            };
            Some(format!("/{name}{below}"))
        })
    }
}

fn of<T>(known: Option<&Constants<T>>, is: impl Fn(&T) -> bool) -> bool {
    match known {
        None => false,
        Some(Constants::Any) => true,
        Some(Constants::Of(all)) => all.iter().any(is),
    }
}

/// Whether both are the same number, however they are written.
fn same_number(a: &Number, b: &Number) -> bool {
    a == b || a.as_f64() == b.as_f64()
}
