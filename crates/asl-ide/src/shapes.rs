//! What is known of values before anything runs: the members of objects that the text spells out,
//! and constants.

use std::cell::Cell;
use std::ops::Range;

use asl_jsonata::syntax::{Attached, Node, NodeKind, Tree, occurrences};
use asl_lang::reserved::{STATES_VARIABLE, TEMPLATE_SUFFIX};
use asl_lang::{CONTEXT_PATHS, QueryLanguage};
use asl_model::{Code, Model, State, VariableName};
use asl_path::path::{Path, Root, StepKind};
use asl_syntax::ast::{Entry, Mapping, Scalar, ScalarValue, Value};
use asl_syntax::{SyntaxKind, TextSize};

use crate::tokens::token_at;

/// What is known of a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// An object with at least these members.
    Object(Vec<(String, Shape)>),
    /// A list of values, all of which are described by one shape.
    List(Box<Shape>),
    /// A value that does not depend on anything, as JSON has it.
    Constant(String),
    /// Nothing.
    Unknown,
}

impl Shape {
    /// The members of the object, or of the objects in the list.
    pub(crate) fn members(&self) -> &[(String, Shape)] {
        match self {
            Self::Object(members) => members,
            Self::List(items) => items.members(),
            Self::Constant(_) | Self::Unknown => &[],
        }
    }

    /// A few words: the constant itself, `object`, `list`.
    pub(crate) fn words(&self) -> Option<String> {
        match self {
            Self::Object(_) => Some("object".to_owned()),
            Self::List(_) => Some("list".to_owned()),
            Self::Constant(text) => Some(text.clone()),
            Self::Unknown => None,
        }
    }

    /// What these names lead to.
    pub(crate) fn follow<'n>(self, names: impl IntoIterator<Item = &'n str>) -> Self {
        names.into_iter().fold(self, |shape, name| {
            let mut members = shape.members().iter();
            let found = members.find(|it| it.0 == name);
            found.map_or(Self::Unknown, |it| it.1.clone())
        })
    }

    /// A value that has one of both shapes.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, other) | (other, Self::Unknown) => other,
            (Self::List(one), other) => Self::List(Box::new(one.or(other.item()))),
            (one, Self::List(other)) => Self::List(Box::new(one.or(*other))),
            (Self::Object(mut members), Self::Object(others)) => {
                for (name, shape) in others {
                    match members.iter_mut().find(|it| it.0 == name) {
                        Some(known) => known.1 = known.1.clone().or(shape),
                        None => members.push((name, shape)),
                    }
                }
                Self::Object(members)
            }
            (one, other) if one == other => one,
            (Self::Object(members), _) | (_, Self::Object(members)) => Self::Object(members),
            (Self::Constant(_), Self::Constant(_)) => Self::Unknown,
        }
    }

    fn item(self) -> Self {
        match self {
            Self::List(items) => *items,
            other => other,
        }
    }
}

fn any(shapes: impl Iterator<Item = Shape>) -> Shape {
    shapes.fold(Shape::Unknown, Shape::or)
}

/// Reads shapes out of a document.
pub(crate) struct Shapes<'a> {
    model: &'a Model,
    /// How many more values are looked at: variables may be made of each other in a circle.
    fuel: Cell<u32>,
}

impl<'a> Shapes<'a> {
    /// A reader that looks at a few hundred values at most.
    pub(crate) fn new(model: &'a Model) -> Self {
        let fuel = Cell::new(400);
        Self { model, fuel }
    }

    fn burn(&self) -> bool {
        let left = self.fuel.get();
        self.fuel.set(left.saturating_sub(1));
        left > 0
    }

    /// A variable as a state sees it.
    pub(crate) fn variable(&self, state: &State, name: &str) -> Shape {
        let variables = self.model.variables();
        let visible = variables.visible(self.model, state.id()).into_iter();
        let Some(known) = visible.into_iter().find(|it| it.name == name) else {
            return Shape::Unknown;
        };
        let set = variables.same(known).filter(|it| it.set_by.is_some());
        any(set.map(|it| self.assigned(it)))
    }

    /// What one assignment gives a variable.
    pub(crate) fn assigned(&self, name: &VariableName) -> Shape {
        let state = self.model.state(name.state);
        let root = self.model.parse().syntax();
        let entry = token_at(&root, name.range.start()).and_then(|token| {
            let mut around = token.parent_ancestors();
            around.find(|it| it.kind() == SyntaxKind::ENTRY)
        });
        let entry = entry.and_then(Entry::cast);
        entry.map_or(Shape::Unknown, |it| self.entry(state, &it).1)
    }

