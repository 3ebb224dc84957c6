//! Numbers out of range and lists without members.

use asl_lang::ValueKind;
use asl_syntax::ast::Value;

use crate::edits;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::{EMPTY_LIST, OUT_OF_RANGE};
use crate::walk::{Member, Object};

/// Numbers that are smaller or larger than AWS takes.
pub(super) fn out_of_range(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let (Some(field), Literal::Number(number)) = (member.field(object), &member.literal) else {
        return;
    };
    let Some((min, max)) = range(field.value) else {
        return;
    };
    let Some(value) = number.as_f64() else {
        return;
    };
    let (limit, word, aws) = if value < min {
        (min, "least", "Minimum")
    } else if value > max {
        (max, "most", "Maximum")
    } else {
        return;
    };
    findings
        .report(
            &OUT_OF_RANGE,
            member.value_range(),
            format!("\"{}\" must be at {word} {limit}", field.name),
        )
        .aws(
            format!("{aws} value is {}", as_aws(limit, field.value)),
            member.value_range(),
        )
        .maybe(
            format!("Change to {limit}"),
            edits::replace(member.value_range(), limit.to_string()),
        );
}

/// AWS writes the limits of numbers that need not be whole with a decimal: `100.0` (recorded).
fn as_aws(limit: f64, kind: ValueKind) -> String {
    match kind {
        ValueKind::Number { .. } => format!("{limit:?}"),
        _ => limit.to_string(),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "limits that AWS enforces are far below 2^53; the largest integer stands for none"
)]
fn range(kind: ValueKind) -> Option<(f64, f64)> {
    match kind {
        ValueKind::Integer { min, max } => Some((min as f64, max as f64)),
        ValueKind::Number { min, max } => Some((min, max)),
        _ => None,
    }
}

/// Lists that must have members.
pub(super) fn empty_list(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let (Some(field), Some(Value::Sequence(list))) = (member.field(object), &member.value) else {
        return;
    };
    let must_have = matches!(
        field.value,
        ValueKind::ErrorNames
            | ValueKind::Sequence {
                non_empty: true,
                ..
            }
    );
    if must_have && list.items().next().is_none() {
        let message = format!("\"{}\" must not be empty", field.name);
        findings
            .report(&EMPTY_LIST, member.value_range(), message)
            .aws("Value cannot be empty", member.value_range());
    }
}
