//! Which variables of an expression are its own, and which come from outside.

use std::ops::Range;

use super::tree::{Attached, Local, Node, NodeKind, Tree};

/// A variable where it is made, read or called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Its name without the dollar sign.
    pub name: String,
    /// Its bytes with the dollar sign.
    pub range: Range<usize>,
    /// Where the expression itself makes it (for the place that makes it, that place); nothing for
    /// one that comes from outside, as functions and assigned variables do.
    pub made: Option<Range<usize>>,
    /// It is called as a function.
    pub called: bool,
}

/// Every variable but `$` and `$$`, in the order of the text.
pub fn occurrences(tree: &Tree) -> Vec<Occurrence> {
    let mut walk = Walk::default();
    walk.node(&tree.root);
    walk.found.sort_by_key(|it| it.range.start);
    walk.found
}

#[derive(Default)]
struct Walk {
    /// What can be seen, the innermost last.
    seen: Vec<Local>,
    found: Vec<Occurrence>,
}

impl Walk {
    fn node(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Variable(name) => self.read(name, &node.range, false),
            NodeKind::Call {
                function,
                arguments,
                ..
            } => {
                match &function.kind {
                    NodeKind::Variable(name) => self.read(name, &function.range, true),
                    _ => self.node(function),
                }
                for argument in arguments {
                    self.node(argument);
                }
            }
            NodeKind::Bind(local, value) => self.bind(local, value),
            NodeKind::Lambda { parameters, body } => self.apart(|walk| {
                for local in parameters {
                    walk.make(local);
                }
                walk.node(body);
            }),
            NodeKind::Block(nodes) => {
                self.apart(|walk| nodes.iter().for_each(|node| walk.node(node)));
            }
            // What a step makes can be seen in the steps behind it and in what is attached.
            NodeKind::Path(steps) => {
                return self.apart(|walk| {
                    for step in steps {
                        walk.node(step);
                    }
                    walk.attached(node);
                });
            }
            _ => node.own().into_iter().for_each(|child| self.node(child)),
        }
        self.attached(node);
    }

    fn attached(&mut self, node: &Node) {
        for attached in &node.attached {
            if let Attached::Local(local) = attached {
                self.make(local);
            }
            attached
                .nodes()
                .into_iter()
                .for_each(|child| self.node(child));
        }
    }

    /// A function can call itself; any other value does not see the variable that takes it.
    fn bind(&mut self, local: &Local, value: &Node) {
        let recursive = matches!(value.kind, NodeKind::Lambda { .. });
        if recursive {
            self.make(local);
        }
        self.node(value);
        if !recursive {
            self.make(local);
        }
    }

    fn apart(&mut self, inside: impl FnOnce(&mut Self)) {
        let before = self.seen.len();
        inside(self);
        self.seen.truncate(before);
    }

    fn make(&mut self, local: &Local) {
        self.seen.push(local.clone());
        self.note(&local.name, &local.range, Some(local.range.clone()), false);
    }

    fn read(&mut self, name: &str, range: &Range<usize>, called: bool) {
        if name.is_empty() || name == "$" {
            return;
        }
        let made = self.seen.iter().rev().find(|local| local.name == name);
        let made = made.map(|local| local.range.clone());
        self.note(name, range, made, called);
    }

    fn note(&mut self, name: &str, range: &Range<usize>, made: Option<Range<usize>>, called: bool) {
        // The engine's range of a variable takes in what is attached to it.
        let range = range.start..range.start + 1 + name.len();
        self.found.push(Occurrence {
            name: name.to_owned(),
            range,
            made,
            called,
        });
    }
}
