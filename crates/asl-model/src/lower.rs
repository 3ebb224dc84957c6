//! From the tree to facts, reusing what the version before has learned.

use std::cell::Cell;
use std::sync::Arc;

use asl_lang::{QueryLanguage, StateType};
use asl_syntax::{GreenNode, NodeOrToken, SyntaxKind, SyntaxNode, TextRange, TextSize, ast};
use rowan::GreenNodeData;

use crate::derived::Derived;
use crate::{Cause, MachineFacts, Nesting, PlacedState, ReferenceFact, StateFacts};

/// Counts what it does, so that tests can see what was reused.
#[derive(Debug, Default)]
pub(crate) struct Lowering {
    /// State entries whose text was read.
    pub(crate) lowered: usize,
    /// State entries whose text was compared with that of the version before.
    pub(crate) compared: Cell<usize>,
}

impl Lowering {
    /// Reads one machine; its ranges are those of the tree that `mapping` stands in.
    pub(crate) fn machine(
        &mut self,
        mapping: &ast::Mapping,
        nesting: Option<Nesting>,
        previous: Option<&MachineFacts>,
    ) -> MachineFacts {
        let mut facts = MachineFacts {
            nesting,
            range: mapping.range(),
            start_at: None,
            states_range: None,
            query_language: None,
            comment: None,
            states: Vec::new(),
            graph: Arc::default(),
        };
        for (key, value) in fields(mapping) {
            match key.as_str() {
                "StartAt" if facts.start_at.is_none() => {
                    facts.start_at = reference(&value, Cause::Start);
                }
                "States" if facts.states_range.is_none() => {
                    facts.states_range = Some(value.range());
                    facts.states = self.states(&value, previous);
                }
                "QueryLanguage" => facts.query_language = query_language(&value),
                "Comment" => facts.comment = text(&value),
                _ => {}
            }
        }
        if let Some(previous) = previous.filter(|it| it.same_outline(&facts)) {
            facts.graph = previous.graph.clone();
        }
        facts
    }

