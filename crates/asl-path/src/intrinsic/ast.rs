//! The tree of an intrinsic function.

use serde_json::Number;
use text_size::TextRange;

use crate::path::Path;

/// A call or an argument of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its bytes.
    pub range: TextRange,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `States.Name(…)`.
    Call(Call),
    /// `$.a`, `$$.a` or `$name`.
    Path(Path),
    /// `'text'`.
    String(StringLiteral),
    /// `12`, `-1.5`.
    Number(Number),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// Nothing yet, or something that could not be understood: a place for completion.
    Missing,
}

/// A call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// `States.Format`, as written.
    pub name: String,
    /// The name's bytes.
    pub name_range: TextRange,
    /// From the opening parenthesis to the closing one or the end; empty when there is none.
    pub args_range: TextRange,
    /// The arguments in order; a trailing comma leaves a `Missing` one.
    pub args: Vec<Expr>,
}

/// A text between single quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StringLiteral {
    /// The text with its escapes resolved.
    pub text: String,
    /// Where in `text` a `{}` stands that was written without backslashes: what `States.Format` fills.
    pub placeholders: Vec<usize>,
}

impl Expr {
    /// The call, the path and every argument in it, the outer ones first.
    pub fn descendants(&self) -> Vec<&Expr> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(expr) = all.get(next).copied() {
            if let ExprKind::Call(call) = &expr.kind {
                all.extend(&call.args);
            }
            next += 1;
        }
        all
    }
}
