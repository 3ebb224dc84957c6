//! The members of the data: which one is read at a place, where it was made, and who else reads it.

mod made;
mod read;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_model::{Code, Expression, Model, State, StateId};
use asl_path::path::StepKind;
use asl_syntax::ast::Entry;
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
    let info = made::places(model, &read.data, &mut { made::PATIENCE });
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
        .map(|it| made::places(model, &it.data, &mut { made::PATIENCE }))
        .unwrap_or_default();
    let names = match &read_here {
        Some(it) => it.data.steps.iter().flatten().cloned().collect(),
        None => names_at(model, offset)?,
    };
    let mut patience = ALL_PATIENCE;
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
            // What is read has the name of what is made somewhere in its way.
            let is_named = |it: &Step| it.as_ref().is_some_and(|it| names.contains(it));
            let is_far = !names.is_empty() && !read.data.steps.iter().any(is_named);
            // What is in a member is read through it: the member itself was found already.
            let is_inside = reads.last().is_some_and(|it| read.is_below(it));
            if is_other || is_far || is_inside {
                continue;
            }
            let made = made::places(model, &read.data, &mut patience);
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

/// So many places are looked at for all uses of a member.
const ALL_PATIENCE: usize = 200_000;

/// The names that what is made at an offset may have: that of a key, or those in a `ResultPath`. None are known of what a
/// Task calls; `None` where nothing is made.
fn names_at(model: &Model, offset: TextSize) -> Option<Vec<String>> {
    let state = model.state(model.state_at(offset)?);
    let root = model.parse().syntax();
    let token = root
        .token_at_offset(offset)
        .find(|it| !it.kind().is_trivia())?;
    let entry = token.parent_ancestors().find_map(Entry::cast)?;
    let key = entry.key()?;
    let is_inside = state.value_range()?.contains_range(entry.range());
    if !is_inside {
        return None;
    }
    match key.text().as_str() {
        "ResultPath" => {
            let scalar = entry.value()?.as_scalar()?.decoded().text;
            let path = asl_path::path::parse(&scalar).value;
            let names = path.steps.into_iter().flat_map(|it| match it.kind {
                StepKind::Names(names) => names,
                _ => Vec::new(),
            });
            Some(names.map(|it| it.text).collect())
        }
        "Resource" | "Branches" | "ItemProcessor" | "Iterator" | "ErrorEquals" => Some(Vec::new()),
        key if entry.key()?.content_range().contains_inclusive(offset) => {
            Some(vec![key.trim_end_matches(TEMPLATE_SUFFIX).to_owned()])
        }
        // An object in JSONata has keys of its own.
        _ => Some(Vec::new()).filter(|_| state.expression_at(offset).is_some()),
    }
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
