//! What takes care of failures is taken away, and times are longer or earlier than makes sense.

use asl_lang::{StateType, WorkflowType};

use super::structure::states_of_type;
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Path, json, text};
use crate::spots::Spot;

/// Takes entries of an object away, the last first, so that the others stay where they are.
fn without(source: &Source, object: &[usize], keys: &[&str]) -> Vec<Change> {
    let there = keys
        .iter()
        .filter_map(|it| source.root.at(object).index(it));
    let mut there: Vec<usize> = there.collect();
    there.sort_unstable();
    let paths = there.into_iter().rev().map(|it| [object, &[it]].concat());
    paths.map(Change::Remove).collect()
}

/// The states around a state.
fn around<'s>(source: &'s Source, state: &'s Spot) -> impl Iterator<Item = &'s Spot> {
    let is_around = |it: &&Spot| state.path.starts_with(&it.path) && it.path != state.path;
    source.states().filter(is_around)
}

pub(super) fn no_retry(source: &Source, out: &mut Mutants<'_>) {
    for (task, resource, called) in source.tasks() {
        let is_lambda = called.contains(":states:::lambda:invoke") || called.contains(":function:");
        let mut others = around(source, task);
        let is_alone = others.all(|it| source.root.at(&it.path).index("Retry").is_none());
        if is_lambda && is_alone && !called.contains("aws-sdk") {
            let changes = without(source, &task.path, &["Retry"]);
            let before = match source.root.at(&task.path).index("Retry") {
                Some(at) => at < resource[task.path.len()],
                None => false,
            };
            let mark = Mark::Value(moved(&task.path, &resource, usize::from(before)));
            out.push(&task.path, changes, mark);
        }
    }
}

/// Where an entry stands when so many before it are gone.
fn moved(object: &[usize], entry: &[usize], gone: usize) -> Path {
    [object, &[entry[object.len()] - gone]].concat()
}

const LIMITS: [&str; 4] = [
    "TimeoutSeconds",
    "TimeoutSecondsPath",
    "HeartbeatSeconds",
    "HeartbeatSecondsPath",
];

pub(super) fn no_timeout(source: &Source, out: &mut Mutants<'_>) {
    let is_limited = source.root.index("TimeoutSeconds").is_some();
    if is_limited || source.workflow == Some(WorkflowType::Express) {
        return;
    }
    for (task, resource, called) in source.tasks() {
        let waits = [".waitForTaskToken", ".sync", ".sync:2"];
        let waits = waits.iter().any(|it| called.ends_with(it)) || called.contains(":activity:");
        if !waits {
            continue;
        }
        let object = source.root.at(&task.path);
        let gone = LIMITS.iter().filter_map(|it| object.index(it));
        let gone = gone.filter(|it| *it < resource[task.path.len()]).count();
        let mark = Mark::Value(moved(&task.path, &resource, gone));
        out.push(&task.path, without(source, &task.path, &LIMITS), mark);
    }
}

pub(super) fn no_default(source: &Source, out: &mut Mutants<'_>) {
    for choice in states_of_type(source, StateType::Choice) {
        let changes = without(source, &choice.path, &["Default"]);
        out.push(&choice.path, changes, Mark::Key(choice.path.clone()));
    }
}

pub(super) fn past(source: &Source, out: &mut Mutants<'_>) {
    for wait in states_of_type(source, StateType::Wait) {
        let times = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
        let object = source.root.at(&wait.path);
        if let Some(at) = times.iter().find_map(|it| object.index(it)) {
            let path = wait.entry(at);
            let changes = vec![
                Change::Rename(path.clone(), "Timestamp".to_owned()),
                Change::Set(path.clone(), text("2016-03-14T01:59:00+01:00")),
            ];
            out.push(&path, changes, Mark::Value(path.clone()));
        }
    }
}

/// Whether all executions that the definition starts are Standard workflows.
fn is_standard(source: &Source) -> bool {
    let is_express =
        |it: &Spot| source.root.at(&it.path).text_of("ExecutionType") == Some("EXPRESS");
    source.workflow != Some(WorkflowType::Express) && !source.spots.iter().any(is_express)
}

pub(super) fn over_a_year(source: &Source, out: &mut Mutants<'_>) {
    if !is_standard(source) {
        return;
    }
    for (kind, field) in [
        (StateType::Wait, "Seconds"),
        (StateType::Task, "TimeoutSeconds"),
    ] {
        for state in states_of_type(source, kind) {
            if source.root.at(&state.path).index(field).is_some() {
                let (change, path) = source.put(&state.path, field, json("31536001"));
                out.push(&state.path, vec![change], Mark::Value(path));
            }
        }
    }
}

pub(super) fn long_retry(source: &Source, out: &mut Mutants<'_>) {
    for task in states_of_type(source, StateType::Task) {
        // One that silences the rule stays silent.
        let comment = source.root.at(&task.path).text_of("Comment");
        if comment.is_some_and(|it| it.contains("asl-ignore")) {
            continue;
        }
        let retry = "[ { \"ErrorEquals\": [\"States.TaskFailed\"], \"MaxAttempts\": 40 } ]";
        let (change, path) = source.put(&task.path, "Retry", json(retry));
        let mark = Mark::Value([&path[..], &[0, 1]].concat());
        out.push(&task.path, vec![change], mark);
    }
}
