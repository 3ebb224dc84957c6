//! What an event of the history says.

use std::sync::Arc;

use asl_lang::StateType;

use crate::failure::Failure;
use crate::{Payload, Status, Time};

/// A variable's name and its new value.
pub type Assignment = (Arc<str>, Payload);

/// One event of the history.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id, from 1 on.
    pub id: u32,
    /// The id of the event that led to it; 0 for the first ones.
    pub previous: u32,
    /// When it happened.
    pub time: Time,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "the fields are those of AWS's event of that name"
)]
pub enum EventKind {
    /// The execution began.
    ExecutionStarted { input: Payload, role: Arc<str> },
    /// It reached an end.
    ExecutionSucceeded { output: Payload },
    /// An error was not caught.
    ExecutionFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    /// It ran out of time.
    ExecutionTimedOut {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    /// It was stopped.
    ExecutionAborted {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    /// A state was entered.
    StateEntered {
        state_type: StateType,
        name: Arc<str>,
        input: Payload,
    },
    /// A state was left.
    StateExited {
        state_type: StateType,
        name: Arc<str>,
        output: Payload,
        /// The variables that the state assigned, in the order of `Assign`.
        assigned: Option<Arc<[Assignment]>>,
    },
    /// A state was cut off because a sibling failed.
    StateAborted { state_type: StateType },
    /// A JSONata expression failed.
    EvaluationFailed {
        state: Arc<str>,
        error: Arc<str>,
        cause: Arc<str>,
        location: Option<Arc<str>>,
    },
    /// A Map began its iterations.
    MapStateStarted { length: usize },
    /// All iterations of a Map succeeded.
    MapStateSucceeded,
    /// A Map failed.
    MapStateFailed,
    /// A Parallel began its branches.
    ParallelStateStarted,
    /// All branches of a Parallel succeeded.
    ParallelStateSucceeded,
    /// A Parallel failed.
    ParallelStateFailed,
    /// An iteration began.
    MapIterationStarted { name: Arc<str>, index: usize },
    /// An iteration ended well.
    MapIterationSucceeded { name: Arc<str>, index: usize },
    /// An iteration failed.
    MapIterationFailed { name: Arc<str>, index: usize },
    /// An iteration was cut off because another one failed.
    MapIterationAborted { name: Arc<str>, index: usize },
    /// The run of a Distributed Map began.
    MapRunStarted { arn: Arc<str> },
    /// The run of a Distributed Map succeeded.
    MapRunSucceeded,
    /// The run of a Distributed Map failed.
    MapRunFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    /// The run of a Distributed Map was cut off.
    MapRunAborted,
    /// A Task was handed to its service.
    TaskScheduled(Arc<TaskSchedule>),
    /// The service took it.
    TaskStarted(Arc<TaskSchedule>),
    /// The service accepted a job or a message with a token.
    TaskSubmitted(TaskDetails),
    /// The Task has its result.
    TaskSucceeded(TaskDetails),
    /// The Task failed.
    TaskFailed(TaskFailure),
    /// The Task ran out of time or missed a heartbeat.
    TaskTimedOut(TaskFailure),
}

/// Which family of events a Task writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskFamily {
    /// `LambdaFunctionScheduled` and so on: a function by its ARN.
    Lambda,
    /// `ActivityScheduled` and so on: an activity by its ARN.
    Activity,
    /// `TaskScheduled` and so on: a service integration.
    Service,
}

/// What a Task was scheduled with; later events of the attempt point to it.
#[derive(Clone, Debug)]
pub struct TaskSchedule {
    /// The family of events.
    pub family: TaskFamily,
    /// The resource as written.
    pub arn: Arc<str>,
    /// `lambda`, `aws-sdk:dynamodb`, … for service integrations.
    pub resource_type: Arc<str>,
    /// `invoke`, `sendMessage.waitForTaskToken`, … for service integrations.
    pub resource: Arc<str>,
    /// The region of the execution.
    pub region: Arc<str>,
    /// What the service got.
    pub parameters: Payload,
    /// `TimeoutSeconds` in force.
    pub timeout_seconds: Option<u64>,
    /// `HeartbeatSeconds` in force.
    pub heartbeat_seconds: Option<u64>,
    /// The role of `Credentials`.
    pub role_arn: Option<Arc<str>>,
}

/// A Task and what it gave.
#[derive(Clone, Debug)]
pub struct TaskDetails {
    /// What it was scheduled with.
    pub schedule: Arc<TaskSchedule>,
    /// What it gave.
    pub output: Payload,
}

/// A Task and why it failed.
#[derive(Clone, Debug)]
pub struct TaskFailure {
    /// What it was scheduled with.
    pub schedule: Arc<TaskSchedule>,
    /// The error's name.
    pub error: Option<Arc<str>>,
    /// The error's cause.
    pub cause: Option<Arc<str>>,
}

impl Event {
    /// The event's `type`, such as `TaskStateEntered`.
    pub fn type_name(&self) -> &'static str {
        self.kind.type_name()
    }

