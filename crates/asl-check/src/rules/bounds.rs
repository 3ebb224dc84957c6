//! Parameters that are smaller, larger or longer than the action takes.

use asl_catalog::{Action, Kind, Number, Shape};
use asl_lang::CALL_BOUNDS;
use asl_syntax::ast::{Mapping, Value};
use asl_text::TextRange;

use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::PARAMETER_OUT_OF_RANGE;

/// What is counted or measured.
#[derive(Clone, Copy)]
struct Measure {
    value: f64,
    /// What a message calls it, behind a number.
    unit: &'static str,
}

/// Judges a value that is written out by the bounds of its shape. Empty texts and lists wait to be filled
/// in.
pub(super) fn of_shape(
    value: &Value,
    literal: &Literal,
    shape: Shape<'_>,
    findings: &mut Findings,
) {
    let Some(measure) = measure(value, literal, shape.kind()) else {
        return;
    };
    let is_open = measure.value == 0.0 && !measure.unit.is_empty();
    let least = shape.min().map(Number::as_f64).filter(|_| !is_open);
    let most = shape.max().map(Number::as_f64);
    report(value.range(), measure, least, most, findings);
}

/// Judges the parameters of an action by bounds that its shapes do not have.
pub(super) fn of_action(
    given: &Mapping,
    action: Action<'_>,
    format: asl_syntax::Format,
    findings: &mut Findings,
) {
    let call = (action.service().name(), action.name());
    for bound in CALL_BOUNDS.iter().filter(|it| it.call == call) {
        let Some(value) = given.value(bound.parameter) else {
            continue;
        };
        let literal = Literal::of(&value, format);
        let kind = match literal {
            Literal::List => Kind::List,
            _ => Kind::Integer,
        };
        if let Some(measure) = measure(&value, &literal, kind) {
            report(value.range(), measure, None, Some(bound.limit), findings);
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "texts and lists are far below 2^53"
)]
fn measure(value: &Value, literal: &Literal, kind: Kind) -> Option<Measure> {
    match (kind, literal, value) {
        (Kind::Integer | Kind::Long | Kind::Float | Kind::Double, Literal::Number(it), _) => {
            Some(Measure {
                value: it.as_f64()?,
                unit: "",
            })
        }
        (Kind::String, Literal::Text(it), _) => Some(Measure {
            value: it.chars().count() as f64,
            unit: " characters",
        }),
        (Kind::List, Literal::List, Value::Sequence(list)) => Some(Measure {
            value: list.values().count() as f64,
            unit: " members",
        }),
        _ => None,
    }
}

fn report(
    range: TextRange,
    measure: Measure,
    least: Option<f64>,
    most: Option<f64>,
    findings: &mut Findings,
) {
    let Measure { value, unit } = measure;
    let message = match (least, most) {
        (Some(least), _) if value < least => {
            format!("The call takes at least {least}{unit} here, not {value}")
        }
        (_, Some(most)) if value > most => {
            format!("The call takes at most {most}{unit} here, not {value}")
        }
        _ => return,
    };
    findings.report(&PARAMETER_OUT_OF_RANGE, range, message);
}
