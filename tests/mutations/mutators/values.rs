//! Values of the wrong type, out of range, or of the wrong form.

use asl_lang::ValueKind;

use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, json, text};

/// Values that a field of that kind cannot have.
fn wrong(kind: ValueKind) -> Vec<Node> {
    match kind {
        ValueKind::Text
        | ValueKind::StateName
        | ValueKind::Timestamp
        | ValueKind::Path { .. }
        | ValueKind::ReferencePath { .. }
        | ValueKind::Enum(_)
        | ValueKind::Resource(_)
        | ValueKind::RoleArn
        | ValueKind::Variable => vec![json("7"), json("[]")],
        ValueKind::Bool => vec![text("perhaps"), json("1")],
        ValueKind::Integer { .. } => vec![text("seven"), json("1.5"), json("true")],
        ValueKind::Number { .. } => vec![text("seven"), json("{}")],
        ValueKind::Strings | ValueKind::ErrorNames | ValueKind::Sequence { .. } => {
            vec![text("one"), json("{}")]
        }
        ValueKind::Condition => vec![text("perhaps"), json("1")],
        ValueKind::Assignments | ValueKind::States | ValueKind::Mapping(_) => {
            vec![json("[]"), text("one")]
        }
        ValueKind::Template | ValueKind::Json | ValueKind::Operand(_) => Vec::new(),
    }
}

/// AWS is not known to look at comments.
pub(super) fn wrong_type(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        if it.field.name == "Comment" {
            continue;
        }
        for value in wrong(it.field.value) {
            let changes = vec![Change::Set(it.path.clone(), value)];
            out.push(&it.path, changes, Mark::Value(it.path.clone()));
        }
    }
}

pub(super) fn wrong_member(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        let value = match it.field.value {
            ValueKind::Strings | ValueKind::ErrorNames => json("7"),
            ValueKind::Sequence { .. } => text("one"),
            _ => continue,
        };
        let list = source.root.at(&it.path);
        let end = list.items().len();
        if matches!(list, Node::List(_)) {
            let path = [&it.path[..], &[end]].concat();
            let changes = vec![Change::Insert(it.path.clone(), end, value)];
            out.push(&it.path, changes, Mark::Value(path));
        }
    }
}

pub(super) fn state_is_text(source: &Source, out: &mut Mutants<'_>) {
    for spot in source.states() {
        let changes = vec![Change::Set(spot.path.clone(), text("Task"))];
        out.push(&spot.path, changes, Mark::Value(spot.path.clone()));
    }
}

pub(super) fn unknown_value(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        if let ValueKind::Enum(_) = it.field.value {
            let changes = vec![Change::Set(it.path.clone(), text("Sometimes"))];
            out.push(&it.path, changes, Mark::Value(it.path.clone()));
        }
    }
}

pub(super) fn out_of_range(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        let numbers = match it.field.value {
            ValueKind::Integer { min, max } => {
                let above = max.checked_add(1).map(|it| it.to_string());
                vec![Some((min - 1).to_string()), above]
            }
            ValueKind::Number { min, max } => {
                let above = (max < f64::MAX).then(|| (max + 0.5).to_string());
                vec![Some((min - 0.5).to_string()), above]
            }
            _ => continue,
        };
        for number in numbers.into_iter().flatten() {
            let changes = vec![Change::Set(it.path.clone(), json(&number))];
            out.push(&it.path, changes, Mark::Value(it.path.clone()));
        }
    }
}

pub(super) fn empty_list(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        let must_have = matches!(
            it.field.value,
            ValueKind::ErrorNames
                | ValueKind::Sequence {
                    non_empty: true,
                    ..
                }
        );
        if must_have {
            let changes = vec![Change::Set(it.path.clone(), json("[]"))];
            out.push(&it.path, changes, Mark::Value(it.path.clone()));
        }
    }
}

pub(super) fn invalid_timestamp(source: &Source, out: &mut Mutants<'_>) {
    let wrong = [
        "2026-03-14",
        "2026-03-14T01:59:00",
        "2026-02-30T01:59:00Z",
        "soon",
    ];
    let fields = source.fields().into_iter();
    let timed = fields.filter(|it| it.field.value == ValueKind::Timestamp);
    for it in timed {
        for text in wrong {
            let changes = vec![Change::Set(it.path.clone(), Node::Text(text.to_owned()))];
            out.push(&it.path, changes, Mark::Value(it.path.clone()));
        }
    }
    for (path, operator) in super::choice::operators(source) {
        if operator.operand == asl_lang::OperandKind::Timestamp && !operator.is_path {
            let changes = vec![Change::Set(path.clone(), text("2026-03-14"))];
            out.push(&path, changes, Mark::Value(path.clone()));
        }
    }
}

pub(super) fn invalid_resource(source: &Source, out: &mut Mutants<'_>) {
    for it in source.fields() {
        if let ValueKind::Resource(_) = it.field.value {
            let changes = vec![Change::Set(it.path.clone(), text("ship-order"))];
            out.push(&it.path, changes, Mark::Value(it.path.clone()));
        }
    }
}

/// A number for a comment.
pub(super) fn comment(source: &Source, out: &mut Mutants<'_>) {
    for spot in &source.spots {
        if asl_lang::field(spot.place, "Comment").is_some() {
            let (change, path) = source.put(&spot.path, "Comment", json("5"));
            out.push(&spot.path, vec![change], Mark::Value(path));
        }
    }
}