    /// The name of the state, for events that belong to one by name.
    pub fn state_name(&self) -> Option<&str> {
        match &self.kind {
            EventKind::StateEntered { name, .. }
            | EventKind::StateExited { name, .. }
            | EventKind::EvaluationFailed { state: name, .. }
            | EventKind::MapIterationStarted { name, .. }
            | EventKind::MapIterationSucceeded { name, .. }
            | EventKind::MapIterationFailed { name, .. }
            | EventKind::MapIterationAborted { name, .. } => Some(name),
            _ => None,
        }
    }
}

impl EventKind {
    /// The event that ends an execution.
    pub(crate) fn closing(
        status: Status,
        output: Option<&Payload>,
        failure: Option<&Failure>,
    ) -> Self {
        let error = failure.and_then(|failure| failure.error.clone());
        let cause = failure.and_then(|failure| failure.cause.clone());
        match (status, output) {
            (Status::Succeeded, Some(output)) => Self::ExecutionSucceeded {
                output: Arc::clone(output),
            },
            (Status::TimedOut, _) => Self::ExecutionTimedOut { error, cause },
            (Status::Aborted, _) => Self::ExecutionAborted { error, cause },
            _ => Self::ExecutionFailed { error, cause },
        }
    }

    /// The event's `type`, such as `TaskStateEntered`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::ExecutionStarted { .. } => "ExecutionStarted",
            Self::ExecutionSucceeded { .. } => "ExecutionSucceeded",
            Self::ExecutionFailed { .. } => "ExecutionFailed",
            Self::ExecutionTimedOut { .. } => "ExecutionTimedOut",
            Self::ExecutionAborted { .. } => "ExecutionAborted",
            Self::StateEntered { state_type, .. } => entered(*state_type),
            Self::StateExited { state_type, .. } => exited(*state_type),
            Self::StateAborted { state_type } => aborted(*state_type),
            Self::EvaluationFailed { .. } => "EvaluationFailed",
            Self::MapStateStarted { .. } => "MapStateStarted",
            Self::MapStateSucceeded => "MapStateSucceeded",
            Self::MapStateFailed => "MapStateFailed",
            Self::ParallelStateStarted => "ParallelStateStarted",
            Self::ParallelStateSucceeded => "ParallelStateSucceeded",
            Self::ParallelStateFailed => "ParallelStateFailed",
            Self::MapIterationStarted { .. } => "MapIterationStarted",
            Self::MapIterationSucceeded { .. } => "MapIterationSucceeded",
            Self::MapIterationFailed { .. } => "MapIterationFailed",
            Self::MapIterationAborted { .. } => "MapIterationAborted",
            Self::MapRunStarted { .. } => "MapRunStarted",
            Self::MapRunSucceeded => "MapRunSucceeded",
            Self::MapRunAborted => "MapRunAborted",
            Self::MapRunFailed { .. } => "MapRunFailed",
            Self::TaskScheduled(task) => task.family.event_names()[0],
            Self::TaskStarted(task) => task.family.event_names()[1],
            Self::TaskSubmitted(_) => "TaskSubmitted",
            Self::TaskSucceeded(task) => task.schedule.family.event_names()[2],
            Self::TaskFailed(task) => task.schedule.family.event_names()[3],
            Self::TaskTimedOut(task) => task.schedule.family.event_names()[4],
        }
    }
}

impl TaskFamily {
    const fn event_names(self) -> [&'static str; 5] {
        match self {
            Self::Lambda => [
                "LambdaFunctionScheduled",
                "LambdaFunctionStarted",
                "LambdaFunctionSucceeded",
                "LambdaFunctionFailed",
                "LambdaFunctionTimedOut",
            ],
            Self::Activity => [
                "ActivityScheduled",
                "ActivityStarted",
                "ActivitySucceeded",
                "ActivityFailed",
                "ActivityTimedOut",
            ],
            Self::Service => [
                "TaskScheduled",
                "TaskStarted",
                "TaskSucceeded",
                "TaskFailed",
                "TaskTimedOut",
            ],
        }
    }
}

const fn entered(state_type: StateType) -> &'static str {
    match state_type {
        StateType::Task => "TaskStateEntered",
        StateType::Choice => "ChoiceStateEntered",
        StateType::Parallel => "ParallelStateEntered",
        StateType::Map => "MapStateEntered",
        StateType::Wait => "WaitStateEntered",
        StateType::Pass => "PassStateEntered",
        StateType::Succeed => "SucceedStateEntered",
        StateType::Fail => "FailStateEntered",
    }
}

const fn exited(state_type: StateType) -> &'static str {
    match state_type {
        StateType::Task => "TaskStateExited",
        StateType::Choice => "ChoiceStateExited",
        StateType::Parallel => "ParallelStateExited",
        StateType::Map => "MapStateExited",
        StateType::Wait => "WaitStateExited",
        StateType::Pass => "PassStateExited",
        StateType::Succeed => "SucceedStateExited",
        StateType::Fail => "FailStateExited",
    }
}

const fn aborted(state_type: StateType) -> &'static str {
    match state_type {
        StateType::Wait => "WaitStateAborted",
        StateType::Map => "MapStateAborted",
        StateType::Parallel => "ParallelStateAborted",
        _ => "TaskStateAborted",
    }
}
