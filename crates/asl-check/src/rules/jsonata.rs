//! JSONata: what AWS refuses, what fails when it runs, and what is never evaluated.

use asl_jsonata::syntax::{Node, NodeKind, Occurrence, Tree, occurrences};
use asl_jsonata::{CompileErrorKind, Function, function, functions};
use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN, STATES_VARIABLE, TEMPLATE_SUFFIX};
use asl_lang::{QueryLanguage, Readable, STATES_MEMBERS, ValueKind, states_member};
use asl_model::{Code, Expression, StateFacts};
use asl_syntax::ast::{Entry, ScalarValue, Value};
use asl_text::{TextRange, TextSize};

use crate::edits;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::suggest::nearest;
use crate::table::{
    DYNAMIC_SUFFIX_IN_JSONATA, INVALID_JSONATA, JSONATA_ARGUMENTS, JSONATA_NOT_EVALUATED,
    UNAVAILABLE_MEMBER, UNCLOSED_JSONATA, UNKNOWN_JSONATA_FUNCTION, UNSUPPORTED_JSONATA,
};
use crate::walk::{Member, Object};

/// Every expression of a state, judged by itself.
pub(super) fn expressions(facts: &StateFacts, language: QueryLanguage, findings: &mut Findings) {
    for expression in facts.expressions(language) {
        let Code::Jsonata(tree) = expression.code() else {
            continue;
        };
        if !expression.is_closed || refused(expression, findings) {
            continue;
        }
        let known = occurrences(tree);
        members(expression, tree, findings);
        calls(expression, &tree.root, &known, findings);
    }
}

/// What AWS does not take; one slip often breaks an expression in several ways, so the first is said.
fn refused(expression: &Expression, findings: &mut Findings) -> bool {
    let Err(errors) = asl_jsonata::Expression::compile(expression.text()) else {
        return false;
    };
    let invalid = errors
        .iter()
        .find(|it| it.kind == CompileErrorKind::Invalid);
    if let Some(error) = invalid {
        let range = visible(expression, error.range.clone());
        findings.report(&INVALID_JSONATA, range, error.message.clone());
        return true;
    }
    for error in errors {
        let range = visible(expression, error.range);
        findings.report(&UNSUPPORTED_JSONATA, range, error.message);
    }
    true
}

/// A place without characters shows nothing: the last character of the expression does.
fn visible(expression: &Expression, range: std::ops::Range<usize>) -> TextRange {
    if !range.is_empty() {
        return expression.place_of(range);
    }
    let text = expression.text();
    let before = text.get(..range.start).unwrap_or(text).trim_end();
    let last = before.char_indices().last().map_or(0, |(at, _)| at);
    if before.is_empty() {
        return expression.range();
    }
    expression.place_of(last..before.len())
}

/// `$states` has four members, two of them in some fields only.
fn members(expression: &Expression, tree: &Tree, findings: &mut Findings) {
    let mut open = vec![&tree.root];
    while let Some(node) = open.pop() {
        open.extend(node.children());
        let NodeKind::Path(steps) = &node.kind else {
            continue;
        };
        let [first, second, ..] = steps.as_slice() else {
            continue;
        };
        let is_states = matches!(&first.kind, NodeKind::Variable(name) if name == STATES_VARIABLE);
        if let (true, NodeKind::Name(name)) = (is_states && first.attached.is_empty(), &second.kind)
        {
            let start = second.range.start;
            let quoted = expression.text()[start..].starts_with('`');
            let length = name.len() + if quoted { 2 } else { 0 };
            let range = expression.place_of(start..start + length);
            member(expression, name, range, findings);
        }
    }
}

