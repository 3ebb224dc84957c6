//! Paths of JSONPath in states of JSONata, left over from a conversion: there they are plain text.

use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN, TEMPLATE_SUFFIX};
use asl_lang::{Place, StateType, ValueKind};
use asl_syntax::ast::{Scalar, ScalarStyle, Value};

use crate::edits;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::JSONATA_NOT_EVALUATED;
use crate::walk::{Member, Object};

/// Parameters of services that take paths themselves have one of these in their names, such as the
/// `InputPathsMap` of a target and the `MetricTransformations` of a filter.
const TAKE_PATHS: [&str; 2] = ["path", "metric"];

/// Texts in data that are nothing but a path.
pub(super) fn paths(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let Some(field) = member.field(object).filter(|_| object.is_jsonata()) else {
        return;
    };
    let is_data = matches!(field.value, ValueKind::Template | ValueKind::Assignments);
    let is_text = field.jsonata && field.value == ValueKind::Text;
    if let Some(value) = member.value.as_ref().filter(|_| is_data || is_text) {
        data(object, field.name, value, findings);
    }
}

fn data(object: &Object<'_>, field: &str, value: &Value, findings: &mut Findings) {
    match value {
        Value::Mapping(it) => {
            for entry in it.entries() {
                let name = entry.key().map(|it| it.text().to_ascii_lowercase());
                // A key of JSONPath is a finding of its own.
                let takes_paths = name.is_some_and(|name| {
                    name.ends_with(TEMPLATE_SUFFIX) || TAKE_PATHS.iter().any(|it| name.contains(it))
                });
                if let Some(value) = entry.value().filter(|_| !takes_paths) {
                    data(object, field, &value, findings);
                }
            }
        }
        Value::Sequence(it) => {
            for item in it.values() {
                data(object, field, &item, findings);
            }
        }
        Value::Scalar(scalar) => {
            let literal = Literal::of(value, object.scope.format);
            if let Some(text) = literal.text().filter(|it| is_path(it)) {
                report(object, field, text, value, scalar, findings);
            }
        }
        Value::Alias(_) | Value::Missing(_) => {}
    }
}

/// Whether a text is a path into data, and not one that only begins like it.
pub(super) fn is_path(text: &str) -> bool {
    let starts = ["$.", "$$.", "$["];
    starts.iter().any(|it| text.starts_with(it)) && asl_path::path::parse(text).errors.is_empty()
}

fn report(
    object: &Object<'_>,
    field: &str,
    text: &str,
    value: &Value,
    scalar: &Scalar,
    findings: &mut Findings,
) {
    let message = "This is plain text: the state is in JSONata, where no path is evaluated";
    let finding = findings.report(&JSONATA_NOT_EVALUATED, value.range(), message);
    let Some((expression, reads_input)) = expression(text) else {
        return;
    };
    let whole = format!("{JSONATA_OPEN} {expression} {JSONATA_CLOSE}");
    let title = format!("Change to {whole}");
    let edits = match scalar.style() {
        ScalarStyle::Plain => edits::replace(value.range(), format!("'{whole}'")),
        _ => edits::retext(value, &whole),
    };
    // What a path reads behind the work of a state may be the result.
    if reads_input && has_result(object) && matches!(field, "Output" | "Assign") {
        finding.maybe(title, edits);
    } else {
        finding.fix(title, edits);
    }
}

fn has_result(object: &Object<'_>) -> bool {
    use StateType::{Map, Parallel, Task};
    matches!(object.place, Place::State(Task | Parallel | Map))
}

/// The same in JSONata, with whether it reads the input; for paths of names and numbers alone, which
/// mean the same there.
fn expression(path: &str) -> Option<(String, bool)> {
    let (start, rest, reads_input) = match path.strip_prefix("$$") {
        Some(rest) => ("$states.context", rest, false),
        None => ("$states.input", path.strip_prefix('$')?, true),
    };
    let is_name = |it: &str| {
        let mut chars = it.chars();
        let first = chars.next();
        first.is_some_and(|it| it.is_ascii_alphabetic() || it == '_')
            && chars.all(|it| it.is_ascii_alphanumeric() || it == '_')
    };
    let is_step = |it: &str| {
        let (name, index) = it.split_once('[').unwrap_or((it, ""));
        let digits = index.strip_suffix(']');
        let is_index = digits.is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
        is_name(name) && (index.is_empty() || is_index && index.len() > 1)
    };
    let steps = rest.strip_prefix('.')?;
    let is_plain = steps.split('.').all(is_step);
    is_plain.then(|| (format!("{start}{rest}"), reads_input))
}
