//! The syntax tree of an expression: ours, with the bytes of every node, whole or broken.

use std::ops::Range;

use crate::error::CompileError;

/// What was understood of an expression, and what was not.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The whole expression.
    pub root: Node,
    /// What keeps it from being JSONata, in the order of the text.
    pub errors: Vec<CompileError>,
}

/// A part of an expression.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its bytes in the expression.
    pub range: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
    /// Filters, bindings and groupings behind it, in order.
    pub attached: Vec<Attached>,
}

/// The kinds of nodes.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Steps that a dot joins.
    Path(Vec<Node>),
    /// A field's name.
    Name(String),
    /// A variable by its name without the dollar sign: empty for `$`, `$` for `$$`.
    Variable(String),
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// A regular expression.
    Regex,
    /// `*`, `**` or `%`.
    Any,
    /// `[…]`.
    Array(Vec<Node>),
    /// `{…}`.
    Object(Vec<(Node, Node)>),
    /// Two operands with an operator such as `+` or `and` between them.
    Binary {
        /// As it is written.
        operator: &'static str,
        /// Left and right.
        operands: Box<[Node; 2]>,
    },
    /// `-x`.
    Negate(Box<Node>),
    /// `condition ? then : otherwise`, of which the last may be missing.
    Condition(Vec<Node>),
    /// `(a; b)`.
    Block(Vec<Node>),
    /// `$name := value`.
    Bind(Local, Box<Node>),
    /// `value ~> function`.
    Apply(Box<[Node; 2]>),
    /// A function and its arguments.
    Call {
        /// What is called: a variable, mostly.
        function: Box<Node>,
        /// In order.
        arguments: Vec<Node>,
        /// Some arguments are `?`: the answer is a function.
        partial: bool,
    },
    /// `?` in the place of an argument.
    Open,
    /// `function($a) { … }`.
    Lambda {
        /// In order.
        parameters: Vec<Local>,
        /// What it answers.
        body: Box<Node>,
    },
    /// `| pattern | update, delete |`.
    Transform(Vec<Node>),
    /// `^(…)`.
    Sort(Vec<Node>),
    /// What could not be understood.
    Error,
}

/// A variable that the expression itself makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// Its name without the dollar sign.
    pub name: String,
    /// Its bytes with the dollar sign.
    pub range: Range<usize>,
}

/// What stands behind a node.
#[derive(Clone, Debug)]
pub enum Attached {
    /// `[…]`: an index or a condition.
    Filter(Node),
    /// `@$name` or `#$name`: a variable for the rest of the path.
    Local(Local),
    /// `{…}`: items grouped by a key.
    Group(Vec<(Node, Node)>),
}

impl Node {
    /// The nodes directly in this one, in the order of the text.
    pub fn children(&self) -> Vec<&Node> {
        let mut children = self.own();
        children.extend(self.attached.iter().flat_map(Attached::nodes));
        children
    }

    /// The children that are not attached.
    pub(crate) fn own(&self) -> Vec<&Node> {
        match &self.kind {
            NodeKind::Path(nodes)
            | NodeKind::Array(nodes)
            | NodeKind::Condition(nodes)
            | NodeKind::Block(nodes)
            | NodeKind::Transform(nodes)
            | NodeKind::Sort(nodes) => nodes.iter().collect(),
            NodeKind::Object(pairs) => both(pairs),
            NodeKind::Binary { operands, .. } | NodeKind::Apply(operands) => {
                operands.iter().collect()
            }
            NodeKind::Negate(node) | NodeKind::Bind(_, node) => vec![node],
            NodeKind::Lambda { body, .. } => vec![body],
            NodeKind::Call {
                function,
                arguments,
                ..
            } => std::iter::once(&**function).chain(arguments).collect(),
            _ => Vec::new(),
        }
    }

    /// The nodes around an offset, from this one to the smallest; none where it lies outside.
    pub fn around(&self, offset: usize) -> Vec<&Node> {
        let holds = |node: &Node| node.range.start <= offset && offset <= node.range.end;
        let mut chain = Vec::new();
        let mut at = Some(self).filter(|node| holds(node));
        while let Some(node) = at {
            chain.push(node);
            // Of two that touch, what begins at the cursor is meant.
            at = node.children().into_iter().rfind(|child| holds(child));
        }
        chain
    }
}

impl Attached {
    /// The nodes in it.
    pub(crate) fn nodes(&self) -> Vec<&Node> {
        match self {
            Self::Filter(node) => vec![node],
            Self::Group(pairs) => both(pairs),
            Self::Local(_) => Vec::new(),
        }
    }
}

fn both(pairs: &[(Node, Node)]) -> Vec<&Node> {
    pairs.iter().flat_map(|(key, value)| [key, value]).collect()
}
