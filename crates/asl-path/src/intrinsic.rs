//! Intrinsic functions: `States.Format('Hello {}', $.name)`.
//!
//! [`parse()`] reads a call with the range of every name and argument; [`check()`] says what is wrong
//! with it without any data; [`evaluate()`] answers as Step Functions does. Names, arities and kinds
//! of arguments come from `asl_lang`'s table.

mod ast;
mod check;
mod evaluate;
mod functions;
mod parse;

pub use ast::{Call, Expr, ExprKind, StringLiteral};
pub use check::{Problem, ProblemKind, check};
pub use evaluate::evaluate;
pub use parse::parse;
