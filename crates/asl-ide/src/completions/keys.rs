//! Keys: fields by place and query language, choice operators, whole states.

use asl_lang::{
    CHOICE_OPERATORS, Field, OperandKind, Place, QueryLanguage, Required, StateType, ValueKind,
};
use asl_syntax::SyntaxNode;
use asl_syntax::ast::{Entry, Key};
use rustc_hash::FxHashSet;

use super::insert::Insert;
use super::site::Site;
use super::{CompletionItem, CompletionKind, draft, order, parameters, snippets, states};
use crate::cursor::Role;
use crate::expectation::Expectation;
use crate::{call, quote, words};

pub(super) fn complete(site: &Site<'_>) -> Vec<CompletionItem> {
    match site.cursor.expected {
        // JSON without an object yet: the object comes first.
        Expectation::Object(place) if site.is_json() && site.cursor.container.is_none() => {
            vec![object_of(site, place)]
        }
        Expectation::Object(place) => {
            let mut items = fields(site, place);
            items.extend(whole_block(site, place));
            items
        }
        Expectation::UntypedState => untyped(site),
        Expectation::States => states::complete_keys(site),
        Expectation::Template { .. } | Expectation::Field(_) => parameters::names(site),
        _ => Vec::new(),
    }
}

/// The keys that are there, the one under the cursor left out.
fn present(site: &Site<'_>) -> FxHashSet<String> {
    let Some(mapping) = site.cursor.mapping() else {
        return FxHashSet::default();
    };
    let other =
        |it: &Key| !it.range().contains_range(site.cursor.word) || site.cursor.word.is_empty();
    mapping
        .entries()
        .filter_map(|it| Entry::key(&it))
        .filter(other)
        .map(|it| it.text())
        .collect()
}

fn fields(site: &Site<'_>, place: Place) -> Vec<CompletionItem> {
    let (present, language) = (present(site), site.language());
    let has = |name: &str| present.contains(name) || present.contains(&format!("{name}.$"));
    let excluded = |field: &Field| {
        asl_lang::groups(place).iter().any(|group| {
            group.languages.contains(language)
                && group.fields.contains(&field.name)
                && group.fields.iter().any(|it| has(it))
        })
    };
    let mut items: Vec<_> = asl_lang::fields(place)
        .iter()
        .filter(|it| it.languages.contains(language) && !has(it.name) && !excluded(it))
        .enumerate()
        .map(|(index, it)| field(site, it, index, language))
        .collect();
    if matches!(place, Place::ChoiceRule | Place::NestedRule) && language == QueryLanguage::JsonPath
    {
        let compares = |name: &String| {
            asl_lang::choice_operator(name).is_some()
                || matches!(name.as_str(), "And" | "Or" | "Not")
        };
        if present.iter().any(compares) {
            items.retain(|it| !matches!(it.label.as_str(), "And" | "Or" | "Not"));
        } else {
            items.extend(operators(site, present.contains("Variable")));
        }
        if present.contains("Variable") {
            items.retain(|it| !matches!(it.label.as_str(), "And" | "Or" | "Not"));
        }
    }
    items
}

/// The fields of a state that does not say its type: that first, then what nearly all states have,
/// then the others of those types that have all that is there already.
fn untyped(site: &Site<'_>) -> Vec<CompletionItem> {
    let (present, language) = (present(site), site.language());
    let common = ["Type", "Comment", "QueryLanguage", "Next", "End"];
    let excluded = |name: &str| {
        present.contains(name)
            || (name == "Next" && present.contains("End"))
            || (name == "End" && present.contains("Next"))
    };
    let places = StateType::ALL.map(Place::State);
    let has = |place: Place, name: &String| {
        asl_lang::field(place, name.strip_suffix(".$").unwrap_or(name)).is_some()
    };
    let possible: Vec<_> = places
        .into_iter()
        .filter(|place| present.iter().all(|it| has(*place, it)))
        .collect();
    let known = common
        .into_iter()
        .filter_map(|it| asl_lang::field(Place::State(StateType::Pass), it));
    let others = possible.iter().copied().flat_map(asl_lang::fields);
    let mut seen = FxHashSet::default();
    known
        .chain(others)
        .filter(|it| it.languages.contains(language) && !excluded(it.name))
        .filter(|it| seen.insert(it.name))
        .enumerate()
        .map(|(index, it)| {
            let mut item = field(site, it, index, language);
            if !common.contains(&it.name) {
                let rank = 4000 + order::of_field(it.name, index);
                item.sort_text = format!("{rank:06}");
                item.detail = Some(of_types(&possible, it.name));
            }
            item
        })
        .collect()
}

