//! Payload templates: objects whose `name.$` members are filled in with paths and functions.
//!
//! A [`Template`] is compiled once from the definition and evaluated for every visit of its state. An
//! [`Expression`] is what one such member holds; some fields (`ErrorPath`, `CausePath`) are one
//! expression without a template around it.

mod expression;

use std::fmt;

use asl_lang::reserved::TEMPLATE_SUFFIX;
use serde_json::{Map, Value};
use text_size::TextRange;

use crate::Scope;

pub use expression::Expression;

/// A compiled payload template.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    node: Node,
}

/// A part of a template. Parts without anything to fill in are kept as one constant.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Constant(Value),
    Object(Vec<Member>),
    Array(Vec<Node>),
}

#[derive(Debug, Clone, PartialEq)]
enum Member {
    Plain(String, Node),
    /// `name`, the field as written (`name.$`), and what it holds.
    Filled(String, String, Expression),
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The JSON pointer of the member inside the template, such as `/order/id.$`.
    pub pointer: String,
    /// The member's name, such as `id.$`.
    pub field: String,
    /// The bytes of the member's string that the message is about; empty when it is no string.
    pub range: TextRange,
    /// One sentence without a full stop, for people.
    pub message: String,
}

/// Why a template or an expression could not be evaluated, as AWS says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The error name: `States.Runtime`.
    pub error: &'static str,
    /// The cause without the sentence that names the state, which the interpreter puts before it.
    pub cause: String,
}

impl Template {
    /// Compiles a template from the definition's value. Any value is a template; only objects'
    /// members whose names end in `.$` mean more than themselves.
    pub fn compile(source: &Value) -> Result<Self, Vec<TemplateError>> {
        let mut compiler = Compiler {
            pointer: String::new(),
            errors: Vec::new(),
        };
        let node = compiler.node(source);
        if compiler.errors.is_empty() {
            Ok(Self { node })
        } else {
            Err(compiler.errors)
        }
    }

    /// The value with every `name.$` member replaced by `name` and what it leads to.
    pub fn evaluate<S: Scope + ?Sized>(&self, scope: &S) -> Result<Value, Failure> {
        self.node.evaluate(scope)
    }

    /// The value when nothing is to be filled in.
    pub fn constant(&self) -> Option<&Value> {
        match &self.node {
            Node::Constant(value) => Some(value),
            Node::Object(_) | Node::Array(_) => None,
        }
    }
}

impl Node {
    fn evaluate<S: Scope + ?Sized>(&self, scope: &S) -> Result<Value, Failure> {
        match self {
            Self::Constant(value) => Ok(value.clone()),
            Self::Array(nodes) => nodes.iter().map(|node| node.evaluate(scope)).collect(),
            Self::Object(members) => {
                let mut object = Map::with_capacity(members.len());
                for member in members {
                    let (name, value) = member.evaluate(scope)?;
                    object.insert(name.to_owned(), value);
                }
                Ok(Value::Object(object))
            }
        }
    }
}

impl Member {
    fn evaluate<S: Scope + ?Sized>(&self, scope: &S) -> Result<(&str, Value), Failure> {
        match self {
            Self::Plain(name, node) => Ok((name, node.evaluate(scope)?)),
            Self::Filled(name, field, expression) => Ok((name, expression.evaluate(field, scope)?)),
        }
    }
}

/// Compiles and keeps the way from the root of the template.
struct Compiler {
    pointer: String,
    errors: Vec<TemplateError>,
}

impl Compiler {
    fn node(&mut self, source: &Value) -> Node {
        match source {
            Value::Object(members) => {
                let members: Vec<Member> = members
                    .iter()
                    .map(|(name, value)| self.below(name, |compiler| compiler.member(name, value)))
                    .collect();
                let plain = members
                    .iter()
                    .all(|member| matches!(member, Member::Plain(_, Node::Constant(_))));
                if plain {
                    Node::Constant(source.clone())
                } else {
                    Node::Object(members)
                }
            }
            Value::Array(items) => {
                let nodes: Vec<Node> = (0..)
                    .zip(items)
                    .map(|(index, item): (usize, _)| {
                        self.below(&index.to_string(), |compiler| compiler.node(item))
                    })
                    .collect();
                let plain = nodes.iter().all(|node| matches!(node, Node::Constant(_)));
                if plain {
                    Node::Constant(source.clone())
                } else {
                    Node::Array(nodes)
                }
            }
            constant => Node::Constant(constant.clone()),
        }
    }

    fn member(&mut self, field: &str, value: &Value) -> Member {
        let Some(name) = field.strip_suffix(TEMPLATE_SUFFIX) else {
            return Member::Plain(field.to_owned(), self.node(value));
        };
        let compiled = match value.as_str() {
            Some(text) => Expression::compile(text),
            None => Err(Vec::new()),
        };
        match compiled {
            Ok(expression) => Member::Filled(name.to_owned(), field.to_owned(), expression),
            Err(errors) => {
                self.errors(field, errors);
                Member::Plain(name.to_owned(), Node::Constant(Value::Null))
            }
        }
    }

    fn errors(&mut self, field: &str, errors: Vec<crate::PathError>) {
        let error = |range, message| TemplateError {
            pointer: self.pointer.clone(),
            field: field.to_owned(),
            range,
            message,
        };
        let mut errors: Vec<TemplateError> = errors
            .into_iter()
            .map(|path| error(path.range, path.message))
            .collect();
        if errors.is_empty() {
            let message = format!(
                "The value for the field '{field}' must be a valid JSONPath or a valid intrinsic function call"
            );
            errors.push(error(TextRange::default(), message));
        }
        self.errors.extend(errors);
    }

    fn below<T>(&mut self, name: &str, compile: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer
            .push_str(&name.replace('~', "~0").replace('/', "~1"));
        let result = compile(self);
        self.pointer.truncate(length);
        result
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

impl std::error::Error for Failure {}
