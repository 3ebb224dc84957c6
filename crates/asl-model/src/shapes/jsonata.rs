//! What JSONata expressions answer, as far as that is certain.

mod answer;
mod functions;
mod refine;

use std::cell::{Cell, RefCell};

use asl_jsonata::syntax::{Attached, Local, Node, NodeKind, Tree};
use asl_lang::reserved::STATES_VARIABLE;
use serde_json::Value;

use super::follow::Presence;
use super::ground::{Ground, Miss};
use super::shape::{Member, Shape};
use crate::Expression;
use answer::{Answer, constant, is_object};
use functions::answered;

pub(super) use refine::refine;

/// How many nodes are looked at.
const FUEL: u32 = 4_000;
/// How deep.
const DEPTH: u32 = 150;

/// The answer of a whole expression.
pub(super) fn expression(
    ground: &Ground,
    tree: &Tree,
    expression: &Expression,
    misses: &mut Vec<Miss>,
) -> Shape {
    let reader = Reader::new(ground, expression.text());
    let answer = reader.node(&tree.root);
    for (name, range, before) in reader.misses.into_inner() {
        misses.push(Miss::of(&name, expression.place_of(range), &before));
    }
    answer.shape
}

/// The answer of a part of an expression, with the variables that are made around it.
pub(super) fn answer_of(ground: &Ground, tree: &Tree, node: &Node) -> Shape {
    let reader = Reader::new(ground, "[]");
    reader.target.set(Some((node.range.start, node.range.end)));
    if std::ptr::eq(&raw const tree.root, node) {
        return reader.node(node).shape;
    }
    reader.node(&tree.root);
    let found = reader.found.take();
    found.unwrap_or_else(|| reader.node(node).shape)
}

/// The value of a variable that the expression makes at these bytes.
pub(super) fn local_of(ground: &Ground, tree: &Tree, made: &Place) -> Shape {
    let reader = Reader::new(ground, "[]");
    reader.target_local.set(Some((made.start, made.end)));
    reader.node(&tree.root);
    let found = reader.found.take();
    found.unwrap_or_default()
}

type Place = std::ops::Range<usize>;

struct Reader<'g> {
    ground: &'g Ground,
    /// The context value, where there is one.
    here: RefCell<Vec<Shape>>,
    /// Variables that the expression makes, the innermost last.
    locals: RefCell<Vec<(String, Answer)>>,
    /// A path may end in `[]`, which makes a list of one value.
    keeps_lists: bool,
    /// Whether a missing member is wanted to be known.
    asked: Cell<u32>,
    misses: RefCell<Vec<(String, Place, Shape)>>,
    /// The part whose answer is wanted, and the answer once it is known.
    target: Cell<Option<(usize, usize)>>,
    /// The same for a variable of the expression, by where it is made.
    target_local: Cell<Option<(usize, usize)>>,
    found: RefCell<Option<Shape>>,
    fuel: Cell<u32>,
    depth: Cell<u32>,
}

impl<'g> Reader<'g> {
    fn new(ground: &'g Ground, text: &str) -> Self {
        Self {
            ground,
            here: RefCell::default(),
            locals: RefCell::default(),
            keeps_lists: text.contains("[]"),
            asked: Cell::new(0),
            misses: RefCell::default(),
            target: Cell::default(),
            target_local: Cell::default(),
            found: RefCell::default(),
            fuel: Cell::new(FUEL),
            depth: Cell::new(0),
        }
    }

    fn node(&self, node: &Node) -> Answer {
        let (fuel, depth) = (self.fuel.get(), self.depth.get());
        if fuel == 0 || depth > DEPTH {
            return Answer::unknown();
        }
        self.fuel.set(fuel - 1);
        self.depth.set(depth + 1);
        let answer = self.kind(node);
        let answer = self.attached(node, answer);
        self.depth.set(depth);
        if self.target.get() == Some((node.range.start, node.range.end)) {
            *self.found.borrow_mut() = Some(answer.shape.clone());
        }
        answer
    }

