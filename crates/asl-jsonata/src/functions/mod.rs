//! The functions that Step Functions adds to JSONata, and the one that it takes away.

mod arrays;
mod chance;
mod digest;
mod parse;

use std::sync::OnceLock;

use jlens_core::{Bindings, Error, HostCall, HostFunction, Result};
use serde_json::Value;

use crate::expression::Dialect;

pub(crate) use chance::chance;
pub use chance::uuid_of;

/// An argument; nothing is undefined.
type Argument = Option<Value>;

/// The bindings that every evaluation begins with.
pub(crate) fn bindings(dialect: Dialect) -> Bindings {
    static PLAIN: OnceLock<Bindings> = OnceLock::new();
    static STEP_FUNCTIONS: OnceLock<Bindings> = OnceLock::new();
    let plain = || {
        Bindings::new()
            .function("partition", function(2, arrays::partition))
            .function("range", function(3, arrays::range))
            .function("hash", function(2, digest::hash))
            .function("parse", function(1, parse::parse))
    };
    // There is no `$eval`: what is no function cannot be called.
    let step_functions = || plain().var("eval", Value::Null);
    match dialect {
        Dialect::Plain => PLAIN.get_or_init(plain).clone(),
        Dialect::StepFunctions => STEP_FUNCTIONS.get_or_init(step_functions).clone(),
    }
}

type Body = fn(&[Argument], &HostCall<'_>) -> Result<Argument>;

/// A function that sees nothing but its arguments.
fn function(parameters: usize, body: Body) -> HostFunction {
    HostFunction::new(parameters, body).without_input()
}

/// An argument that has the wrong type, or one too many.
fn mismatch(index: usize, function: &str) -> Error {
    Error::new("T0410")
        .with("index", index)
        .with("token", function)
}

/// An error in a function's own words.
fn complaint(message: impl Into<String>) -> Error {
    Error::new("D3137").with("message", message.into())
}

/// Fails when there are more arguments than parameters.
fn at_most(most: usize, arguments: &[Argument], function: &str) -> Result<()> {
    if arguments.len() > most {
        return Err(mismatch(most + 1, function));
    }
    Ok(())
}

fn argument(arguments: &[Argument], index: usize) -> Option<&Value> {
    arguments.get(index)?.as_ref()
}

/// A number without its fraction, if the argument is there.
fn truncated(arguments: &[Argument], index: usize, function: &str) -> Result<Option<f64>> {
    match argument(arguments, index) {
        None => Ok(None),
        Some(value) => match value.as_f64() {
            Some(number) => Ok(Some(number.trunc())),
            None => Err(mismatch(index + 1, function)),
        },
    }
}
