//! An API's model as botocore has it: `service-2.json`, `waiters-2.json`, `paginators-1.json`.
//!
//! Only what the catalogue needs is read; the documentation is left where it is.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Number, Value};

/// All files of one API.
pub(crate) struct Api {
    /// The folder in botocore: `dynamodb`.
    pub(crate) folder: String,
    pub(crate) model: Model,
    pub(crate) waiters: Waiters,
    pub(crate) paginators: Paginators,
}

#[derive(Deserialize)]
pub(crate) struct Model {
    pub(crate) metadata: Metadata,
    pub(crate) operations: BTreeMap<String, Operation>,
    pub(crate) shapes: BTreeMap<String, Definition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metadata {
    pub(crate) service_id: String,
    pub(crate) service_full_name: String,
    pub(crate) uid: String,
}

#[derive(Deserialize)]
pub(crate) struct Operation {
    pub(crate) input: Option<Reference>,
    pub(crate) output: Option<Reference>,
    #[serde(default)]
    pub(crate) errors: Vec<Reference>,
    #[serde(default)]
    pub(crate) deprecated: bool,
}

#[derive(Deserialize)]
pub(crate) struct Reference {
    pub(crate) shape: String,
}

/// A shape.
#[expect(clippy::struct_excessive_bools, reason = "as botocore writes it")]
#[derive(Default, Deserialize)]
pub(crate) struct Definition {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) members: Ordered<Member>,
    #[serde(default)]
    pub(crate) required: Vec<String>,
    pub(crate) member: Option<Reference>,
    pub(crate) key: Option<Reference>,
    pub(crate) value: Option<Reference>,
    #[serde(default, rename = "enum")]
    pub(crate) values: Vec<String>,
    pub(crate) min: Option<Number>,
    pub(crate) max: Option<Number>,
    #[serde(default)]
    pub(crate) union: bool,
    #[serde(default)]
    pub(crate) document: bool,
    #[serde(default)]
    pub(crate) eventstream: bool,
    #[serde(default)]
    pub(crate) deprecated: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Member {
    pub(crate) shape: String,
    #[serde(default)]
    pub(crate) deprecated: bool,
    #[serde(default)]
    pub(crate) idempotency_token: bool,
}

#[derive(Default, Deserialize)]
pub(crate) struct Waiters {
    #[serde(default)]
    pub(crate) waiters: BTreeMap<String, Waiter>,
}

#[derive(Deserialize)]
pub(crate) struct Waiter {
    pub(crate) operation: String,
    pub(crate) acceptors: Vec<Acceptor>,
}

#[derive(Deserialize)]
pub(crate) struct Acceptor {
    pub(crate) matcher: String,
    pub(crate) state: String,
    #[serde(default)]
    pub(crate) argument: String,
    #[serde(default)]
    pub(crate) expected: Value,
}

#[derive(Default, Deserialize)]
pub(crate) struct Paginators {
    #[serde(default)]
    pub(crate) pagination: BTreeMap<String, Paginator>,
}

#[derive(Deserialize)]
pub(crate) struct Paginator {
    /// A path, or several.
    #[serde(default)]
    pub(crate) output_token: Value,
    pub(crate) more_results: Option<String>,
}

/// A map in the order of its file.
pub(crate) struct Ordered<T>(pub(crate) Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = Ordered<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Ordered(entries))
    }
}