    fn kind(&self, node: &Node) -> Answer {
        match &node.kind {
            NodeKind::Object(pairs) => self.object(pairs),
            NodeKind::Array(nodes) => self.array(nodes),
            NodeKind::Text(text) => Answer::certain(Shape::text(text)),
            NodeKind::Number(number) => Answer::certain(constant(*number)),
            NodeKind::Bool(it) => Answer::certain(Shape::from_value(&Value::Bool(*it))),
            NodeKind::Null => Answer::certain(Shape::null()),
            NodeKind::Variable(name) => self.variable(name),
            NodeKind::Name(name) => {
                let here = self.here.borrow().last().cloned();
                here.map_or_else(Answer::unknown, |it| self.member(&it, name, &node.range))
            }
            NodeKind::Path(steps) => self.path(steps),
            NodeKind::Block(nodes) => self.block(nodes),
            NodeKind::Condition(nodes) => self.condition(nodes),
            NodeKind::Bind(local, value) => {
                let answer = self.node(value);
                self.make(local, answer.clone());
                answer
            }
            NodeKind::Binary { operator, operands } => self.binary(operator, operands),
            NodeKind::Negate(operand) => {
                self.node(operand);
                Answer::perhaps(Shape::number())
            }
            NodeKind::Call {
                function,
                arguments,
                partial: false,
            } => self.call(function, None, arguments),
            NodeKind::Apply(sides) => self.apply(&sides[0], &sides[1]),
            _ => Answer::unknown(),
        }
    }

    /// Filters, groupings and variables behind a node.
    fn attached(&self, node: &Node, answer: Answer) -> Answer {
        if node.attached.is_empty() {
            return answer;
        }
        let only_filters = |it: &Attached| matches!(it, Attached::Filter(_));
        if !node.attached.iter().all(only_filters) {
            return Answer::unknown();
        }
        let items = answer.shape.flattened();
        for attached in &node.attached {
            if let Attached::Filter(condition) = attached {
                self.quietly(|| self.with_here(&items, || self.node(condition)));
            }
        }
        Answer::perhaps(items.join(&Shape::list(items.clone())))
    }

    fn object(&self, pairs: &[(Node, Node)]) -> Answer {
        let mut members = Vec::new();
        let mut is_open = false;
        for (key, value) in pairs {
            let answer = self.node(value);
            match &key.kind {
                NodeKind::Text(name) if key.attached.is_empty() => members.push(Member {
                    name: name.as_str().into(),
                    shape: answer.shape,
                    required: !answer.nothing,
                }),
                _ => {
                    self.node(key);
                    is_open = true;
                }
            }
        }
        if is_open {
            // A computed name may be any of the others.
            return Answer::certain(Shape::object([], Some(Shape::unknown())));
        }
        Answer::certain(Shape::object(members, None))
    }

    /// What is an array itself is spread, but for array constructors.
    fn array(&self, nodes: &[Node]) -> Answer {
        let mut first: Vec<Shape> = Vec::new();
        let mut rest: Option<Shape> = None;
        for node in nodes {
            let answer = self.node(node);
            let is_array = matches!(node.kind, NodeKind::Array(_));
            let single = is_array || (!answer.nothing && !answer.shape.can_be_array());
            let items = if is_array {
                answer.shape
            } else {
                answer.shape.flattened()
            };
            match (&rest, single) {
                (None, true) => first.push(items),
                (None, false) => rest = Some(items),
                (Some(known), _) => rest = Some(known.join(&items)),
            }
        }
        Answer::certain(Shape::array(first, rest))
    }

