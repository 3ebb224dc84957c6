//! What an expression says about itself, read from the engine's tree in one walk: the constructs
//! that Step Functions refuses, the variables and the members of `$states` that it uses.

use std::ops::Range;

use jlens_core::ast::{FallbackOp, Stage};
use jlens_core::{Node, NodeKind};

use crate::direct::Direct;
use crate::error::{CompileError, CompileErrorKind};
use crate::expression::Dialect;
use crate::scope::STATES;

/// A variable that is read or called, wherever it was bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableUse {
    /// Its name without the dollar sign.
    pub name: String,
    /// Its bytes in the expression, with the dollar sign.
    pub range: Range<usize>,
}

/// A name that directly follows `$states`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberUse {
    /// The name, which need not be one of the four that there are.
    pub name: String,
    /// Its bytes in the expression.
    pub range: Range<usize>,
}

/// What the walk has found.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub(crate) variables: Vec<VariableUse>,
    pub(crate) members: Vec<MemberUse>,
    /// `$states` is used as a whole.
    pub(crate) whole_states: bool,
    pub(crate) errors: Vec<CompileError>,
    pub(crate) direct: Option<Direct>,
}

impl Survey {
    pub(crate) fn of(root: &Node, source: &str, dialect: Dialect) -> Self {
        let mut walk = Walk {
            source,
            dialect,
            found: Self {
                direct: direct(root),
                ..Self::default()
            },
        };
        walk.node(root, true);
        walk.found
    }
}

struct Walk<'a> {
    source: &'a str,
    dialect: Dialect,
    found: Survey,
}

impl Walk<'_> {
    /// Visits a node. `top` is true where a bare name would read the document of the whole
    /// expression.
    fn node(&mut self, node: &Node, top: bool) {
        match &node.kind {
            NodeKind::Path { steps, .. } => self.path(steps, top),
            NodeKind::Name { name } => self.name(node, name, top),
            NodeKind::Variable { name } => self.variable(node, name, None),
            NodeKind::Binary { lhs, rhs, .. }
            | NodeKind::Apply { lhs, rhs }
            | NodeKind::Bind { lhs, rhs } => self.all([&**lhs, &**rhs], top),
            NodeKind::Fallback { op, lhs, rhs } => {
                self.fallback(*op, lhs, rhs);
                self.all([&**lhs, &**rhs], top);
            }
            NodeKind::Negate { expr } => self.node(expr, top),
            NodeKind::Array { items } => self.all(items, top),
            NodeKind::Block { exprs, .. } => self.all(exprs, top),
            NodeKind::Object { pairs } => self.pairs(pairs, top),
            NodeKind::Condition {
                condition,
                then,
                otherwise,
            } => {
                self.all([&**condition, &**then], top);
                self.all(otherwise.as_deref(), top);
            }
            NodeKind::Function { procedure, args } | NodeKind::Partial { procedure, args } => {
                self.node(procedure, top);
                self.all(args, top);
            }
            NodeKind::Lambda(lambda) => self.node(&lambda.body, top),
            NodeKind::Transform(transform) => {
                self.all([&transform.pattern, &transform.update], false);
                self.all(&transform.delete, false);
            }
            NodeKind::Sort { terms } => self.all(terms.iter().map(|term| &term.expr), false),
            // What a member of `$states` stands in is the whole of it.
            NodeKind::Parent { .. } => self.found.whole_states |= !self.found.members.is_empty(),
            _ => {}
        }
        self.attributes(node);
    }

    fn all<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>, top: bool) {
        for node in nodes {
            self.node(node, top);
        }
    }

    fn pairs(&mut self, pairs: &[(Node, Node)], top: bool) {
        for (key, value) in pairs {
            self.all([key, value], top);
        }
    }

    /// Predicates and groupings read the items that they are asked of.
    fn attributes(&mut self, node: &Node) {
        for stage in node.attrs.stages.iter().chain(&node.attrs.predicate) {
            if let Stage::Filter { expr, .. } = stage {
                self.node(expr, false);
            }
        }
        if let Some(group) = &node.attrs.group {
            self.pairs(&group.pairs, false);
        }
    }

    fn path(&mut self, steps: &[Node], top: bool) {
        for (index, step) in steps.iter().enumerate() {
            match &step.kind {
                NodeKind::Variable { name } if index == 0 => {
                    self.variable(step, name, steps.get(1));
                    self.attributes(step);
                }
                _ => self.node(step, top && index == 0),
            }
        }
    }

    fn name(&mut self, node: &Node, name: &str, top: bool) {
        if top && self.dialect == Dialect::StepFunctions {
            self.refuse(
                node,
                format!("Reference to '{name}' at the top level is not supported."),
            );
        }
    }

    fn variable(&mut self, node: &Node, name: &str, next: Option<&Node>) {
        if name == "$" && self.dialect == Dialect::StepFunctions {
            self.refuse(node, "Reference to '$$' is not supported.".to_owned());
        }
        if name.is_empty() || name == "$" {
            return;
        }
        self.found.variables.push(VariableUse {
            name: name.to_owned(),
            range: range(node),
        });
        if name != STATES {
            return;
        }
        let plain = node.attrs.stages.is_empty() && node.attrs.predicate.is_empty();
        match next {
            Some(member) if plain && let NodeKind::Name { name } = &member.kind => {
                self.found.members.push(MemberUse {
                    name: name.clone(),
                    range: self.name_range(member),
                });
            }
            _ => self.found.whole_states = true,
        }
    }

    /// The name alone: the node's range may take in what is attached to it.
    fn name_range(&self, node: &Node) -> Range<usize> {
        let range = range(node);
        let NodeKind::Name { name } = &node.kind else {
            return range;
        };
        let text = self.source.get(range.clone()).unwrap_or_default();
        let length = match text.chars().next() {
            Some(quote @ ('`' | '"' | '\'')) => quoted_length(text, quote),
            _ if text.starts_with(name.as_str()) => Some(name.len()),
            _ => None,
        };
        let length = length.unwrap_or(text.len());
        range.start..range.start + length
    }

    /// JSONata 2.0.6 has neither operator and stumbles over their second character.
    fn fallback(&mut self, op: FallbackOp, lhs: &Node, rhs: &Node) {
        let between = lhs.span.end..rhs.span.start;
        let text = self.source.get(between.clone()).unwrap_or_default();
        let start = text
            .find(op.symbol())
            .map_or(between.start, |at| between.start + at);
        let stumbles = match op {
            FallbackOp::Default => ":",
            FallbackOp::Coalesce => "?",
        };
        self.found.errors.push(CompileError {
            range: start..start + 2,
            code: "S0211".to_owned(),
            message: format!("The symbol \"{stumbles}\" cannot be used as a unary operator"),
            kind: CompileErrorKind::Invalid,
        });
    }

    fn refuse(&mut self, node: &Node, message: String) {
        let range = self.name_range(node);
        self.found.errors.push(CompileError {
            range,
            code: String::new(),
            message,
            kind: CompileErrorKind::Unsupported,
        });
    }
}

