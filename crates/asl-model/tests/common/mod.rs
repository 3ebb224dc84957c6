//! Draws a model so that two can be compared and one can be read.

use std::fmt::Write as _;

use asl_model::{Flow, MachineId, Model, Reference, State};
use asl_syntax::TextRange;

/// Everything that a model says, with the text at its ranges.
pub(crate) fn draw(model: &Model, text: &str) -> String {
    let mut drawn = String::new();
    for machine in model.machines() {
        let pointer = model.machine_pointer(machine.id());
        let language = machine.query_language().name();
        let start = machine.start_at().map(|it| reference(model, &it, text));
        let start = start.unwrap_or_else(|| "no StartAt".to_owned());
        let _ = writeln!(drawn, "machine #{pointer} {:?} {language}", machine.range());
        let _ = writeln!(drawn, "  {start}");
        for state in model.states_of(machine.id()) {
            state_lines(&mut drawn, model, state, text);
        }
        flow_lines(&mut drawn, model, machine.id());
    }
    drawn
}

fn state_lines(drawn: &mut String, model: &Model, state: &State, text: &str) {
    let kind = state.kind().map_or("?", asl_lang::StateType::name);
    let end = if state.facts().is_end() { " ends" } else { "" };
    let language = state.query_language().name();
    let name = &text[state.name_range()];
    let _ = writeln!(drawn, "  {kind} {name} {:?} {language}{end}", state.range());
    // Its start, not its name's: behind a lone quote the next entry may begin at once.
    assert_eq!(model.state_at(state.range().start()), Some(state.id()));
    for it in state.references() {
        let _ = writeln!(drawn, "    {}", reference(model, &it, text));
    }
}

fn reference(model: &Model, it: &Reference<'_>, text: &str) -> String {
    let resolved = if model.resolve(it).is_some() {
        ""
    } else {
        " (no such state)"
    };
    format!(
        "{:?} {} {}{resolved}",
        it.cause,
        &text[it.range],
        at(it.range)
    )
}

fn at(range: TextRange) -> String {
    format!("{range:?}")
}

fn flow_lines(drawn: &mut String, model: &Model, machine: MachineId) {
    let flow = model.flow(machine);
    let name = |it| model.state(it).name().to_owned();
    for it in flow.transitions() {
        let from = it.from.map_or("start".to_owned(), name);
        let _ = writeln!(drawn, "  {from} -> {} {:?}", name(it.to), it.cause);
    }
    for (title, groups) in groups(flow) {
        for group in groups {
            let names: Vec<_> = group.into_iter().map(name).collect();
            let _ = writeln!(drawn, "  {title}: {}", names.join(", "));
        }
    }
}

fn groups(flow: Flow<'_>) -> [(&'static str, Vec<Vec<asl_model::StateId>>); 2] {
    [
        ("island", flow.islands()),
        ("loop without exit", flow.loops_without_exit()),
    ]
}
