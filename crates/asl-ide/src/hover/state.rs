//! A state's page: what it is, what leads in and out.

use std::fmt::Write as _;

use asl_model::{Cause, Model, State, StateId, Transition};

/// How many ways in or out are listed.
const SHOWN: usize = 12;

/// The page of a state.
pub(super) fn page(model: &Model, id: StateId) -> String {
    let state = model.state(id);
    let flow = model.flow(state.machine());
    let kind = state
        .kind()
        .map_or("state of unknown type".to_owned(), |it| {
            format!("{} state", it.name())
        });
    let mut page = format!("**{}** — {kind}", state.name());
    if let Some(comment) = state.facts().comment() {
        let _ = write!(page, "\n\n{comment}");
    }
    let name = |it: Option<StateId>| it.map(|it| model.state(it).name().to_owned());
    let mut incoming: Vec<_> = flow
        .incoming(id)
        .map(|it| line(name(it.from), it.cause))
        .collect();
    let mut outgoing: Vec<_> = flow
        .outgoing(id)
        .map(|it: Transition| line(name(Some(it.to)), it.cause))
        .collect();
    if incoming.is_empty() {
        incoming.push("nothing leads here".to_owned());
    }
    if state.facts().is_end() {
        outgoing.push(end(model, state));
    }
    section(&mut page, "In", &incoming);
    section(&mut page, "Out", &outgoing);
    if let Some(data) = super::data::of_state(model, id) {
        let _ = write!(page, "\n\n{data}");
    }
    page
}

fn section(page: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(page, "\n\n{title}:");
    for line in lines.iter().take(SHOWN) {
        let _ = write!(page, "\n* {line}");
    }
    if lines.len() > SHOWN {
        let _ = write!(page, "\n* … and {} more", lines.len() - SHOWN);
    }
}

fn line(state: Option<String>, cause: Cause) -> String {
    let cause = match cause {
        Cause::Start => return "the start of the machine".to_owned(),
        Cause::Next => return format!("`{}`", state.unwrap_or_default()),
        Cause::Choice(index) => format!("by choice {}", index + 1),
        Cause::Default => "by default".to_owned(),
        Cause::Catch(index) => format!("on an error, by catcher {}", index + 1),
    };
    format!("`{}` {cause}", state.unwrap_or_default())
}

fn end(model: &Model, state: &State) -> String {
    let outer = model.machine(state.machine()).owner();
    match outer.map(|it| model.state(it.state).name()) {
        Some(outer) => format!("the end of its machine inside `{outer}`"),
        None => "the end".to_owned(),
    }
}
