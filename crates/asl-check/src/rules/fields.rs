//! Which fields an object has, lacks and must not have.

use asl_lang::{Field, Group, Languages, Place, QueryLanguage, Required, StateType};
use asl_model::{Machine, Model, StateFacts};

use super::{texts, types};
use crate::findings::Findings;
use crate::literal::Literal;
use crate::suggest::nearest;
use crate::table::{
    CONFLICTING_FIELDS, DEPRECATED_FIELD, MISPLACED_FIELD, MISSING_FIELD, MISSING_NEXT_OR_END,
    QUERY_LANGUAGE_DOWNGRADE, UNKNOWN_FIELD, WRONG_QUERY_LANGUAGE,
};
use crate::walk::{Meaning, Member, Object};
use crate::{Tag, edits};

/// Fields that must always be there.
pub(super) fn missing_fields(object: &Object<'_>, findings: &mut Findings) {
    let required = |it: &&Field| {
        it.required == Required::Always && it.languages.contains(object.scope.language)
    };
    for field in asl_lang::fields(object.place).iter().filter(required) {
        if object.get(field.name).is_some() || may_be_there(object, &[field.name]) {
            continue;
        }
        let message = format!(
            "{} needs \"{}\"",
            sentence(object.place.title()),
            field.name
        );
        let words = match object.place {
            // Both forms are recorded.
            Place::Credentials => {
                format!("The field '{}' is required but was missing", field.name)
            }
            _ => format!("These fields are required: [{}]", field.name),
        };
        let finding = findings
            .report(&MISSING_FIELD, object.anchor, message)
            .aws(words, object.mapping.range());
        if let Some(example) = field.example {
            let title = format!("Add \"{}\"", field.name);
            let edits = edits::insert(&object.mapping, field.name, example);
            finding.maybe(title, edits);
        }
    }
}

/// Fields of which exactly one, or at most one, may be there.
pub(super) fn groups(object: &Object<'_>, findings: &mut Findings) {
    let language = object.scope.language;
    for group in asl_lang::groups(object.place) {
        if !group.languages.contains(language) {
            continue;
        }
        let present: Vec<_> = object
            .members
            .iter()
            .filter(|it| is_in(it, group))
            .collect();
        // The same key twice is a finding of its own.
        let present = distinct(&present);
        match present.as_slice() {
            [] if group.required && !may_be_there(object, group.fields) => {
                missing_group(object, group, findings);
            }
            [first, second, ..] => conflict(object, first, second, findings),
            _ => {}
        }
    }
}

/// The members without those whose key stands there already.
pub(super) fn distinct<'o>(members: &[&'o Member]) -> Vec<&'o Member> {
    let mut distinct: Vec<&Member> = Vec::new();
    for member in members {
        if distinct.iter().all(|it| it.name != member.name) {
            distinct.push(member);
        }
    }
    distinct
}

/// An `"End": false` says nothing, so it excludes nothing.
fn is_in(member: &Member, group: &Group) -> bool {
    let Meaning::Field(field) = member.meaning else {
        return false;
    };
    let is_false_end = field.name == "End" && member.literal == Literal::Bool(false);
    group.fields.contains(&field.name) && !is_false_end
}

fn missing_group(object: &Object<'_>, group: &Group, findings: &mut Findings) {
    let place = sentence(object.place.title());
    let words = format!(
        "This object should have only one of the following fields: [{}]",
        group.fields.join(", ")
    );
    if group.fields.contains(&"End") {
        let message = format!("{place} needs \"Next\" or \"End\": true");
        findings
            .report(&MISSING_NEXT_OR_END, object.anchor, message)
            .aws(words, object.mapping.range())
            .maybe("Add \"End\": true", end_of(object));
        return;
    }
    let known: Vec<_> = group
        .fields
        .iter()
        .filter_map(|it| asl_lang::field(object.place, it))
        .filter(|it| it.languages.contains(object.scope.language) && it.deprecated.is_none())
        .map(|it| format!("\"{}\"", it.name))
        .collect();
    let message = format!("{place} needs {}", known.join(" or "));
    findings
        .report(&MISSING_FIELD, object.anchor, message)
        .aws(words, object.mapping.range());
}

/// Ends the state: an `"End": false` that is there becomes true.
fn end_of(object: &Object<'_>) -> Vec<asl_text::Edit> {
    match object.get("End").and_then(|it| it.value.as_ref()) {
        Some(value) => edits::replace(value.range(), "true"),
        None => edits::insert(&object.mapping, "End", "true"),
    }
}

