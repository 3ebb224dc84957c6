//! Reads the fields of an object of the definition and knows where they stand.

use serde_json::{Map, Value};

/// An object of the definition.
#[derive(Clone)]
pub(super) struct Fields<'a> {
    pub(super) map: &'a Map<String, Value>,
    pointer: String,
}

impl<'a> Fields<'a> {
    /// The fields of a value, if it is an object.
    pub(super) fn of(value: &'a Value, pointer: String) -> Option<Self> {
        value.as_object().map(|map| Self { map, pointer })
    }

    pub(super) fn pointer(&self) -> &str {
        &self.pointer
    }

    pub(super) fn pointer_to(&self, field: &str) -> String {
        child(&self.pointer, field)
    }

    pub(super) fn get(&self, field: &str) -> Option<&'a Value> {
        self.map.get(field)
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.map.contains_key(field)
    }

    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        self.map.get(field)?.as_str()
    }

    pub(super) fn object(&self, field: &str) -> Option<Fields<'a>> {
        Fields::of(self.map.get(field)?, self.pointer_to(field))
    }
}

/// The pointer of a member or element.
pub(super) fn child(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
