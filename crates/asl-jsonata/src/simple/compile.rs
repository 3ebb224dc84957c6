//! From the syntax tree to a simple expression, if it is one.

use serde_json::Value;

use super::{Each, Lambda, Operator, Simple, Term, Whole};
use crate::scope::{STATES, StatesMember};
use crate::syntax::{Local, Node, NodeKind};

/// The nodes that may stand within each other. Nothing here calls itself, so this is all the depth
/// that an evaluation has.
pub(super) const LEVELS: usize = 25;

/// The most levels that the engine counts for one of ours.
pub(super) const LEVELS_OF_THE_ENGINE: usize = 4;

pub(super) fn compile(root: &Node, source: &str) -> Option<Simple> {
    // `[]` keeps arrays as they are, and the tree does not show it.
    if source.contains('[') {
        return None;
    }
    let mut compiler = Compiler {
        source,
        locals: Vec::new(),
        functions: Vec::new(),
        level: 0,
    };
    let root = match compiler.term(root)? {
        start @ (Term::Variable(_) | Term::States(_)) => Term::Names(Box::new(start), Vec::new()),
        root => root,
    };
    Some(Simple {
        root,
        functions: compiler.functions,
    })
}

struct Compiler<'s> {
    source: &'s str,
    /// The variables of the expression that can be seen, in the order of the stack.
    locals: Vec<String>,
    functions: Vec<String>,
    level: usize,
}

impl Compiler<'_> {
    fn term(&mut self, node: &Node) -> Option<Term> {
        if self.level == LEVELS || !node.attached.is_empty() {
            return None;
        }
        self.level += 1;
        let term = self.kind(node);
        self.level -= 1;
        term
    }

    fn kind(&mut self, node: &Node) -> Option<Term> {
        Some(match &node.kind {
            NodeKind::Number(number) => Term::Constant(constant(*number)?),
            NodeKind::Text(text) => Term::Constant(Value::from(text.as_str())),
            NodeKind::Bool(value) => Term::Constant(Value::from(*value)),
            NodeKind::Null => Term::Constant(Value::Null),
            NodeKind::Variable(name) => self.variable(name)?,
            NodeKind::Path(steps) => self.path(steps)?,
            NodeKind::Negate(operand) => Term::Negate(self.boxed(operand)?),
            NodeKind::Binary { operator, operands } => {
                let [left, right] = &**operands;
                let operands = [self.term(left)?, self.term(right)?];
                Term::Both(Operator::of(operator)?, Box::new(operands))
            }
            NodeKind::Condition(nodes) => {
                let terms: Option<_> = nodes.iter().map(|node| self.term(node)).collect();
                Term::Condition(terms?)
            }
            NodeKind::Object(pairs) => self.record(pairs)?,
            NodeKind::Block(nodes) => self.block(nodes)?,
            NodeKind::Call {
                function,
                arguments,
                partial: false,
            } => self.call(function, &arguments.iter().collect::<Vec<_>>())?,
            NodeKind::Apply(operands) => self.apply(operands)?,
            _ => return None,
        })
    }

    fn boxed(&mut self, node: &Node) -> Option<Box<Term>> {
        self.term(node).map(Box::new)
    }

    /// A variable as a value. `$` and `$$` are none, and the whole of `$states` has to be put
    /// together.
    fn variable(&self, name: &str) -> Option<Term> {
        if let Some(slot) = self.locals.iter().rposition(|local| local == name) {
            return Some(Term::Local(slot));
        }
        let named = !name.is_empty() && name != "$" && name != STATES;
        named.then(|| Term::Variable(name.to_owned()))
    }

    fn path(&mut self, steps: &[Node]) -> Option<Term> {
        let (first, rest) = steps.split_first()?;
        let names: Option<Vec<String>> = rest.iter().map(name).collect();
        let mut names = names?;
        let start = match &first.kind {
            NodeKind::Variable(name) if name == STATES && !self.locals.contains(name) => {
                if names.is_empty() || !first.attached.is_empty() {
                    return None;
                }
                Term::States(StatesMember::from_name(&names.remove(0)))
            }
            NodeKind::Variable(_) | NodeKind::Call { .. } => self.term(first)?,
            _ => return None,
        };
        Some(Term::Names(Box::new(start), names))
    }

    fn record(&mut self, pairs: &[(Node, Node)]) -> Option<Term> {
        let mut members: Vec<(String, Term)> = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let NodeKind::Text(key) = &key.kind else {
                return None;
            };
            if members.iter().any(|(name, _)| name == key) {
                return None;
            }
            members.push((key.clone(), self.term(value)?));
        }
        Some(Term::Record(members))
    }

    /// Variables that a block makes are seen to its end.
    fn block(&mut self, nodes: &[Node]) -> Option<Term> {
        let visible = self.locals.len();
        let mut statements = Vec::with_capacity(nodes.len());
        for node in nodes {
            match &node.kind {
                NodeKind::Bind(local, value) if node.attached.is_empty() => {
                    statements.push((true, self.term(value)?));
                    self.locals.push(local.name.clone());
                }
                _ => statements.push((false, self.term(node)?)),
            }
        }
        self.locals.truncate(visible);
        Some(Term::Block(statements))
    }

    /// `value ~> $function` and `value ~> $function(…)`.
    fn apply(&mut self, [value, function]: &[Node; 2]) -> Option<Term> {
        if !function.attached.is_empty() {
            return None;
        }
        match &function.kind {
            NodeKind::Call {
                function,
                arguments,
                partial: false,
            } => {
                let arguments: Vec<&Node> = std::iter::once(value).chain(arguments).collect();
                self.call(function, &arguments)
            }
            NodeKind::Variable(_) => self.call(function, &[value]),
            _ => None,
        }
    }

    fn call(&mut self, function: &Node, arguments: &[&Node]) -> Option<Term> {
        let NodeKind::Variable(name) = &function.kind else {
            return None;
        };
        if !function.attached.is_empty() || self.locals.contains(name) {
            return None;
        }
        let term = match (name.as_str(), arguments) {
            ("map", [items, lambda]) => self.each(Each::Map, items, lambda)?,
            ("filter", [items, lambda]) => self.each(Each::Filter, items, lambda)?,
            (name, [value]) => Term::Whole(Whole::of(name)?, self.boxed(value)?),
            _ => return None,
        };
        if !self.functions.contains(name) {
            self.functions.push(name.clone());
        }
        Some(term)
    }

    fn each(&mut self, each: Each, items: &Node, lambda: &Node) -> Option<Term> {
        let NodeKind::Lambda { parameters, body } = &lambda.kind else {
            return None;
        };
        if !lambda.attached.is_empty() || !self.is_unsigned(parameters, body) || ends_in_each(body)
        {
            return None;
        }
        let items = self.boxed(items)?;
        let visible = self.locals.len();
        let names = parameters.iter().map(|parameter| parameter.name.clone());
        self.locals.extend(names);
        let body = self.boxed(body)?;
        self.locals.truncate(visible);
        let parameters = parameters.len();
        Some(Term::Each(each, items, Lambda { parameters, body }))
    }

    /// Whether a function has no signature, which the tree does not show: nothing but the brackets
    /// stands between its last parameter and its body.
    fn is_unsigned(&self, parameters: &[Local], body: &Node) -> bool {
        let Some(last) = parameters.last() else {
            return false;
        };
        let between = self.source.get(last.range.end..body.range.start);
        between.is_some_and(|it| {
            it.chars()
                .all(|c| matches!(c, ')' | '{' | '(') || c.is_whitespace())
        })
    }
}