fn conflict(object: &Object<'_>, first: &Member, second: &Member, findings: &mut Findings) {
    let (one, other) = (&first.name, &second.name);
    let message = format!("\"{one}\" and \"{other}\" exclude each other");
    findings
        .report(&CONFLICTING_FIELDS, second.key.content_range(), message)
        .aws(
            format!("There should only be one of the following fields: [{one}, {other}]"),
            object.mapping.range(),
        )
        .related(first.key.content_range(), format!("\"{one}\" is here"))
        .maybe(format!("Remove \"{other}\""), edits::remove(&second.entry))
        .maybe(format!("Remove \"{one}\""), edits::remove(&first.entry));
}

/// Entries that are no field of the object. A key without a colon is still being written, and the
/// missing colon is an error already.
pub(super) fn unknown_fields(object: &Object<'_>, findings: &mut Findings) {
    if object.place.is_open() {
        return;
    }
    for member in unknown(object).filter(|it| it.entry.has_colon()) {
        let (name, range) = (&member.name, member.key.content_range());
        if let Some(home) = home(name, object.place) {
            let place = object.place.title();
            let message = format!("\"{name}\" belongs to {home}; {place} does not have it");
            findings
                .report(&MISPLACED_FIELD, range, message)
                .maybe(format!("Remove \"{name}\""), edits::remove(&member.entry));
            continue;
        }
        let message = format!("{} has no field \"{name}\"", sentence(object.place.title()));
        let meant = nearest(
            name,
            object.known_names().filter(|it| object.get(it).is_none()),
        );
        match meant {
            Some(meant) => findings
                .report(
                    &UNKNOWN_FIELD,
                    range,
                    format!("{message}; did you mean \"{meant}\"?"),
                )
                .fix(
                    format!("Change to \"{meant}\""),
                    edits::rename(&member.key, meant),
                ),
            None => findings
                .report(&UNKNOWN_FIELD, range, message)
                .maybe(format!("Remove \"{name}\""), edits::remove(&member.entry)),
        };
    }
}

/// Fields of the query language that is not in force.
pub(super) fn wrong_query_language(object: &Object<'_>, findings: &mut Findings) {
    let language = object.scope.language;
    for member in &object.members {
        let languages = match member.meaning {
            Meaning::Field(field) | Meaning::Dynamic(field) => field.languages,
            Meaning::Operator(_) => Languages::JsonPath,
            Meaning::Comment | Meaning::Open | Meaning::Nothing => continue,
        };
        if languages.contains(language) {
            continue;
        }
        let other = match language {
            QueryLanguage::JsonPath => QueryLanguage::Jsonata,
            QueryLanguage::Jsonata => QueryLanguage::JsonPath,
        };
        let message = format!(
            "\"{}\" needs the query language {}, but here it is {}",
            member.name,
            other.name(),
            language.name()
        );
        let words = format!(
            "The QueryLanguage is set to '{}', but field '{}' is only supported for the '{}' \
             QueryLanguage",
            language.name(),
            member.name,
            other.name()
        );
        let finding = findings
            .report(&WRONG_QUERY_LANGUAGE, member.key.content_range(), message)
            .aws(words, object.mapping.range());
        if other == QueryLanguage::Jsonata && object.scope.root.get("QueryLanguage").is_none() {
            let edits = edits::insert(&object.scope.root, "QueryLanguage", "\"JSONata\"");
            finding.maybe("Set the state's query language to JSONata", edits);
        }
    }
}

/// Fields that have a newer name.
pub(super) fn deprecated_fields(object: &Object<'_>, findings: &mut Findings) {
    for member in &object.members {
        let Meaning::Field(field) = member.meaning else {
            continue;
        };
        let (Some(newer), true) = (
            field.deprecated,
            field.languages.contains(object.scope.language),
        ) else {
            continue;
        };
        let message = format!("\"{}\" is now called \"{newer}\"", field.name);
        let finding = findings
            .report(&DEPRECATED_FIELD, member.key.content_range(), message)
            .tag(Tag::Deprecated);
        if object.get(newer).is_none() {
            let title = format!("Change to \"{newer}\"");
            finding.fix(title, edits::rename(&member.key, newer));
        }
    }
}

