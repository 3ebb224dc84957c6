//! Host documents: templates of CloudFormation, SAM and the Serverless Framework, and the state
//! machines in them.
//!
//! Only what belongs to a state machine is read; of all other resources no more than name and type.
//! What is learned of a resource is kept by the identity of its green node, as with states.

mod again;
mod forms;
mod intrinsic;
mod resource;
mod terraform;
mod text;
mod values;

use std::sync::Arc;

use asl_syntax::ast::{Mapping, Value};
use asl_syntax::{Parse, TextRange, TextSize};

use crate::lower::{address, entries};
pub use again::Change;
use again::Within;
pub use forms::{CODE_URI, FUNCTION, HANDLER};
pub use intrinsic::{Intrinsic, Target, names};
pub use resource::{Definition, Resource, StateMachine, Substitution};
pub use terraform::{mask, parse_definition};
pub use text::{EmbeddedText, Segment};
pub use values::{FUNCTIONS, Likely, function_id, self_entry, self_reference};

/// The resources of a template that has state machines.
#[derive(Debug, Clone)]
pub struct Host {
    resources: Vec<PlacedResource>,
    names: Arc<[Box<str>]>,
}

/// A resource and where its entry stands.
#[derive(Debug, Clone)]
pub struct PlacedResource {
    /// What it says.
    pub facts: Arc<Resource>,
    /// The start of its entry: what the ranges of its facts are relative to.
    pub offset: TextSize,
}

impl Host {
    /// Reads a document; `None` when it is no template, or one without state machines. Resources
    /// whose green node is that of the version before are not read again.
    pub fn read(parse: &Parse, previous: Option<&Host>) -> Option<Self> {
        Self::read_after(parse, previous, None)
    }

    /// Reads a document again, which `previous` and one edit have led to. Of a definition that is a text, only
    /// what the edit touched is decoded.
    pub fn edited(parse: &Parse, previous: Option<&Host>, change: Change<'_>) -> Option<Self> {
        Self::read_after(parse, previous, Some(change))
    }

    fn read_after(
        parse: &Parse,
        previous: Option<&Host>,
        change: Option<Change<'_>>,
    ) -> Option<Self> {
        let root = parse.root().value()?;
        let root = root.as_mapping()?;
        if root.get("StartAt").is_some() || root.get("States").is_some() {
            return None;
        }
        let mut reader = Reader {
            previous: previous.map_or(&[][..], |it| &it.resources),
            change,
            resources: Vec::new(),
        };
        if let Some(resources) = object(root, &["Resources"]) {
            reader.section(&resources, false);
        }
        if let Some(machines) = object(root, &["stepFunctions", "stateMachines"]) {
            reader.section(&machines, true);
            if let Some(resources) = object(root, &["resources", "Resources"]) {
                reader.section(&resources, false);
            }
        }
        let is_machine = |it: &PlacedResource| it.facts.machine.is_some();
        let resources = reader.resources;
        resources.iter().any(is_machine).then(|| Self {
            resources,
            names: parameters(root),
        })
    }

    /// Its resources, in the text's order.
    pub fn resources(&self) -> &[PlacedResource] {
        &self.resources
    }

    /// The resources that are state machines.
    pub fn machines(&self) -> impl Iterator<Item = (&PlacedResource, &StateMachine)> {
        let resources = self.resources.iter();
        resources.filter_map(|it| Some((it, it.facts.machine.as_ref()?)))
    }

    /// The resource of that logical id.
    pub fn resource(&self, name: &str) -> Option<&PlacedResource> {
        self.resources.iter().find(|it| &*it.facts.name == name)
    }

    /// The names of the template's parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|it| &**it)
    }

    /// Whether the template has a parameter of that name.
    pub fn has_parameter(&self, name: &str) -> bool {
        self.names.iter().any(|it| &**it == name)
    }
}

impl PlacedResource {
    /// Where its entry stands.
    pub fn range(&self) -> TextRange {
        TextRange::at(self.offset, self.facts.green.text_len())
    }
}

struct Reader<'a> {
    previous: &'a [PlacedResource],
    change: Option<Change<'a>>,
    resources: Vec<PlacedResource>,
}

impl Reader<'_> {
    /// Reads the entries of a section. Most of them are where they were, counted from the front or
    /// from the back.
    fn section(&mut self, section: &Mapping, is_serverless: bool) {
        let green = section.syntax().green();
        let found: Vec<_> = entries(&green, section.range().start()).collect();
        let count = self.resources.len() + found.len();
        for entry in found {
            let index = self.resources.len();
            let from_back = self.previous.len().checked_sub(count - index);
            let same = |it: &&PlacedResource| address(&it.facts.green) == address(entry.green);
            let at = |index: usize| self.previous.get(index).filter(same);
            let known = at(index).or_else(|| from_back.and_then(at));
            let known = known.map(|it| Arc::clone(&it.facts));
            let edited = || {
                let change = self.change?;
                let old = self.previous.get(index)?;
                let is_inside = old.range().contains_range(change.edit.range);
                let offset = entry.offset;
                (is_inside && old.offset == offset)
                    .then_some((&*old.facts, Within { change, offset }))
            };
            let read = || {
                let green = entry.green.to_owned();
                Arc::new(Resource::read(green, is_serverless, edited()))
            };
            self.resources.push(PlacedResource {
                facts: known.unwrap_or_else(read),
                offset: entry.offset,
            });
        }
    }
}

/// The object at the end of a way of keys.
fn object(root: &Mapping, keys: &[&str]) -> Option<Mapping> {
    let mut mapping = root.clone();
    for key in keys {
        let Value::Mapping(inner) = mapping.value(key)? else {
            return None;
        };
        mapping = inner;
    }
    Some(mapping)
}

fn parameters(root: &Mapping) -> Arc<[Box<str>]> {
    let parameters = object(root, &["Parameters"]);
    let entries = parameters.iter().flat_map(Mapping::entries);
    let names = entries.filter_map(|it| Some(it.key()?.text().into_boxed_str()));
    names.collect()
}

#[cfg(test)]
mod tests;