    fn entry(&self, state: &State, entry: &Entry) -> (String, Shape) {
        let key = entry.key().map(|it| it.text()).unwrap_or_default();
        let plain = key.strip_suffix(TEMPLATE_SUFFIX);
        let dynamic = plain.filter(|_| state.query_language() == QueryLanguage::JsonPath);
        let shape = match (entry.value(), dynamic) {
            (Some(Value::Scalar(it)), Some(_)) => self.expression(state, &it),
            (Some(value), None) => self.value(state, &value),
            _ => Shape::Unknown,
        };
        (dynamic.unwrap_or(&key).to_owned(), shape)
    }

    fn value(&self, state: &State, value: &Value) -> Shape {
        if !self.burn() {
            return Shape::Unknown;
        }
        match value {
            Value::Mapping(it) => self.mapping(state, it),
            Value::Sequence(it) => {
                let items = it.values().map(|it| self.value(state, &it));
                Shape::List(Box::new(any(items)))
            }
            Value::Scalar(it) => self.scalar(state, it),
            Value::Alias(_) | Value::Missing(_) => Shape::Unknown,
        }
    }

    fn mapping(&self, state: &State, mapping: &Mapping) -> Shape {
        Shape::Object(mapping.entries().map(|it| self.entry(state, &it)).collect())
    }

    fn scalar(&self, state: &State, scalar: &Scalar) -> Shape {
        let text = match scalar.value() {
            ScalarValue::String(text) => text,
            other => return Shape::Constant(constant(&other, scalar)),
        };
        let is_jsonata = state.query_language() == QueryLanguage::Jsonata;
        if is_jsonata && text.starts_with(asl_lang::reserved::JSONATA_OPEN) {
            return self.expression(state, scalar);
        }
        Shape::Constant(crate::quote::json(&text))
    }

    /// The answer of the expression in a scalar.
    fn expression(&self, state: &State, scalar: &Scalar) -> Shape {
        let range = scalar.content_range();
        let inside = |offset: TextSize| state.expression_at(offset);
        let behind = TextSize::of(asl_lang::reserved::JSONATA_OPEN);
        let found = inside(range.start()).or_else(|| inside(range.start() + behind));
        let found = found.or_else(|| inside(range.end()));
        match found.map(|it| it.0.code()) {
            Some(Code::Jsonata(tree)) => self.node(state, tree, &tree.root),
            Some(Code::Path(parsed)) => self.path(state, &parsed.value),
            Some(Code::Intrinsic(_)) | None => Shape::Unknown,
        }
    }

    /// What a JSONPath leads to, as far as it is names.
    pub(crate) fn path(&self, state: &State, path: &Path) -> Shape {
        let mut shape = match &path.root {
            Root::Variable(name) => self.variable(state, name),
            _ => return Shape::Unknown,
        };
        for step in &path.steps {
            shape = match &step.kind {
                StepKind::Names(names) => match names.as_slice() {
                    [one] => shape.follow([one.text.as_str()]),
                    _ => Shape::Unknown,
                },
                StepKind::Indices(_) | StepKind::FromEnd(_) => shape.item(),
                StepKind::Missing | StepKind::Slice { .. } | StepKind::Filter(_) => shape,
                StepKind::Wildcard | StepKind::Descend => Shape::Unknown,
            };
        }
        shape
    }

    /// The answer of a part of an expression.
    pub(crate) fn node(&self, state: &State, tree: &Tree, node: &Node) -> Shape {
        if !self.burn()
            || node
                .attached
                .iter()
                .any(|it| matches!(it, Attached::Group(_)))
        {
            return Shape::Unknown;
        }
        let all = |nodes: &[Node]| any(nodes.iter().map(|it| self.node(state, tree, it)));
        match &node.kind {
            NodeKind::Object(pairs) => {
                let members = pairs.iter().filter_map(|(key, value)| match &key.kind {
                    NodeKind::Text(name) => Some((name.clone(), self.node(state, tree, value))),
                    _ => None,
                });
                Shape::Object(members.collect())
            }
            NodeKind::Array(nodes) => Shape::List(Box::new(all(nodes))),
            NodeKind::Text(text) => Shape::Constant(crate::quote::json(text)),
            NodeKind::Number(number) => Shape::Constant(number.to_string()),
            NodeKind::Bool(it) => Shape::Constant(it.to_string()),
            NodeKind::Null => Shape::Constant("null".to_owned()),
            NodeKind::Variable(name) => self.named(state, tree, name, &node.range),
            NodeKind::Path(steps) => self.steps(state, tree, steps),
            NodeKind::Block(nodes) => nodes
                .last()
                .map_or(Shape::Unknown, |it| self.node(state, tree, it)),
            NodeKind::Condition(nodes) => all(nodes.get(1..).unwrap_or_default()),
            NodeKind::Bind(_, value) => self.node(state, tree, value),
            NodeKind::Call {
                function,
                arguments,
                ..
            } if is_variable(function, "merge") => all(arguments).item(),
            _ => Shape::Unknown,
        }
    }

