//! Where execution goes in a machine as a whole.

use asl_lang::{Place, field};
use asl_model::{Cause, Flow, Machine, Model, State, StateId, Transition};
use asl_syntax::ast::{Entry, Mapping, Value};
use asl_text::{Edit, TextRange};
use rustc_hash::FxHashSet;

use super::fields::is_meant;
use super::targets::{has_open_names, suggestion};
use crate::findings::Findings;
use crate::literal::is_open_key;
use crate::table::{DUPLICATE_STATE, ENDLESS_LOOP, NO_TERMINAL_STATE, UNREACHABLE_STATE};
use crate::{Tag, edits};

/// States that nothing leads to.
pub(super) fn unreachable_states(model: &Model, machine: &Machine, findings: &mut Findings) {
    let flow = model.flow(machine.id());
    let states = model.states_of(machine.id());
    if flow.start().is_none() || states.iter().all(|it| flow.reachable(it.id())) {
        return;
    }
    if has_open_names(model, machine) {
        return;
    }
    let Some(reachable) = reachable_when_mended(model, machine) else {
        return;
    };
    for (at, state) in states.iter().enumerate() {
        let is_first = model.resolve_name(machine.id(), state.name()) == Some(state.id());
        if reachable[at] || !is_first || state.name().is_empty() {
            continue;
        }
        let message = format!("No transition leads to \"{}\"", state.name());
        findings
            .report(&UNREACHABLE_STATE, state.name_range(), message)
            .tag(Tag::Unnecessary)
            .maybe("Remove the state", removal(states, at));
    }
}

/// Which states are reached once misspelt targets are put right, so that one slip does not mark
/// everything behind it. Nothing can be said when a target is still to be filled in, or when a
/// state on the way neither ends nor goes on, which is a finding of its own.
fn reachable_when_mended(model: &Model, machine: &Machine) -> Option<Vec<bool>> {
    let states = model.states_of(machine.id());
    let first = states.first()?.id().index();
    let mut reached = vec![false; states.len()];
    let mut open: Vec<StateId> = model.flow(machine.id()).start().into_iter().collect();
    while let Some(id) = open.pop() {
        let state = model.state(id);
        if std::mem::replace(&mut reached[id.index() - first], true) {
            continue;
        }
        if state.facts().is_open() || is_unfinished(state) {
            return None;
        }
        for reference in state.references() {
            if reference.is_placeholder() {
                return None;
            }
            let target = model.resolve(&reference);
            open.extend(target.or_else(|| suggestion(model, &reference).map(State::id)));
        }
    }
    Some(reached)
}

/// Whether a state lacks one of the ways that it should have, or has it under a misspelt name; kept with
/// the state's facts.
fn is_unfinished(state: &State) -> bool {
    let kept = state.facts().derived(|_| Unfinished(lacks_a_way(state)));
    kept.0
}

struct Unfinished(bool);

fn lacks_a_way(state: &State) -> bool {
    let Some(kind) = state.kind() else {
        return state.facts().references().is_empty() && !state.facts().is_end();
    };
    let Some(mapping) = state.facts().mapping() else {
        return true;
    };
    let is_way = |it: &Cause| matches!(it, Cause::Next);
    let goes_on = state.references().any(|it| is_way(&it.cause)) || state.facts().is_end();
    let must_go_on = field(Place::State(kind), "Next").is_some();
    must_go_on && !goes_on
        || WAYS.iter().any(|it| lacks_target(&mapping, it))
        || mapping.entries().filter_map(|it| it.key()).any(|it| {
            let name = it.text();
            let is_known = field(Place::State(kind), &name).is_some();
            !is_known && is_meant(&name, &["Next", "Default", "Catch", "Choices"])
        })
}

/// The lists whose members lead to other states.
const WAYS: [&str; 2] = ["Catch", "Choices"];

/// Whether the list of that name is none, or a member of it leads nowhere.
fn lacks_target(mapping: &Mapping, list: &str) -> bool {
    match mapping.get(list) {
        None => false,
        Some(entry) => match entry.value() {
            Some(Value::Sequence(list)) => list.values().any(|it| match it {
                Value::Mapping(it) => !matches!(it.value("Next"), Some(Value::Scalar(_))),
                _ => true,
            }),
            _ => true,
        },
    }
}

/// Removes a state with its comma and its lines: up to the next state, or back to the one before.
fn removal(states: &[State], at: usize) -> Vec<Edit> {
    let range = states[at].range();
    let range = match (states.get(at + 1), at.checked_sub(1)) {
        (Some(next), _) => TextRange::new(range.start(), next.range().start()),
        (None, Some(previous)) => TextRange::new(states[previous].range().end(), range.end()),
        (None, None) => range,
    };
    edits::replace(range, "")
}

