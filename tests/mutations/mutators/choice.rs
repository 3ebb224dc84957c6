//! Choice rules in JSONPath: the operator and its variable.

use asl_lang::{ChoiceOperator, OperandKind, Place, QueryLanguage, choice_operator};

use super::syntax::add;
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, Path, json, text};
use crate::spots::Spot;

/// The rules in JSONPath.
fn rules(source: &Source) -> impl Iterator<Item = &Spot> {
    source.spots.iter().filter(|it| {
        let is_rule = matches!(it.place, Place::ChoiceRule | Place::NestedRule);
        is_rule && it.language == QueryLanguage::JsonPath
    })
}

/// The operators of the rules in JSONPath, where they stand.
pub(super) fn operators(source: &Source) -> Vec<(Path, &'static ChoiceOperator)> {
    let mut found = Vec::new();
    for rule in rules(source) {
        let entries = source.root.at(&rule.path).entries().iter().enumerate();
        found.extend(
            entries.filter_map(|(at, (key, _))| Some((rule.entry(at), choice_operator(key)?))),
        );
    }
    found
}

pub(super) fn missing_variable(source: &Source, out: &mut Mutants<'_>) {
    for (path, operator) in operators(source) {
        let (last, rule) = path.split_last().expect("an entry");
        let Some(variable) = source.root.at(rule).index("Variable") else {
            continue;
        };
        let left = if variable < *last { last - 1 } else { *last };
        let variable = [rule, &[variable]].concat();
        let mark = Mark::Key([rule, &[left]].concat());
        let _ = operator;
        out.push(&path, vec![Change::Remove(variable)], mark);
    }
}

pub(super) fn misspelt_operator(source: &Source, out: &mut Mutants<'_>) {
    for (path, operator) in operators(source) {
        let key = format!("{}s", operator.name);
        let changes = vec![Change::Rename(path.clone(), key)];
        out.push(&path, changes, Mark::Key(path.clone()));
    }
}

pub(super) fn missing_comparison(source: &Source, out: &mut Mutants<'_>) {
    for (path, _) in operators(source) {
        let (_, rule) = path.split_last().expect("an entry");
        let mark = Mark::Anchor(rule.to_vec());
        out.push(&path, vec![Change::Remove(path.clone())], mark);
    }
}

pub(super) fn several(source: &Source, out: &mut Mutants<'_>) {
    for rule in rules(source) {
        let object = source.root.at(&rule.path);
        let compares = object.entries().iter().any(|it| {
            choice_operator(&it.0).is_some() || ["And", "Or", "Not"].contains(&it.0.as_str())
        });
        if compares && object.index("IsBoolean").is_none() {
            let (changes, mark) = add(source, &rule.path, "IsBoolean", json("true"));
            out.push(&rule.path, changes, mark);
        }
    }
}

pub(super) fn wrong_operand(source: &Source, out: &mut Mutants<'_>) {
    for (path, operator) in operators(source) {
        let is_text = matches!(
            operator.operand,
            OperandKind::String | OperandKind::Timestamp | OperandKind::Pattern
        );
        let value: Node = if operator.is_path || is_text {
            json("7")
        } else {
            text("seven")
        };
        let changes = vec![Change::Set(path.clone(), value)];
        out.push(&path, changes, Mark::Value(path.clone()));
    }
}

/// Where the condition of a rule stands in it.
fn condition(rule: &Node) -> Option<usize> {
    let others = ["Next", "Comment", "Assign", "Output"];
    let mut entries = rule.entries().iter();
    entries.position(|(key, _)| !others.contains(&key.as_str()))
}

/// The first rule of a Choice stands there twice.
pub(super) fn shadowed(source: &Source, out: &mut Mutants<'_>) {
    for field in source
        .fields()
        .iter()
        .filter(|it| it.field.name == "Choices")
    {
        let Some(first) = source.root.at(&field.path).items().first() else {
            continue;
        };
        if let Some(at) = condition(first) {
            let changes = vec![Change::Insert(field.path.clone(), 1, first.clone())];
            let mark = Mark::Value([&field.path[..], &[1, at]].concat());
            out.push(&field.path, changes, mark);
        }
    }
}

/// A rule that always holds stands before the others.
pub(super) fn always(source: &Source, out: &mut Mutants<'_>) {
    let choices = source.fields().into_iter();
    let choices = choices.filter(|it| it.field.name == "Choices");
    for field in choices.filter(|it| it.spot.language == QueryLanguage::Jsonata) {
        let Some(first) = source.root.at(&field.path).items().first() else {
            continue;
        };
        let (Some(at), Some(next)) = (condition(first), first.text_of("Next")) else {
            continue;
        };
        let condition = [json("true"), text("{% true %}")];
        for condition in condition {
            let rule = Node::Map(vec![
                ("Condition".to_owned(), condition),
                ("Next".to_owned(), text(next)),
            ]);
            let changes = vec![Change::Insert(field.path.clone(), 0, rule)];
            let mark = Mark::Value([&field.path[..], &[1, at]].concat());
            out.push(&field.path, changes, mark);
        }
    }
}
