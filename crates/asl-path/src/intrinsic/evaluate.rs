//! Evaluates a call: its arguments first, then the function.

use std::borrow::Cow;

use asl_lang::{Param, ParamKind, intrinsic};
use serde_json::Value;

use super::ast::{Call, Expr, ExprKind};
use super::check::{arity_message, noun, params};
use super::functions;
use crate::Scope;
use crate::path::{Path, Root, resolve};
use crate::template::Failure;

/// The value of the call. `text` is the whole expression as written, which AWS repeats in causes.
///
/// A path that leads nowhere is `States.Runtime`, anything else that fails `States.IntrinsicFailure`.
pub fn evaluate<S: Scope + ?Sized>(expr: &Expr, text: &str, scope: &S) -> Result<Value, Failure> {
    let evaluation = Evaluation { text, scope };
    let value = evaluation.value(expr).map_err(|problem| {
        let (error, message) = match problem {
            Problem::Missing(message) => ("States.Runtime", message),
            Problem::Failed(message) => ("States.IntrinsicFailure", message),
        };
        Failure {
            error,
            cause: format!("The function '{text}' had the following error: {message}"),
        }
    })?;
    Ok(value.into_owned())
}

enum Problem {
    Missing(String),
    Failed(String),
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
            ExprKind::Missing => return Err(Problem::Failed("An argument is missing".to_owned())),
        })
    }

    /// In an argument, an index past the end is a miss, unlike in a template field (reported from AWS).
    fn path(&self, path: &Path) -> Result<Cow<'e, Value>, Problem> {
        match resolve(path, self.scope) {
            Ok(Cow::Owned(Value::Null)) | Err(_) => Err(Problem::Missing(self.not_found(path))),
            Ok(value) => Ok(value),
        }
    }

    /// A path into the context object is shown as one into the input, with the input (reported from AWS).
    fn not_found(&self, path: &Path) -> String {
        let text = self
            .text
            .get(std::ops::Range::<usize>::from(path.range))
            .unwrap_or_default();
        let text = if path.root == Root::Context {
            &text[1..]
        } else {
            text
        };
        let input = self.scope.input();
        format!(
            "The JsonPath argument for the field '{text}' could not be found in the input '{input}'"
        )
    }

    fn call(&self, call: &Call) -> Result<Value, Problem> {
        let Some(function) = intrinsic(&call.name) else {
            return Err(Problem::Failed(format!(
                "There is no function {}",
                call.name
            )));
        };
        let (least, most, given) = (function.min_args(), function.max_args(), call.args.len());
        if given < least || most.is_some_and(|most| given > most) {
            return Err(Problem::Failed(arity_message(
                function.name,
                least,
                most,
                given,
            )));
        }
        let args = call
            .args
            .iter()
            .map(|arg| self.value(arg))
            .collect::<Result<Vec<_>, _>>()?;
        for (arg, param) in args.iter().zip(params(function)) {
            check_kind(arg, param).map_err(Problem::Failed)?;
        }
        let placeholders = call.args.first().and_then(placeholders);
        let call = functions::Arguments {
            args: &args,
            placeholders,
            scope: self.scope,
        };
        functions::apply(function.name, &call).map_err(Problem::Failed)
    }
}

/// The places of `{}` in a template that is written in the call.
fn placeholders(arg: &Expr) -> Option<&[usize]> {
    match &arg.kind {
        ExprKind::String(literal) => Some(&literal.placeholders),
        _ => None,
    }
}

fn check_kind(value: &Value, param: &Param) -> Result<(), String> {
    let fits = match param.kind {
        ParamKind::Any => true,
        ParamKind::String => value.is_string(),
        ParamKind::Number => value.is_number(),
        ParamKind::Bool => value.is_boolean(),
        ParamKind::Array => value.is_array(),
        ParamKind::Object => value.is_object(),
    };
    if fits {
        Ok(())
    } else {
        Err(format!("'{}' must be {}", param.name, noun(param.kind)))
    }
}
