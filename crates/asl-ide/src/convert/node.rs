//! A value of a document that can be written again in any notation: JSON's values and placeholders.

use asl_model::host::Intrinsic;
use asl_syntax::ast::{Mapping, ScalarValue, Value};
use rustc_hash::FxHashMap;
use serde_json::Value as Json;

/// How deep aliases are followed, and how many values they may multiply into.
const MOST_NODES: usize = 100_000;

/// A value with its members in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// Null, a boolean, a number or a text.
    Scalar(Json),
    /// An unquoted `${Name}`, which a deployment fills in.
    Placeholder(String),
    /// An object; no name stands in it twice.
    Map(Vec<(String, Node)>),
    /// An array.
    List(Vec<Node>),
}

impl Node {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Scalar(Json::String(text.into()))
    }

    /// Reads a value; aliases are expanded, and the last of two equal names wins, in the place of the
    /// first, as a reader of JSON has it.
    pub(crate) fn read(value: &Value) -> Self {
        Reader {
            budget: MOST_NODES,
            merges: false,
        }
        .value(value)
    }

    /// The same with merge keys (`<<`) as what they stand for: members that the object does not have itself.
    pub(crate) fn read_merged(value: &Value) -> Self {
        Reader {
            budget: MOST_NODES,
            merges: true,
        }
        .value(value)
    }

    /// The value as JSON; a placeholder is its own text.
    pub(crate) fn to_json(&self) -> Json {
        match self {
            Self::Scalar(value) => value.clone(),
            Self::Placeholder(text) => Json::String(text.clone()),
            Self::Map(members) => {
                let member = |(name, value): &(String, Node)| (name.clone(), value.to_json());
                Json::Object(members.iter().map(member).collect())
            }
            Self::List(items) => items.iter().map(Self::to_json).collect(),
        }
    }

    /// Whether it is a call of a function of CloudFormation.
    pub(crate) fn is_call(&self) -> bool {
        let Self::Map(members) = self else {
            return false;
        };
        matches!(members.as_slice(), [(name, _)] if name == "Ref" || name.starts_with(FUNCTION))
    }

    /// Whether such a call stands somewhere in it.
    pub(crate) fn has_call(&self) -> bool {
        match self {
            Self::Scalar(_) | Self::Placeholder(_) => false,
            Self::Map(members) => self.is_call() || members.iter().any(|it| it.1.has_call()),
            Self::List(items) => items.iter().any(Self::has_call),
        }
    }

    /// Whether it has no parts.
    pub(crate) fn is_plain(&self) -> bool {
        match self {
            Self::Scalar(_) | Self::Placeholder(_) => true,
            Self::Map(members) => members.is_empty(),
            Self::List(items) => items.is_empty(),
        }
    }
}

struct Reader {
    /// How many more values may be read.
    budget: usize,
    merges: bool,
}

impl Reader {
    fn value(&mut self, value: &Value) -> Node {
        let Some(left) = self.budget.checked_sub(1) else {
            return Node::Scalar(Json::Null);
        };
        self.budget = left;
        let node = self.untagged(value);
        match Intrinsic::of(value).filter(|_| value.tag().is_some()) {
            Some(call) => long_form(&call.name, node),
            None => node,
        }
    }

    fn untagged(&mut self, value: &Value) -> Node {
        match value {
            Value::Mapping(mapping) => self.mapping(mapping),
            Value::Sequence(sequence) => {
                Node::List(sequence.values().map(|it| self.value(&it)).collect())
            }
            Value::Scalar(scalar) => match scalar.value() {
                ScalarValue::Placeholder(text) => Node::Placeholder(text),
                other => Node::Scalar(other.to_json()),
            },
            Value::Alias(alias) => self.optional(alias.target()),
            Value::Missing(_) => Node::Scalar(Json::Null),
        }
    }

    fn optional(&mut self, value: Option<Value>) -> Node {
        value.map_or(Node::Scalar(Json::Null), |it| self.value(&it))
    }

    fn mapping(&mut self, mapping: &Mapping) -> Node {
        let (mut members, mut merged) = (Members::default(), Vec::new());
        for entry in mapping.entries() {
            let Some(key) = entry.key() else { continue };
            let value = self.optional(entry.value());
            match value {
                // In quotes it is a name like any other.
                Node::Map(it) if self.merges && key.syntax().text() == MERGE => merged.extend(it),
                Node::List(items) if self.merges && key.syntax().text() == MERGE => {
                    merged.extend(items.into_iter().flat_map(Node::into_members));
                }
                value => members.put(key.text(), value, true),
            }
        }
        for (name, value) in merged {
            members.put(name, value, false);
        }
        Node::Map(members.all)
    }
}

/// A call of CloudFormation's short form, `!GetAtt A.Arn`, in the form that every notation has.
/// CloudFormation User Guide, "Intrinsic function reference".
fn long_form(name: &str, argument: Node) -> Node {
    let argument = match &argument {
        Node::Scalar(Json::String(text)) if name == "GetAtt" => match text.split_once('.') {
            Some((name, attribute)) => Node::List(vec![Node::text(name), Node::text(attribute)]),
            None => argument,
        },
        _ => argument,
    };
    let name = match name {
        "Ref" | "Condition" => name.to_owned(),
        name => format!("{FUNCTION}{name}"),
    };
    Node::Map(vec![(name, argument)])
}

/// What the names of functions begin with.
const FUNCTION: &str = "Fn::";

/// The key whose value's members are put into the object around it.
const MERGE: &str = "<<";

impl Node {
    fn into_members(self) -> Vec<(String, Node)> {
        match self {
            Self::Map(members) => members,
            _ => Vec::new(),
        }
    }
}

#[derive(Default)]
struct Members {
    all: Vec<(String, Node)>,
    places: FxHashMap<String, usize>,
}

impl Members {
    /// Adds a member; one that is there is replaced if the new one wins.
    fn put(&mut self, name: String, value: Node, wins: bool) {
        match self.places.get(&name) {
            Some(at) if wins => self.all[*at].1 = value,
            Some(_) => {}
            None => {
                self.places.insert(name.clone(), self.all.len());
                self.all.push((name, value));
            }
        }
    }
}
