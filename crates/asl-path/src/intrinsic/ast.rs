//! The tree of an intrinsic function.

use serde_json::Number;
use text_size::{TextRange, TextSize};

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
    /// Whether the closing parenthesis is there.
    pub closed: bool,
    /// Where the commas between the arguments stand.
    pub commas: Vec<TextSize>,
}

/// A text between single quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StringLiteral {
    /// The text with its escapes resolved.
    pub text: String,
    /// Where in `text` a `{}` stands that was written without backslashes: what `States.Format` fills.
    pub placeholders: Vec<usize>,
    /// The first brace without a backslash that is not one of such a `{}`; `States.Format` cannot
    /// have it.
    pub lone_brace: Option<char>,
}

impl Expr {
    /// The expression and every argument in it, the outer ones first.
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

    /// Every path in the expression, the outer ones first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.descendants()
            .into_iter()
            .filter_map(|expr| match &expr.kind {
                ExprKind::Path(path) => Some(path),
                _ => None,
            })
    }

    /// The innermost expression that a cursor at `offset` stands in or right behind.
    pub fn at(&self, offset: TextSize) -> Option<&Expr> {
        let all = self.descendants();
        all.into_iter()
            .rev()
            .find(|expr| expr.range.contains_inclusive(offset))
    }

    /// The innermost call between whose parentheses a cursor at `offset` stands, and the index of the
    /// argument there: what signature help shows.
    pub fn call_at(&self, offset: TextSize) -> Option<(&Call, usize)> {
        let all = self.descendants();
        let calls = all.into_iter().rev().filter_map(|expr| match &expr.kind {
            ExprKind::Call(call) => Some(call),
            _ => None,
        });
        let call = calls.into_iter().find(|call| call.surrounds(offset))?;
        Some((
            call,
            call.commas.iter().filter(|comma| **comma < offset).count(),
        ))
    }
}

impl Call {
    fn surrounds(&self, offset: TextSize) -> bool {
        let range = self.args_range;
        let inside = range.start() < offset && offset < range.end();
        // Without the closing parenthesis the arguments go on at the end.
        inside || (!self.closed && !range.is_empty() && offset == range.end())
    }
}
