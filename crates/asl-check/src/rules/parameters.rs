//! What a Task gives to the action that it calls: parameters that it needs, that it does not have,
//! and values that cannot be what it takes. AWS finds these out when the Task runs.

use asl_catalog::{Action, Kind, Number, Shape};
use asl_lang::QueryLanguage;
use asl_lang::reserved::{INTRINSIC_PREFIX, JSONATA_OPEN, TEMPLATE_SUFFIX};
use asl_syntax::Format;
use asl_syntax::ast::{Key, Mapping, Value};
use asl_text::TextRange;
use serde_json::json;

use super::fields::may_be_there;
use super::{arns, bounds};
use crate::edits;
use crate::findings::Findings;
use crate::literal::{Literal, is_expression, is_open_key};
use crate::suggest::nearest;
use crate::table::{
    MISSING_PARAMETER, UNKNOWN_PARAMETER, UNKNOWN_PARAMETER_VALUE, WRONG_PARAMETER_TYPE,
};
use crate::walk::Object;

/// Checks the `Parameters` or `Arguments`, where they are written out as an object.
pub(super) fn check(object: &Object<'_>, action: Action<'_>, findings: &mut Findings) {
    let field = object.scope.language.given_in();
    let Some(member) = object.get(field) else {
        nothing_given(object, field, action, findings);
        return;
    };
    let (Literal::Object, Some(Value::Mapping(mapping))) = (&member.literal, &member.value) else {
        return;
    };
    let Some(request) = action.request() else {
        return;
    };
    let checker = Checker {
        is_jsonata: object.is_jsonata(),
        format: object.scope.format,
    };
    checker.structure(mapping, request, member.key.content_range(), findings);
    bounds::of_action(mapping, action, object.scope.format, findings);
}

/// A Task of an integration gives its call something, if only `{}` (measured: "Parameters field is
/// required for resource ARN", also of actions that need none). A warning as everything about parameters.
fn nothing_given(object: &Object<'_>, field: &str, action: Action<'_>, findings: &mut Findings) {
    let Some(resource) = object.get("Resource") else {
        return;
    };
    // What is given in the words of the other query language is a finding of its own.
    let names = QueryLanguage::ALL.map(QueryLanguage::given_in);
    if names.iter().any(|it| object.get(it).is_some()) || may_be_there(object, &names) {
        return;
    }
    let needed = action
        .request()
        .map_or_else(|| json!({}), |it| blank(it, BLANK_DEPTH));
    let arn = resource.literal.text().unwrap_or_default();
    findings
        .report(
            &MISSING_PARAMETER,
            resource.value_range(),
            format!("The call needs \"{field}\""),
        )
        .aws(
            format!("{field} field is required for resource ARN: {arn}"),
            resource.value_range(),
        )
        .maybe(
            format!("Add \"{field}\""),
            edits::insert(&object.mapping, field, &needed.to_string()),
        );
}

/// A list with more values than this is taken to be one that grows.
const VALUES_THAT_STAY: usize = 24;

/// As many values stand in a message.
const VALUES_SHOWN: usize = 6;

struct Checker {
    is_jsonata: bool,
    format: Format,
}

impl Checker {
    /// `anchor` is what to mark when a member is missing.
    fn structure(
        &self,
        mapping: &Mapping,
        shape: Shape<'_>,
        anchor: TextRange,
        findings: &mut Findings,
    ) {
        let entries: Vec<_> = mapping
            .entries()
            .filter_map(|it| Some((it.key()?, it.value())))
            .collect();
        let names: Vec<_> = entries.iter().map(|(key, _)| self.name(key)).collect();
        for ((key, value), name) in entries.iter().zip(&names) {
            match shape.member(name) {
                Some(member) => {
                    self.value(key, value.as_ref(), member.shape, findings);
                }
                None => Self::unknown(key, name, &names, shape, findings),
            }
        }
        if names.iter().any(|it| is_open_key(it)) {
            return;
        }
        let required = shape
            .members()
            .filter(|it| it.is_required && !it.is_filled_in);
        for member in required {
            let is_there = |it: &String| it == member.name || is_slip(it, member.name);
            if !names.iter().any(is_there) {
                let message = format!("The call needs \"{}\"", member.name);
                let value = blank(member.shape, BLANK_DEPTH).to_string();
                findings.report(&MISSING_PARAMETER, anchor, message).maybe(
                    format!("Add \"{}\"", member.name),
                    edits::insert(mapping, member.name, &value),
                );
            }
        }
    }