/// The types of states that have a field, among those that are possible.
fn of_types(places: &[Place], field: &str) -> String {
    let names = places.iter().filter_map(|it| match it {
        Place::State(kind) => asl_lang::field(*it, field).map(|_| kind.name()),
        _ => None,
    });
    names.collect::<Vec<_>>().join(", ")
}

fn field(
    site: &Site<'_>,
    field: &'static Field,
    index: usize,
    language: QueryLanguage,
) -> CompletionItem {
    let rank = match field.required {
        _ if field.deprecated.is_some() => 3000,
        Required::Always => 0,
        Required::OneOf(_) => 1000,
        Required::Optional if matches!(field.name, "Comment" | "QueryLanguage") => 2900,
        Required::Optional => 2000,
    };
    let place = match field.required {
        Required::Always => index,
        _ => order::of_field(field.name, index),
    };
    let inserted = given(site, field).unwrap_or_else(|| value(site, field));
    let mut item = entry(
        site,
        field.name,
        CompletionKind::Field,
        rank + place,
        inserted,
    );
    item.detail = Some(words::field_detail(field));
    item.documentation = Some(words::field(field, Some(language)));
    item.deprecated = field.deprecated.is_some();
    item.retrigger = has_values(field) || has_fields(field);
    item
}

/// What a Task's call is given at least, where the resource says what it calls.
fn given(site: &Site<'_>, field: &Field) -> Option<Insert> {
    let language = site.language();
    if field.name != language.given_in() {
        return None;
    }
    let task = site.cursor.mapping()?;
    let call = call::called(&call::resource_of(&task)?)?;
    let draft = draft::of_call(call.action, call.pattern, language)?;
    Some(draft::behind_colon(&draft, parameters::layout(site)))
}

/// The key of an entry.
pub(super) fn key_of(entry: &SyntaxNode) -> Option<String> {
    Entry::cast(entry.clone())?.key().map(|it| it.text())
}

/// A key with its value, or the key alone when a value follows already.
pub(super) fn entry(
    site: &Site<'_>,
    key: &str,
    kind: CompletionKind,
    rank: usize,
    value: Insert,
) -> CompletionItem {
    let mut insert = Insert::text(site.key_text(key));
    if site.cursor.role == (Role::Key { has_colon: true }) {
        return site.item(key, kind, rank, insert);
    }
    insert.push(":");
    insert.append(value);
    site.item(key, kind, rank, insert)
}

fn operators(site: &Site<'_>, has_variable: bool) -> Vec<CompletionItem> {
    let rank = if has_variable { 500 } else { 2500 };
    let item = |(index, operator): (usize, &'static asl_lang::ChoiceOperator)| {
        let mut value = Insert::text(" ");
        match operator.operand {
            OperandKind::Bool | OperandKind::TypeTest if !operator.is_path => value.hole("true"),
            OperandKind::Number if !operator.is_path => value.hole("0"),
            _ => string_hole(site, &mut value, if operator.is_path { "$." } else { "" }),
        }
        let mut item = entry(
            site,
            operator.name,
            CompletionKind::Operator,
            rank + order::of_operator(operator.name, index),
            value,
        );
        item.detail = Some(words::operator_detail(operator));
        item.documentation = Some(operator.doc.to_owned());
        item
    };
    CHOICE_OPERATORS.iter().enumerate().map(item).collect()
}

/// In YAML: a whole object where its first key belongs.
fn whole_block(site: &Site<'_>, place: Place) -> Option<CompletionItem> {
    if site.is_json() || site.cursor.flow || !present(site).is_empty() {
        return None;
    }
    snippets::of_place(place, site.language())?;
    let mut item = object_of(site, place);
    item.sort_text = format!("{WHOLE:06}");
    Some(item)
}

/// Whole objects come behind the fields that one of them may have.
const WHOLE: usize = 2800;

/// A whole object with what it usually has, or with its required fields.
pub(super) fn object_of(site: &Site<'_>, place: Place) -> CompletionItem {
    let insert = match snippets::of_place(place, site.language()) {
        Some(draft) => draft::value(&draft, parameters::layout(site)),
        None => required(site, place),
    };
    let label = place.title();
    let mut item = site.item(label, CompletionKind::Snippet, 0, insert);
    item.retrigger = true;
    item
}

