//! What is wrong with a call, as far as that can be seen without data.

use text_size::TextRange;

use super::Expr;

/// One thing that is wrong with a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where.
    pub range: TextRange,
    /// One sentence without a full stop, for people.
    pub message: String,
}

/// What can be wrong with a call.
#[derive(Debug, Clone, PartialEq)]
pub enum ProblemKind {
    /// There is no such function; perhaps the nearest one was meant.
    UnknownFunction {
        /// The function whose name is most like it, if any is near.
        nearest: Option<&'static str>,
    },
    /// Too few or too many arguments.
    WrongArity {
        /// The fewest.
        least: usize,
        /// The most; none when any number will do.
        most: Option<usize>,
        /// How many there are.
        given: usize,
    },
    /// A literal argument is of a kind that the function does not take.
    WrongArgument,
    /// `States.Format` has another number of `{}` than of values.
    PlaceholderMismatch {
        /// How many `{}` the template has.
        placeholders: usize,
        /// How many values follow it.
        values: usize,
    },
    /// Calls stand in calls more than ten deep.
    TooDeep,
}

/// Everything that is wrong with the call and the calls in it, in the order of the text.
pub fn check(expr: &Expr) -> Vec<Problem> {
    let _ = expr;
    Vec::new()
}
