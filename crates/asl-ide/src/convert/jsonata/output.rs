//! `Output`: what a state hands on, and what must hold for it.
//!
//! A field of a JSONPath state is looked at even if nothing comes of it, and then it can fail. An expression that nothing
//! needs is not written; what it would have tested is tested in `Output`, or a note says that nothing tests it.

use asl_syntax::ast::Mapping;
use serde_json::Value as Json;

use super::expr::{Expr, Need, can_be, merge};
use super::state::State;
use super::template::path_of;
use super::value::{Val, needing};
use super::{Stop, Why, text};
use crate::convert::node::Node;

/// Fields whose place the new `Output` takes, the first that is there.
const SHAPING: [&str; 6] = [
    "ResultPath",
    "ResultSelector",
    "OutputPath",
    "Result",
    "Parameters",
    "InputPath",
];

impl State<'_> {
    /// What `ResultPath` and `OutputPath` make of the input and a result.
    pub(super) fn output(&mut self, raw: &Val, result: &Val, of: &Mapping) -> Result<Val, Stop> {
        let placed = self.placed(raw, result, of)?;
        self.select("OutputPath", &self.scope(placed))
    }

    pub(super) fn placed(&mut self, raw: &Val, result: &Val, of: &Mapping) -> Result<Val, Stop> {
        let Some(value) = of.value("ResultPath") else {
            return Ok(result.clone());
        };
        if Node::read(&value) == Node::Scalar(Json::Null) {
            return Ok(raw.clone());
        }
        let path = path_of(&value)?;
        let stop = |reason: &str| Stop::at(value.range(), Why::new(reason));
        let mut names = Vec::new();
        for step in &path.steps {
            match &step.kind {
                asl_path::path::StepKind::Names(these) if these.len() == 1 => {
                    names.push(these[0].text.clone());
                }
                _ => {
                    return Err(stop(
                        "JSONata has no short way to put something into an array at an index",
                    ));
                }
            }
        }
        if names.is_empty() {
            return Ok(result.clone());
        }
        self.notes.at = value.range();
        let demands = places(raw, &names).map_err(|why| Stop::at(value.range(), why))?;
        let mut probe = Expr::atom("");
        self.notes.demand(&mut probe, &demands, None);
        Ok(Val::Placed {
            base: Box::new(raw.clone()),
            loose: false,
            path: names,
            value: Box::new(result.clone()),
            needs: probe.needs,
        })
    }

    /// `Output`, unless the state hands that on by itself.
    pub(super) fn put_output(&mut self, output: Val, given: &Val) {
        let unread = self.unread(&output);
        if output == *given && unread.is_empty() {
            return;
        }
        let entry = SHAPING.iter().find_map(|field| self.mapping.get(field));
        if let Some(entry) = entry {
            let output = needing(output, &unread);
            let output = output.map_err(|why| Stop::at(entry.range(), why));
            self.put(&entry, "Output", Some(output));
        }
    }

    /// Remembers what a field has read, whatever becomes of it.
    pub(super) fn has_read(&mut self, value: &Val) {
        let at = self.notes.at;
        self.waiting
            .extend(value.needs().into_iter().map(|it| (it, at)));
    }

    /// What nothing has asked for yet and a new value does not ask for. Exact conversions ask for it there.
    pub(super) fn unread(&self, by: &Val) -> Vec<Need> {
        if !self.notes.exact {
            return Vec::new();
        }
        let asked = [self.used.clone(), by.needs()].concat();
        let mut unread = Vec::new();
        for (need, _) in &self.waiting {
            if !asked.iter().any(|it| need.follows_from(it)) {
                merge(&mut unread, std::slice::from_ref(need));
            }
        }
        unread
    }

    /// Says what fails no more since nothing reads it.
    pub(super) fn say_unread(&mut self) {
        for (need, at) in std::mem::take(&mut self.waiting) {
            if !self.used.iter().any(|it| need.follows_from(it)) {
                self.notes.at = at;
                self.notes.add("A path that leads nowhere fails here even if nothing is made of it; in JSONata nothing reads it");
            }
        }
    }
}

/// What must hold for something to be put at a path of names: an object at the root, no array on the way.
fn places(raw: &Val, names: &[String]) -> Result<Vec<Need>, Why> {
    let base = raw.expr()?;
    let (mut code, mut shape) = (base.code, base.shape);
    let mut demands = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if can_be(&shape, "array") {
            demands.push(Need::IsNot(code.clone(), "array"));
        }
        if index + 1 < names.len() {
            code.push_str(&text::step(name).ok_or_else(|| Why::name(name))?);
            shape = shape.member(name).shape;
        }
    }
    Ok(demands)
}
