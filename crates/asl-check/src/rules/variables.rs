//! Variables: names, scopes, and whether they have a value where they are read.

use asl_lang::{StateType, limits, reserved::STATES_VARIABLE};
use asl_model::{Certainty, Machine, MachineId, Model, StateId, VariableName, Variables};
use rustc_hash::FxHashSet;

use crate::edits;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::suggest::nearest;
use crate::table::{
    INVALID_VARIABLE_NAME, MAYBE_UNASSIGNED, SHADOWED_VARIABLE, UNASSIGNED_VARIABLE,
};

/// Names that no variable may have.
pub(super) fn names(model: &Model, findings: &mut Findings) {
    for it in model.variables().names() {
        if it.set_by.is_none() || is_placeholder(&it.name) {
            continue;
        }
        let message = if it.name == STATES_VARIABLE {
            "\"states\" is kept for the state's data: no variable may have this name".to_owned()
        } else if it.name.chars().count() > limits::VARIABLE_NAME_CHARS {
            let most = limits::VARIABLE_NAME_CHARS;
            format!("A variable's name has at most {most} characters")
        } else if !asl_path::path::is_variable_name(&it.name) {
            format!(
                "\"{}\" cannot be a variable's name: a letter comes first, then letters, digits and _",
                it.name
            )
        } else {
            continue;
        };
        findings.report(&INVALID_VARIABLE_NAME, it.range, message);
    }
}

/// A machine inside of another may not assign the other's variables.
pub(super) fn shadowed(model: &Model, findings: &mut Findings) {
    let variables = model.variables();
    for it in variables.shadowing(model) {
        let message = format!(
            "A state outside assigns ${} already; inside of a Parallel or Map it can only be read",
            it.name
        );
        let outer = variables
            .same(it)
            .find(|other| other.set_by.is_some() && Some(machine_of(model, other)) == it.scope);
        let finding = findings.report(&SHADOWED_VARIABLE, it.range, message);
        if let Some(outer) = outer {
            finding.related(outer.range, format!("${} is assigned here", outer.name));
        }
    }
}

/// Variables that are read where they have no value, or not always.
pub(super) fn unassigned(model: &Model, findings: &mut Findings) {
    let variables = model.variables();
    let mut ways = Ways::new(model);
    for it in variables.names().iter().filter(|it| it.set_by.is_none()) {
        if is_placeholder(&it.name) || variables.is_open(model, it.state) {
            continue;
        }
        // Most names have a value, which is known without looking at all ways.
        let certainty = variables.certainty(it.state, &it.name);
        let is_fine = it.scope.is_some() && certainty == Certainty::Always;
        if is_fine || !ways.all_known(machine_of(model, it)) {
            continue;
        }
        match certainty {
            _ if it.scope.is_none() => nowhere(model, it, findings),
            Certainty::Never => never(model, it, findings),
            Certainty::Sometimes if it.is_guarded || is_decided(model, it) => {}
            Certainty::Sometimes => sometimes(model, it, findings),
            Certainty::Always => {}
        }
    }
}

/// Whether all ways through machines are known, each looked at once.
pub(super) struct Ways<'a> {
    model: &'a Model,
    known: Vec<Option<bool>>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        Self {
            model,
            known: vec![None; model.machines().len()],
        }
    }

    /// Of a machine and those around it; a name that no state has may be a way.
    pub(super) fn all_known(&mut self, machine: MachineId) -> bool {
        if let Some(known) = self.known.get(machine.index()).copied().flatten() {
            return known;
        }
        let model = self.model;
        let is_whole = model.flow(machine).is_whole();
        let around = model.machine(machine).owner();
        let around = around.map(|it| model.state(it.state).machine());
        let known = is_whole && around.is_none_or(|it| self.all_known(it));
        if let Some(slot) = self.known.get_mut(machine.index()) {
            *slot = Some(known);
        }
        known
    }
}

