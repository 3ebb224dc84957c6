//! What an expression says about itself, read from its tree in one walk: the constructs
//! that Step Functions refuses, the variables and the members of `$states` that it uses.

use std::ops::Range;

use crate::engine::grow;
use crate::error::{CompileError, CompileErrorKind};
use crate::expression::{Dialect, invalid};
use crate::scope::STATES;
use crate::simple::Simple;
use crate::syntax::{Node, NodeKind};

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
    pub(crate) simple: Option<Simple>,
}

impl Survey {
    pub(crate) fn of(root: &Node, source: &str, dialect: Dialect) -> Self {
        let mut walk = Walk {
            source,
            dialect,
            found: Self {
                simple: Simple::of(root, source),
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
    /// expression; filters and groupings, sorts and transformations read the items that they are
    /// asked of.
    fn node(&mut self, node: &Node, top: bool) {
        grow(|| self.visit(node, top));
    }

    fn visit(&mut self, node: &Node, top: bool) {
        match &node.kind {
            NodeKind::Path(steps) => self.path(steps, top),
            NodeKind::Name(name) => self.name(node, name, top),
            NodeKind::Variable(name) => self.variable(node, name, None),
            NodeKind::Bind(local, value) => {
                self.found.variables.push(VariableUse {
                    name: local.name.clone(),
                    range: local.range.clone(),
                });
                self.node(value, top);
            }
            NodeKind::Binary { operator, operands } => {
                self.operator(operator, operands);
                self.all(operands.iter(), top);
            }
            NodeKind::Transform(_) | NodeKind::Sort(_) => self.all(node.own(), false),
            // What a member of `$states` stands in is the whole of it.
            NodeKind::Any if self.text(&node.range).starts_with('%') => {
                self.found.whole_states |= !self.found.members.is_empty();
            }
            _ => self.all(node.own(), top),
        }
        self.attached(node);
    }

    fn all<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>, top: bool) {
        for node in nodes {
            self.node(node, top);
        }
    }

    fn attached(&mut self, node: &Node) {
        for attached in &node.attached {
            self.all(attached.nodes(), false);
        }
    }

    fn text(&self, range: &Range<usize>) -> &str {
        self.source.get(range.clone()).unwrap_or_default()
    }

    fn path(&mut self, steps: &[Node], top: bool) {
        for (index, step) in steps.iter().enumerate() {
            match &step.kind {
                NodeKind::Variable(name) if index == 0 => {
                    self.variable(step, name, steps.get(1));
                    self.attached(step);
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
            range: node.range.clone(),
        });
        if name != STATES {
            return;
        }
        match next {
            Some(member)
                if node.attached.is_empty()
                    && let NodeKind::Name(name) = &member.kind =>
            {
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
        let NodeKind::Name(name) = &node.kind else {
            return node.range.clone();
        };
        let text = self.text(&node.range);
        let length = match text.chars().next() {
            Some(quote @ ('`' | '"' | '\'')) => quoted_length(text, quote),
            _ if text.starts_with(name.as_str()) => Some(name.len()),
            _ => None,
        };
        let start = node.range.start;
        start..start + length.unwrap_or(text.len())
    }

    /// JSONata 2.0.6 has neither `??` nor `?:` and stumbles over their second character.
    fn operator(&mut self, operator: &str, [left, right]: &[Node; 2]) {
        let stumbles = match operator {
            "?:" => ":",
            "??" => "?",
            _ => return,
        };
        let between = left.range.end..right.range.start;
        let at = self.text(&between).find(operator).unwrap_or_default();
        let start = between.start + at;
        let message = format!("The symbol \"{stumbles}\" cannot be used as a unary operator");
        let range = start..start + operator.len();
        self.found.errors.push(invalid(range, "S0211", message));
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
