//! Strings that must have a form: one of several words, a timestamp, an ARN.

use asl_lang::{OperandKind, Place, ValueKind};
use asl_syntax::ast::Value;

use super::fields::sentence;
use super::{arns, timestamp};
use crate::edits;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::suggest::nearest;
use crate::table::{INVALID_RESOURCE, INVALID_TIMESTAMP, UNKNOWN_VALUE};
use crate::walk::{Meaning, Member, Object};

/// Words that are none of those that the field may have.
pub(super) fn unknown_value(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let (Some(field), Some(text)) = (member.field(object), member.literal.text()) else {
        return;
    };
    let ValueKind::Enum(values) = field.value else {
        return;
    };
    let is_known = values.iter().any(|it| it.name == text);
    if is_known || field.jsonata && member.is_expression(object) {
        return;
    }
    let names: Vec<_> = values.iter().map(|it| it.name).collect();
    if let Some(value) = &member.value {
        none_of(field.name, text, &names, value, findings);
    }
}

/// Reports a word that is none of `names`, with the one that was most likely meant.
pub(super) fn none_of(
    field: &str,
    text: &str,
    names: &[&'static str],
    value: &Value,
    findings: &mut Findings,
) {
    let message = match names {
        [only] => format!("\"{field}\" must be {only}"),
        _ => format!("\"{field}\" must be one of {}", names.join(", ")),
    };
    let words = match field {
        // Recorded; of the other fields this is measured.
        "Type" => "The field 'Type' should have one of these values",
        _ => "Value should be one of the following",
    };
    let words = format!("{words}: [{}]", names.join(", "));
    let Some(meant) = nearest(text, names.iter().copied()) else {
        findings
            .report(&UNKNOWN_VALUE, value.range(), message)
            .aws(words, value.range());
        return;
    };
    findings
        .report(
            &UNKNOWN_VALUE,
            value.range(),
            format!("{message}; did you mean \"{meant}\"?"),
        )
        .aws(words, value.range())
        .fix(
            format!("Change to \"{meant}\""),
            edits::retext(value, meant),
        );
}

/// Points in time that are not in RFC 3339 form.
pub(super) fn invalid_timestamp(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let (is_timestamp, may_be_expression) = match member.meaning {
        Meaning::Field(field) => (
            field.value == ValueKind::Timestamp && field.languages.contains(object.scope.language),
            field.jsonata,
        ),
        Meaning::Operator(operator) => (
            operator.operand == OperandKind::Timestamp && !operator.is_path && !object.is_jsonata(),
            false,
        ),
        _ => return,
    };
    let Some(text) = member.literal.text().filter(|_| is_timestamp) else {
        return;
    };
    if timestamp::is_valid(text) || may_be_expression && member.is_expression(object) {
        return;
    }
    let message = format!(
        "\"{}\" must be a timestamp such as 2026-03-14T01:59:00Z",
        member.name
    );
    let finding = findings.report(&INVALID_TIMESTAMP, member.value_range(), message);
    if let (Some(mended), Some(value)) = (timestamp::mend(text), &member.value) {
        finding.fix(format!("Change to {mended}"), edits::retext(value, &mended));
    }
}

/// Resources that are no ARN.
///
/// An ARN with an elided part (`arn:aws:lambda:...:function:X`) stands for one that is still to be
/// filled in, as documents for people have them.
pub(super) fn invalid_resource(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let (Some(field), Some(text)) = (member.field(object), member.literal.text()) else {
        return;
    };
    let is_resource = matches!(field.value, ValueKind::Resource(_));
    let is_arn = text.starts_with("arn:") && text.split(':').count() >= 6;
    if !is_resource || is_arn || is_left_open(text) {
        return;
    }
    if field.jsonata && member.is_expression(object) {
        return;
    }
    findings.report(
        &INVALID_RESOURCE,
        member.value_range(),
        "\"Resource\" must be an ARN such as arn:aws:states:::lambda:invoke",
    );
}

/// Regions and accounts in the resources of Tasks.
pub(super) fn resource_arn(_: &Object<'_>, member: &Member, findings: &mut Findings) {
    let is_resource =
        matches!(member.meaning, Meaning::Field(it) if matches!(it.value, ValueKind::Resource(_)));
    if let Some(value) = member.value.as_ref().filter(|_| is_resource) {
        arns::check(value, findings);
    }
}

/// A reader or a writer of a Distributed Map that is none of those that there are.
pub(super) fn unusable_resource(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let (Some(field), Some(text)) = (member.field(object), member.literal.text()) else {
        return;
    };
    let ValueKind::Resource(values @ [_, ..]) = field.value else {
        return;
    };
    // What a Task calls is known to the catalogue.
    if !matches!(object.place, Place::ItemReader | Place::ResultWriter) {
        return;
    }
    let (Some(value), Some((start, call))) = (&member.value, text.split_once(STATES)) else {
        return;
    };
    let calls = values.iter().filter_map(|it| it.name.split_once(STATES));
    let calls: Vec<_> = calls.map(|it| it.1).collect();
    if calls.contains(&call) || is_placeholder(call) {
        return;
    }
    let title = sentence(object.place.title());
    let message = format!("{title} calls {}, not {call}", calls.join(" or "));
    let mut finding = findings.report(&UNKNOWN_VALUE, value.range(), message).aws(
        "The field 'Resource' does not match any of the allowed values",
        value.range(),
    );
    for call in calls {
        let resource = format!("{start}{STATES}{call}");
        let title = format!("Change to \"{resource}\"");
        finding = finding.maybe(title, edits::retext(value, &resource));
    }
}

/// What stands between the partition and the call in the ARN of an integration.
const STATES: &str = ":states:::";

/// Whether a part of the text is still to be filled in: elided with dots, or a shell's `$name`.
fn is_left_open(text: &str) -> bool {
    let is_word = |it: &str| it.chars().all(|c| c.is_alphanumeric() || c == '_');
    text.contains("...") || text.contains('…') || text.strip_prefix('$').is_some_and(is_word)
}
