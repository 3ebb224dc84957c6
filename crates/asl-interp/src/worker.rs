//! The border to whatever answers a Task: what is asked and what can be answered.

use std::time::Duration;

use serde_json::Value;

use crate::Time;

/// Answers Tasks. Called once per attempt; the interpreter puts the answer on virtual time.
pub trait Worker {
    /// Answers one attempt of one Task.
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer;
}

impl<W: Worker + ?Sized> Worker for &mut W {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        (**self).call(task)
    }
}

/// One attempt of one Task.
#[derive(Clone, Copy, Debug)]
pub struct TaskCall<'a> {
    /// The state's name.
    pub state: &'a str,
    /// The state's place in the definition, as a JSON pointer.
    pub pointer: &'a str,
    /// The `Resource` as written.
    pub resource: &'a str,
    /// The resource taken apart.
    pub kind: &'a TaskKind,
    /// What the service gets: the state's input after `InputPath` and `Parameters`.
    pub parameters: &'a Value,
    /// Retries of this visit of the state so far: 0 for the first attempt.
    pub attempt: u32,
    /// Calls of this state in this execution so far, over all visits, iterations and attempts.
    pub invocation: u32,
    /// The task token, for `.waitForTaskToken` and activities.
    pub token: Option<&'a str>,
    /// The virtual time of the call.
    pub time: Time,
    /// `TimeoutSeconds` in force.
    pub timeout: Option<Duration>,
    /// `HeartbeatSeconds` in force.
    pub heartbeat: Option<Duration>,
}

/// What kind of resource a Task calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// A Lambda function by its ARN: the result is what the function returned.
    Lambda,
    /// An activity by its ARN.
    Activity,
    /// A service integration, `arn:aws:states:::SERVICE:ACTION[.PATTERN]`.
    Service {
        /// `lambda`, `sqs`, `aws-sdk:dynamodb`, …
        service: String,
        /// `invoke`, `sendMessage`, … without the pattern.
        action: String,
        /// How the state waits.
        pattern: Pattern,
    },
    /// Anything else that a definition may name, such as a `${Placeholder}`.
    Other,
}

/// How a service integration waits for its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// The service's response is the result.
    RequestResponse,
    /// `.sync`: until the job is done.
    Sync,
    /// `.sync:2`: until the job is done, with the output parsed as JSON.
    Sync2,
    /// `.waitForTaskToken`: until somebody sends the token back.
    WaitForTaskToken,
}

/// The answer to one attempt.
#[derive(Clone, Debug)]
pub struct TaskAnswer {
    /// How the attempt ended.
    pub outcome: TaskOutcome,
    /// Virtual time from the start of the attempt to the outcome.
    pub duration: Duration,
    /// When heartbeats were sent, as durations since the start of the attempt, ascending.
    pub heartbeats: Vec<Duration>,
    /// How long an activity waits for a worker to poll it: the attempt starts then. Without it a
    /// worker polls at once, unless the outcome is [`TaskOutcome::Timeout`]. All other Tasks start
    /// at once.
    pub polled_after: Option<Duration>,
    /// What the service says when it takes a job or a message with a token, for the event
    /// `TaskSubmitted`; an empty object without it.
    pub submitted: Option<Value>,
    /// The value was made up, not given by a person or a service.
    pub sampled: bool,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub enum TaskOutcome {
    /// The result, before `ResultSelector`.
    Success(Value),
    /// An error. Both texts may be missing, as in `SendTaskFailure`.
    Failure {
        /// The error's name.
        error: Option<String>,
        /// What happened.
        cause: Option<String>,
    },
    /// The attempt ran out of time: at the nearest limit that it has, else when the answer is due.
    /// An activity ran out of time because no worker polled it, unless a heartbeat was due before
    /// or the answer says when it was polled.
    Timeout,
    /// Nobody ever answers; only a timeout, a heartbeat or the end of the execution ends the wait.
    NoAnswer,
    /// No worker ever polls the activity, so it never starts. For all other Tasks the same as
    /// [`TaskOutcome::NoAnswer`].
    NotPolled,
}

impl TaskAnswer {
    /// An answer at once.
    pub fn new(outcome: TaskOutcome) -> Self {
        Self {
            outcome,
            duration: Duration::ZERO,
            heartbeats: Vec::new(),
            polled_after: None,
            submitted: None,
            sampled: false,
        }
    }

    /// A result at once.
    pub fn success(value: Value) -> Self {
        Self::new(TaskOutcome::Success(value))
    }

    /// An error at once.
    pub fn failure(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self::new(TaskOutcome::Failure {
            error: Some(error.into()),
            cause: Some(cause.into()),
        })
    }

    /// The same answer, so much later.
    pub fn after(mut self, duration: Duration) -> Self {
        self.duration = duration;
        self
    }

    /// The same answer, marked as made up.
    pub fn sampled(mut self) -> Self {
        self.sampled = true;
        self
    }
}