/// The length of a quoted name with its quotes; in backquotes a backslash is a character like any other.
fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if character == quote {
            return Some(at + character.len_utf8());
        } else {
            escaped = character == '\\' && quote != '`';
        }
    }
    None
}

fn range(node: &Node) -> Range<usize> {
    node.span.start..node.span.end
}

/// The names that the expression follows, if that is all it does.
fn direct(root: &Node) -> Option<Direct> {
    let steps = match &root.kind {
        NodeKind::Path {
            steps,
            keep_singleton_array: false,
        } => steps.as_slice(),
        NodeKind::Variable { .. } => std::slice::from_ref(root),
        _ => return None,
    };
    if !bare(root) || !steps.iter().all(bare) {
        return None;
    }
    let (first, rest) = steps.split_first()?;
    let NodeKind::Variable { name } = &first.kind else {
        return None;
    };
    let names = rest.iter().map(|step| match &step.kind {
        NodeKind::Name { name } => Some(name.clone()),
        _ => None,
    });
    let direct = Direct {
        variable: name.clone(),
        names: names.collect::<Option<Vec<String>>>()?,
    };
    // `$` and `$$` are no variables, and the whole of `$states` has to be put together.
    (!name.is_empty() && name != "$").then_some(direct)
}

/// Nothing is attached to the node.
fn bare(node: &Node) -> bool {
    let attrs = &node.attrs;
    !attrs.keep_array
        && !attrs.tuple
        && attrs.focus.is_none()
        && attrs.index.is_none()
        && attrs.stages.is_empty()
        && attrs.predicate.is_empty()
        && attrs.group.is_none()
        && attrs.ancestor.is_none()
}
