//! Fields: missing, unknown, misplaced, of the other query language, two that exclude each other.

use asl_lang::{
    Group, Languages, Need, Place, QueryLanguage, Required, StateType, ValueKind, dependences,
};

use super::syntax::add;
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{json, text};
use crate::spots::Spot;

/// The groups of fields that count in the spot's query language.
fn groups(spot: &Spot) -> impl Iterator<Item = &'static Group> {
    let language = spot.language;
    let groups = asl_lang::groups(spot.place).iter();
    groups.filter(move |it| it.languages.contains(language))
}

/// Where the fields of a group stand that are there.
fn present(source: &Source, spot: &Spot, group: &Group) -> Vec<usize> {
    let object = source.root.at(&spot.path);
    let there = group.fields.iter().filter_map(|it| object.index(it));
    there.collect()
}

pub(super) fn missing_field(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        if it.field.required == Required::Always {
            let mark = Mark::Anchor(it.spot.path.clone());
            out.push(&it.path, vec![Change::Remove(it.path.clone())], mark);
        }
    }
}

pub(super) fn missing_group(source: &Source, out: &mut Mutants<'_>) {
    for spot in &source.spots {
        for group in groups(spot).filter(|it| it.required && !it.fields.contains(&"End")) {
            if let [only] = present(source, spot, group)[..] {
                let path = spot.entry(only);
                let mark = Mark::Anchor(spot.path.clone());
                out.push(&path, vec![Change::Remove(path.clone())], mark);
            }
        }
    }
}

/// The object without a field that the value of another one asks for.
pub(super) fn missing_for_a_value(source: &Source, out: &mut Mutants<'_>) {
    for spot in &source.spots {
        let object = source.root.at(&spot.path);
        for it in dependences(spot.place).filter(|it| it.need == Need::Needed) {
            let decides = object.text_of(it.field) == Some(it.value);
            let (Some(field), Some(other)) = (object.index(it.field), object.index(it.other))
            else {
                continue;
            };
            if decides {
                let other = spot.entry(other);
                // What stands behind the removed entry moves up.
                let field = if field > *other.last().unwrap_or(&0) {
                    field - 1
                } else {
                    field
                };
                let mark = Mark::Value(spot.entry(field));
                out.push(&other, vec![Change::Remove(other.clone())], mark);
            }
        }
    }
}

/// The object with a field that the value of another one rules out.
pub(super) fn ruled_out_by_a_value(source: &Source, out: &mut Mutants<'_>) {
    for spot in &source.spots {
        for it in dependences(spot.place).filter(|it| it.need == Need::RuledOut) {
            let (Some(other), Some(field)) = (
                asl_lang::field(spot.place, it.other),
                source.root.at(&spot.path).index(it.field),
            ) else {
                continue;
            };
            let field = spot.entry(field);
            let (change, path) = source.put(&spot.path, it.other, source.sample(other, &spot.path));
            let changes = vec![Change::Set(field, text(it.value)), change];
            out.push(&spot.path, changes, Mark::Key(path));
        }
    }
}

pub(super) fn missing_next(source: &Source, out: &mut Mutants<'_>) {
    for spot in source.states() {
        for group in groups(spot).filter(|it| it.required && it.fields.contains(&"End")) {
            if let [only] = present(source, spot, group)[..] {
                let path = spot.entry(only);
                let mark = Mark::Anchor(spot.path.clone());
                out.push(&path, vec![Change::Remove(path.clone())], mark);
            }
        }
    }
}

pub(super) fn unknown_field(source: &Source, out: &mut Mutants<'_>) {
    for spot in source.spots.iter().filter(|it| !it.place.is_open()) {
        let (changes, mark) = add(source, &spot.path, "Flavour", json("1"));
        out.push(&spot.path, changes, mark);
    }
}

pub(super) fn misspelt_field(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        let last = it.field.name.chars().last().unwrap_or('x');
        let key = format!("{}{last}", it.field.name);
        if !it.spot.place.is_open() {
            let changes = vec![Change::Rename(it.path.clone(), key)];
            out.push(&it.path, changes, Mark::Key(it.path.clone()));
        }
    }
}

