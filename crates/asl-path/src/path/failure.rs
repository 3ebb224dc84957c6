//! Why a path led to nothing, worded as the engine words it.

use std::fmt;

/// Why a path could not be evaluated. The text is the engine's, letter for letter: AWS shows it in
/// the cause of an execution that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathFailure {
    message: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Missing,
    Invalid,
    NullInput,
}

impl PathFailure {
    /// The data has no such place (filters take this as "no").
    pub(crate) fn missing(message: String) -> Self {
        Self {
            message,
            kind: Kind::Missing,
        }
    }

    /// The path cannot be applied to this data at all.
    pub(crate) fn invalid(message: String) -> Self {
        Self {
            message,
            kind: Kind::Invalid,
        }
    }

    /// The input is null, of which AWS reads no path, not even `$` (reported for Choice rules and
    /// payload templates).
    pub(crate) fn null_input() -> Self {
        Self {
            message: "Unable to apply Path transformation to null or empty input.".to_owned(),
            kind: Kind::NullInput,
        }
    }

    /// Whether the data simply has no such place, rather than being of the wrong kind for the path.
    pub fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }

    /// Whether there was no input to read from: the message is then all that AWS says.
    pub fn is_null_input(&self) -> bool {
        self.kind == Kind::NullInput
    }

    /// The engine's message.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for PathFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PathFailure {}

/// The cause that AWS gives when the path of `InputPath`, `OutputPath`, `TimeoutSecondsPath` or
/// `HeartbeatSecondsPath` fails: `Invalid path '$.x' : No results for path: $['x']` (recorded).
pub fn invalid_path(path: &str, failure: &PathFailure) -> String {
    if failure.is_null_input() {
        return failure.to_string();
    }
    format!("Invalid path '{path}' : {failure}")
}