fn member(expression: &Expression, name: &str, range: TextRange, findings: &mut Findings) {
    let Some(known) = states_member(name) else {
        let readable = STATES_MEMBERS
            .iter()
            .filter(|it| it.is_readable(expression.place, expression.field));
        let names: Vec<_> = readable.map(|it| it.name).collect();
        let message = format!(
            "$states has no member \"{name}\"; here it has {}",
            names.join(", ")
        );
        let finding = findings.report(&UNAVAILABLE_MEMBER, range, message);
        if let Some(meant) = nearest(name, names) {
            finding.fix(
                format!("Change to \"{meant}\""),
                edits::replace(range, meant),
            );
        }
        return;
    };
    if known.is_readable(expression.place, expression.field) {
        return;
    }
    match known.readable {
        // AWS refuses this one when the machine is created (reported).
        Readable::InCatcher => {
            let message = "$states.errorOutput can be read in the \"Output\" and \"Assign\" of a catcher only";
            findings.report(&UNSUPPORTED_JSONATA, range, message);
        }
        Readable::AfterWork | Readable::Everywhere => {
            let message = format!(
                "$states.{name} can be read in the \"Output\" and \"Assign\" of a Task, Parallel or Map state only"
            );
            findings.report(&UNAVAILABLE_MEMBER, range, message);
        }
    }
}

/// Calls of functions that do not exist, or with too few or too many arguments.
fn calls(expression: &Expression, node: &Node, known: &[Occurrence], findings: &mut Findings) {
    if let NodeKind::Call {
        function: called,
        arguments,
        ..
    } = &node.kind
        && let NodeKind::Variable(name) = &called.kind
        && !name.is_empty()
        && name != "$"
    {
        let start = called.range.start;
        let own = known
            .iter()
            .any(|it| it.range.start == start && it.made.is_some());
        let range = expression.place_of(start..start + 1 + name.len());
        let is_placeholder = expression.text()[start..].starts_with("${");
        match function(name) {
            _ if own || is_placeholder => {}
            Some(found) => arity(found, arguments.len(), range, findings),
            None => unknown(name, range, findings),
        }
    }
    // What is piped in is one more argument: `x ~> $f(y)`.
    if let NodeKind::Apply(sides) = &node.kind {
        calls(expression, &sides[0], known, findings);
        if let NodeKind::Call { arguments, .. } = &sides[1].kind {
            for argument in arguments {
                calls(expression, argument, known, findings);
            }
            piped(expression, &sides[1], known, findings);
            return;
        }
        return calls(expression, &sides[1], known, findings);
    }
    for child in node.children() {
        calls(expression, child, known, findings);
    }
}

/// A call behind `~>` has an argument more than it shows.
fn piped(expression: &Expression, call: &Node, known: &[Occurrence], findings: &mut Findings) {
    let NodeKind::Call {
        function: called, ..
    } = &call.kind
    else {
        return;
    };
    let NodeKind::Variable(name) = &called.kind else {
        return;
    };
    let start = called.range.start;
    let own = known
        .iter()
        .any(|it| it.range.start == start && it.made.is_some());
    if !own && !name.is_empty() && function(name).is_none() {
        unknown(
            name,
            expression.place_of(start..start + 1 + name.len()),
            findings,
        );
    }
}

fn unknown(name: &str, range: TextRange, findings: &mut Findings) {
    if name == "eval" {
        let message = "Step Functions has no $eval; $parse reads a JSON text";
        let finding = findings.report(&UNKNOWN_JSONATA_FUNCTION, range, message);
        finding.maybe("Change to $parse", edits::replace(range, "$parse"));
        return;
    }
    let Some(meant) = nearest(name, functions().iter().map(|it| it.name)) else {
        let message = format!("There is no function ${name}, and no variable can hold one");
        findings.report(&UNKNOWN_JSONATA_FUNCTION, range, message);
        return;
    };
    let message = format!("There is no function ${name}; did you mean ${meant}?");
    let finding = findings.report(&UNKNOWN_JSONATA_FUNCTION, range, message);
    finding.fix(
        format!("Change to ${meant}"),
        edits::replace(range, format!("${meant}")),
    );
}

fn arity(function: &Function, given: usize, range: TextRange, findings: &mut Findings) {
    let (fewest, most) = function.arity();
    if given >= fewest && most.is_none_or(|most| given <= most) {
        return;
    }
    let wanted = match most {
        Some(most) if most == fewest => fewest.to_string(),
        Some(most) => format!("{fewest} to {most}"),
        None => format!("at least {fewest}"),
    };
    let (label, _) = function.label();
    let message = format!("{label} takes {wanted} arguments, this call has {given}");
    findings.report(&JSONATA_ARGUMENTS, range, message);
}

