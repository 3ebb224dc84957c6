//! Retriers and catchers, and the times of Tasks.

use asl_lang::{Place, StateType, ValueKind};

use super::structure::states_of_type;
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, Path, json, text};

const ALL: &str = "States.ALL";

/// The lists of error names, with whether their handler is the last of its list.
fn names(source: &Source) -> Vec<(Path, &Node)> {
    let fields = source.fields().into_iter();
    let lists = fields.filter(|it| it.field.value == ValueKind::ErrorNames);
    lists
        .map(|it| (it.path.clone(), source.root.at(&it.path)))
        .collect()
}

/// The lists of handlers that have members.
fn handlers(source: &Source) -> Vec<(Path, &Node)> {
    let fields = source.fields().into_iter();
    let lists = fields.filter(|it| {
        let kind = it.field.value;
        matches!(
            kind,
            ValueKind::Sequence {
                of: Place::Retrier | Place::Catcher,
                ..
            }
        )
    });
    let lists = lists.map(|it| (it.path.clone(), source.root.at(&it.path)));
    lists.filter(|it| !it.1.items().is_empty()).collect()
}

fn is_all(list: &Node) -> bool {
    list.items().iter().any(|it| it.as_text() == Some(ALL))
}

pub(super) fn all_with_another(source: &Source, out: &mut Mutants<'_>) {
    for (path, list) in names(source) {
        let end = list.items().len();
        if !is_all(list) {
            let changes = vec![Change::Insert(path.clone(), end, text(ALL))];
            out.push(&path, changes, Mark::Value([&path[..], &[end]].concat()));
        }
    }
}

/// The first handler handles everything, and others follow.
pub(super) fn all_first(source: &Source, out: &mut Mutants<'_>) {
    for (path, list) in handlers(source) {
        let mut first = list.items()[0].clone();
        let Some(at) = first.index("ErrorEquals") else {
            continue;
        };
        first.entries_mut()[at].1 = json("[\"States.ALL\"]");
        let changes = vec![Change::Insert(path.clone(), 0, first)];
        out.push(
            &path,
            changes,
            Mark::Value([&path[..], &[0, at, 0]].concat()),
        );
    }
}

pub(super) fn misspelt(source: &Source, out: &mut Mutants<'_>) {
    for (path, list) in names(source) {
        let end = list.items().len();
        if is_all(list) {
            continue;
        }
        for name in [
            "States.Timeot",
            "States.TaskFailedId",
            "State.ALL",
            "States.all",
        ] {
            let changes = vec![Change::Insert(path.clone(), end, text(name))];
            out.push(&path, changes, Mark::Value([&path[..], &[end]].concat()));
        }
    }
}

pub(super) fn wrong_prefix(source: &Source, out: &mut Mutants<'_>) {
    for (task, _, resource) in source.tasks() {
        let name = if resource.contains(":::dynamodb:") {
            "DynamoDb.ProvisionedThroughputExceededException"
        } else if resource.contains(":::aws-sdk:dynamodb:") {
            "DynamoDB.ProvisionedThroughputExceededException"
        } else {
            continue;
        };
        let retry = Node::List(vec![Node::Map(vec![(
            "ErrorEquals".to_owned(),
            Node::List(vec![text(name)]),
        )])]);
        let (change, path) = source.put(&task.path, "Retry", retry);
        out.push(
            &task.path,
            vec![change],
            Mark::Value([&path[..], &[0, 0, 0]].concat()),
        );
    }
}

/// Errors that Tasks of a service never have, though their names begin like its errors.
pub(super) fn impossible(source: &Source, out: &mut Mutants<'_>) {
    for (task, _, resource) in source.tasks() {
        let name = if resource.contains(":::dynamodb:") {
            "DynamoDB.RequestLimitExceeded"
        } else if resource.contains(":::aws-sdk:dynamodb:") {
            "DynamoDb.RequestLimitExceeded"
        } else {
            continue;
        };
        let names = Node::List(vec![text(name)]);
        let retry = Node::List(vec![Node::Map(vec![("ErrorEquals".to_owned(), names)])]);
        let (change, path) = source.put(&task.path, "Retry", retry);
        let mark = Mark::Value([&path[..], &[0, 0, 0]].concat());
        out.push(&task.path, vec![change], mark);
    }
}

/// Tasks have no items, and those without a heartbeat miss none.
pub(super) fn unraised(source: &Source, out: &mut Mutants<'_>) {
    for task in states_of_type(source, StateType::Task) {
        let object = source.root.at(&task.path);
        let beats = ["HeartbeatSeconds", "HeartbeatSecondsPath"];
        let has_heartbeat = beats.iter().any(|it| object.index(it).is_some());
        let errors = ["States.ItemReaderFailed", "States.HeartbeatTimeout"];
        for error in &errors[..if has_heartbeat { 1 } else { 2 }] {
            let retry = json(&format!("[ {{ \"ErrorEquals\": [\"{error}\"] }} ]"));
            let (change, path) = source.put(&task.path, "Retry", retry);
            let mark = Mark::Value([&path[..], &[0, 0, 0]].concat());
            out.push(&task.path, vec![change], mark);
        }
    }
}

pub(super) fn uncatchable(source: &Source, out: &mut Mutants<'_>) {
    for (path, list) in names(source) {
        if !is_all(list) {
            let changes = vec![Change::Insert(path.clone(), 0, text("States.Runtime"))];
            out.push(&path, changes, Mark::Value([&path[..], &[0]].concat()));
        }
    }
}

/// The first handler stands there twice.
pub(super) fn shadowed(source: &Source, out: &mut Mutants<'_>) {
    for (path, list) in handlers(source) {
        let first = &list.items()[0];
        if !first.get("ErrorEquals").is_some_and(is_all) {
            let changes = vec![Change::Insert(path.clone(), 1, first.clone())];
            out.push(&path, changes, Mark::Within([&path[..], &[1]].concat()));
        }
    }
}

pub(super) fn heartbeat(source: &Source, out: &mut Mutants<'_>) {
    for task in states_of_type(source, StateType::Task) {
        let object = source.root.at(&task.path);
        if object.index("HeartbeatSecondsPath").is_some() {
            continue;
        }
        if let Some(Node::Raw(timeout)) = object.get("TimeoutSeconds")
            && !timeout.starts_with('$')
        {
            let beat = json(timeout);
            let (change, path) = source.put(&task.path, "HeartbeatSeconds", beat);
            out.push(&task.path, vec![change], Mark::Value(path));
        }
    }
}

/// The longest wait is shorter than the first.
pub(super) fn longest_wait(source: &Source, out: &mut Mutants<'_>) {
    for spot in source.spots.iter().filter(|it| it.place == Place::Retrier) {
        if source
            .root
            .at(&spot.path)
            .index("IntervalSeconds")
            .is_none()
        {
            continue;
        }
        let (first, _) = source.put(&spot.path, "IntervalSeconds", json("20"));
        let (most, path) = source.put(&spot.path, "MaxDelaySeconds", json("5"));
        out.push(&spot.path, vec![first, most], Mark::Value(path));
    }
}
