//! More than AWS takes: a definition, or the constant data that a state makes.

use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_lang::{Place, limits};
use asl_model::{Model, StateFacts};
use asl_syntax::Format;
use asl_syntax::ast::Value;
use asl_text::{TextRange, TextSize};

use crate::findings::Findings;
use crate::literal::{Literal, is_expression, is_placeholder};
use crate::table::{DEFINITION_TOO_LARGE, PAYLOAD_TOO_LARGE};
use crate::walk::{Member, Object};

/// A definition that is too long even as the shortest JSON that says the same, which is the least
/// that a deployment can send. What is still to be filled in counts for nothing.
pub(super) fn definition(model: &Model, findings: &mut Findings) {
    let (parse, limit) = (model.parse(), limits::DEFINITION_BYTES);
    // YAML has fewer quotes and brackets than JSON, but not by half.
    let enough = match parse.format() {
        Format::Json => limit,
        Format::Yaml => limit / 2,
    };
    if usize::from(parse.syntax().text_range().len()) <= enough {
        return;
    }
    let least = least_bytes(model);
    if least > limit {
        let message =
            format!("The definition has {least} bytes even without blanks; AWS takes {limit}");
        let start = TextRange::at(TextSize::new(0), TextSize::new(1));
        findings.report(&DEFINITION_TOO_LARGE, start, message);
    }
}

/// What is known of a state's size is kept with it.
struct Bytes(usize);

fn least_bytes(model: &Model) -> usize {
    let (format, root) = (model.parse().format(), model.parse().root().value());
    let (Some(Value::Mapping(root)), Some(machine)) = (root, model.root()) else {
        return 0;
    };
    let entries = root
        .entries()
        .filter_map(|it| Some((it.key()?.text(), it.value()?)));
    let around = entries.map(|(key, value)| match &*key {
        "States" => AROUND,
        _ => key.len() + AROUND + constant_bytes(&value, format, false),
    });
    let of_state = |facts: &StateFacts| {
        let value = facts.entry().and_then(|it| it.value());
        Bytes(value.map_or(0, |it| constant_bytes(&it, format, false)))
    };
    let states = model.states_of(machine.id()).iter();
    let states = states.map(|it| it.name().len() + AROUND + it.facts().derived(of_state).0);
    around.chain(states).sum()
}

/// Around a key stand two quotes, a colon and a comma or bracket.
const AROUND: usize = 4;

/// The fields whose value is data: what is sent, or goes on to other states.
const DATA: [&str; 6] = [
    "Parameters",
    "Arguments",
    "Result",
    "ResultSelector",
    "ItemSelector",
    "Output",
];

/// Data of more bytes than a state may hand on, by what of it is constant alone.
pub(super) fn payload(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let (Place::State(_), Some(value)) = (object.place, &member.value) else {
        return;
    };
    let limit = usize::try_from(limits::PAYLOAD_BYTES).unwrap_or(usize::MAX);
    if usize::from(value.range().len()) <= limit || !DATA.contains(&&*member.name) {
        return;
    }
    let least = constant_bytes(value, object.scope.format, member.name != "Result");
    if least > limit {
        let message = format!("This data has at least {least} bytes; a state may hand on {limit}");
        findings.report(&PAYLOAD_TOO_LARGE, member.key.content_range(), message);
    }
}

/// The bytes of a value as JSON, without what is evaluated or filled in.
fn constant_bytes(value: &Value, format: Format, is_evaluated: bool) -> usize {
    match value {
        Value::Mapping(it) => {
            let entries = it
                .entries()
                .filter_map(|it| Some((it.key()?.text(), it.value()?)));
            let sizes = entries.map(|(key, value)| {
                if is_evaluated && key.ends_with(TEMPLATE_SUFFIX) {
                    return 0;
                }
                key.len() + AROUND + constant_bytes(&value, format, is_evaluated)
            });
            sizes.sum::<usize>() + 1
        }
        Value::Sequence(it) => {
            let sizes = it
                .values()
                .map(|it| constant_bytes(&it, format, is_evaluated) + 1);
            sizes.sum::<usize>() + 1
        }
        Value::Scalar(it) => match Literal::of(value, format) {
            Literal::Text(text) if is_evaluated && is_expression(&text) => 0,
            Literal::Text(text) if is_placeholder(&text) => 0,
            Literal::Text(text) => text.len() + 2,
            Literal::Unknown => 0,
            Literal::Number(number) => {
                let written = usize::from(it.content_range().len());
                written.min(number.to_string().len())
            }
            _ => "true".len(),
        },
        _ => 0,
    }
}
