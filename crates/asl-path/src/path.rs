//! JSONPath as Step Functions has it: `$.a['b'][0][*]..c[?(@.d > 1)]`, `$$.Execution.Id`, `$name.x`.
//!
//! [`parse()`] reads a path with the range of every part and goes on after an error; [`evaluate()`]
//! answers as Jayway 2.0.0 does, errors worded alike; [`resolve`] first picks the document that the
//! root names.

mod ast;
mod bracket;
mod evaluate;
mod failure;
mod filter;
mod parse;
mod pattern;
mod place;
mod predicate;
mod print;
mod select;

pub use ast::{
    Comparator, Criterion, Filter, Name, Operand, OperandKind, Path, Root, Step, StepKind,
};
pub use evaluate::{evaluate, resolve};
pub use failure::{PathFailure, invalid_path};
pub use parse::{is_variable_name, is_variable_start, parse};
pub(crate) use parse::{parse_within, range as text_range};
pub use pattern::Pattern;
