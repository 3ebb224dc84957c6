//! Simple expressions, answered from the data itself: names that are followed from a variable (the
//! greater part of real ones), operators on numbers and texts, conditions, `$map`, `$filter` and sums
//! over the items of the data. Nothing is turned into the engine's form and back, and integers stay
//! exact to 64 bits where a value is only handed on.
//!
//! What JSONata means is decided by the engine alone. This is a shorter way to the same answer for
//! what is plain, and whatever is not gives no answer here: an error, an array where one may be
//! flattened, a number that doubles do not hold, a limit that may be reached. Then the engine is
//! asked, from the beginning. A property test holds both to the same answers.

mod compile;
mod datum;
mod run;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::scope::{Limits, Scope, StatesMember};
use crate::syntax::Node;
use run::Run;

/// An expression that may have an answer without the engine.
#[derive(Debug)]
pub(crate) struct Simple {
    root: Term,
    /// The functions that it calls: a variable of that name would take a function's place.
    functions: Vec<String>,
}

impl Simple {
    /// What an expression comes down to, if all of it is simple.
    pub(crate) fn of(root: &Node, source: &str) -> Option<Self> {
        compile::compile(root, source)
    }

    /// The value or undefined.
    pub(crate) fn answer<S: Scope + ?Sized>(
        &self,
        scope: &S,
        limits: &Limits,
    ) -> Result<Option<Value>, Unclear> {
        if matches!(&self.root, Term::Names(start, _) if !start.is_computed()) {
            return Run::new(scope, u64::MAX).answer(&self.root, true);
        }
        let unusual = limits.depth < compile::LEVELS * compile::LEVELS_OF_THE_ENGINE
            || scope.document().is_some()
            || self.functions.iter().any(|it| scope.variable(it).is_some());
        if unusual {
            return Err(Unclear);
        }
        Run::new(scope, run::budget(limits)).answer(&self.root, false)
    }
}

/// The engine must be asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unclear;

/// A part of a simple expression.
#[derive(Debug)]
enum Term {
    Constant(Value),
    /// A variable of the scope.
    Variable(String),
    /// A member of `$states`; nothing for a name that is none.
    States(Option<StatesMember>),
    /// A variable of the expression itself, by its place on the stack.
    Local(usize),
    /// The names that are followed from a value; there may be none.
    Names(Box<Term>, Vec<String>),
    Negate(Box<Term>),
    Both(Operator, Box<[Term; 2]>),
    /// A condition, and one branch or two.
    Condition(Vec<Term>),
    Record(Vec<(String, Term)>),
    /// Statements, and whether each makes a variable of its value.
    Block(Vec<(bool, Term)>),
    Each(Each, Box<Term>, Lambda),
    Whole(Whole, Box<Term>),
}

/// A function that is written where it is called.
#[derive(Debug)]
struct Lambda {
    parameters: usize,
    body: Box<Term>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Join,
}

/// Functions that ask a lambda about each item.
#[derive(Clone, Copy, Debug)]
enum Each {
    Map,
    Filter,
}

/// Functions of one value.
#[derive(Clone, Copy, Debug)]
enum Whole {
    Sum,
    Average,
    Max,
    Min,
    Count,
    Exists,
    Boolean,
    Not,
}

impl Term {
    /// Whether more is done than to look a value up.
    fn is_computed(&self) -> bool {
        !matches!(self, Self::Variable(_) | Self::States(_))
    }
}
