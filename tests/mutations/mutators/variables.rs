//! Variables: their names, scopes and values.

use asl_lang::{QueryLanguage, StateType, ValueKind};

use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, Path, json, text};
use crate::spots::Present;

/// The `Assign` of states and catchers.
fn assigns(source: &Source) -> Vec<Present<'_>> {
    let fields = source.fields().into_iter();
    fields
        .filter(|it| it.field.value == ValueKind::Assignments)
        .collect()
}

pub(super) fn invalid_name(source: &Source, out: &mut Mutants<'_>) {
    for assign in assigns(source) {
        for name in ["1st", "a-b", "states", &"v".repeat(81)] {
            let (change, path) = source.add(&assign.path, name, json("1"));
            out.push(&assign.path, vec![change], Mark::Key(path));
        }
    }
}

/// A state of a nested machine assigns what a machine around it has.
pub(super) fn shadowed(source: &Source, out: &mut Mutants<'_>) {
    for assign in assigns(source) {
        let machine = &source.machine_of(&assign.path).path;
        let start = source.root.at(machine).text_of("StartAt");
        // What is assigned after the nested machine is another variable.
        if start != Some(source.key(&assign.path[..machine.len() + 2])) {
            continue;
        }
        let Some((key, _)) = source.root.at(&assign.path).entries().first() else {
            continue;
        };
        let name = key.trim_end_matches(".$");
        for state in source.states() {
            let own = &source.machine_of(&state.path).path;
            let is_nested = own.starts_with(machine)
                && own.len() > machine.len()
                && !is_apart(source, &own[machine.len()..], machine);
            let may_assign = matches!(state.state(), Some(StateType::Pass | StateType::Task));
            if !is_nested || !may_assign {
                continue;
            }
            let object = source.root.at(&state.path);
            let (change, path) = if let Some(at) = object.index("Assign") {
                source.add(&state.entry(at), name, json("1"))
            } else {
                let value = Node::Map(vec![(name.to_owned(), json("1"))]);
                let (change, path) = source.add(&state.path, "Assign", value);
                (change, [&path[..], &[0]].concat())
            };
            out.push(&state.path, vec![change], Mark::Key(path));
        }
    }
}

/// Whether a Distributed Map lies between two machines: its executions have variables of their own.
fn is_apart(source: &Source, below: &[usize], machine: &[usize]) -> bool {
    let ways = (0..=below.len()).map(|it| [machine, &below[..it]].concat());
    ways.into_iter().any(|it| {
        let config = source.root.at(&it).get("ProcessorConfig");
        config.and_then(|it| it.text_of("Mode")) == Some("DISTRIBUTED")
    })
}

pub(super) fn unassigned(source: &Source, out: &mut Mutants<'_>) {
    for path in source.expressions() {
        let changes = vec![Change::Set(path.clone(), text("{% $nobodys + 1 %}"))];
        out.push(&path, changes, Mark::Inside(path.clone(), 4..11));
    }
    for (path, _) in source.dynamic() {
        let changes = vec![Change::Set(path.clone(), text("$nobodys.id"))];
        out.push(&path, changes, Mark::Inside(path.clone(), 1..8));
    }
}

/// A choice in front of the machine leads to a state that reads a variable, past those that assign it.
pub(super) fn maybe(source: &Source, out: &mut Mutants<'_>) {
    let root = &source.spots[0];
    let object = source.root.at(&root.path);
    let (Some(start), Some(states)) = (object.index("StartAt"), object.index("States")) else {
        return;
    };
    let names = assigned(source);
    for state in source.states_of(root) {
        let Some((path, part)) = reader(source, &state.path, &names) else {
            continue;
        };
        let rule = match root.language {
            QueryLanguage::Jsonata => json("{ \"Condition\": true, \"Next\": \"\" }"),
            QueryLanguage::JsonPath => {
                json("{ \"Variable\": \"$.late\", \"IsPresent\": true, \"Next\": \"\" }")
            }
        };
        let mut rule = rule;
        let next = rule.index("Next").expect("the rule has a target");
        rule.entries_mut()[next].1 = text(source.key(&state.path));
        let first = object.entries()[start].1.clone();
        let fork = Node::Map(vec![
            ("Type".to_owned(), text("Choice")),
            ("Choices".to_owned(), Node::List(vec![rule])),
            ("Default".to_owned(), first),
        ]);
        let changes = vec![
            Change::Set(root.entry(start), text("Is it late?")),
            Change::Add(root.entry(states), "Is it late?".to_owned(), fork),
        ];
        out.push(&path, changes, Mark::Inside(path.clone(), part));
    }
}

/// The variables that states of the outermost machine assign, with the states.
fn assigned(source: &Source) -> Vec<(Path, String)> {
    let root = &source.spots[0].path;
    let own = assigns(source).into_iter();
    let own = own.filter(|it| &source.machine_of(&it.path).path == root);
    let names = own.flat_map(|it| {
        let state = it.path[..2].to_vec();
        let keys = source.root.at(&it.path).entries().iter();
        keys.map(move |it| (state.clone(), it.0.trim_end_matches(".$").to_owned()))
    });
    names.collect()
}

/// The first string of a state that reads a variable which only other states assign, and where in it.
fn reader(
    source: &Source,
    state: &[usize],
    names: &[(Path, String)],
) -> Option<(Path, std::ops::Range<usize>)> {
    let texts = source
        .expressions()
        .into_iter()
        .chain(source.dynamic().into_iter().map(|it| it.0));
    let own = texts.filter(|it| it.starts_with(state) && source.machine_of(it).path.is_empty());
    for path in own {
        let text = source.plain(&path)?;
        for (_, name) in names {
            let is_elsewhere = names.iter().all(|it| it.1 != *name || it.0 != state[..2]);
            let read = format!("${name}");
            let start = text.find(&read).filter(|_| is_elsewhere);
            let Some(start) = start else {
                continue;
            };
            let end = start + read.len();
            let goes_on = text[end..].starts_with(|it: char| it.is_alphanumeric() || it == '_');
            if !goes_on {
                return Some((path, start + 1..end));
            }
        }
    }
    None
}
