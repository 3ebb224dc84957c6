//! `StartAt`, `Next` and `Default` name states of their own machine.

use asl_model::{Machine, Model, Reference, State, StateId};
use asl_syntax::SyntaxKind;
use asl_text::Edit;

use crate::edits;
use crate::findings::Findings;
use crate::literal::is_open_key;
use crate::suggest::nearest;
use crate::table::{MISSING_TARGET, TARGET_ACROSS_SCOPES};

/// References that no state of the machine answers to. Where `States` is no object, that is the
/// finding, or the states come from elsewhere: from an alias, or at deployment.
pub(super) fn targets(model: &Model, machine: &Machine, findings: &mut Findings) {
    // Mostly that is known from the flow.
    if model.flow(machine.id()).is_whole() || !has_states(model, machine) {
        return;
    }
    for reference in model.references_in(machine.id()) {
        if reference.is_placeholder() || model.resolve(&reference).is_some() {
            continue;
        }
        match model.states_named(reference.target).first() {
            Some(elsewhere) => across_scopes(model, &reference, *elsewhere, findings),
            None if has_open_names(model, machine) => {}
            None => missing(model, &reference, findings),
        }
    }
}

fn has_states(model: &Model, machine: &Machine) -> bool {
    let Some(range) = machine.states_range() else {
        return false;
    };
    let element = model.parse().syntax().covering_element(range);
    let mut around = element.ancestors();
    around.any(|it| it.kind() == SyntaxKind::MAPPING && it.text_range() == range)
}

/// Whether states may have names that nobody knows yet.
pub(super) fn has_open_names(model: &Model, machine: &Machine) -> bool {
    let mut states = model.states_of(machine.id()).iter();
    states.any(|it| is_open_key(it.name()))
}

fn missing(model: &Model, reference: &Reference<'_>, findings: &mut Findings) {
    let target = reference.target;
    if target.is_empty() {
        findings.report(
            &MISSING_TARGET,
            reference.range,
            "The name of a state belongs here",
        );
        return;
    }
    let message = format!("There is no state \"{target}\" in this machine");
    match suggestion(model, reference).map(State::name) {
        Some(meant) => findings
            .report(
                &MISSING_TARGET,
                reference.range,
                format!("{message}; did you mean \"{meant}\"?"),
            )
            .fix(format!("Change to \"{meant}\""), naming(reference, meant)),
        None => findings.report(&MISSING_TARGET, reference.range, message),
    };
}

/// Writes another name. One that would need quotes or escapes gets both: what JSON has, YAML takes.
fn naming(reference: &Reference<'_>, name: &str) -> Vec<Edit> {
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_' | '/' | '.');
    let starts_plain = name.starts_with(char::is_alphabetic);
    if starts_plain && name.chars().all(is_plain) {
        return edits::replace(reference.range, name);
    }
    let quoted = serde_json::Value::from(name).to_string();
    edits::replace(reference.value_range, quoted)
}

fn across_scopes(
    model: &Model,
    reference: &Reference<'_>,
    elsewhere: StateId,
    findings: &mut Findings,
) {
    let target = reference.target;
    findings
        .report(
            &TARGET_ACROSS_SCOPES,
            reference.range,
            format!(
                "The state \"{target}\" belongs to another machine; transitions stay in theirs"
            ),
        )
        .related(
            model.state(elsewhere).name_range(),
            format!("\"{target}\" is here"),
        );
}

/// The state that was most likely meant.
pub(super) fn suggestion<'m>(model: &'m Model, reference: &Reference<'_>) -> Option<&'m State> {
    let states = model.states_of(reference.machine);
    let meant = nearest(reference.target, states.iter().map(State::name))?;
    states.iter().find(|it| it.name() == meant)
}
