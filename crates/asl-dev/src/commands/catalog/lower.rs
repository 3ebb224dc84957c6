//! From an API's shapes to those of the catalogue: other names, nothing that cannot be reached.

use std::collections::HashMap;

use asl_catalog::table::flag;
use asl_catalog::{Kind, names};
use serde_json::Number;

use super::drafts::{Body, Bound, MemberDraft, ShapeDraft, ShapeDrafts};
use super::inputs::Overrides;
use super::model::{Api, Definition, Member};

/// Whose names members get.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// Those of the AWS SDK for Java 2.
    Sdk,
    /// The API's own, the first letter raised.
    Older,
}

/// Lowers shapes of one API.
pub(crate) struct Lowering<'m> {
    api: &'m Api,
    overrides: &'m Overrides,
    spelling: Spelling,
    /// Structures by their names; others are shared by their contents.
    structures: HashMap<&'m str, u32>,
}

impl<'m> Lowering<'m> {
    pub(crate) fn new(api: &'m Api, overrides: &'m Overrides, spelling: Spelling) -> Self {
        Self {
            api,
            overrides,
            spelling,
            structures: HashMap::new(),
        }
    }

    /// The number of an API's shape.
    pub(crate) fn shape(&mut self, name: &'m str, drafts: &mut ShapeDrafts) -> u32 {
        let Some((name, definition)) = self.api.model.shapes.get_key_value(name) else {
            return drafts.share(ShapeDraft::plain(Kind::Document));
        };
        if definition.kind == "structure" && !definition.document {
            return self.structure(name, definition, drafts);
        }
        let shape = self.simple(name, definition, drafts);
        drafts.share(shape)
    }

    fn structure(
        &mut self,
        name: &'m str,
        definition: &'m Definition,
        drafts: &mut ShapeDrafts,
    ) -> u32 {
        if let Some(id) = self.structures.get(name) {
            return *id;
        }
        let kind = if definition.union || self.is_union(name) {
            Kind::Union
        } else {
            Kind::Structure
        };
        let id = drafts.add(ShapeDraft {
            name: Some(name.to_owned()),
            ..ShapeDraft::plain(kind)
        });
        self.structures.insert(name, id);
        let members = definition.members.0.iter();
        let mut members: Vec<_> = members
            .map(|(member, it)| self.member(name, definition, member, it, drafts))
            .collect();
        members.extend(self.added(name, drafts));
        drafts.fill(id, members);
        id
    }

    fn member(
        &mut self,
        structure: &str,
        definition: &Definition,
        name: &str,
        member: &'m Member,
        drafts: &mut ShapeDrafts,
    ) -> MemberDraft {
        let is_required = definition.required.iter().any(|it| it == name);
        let target = self.api.model.shapes.get(&member.shape);
        let is_deprecated = member.deprecated || target.is_some_and(|it| it.deprecated);
        let flags = [
            (is_required, flag::REQUIRED),
            (is_deprecated, flag::DEPRECATED),
            (member.idempotency_token, flag::FILLED_IN),
        ];
        let set = flags.into_iter().filter(|(is_set, _)| *is_set);
        MemberDraft {
            name: self.member_name(structure, name),
            shape: self.shape(&member.shape, drafts),
            flags: set.map(|(_, flag)| flag).sum(),
        }
    }

    fn member_name(&self, structure: &str, name: &str) -> String {
        if self.spelling == Spelling::Older {
            return names::older_member(name);
        }
        let renamed = self
            .overrides
            .members
            .iter()
            .find(|it| it.api == self.api.folder && it.shape == structure && it.member == name);
        renamed.map_or_else(|| names::member(name), |it| it.name.clone())
    }

    fn is_union(&self, structure: &str) -> bool {
        let unions = &self.overrides.unions;
        unions
            .iter()
            .any(|it| it.api == self.api.folder && it.shape == structure)
    }

    /// Members that only the SDK knows.
    fn added(&self, structure: &str, drafts: &mut ShapeDrafts) -> Vec<MemberDraft> {
        let added = self.overrides.added.iter().filter(|it| {
            self.spelling == Spelling::Sdk && it.api == self.api.folder && it.shape == structure
        });
        let text = drafts.share(ShapeDraft::plain(Kind::String));
        added
            .flat_map(|it| &it.members)
            .map(|name| MemberDraft {
                name: name.clone(),
                shape: text,
                flags: 0,
            })
            .collect()
    }

    fn simple(
        &mut self,
        name: &str,
        definition: &'m Definition,
        drafts: &mut ShapeDrafts,
    ) -> ShapeDraft {
        let mut part = |reference: &'m Option<super::model::Reference>| match reference {
            Some(reference) => self.shape(&reference.shape, drafts),
            None => drafts.share(ShapeDraft::plain(Kind::Document)),
        };
        let kind = kind(definition);
        let body = match kind {
            Kind::List => Body::Element(part(&definition.member)),
            Kind::Map => Body::Entries(part(&definition.key), part(&definition.value)),
            Kind::String if !definition.values.is_empty() => {
                Body::Values(definition.values.clone())
            }
            _ => Body::Nothing,
        };
        let has_name = matches!(body, Body::Values(_));
        ShapeDraft {
            kind,
            name: has_name.then(|| name.to_owned()),
            body,
            min: definition.min.as_ref().and_then(bound),
            max: definition.max.as_ref().and_then(bound),
        }
    }
}

fn kind(definition: &Definition) -> Kind {
    match &*definition.kind {
        "list" => Kind::List,
        "map" => Kind::Map,
        "string" | "character" => Kind::String,
        "blob" => Kind::Blob,
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "long" => Kind::Long,
        "float" => Kind::Float,
        "double" => Kind::Double,
        "timestamp" => Kind::Timestamp,
        _ => Kind::Document,
    }
}

/// The digits of a number; `None` for one that does not fit, which no model has.
fn bound(number: &Number) -> Option<Bound> {
    let text = match number.as_f64() {
        Some(value) if !number.is_i64() => value.to_string(),
        _ => number.to_string(),
    };
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    Some(Bound {
        decimals: u8::try_from(decimals.len()).ok()?,
        mantissa: format!("{whole}{decimals}").parse().ok()?,
    })
}