    /// Reads the entries of `States`: all that stand before the first and behind the last changed
    /// one are taken over as they are.
    fn states(&mut self, value: &ast::Value, previous: Option<&MachineFacts>) -> Vec<PlacedState> {
        let ast::Value::Mapping(mapping) = value else {
            return Vec::new();
        };
        let green = mapping.syntax().green();
        let entries: Vec<_> = entries(&green, mapping.range().start()).collect();
        let old = previous.map_or(&[][..], |it| it.states.as_slice());
        let same =
            |(entry, old): &(&Found<'_>, &PlacedState)| self.is_same(entry.green, &old.green);

        let head = entries.iter().zip(old).take_while(same).count();
        let tail = (entries[head..].iter().rev())
            .zip(old[head..].iter().rev())
            .take_while(same)
            .count();
        let (changed, rest) = entries[head..].split_at(entries.len() - head - tail);
        let (gone, kept) = old[head..].split_at(old.len() - head - tail);

        let place = |(entry, old): (&Found<'_>, &PlacedState)| PlacedState {
            facts: old.facts.clone(),
            offset: entry.offset,
            green: entry.green.to_owned(),
        };
        let mut states = Vec::with_capacity(entries.len());
        states.extend(entries.iter().zip(&old[..head]).map(place));
        states.extend(self.changed(changed, gone));
        states.extend(rest.iter().zip(kept).map(place));
        states
    }

    /// Whether both are the same node, or nodes of the same text: after a full parse nothing is
    /// identical, and comparing costs less than reading.
    fn is_same(&self, a: &GreenNodeData, b: &GreenNodeData) -> bool {
        if address(a) == address(b) {
            return true;
        }
        if a.text_len() != b.text_len() {
            return false;
        }
        self.compared.set(self.compared.get() + 1);
        a == b
    }

    /// Reads the entries between the first and the last changed one; among them some may have only
    /// moved, and a changed one may still hold unchanged machines.
    fn changed(&mut self, changed: &[Found<'_>], gone: &[PlacedState]) -> Vec<PlacedState> {
        let by_address: rustc_hash::FxHashMap<usize, &PlacedState> =
            gone.iter().map(|old| (address(&old.green), old)).collect();
        let by_name: rustc_hash::FxHashMap<&str, &PlacedState> =
            gone.iter().map(|old| (&*old.facts.name, old)).collect();
        let mut place = |(index, entry): (usize, &Found<'_>)| {
            let facts = if let Some(old) = by_address.get(&address(entry.green)) {
                old.facts.clone()
            } else {
                self.lowered += 1;
                let twin = gone.get(index).filter(|_| gone.len() == changed.len());
                Arc::new(self.state(entry.green.to_owned(), &|name| {
                    let old = by_name.get(name).copied().or(twin);
                    old.map(|it| &*it.facts)
                }))
            };
            PlacedState {
                facts,
                offset: entry.offset,
                green: entry.green.to_owned(),
            }
        };
        changed.iter().enumerate().map(&mut place).collect()
    }

    /// Reads one state entry; `previous` answers the state that had its name in the version before.
    fn state<'a>(
        &mut self,
        green: GreenNode,
        previous: &dyn Fn(&str) -> Option<&'a StateFacts>,
    ) -> StateFacts {
        let entry = ast::Entry::cast(SyntaxNode::new_root(green.clone()));
        let key = entry.as_ref().and_then(ast::Entry::key);
        let value = entry.as_ref().and_then(ast::Entry::value);
        let name = key.as_ref().map(ast::Key::text).unwrap_or_default();
        let previous = previous(&name);
        // `Fn::Transform` includes states.
        let is_function = name.starts_with("Fn::");
        let mut facts = StateFacts {
            green,
            name: name.into(),
            name_range: key
                .as_ref()
                .map(ast::Key::content_range)
                .unwrap_or_default(),
            key_range: key.as_ref().map(ast::Key::range).unwrap_or_default(),
            value_range: value.as_ref().map(ast::Value::range),
            is_mapping: matches!(value, Some(ast::Value::Mapping(_))),
            kind: None,
            type_text: None,
            type_range: None,
            query_language: None,
            comment: None,
            is_end: false,
            is_open: value.as_ref().is_some_and(is_open) || is_function,
            references: Vec::new(),
            nested: Vec::new(),
            derived: Derived::default(),
        };
        if let Some(ast::Value::Mapping(mapping)) = &value {
            self.fields(&mut facts, mapping, previous);
        }
        facts.is_end = match facts.kind {
            Some(StateType::Succeed | StateType::Fail) => true,
            Some(StateType::Choice) => false,
            _ => facts.is_end,
        };
        facts
    }

    fn fields(
        &mut self,
        facts: &mut StateFacts,
        mapping: &ast::Mapping,
        previous: Option<&StateFacts>,
    ) {
        for (key, value) in fields(mapping) {
            match key.as_str() {
                "Type" if facts.type_range.is_none() => {
                    facts.type_text = text(&value);
                    facts.type_range = Some(value.range());
                    facts.kind = facts.type_text.as_deref().and_then(StateType::from_name);
                }
                "Next" => facts.references.extend(reference(&value, Cause::Next)),
                "Default" => facts.references.extend(reference(&value, Cause::Default)),
                "Choices" => facts
                    .references
                    .extend(next_of_items(&value, Cause::Choice)),
                "Catch" => facts.references.extend(next_of_items(&value, Cause::Catch)),
                "End" => facts.is_end |= is_true(&value),
                "QueryLanguage" => facts.query_language = query_language(&value),
                "Comment" => facts.comment = text(&value),
                "Branches" => self.branches(facts, &value, previous),
                "ItemProcessor" => self.nested(facts, &value, Nesting::ItemProcessor, previous),
                "Iterator" => self.nested(facts, &value, Nesting::Iterator, previous),
                "<<" => facts.is_open = true,
                // A function of a template, such as `Fn::If`, makes fields or all of the state.
                key if key.starts_with("Fn::") => facts.is_open = true,
                _ => {}
            }
        }
    }

    fn branches(
        &mut self,
        facts: &mut StateFacts,
        value: &ast::Value,
        previous: Option<&StateFacts>,
    ) {
        let ast::Value::Sequence(branches) = value else {
            return;
        };
        for (index, branch) in branches.items().enumerate() {
            if let Some(branch) = branch.value() {
                self.nested(facts, &branch, Nesting::Branch(index), previous);
            }
        }
    }

    fn nested(
        &mut self,
        facts: &mut StateFacts,
        value: &ast::Value,
        nesting: Nesting,
        previous: Option<&StateFacts>,
    ) {
        let ast::Value::Mapping(mapping) = value else {
            return;
        };
        let previous = previous
            .and_then(|it| it.nested.iter().find(|it| it.nesting == Some(nesting)))
            .map(|it| &**it);
        let machine = self.machine(mapping, Some(nesting), previous);
        facts.nested.push(Arc::new(machine));
    }
}

/// An entry of a mapping, without building a positioned node for it.
pub(crate) struct Found<'a> {
    pub(crate) green: &'a GreenNodeData,
    pub(crate) offset: TextSize,
}

