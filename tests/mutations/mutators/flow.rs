//! Names of states, and where execution goes.

use asl_lang::{StateType, ValueKind};

use super::structure::{is_target, states_of_type};
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, Path, json, text};
use crate::spots::{Present, Spot};

/// The fields that name a state.
fn targets(source: &Source) -> impl Iterator<Item = Present<'_>> {
    let fields = source.fields().into_iter();
    fields.filter(|it| is_target(it.field.value, it.field.languages))
}

/// The value of a key of a spot.
pub(super) fn value<'s>(source: &'s Source, spot: &Spot, key: &str) -> Option<(Path, &'s Node)> {
    let object = source.root.at(&spot.path);
    let at = object.index(key)?;
    Some((spot.entry(at), &object.entries()[at].1))
}

pub(super) fn long_name(source: &Source, out: &mut Mutants<'_>) {
    for spot in source.states() {
        if !source.key(&spot.path).contains("${") {
            let changes = source.rename_state(&spot.path, &"Ä".repeat(81));
            out.push(&spot.path, changes, Mark::Key(spot.path.clone()));
        }
    }
}

/// The Maps that run their items in executions of their own.
fn distributed(source: &Source) -> Vec<&Spot> {
    let maps = states_of_type(source, StateType::Map);
    let distributed = maps.filter(|it| {
        let processor = source.root.at(&it.path).get("ItemProcessor");
        let config = processor.and_then(|it| it.get("ProcessorConfig"));
        config.and_then(|it| it.text_of("Mode")) == Some("DISTRIBUTED")
    });
    distributed.collect()
}

pub(super) fn invalid_label(source: &Source, out: &mut Mutants<'_>) {
    for map in distributed(source) {
        for label in ["a b", "a*", &"a".repeat(41)] {
            let (change, path) = source.put(&map.path, "Label", text(label));
            out.push(&map.path, vec![change], Mark::Value(path));
        }
    }
}

pub(super) fn duplicate_label(source: &Source, out: &mut Mutants<'_>) {
    if let [first, second, ..] = distributed(source)[..] {
        let (one, _) = source.put(&first.path, "Label", text("same"));
        let (other, path) = source.put(&second.path, "Label", text("same"));
        out.push(&second.path, vec![one, other], Mark::Value(path));
    }
}

pub(super) fn missing_target(source: &Source, out: &mut Mutants<'_>) {
    for it in targets(source) {
        let name = "Nowhere to be found";
        let changes = vec![Change::Set(it.path.clone(), text(name))];
        out.push(
            &it.path,
            changes,
            Mark::Inside(it.path.clone(), 0..name.len()),
        );
    }
}

pub(super) fn misspelt_target(source: &Source, out: &mut Mutants<'_>) {
    for it in targets(source) {
        let Some(old) = source.plain(&it.path).filter(|it| it.len() > 3) else {
            continue;
        };
        let name = format!("{old}s");
        if source.states().any(|it| source.key(&it.path) == name) {
            continue;
        }
        let range = 0..name.len();
        let changes = vec![Change::Set(it.path.clone(), text(name))];
        out.push(&it.path, changes, Mark::Inside(it.path.clone(), range));
    }
}

pub(super) fn across(source: &Source, out: &mut Mutants<'_>) {
    for it in targets(source) {
        let machine = source.machine_of(&it.path);
        let elsewhere = source
            .states()
            .find(|state| source.machine_of(&state.path).path != machine.path);
        let Some(elsewhere) = elsewhere else {
            return;
        };
        let name = source.key(&elsewhere.path).to_owned();
        let range = 0..name.len();
        let changes = vec![Change::Set(it.path.clone(), text(name))];
        out.push(&it.path, changes, Mark::Inside(it.path.clone(), range));
    }
}

/// The machines all of whose ways are known.
pub(super) fn closed(source: &Source) -> impl Iterator<Item = &Spot> {
    source.machines().filter(|machine| {
        let ways = source.fields().into_iter();
        let ways = ways.filter(|it| it.field.value == ValueKind::StateName);
        let mut own = ways.filter(|it| source.machine_of(&it.path).path == machine.path);
        own.all(|it| source.plain(&it.path).is_some())
    })
}

pub(super) fn island(source: &Source, out: &mut Mutants<'_>) {
    for machine in closed(source) {
        let Some((states, _)) = value(source, machine, "States") else {
            continue;
        };
        let state = json("{ \"Type\": \"Succeed\" }");
        let (change, path) = source.add(&states, "toString", state);
        out.push(&states, vec![change], Mark::Key(path));
    }
}

/// Each is reached by the other, and none from the start. The other is found as well.
pub(super) fn islands(source: &Source, out: &mut Mutants<'_>) {
    for machine in closed(source) {
        let Some((states, _)) = value(source, machine, "States") else {
            continue;
        };
        let state = json("{ \"Type\": \"Pass\", \"Next\": \"Island\" }");
        let (change, path) = source.add(&states, "Island", state);
        out.push(&states, vec![change], Mark::Key(path));
    }
}

/// Every state that ends the machine leads back to its start instead.
pub(super) fn no_terminal(source: &Source, out: &mut Mutants<'_>) {
    for machine in closed(source) {
        let start = value(source, machine, "StartAt").and_then(|it| it.1.as_text());
        let (Some(start), Some((states, _))) = (start, value(source, machine, "States")) else {
            continue;
        };
        let back = format!(
            "{{ \"Type\": \"Pass\", \"Next\": {} }}",
            serde_json::Value::from(start)
        );
        let mut changes = Vec::new();
        for state in source.states_of(machine) {
            if let Some((end, _)) = value(source, state, "End") {
                changes.push(Change::Rename(end.clone(), "Next".to_owned()));
                changes.push(Change::Set(end, text(start)));
            } else if matches!(state.state(), Some(StateType::Succeed | StateType::Fail)) {
                changes.push(Change::Set(state.path.clone(), json(&back)));
            }
        }
        out.push(&states, changes, Mark::Key(states.clone()));
    }
}

/// One of several states that end the machine leads to itself instead.
pub(super) fn endless(source: &Source, out: &mut Mutants<'_>) {
    for machine in source.machines() {
        let ends = |it: &&Spot| {
            let is_last = matches!(it.state(), Some(StateType::Succeed | StateType::Fail));
            is_last || value(source, it, "End").is_some()
        };
        let ends: Vec<_> = source.states_of(machine).filter(ends).collect();
        if ends.len() < 2 {
            continue;
        }
        for state in ends {
            let name = source.key(&state.path);
            if let Some((end, _)) = value(source, state, "End") {
                let catches = source.root.at(&state.path).index("Catch").is_some();
                let changes = vec![
                    Change::Rename(end.clone(), "Next".to_owned()),
                    Change::Set(end.clone(), text(name)),
                ];
                if !catches {
                    out.push(&end, changes, Mark::Inside(end.clone(), 0..name.len()));
                }
            }
        }
    }
}

/// A state gets the name of one of another machine; the one that stands later is told.
pub(super) fn duplicate_state(source: &Source, out: &mut Mutants<'_>) {
    let states: Vec<_> = source.states().collect();
    for (at, state) in states.iter().enumerate() {
        let machine = source.machine_of(&state.path);
        let other = states[..at]
            .iter()
            .find(|it| source.machine_of(&it.path).path != machine.path);
        if let Some(other) = other {
            let name = source.key(&other.path).to_owned();
            let changes = source.rename_state(&state.path, &name);
            out.push(&state.path, changes, Mark::Key(state.path.clone()));
        }
    }
}
