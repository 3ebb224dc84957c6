//! JSONata expressions and templates of them.

use std::sync::Arc;
use std::time::Duration;

use asl_jsonata::{
    Bindings, CompileError, Dialect, Expression, Failure, FailureKind, Limits, StatesMember,
};
use asl_lang::reserved::QUERY_EVALUATION_ERROR as FAILED;
use serde_json::Value;

use super::{Failed, Mistake, Problem, Surroundings};
use crate::compile::{compile_jsonata, expression};

/// The code that JSONata's own runner has for both of its limits, depth and time.
const PLAIN_LIMIT: &str = "U1001";

/// Evaluates an expression, in `{% … %}` or not.
pub(super) fn evaluate(text: &str, around: &Surroundings) -> Result<Option<Value>, Problem> {
    let (source, shift) = inside(text);
    let expression = Expression::compile_as(source, around.dialect)
        .map_err(|errors| unreadable(&errors, shift))?;
    let value = expression.evaluate(&bindings(around), &limits(around));
    value.map_err(|failure| thrown(&failure, source, around.dialect))
}

/// The failure of an expression without a value, which no field takes (recorded).
pub(super) fn undefined(text: &str) -> Failed {
    let (source, _) = inside(text);
    Failed {
        error: FAILED.to_owned(),
        cause: format!("The JSONata expression '{source}' returned nothing (undefined)."),
        thrown: None,
    }
}

/// Whether a template has `{% … %}` strings.
pub(super) fn is_template(source: &Value) -> bool {
    match source {
        Value::String(text) => expression(text).is_some(),
        Value::Array(items) => items.iter().any(is_template),
        Value::Object(members) => members.values().any(is_template),
        _ => false,
    }
}

/// Fills in a template as `Output` is filled in: causes name the fields below that one.
pub(super) fn fill(source: &Value, around: &Surroundings) -> Result<Value, Problem> {
    let template = compile_jsonata(source, "Output").map_err(|errors| {
        let mistakes = errors.into_iter().map(|error| Mistake {
            pointer: Some(error.pointer),
            range: 0..0,
            code: String::new(),
            message: error.message,
        });
        Problem::Unreadable(mistakes.collect())
    })?;
    match template.evaluate(&bindings(around)) {
        Ok(value) => Ok(Arc::unwrap_or_clone(value)),
        Err(failure) => Err(Problem::Failed(Failed {
            error: failure.error.as_deref().unwrap_or(FAILED).to_owned(),
            cause: failure.cause.as_deref().unwrap_or_default().to_owned(),
            thrown: None,
        })),
    }
}

/// The expression without its markers, and how many bytes stand before it.
fn inside(text: &str) -> (&str, usize) {
    let source = expression(text.trim()).unwrap_or(text);
    let shift = source.as_ptr().addr() - text.as_ptr().addr();
    (source, shift)
}

fn bindings(around: &Surroundings) -> Bindings {
    let mut bindings = Bindings::new()
        .states(StatesMember::Input, Arc::clone(&around.input))
        .states(StatesMember::Context, Arc::clone(&around.context))
        .seed(around.seed)
        .now_millis(around.time.millis())
        .interrupted_by(around.stop.interrupt());
    let of_fields = [
        (StatesMember::Result, &around.result),
        (StatesMember::ErrorOutput, &around.error_output),
    ];
    for (member, value) in of_fields {
        if let Some(value) = value {
            bindings = bindings.states(member, Arc::clone(value));
        }
    }
    if around.dialect == Dialect::Plain && around.has_document {
        bindings = bindings.document(Arc::clone(&around.input));
    }
    for (name, value) in &around.variables {
        bindings = bindings.variable(Arc::clone(name), Arc::clone(value));
    }
    bindings
}

/// JSONata has no limits of its own; these keep a program that never ends from going on.
fn limits(around: &Surroundings) -> Limits {
    match around.dialect {
        Dialect::StepFunctions => Limits::default(),
        Dialect::Plain => Limits {
            depth: around.depth.unwrap_or(50_000),
            items: 1 << 24,
            string_bytes: 1 << 28,
            result_bytes: 1 << 28,
            steps: 1_000_000_000,
            time: Duration::from_secs(10),
        },
    }
}

fn unreadable(errors: &[CompileError], shift: usize) -> Problem {
    let mistake = |error: &CompileError| Mistake {
        pointer: None,
        range: error.range.start + shift..error.range.end + shift,
        code: if error.code.is_empty() {
            error.kind.code().to_owned()
        } else {
            error.code.clone()
        },
        message: error.message.clone(),
    };
    Problem::Unreadable(errors.iter().map(mistake).collect())
}

fn thrown(failure: &Failure, source: &str, dialect: Dialect) -> Problem {
    let code = match (dialect, failure.kind) {
        (Dialect::Plain, FailureKind::Limit) => PLAIN_LIMIT,
        _ => &failure.code,
    };
    Problem::Failed(Failed {
        error: FAILED.to_owned(),
        cause: format!("The JSONata expression '{source}' {failure}"),
        thrown: Some((code.to_owned(), failure.message.clone())),
    })
}
