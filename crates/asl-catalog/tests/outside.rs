//! Real workflows: every resource resolves or is listed with the reason, every request key is known.

use std::collections::{BTreeMap, BTreeSet};

use asl_catalog::{Kind, Resolved, Shape, Unknown, lookup};
use asl_testing::outside::shared_files;
use serde_json::Value;

/// Resources that do not resolve, by how they begin behind `states:::`, and why that is right.
const LISTED: &[(&str, &str)] = &[
    ("s3:", "an ItemReader or ResultWriter, not a Task"),
    ("...", "a comment of a template"),
    ("dynamodb:query", "AWS refuses it, and a recording says so"),
    (
        "stateMachine:",
        "a context object's id of a machine, not a Task",
    ),
    (
        "execution:",
        "a context object's id of an execution, not a Task",
    ),
];

/// Services that have ended, of which samples are left.
const RETIRED: &[&str] = &["iotanalytics", "lookoutvision"];

/// How many keys of requests there are at least: fewer would mean that they are not found.
const KEYS: usize = 1_100;

const ENDINGS: &[&str] = &[".json", ".yaml", ".yml"];

fn is_listed(resource: &str) -> bool {
    let call = resource
        .split_once(":states:::")
        .map_or("", |(_, call)| call);
    LISTED.iter().any(|(start, _)| call.starts_with(start))
}

/// All texts of the form `arn:…:states:::…`.
fn resources(text: &str) -> impl Iterator<Item = String> {
    text.match_indices(":states:::").map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        let is_part = |it: char| it.is_ascii_alphanumeric() || ":.-_".contains(it);
        let end = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
        format!("arn:aws:states:::{}", &rest[..end])
    })
}

#[test]
fn every_resource_resolves_or_is_listed() {
    let mut unknown: BTreeMap<String, String> = BTreeMap::new();
    for folder in ["corpus", "cases/recorded"] {
        for (path, text) in shared_files(folder, ENDINGS) {
            for resource in resources(&text) {
                match lookup(&resource) {
                    Ok(_) => {}
                    Err(Unknown::Retired(it)) if RETIRED.contains(&it.name) => {}
                    Err(_) if is_listed(&resource) => {}
                    Err(why) => {
                        let note = format!("{why:?} in {}", path.display());
                        unknown.entry(resource).or_insert(note);
                    }
                }
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn every_request_key_is_known() {
    let mut keys = Keys::default();
    for folder in ["corpus/real", "corpus/valid", "cases/recorded"] {
        for (path, text) in shared_files(folder, &[".json"]) {
            if let Ok(document) = serde_json::from_str(&text) {
                keys.place = path.display().to_string();
                keys.tasks(&document);
            }
        }
    }
    assert!(keys.unknown.is_empty(), "{:#?}", keys.unknown);
    assert!(keys.place.is_empty() || keys.known > KEYS, "{}", keys.known);
}

#[derive(Default)]
struct Keys {
    place: String,
    known: usize,
    unknown: BTreeSet<String>,
}

impl Keys {
    fn tasks(&mut self, value: &Value) {
        let resource = value.get("Resource").and_then(Value::as_str);
        if let Some(Ok(Resolved { action, .. })) = resource.map(lookup) {
            for field in ["Parameters", "Arguments"] {
                if let (Some(body), Some(shape)) = (value.get(field), action.request()) {
                    self.request(body, shape, resource.unwrap_or_default());
                }
            }
        }
        match value {
            Value::Object(members) => members.values().for_each(|it| self.tasks(it)),
            Value::Array(items) => items.iter().for_each(|it| self.tasks(it)),
            _ => {}
        }
    }

    fn request(&mut self, body: &Value, shape: Shape<'_>, place: &str) {
        match (body, shape.kind()) {
            (Value::Object(body), Kind::Structure | Kind::Union) => {
                for (key, value) in body {
                    let key = key.strip_suffix(".$").unwrap_or(key);
                    let place = format!("{place}.{key}");
                    match shape.member(key) {
                        Some(member) => {
                            self.known += 1;
                            self.request(value, member.shape, &place);
                        }
                        None => {
                            self.unknown.insert(format!("{place} in {}", self.place));
                        }
                    }
                }
            }
            (Value::Object(body), Kind::Map) => {
                let value = shape.value();
                for (it, shape) in body.values().zip(value.into_iter().cycle()) {
                    self.request(it, shape, place);
                }
            }
            (Value::Array(items), Kind::List) => {
                let element = shape.element();
                for (it, shape) in items.iter().zip(element.into_iter().cycle()) {
                    self.request(it, shape, place);
                }
            }
            _ => {}
        }
    }
}
