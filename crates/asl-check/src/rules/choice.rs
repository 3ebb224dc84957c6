//! Choice rules: exactly one comparison, and a value of the operator's type.

use super::fields::{distinct, may_be_there};
use super::types::Expected;
use crate::edits;
use crate::findings::Findings;
use crate::table::{MISSING_COMPARISON, MISSING_FIELD, SEVERAL_COMPARISONS, WRONG_OPERAND};
use crate::walk::{Meaning, Member, Object};

/// The fields that are comparisons of their own.
const COMBINED: [&str; 3] = ["And", "Or", "Not"];

/// A JSONPath rule has one operator with a `Variable`, or one of `And`, `Or` and `Not`.
pub(super) fn comparisons(object: &Object<'_>, findings: &mut Findings) {
    if !object.is_rule() || object.is_jsonata() {
        return;
    }
    let found: Vec<_> = object.members.iter().filter(|it| compares(it)).collect();
    match found.as_slice() {
        [] => missing(object, findings),
        [first, others @ ..] => {
            // The same operator twice is a finding of its own.
            for other in distinct(others).iter().filter(|it| it.name != first.name) {
                several(first, other, findings);
            }
            needs_variable(object, first, findings);
            needs_no_variable(object, first, findings);
        }
    }
}

fn compares(member: &Member) -> bool {
    match member.meaning {
        Meaning::Operator(_) => true,
        Meaning::Field(field) => COMBINED.contains(&field.name),
        _ => false,
    }
}

/// An unknown field is most likely the operator, misspelt, and reported as such; a `Condition`
/// without JSONata is reported too.
fn missing(object: &Object<'_>, findings: &mut Findings) {
    let is_unknown = |it: &Member| matches!(it.meaning, Meaning::Nothing | Meaning::Open);
    if object.members.iter().any(is_unknown) || object.get("Condition").is_some() {
        return;
    }
    let message = match object.get("Variable") {
        Some(_) => "\"Variable\" needs an operator to compare it with, such as \"StringEquals\"",
        None => {
            "A choice rule needs a comparison: \"Variable\" with an operator, \"And\", \"Or\" or \"Not\""
        }
    };
    findings.report(&MISSING_COMPARISON, object.anchor, message);
}

fn several(first: &Member, other: &Member, findings: &mut Findings) {
    let message = format!(
        "A choice rule has one comparison, but \"{}\" stands beside \"{}\"; put both into \"And\" or \"Or\"",
        other.name, first.name
    );
    findings
        .report(&SEVERAL_COMPARISONS, other.key.content_range(), message)
        .related(
            first.key.content_range(),
            format!("\"{}\" is here", first.name),
        )
        .maybe(
            format!("Remove \"{}\"", other.name),
            edits::remove(&other.entry),
        );
}

fn needs_variable(object: &Object<'_>, first: &Member, findings: &mut Findings) {
    let is_operator = matches!(first.meaning, Meaning::Operator(_));
    if is_operator && object.get("Variable").is_none() && !may_be_there(object, &["Variable"]) {
        let message = format!("\"{}\" needs a \"Variable\" to look at", first.name);
        findings.report(&MISSING_FIELD, first.key.content_range(), message);
    }
}

/// `And`, `Or` and `Not` bring the variables of their own rules (measured: AWS refuses another).
fn needs_no_variable(object: &Object<'_>, first: &Member, findings: &mut Findings) {
    let Some(variable) = object.get("Variable") else {
        return;
    };
    let alone = object.members.iter().filter(|it| compares(it)).count() == 1;
    if alone && matches!(first.meaning, Meaning::Field(_)) {
        several(first, variable, findings);
    }
}

/// The value beside an operator.
pub(super) fn wrong_operand(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let Meaning::Operator(operator) = member.meaning else {
        return;
    };
    let expected = if operator.is_path {
        Expected::Text
    } else {
        Expected::of_operand(operator.operand)
    };
    if object.is_jsonata() || expected.accepts(&member.literal) {
        return;
    }
    let range = member.value_range();
    let message = format!(
        "\"{}\" compares with {}, not {}",
        operator.name,
        expected.title(),
        member.literal.title()
    );
    findings.report(&WRONG_OPERAND, range, message).fix(
        format!("Change to {}", expected.title()),
        expected.convert(&member.literal, range),
    );
}