/// Fields that belong somewhere, with a value.
const HOMED: [(&str, &str); 12] = [
    ("Branches", "[]"),
    ("Seconds", "1"),
    ("Cause", "\"late\""),
    ("MaxAttempts", "1"),
    ("ItemsPath", "\"$.items\""),
    ("Resource", "\"arn:aws:states:::lambda:invoke\""),
    ("ErrorEquals", "[\"late\"]"),
    ("Default", "\"Late\""),
    ("MaxItems", "1"),
    ("Next", "\"Late\""),
    ("States", "{}"),
    ("TimeoutSeconds", "10"),
];

pub(super) fn misplaced_field(source: &Source, out: &mut Mutants<'_>) {
    for (at, spot) in source.spots.iter().enumerate() {
        let strange = |it: &&(&str, &str)| asl_lang::field(spot.place, it.0).is_none();
        let strange: Vec<_> = HOMED.iter().filter(strange).collect();
        let (key, value) = strange[at % strange.len()];
        if !spot.place.is_open() {
            let machine = source
                .root
                .at(&source.machine_of(&[&spot.path[..], &[0]].concat()).path);
            let start = machine.text_of("StartAt").unwrap_or_default();
            let value = match *value {
                "\"Late\"" => text(start),
                value => json(value),
            };
            let (changes, mark) = add(source, &spot.path, key, value);
            out.push(&spot.path, changes, mark);
        }
    }
}

pub(super) fn wrong_query_language(source: &Source, out: &mut Mutants<'_>) {
    for spot in &source.spots {
        let object = source.root.at(&spot.path);
        for field in asl_lang::fields(spot.place) {
            let conflicts = groups(spot).any(|it| it.fields.contains(&field.name));
            let is_there = object.index(field.name).is_some();
            if field.languages.contains(spot.language) || is_there || conflicts {
                continue;
            }
            let value = source.sample(field, &spot.path);
            let (changes, mark) = add(source, &spot.path, field.name, value);
            out.push(&spot.path, changes, mark);
        }
    }
}

pub(super) fn downgrade(source: &Source, out: &mut Mutants<'_>) {
    if source.spots[0].language != QueryLanguage::Jsonata {
        return;
    }
    for spot in source.states() {
        let (change, path) = source.put(&spot.path, "QueryLanguage", text("JSONPath"));
        out.push(&spot.path, vec![change], Mark::Value(path));
    }
}

pub(super) fn conflicting(source: &Source, out: &mut Mutants<'_>) {
    for spot in &source.spots {
        for group in groups(spot) {
            let [only] = present(source, spot, group)[..] else {
                continue;
            };
            for field in asl_lang::fields(spot.place) {
                let is_other = group.fields.contains(&field.name)
                    && source.key(&spot.entry(only)) != field.name
                    && field.languages.contains(spot.language)
                    && field.deprecated.is_none();
                if is_other {
                    let value = source.sample(field, &spot.path);
                    let (changes, mark) = add(source, &spot.path, field.name, value);
                    out.push(&spot.path, changes, mark);
                }
            }
        }
    }
}

pub(super) fn deprecated(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        let older = asl_lang::fields(it.spot.place).iter().find(|old| {
            old.deprecated == Some(it.field.name) && old.languages.contains(it.spot.language)
        });
        if let Some(older) = older {
            let changes = vec![Change::Rename(it.path.clone(), older.name.to_owned())];
            out.push(&it.path, changes, Mark::Key(it.path.clone()));
        }
    }
}

pub(super) fn unknown_ignore(source: &Source, out: &mut Mutants<'_>) {
    let comment = "Old. asl-ignore: endless-lop";
    for spot in &source.spots {
        let is_owner = spot.state().is_some() || spot.place == Place::Machine;
        let has_comment = asl_lang::field(spot.place, "Comment").is_some();
        if is_owner && has_comment {
            let (change, path) = source.put(&spot.path, "Comment", text(comment));
            let code = comment.len() - "endless-lop".len()..comment.len();
            out.push(&spot.path, vec![change], Mark::Inside(path, code));
        }
    }
}

/// The states of that type.
pub(super) fn states_of_type(source: &Source, kind: StateType) -> impl Iterator<Item = &Spot> {
    source.states().filter(move |it| it.state() == Some(kind))
}

/// Whether the field holds the name of a state, in either query language.
pub(super) fn is_target(kind: ValueKind, languages: Languages) -> bool {
    kind == ValueKind::StateName && languages == Languages::Both
}
