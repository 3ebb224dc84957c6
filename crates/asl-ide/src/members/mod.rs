//! The members of the data: which one is read at a place, where it was made, and who else reads it.

mod made;
mod read;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use asl_model::{Code, Expression, Model, State, StateId};
use asl_syntax::{TextRange, TextSize};

use crate::RangeInfo;
use read::Read;

/// A place that makes a member: a key of a template, a `ResultPath`, what a Task calls.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Made {
    /// The member's name, or what else stands there.
    pub(crate) name: String,
    /// The name in the text.
    pub(crate) range: TextRange,
    /// All of it.
    pub(crate) full_range: TextRange,
}

/// A step of a way into data: the name of a member, or any element of a list.
type Step = Option<String>;

/// A place on the way of the data through a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Point {
    /// What the state gets.
    Input,
    /// The same behind `InputPath`.
    Effective,
    /// What its work gives.
    Result,
    /// The same behind `ResultSelector`.
    Selected,
    /// What stands behind `ResultPath`.
    Placed,
    /// What it hands on by one of its ways.
    Output(asl_model::Cause),
}

/// Some data: a way into what is at a point of a state.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Data {
    state: StateId,
    point: Point,
    steps: Vec<Step>,
}

/// The places that make the member that is read at an offset.
pub(crate) fn made_for(model: &Model, offset: TextSize) -> Option<RangeInfo<Vec<Made>>> {
    let read = read::at(model, offset)?;
    let info = made::places(model, &read.data);
    (!info.is_empty()).then_some(RangeInfo {
        range: read.range,
        info,
    })
}

/// The places that make the member at the cursor, from one of them or from where it is read, and all that read it.
pub(crate) struct Uses {
    pub(crate) made: Vec<Made>,
    pub(crate) reads: Vec<TextRange>,
}

/// All uses of the member at an offset.
pub(crate) fn uses(model: &Model, offset: TextSize) -> Option<Uses> {
    let read_here = read::at(model, offset);
    let made_here = read_here
        .as_ref()
        .map(|it| made::places(model, &it.data))
        .unwrap_or_default();
    let is_wanted = |it: &Made| match &read_here {
        Some(_) => made_here.contains(it),
        None => it.range.contains_inclusive(offset),
    };
    let name = read_here.as_ref().and_then(|it| it.data.steps.last());
    let mut known: HashSet<Made> = HashSet::new();
    let mut reads: Vec<Read> = Vec::new();
    for state in model.states() {
        let all = state.expressions().iter();
        for read in all.flat_map(|it| reads_in(state, it)) {
            let is_other = name.is_some_and(|it| read.data.steps.last() != Some(it));
            // What is in a member is read through it: the member itself was found already.
            let is_inside = reads.last().is_some_and(|it| read.is_below(it));
            if is_other || is_inside {
                continue;
            }
            let made = made::places(model, &read.data);
            if made.iter().any(is_wanted) {
                known.extend(made.into_iter().filter(is_wanted));
                reads.push(read);
            }
        }
    }
    let mut made: Vec<_> = known.into_iter().collect();
    made.sort_by_key(|it| it.range.start());
    let mut reads: Vec<_> = reads.into_iter().map(|it| it.range).collect();
    reads.sort_by_key(|it| it.start());
    reads.dedup();
    (!reads.is_empty()).then_some(Uses { made, reads })
}

/// Every member that an expression names.
fn reads_in(state: &State, expression: &Expression) -> Vec<Read> {
    match expression.code() {
        Code::Path(parsed) => read::of_path(state, expression, &parsed.value),
        Code::Intrinsic(parsed) => {
            let paths = parsed.value.paths();
            let all = paths.flat_map(|it| read::of_path(state, expression, it));
            all.collect()
        }
        Code::Jsonata(tree) => read::of_jsonata(state, expression, &tree.root),
    }
}