/// An object with its required fields.
fn required(site: &Site<'_>, place: Place) -> Insert {
    let (json, flow) = (site.is_json(), site.cursor.flow);
    let (open, between, close) = match (json, flow) {
        (true, _) => ("{\n  ", ",\n  ", "\n}"),
        (false, true) => ("{", ", ", "}"),
        (false, false) => ("", "\n", ""),
    };
    let language = site.language();
    let required = asl_lang::fields(place)
        .iter()
        .filter(|it| it.required == Required::Always || it.name == "Variable")
        .filter(|it| it.languages.contains(language));
    let mut insert = Insert::text(open);
    for (index, field) in required.enumerate() {
        insert.push(if index > 0 { between } else { "" });
        insert.push(site.key_text(field.name));
        insert.push(":");
        insert.append(value(site, field).indented(2));
    }
    insert.push(close);
    insert
}

/// Whether the field's value is chosen from a list that completion knows.
fn has_values(field: &Field) -> bool {
    matches!(
        field.value,
        ValueKind::StateName | ValueKind::Enum(_) | ValueKind::Resource(_) | ValueKind::ErrorNames
    )
}

/// Whether the field's value is an object, or a list of them, whose fields completion knows.
fn has_fields(field: &Field) -> bool {
    matches!(
        field.value,
        ValueKind::Mapping(_) | ValueKind::Sequence { .. } | ValueKind::States
    )
}

/// What is inserted behind a field's colon.
fn value(site: &Site<'_>, field: &Field) -> Insert {
    let example = field.example.and_then(|it| serde_json::from_str(it).ok());
    let mut insert = Insert::default();
    match (field.value, example) {
        (ValueKind::Sequence { .. }, _) => return list_of_objects(site),
        (ValueKind::ErrorNames, _) if !site.cursor.flow => {
            insert.push("\n  - ");
            insert.hole("");
        }
        (ValueKind::ErrorNames, _) => {
            insert.push(" [");
            string_hole(site, &mut insert, "");
            insert.push("]");
        }
        (ValueKind::Bool, _) => insert.push(" true"),
        (_, Some(serde_json::Value::Object(_))) => return object(site),
        (_, Some(serde_json::Value::Array(_))) => {
            insert.push(" [");
            insert.hole("");
            insert.push("]");
        }
        (_, Some(serde_json::Value::String(text))) => {
            insert.push(" ");
            let text = if has_values(field) { "" } else { &text };
            string_hole(site, &mut insert, text);
        }
        (_, Some(other)) => {
            insert.push(" ");
            insert.hole(other.to_string());
        }
        (ValueKind::Integer { .. } | ValueKind::Number { .. }, None) => {
            insert.push(" ");
            insert.hole("");
        }
        (
            ValueKind::Mapping(_)
            | ValueKind::States
            | ValueKind::Template
            | ValueKind::Assignments,
            None,
        ) => {
            return object(site);
        }
        (ValueKind::Path { .. } | ValueKind::ReferencePath { .. } | ValueKind::Variable, None) => {
            insert.push(" ");
            string_hole(site, &mut insert, "$.");
        }
        _ => {
            insert.push(" ");
            string_hole(site, &mut insert, "");
        }
    }
    insert
}

/// A string to be filled in. A JSONata expression is entered between its marks.
pub(super) fn string_hole(site: &Site<'_>, insert: &mut Insert, text: &str) {
    let plain = text.is_empty() || quote::is_plain(text, false);
    let quoted = site.is_json() || site.cursor.flow || !plain;
    if quoted {
        insert.push("\"");
    }
    if text == "{%  %}" {
        insert.push("{% ");
        insert.hole("");
        insert.push(" %}");
    } else if let Some(rest) = text.strip_prefix("$.").filter(|it| it.is_empty()) {
        insert.push("$.");
        insert.hole(rest);
    } else {
        insert.hole(text);
    }
    if quoted {
        insert.push("\"");
    }
}

fn object(site: &Site<'_>) -> Insert {
    let mut insert = Insert::default();
    match (site.is_json(), site.cursor.flow) {
        (true, _) => {
            insert.push(" {\n  ");
            insert.hole("");
            insert.push("\n}");
        }
        (false, true) => {
            insert.push(" {");
            insert.hole("");
            insert.push("}");
        }
        (false, false) => {
            insert.push("\n  ");
            insert.hole("");
        }
    }
    insert
}

fn list_of_objects(site: &Site<'_>) -> Insert {
    let mut insert = Insert::default();
    match (site.is_json(), site.cursor.flow) {
        (true, _) => {
            insert.push(" [\n  {\n    ");
            insert.hole("");
            insert.push("\n  }\n]");
        }
        (false, true) => {
            insert.push(" [{");
            insert.hole("");
            insert.push("}]");
        }
        (false, false) => {
            insert.push("\n  - ");
            insert.hole("");
        }
    }
    insert
}
