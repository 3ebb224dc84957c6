//! The data at a place: what a path or a member leads to, what goes into a state and out of it.

use std::fmt::Write as _;

use asl_lang::Place;
use asl_model::shapes::{Ground, Shape};
use asl_model::{Code, Model, State, StateId};
use asl_path::path::{Path, Root, Step, StepKind};
use asl_syntax::TextSize;

use crate::{RangeInfo, shapes};

/// How many levels of members are shown.
const LEVELS: usize = 3;

/// The page of the member that a path names at an offset.
pub(super) fn page(model: &Model, offset: TextSize) -> Option<RangeInfo<String>> {
    let state = model.state(model.state_at(offset)?);
    let (expression, at) = state.expression_at(offset)?;
    let at = TextSize::new(at as u32);
    let path = match expression.code() {
        Code::Path(parsed) => &parsed.value,
        Code::Intrinsic(parsed) => {
            let mut paths = parsed.value.paths();
            paths.find(|it| it.range.contains_inclusive(at))?
        }
        Code::Jsonata(_) => return None,
    };
    let ground = shapes::ground(model, state, expression)?;
    let (index, step) = step_at(path, at)?;
    let shape = to(&ground, path, index);
    let name = match step {
        Some(step) => step_name(step)?,
        None => "$",
    };
    let range = step.map_or(path.root_range, |it| it.range);
    let range = usize::from(range.start())..usize::from(range.end());
    Some(RangeInfo {
        range: state.to_document(expression.place_of(range)),
        info: member(name, &shape)?,
    })
}

/// How many steps lead to the one at an offset, and that step; none for the root.
fn step_at(path: &Path, at: TextSize) -> Option<(usize, Option<&Step>)> {
    if path.root == Root::Input && at <= path.root_range.end() {
        return Some((0, None));
    }
    let index = path.step_at(at)?;
    // What the table of the context object says is another page.
    let is_table = path.root == Root::Context && index < 3;
    (!is_table).then(|| (index + 1, path.steps.get(index)))
}

fn to(ground: &Ground, path: &Path, steps: usize) -> Shape {
    let steps = path.steps.get(..steps).unwrap_or_default();
    let followed = ground.steps(&path.root, steps);
    match followed.missing {
        Some(_) => Shape::never(),
        None => followed.shape,
    }
}

fn step_name(step: &Step) -> Option<&str> {
    match &step.kind {
        StepKind::Names(names) => names.first().map(|it| it.text.as_str()),
        StepKind::Indices(_) => Some("element"),
        _ => None,
    }
}

/// A member's page.
pub(super) fn member(name: &str, shape: &Shape) -> Option<String> {
    if shape.is_never() {
        return Some(format!("**{name}** — certainly not there"));
    }
    let words = shapes::words(shape)?;
    match shape.describe(1).filter(|it| *it != words) {
        Some(_) => Some(format!("**{name}**\n\n{}", block(shape)?)),
        None => Some(format!("**{name}** — `{words}`")),
    }
}

/// A shape as a block of code.
pub(super) fn block(shape: &Shape) -> Option<String> {
    Some(format!("```\n{}\n```", shape.block(LEVELS)?))
}

/// What is known of the data that goes into a state and out of it.
pub(super) fn of_state(model: &Model, id: StateId) -> Option<String> {
    let shapes = model.likely_data_flow().state(model, id)?;
    let state: &State = model.state(id);
    let hands_on = state
        .kind()
        .is_some_and(|it| asl_lang::field(Place::State(it), "Error").is_none());
    let rows = [
        ("Data in", Some(shapes.input())),
        ("Data out", Some(shapes.output()).filter(|_| hands_on)),
    ];
    let mut page = String::new();
    for (title, shape) in rows {
        let words = shape.and_then(|it| it.describe(1));
        if let Some(words) = words.filter(|it| it != "nothing") {
            let separator = if page.is_empty() { "" } else { "\n\n" };
            let _ = write!(page, "{separator}{title}: `{words}`");
        }
    }
    (!page.is_empty()).then_some(page)
}
