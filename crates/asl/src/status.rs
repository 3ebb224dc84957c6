//! The three ways in which every command ends.

use std::fmt;
use std::process::ExitCode;

/// What the exit status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// 0: everything is fine.
    Fine,
    /// 1: the definition, the execution or a test failed.
    Failed,
    /// 2: the input or the arguments could not be used.
    Unusable,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Fine => 0,
            Status::Failed => 1,
            Status::Unusable => 2,
        })
    }
}

/// Why a command could not begin: words for the person who called it.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure in these words, without a full stop.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
