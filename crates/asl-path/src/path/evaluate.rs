//! Evaluates a path on a document, with the engine's results and the engine's failures.
//!
//! The shapes, all measured on Jayway 2.0.0 with Jackson nodes: a definite path answers its value, any
//! other an array. An index that is out of range or negative selects null. What is missing under an
//! element of an array is skipped, what is missing under a member of an object is a failure.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::place::{Place, fragments, names_fragment};
use super::{Filter, Name, Path, PathFailure, Root, Step, StepKind, predicate, select};
use crate::Scope;

/// The walk recurses with every step. (The engine does too, and would overflow its stack.)
const MOST_STEPS: usize = 1000;

/// A few `..` after one another, or a slice from minus a billion, select more than any payload holds.
const MOST_VISITS: u32 = 1_000_000;

/// The answer of the path on the document that its root stands for: the value for a definite path,
/// an array of values otherwise. A definite path of names and indices borrows and allocates nothing.
pub fn evaluate<'d>(path: &Path, document: &'d Value) -> Result<Cow<'d, Value>, PathFailure> {
    if let Some(value) = direct(&path.steps, document) {
        return Ok(Cow::Borrowed(value));
    }
    if path.steps.len() > MOST_STEPS {
        let message = format!("A path of more than {MOST_STEPS} steps is not evaluated");
        return Err(PathFailure::invalid(message));
    }
    let mut walk = Walk {
        steps: &path.steps,
        document,
        found: Vec::new(),
        budget: MOST_VISITS,
    };
    walk.node(0, Some(document), &Place::Root)?;
    if !path.is_definite() {
        return Ok(Cow::Owned(
            walk.found.into_iter().map(Cow::into_owned).collect(),
        ));
    }
    let value = walk.found.into_iter().next();
    value.ok_or_else(|| {
        PathFailure::missing(format!("No results for path: ${}", fragments(&path.steps)))
    })
}

/// Evaluates on the input, the context object or the variable, as the path's root says. Nothing can be
/// read from an input that is null.
pub fn resolve<'s, S: Scope + ?Sized>(
    path: &Path,
    scope: &'s S,
) -> Result<Cow<'s, Value>, PathFailure> {
    let document = match &path.root {
        Root::Input if scope.input().is_null() => return Err(PathFailure::null_input()),
        Root::Input | Root::Current => scope.input(),
        Root::Context => scope.context(),
        Root::Variable(name) => scope
            .variable(name)
            .ok_or_else(|| PathFailure::missing(format!("No results for path: ${name}")))?,
    };
    evaluate(path, document)
}

/// Names and indices that are all there: by far the most frequent case.
fn direct<'d>(steps: &[Step], document: &'d Value) -> Option<&'d Value> {
    steps
        .iter()
        .try_fold(document, |node, step| match &step.kind {
            StepKind::Names(names) => match names.as_slice() {
                [name] => node.as_object()?.get(&name.text),
                _ => None,
            },
            StepKind::Indices(indices) => match indices.as_slice() {
                [index] => node.as_array()?.get(usize::try_from(*index).ok()?),
                _ => None,
            },
            _ => None,
        })
}

/// What the engine goes on with: none where an index led out of an array. That is Java's null, which
/// answers null at the end of a path and fails otherwise than JSON's null before the end.
type Node<'d> = Option<&'d Value>;

/// A walk over a document, collecting what the last step selects. `at` is always the index of the
/// step to apply next.
struct Walk<'p, 'd> {
    steps: &'p [Step],
    document: &'d Value,
    found: Vec<Cow<'d, Value>>,
    /// How many more nodes may be visited.
    budget: u32,
}

