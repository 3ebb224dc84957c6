//! Errors inside an execution, and the words in which AWS gives their causes.

use std::sync::Arc;

use asl_lang::reserved::{
    DATA_LIMIT_EXCEEDED, FAILURE_THRESHOLD_EXCEEDED, HEARTBEAT_TIMEOUT, QUERY_EVALUATION_ERROR,
    RUNTIME, TIMEOUT,
};
use serde_json::{Value, json};

/// An error on its way up through retriers, catchers and containers.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// The error's name; `SendTaskFailure` and Fail states may leave it out.
    pub(crate) error: Option<Arc<str>>,
    /// What happened.
    pub(crate) cause: Option<Arc<str>>,
    /// What makes it special.
    pub(crate) kind: FailureKind,
    /// The field whose expression failed, for the event that says so.
    pub(crate) field: Option<Arc<str>>,
}

/// What makes a failure special.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// Nothing.
    Ordinary,
    /// `States.Runtime`: nothing can retry or catch it.
    Runtime,
    /// The time of a Task ran out.
    Timeout,
    /// A Task missed a heartbeat.
    Heartbeat,
    /// A JSONata expression failed, and no event has said so yet.
    Evaluation,
}

impl Failure {
    pub(crate) fn new(error: &str, cause: impl AsRef<str>) -> Self {
        Self {
            error: Some(error.into()),
            cause: Some(cause.as_ref().into()),
            kind: if error == RUNTIME {
                FailureKind::Runtime
            } else {
                FailureKind::Ordinary
            },
            field: None,
        }
    }

    /// A JSONata expression failed, or gave a value that its field does not take.
    pub(crate) fn evaluation(cause: impl AsRef<str>, field: Option<Arc<str>>) -> Self {
        Self {
            kind: FailureKind::Evaluation,
            field,
            ..Self::new(QUERY_EVALUATION_ERROR, cause)
        }
    }

    /// `States.Runtime` with a cause that does not name the state.
    pub(crate) fn runtime(cause: impl AsRef<str>) -> Self {
        Self::new(RUNTIME, cause)
    }

    /// What a worker answered.
    pub(crate) fn answered(error: Option<String>, cause: Option<String>) -> Self {
        let kind = match error.as_deref() {
            Some(RUNTIME) => FailureKind::Runtime,
            _ => FailureKind::Ordinary,
        };
        Self {
            error: error.map(Arc::from),
            cause: cause.map(Arc::from),
            kind,
            field: None,
        }
    }

    /// What a test lets the work of a state fail with: what ran out of time keeps its cause.
    pub(crate) fn mocked(error: Option<String>, cause: Option<String>) -> Self {
        let kind = match error.as_deref() {
            Some(TIMEOUT) => Some(FailureKind::Timeout),
            Some(HEARTBEAT_TIMEOUT) => Some(FailureKind::Heartbeat),
            _ => None,
        };
        let answered = Self::answered(error, cause);
        Self {
            kind: kind.unwrap_or(answered.kind),
            ..answered
        }
    }

    /// More items of a Distributed Map failed than it tolerates.
    pub(crate) fn threshold_exceeded() -> Self {
        let cause = "The specified tolerated failure threshold was exceeded";
        Self::new(FAILURE_THRESHOLD_EXCEEDED, cause)
    }

    /// A Task that ran out of time; AWS gives both cases the same name and no cause.
    pub(crate) fn timeout(heartbeat: bool) -> Self {
        let kind = if heartbeat {
            FailureKind::Heartbeat
        } else {
            FailureKind::Timeout
        };
        Self {
            error: Some(TIMEOUT.into()),
            cause: None,
            kind,
            field: None,
        }
    }

    /// A payload that is too large. `culprit` is a state's name, a function's ARN or a service.
    pub(crate) fn too_large(culprit: &str) -> Self {
        let cause = format!(
            "The state/task '{culprit}' returned a result with a size exceeding the maximum number of bytes service limit."
        );
        Self::new(DATA_LIMIT_EXCEEDED, cause)
    }

    /// The history of an execution has no room for another event.
    pub(crate) fn history_full(most: usize) -> Self {
        Self::runtime(format!(
            "The execution reached the maximum number of history events ({most})."
        ))
    }

    /// The same failure with the sentence that names the state before its cause.
    /// A state that was entered with no event is the only one: it needs no name.
    pub(crate) fn in_state(mut self, name: &str, entered_event: u32) -> Self {
        if entered_event == 0 {
            return self;
        }
        let cause = self.cause.as_deref().unwrap_or_default();
        let text = format!(
            "An error occurred while executing the state '{name}' (entered at the event id #{entered_event}). {cause}"
        );
        self.cause = Some(text.into());
        self
    }

    /// What a catcher hands on: `{"Error", "Cause"}`.
    pub(crate) fn output(&self) -> Value {
        let timed_out = matches!(self.kind, FailureKind::Timeout | FailureKind::Heartbeat);
        let no_cause = if timed_out { json!("") } else { Value::Null };
        json!({
            "Error": self.error.as_deref(),
            "Cause": self.cause.as_deref().map_or(no_cause, Value::from),
        })
    }
}
