//! What can be wrong with an expression, in AWS's words.

use std::fmt;
use std::ops::Range;

/// Why an expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// The bytes of the expression that are wrong.
    pub range: Range<usize>,
    /// The error's code in JSONata, such as `S0207`; empty for what only Step Functions refuses.
    pub code: String,
    /// What is wrong, in the words that AWS repeats.
    pub message: String,
    /// Which of AWS's two reasons it is.
    pub kind: CompileErrorKind,
}

/// AWS's reasons to refuse an expression when a state machine is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompileErrorKind {
    /// It is not JSONata 2.0.6.
    Invalid,
    /// It is, but Step Functions does not support it.
    Unsupported,
}

impl CompileErrorKind {
    /// `INVALID_JSONATA_EXPRESSION` or `UNSUPPORTED_JSONATA_EXPRESSION`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invalid => "INVALID_JSONATA_EXPRESSION",
            Self::Unsupported => "UNSUPPORTED_JSONATA_EXPRESSION",
        }
    }
}

/// Prints AWS's code and the message, without the place, which the caller knows.
impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.code(), self.message)
    }
}

impl std::error::Error for CompileError {}

/// Why an evaluation gave nothing that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// The error's code in JSONata, such as `T1006`; empty for a failure without one.
    pub code: String,
    /// The error's message.
    pub message: String,
    /// The bytes of the expression where it happened, if that is known.
    pub range: Option<Range<usize>>,
}

/// The kinds of failures, which AWS words differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The expression threw an error.
    Thrown,
    /// It ran into a limit of depth, memory or time.
    Limit,
    /// Its result is a function, which is no data.
    Unsupported,
}

/// Prints what follows `The JSONata expression '…' specified for the field '…' ` in a cause.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, message, .. } = self;
        match self.kind {
            FailureKind::Thrown => {
                write!(f, "threw an error during evaluation. {code}: {message}")
            }
            FailureKind::Limit => write!(f, "threw an error during evaluation: {message}"),
            FailureKind::Unsupported => f.write_str("returned an unsupported result type."),
        }
    }
}

impl std::error::Error for Failure {}
