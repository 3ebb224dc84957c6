//! A definition as a tree that can be broken at will: keys may be there twice, values may be anything.

use asl_syntax::ast::{self, ScalarValue, Value};
use asl_syntax::{Format, parse};

/// Where something stands: the index of an entry or of a member at every level.
pub(crate) type Path = Vec<usize>;

/// A value of a definition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// An object; keys may repeat.
    Map(Vec<(String, Node)>),
    /// A list.
    List(Vec<Node>),
    /// A string, as decoded.
    Text(String),
    /// What stands without quotes: a number, `true`, `null`, a placeholder.
    Raw(String),
}

/// A string.
pub(crate) fn text(text: impl Into<String>) -> Node {
    Node::Text(text.into())
}

/// A value, written as JSON.
pub(crate) fn json(json: &str) -> Node {
    Node::read(json, Format::Json)
}

impl Node {
    /// The tree of a document without mistakes.
    pub(crate) fn read(source: &str, format: Format) -> Self {
        let parsed = parse(source, format);
        assert_eq!(parsed.errors(), [], "{source}");
        let value = parsed.root().value().expect("the document has a value");
        Self::of(&value)
    }

    fn of(value: &Value) -> Self {
        match value {
            Value::Mapping(it) => Self::Map(it.entries().map(|it| entry(&it)).collect()),
            Value::Sequence(it) => Self::List(it.values().map(|it| Self::of(&it)).collect()),
            Value::Scalar(it) => match it.value() {
                ScalarValue::String(text) => Self::Text(text),
                ScalarValue::Placeholder(_) => Self::Raw(it.syntax().text().to_string()),
                _ => Self::Raw(value.to_json().to_string()),
            },
            Value::Alias(it) => Self::of(&it.target().expect("the alias has a target")),
            Value::Missing(_) => Self::Raw("null".to_owned()),
        }
    }

    /// The value at a path.
    pub(crate) fn at(&self, path: &[usize]) -> &Self {
        let Some((first, rest)) = path.split_first() else {
            return self;
        };
        match self {
            Self::Map(entries) => entries[*first].1.at(rest),
            Self::List(items) => items[*first].at(rest),
            _ => panic!("no value at {path:?}"),
        }
    }

    /// The value at a path, to change it.
    pub(crate) fn at_mut(&mut self, path: &[usize]) -> &mut Self {
        let Some((first, rest)) = path.split_first() else {
            return self;
        };
        match self {
            Self::Map(entries) => entries[*first].1.at_mut(rest),
            Self::List(items) => items[*first].at_mut(rest),
            _ => panic!("no value at {path:?}"),
        }
    }

    /// The entries of an object; nothing for anything else.
    pub(crate) fn entries(&self) -> &[(String, Node)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The entries of an object, to change them.
    pub(crate) fn entries_mut(&mut self) -> &mut Vec<(String, Node)> {
        match self {
            Self::Map(entries) => entries,
            other => panic!("not an object: {other:?}"),
        }
    }

    /// The members of a list; nothing for anything else.
    pub(crate) fn items(&self) -> &[Node] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The members of a list, to change them.
    pub(crate) fn items_mut(&mut self) -> &mut Vec<Node> {
        match self {
            Self::List(items) => items,
            other => panic!("not a list: {other:?}"),
        }
    }

    /// Which entry has that key.
    pub(crate) fn index(&self, key: &str) -> Option<usize> {
        self.entries().iter().position(|it| it.0 == key)
    }

    /// The value of that key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.index(key).map(|it| &self.entries()[it].1)
    }

    /// The string, if it is one.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The string of that key.
    pub(crate) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::as_text)
    }

    /// Every path below, parents first, with the key where the value is an entry's.
    pub(crate) fn paths(&self) -> Vec<Path> {
        let mut found = Vec::new();
        self.collect(&mut Vec::new(), &mut found);
        found
    }

    fn collect(&self, here: &mut Path, found: &mut Vec<Path>) {
        let children: Vec<&Node> = match self {
            Self::Map(entries) => entries.iter().map(|it| &it.1).collect(),
            Self::List(items) => items.iter().collect(),
            _ => return,
        };
        for (at, child) in children.into_iter().enumerate() {
            here.push(at);
            found.push(here.clone());
            child.collect(here, found);
            here.pop();
        }
    }

    /// The path in words: `/States/Work/Retry/0`.
    pub(crate) fn pointer(&self, path: &[usize]) -> String {
        let (mut node, mut out) = (self, String::new());
        for at in path {
            let (name, child) = match node {
                Self::Map(entries) => (entries[*at].0.clone(), &entries[*at].1),
                _ => (at.to_string(), &node.items()[*at]),
            };
            out = format!("{out}/{name}");
            node = child;
        }
        out
    }
}

fn entry(entry: &ast::Entry) -> (String, Node) {
    let key = entry.key().map(|it| it.text()).unwrap_or_default();
    let value = entry.value().expect("the entry has a value");
    (key, Node::of(&value))
}