/// The entries of a mapping whose text starts at `offset`. A mapping of thousands of states is
/// walked at every keystroke; green nodes cost a tenth of positioned ones.
pub(crate) fn entries(
    mapping: &GreenNodeData,
    mut offset: TextSize,
) -> impl Iterator<Item = Found<'_>> {
    mapping.children().filter_map(move |child| {
        let start = offset;
        let NodeOrToken::Node(green) = child else {
            offset += child.into_token()?.text_len();
            return None;
        };
        offset += green.text_len();
        (green.kind() == SyntaxKind::ENTRY.into()).then_some(Found {
            green,
            offset: start,
        })
    })
}

pub(crate) fn address(green: &GreenNodeData) -> usize {
    std::ptr::from_ref(green).addr()
}

/// The decoded keys of a mapping with their values.
fn fields(mapping: &ast::Mapping) -> impl Iterator<Item = (String, ast::Value)> + use<> {
    mapping
        .entries()
        .filter_map(|entry| Some((entry.key()?.text(), entry.value()?)))
}

fn text(value: &ast::Value) -> Option<Box<str>> {
    value.as_scalar()?.as_string().map(String::into_boxed_str)
}

fn is_true(value: &ast::Value) -> bool {
    let scalar = value.as_scalar().map(ast::Scalar::value);
    matches!(scalar, Some(ast::ScalarValue::Bool(true)))
}

/// Whether the value's fields may come from elsewhere.
fn is_open(value: &ast::Value) -> bool {
    match value {
        ast::Value::Alias(_) => true,
        ast::Value::Scalar(it) => matches!(it.value(), ast::ScalarValue::Placeholder(_)),
        _ => value.tag().is_some(),
    }
}

fn query_language(value: &ast::Value) -> Option<QueryLanguage> {
    QueryLanguage::from_name(&text(value)?)
}

fn reference(value: &ast::Value, cause: Cause) -> Option<ReferenceFact> {
    let scalar = value.as_scalar()?;
    Some(ReferenceFact {
        cause,
        target: scalar.as_string()?.into(),
        range: scalar.content_range(),
        value_range: scalar_range(scalar),
    })
}

/// Where a scalar's text stands with its quotes; a tag or an anchor before it is left out.
fn scalar_range(scalar: &ast::Scalar) -> TextRange {
    let token = scalar
        .syntax()
        .children_with_tokens()
        .filter_map(NodeOrToken::into_token)
        .find(|it| it.kind().is_scalar_token());
    token.map_or_else(
        || scalar.range(),
        |it| TextRange::new(it.text_range().start(), scalar.range().end()),
    )
}

fn next_of_items(value: &ast::Value, cause: fn(usize) -> Cause) -> Vec<ReferenceFact> {
    let Some(items) = value.as_sequence() else {
        return Vec::new();
    };
    let next = |(index, item): (usize, ast::Item)| {
        let next = item.value()?.as_mapping()?.value("Next")?;
        reference(&next, cause(index))
    };
    items.items().enumerate().filter_map(next).collect()
}
