//! JSONata in a compiled machine: expressions and templates that know which field they stand in.

use std::sync::Arc;

use asl_jsonata::{Expression, Limits, Scope};
use serde_json::Value;

use crate::Payload;
use crate::failure::Failure;

/// An expression and the field that causes name, such as `Output/total` or `Choices[1]/Condition`.
#[derive(Debug)]
pub(crate) struct Query {
    pub(crate) expression: Expression,
    pub(crate) field: Arc<str>,
}

/// A value with expressions in it.
#[derive(Debug)]
pub(crate) enum Template {
    /// Nothing in it is computed.
    Literal(Payload),
    Query(Query),
    Array(Vec<Template>),
    Object(Vec<(String, Template)>),
}

/// `Output` and `Assign` of a state, a choice rule or a catcher.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) output: Option<Template>,
    pub(crate) assign: Option<Template>,
}

/// The data-flow steps of a JSONata state.
#[derive(Debug, Default)]
pub(crate) struct JsonataSteps {
    pub(crate) arguments: Option<Template>,
    pub(crate) shape: Shape,
}

impl Query {
    /// The value. AWS takes no expression without one.
    pub(crate) fn evaluate(&self, scope: &impl Scope) -> Result<Value, Failure> {
        match self.expression.evaluate(scope, &Limits::default()) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.failure("returned nothing (undefined).")),
            Err(failure) => Err(self.failure(&failure.to_string())),
        }
    }

    /// The failure of a value that is not of the field's type.
    pub(crate) fn unexpected(&self, wanted: &str, value: &Value) -> Failure {
        let what = format!(
            "returned an unexpected result type. Expected '{wanted}', but was '{}' for value: {value}",
            type_name(value)
        );
        self.failure(&what)
    }

    fn failure(&self, what: &str) -> Failure {
        let cause = format!(
            "The JSONata expression '{}' specified for the field '{}' {what}",
            self.expression.source(),
            self.field
        );
        Failure::evaluation(cause, Some(Arc::clone(&self.field)))
    }
}

impl Template {
    /// The value with every expression replaced by its own.
    pub(crate) fn evaluate(&self, scope: &impl Scope) -> Result<Payload, Failure> {
        match self {
            Self::Literal(value) => Ok(Arc::clone(value)),
            _ => self.fill(scope).map(Arc::new),
        }
    }

    fn fill(&self, scope: &impl Scope) -> Result<Value, Failure> {
        match self {
            Self::Literal(value) => Ok(Value::clone(value)),
            Self::Query(query) => query.evaluate(scope),
            Self::Array(items) => {
                let items: Result<Vec<Value>, Failure> =
                    items.iter().map(|item| item.fill(scope)).collect();
                items.map(Value::Array)
            }
            Self::Object(members) => {
                let filled = |(name, member): &(String, Self)| {
                    member.fill(scope).map(|value| (name.clone(), value))
                };
                let members: Result<serde_json::Map<String, Value>, Failure> =
                    members.iter().map(filled).collect();
                members.map(Value::Object)
            }
        }
    }

    /// The failure of a value that is not of the field's type, where an expression gave it.
    pub(crate) fn unexpected(&self, wanted: &str, value: &Value) -> Option<Failure> {
        match self {
            Self::Query(query) => Some(query.unexpected(wanted, value)),
            _ => None,
        }
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
