//! The execution history: events as AWS numbers, links and words them.

/// One event of the history.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id, from 1 on.
    pub id: u32,
    /// The id of the event that led to it; 0 for the first ones.
    pub previous: u32,
    /// When it happened.
    pub time: crate::Time,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum EventKind {
    /// The execution began.
    ExecutionStarted,
}

impl Event {
    /// The event's `type`, such as `TaskStateEntered`.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            EventKind::ExecutionStarted => "ExecutionStarted",
        }
    }

    /// The event in the shape of `GetExecutionHistory`.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::Value::Null
    }
}