    fn name(&self, key: &Key) -> String {
        let text = key.text();
        let plain = text.strip_suffix(TEMPLATE_SUFFIX);
        plain
            .filter(|_| !self.is_jsonata)
            .map_or_else(|| text.clone(), str::to_owned)
    }

    fn unknown(key: &Key, name: &str, names: &[String], shape: Shape<'_>, findings: &mut Findings) {
        if is_open_key(name) {
            return;
        }
        let free = shape.members().map(|it| it.name);
        let free = free.filter(|it| !names.iter().any(|name| name == it));
        let message = format!("The call has no parameter \"{name}\"");
        let Some(meant) = nearest(name, free) else {
            findings.report(&UNKNOWN_PARAMETER, key.content_range(), message);
            return;
        };
        let suffix = &key.text()[name.len()..];
        findings
            .report(
                &UNKNOWN_PARAMETER,
                key.content_range(),
                format!("{message}; did you mean \"{meant}\"?"),
            )
            .fix(
                format!("Change to \"{meant}\""),
                edits::rename(key, &format!("{meant}{suffix}")),
            );
    }

    fn value(&self, key: &Key, value: Option<&Value>, shape: Shape<'_>, findings: &mut Findings) {
        let is_dynamic = !self.is_jsonata && key.text().ends_with(TEMPLATE_SUFFIX);
        if let Some(value) = value.filter(|_| !is_dynamic) {
            self.of_shape(value, shape, key.content_range(), findings);
        }
    }