/// Machines in which no state ends the execution.
pub(super) fn no_terminal_state(model: &Model, machine: &Machine, findings: &mut Findings) {
    let flow = model.flow(machine.id());
    let states = model.states_of(machine.id());
    let may_end = |it: &State| it.kind().is_none() || flow.can_end(it.id());
    let Some(range) = machine.states_range().filter(|_| !states.is_empty()) else {
        return;
    };
    if !states.iter().any(may_end) {
        let key = entry_of_value(model, range).and_then(|it| it.key());
        let range = key.map_or(range, |it| it.content_range());
        let message =
            "No state ends this machine: one must be Succeed or Fail or have \"End\": true";
        findings.report(&NO_TERMINAL_STATE, range, message);
    }
}

/// Loops without a way out.
pub(super) fn endless_loops(model: &Model, machine: &Machine, findings: &mut Findings) {
    let flow = model.flow(machine.id());
    let states = model.states_of(machine.id());
    if !states.iter().any(|it| flow.can_end(it.id())) {
        return;
    }
    for group in flow.loops_without_exit() {
        // The way out may be the one that is misspelt, which is a finding of its own.
        if group.iter().any(|it| is_unfinished(model.state(*it))) {
            continue;
        }
        let is_own_loop = |it: &&StateId| flow.outgoing(**it).all(|next| next.to == **it);
        let first = group.iter().find(is_own_loop).or(group.first());
        if let Some(back) = first.and_then(|it| back_edge(flow, *it)) {
            report_loop(model, back, findings);
        }
    }
}

/// Follows the group from a state until a state comes again.
fn back_edge(flow: Flow<'_>, first: StateId) -> Option<Transition> {
    let mut seen = FxHashSet::from_iter([first]);
    let mut at = first;
    loop {
        let next = flow.outgoing(at).next()?;
        if !seen.insert(next.to) {
            return Some(next);
        }
        at = next.to;
    }
}

fn report_loop(model: &Model, back: Transition, findings: &mut Findings) {
    let Some(from) = back.from.map(|it| model.state(it)) else {
        return;
    };
    let target = model.state(back.to);
    let reference = from.references().find(|it| it.cause == back.cause);
    let range = reference.map_or(from.name_range(), |it| it.range);
    let message = format!(
        "This leads back to \"{}\": the loop has no way out",
        target.name()
    );
    findings
        .report(&ENDLESS_LOOP, range, message)
        .related(target.name_range(), "The loop begins here");
}

/// Names are unique in the whole definition, nested machines included.
pub(super) fn duplicate_states(model: &Model, findings: &mut Findings) {
    for state in model.states() {
        let same = model.states_named(state.name());
        let Some(first) = same
            .iter()
            .copied()
            .min_by_key(|it| model.state(*it).base())
        else {
            continue;
        };
        if first == state.id() || is_open_key(state.name()) {
            continue;
        }
        let message = format!("There is another state \"{}\"", state.name());
        findings
            .report(&DUPLICATE_STATE, state.name_range(), message)
            .related(model.state(first).name_range(), "It is here first")
            .maybe("Rename this state", renaming(model, state));
    }
}

/// Gives the state and the references to it a number. Where two states of one machine have the
/// same name, nothing says which of them a reference means.
fn renaming(model: &Model, state: &State) -> Vec<Edit> {
    let same = model.states_named(state.name());
    let in_machine = |it: &&StateId| model.state(**it).machine() == state.machine();
    if same.iter().filter(in_machine).count() > 1 {
        return Vec::new();
    }
    let is_free = |it: &String| {
        model
            .states_named(&format!("{}{it}", state.name()))
            .is_empty()
    };
    let Some(number) = (2..1000).map(|it| format!(" {it}")).find(is_free) else {
        return Vec::new();
    };
    let references = model.references_to(state.id()).map(|it| it.range);
    references
        .chain([state.name_range()])
        .map(|it| Edit {
            range: TextRange::empty(it.end()),
            insert: number.clone(),
        })
        .collect()
}

/// The entry whose value stands at a range of the document.
fn entry_of_value(model: &Model, value: TextRange) -> Option<Entry> {
    let syntax = model.parse().syntax();
    let token = syntax.token_at_offset(value.start()).right_biased()?;
    token
        .parent_ancestors()
        .filter(|it| it.text_range() == value)
        .find_map(|it| Entry::cast(it.parent()?))
}
