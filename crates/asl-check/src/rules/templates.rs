//! Payload templates of JSONPath states: keys that end in `.$`, and keys that should.

use asl_lang::ValueKind;
use asl_lang::reserved::{INTRINSIC_PREFIX, TEMPLATE_SUFFIX};
use asl_path::{StringKind, string_kind};
use asl_syntax::Format;
use asl_syntax::ast::{Entry, Key, Mapping, Value};
use asl_text::{Edit, TextRange, TextSize};

use super::{intrinsics, paths};
use crate::edits;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::{AMBIGUOUS_KEY, INVALID_DYNAMIC_VALUE, MISSING_DYNAMIC_SUFFIX, STATIC_RESULT};
use crate::walk::{Meaning, Member, Object};

/// Fields whose value is a template, and fields of the language that are written with `.$`.
pub(super) fn templates(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    if object.is_jsonata() {
        return;
    }
    if let Meaning::Dynamic(_) = member.meaning {
        dynamic_value(&member.entry, &member.key, object.scope.format, findings);
        return;
    }
    let is_template = member
        .field(object)
        .is_some_and(|it| matches!(it.value, ValueKind::Template | ValueKind::Assignments));
    if let (true, Some(value)) = (is_template, &member.value) {
        template(value, object.scope.format, findings);
    }
}

fn template(value: &Value, format: Format, findings: &mut Findings) {
    match value {
        Value::Mapping(mapping) => {
            ambiguous_keys(mapping, findings);
            for entry in mapping.entries() {
                entry_of_template(&entry, format, findings);
            }
        }
        Value::Sequence(list) => list.values().for_each(|it| template(&it, format, findings)),
        Value::Scalar(_) | Value::Alias(_) | Value::Missing(_) => {}
    }
}

fn entry_of_template(entry: &Entry, format: Format, findings: &mut Findings) {
    let Some(key) = entry.key() else {
        return;
    };
    if key.text().ends_with(TEMPLATE_SUFFIX) {
        dynamic_value(entry, &key, format, findings);
        return;
    }
    let Some(value) = entry.value() else {
        return;
    };
    match Literal::of(&value, format) {
        Literal::Text(text) => missing_suffix(&key, &text, findings),
        Literal::Object | Literal::List => template(&value, format, findings),
        _ => {}
    }
}

/// Keys that are there with and without the suffix: both give the same member.
fn ambiguous_keys(mapping: &Mapping, findings: &mut Findings) {
    let names: Vec<_> = mapping
        .entries()
        .filter_map(|it| Some((it.key()?.text(), it)))
        .collect();
    for (name, entry) in names.iter().filter(|it| it.0.ends_with(TEMPLATE_SUFFIX)) {
        let plain = name.strip_suffix(TEMPLATE_SUFFIX).unwrap_or_default();
        let (Some((_, other)), Some(key)) = (names.iter().find(|it| it.0 == plain), entry.key())
        else {
            continue;
        };
        let message = format!("\"{name}\" and \"{plain}\" both give the member \"{plain}\"");
        findings
            .report(&AMBIGUOUS_KEY, key.content_range(), message)
            .related(other.range(), format!("\"{plain}\" is here"))
            .maybe(format!("Remove \"{plain}\""), edits::remove(other))
            .maybe(format!("Remove \"{name}\""), edits::remove(entry));
    }
}

/// The value of a key that ends in `.$`.
fn dynamic_value(entry: &Entry, key: &Key, format: Format, findings: &mut Findings) {
    let Some(value) = entry.value() else {
        return;
    };
    let literal = Literal::of(&value, format);
    if literal == Literal::Unknown {
        return;
    }
    let decoded = match &value {
        Value::Scalar(it) if literal.text().is_some() => it.decoded(),
        _ => return not_dynamic(key, &value, findings),
    };
    match string_kind(&decoded.text) {
        StringKind::Intrinsic => intrinsics::call(&decoded, findings),
        StringKind::Other => not_dynamic(key, &value, findings),
        StringKind::InputPath | StringKind::ContextPath | StringKind::VariablePath => {
            paths::path(&decoded, findings);
        }
    }
}

fn not_dynamic(key: &Key, value: &Value, findings: &mut Findings) {
    let name = key.text();
    let message =
        format!("The value of \"{name}\" must be a path or a call of an intrinsic function");
    let fixed = name.strip_suffix(TEMPLATE_SUFFIX).unwrap_or(&name);
    findings
        .report(&INVALID_DYNAMIC_VALUE, value.range(), message)
        .maybe(
            format!("Take it as it stands: change the key to \"{fixed}\""),
            drop_suffix(key),
        );
}

/// A constant that reads like a path or a call.
fn missing_suffix(key: &Key, text: &str, findings: &mut Findings) {
    if !looks_dynamic(text) {
        return;
    }
    let name = key.text();
    let message = format!(
        "\"{name}\" is the constant text {text:?}; to take the value from there, write \"{name}.$\""
    );
    let end = key.content_range().end();
    findings
        .report(&MISSING_DYNAMIC_SUFFIX, key.content_range(), message)
        .fix(
            format!("Change the key to \"{name}.$\""),
            edits::replace(TextRange::empty(end), TEMPLATE_SUFFIX),
        );
}

fn looks_dynamic(text: &str) -> bool {
    let is_path = text.starts_with("$.") || text.starts_with("$$.") || text.starts_with("$[");
    let is_call = text.starts_with(INTRINSIC_PREFIX) && text.ends_with(')') && text.contains('(');
    is_call || is_path && asl_path::path::parse(text).errors.is_empty()
}

/// Keys in a Pass state's `Result` that end in `.$` are taken as they stand.
pub(super) fn static_result(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let is_result = member
        .field(object)
        .is_some_and(|it| it.value == ValueKind::Json);
    let Some(Value::Mapping(result)) = member.value.as_ref().filter(|_| is_result) else {
        return;
    };
    for key in result.entries().filter_map(|it| it.key()) {
        let name = key.text();
        if !name.ends_with(TEMPLATE_SUFFIX) {
            continue;
        }
        let message = format!("\"{name}\" is not evaluated: \"Result\" is taken as it stands");
        let finding = findings.report(&STATIC_RESULT, key.content_range(), message);
        if object.get("Parameters").is_none() {
            finding.maybe(
                "Change \"Result\" to \"Parameters\"",
                edits::rename(&member.key, "Parameters"),
            );
        }
    }
}

/// Removes the suffix, however its characters are written.
fn drop_suffix(key: &Key) -> Vec<Edit> {
    let decoded = key.decoded();
    let end = TextSize::of(decoded.text.as_str());
    let suffix = TextRange::new(end - TextSize::of(TEMPLATE_SUFFIX), end);
    edits::replace(decoded.map.to_source_range(suffix), "")
}