    fn steps(&self, state: &State, tree: &Tree, steps: &[Node]) -> Shape {
        let Some((first, rest)) = steps.split_first() else {
            return Shape::Unknown;
        };
        let mut shape = self.node(state, tree, first);
        for step in rest {
            shape = match &step.kind {
                NodeKind::Name(name) => shape.follow([name.as_str()]),
                _ => Shape::Unknown,
            };
        }
        shape
    }

    /// A variable of the expression or of the states, at its bytes.
    fn named(&self, state: &State, tree: &Tree, name: &str, at: &Range<usize>) -> Shape {
        if name == STATES_VARIABLE {
            return states();
        }
        let known = occurrences(tree);
        let made = known.into_iter().find(|it| it.range.start == at.start);
        match made.and_then(|it| it.made) {
            Some(made) => self.local(state, tree, &made),
            None => self.variable(state, name),
        }
    }

    /// A variable that the expression makes at these bytes.
    pub(crate) fn local(&self, state: &State, tree: &Tree, made: &Range<usize>) -> Shape {
        if !self.burn() {
            return Shape::Unknown;
        }
        match maker(&tree.root, made) {
            Some(Maker::Value(node)) => self.node(state, tree, node),
            Some(Maker::ItemOf(node)) => self.node(state, tree, node).item(),
            None => Shape::Unknown,
        }
    }
}

fn constant(value: &ScalarValue, scalar: &Scalar) -> String {
    match value {
        ScalarValue::Null => "null".to_owned(),
        _ => scalar.text(),
    }
}

/// What is known of `$states` everywhere.
fn states() -> Shape {
    let names = ["Error", "Cause"].map(|it| (it.to_owned(), Shape::Unknown));
    Shape::Object(vec![
        ("errorOutput".to_owned(), Shape::Object(names.into())),
        ("context".to_owned(), context("$$")),
    ])
}

fn context(path: &str) -> Shape {
    let below = CONTEXT_PATHS.iter().filter_map(|it| {
        let (above, name) = it.path.rsplit_once('.')?;
        (above == path).then(|| (name.to_owned(), context(it.path)))
    });
    let members: Vec<_> = below.collect();
    if members.is_empty() {
        return Shape::Unknown;
    }
    Shape::Object(members)
}

/// Where a variable of an expression has its value from.
enum Maker<'t> {
    Value(&'t Node),
    /// It is each item of that value in turn.
    ItemOf(&'t Node),
}

fn maker<'t>(node: &'t Node, made: &Range<usize>) -> Option<Maker<'t>> {
    let takes = |it: &Node| {
        let NodeKind::Lambda { parameters, .. } = &it.kind else {
            return false;
        };
        parameters.first().is_some_and(|it| it.range == *made)
    };
    match &node.kind {
        NodeKind::Bind(local, value) if local.range == *made => return Some(Maker::Value(value)),
        NodeKind::Call {
            function,
            arguments,
            ..
        } if goes_through(function) && arguments.iter().skip(1).any(takes) => {
            return arguments.first().map(Maker::ItemOf);
        }
        NodeKind::Apply(sides) => {
            if let NodeKind::Call {
                function,
                arguments,
                ..
            } = &sides[1].kind
                && goes_through(function)
                && arguments.iter().any(takes)
            {
                return Some(Maker::ItemOf(&sides[0]));
            }
        }
        _ => {}
    }
    let focus = |it: &Attached| matches!(it, Attached::Local(local) if local.range == *made);
    if node.attached.iter().any(focus) {
        return None;
    }
    node.children().into_iter().find_map(|it| maker(it, made))
}

/// The functions that give each item of their first argument to their second.
fn goes_through(function: &Node) -> bool {
    ["map", "filter", "single"]
        .iter()
        .any(|it| is_variable(function, it))
}

fn is_variable(node: &Node, wanted: &str) -> bool {
    matches!(&node.kind, NodeKind::Variable(name) if name == wanted)
}