/// Text that looks like an expression and is none, and keys that look like those of JSONPath.
pub(super) fn never_evaluated(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    // What is wrong with the field itself has been said.
    let Some(field) = member.field(object) else {
        return;
    };
    if !field.languages.contains(object.scope.language) || member.name == "Comment" {
        return;
    }
    let holds_objects = matches!(
        field.value,
        ValueKind::Mapping(_) | ValueKind::Sequence { .. } | ValueKind::States
    );
    let Some(value) = &member.value else { return };
    if holds_objects && !matches!(value, Value::Scalar(_)) {
        return;
    }
    let takes_expressions = field.jsonata
        || matches!(
            field.value,
            ValueKind::Template | ValueKind::Assignments | ValueKind::Condition
        );
    // A value of another type has been complained about as that.
    let takes_text = matches!(
        field.value,
        ValueKind::Template | ValueKind::Assignments | ValueKind::Json | ValueKind::Text
    );
    if object.is_jsonata() || takes_text {
        data(value, object.is_jsonata(), takes_expressions, findings);
    }
}

fn data(value: &Value, jsonata: bool, evaluated: bool, findings: &mut Findings) {
    match value {
        Value::Scalar(it) => {
            if let ScalarValue::String(text) = it.value() {
                text_in_data(&text, value, jsonata, evaluated, findings);
            }
        }
        Value::Mapping(it) => {
            for entry in it.entries() {
                if jsonata && evaluated {
                    suffix(&entry, findings);
                }
                if let Some(value) = entry.value() {
                    data(&value, jsonata, evaluated, findings);
                }
            }
        }
        Value::Sequence(it) => {
            for item in it.values() {
                data(&item, jsonata, evaluated, findings);
            }
        }
        Value::Alias(_) | Value::Missing(_) => {}
    }
}

fn text_in_data(
    text: &str,
    value: &Value,
    jsonata: bool,
    evaluated: bool,
    findings: &mut Findings,
) {
    let inner = text.trim();
    let opened = inner.starts_with(JSONATA_OPEN);
    let whole = opened && inner.ends_with(JSONATA_CLOSE);
    let range = value.range();
    match (jsonata, evaluated) {
        (false, _) if whole => {
            let message =
                "This is plain text: the state is in JSONPath, where no JSONata is evaluated";
            findings.report(&JSONATA_NOT_EVALUATED, range, message);
        }
        (true, true) if whole && inner.len() != text.len() => {
            let message =
                "This is plain text: \"{%\" must be its first characters and \"%}\" its last";
            findings
                .report(&JSONATA_NOT_EVALUATED, range, message)
                .fix("Remove the blanks around it", edits::retext(value, inner));
        }
        (true, true) if text.starts_with(JSONATA_OPEN) && !whole && !is_placeholder(text) => {
            let closed = closed(inner);
            findings
                .report(&UNCLOSED_JSONATA, range, "An expression ends with \"%}\"")
                .aws("JSONata string must start with {% and end with %}", range)
                .maybe("Close the expression", edits::retext(value, &closed));
        }
        (true, false) if whole => {
            let message = "This is plain text: nothing in this field is evaluated";
            findings.report(&JSONATA_NOT_EVALUATED, range, message);
        }
        _ => {}
    }
}

/// The expression with its end; half of one may be there already.
fn closed(text: &str) -> String {
    let more_close = text.matches('}').count() > text[JSONATA_OPEN.len()..].matches('{').count();
    let text = match text.strip_suffix('}') {
        Some(rest) if more_close => rest,
        _ => text.trim_end_matches('%'),
    };
    format!("{} {JSONATA_CLOSE}", text.trim_end())
}

/// In JSONata a key is a key.
fn suffix(entry: &Entry, findings: &mut Findings) {
    let Some(key) = entry.key() else { return };
    let decoded = key.decoded();
    let Some(plain) = decoded.text.strip_suffix(TEMPLATE_SUFFIX) else {
        return;
    };
    let message = format!(
        "In JSONata \"{}\" is the name of the member; its value is not taken from a path",
        decoded.text
    );
    let end = TextSize::of(decoded.text.as_str());
    let range = TextRange::new(TextSize::of(plain), end);
    findings
        .report(&DYNAMIC_SUFFIX_IN_JSONATA, key.content_range(), message)
        .maybe(
            format!("Change the key to \"{plain}\""),
            edits::replace(decoded.map.to_source_range(range), ""),
        );
}
