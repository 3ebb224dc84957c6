//! A tree's values as JSON, with aliases followed.

use std::collections::HashMap;

use rowan::{TextSize, WalkEvent};
use rustc_hash::FxBuildHasher;
use serde_json::Value as Json;

use super::{Alias, Mapping, Value};
use crate::{SyntaxElement, SyntaxKind, SyntaxNode};

/// How many values aliases may multiply into; a document of nine lines can stand for billions.
const MAX_ALIASED: usize = 100_000;

/// How deep values may become behind aliases; the tree itself is never as deep.
const MAX_DEPTH: usize = 1_000;

/// The values with an anchor, by its name, in the order of the text.
type Anchors = HashMap<String, Vec<(TextSize, SyntaxNode)>, FxBuildHasher>;

/// Reads values; it looks for anchors when it meets the first alias.
#[derive(Default)]
pub(super) struct Reader {
    anchors: Option<Anchors>,
    /// How many aliases are being followed right now.
    aliases: usize,
    /// How many values were read behind aliases.
    aliased: usize,
    depth: usize,
}

impl Reader {
    pub(super) fn value(&mut self, value: &Value) -> Json {
        self.aliased += usize::from(self.aliases > 0);
        if self.aliased > MAX_ALIASED || self.depth > MAX_DEPTH {
            return Json::Null;
        }
        self.depth += 1;
        let json = self.read(value);
        self.depth -= 1;
        json
    }

    fn read(&mut self, value: &Value) -> Json {
        match value {
            Value::Mapping(it) => self.mapping(it),
            Value::Sequence(it) => it.values().map(|it| self.value(&it)).collect(),
            Value::Scalar(it) => it.value().to_json(),
            Value::Alias(it) => self.alias(it),
            Value::Missing(_) => Json::Null,
        }
    }

    fn mapping(&mut self, mapping: &Mapping) -> Json {
        let mut entries = serde_json::Map::new();
        for entry in mapping.entries() {
            if let Some(key) = entry.key() {
                let value = entry.value().map_or(Json::Null, |it| self.value(&it));
                entries.insert(key.text(), value);
            }
        }
        entries.into()
    }

    fn alias(&mut self, alias: &Alias) -> Json {
        let Some(target) = self.target(alias) else {
            return Json::Null;
        };
        self.aliases += 1;
        let json = self.value(&target);
        self.aliases -= 1;
        json
    }

    /// The last value before `alias` with its anchor, unless the alias stands inside of it. Aliases only ever lead
    /// back, so following them comes to an end.
    pub(super) fn target(&mut self, alias: &Alias) -> Option<Value> {
        let node = alias.syntax();
        let name = node.first_token()?.text().strip_prefix('*')?.to_owned();
        let anchors = self.anchors.get_or_insert_with(|| anchors(node));
        let at = node.text_range().start();
        let (_, target) = anchors.get(&name)?.iter().rfind(|(start, _)| *start < at)?;
        let inside = target.text_range().contains(at);
        Value::cast(target.clone()).filter(|_| !inside)
    }
}

/// All anchors of the document around `node`.
fn anchors(node: &SyntaxNode) -> Anchors {
    let mut anchors = Anchors::default();
    let is_document = |it: &SyntaxNode| it.kind() == SyntaxKind::DOCUMENT;
    let Some(top) = node
        .ancestors()
        .find(is_document)
        .or_else(|| node.ancestors().last())
    else {
        return anchors;
    };
    for event in top.preorder_with_tokens() {
        let WalkEvent::Enter(SyntaxElement::Token(token)) = event else {
            continue;
        };
        if let (SyntaxKind::ANCHOR, Some(parent)) = (token.kind(), token.parent()) {
            let name = token.text().trim_start_matches('&').to_owned();
            let place = (token.text_range().start(), parent);
            anchors.entry(name).or_default().push(place);
        }
    }
    anchors
}