impl Operator {
    fn of(written: &str) -> Option<Self> {
        Some(match written {
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "%" => Self::Remainder,
            "=" => Self::Equal,
            "!=" => Self::Unequal,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            "and" => Self::And,
            "or" => Self::Or,
            "&" => Self::Join,
            _ => return None,
        })
    }
}

impl Whole {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "sum" => Self::Sum,
            "average" => Self::Average,
            "max" => Self::Max,
            "min" => Self::Min,
            "count" => Self::Count,
            "exists" => Self::Exists,
            "boolean" => Self::Boolean,
            "not" => Self::Not,
            _ => return None,
        })
    }
}

/// Whether the last that a lambda does is to call one of the functions that give sequences: such a
/// call takes the lambda's place, and nothing unwraps what it gives.
fn ends_in_each(body: &Node) -> bool {
    match &body.kind {
        NodeKind::Call { function, .. } => {
            matches!(&function.kind, NodeKind::Variable(name) if Whole::of(name).is_none())
        }
        NodeKind::Condition(nodes) => nodes.iter().skip(1).any(ends_in_each),
        NodeKind::Block(nodes) => nodes.last().is_some_and(ends_in_each),
        _ => false,
    }
}

fn name(step: &Node) -> Option<String> {
    match &step.kind {
        NodeKind::Name(name) if step.attached.is_empty() => Some(name.clone()),
        _ => None,
    }
}

fn constant(number: f64) -> Option<Value> {
    super::datum::number(number)?.into_value()
}
