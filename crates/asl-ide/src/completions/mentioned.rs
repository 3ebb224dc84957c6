//! Names that other paths of the machine go through: what nobody has told about the data, but what
//! its author expects there.

use asl_model::shapes::{Presence, Shape};
use asl_model::{Code, Expression, Model, State};
use asl_path::path::{Path, Root, Step, StepKind};

/// How many states are looked into, the nearest ones first: a list must be there at once.
const NEAR: usize = 64;

/// The paths of a machine that begin like the one at the cursor.
pub(super) struct Mentioned<'a> {
    pub(super) model: &'a Model,
    pub(super) state: &'a State,
    /// The expression at the cursor, which is left out.
    pub(super) expression: &'a Expression,
}

impl<'a> Mentioned<'a> {
    /// The names behind that beginning, those of the nearest states first, each once. A name that
    /// `shape` certainly has no member of is none of them.
    pub(super) fn names(&self, root: &Root, steps: &[Step], shape: &Shape) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        if *root == Root::Context {
            return names;
        }
        for state in self.near() {
            let expressions = state.expressions().iter();
            for expression in expressions.filter(|it| self.sees_the_same(it)) {
                for path in paths(expression) {
                    let next = next(path, root, steps);
                    names.extend(next.filter(|it| !names.contains(it)));
                }
            }
        }
        names.retain(|it| shape.member(it).presence != Presence::Never);
        names
    }

    /// The cursor's state, then the others of its machine by their distance.
    fn near(&self) -> impl Iterator<Item = &'a State> {
        let states = self.model.states_of(self.state.machine());
        let own = states.iter().position(|it| it.id() == self.state.id());
        let (before, behind) = states.split_at(own.unwrap_or_default());
        let mut sides = (before.iter().rev(), behind.iter());
        let pairs = std::iter::from_fn(move || {
            let pair = [sides.1.next(), sides.0.next()];
            pair.iter().any(Option::is_some).then_some(pair)
        });
        pairs.flatten().flatten().take(NEAR)
    }

    /// A selector of the result is applied to another value than everything else.
    fn sees_the_same(&self, other: &Expression) -> bool {
        let of_result = |it: &Expression| it.field == "ResultSelector";
        !std::ptr::eq(other, self.expression) && of_result(other) == of_result(self.expression)
    }
}

fn paths(expression: &Expression) -> Vec<&Path> {
    match expression.code() {
        Code::Path(parsed) => vec![&parsed.value],
        Code::Intrinsic(parsed) => parsed.value.paths().collect(),
        Code::Jsonata(_) => Vec::new(),
    }
}

/// The name behind the beginning of a path.
fn next<'p>(path: &'p Path, root: &Root, steps: &[Step]) -> Option<&'p str> {
    let begins = path.root == *root && path.steps.len() > steps.len();
    let is_same = begins
        && path
            .steps
            .iter()
            .zip(steps)
            .all(|it| leads_alike(it.0, it.1));
    path.steps
        .get(steps.len())
        .filter(|_| is_same)
        .and_then(name)
}

/// Two steps by names lead alike when these are the same, others when they are of one kind.
fn leads_alike(one: &Step, other: &Step) -> bool {
    match (name(one), name(other)) {
        (None, None) => std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind),
        (one, other) => one == other,
    }
}

fn name(step: &Step) -> Option<&str> {
    match &step.kind {
        StepKind::Names(names) => names.first().map(|it| it.text.as_str()),
        _ => None,
    }
}
