//! Expressions in JSONata.

use asl_lang::{QueryLanguage, StateType, ValueKind};

use super::structure::states_of_type;
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, json, text};

/// Writes another expression; the rule fires at a part of it.
fn write(source: &Source, out: &mut Mutants<'_>, new: &str, part: &str) {
    let start = new.find(part).expect("a part of the expression");
    for path in source.expressions() {
        let changes = vec![Change::Set(path.clone(), text(new))];
        let mark = Mark::Inside(path.clone(), start..start + part.len());
        out.push(&path, changes, mark);
    }
}

pub(super) fn invalid(source: &Source, out: &mut Mutants<'_>) {
    for path in source.expressions() {
        for new in ["{% $sum($states.input.items %}", "{% 1 + %}", "{% 'open %}"] {
            let changes = vec![Change::Set(path.clone(), text(new))];
            out.push(&path, changes, Mark::Within(path.clone()));
        }
    }
}

pub(super) fn bare_name(source: &Source, out: &mut Mutants<'_>) {
    write(source, out, "{% order.id %}", "order");
    write(source, out, "{% 1 + $$.Execution.Id %}", "$$");
}

pub(super) fn unavailable(source: &Source, out: &mut Mutants<'_>) {
    write(source, out, "{% $states.inptu.id %}", "inptu");
}

pub(super) fn unknown_function(source: &Source, out: &mut Mutants<'_>) {
    write(source, out, "{% $shout($states.input.name) %}", "$shout");
}

pub(super) fn arguments(source: &Source, out: &mut Mutants<'_>) {
    for path in source.expressions() {
        for new in ["{% $length('a', 'b') %}", "{% $now(1, 2, 3) %}"] {
            let changes = vec![Change::Set(path.clone(), text(new))];
            out.push(&path, changes, Mark::Within(path.clone()));
        }
    }
}

/// Only data may be any text; elsewhere the value would be of the wrong type.
pub(super) fn blanks(source: &Source, out: &mut Mutants<'_>) {
    let data = source.data(QueryLanguage::Jsonata);
    for path in source.expressions() {
        if data.contains(&path) {
            let old = source.plain(&path).unwrap_or_default();
            let changes = vec![Change::Set(path.clone(), text(format!(" {old} ")))];
            out.push(&path, changes, Mark::Value(path.clone()));
        }
    }
}

pub(super) fn unclosed(source: &Source, out: &mut Mutants<'_>) {
    let data = source.data(QueryLanguage::Jsonata);
    for path in source.expressions() {
        let old = source.plain(&path).unwrap_or_default();
        let open = old.strip_suffix("%}").filter(|it| !it.contains("${"));
        if let Some(open) = open.filter(|_| data.contains(&path)) {
            let changes = vec![Change::Set(path.clone(), text(open.to_owned()))];
            out.push(&path, changes, Mark::Value(path.clone()));
        }
    }
}

pub(super) fn in_json_path(source: &Source, out: &mut Mutants<'_>) {
    for state in states_of_type(source, StateType::Pass) {
        let has_result = source.root.at(&state.path).index("Result").is_some();
        if state.language == QueryLanguage::JsonPath && !has_result {
            let data = json("{ \"late\": \"{% $states.input.late %}\" }");
            let (change, path) = source.put(&state.path, "Parameters", data);
            let mark = Mark::Value([&path[..], &[0]].concat());
            out.push(&state.path, vec![change], mark);
        }
    }
}

/// Parameters of services and variables have names of their own, so only outputs are looked at.
pub(super) fn suffix(source: &Source, out: &mut Mutants<'_>) {
    let templates = source.templates(QueryLanguage::Jsonata).into_iter();
    for it in
        templates.filter(|it| it.field.value == ValueKind::Template && it.field.name == "Output")
    {
        for (at, (key, _)) in source.root.at(&it.path).entries().iter().enumerate() {
            let path = [&it.path[..], &[at]].concat();
            let changes = vec![Change::Rename(path.clone(), format!("{key}.$"))];
            out.push(&path, changes, Mark::Key(path.clone()));
        }
        if matches!(source.root.at(&it.path), Node::Map(_)) {
            let (change, path) = source.add(&it.path, "late.$", text("$.late"));
            out.push(&it.path, vec![change], Mark::Key(path));
        }
    }
}

/// The condition of a choice rule is a text.
pub(super) fn text_for_bool(source: &Source, out: &mut Mutants<'_>) {
    for field in source.fields() {
        let is_condition = matches!(field.field.value, ValueKind::Condition);
        if is_condition && source.plain(&field.path).is_some() {
            let changes = vec![Change::Set(field.path.clone(), text("{%'ripe'%}"))];
            let mark = Mark::Inside(field.path.clone(), 2..2 + "'ripe'".len());
            out.push(&field.path, changes, mark);
        }
    }
}

/// A path of JSONPath, left over in data.
pub(super) fn left_over(source: &Source, out: &mut Mutants<'_>) {
    let data = source.data(QueryLanguage::Jsonata);
    for path in source
        .expressions()
        .into_iter()
        .filter(|it| data.contains(it))
    {
        for old in ["$.left.over[0]", "$$.Execution.Id"] {
            let changes = vec![Change::Set(path.clone(), text(old))];
            out.push(&path, changes, Mark::Value(path.clone()));
        }
    }
}

/// Less than no time.
pub(super) fn negative(source: &Source, out: &mut Mutants<'_>) {
    for field in source.fields() {
        let is_time = ["Seconds", "TimeoutSeconds"].contains(&field.field.name);
        if is_time && field.field.jsonata && field.spot.language == QueryLanguage::Jsonata {
            let changes = vec![Change::Set(field.path.clone(), text("{%-5%}"))];
            let mark = Mark::Inside(field.path.clone(), 2..4);
            out.push(&field.path, changes, mark);
        }
    }
}
