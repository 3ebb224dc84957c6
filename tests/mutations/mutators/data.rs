//! Paths, payload templates and intrinsic functions of JSONPath states.

use asl_lang::{QueryLanguage, StateType, ValueKind};

use super::structure::states_of_type;
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, Path, json, text};

/// The fields that hold a path, with the path. Calls of functions are left out.
fn paths(source: &Source) -> Vec<(Path, &str)> {
    let fields = source.fields().into_iter().filter(|it| {
        matches!(
            it.field.value,
            ValueKind::Path { .. } | ValueKind::ReferencePath { .. } | ValueKind::Variable
        )
    });
    let operators = super::choice::operators(source).into_iter();
    let operators = operators.filter(|it| it.1.is_path).map(|it| it.0);
    let all = fields.map(|it| it.path).chain(operators);
    let with_text = all.filter_map(|it| {
        let text = source.plain(&it)?;
        let is_path = !text.starts_with("States.");
        is_path.then_some((it, text))
    });
    with_text.collect()
}

/// Writes another text; the rule fires at a part of it.
fn write(out: &mut Mutants<'_>, path: &Path, new: &str, part: std::ops::Range<usize>) {
    let changes = vec![Change::Set(path.clone(), text(new))];
    out.push(path, changes, Mark::Inside(path.clone(), part));
}

/// Writes another value; the rule fires somewhere in it.
fn set(out: &mut Mutants<'_>, path: &Path, new: Node) {
    let changes = vec![Change::Set(path.clone(), new)];
    out.push(path, changes, Mark::Within(path.clone()));
}

pub(super) fn open_bracket(source: &Source, out: &mut Mutants<'_>) {
    for (path, old) in paths(source) {
        write(out, &path, &format!("{old}["), old.len()..old.len() + 1);
    }
}

pub(super) fn no_dollar(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in paths(source) {
        write(out, &path, "order.id", 0..8);
    }
}

pub(super) fn open_bracket_in_template(source: &Source, out: &mut Mutants<'_>) {
    for (path, old) in source.dynamic() {
        if old.starts_with('$') {
            write(out, &path, &format!("{old}["), old.len()..old.len() + 1);
        }
    }
}

pub(super) fn many_values(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        let is_reference = matches!(it.field.value, ValueKind::ReferencePath { .. });
        if is_reference && source.plain(&it.path).is_some() {
            for path in ["$.items[*].id", "$..id", "$.items[0,1]", "$.items[?(@.id)]"] {
                set(out, &it.path, text(path));
            }
        }
    }
}

pub(super) fn number_for_path(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        let changes = vec![Change::Set(path.clone(), json("3"))];
        out.push(&path, changes, Mark::Value(path.clone()));
    }
}

pub(super) fn word_for_path(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        set(out, &path, text("order"));
    }
}

pub(super) fn open_call(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        for call in [
            "States.Format('{}', $.id",
            "States.Format('{} $.id)",
            "States.Hash($.id 'MD5')",
        ] {
            set(out, &path, text(call));
        }
    }
}

pub(super) fn unknown_function(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        for call in ["States.ArrayLenght($.items)", "States.Shout($.id)"] {
            set(out, &path, text(call));
        }
    }
}

pub(super) fn no_arguments(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        for call in ["States.ArrayLength()", "States.Hash('a')", "States.UUID(1)"] {
            set(out, &path, text(call));
        }
    }
}

pub(super) fn wrong_argument(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        write(out, &path, "States.MathAdd($.count, 'one')", 24..29);
    }
}

pub(super) fn placeholders(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        for call in [
            "States.Format('{} {}', $.id)",
            "States.Format('{}', $.id, $.name)",
        ] {
            set(out, &path, text(call));
        }
    }
}

pub(super) fn context(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        write(out, &path, "$$.Execution.Nmae", 13..17);
    }
    for path in source.expressions() {
        write(out, &path, "{% $states.context.Execution.Nmae %}", 29..33);
    }
}

/// The responses of services are known, apart from what functions and other machines answer.
pub(super) fn missing_member(source: &Source, out: &mut Mutants<'_>) {
    for (task, _, resource) in source.tasks() {
        let known = [":::dynamodb:", ":::aws-sdk:", ":::sqs:", ":::sns:"];
        let is_known = known.iter().any(|it| resource.contains(it)) && !resource.contains(".wait");
        let selector = source.root.at(&task.path).index("ResultSelector");
        let Some(selector) = selector.filter(|_| is_known) else {
            continue;
        };
        for (path, old) in source.dynamic() {
            if path.starts_with(&task.entry(selector)) && old.starts_with("$.") {
                write(out, &path, "$.Flavour", 2..9);
            }
        }
    }
}

/// A key without `.$` whose value is a path all the same.
pub(super) fn no_suffix(source: &Source, out: &mut Mutants<'_>) {
    for (path, old) in source.dynamic() {
        let key = source.key(&path).trim_end_matches(".$").to_owned();
        if old.starts_with("$.") || old.starts_with("States.") {
            let changes = vec![Change::Rename(path.clone(), key)];
            out.push(&path, changes, Mark::Key(path.clone()));
        }
    }
}

pub(super) fn ambiguous(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        let (_, object) = path.split_last().expect("an entry");
        let key = source.key(&path).trim_end_matches(".$").to_owned();
        let (change, _) = source.add(object, &key, text("late"));
        out.push(&path, vec![change], Mark::Key(path.clone()));
    }
}

pub(super) fn static_result(source: &Source, out: &mut Mutants<'_>) {
    for state in states_of_type(source, StateType::Pass) {
        if state.language != QueryLanguage::JsonPath {
            continue;
        }
        let object = source.root.at(&state.path);
        let result = json("{ \"id.$\": \"$.order.id\" }");
        let (change, path) = source.put(&state.path, "Result", result);
        if object.index("Parameters").is_none() {
            out.push(
                &state.path,
                vec![change],
                Mark::Key([&path[..], &[0]].concat()),
            );
        }
    }
}

/// Numbers that a function does not take, whatever the data.
pub(super) fn impossible_numbers(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in source.dynamic() {
        for (call, part) in [
            ("States.MathRandom(5, 5)", "5)"),
            ("States.ArrayGetItem(States.Array(1, 2), -1)", "-1"),
        ] {
            let start = call.rfind(part).expect("a part of the call");
            let changes = vec![Change::Set(path.clone(), text(call))];
            let range = start..start + part.trim_end_matches(')').len();
            out.push(&path, changes, Mark::Inside(path.clone(), range));
        }
    }
}
