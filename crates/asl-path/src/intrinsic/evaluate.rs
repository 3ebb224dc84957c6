//! Evaluates a call: its arguments first, then the function.

use std::borrow::Cow;

use asl_lang::reserved::RUNTIME;
use asl_lang::{Param, ParamKind, intrinsic};
use serde_json::Value;

use super::ast::{Call, Expr, ExprKind, StringLiteral};
use super::check::params;
use super::functions::{self, invalid_arguments, takes_any};
use crate::Scope;
use crate::path::{Path, Root, resolve};
use crate::template::Failure;

/// The value of the call. `text` is the whole expression as written, which AWS repeats in causes.
///
/// Whatever fails is `States.Runtime`: the documentation's `States.IntrinsicFailure`, which a catcher
/// could name, was never recorded.
pub fn evaluate<S: Scope + ?Sized>(expr: &Expr, text: &str, scope: &S) -> Result<Value, Failure> {
    let evaluation = Evaluation { text, scope };
    let value = evaluation.value(expr).map_err(|problem| {
        let cause = match problem {
            Problem::Path(message) => {
                format!("The function '{text}' had the following error: {message}")
            }
            Problem::Function(message) => format!(
                "There was an error while evaluating the intrinsic function: {text}. {message}"
            ),
        };
        Failure {
            error: RUNTIME,
            cause,
        }
    })?;
    Ok(value.into_owned())
}

enum Problem {
    /// An argument's path leads nowhere or does not fit the data.
    Path(String),
    /// A function cannot work with its arguments.
    Function(String),
}

struct Evaluation<'e, S: ?Sized> {
    text: &'e str,
    scope: &'e S,
}

impl<'e, S: Scope + ?Sized> Evaluation<'e, S> {
    fn value(&self, expr: &Expr) -> Result<Cow<'e, Value>, Problem> {
        Ok(match &expr.kind {
            ExprKind::Call(call) => Cow::Owned(self.call(call)?),
            ExprKind::Path(path) => return self.path(path),
            ExprKind::String(literal) => Cow::Owned(Value::from(literal.text.as_str())),
            ExprKind::Number(number) => Cow::Owned(Value::Number(number.clone())),
            ExprKind::Bool(bool) => Cow::Owned(Value::Bool(*bool)),
            ExprKind::Null => Cow::Owned(Value::Null),
            ExprKind::Missing => {
                return Err(Problem::Function("An argument is missing".to_owned()));
            }
        })
    }

    /// In an argument, an index past the end is a miss, unlike in a template field. Of a path that does
    /// not fit the data, such as an index into a number, the engine's own words are shown (both
    /// reported from AWS).
    fn path(&self, path: &Path) -> Result<Cow<'e, Value>, Problem> {
        match resolve(path, self.scope) {
            Ok(Cow::Owned(Value::Null)) => Err(Problem::Path(self.not_found(path))),
            Err(failure) if failure.is_missing() => Err(Problem::Path(self.not_found(path))),
            Err(failure) => Err(Problem::Path(failure.to_string())),
            Ok(value) => Ok(value),
        }
    }

    /// A path into the context object is shown as one into the input, with the input (reported from AWS).
    fn not_found(&self, path: &Path) -> String {
        let text = self
            .text
            .get(std::ops::Range::<usize>::from(path.range))
            .unwrap_or_default();
        let context = text
            .strip_prefix('$')
            .filter(|_| path.root == Root::Context);
        let text = context.unwrap_or(text);
        let input = self.scope.input();
        format!(
            "The JsonPath argument for the field '{text}' could not be found in the input '{input}'"
        )
    }

    fn call(&self, call: &Call) -> Result<Value, Problem> {
        let Some(function) = intrinsic(&call.name) else {
            let message = format!("There is no function {}", call.name);
            return Err(Problem::Function(message));
        };
        let (least, most, given) = (function.min_args(), function.max_args(), call.args.len());
        let name = function.name;
        if given < least || most.is_some_and(|most| given > most) {
            return Err(Problem::Function(invalid_arguments(name)));
        }
        let args = call
            .args
            .iter()
            .map(|arg| self.value(arg))
            .collect::<Result<Vec<_>, _>>()?;
        let takes = |(index, (arg, param)): (usize, (&Cow<'_, Value>, &Param))| {
            is_kind(arg, param) || takes_any(name, index, arg)
        };
        if !args.iter().zip(params(function)).enumerate().all(takes) {
            return Err(Problem::Function(invalid_arguments(name)));
        }
        let arguments = functions::Arguments {
            name,
            args: &args,
            template: call.args.first().and_then(literal),
            parsed: call.args.iter().map(is_parsed).collect(),
            scope: self.scope,
        };
        functions::apply(&arguments).map_err(Problem::Function)
    }
}

/// A text that is written in the call.
fn literal(arg: &Expr) -> Option<&StringLiteral> {
    match &arg.kind {
        ExprKind::String(literal) => Some(literal),
        _ => None,
    }
}

fn is_parsed(arg: &Expr) -> bool {
    matches!(&arg.kind, ExprKind::Call(call) if call.name == "States.StringToJson")
}

fn is_kind(value: &Value, param: &Param) -> bool {
    match param.kind {
        ParamKind::Any => true,
        ParamKind::String => value.is_string(),
        ParamKind::Number => value.is_number(),
        ParamKind::Bool => value.is_boolean(),
        ParamKind::Array => value.is_array(),
        ParamKind::Object => value.is_object(),
    }
}
