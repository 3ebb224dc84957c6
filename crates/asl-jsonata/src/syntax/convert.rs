//! From the engine's tree to ours.

use std::ops::Range;

use jlens_core::ast::{Attrs, LambdaDef, Stage};
use jlens_core::stack::grow;
use jlens_core::{Node as Theirs, NodeKind as Kind};

use super::token::{Token, TokenKind, tokens};
use super::tree::{Attached, Local, Node, NodeKind};

pub(super) struct Converter<'s> {
    source: &'s str,
    tokens: Vec<Token>,
}

impl<'s> Converter<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            tokens: tokens(source),
        }
    }

    /// Nested as deeply as the engine reads it, an expression needs more stack than a thread may
    /// have.
    pub(super) fn node(&self, theirs: &Theirs) -> Node {
        grow(|| self.converted(theirs))
    }

    fn converted(&self, theirs: &Theirs) -> Node {
        if let Kind::Lambda(lambda) = &theirs.kind
            && lambda.thunk
        {
            return self.node(&lambda.body);
        }
        let kind = self.kind(theirs);
        let range = theirs.span.start..theirs.span.end;
        let attached = self.attached(&theirs.attrs, &range);
        Node {
            range,
            kind,
            attached,
        }
    }

    fn kind(&self, theirs: &Theirs) -> NodeKind {
        match &theirs.kind {
            Kind::Path { steps, .. } => NodeKind::Path(self.all(steps)),
            Kind::Name { name } => NodeKind::Name(name.clone()),
            Kind::Variable { name } => NodeKind::Variable(name.clone()),
            Kind::String { value } => NodeKind::Text(value.clone()),
            Kind::Number { value } => NodeKind::Number(*value),
            Kind::Bool { value } => NodeKind::Bool(*value),
            Kind::Null => NodeKind::Null,
            Kind::Regex { .. } => NodeKind::Regex,
            Kind::Wildcard | Kind::Descendant | Kind::Parent { .. } => NodeKind::Any,
            Kind::Array { items } => NodeKind::Array(self.all(items)),
            Kind::Object { pairs } => NodeKind::Object(self.pairs(pairs)),
            Kind::Binary { op, lhs, rhs } => self.binary(op.symbol(), lhs, rhs),
            Kind::Fallback { op, lhs, rhs } => self.binary(op.symbol(), lhs, rhs),
            Kind::Negate { expr } => NodeKind::Negate(Box::new(self.node(expr))),
            Kind::Condition {
                condition,
                then,
                otherwise,
            } => {
                let nodes = [Some(condition), Some(then), otherwise.as_ref()];
                let nodes = nodes.into_iter().flatten();
                NodeKind::Condition(nodes.map(|node| self.node(node)).collect())
            }
            Kind::Block { exprs, .. } => NodeKind::Block(self.all(exprs)),
            Kind::Bind { lhs, rhs } => self.bind(lhs, rhs),
            Kind::Apply { lhs, rhs } => NodeKind::Apply(Box::new([self.node(lhs), self.node(rhs)])),
            Kind::Function { procedure, args } => self.call(procedure, args, false),
            Kind::Partial { procedure, args } => self.call(procedure, args, true),
            Kind::Placeholder => NodeKind::Open,
            Kind::Lambda(lambda) => self.lambda(theirs, lambda),
            Kind::Transform(transform) => {
                let nodes = [Some(&transform.pattern), Some(&transform.update)];
                let nodes = nodes.into_iter().chain([transform.delete.as_ref()]);
                NodeKind::Transform(nodes.flatten().map(|node| self.node(node)).collect())
            }
            Kind::Sort { terms } => {
                NodeKind::Sort(terms.iter().map(|term| self.node(&term.expr)).collect())
            }
            Kind::Error { .. } => NodeKind::Error,
        }
    }

    fn all(&self, nodes: &[Theirs]) -> Vec<Node> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn pairs(&self, pairs: &[(Theirs, Theirs)]) -> Vec<(Node, Node)> {
        let pairs = pairs.iter();
        pairs
            .map(|(key, value)| (self.node(key), self.node(value)))
            .collect()
    }

    fn binary(&self, operator: &'static str, left: &Theirs, right: &Theirs) -> NodeKind {
        NodeKind::Binary {
            operator,
            operands: Box::new([self.node(left), self.node(right)]),
        }
    }

    fn bind(&self, variable: &Theirs, value: &Theirs) -> NodeKind {
        let value = self.node(value);
        match &variable.kind {
            Kind::Variable { name } => {
                let local = Local {
                    name: name.clone(),
                    range: variable.span.start..variable.span.end,
                };
                NodeKind::Bind(local, Box::new(value))
            }
            _ => NodeKind::Block(vec![self.node(variable), value]),
        }
    }

    fn call(&self, function: &Theirs, arguments: &[Theirs], partial: bool) -> NodeKind {
        NodeKind::Call {
            function: Box::new(self.node(function)),
            arguments: self.all(arguments),
            partial,
        }
    }

    /// The engine keeps the parameters' names alone; their places are those of the variables before
    /// the body.
    fn lambda(&self, theirs: &Theirs, lambda: &LambdaDef) -> NodeKind {
        let body = self.node(&lambda.body);
        let mut variables = self.variables(theirs.span.start..body.range.start);
        let parameters = lambda.params.iter().filter_map(|name| {
            let range = variables.find(|range| self.source[range.clone()].ends_with(&**name))?;
            let name = name.clone();
            Some(Local { name, range })
        });
        NodeKind::Lambda {
            parameters: parameters.collect(),
            body: Box::new(body),
        }
    }

    fn variables(&self, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let inside = move |token: &&Token| {
            token.kind == TokenKind::Variable
                && within.start <= token.range.start
                && token.range.end <= within.end
        };
        let found = self.tokens.iter().filter(inside);
        found.map(|token| token.range.clone())
    }

    fn attached(&self, attrs: &Attrs, range: &Range<usize>) -> Vec<Attached> {
        let local = |name: &String, mark: &str| self.local(name, mark, range.clone());
        let focus = attrs.focus.iter().filter_map(|name| local(name, "@"));
        let index = attrs.index.iter().filter_map(|name| local(name, "#"));
        let mut attached: Vec<Attached> = focus.chain(index).collect();
        for stage in attrs.predicate.iter().chain(&attrs.stages) {
            match stage {
                Stage::Filter { expr, .. } => attached.push(Attached::Filter(self.node(expr))),
                Stage::Index { var, .. } => attached.extend(local(var, "#")),
            }
        }
        if let Some(group) = &attrs.group {
            attached.push(Attached::Group(self.pairs(&group.pairs)));
        }
        attached
    }

    /// The variable of that name behind an `@` or a `#` at or after a node.
    fn local(&self, name: &str, mark: &str, node: Range<usize>) -> Option<Attached> {
        let mut pairs = self.tokens.windows(2);
        let pair = pairs.find(|pair| {
            pair[0].range.start >= node.start
                && &self.source[pair[0].range.clone()] == mark
                && self.source[pair[1].range.clone()].strip_prefix('$') == Some(name)
        })?;
        Some(Attached::Local(Local {
            name: name.to_owned(),
            range: pair[1].range.clone(),
        }))
    }
}
