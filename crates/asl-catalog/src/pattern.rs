//! How a Task waits for the service that it calls.

use asl_lang::WorkflowType;

/// The integration pattern, which the end of a resource says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// The service's response is the result.
    RequestResponse,
    /// `.sync`: until the job is done.
    Sync,
    /// `.sync:2`: until the job is done, with the output as JSON.
    Sync2,
    /// `.waitForTaskToken`: until somebody sends the token back.
    WaitForTaskToken,
}

impl Pattern {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Pattern; 4] = [
        Pattern::RequestResponse,
        Pattern::Sync,
        Pattern::Sync2,
        Pattern::WaitForTaskToken,
    ];

    /// What stands behind the action in a resource; empty for request and response.
    pub const fn suffix(self) -> &'static str {
        match self {
            Pattern::RequestResponse => "",
            Pattern::Sync => ".sync",
            Pattern::Sync2 => ".sync:2",
            Pattern::WaitForTaskToken => ".waitForTaskToken",
        }
    }

    /// The pattern of that exact suffix.
    pub fn from_suffix(suffix: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|pattern| pattern.suffix() == suffix)
    }

    /// The workflow types that may use it. Source: "Integrating services with Step Functions":
    /// Express workflows know request and response only.
    pub const fn workflow_types(self) -> &'static [WorkflowType] {
        match self {
            Pattern::RequestResponse => &[WorkflowType::Standard, WorkflowType::Express],
            Pattern::Sync | Pattern::Sync2 | Pattern::WaitForTaskToken => &[WorkflowType::Standard],
        }
    }
}