    fn variable(&self, name: &str) -> Answer {
        match name {
            "" => {
                let here = self.here.borrow().last().cloned();
                return here.map_or_else(Answer::unknown, Answer::certain);
            }
            "$" => return Answer::unknown(),
            STATES_VARIABLE => return Answer::certain(self.ground.states()),
            _ => {}
        }
        let locals = self.locals.borrow();
        let local = locals.iter().rev().find(|it| it.0 == name);
        match local {
            Some((_, answer)) => answer.clone(),
            None => Answer::perhaps(self.ground.variable(name)),
        }
    }

    fn path(&self, steps: &[Node]) -> Answer {
        let Some((first, rest)) = steps.split_first() else {
            return Answer::unknown();
        };
        let (mut answer, rest) = match self.states_member(first, rest) {
            Some((shape, rest)) => (Answer::certain(shape), rest),
            None => (self.node(first), rest),
        };
        for step in rest {
            answer = self.step(answer, step);
        }
        if self.keeps_lists && !answer.shape.is_unknown() {
            answer.shape = answer.shape.join(&Shape::list(answer.shape.flattened()));
        }
        answer
    }

    /// `$states.input` without building all of `$states`.
    fn states_member<'n>(&self, first: &Node, rest: &'n [Node]) -> Option<(Shape, &'n [Node])> {
        let is_states = matches!(&first.kind, NodeKind::Variable(name) if name == STATES_VARIABLE);
        let (second, rest) = rest.split_first()?;
        let is_plain = first.attached.is_empty() && second.attached.is_empty();
        match &second.kind {
            NodeKind::Name(name) if is_states && is_plain => {
                Some((self.ground.states_member(name).unwrap_or_default(), rest))
            }
            _ => None,
        }
    }

    fn step(&self, before: Answer, step: &Node) -> Answer {
        let base = before.shape;
        if base.is_unknown() {
            self.with_here(&base, || self.node(step));
            return Answer::unknown();
        }
        let can_be_array = base.can_be_array();
        let items = if can_be_array { base.flattened() } else { base };
        let answer = match &step.kind {
            NodeKind::Name(_)
            | NodeKind::Object(_)
            | NodeKind::Block(_)
            | NodeKind::Call { .. }
            | NodeKind::Array(_) => self.with_here(&items, || self.node(step)),
            _ => Answer::unknown(),
        };
        let nothing = answer.nothing || before.nothing;
        if !can_be_array {
            let shape = answer.shape;
            return Answer { shape, nothing };
        }
        let flat = answer.shape.flattened();
        // Of one item alone its own array is what the path gives.
        let shape = answer.shape.join(&flat).join(&Shape::list(flat.clone()));
        Answer {
            shape,
            nothing: true,
        }
    }

    /// The member of an object, or of all objects of an array.
    fn member(&self, base: &Shape, name: &str, range: &Place) -> Answer {
        if base.can_be_array() && !base.is_unknown() {
            let items = base.flattened();
            let one = self.member(&items, name, range);
            let flat = one.shape.flattened();
            return Answer::perhaps(one.shape.join(&flat).join(&Shape::list(flat.clone())));
        }
        let found = base.member(name);
        if found.presence == Presence::Never {
            if !base.is_never() && self.asked.get() == 0 && is_object(base) {
                let miss = (name.to_owned(), range.clone(), base.clone());
                self.misses.borrow_mut().push(miss);
            }
            return Answer::unknown();
        }
        Answer {
            shape: found.shape,
            nothing: found.presence != Presence::Always,
        }
    }

    fn block(&self, nodes: &[Node]) -> Answer {
        let before = self.locals.borrow().len();
        let answers = nodes.iter().map(|it| self.node(it));
        let last = answers.last();
        self.locals.borrow_mut().truncate(before);
        last.unwrap_or_else(|| Answer::perhaps(Shape::never()))
    }

    fn condition(&self, nodes: &[Node]) -> Answer {
        let Some((condition, ways)) = nodes.split_first() else {
            return Answer::unknown();
        };
        self.quietly(|| self.node(condition));
        let mut nothing = ways.len() < 2;
        // Which way is taken may depend on what is there.
        let ways = ways.iter().map(|it| {
            let answer = self.quietly(|| self.node(it));
            nothing |= answer.nothing;
            answer.shape
        });
        let shape = Shape::any_of(ways.collect::<Vec<_>>());
        Answer { shape, nothing }
    }

    fn binary(&self, operator: &str, operands: &[Node; 2]) -> Answer {
        let [left, right] = operands;
        let decides = matches!(operator, "and" | "or" | "=" | "!=" | "in" | "?:" | "??");
        let both = || (self.node(left), self.node(right));
        let (left, right) = if decides { self.quietly(both) } else { both() };
        match operator {
            "&" => Answer::certain(Shape::string()),
            "and" | "or" | "=" | "!=" | "in" => Answer::certain(Shape::boolean()),
            "<" | "<=" | ">" | ">=" => Answer::perhaps(Shape::boolean()),
            "+" | "-" | "*" | "/" | "%" => Answer::perhaps(Shape::number()),
            ".." => Answer::perhaps(Shape::list(Shape::number())),
            "?:" | "??" => Answer {
                shape: left.shape.join(&right.shape),
                nothing: right.nothing,
            },
            _ => Answer::unknown(),
        }
    }

    fn apply(&self, value: &Node, function: &Node) -> Answer {
        let first = self.node(value);
        match &function.kind {
            NodeKind::Call {
                function,
                arguments,
                partial: false,
            } => self.call(function, Some(first), arguments),
            NodeKind::Variable(_) => self.call(function, Some(first), &[]),
            _ => Answer::unknown(),
        }
    }

    fn call(&self, function: &Node, first: Option<Answer>, arguments: &[Node]) -> Answer {
        let NodeKind::Variable(name) = &function.kind else {
            return Answer::unknown();
        };
        let own = self.locals.borrow().iter().any(|it| it.0 == *name);
        if own {
            return Answer::unknown();
        }
        let is_exists = name == "exists";
        let mut given: Vec<Answer> = first.into_iter().collect();
        let mut bodies = Vec::new();
        for argument in arguments {
            if let NodeKind::Lambda { parameters, body } = &argument.kind {
                let items = given.first().map(|it| it.shape.flattened());
                bodies.push(self.lambda(name, parameters, body, &items.unwrap_or_default()));
                continue;
            }
            given.push(if is_exists {
                self.quietly(|| self.node(argument))
            } else {
                self.node(argument)
            });
        }
        answered(name, &given, &bodies)
    }

    /// What a function that is given to another answers for the items of a list.
    fn lambda(&self, name: &str, parameters: &[Local], body: &Node, items: &Shape) -> Answer {
        let before = self.locals.borrow().len();
        for (index, parameter) in parameters.iter().enumerate() {
            let goes_through = matches!(name, "map" | "filter" | "single");
            let answer = match (goes_through, index) {
                (true, 0) => Answer::certain(items.clone()),
                (true, 1) => Answer::certain(Shape::number()),
                _ => Answer::unknown(),
            };
            self.make(parameter, answer);
        }
        let answer = self.node(body);
        self.locals.borrow_mut().truncate(before);
        answer
    }

    /// A variable that the expression makes.
    fn make(&self, local: &Local, answer: Answer) {
        if self.target_local.get() == Some((local.range.start, local.range.end)) {
            *self.found.borrow_mut() = Some(answer.shape.clone());
        }
        let made = (local.name.clone(), answer);
        self.locals.borrow_mut().push(made);
    }

    fn with_here<T>(&self, here: &Shape, ask: impl FnOnce() -> T) -> T {
        self.here.borrow_mut().push(here.clone());
        let answer = ask();
        self.here.borrow_mut().pop();
        answer
    }

    /// What is asked there may be missing.
    fn quietly<T>(&self, ask: impl FnOnce() -> T) -> T {
        self.asked.set(self.asked.get() + 1);
        let answer = ask();
        self.asked.set(self.asked.get() - 1);
        answer
    }
}