impl<'d> Walk<'_, 'd> {
    fn node(&mut self, at: usize, node: Node<'d>, place: &Place<'_>) -> Result<(), PathFailure> {
        let steps = self.steps;
        self.budget = self.budget.checked_sub(1).ok_or_else(too_much)?;
        let Some(step) = steps.get(at) else {
            self.found
                .push(node.map_or(Cow::Owned(Value::Null), Cow::Borrowed));
            return Ok(());
        };
        match &step.kind {
            StepKind::Names(names) => match names.as_slice() {
                [name] => self.member(name, at, node, place),
                names => self.members(names, at, node, place),
            },
            StepKind::Wildcard => self.wildcard(at, node, place),
            StepKind::Descend => self.descend(at, node, place),
            StepKind::Indices(_) | StepKind::Slice { .. } | StepKind::FromEnd(_) => {
                self.positions(at, node, place)
            }
            StepKind::Filter(filter) => self.filter(filter, at, node, place),
            StepKind::Missing => {
                let message = format!(
                    "Could not analyze path component: {}",
                    fragments(&steps[at..])
                );
                Err(PathFailure::invalid(message))
            }
        }
    }

    fn member(
        &mut self,
        name: &Name,
        at: usize,
        node: Node<'d>,
        place: &Place<'_>,
    ) -> Result<(), PathFailure> {
        let Some(object) = node.and_then(Value::as_object) else {
            return Err(PathFailure::missing(format!(
                "Property ['{}'] not found in path {place}",
                name.text
            )));
        };
        let place = Place::Name(place, &name.text);
        if let Some(value) = object.get(&name.text) {
            return self.node(at + 1, Some(value), &place);
        }
        if at + 1 == self.steps.len() {
            return Err(PathFailure::missing(format!(
                "No results for path: {place}"
            )));
        }
        if self.looks_definite(at) {
            return Err(PathFailure::missing(format!(
                "Missing property in path {place}"
            )));
        }
        Ok(())
    }

    /// What is missing before the end of a path is a failure when the step before it and everything
    /// after it is definite. (The engine means to ask whether all steps before it are.)
    fn looks_definite(&self, at: usize) -> bool {
        self.steps[at.saturating_sub(1)..]
            .iter()
            .all(|step| step.kind.is_definite())
    }

    fn members(
        &mut self,
        names: &[Name],
        at: usize,
        node: Node<'d>,
        place: &Place<'_>,
    ) -> Result<(), PathFailure> {
        let fragment = names_fragment(names);
        let Some(object) = node.and_then(Value::as_object) else {
            return Err(PathFailure::missing(format!(
                "Property {fragment} not found in path {place}"
            )));
        };
        if at + 1 < self.steps.len() {
            let message =
                format!("Multi properties can only be used as path leafs: {place}{fragment}");
            return Err(PathFailure::invalid(message));
        }
        self.found.push(Cow::Owned(pick(object, names)));
        Ok(())
    }

    fn wildcard(
        &mut self,
        at: usize,
        node: Node<'d>,
        place: &Place<'_>,
    ) -> Result<(), PathFailure> {
        let (Some(node), Some(query)) = (node, select::lower(&self.steps[at..])) else {
            return Ok(());
        };
        for found in select::run(&query, node) {
            match self.node(
                at + 1,
                Some(found.value),
                &Place::Below(place, &found.place),
            ) {
                Err(failure) if node.is_array() && failure.is_missing() => {}
                result => result?,
            }
        }
        Ok(())
    }

    fn descend(&mut self, at: usize, node: Node<'d>, place: &Place<'_>) -> Result<(), PathFailure> {
        let Some(node) = node else {
            return Ok(());
        };
        let Some(query) = select::lower(&self.steps[at..]) else {
            return self.scan(at + 1, node, place);
        };
        for found in select::run(&query, node) {
            self.node(
                at + 2,
                Some(found.value),
                &Place::Below(place, &found.place),
            )?;
        }
        Ok(())
    }

    /// Looks at every object and array below, the outer one first, and goes on from those to which
    /// the step at `at` applies.
    fn scan(&mut self, at: usize, node: &'d Value, place: &Place<'_>) -> Result<(), PathFailure> {
        match node {
            Value::Object(object) => {
                if self.applies(at, node)? {
                    self.node(at, Some(node), place)?;
                }
                for (name, value) in object {
                    self.scan(at, value, &Place::Name(place, name))?;
                }
            }
            Value::Array(array) => {
                if self.applies(at, node)? {
                    self.scan_array(at, node, array, place)?;
                }
                for (index, value) in (0..).zip(array) {
                    self.scan(at, value, &Place::Index(place, index))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// At the end of a path the step is applied to the array. Before further steps the engine takes
    /// every element for selected, whatever the step says.
    fn scan_array(
        &mut self,
        at: usize,
        node: &'d Value,
        array: &'d [Value],
        place: &Place<'_>,
    ) -> Result<(), PathFailure> {
        if at + 1 == self.steps.len() {
            return self.node(at, Some(node), place);
        }
        for (index, value) in (0..).zip(array) {
            self.node(at + 1, Some(value), &Place::Index(place, index))?;
        }
        Ok(())
    }

    fn applies(&self, at: usize, node: &Value) -> Result<bool, PathFailure> {
        let has = |name: &Name| {
            node.as_object()
                .is_some_and(|object| object.contains_key(&name.text))
        };
        match self.steps.get(at).map(|step| &step.kind) {
            Some(StepKind::Names(names)) => Ok(node.is_object() && names.iter().all(has)),
            Some(StepKind::Indices(_) | StepKind::Slice { .. } | StepKind::FromEnd(_)) => {
                Ok(node.is_array())
            }
            Some(StepKind::Wildcard) => Ok(true),
            Some(StepKind::Filter(filter)) => predicate::accepts(filter, node, self.document),
            Some(StepKind::Descend | StepKind::Missing) | None => Ok(false),
        }
    }

    fn positions(
        &mut self,
        at: usize,
        node: Node<'d>,
        place: &Place<'_>,
    ) -> Result<(), PathFailure> {
        let steps = &self.steps[at..];
        let Some(node) = node else {
            return Err(PathFailure::missing(format!("The path {place} is null")));
        };
        let Some(array) = node.as_array() else {
            let filter = fragments(steps);
            let message = format!(
                "Filter: {filter} can only be applied to arrays. Current context is: {node}"
            );
            return Err(PathFailure::invalid(message));
        };
        if let Some(query) = select::lower(steps) {
            for found in select::run(&query, node) {
                self.node(
                    at + 1,
                    Some(found.value),
                    &Place::Below(place, &found.place),
                )?;
            }
            return Ok(());
        }
        for index in positions(&steps[0].kind, array.len()) {
            let value = usize::try_from(index)
                .ok()
                .and_then(|index| array.get(index));
            self.node(at + 1, value, &Place::Index(place, index))?;
        }
        Ok(())
    }

    fn filter(
        &mut self,
        filter: &Filter,
        at: usize,
        node: Node<'d>,
        place: &Place<'_>,
    ) -> Result<(), PathFailure> {
        match node {
            Some(object @ Value::Object(_)) => {
                if predicate::accepts(filter, object, self.document)? {
                    self.node(at + 1, Some(object), place)?;
                }
                Ok(())
            }
            Some(Value::Array(array)) => {
                for (index, item) in (0..).zip(array) {
                    if predicate::accepts(filter, item, self.document)? {
                        self.node(at + 1, Some(item), &Place::Index(place, index))?;
                    }
                }
                Ok(())
            }
            primitive => Err(PathFailure::invalid(format!(
                "Filter: {} can not be applied to primitives. Current context is: {}",
                fragments(&self.steps[at..]),
                primitive.unwrap_or(&Value::Null)
            ))),
        }
    }
}

/// The named members that are there, as one object.
fn pick(object: &Map<String, Value>, names: &[Name]) -> Value {
    let pair = |name: &Name| {
        object
            .get(&name.text)
            .map(|value| (name.text.clone(), value.clone()))
    };
    Value::Object(names.iter().filter_map(pair).collect())
}

/// The indices that a step means, some perhaps outside of the array.
fn positions(kind: &StepKind, length: usize) -> Box<dyn Iterator<Item = i64> + '_> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    match kind {
        StepKind::Indices(indices) => Box::new(indices.iter().map(|index| i64::from(*index))),
        StepKind::FromEnd(offset) => Box::new(std::iter::once(length + i64::from(*offset))),
        // Only slices with two bounds of which one is negative come here.
        StepKind::Slice {
            from: Some(from),
            to: Some(to),
        } => Box::new(i64::from(*from)..length.min(i64::from(*to))),
        _ => Box::new(std::iter::empty()),
    }
}

fn too_much() -> PathFailure {
    PathFailure::invalid(format!("The path visits more than {MOST_VISITS} places"))
}