    fn of_shape(
        &self,
        value: &Value,
        shape: Shape<'_>,
        anchor: TextRange,
        findings: &mut Findings,
    ) {
        let literal = Literal::of(value, self.format);
        let is_computed = self.is_jsonata && literal.text().is_some_and(is_expression);
        if is_computed || literal.text().is_some_and(is_not_evaluated) {
            return;
        }
        if !may_be(&literal, shape.kind()) {
            let message = format!(
                "The call needs {} here, not {}",
                described(shape.kind()),
                literal.title()
            );
            findings.report(&WRONG_PARAMETER_TYPE, value.range(), message);
            return;
        }
        bounds::of_shape(value, &literal, shape, findings);
        if let Literal::Text(text) = &literal {
            arns::check(value, findings);
            one_of(value, text, shape, findings);
        }
        match (value, shape.kind()) {
            (Value::Mapping(it), Kind::Structure | Kind::Union) if literal == Literal::Object => {
                self.structure(it, shape, anchor, findings);
            }
            (Value::Sequence(list), Kind::List) => {
                for (item, element) in list.values().zip(std::iter::repeat(shape.element())) {
                    if let Some(element) = element {
                        let anchor = edits::first_token(item.syntax());
                        self.of_shape(&item, element, anchor, findings);
                    }
                }
            }
            (Value::Mapping(it), Kind::Map) if literal == Literal::Object => {
                for entry in it.entries() {
                    if let (Some(key), Some(inner)) = (entry.key(), shape.value()) {
                        self.value(&key, entry.value().as_ref(), inner, findings);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether a text was meant to be worked out, which is a finding of its own.
fn is_not_evaluated(text: &str) -> bool {
    text.starts_with("$.")
        || text.starts_with("$$.")
        || text.starts_with(INTRINSIC_PREFIX)
        || text.contains(JSONATA_OPEN)
}

/// A text must be one of the values that the API knows, where it has such a list.
fn one_of(value: &Value, text: &str, shape: Shape<'_>, findings: &mut Findings) {
    let mut values = shape.values();
    if values.len() == 0 || values.any(|it| it == text) {
        return;
    }
    let meant = nearest(text, shape.values());
    let is_case = meant.is_some_and(|it| it.eq_ignore_ascii_case(text));
    // Long lists grow with every release of the API: instance types, runtimes, engines.
    if shape.values().len() > VALUES_THAT_STAY && !is_case {
        return;
    }
    let message = format!("The API knows no value \"{text}\" here");
    let Some(meant) = meant else {
        let known: Vec<_> = shape.values().take(VALUES_SHOWN).collect();
        let more = if shape.values().len() > VALUES_SHOWN {
            ", …"
        } else {
            ""
        };
        let message = format!("{message}; it knows {}{more}", known.join(", "));
        findings.report(&UNKNOWN_PARAMETER_VALUE, value.range(), message);
        return;
    };
    findings
        .report(
            &UNKNOWN_PARAMETER_VALUE,
            value.range(),
            format!("{message}; did you mean \"{meant}\"?"),
        )
        .fix(
            format!("Change to \"{meant}\""),
            edits::retext(value, meant),
        );
}

/// Whether a name is another one with a slip, which is a finding of its own.
fn is_slip(name: &str, wanted: &str) -> bool {
    nearest(name, [wanted]).is_some()
}

/// Whether a value may become one of that kind. Numbers and booleans are no texts (`The value for
/// the field 'N' must be a STRING`, as users report it); whether texts become numbers is not
/// known, so only what no number can be read from is out.
fn may_be(literal: &Literal, kind: Kind) -> bool {
    let is_whole = matches!(
        kind,
        Kind::Integer | Kind::Long | Kind::Float | Kind::Double
    );
    match (literal, kind) {
        (Literal::Unknown | Literal::Null, _) => true,
        // Deployed definitions give DynamoDB's `AttributeValue`, a union, as a plain text.
        (_, Kind::Document | Kind::Blob | Kind::Union) => true,
        (Literal::Object, _) => {
            !is_whole && !matches!(kind, Kind::List | Kind::Boolean | Kind::Timestamp)
        }
        (Literal::List, _) => kind == Kind::List,
        (Literal::Text(text), _) if is_whole => text.trim().parse::<f64>().is_ok(),
        (Literal::Text(text), Kind::Boolean) => {
            ["true", "false"].contains(&&*text.to_ascii_lowercase())
        }
        (Literal::Bool(_), _) => kind == Kind::Boolean,
        (Literal::Number(_), Kind::Boolean | Kind::String) => false,
        (_, Kind::Structure | Kind::List | Kind::Map) => false,
        _ => true,
    }
}

/// So deep are the required members of members written out.
const BLANK_DEPTH: usize = 4;

/// A value of a shape that waits to be filled in: the first of those that it may have, else an empty
/// one.
fn blank(shape: Shape<'_>, depth: usize) -> serde_json::Value {
    match shape.kind() {
        Kind::Structure if depth > 0 => {
            let members = shape.members();
            let required = members.filter(|it| it.is_required && !it.is_filled_in);
            let blanks = required.map(|it| (it.name.to_owned(), blank(it.shape, depth - 1)));
            blanks.collect()
        }
        Kind::Structure | Kind::Union | Kind::Map | Kind::Document => json!({}),
        Kind::List => json!([]),
        Kind::Boolean => json!(false),
        Kind::Integer | Kind::Long | Kind::Float | Kind::Double => {
            let least = shape.min().and_then(Number::as_i64);
            json!(least.unwrap_or_default().max(0))
        }
        Kind::String | Kind::Blob | Kind::Timestamp => {
            json!(shape.values().next().unwrap_or_default())
        }
    }
}

fn described(kind: Kind) -> &'static str {
    match kind {
        Kind::Structure | Kind::Union | Kind::Map => "an object",
        Kind::List => "a list",
        Kind::Boolean => "a boolean",
        Kind::Integer | Kind::Long => "an integer",
        Kind::Float | Kind::Double => "a number",
        Kind::String | Kind::Blob | Kind::Timestamp => "a string",
        Kind::Document => "a value",
    }
}
