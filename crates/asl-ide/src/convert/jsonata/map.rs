//! The parts of a Map: its items, what each iteration gets, and the parts of a distributed one.

use asl_syntax::ast::{Mapping, Value};

use super::path::Scope;
use super::state::{ELSEWHERE, State};
use super::value::Val;
use super::{Stop, Why};

impl State<'_> {
    /// The fields that only a Map has; `input` is what `InputPath` selects, `raw` the input itself.
    pub(super) fn map(&mut self, input: &Scope<'_>, raw: &Val) {
        if self.mapping.get("ItemReader").is_some() {
            // What is read are the items: the path is not even looked at.
            self.drop(self.mapping, "ItemsPath");
        } else if let Some(entry) = self.mapping.get("ItemsPath") {
            self.path_field(&entry, "Items", input);
        } else if input.input != *raw
            && let Some(entry) = self.mapping.get("InputPath")
        {
            self.put(&entry, "Items", Some(Ok(input.input.clone())));
        }
        let each = Scope {
            ground: self.items,
            ..input.clone()
        };
        for field in ["ItemSelector", "Parameters"] {
            if let Some(entry) = self.mapping.get(field) {
                self.in_place(&entry, "ItemSelector", &each);
            }
        }
        for field in ["ItemReader", "ItemBatcher", "ResultWriter"] {
            if let Some(part) = self.part(self.mapping, field) {
                self.distributed(&part, input);
            }
        }
    }

    fn distributed(&mut self, part: &Mapping, input: &Scope<'_>) {
        if let Some(entry) = part.get("Parameters") {
            self.in_place(&entry, "Arguments", input);
        }
        if let Some(entry) = part.get("BatchInput") {
            self.in_place(&entry, "BatchInput", input);
        }
        let config = self.part(part, "ReaderConfig");
        for mapping in [Some(part), config.as_ref()].into_iter().flatten() {
            for entry in mapping.entries() {
                let key = entry.key().map(|it| it.text()).unwrap_or_default();
                if let Some(name) = key.strip_suffix("Path") {
                    self.path_field(&entry, name, input);
                }
            }
        }
    }

    /// An object in a field.
    fn part(&mut self, of: &Mapping, field: &str) -> Option<Mapping> {
        match of.value(field)? {
            Value::Mapping(it) => Some(it),
            other => {
                self.stops
                    .push(Stop::at(other.range(), Why::new(ELSEWHERE)));
                None
            }
        }
    }
}
