//! States: by name where one is meant, and whole ones where they are written.

use asl_lang::{Place, StateType};
use asl_model::{Cause, MachineId, Model, Reference, State};
use rustc_hash::FxHashSet;

use super::insert::Insert;
use super::keys::{entry, string_hole};
use super::site::Site;
use super::{CompletionItem, CompletionKind, draft, parameters, snippets};
use crate::expectation::{Expectation, expected_of};
use crate::words;

/// The states that may be named at the cursor: what nothing leads to yet first, then the nearest
/// in the text, then names that other transitions use although no state has them yet, the cursor's
/// own state last. In a catcher the states that handle errors come before all others.
pub(super) fn complete_names(site: &Site<'_>) -> Vec<CompletionItem> {
    let Some(machine) = site.machine() else {
        return Vec::new();
    };
    let model = site.document.model();
    let own = own_state(site, model, machine);
    let here = own.map_or(0, |it| it.id().index());
    let flow = model.flow(machine);
    let in_catcher = catches(site);
    let mut seen = FxHashSet::default();
    let states = model
        .states_of(machine)
        .iter()
        .filter(|it| seen.insert(it.name()));
    let item = |state: &State| {
        let reached = flow.reachable(state.id());
        let distance =
            state.id().index().abs_diff(here) * 2 + usize::from(state.id().index() < here);
        let is_own = own.is_some_and(|it| it.id() == state.id());
        let group = match (is_own, in_catcher && handles_errors(model, state)) {
            (true, _) => 4,
            (false, true) => 0,
            (false, false) => 1 + usize::from(reached),
        };
        let insert = Insert::text(site.string_text(state.name()));
        let mut item = site.item(
            state.name(),
            CompletionKind::State,
            group * 100_000 + distance,
            insert,
        );
        item.detail = Some(words::state_detail(state, reached));
        item.documentation = state.facts().comment().map(str::to_owned);
        item
    };
    let mut items: Vec<_> = states.map(item).collect();
    let names = missing_names(site, machine).into_iter();
    items.extend(names.enumerate().map(|(index, name)| {
        let insert = Insert::text(site.string_text(name));
        let mut item = site.item(name, CompletionKind::State, 300_000 + index, insert);
        item.detail = Some("another transition leads here, but there is no such state".to_owned());
        item
    }));
    items
}

/// Whether the cursor stands in a catcher.
fn catches(site: &Site<'_>) -> bool {
    let container = site.cursor.container.as_ref();
    let expected = container.map(expected_of);
    matches!(expected, Some(Expectation::Object(Place::Catcher)))
}

fn handles_errors(model: &Model, state: &State) -> bool {
    let by_catcher = |it: Reference<'_>| matches!(it.cause, Cause::Catch(_));
    state.kind() == Some(StateType::Fail) || model.references_to(state.id()).any(by_catcher)
}

/// The names that transitions of the machine lead to although no state has them, the one under the
/// cursor left out.
fn missing_names<'a>(site: &Site<'a>, machine: MachineId) -> Vec<&'a str> {
    let model = site.document.model();
    let mut seen = FxHashSet::default();
    let missing = |it: &Reference<'_>| {
        let is_here = it.value_range.contains_inclusive(site.offset);
        let is_name = !it.target.is_empty() && !it.is_placeholder() && !is_here;
        is_name && model.resolve(it).is_none()
    };
    let references = model.references_in(machine).filter(missing);
    references
        .map(|it| it.target)
        .filter(|it| seen.insert(*it))
        .collect()
}

/// The state of that machine that the cursor stands in.
fn own_state<'a>(site: &Site<'_>, model: &'a Model, machine: MachineId) -> Option<&'a State> {
    let state = model.state(site.state()?);
    (state.machine() == machine).then_some(state)
}

/// What may be written among the states of a machine: states that transitions lead to but that do
/// not exist, and a new state of each type.
pub(super) fn complete_keys(site: &Site<'_>) -> Vec<CompletionItem> {
    let model = site.document.model();
    let machine = model.machine_at(site.cursor.holder.text_range().start());
    let names = machine.map_or_else(Vec::new, |it| missing_names(site, it));
    let missing = |(index, name): (usize, &str)| {
        let mut value = Insert::default();
        open(site, &mut value);
        field(site, &mut value, "Type", |site, it| {
            string_hole(site, it, "");
        });
        close(site, &mut value);
        let mut item = entry(site, name, CompletionKind::State, index, value);
        item.detail = Some("a transition leads here, but there is no such state".to_owned());
        item.retrigger = true;
        item
    };
    let mut items: Vec<_> = names.into_iter().enumerate().map(missing).collect();
    items.extend(
        StateType::ALL
            .into_iter()
            .enumerate()
            .map(|(index, it)| whole(site, it, index)),
    );
    items
}

/// A whole state with what it usually has.
fn whole(site: &Site<'_>, kind: StateType, index: usize) -> CompletionItem {
    let mut insert = Insert::default();
    let quotes = if site.is_json() || site.cursor.flow {
        "\""
    } else {
        ""
    };
    insert.push(quotes);
    insert.hole(format!("{} state", kind.name()));
    insert.push(format!("{quotes}:"));
    let draft = snippets::of_state(kind, site.language());
    insert.append(draft::behind_colon(&draft, parameters::layout(site)));
    let label = format!("{} state", kind.name());
    let mut item = site.item(&label, CompletionKind::Snippet, 10_000 + index, insert);
    item.documentation = Some(kind.doc().to_owned());
    item
}

fn open(site: &Site<'_>, insert: &mut Insert) {
    insert.push(match (site.is_json(), site.cursor.flow) {
        (true, _) => " {\n  ",
        (false, true) => " {",
        (false, false) => "\n  ",
    });
}

fn close(site: &Site<'_>, insert: &mut Insert) {
    insert.push(match (site.is_json(), site.cursor.flow) {
        (true, _) => "\n}",
        (false, true) => "}",
        (false, false) => "",
    });
}

fn field(site: &Site<'_>, insert: &mut Insert, key: &str, value: impl Fn(&Site<'_>, &mut Insert)) {
    insert.push(if site.is_json() {
        format!("\"{key}\": ")
    } else {
        format!("{key}: ")
    });
    value(site, insert);
}