/// No machine around assigns the name.
fn nowhere(model: &Model, it: &VariableName, findings: &mut Findings) {
    let variables = model.variables();
    let elsewhere = |other: &&VariableName| other.set_by.is_some() && other.name == it.name;
    if let Some(other) = variables.names().iter().find(elsewhere) {
        let owner = model.machine(machine_of(model, other)).owner();
        let message = match owner {
            Some(owner) => format!(
                "${} cannot be seen from here: it belongs to the states inside of \"{}\"",
                it.name,
                model.state(owner.state).name()
            ),
            None => format!(
                "${} cannot be seen from here: the children of a distributed Map have variables of their own",
                it.name
            ),
        };
        let finding = findings.report(&UNASSIGNED_VARIABLE, it.range, message);
        finding.related(other.range, format!("${} is assigned here", it.name));
        return;
    }
    let visible = variables.visible(model, it.state);
    match nearest(&it.name, visible.iter().map(|it| it.name.as_str())) {
        Some(meant) => findings
            .report(
                &UNASSIGNED_VARIABLE,
                it.range,
                format!("No state assigns ${}; did you mean ${meant}?", it.name),
            )
            .fix(
                format!("Change to ${meant}"),
                edits::replace(it.range, meant),
            ),
        None => findings.report(
            &UNASSIGNED_VARIABLE,
            it.range,
            format!("No state assigns ${}", it.name),
        ),
    };
}

/// It is assigned, but on no way that leads here.
fn never(model: &Model, it: &VariableName, findings: &mut Findings) {
    let message = format!("${} has no value here: it is assigned later", it.name);
    let own = format!(
        "${} has no value yet: what \"Assign\" sets can be read by the states that follow",
        it.name
    );
    let first = first_assignment(model.variables(), it);
    let is_own = first.is_some_and(|first| first.state == it.state);
    let finding = findings.report(
        &UNASSIGNED_VARIABLE,
        it.range,
        if is_own { own } else { message },
    );
    if let Some(first) = first {
        finding.related(first.range, format!("${} is assigned here", it.name));
    }
}

/// Whether every way without the value goes through a Choice after a way with the value has joined it:
/// its rules may tell the two apart.
fn is_decided(model: &Model, it: &VariableName) -> bool {
    let variables = model.variables();
    // What is seen from inside of a machine is decided where the machine's state stands.
    let mut target = it.state;
    while Some(model.state(target).machine()) != it.scope {
        let owner = model.machine(model.state(target).machine()).owner();
        let Some(owner) = owner else { return false };
        target = owner.state;
    }
    let flow = model.flow(model.state(target).machine());
    let mut open: Vec<StateId> = flow.start().into_iter().collect();
    let mut seen: FxHashSet<StateId> = open.iter().copied().collect();
    while let Some(state) = open.pop() {
        if state == target {
            return false;
        }
        let is_mixed = variables.certainty(state, &it.name) != Certainty::Never;
        if is_mixed && model.state(state).kind() == Some(StateType::Choice) {
            continue;
        }
        for way in flow.outgoing(state) {
            if !variables.sets(model, way, state, &it.name) && seen.insert(way.to) {
                open.push(way.to);
            }
        }
    }
    true
}

fn sometimes(model: &Model, it: &VariableName, findings: &mut Findings) {
    let message = format!("Not every way that leads here assigns ${}", it.name);
    let finding = findings.report(&MAYBE_UNASSIGNED, it.range, message);
    if let Some(first) = first_assignment(model.variables(), it) {
        finding.related(first.range, format!("${} is assigned here", it.name));
    }
}

fn first_assignment<'v>(
    variables: &'v Variables,
    it: &'v VariableName,
) -> Option<&'v VariableName> {
    variables.same(it).find(|other| other.set_by.is_some())
}

fn machine_of(model: &Model, it: &VariableName) -> MachineId {
    Machine::id(model.machine(model.state(it.state).machine()))
}