/// A state without a `Type` that is one of the eight; nothing else about it can be judged.
pub(super) fn state_type(facts: &StateFacts, findings: &mut Findings) {
    let (None, Some(mapping)) = (facts.kind(), facts.mapping()) else {
        return;
    };
    let names = StateType::AS_AWS_LISTS.map(StateType::name);
    if let Some(text) = facts.type_text() {
        if crate::literal::is_placeholder(text) {
            return;
        }
        let entry = mapping.get("Type").and_then(|it| it.value());
        if let Some(value) = entry {
            texts::none_of("Type", text, &names, &value, findings);
        }
        return;
    }
    if let Some(value) = mapping.get("Type").and_then(|it| it.value()) {
        types::type_is_text(&value, findings);
        return;
    }
    if mapping.get("Type").is_some() || facts.is_open() {
        return;
    }
    let typo = mapping
        .entries()
        .filter_map(|it| it.key())
        .find(|it| is_meant(&it.text(), &["Type"]));
    match typo {
        Some(key) if is_glued(&key.text(), "Type") => return,
        Some(key) => findings
            .report(
                &UNKNOWN_FIELD,
                key.content_range(),
                "A state has no field of this name; did you mean \"Type\"?",
            )
            .fix("Change to \"Type\"", edits::rename(&key, "Type")),
        None => findings.report(&MISSING_FIELD, facts.name_range(), "A state needs \"Type\""),
    };
}

/// JSONPath states in a JSONata machine: the other way round is allowed, this is not.
pub(super) fn query_language_downgrade(model: &Model, machine: &Machine, findings: &mut Findings) {
    if machine.query_language() != QueryLanguage::Jsonata {
        return;
    }
    for state in model.states_of(machine.id()) {
        if state.facts().query_language() != Some(QueryLanguage::JsonPath) {
            continue;
        }
        let entry = state
            .facts()
            .mapping()
            .and_then(|it| it.get("QueryLanguage"));
        let Some((entry, value)) = entry.and_then(|it| Some((it.clone(), it.value()?))) else {
            continue;
        };
        let mut edits = edits::remove(&entry);
        for edit in &mut edits {
            edit.range += state.base();
        }
        findings
            .report(
                &QUERY_LANGUAGE_DOWNGRADE,
                value.range() + state.base(),
                "A state cannot be in JSONPath when the machine is in JSONata",
            )
            .maybe("Remove \"QueryLanguage\"", edits);
    }
}

/// The entries that are no field of the object.
fn unknown<'o>(object: &'o Object<'_>) -> impl Iterator<Item = &'o Member> {
    let is_unknown = |it: &&Member| matches!(it.meaning, Meaning::Nothing);
    object.members.iter().filter(is_unknown)
}

/// Whether one of the fields may be there after all: from elsewhere, or under a misspelt name.
pub(super) fn may_be_there(object: &Object<'_>, fields: &[&str]) -> bool {
    object.is_open || unknown(object).any(|it| is_meant(&it.name, fields))
}

/// Whether a key is one of the fields with a slip, which is a finding of its own.
pub(super) fn is_meant(key: &str, fields: &[&str]) -> bool {
    let is_near = nearest(key, fields.iter().copied()).is_some();
    is_near || fields.iter().any(|it| is_glued(key, it))
}

/// Whether a key is the field and its value, with no blank behind the colon: YAML's `Next:Ship`.
fn is_glued(key: &str, field: &str) -> bool {
    key.strip_prefix(field)
        .is_some_and(|it| it.starts_with(':'))
}

/// Which objects have a field of that name: the nearest of kin to the place, else the states.
fn home(name: &str, place: Place) -> Option<String> {
    let has = |it: Place| asl_lang::field(it, name).is_some();
    let kin = match place {
        Place::NestedRule => Some((Place::ChoiceRule, "the outermost choice rule")),
        Place::Branch | Place::Processor => Some((Place::Machine, "the whole state machine")),
        _ => None,
    };
    if let Some((_, title)) = kin.filter(|(it, _)| has(*it)) {
        return Some(title.to_owned());
    }
    let types = StateType::ALL
        .into_iter()
        .filter(|it| has(Place::State(*it)));
    let types: Vec<_> = types.map(StateType::name).collect();
    if let [others @ .., last] = types.as_slice() {
        let others = others.join(", ");
        let and = if others.is_empty() { "" } else { " and " };
        return Some(format!("{others}{and}{last} states"));
    }
    let other = Place::ALL.into_iter().find(|it| has(*it));
    let is_operator = asl_lang::choice_operator(name).is_some();
    let rule = is_operator.then_some(Place::ChoiceRule);
    other.or(rule).map(|it| it.title().to_owned())
}

/// With a capital letter.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
