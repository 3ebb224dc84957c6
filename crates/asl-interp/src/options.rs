//! How a run is set up: workflow type, virtual start, names, limits and the guard.

use std::sync::Arc;
use std::time::Duration;

use asl_lang::WorkflowType;
use serde_json::Value;

use crate::{Objects, Stop, Time};

/// Everything about a run besides the machine, its input and its worker.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// Standard or Express: their limits differ.
    pub workflow: WorkflowType,
    /// Feeds jitter, `States.UUID`, `States.MathRandom` and all made-up ids.
    pub seed: u64,
    /// The virtual time of `ExecutionStarted`.
    pub start_time: Time,
    /// Whether the limits of AWS end an execution (history events, payloads, duration).
    pub limits: bool,
    /// The simulator's own limits, never lifted.
    pub guard: Guard,
    /// What the run keeps besides its result.
    pub keep: Keep,
    /// The objects of S3 that item readers read; nothing when nobody gave any.
    pub objects: Option<Arc<Objects>>,
    /// Names and ARNs of the context object and of the history.
    pub names: Names,
    /// Members laid over the context object (`$$`), merged object by object.
    pub context: Option<Value>,
    /// Ends the run from outside, and shows how far it is.
    pub stop: Stop,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            workflow: WorkflowType::Standard,
            seed: 0,
            start_time: Time::from_millis(1_767_225_600_000), // 2026-01-01T00:00:00Z
            limits: true,
            guard: Guard::default(),
            keep: Keep::default(),
            objects: None,
            names: Names::default(),
            context: None,
            stop: Stop::default(),
        }
    }
}

/// What a run keeps besides its result. A run that keeps nothing needs memory for what is alive
/// only: the data that its branches hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The events, for `Execution::events`.
    pub history: bool,
    /// The visited states, for `Execution::states`.
    pub trace: bool,
    /// The events of the child executions of Distributed Maps, for
    /// [`ChildExecution::events`](crate::ChildExecution::events).
    pub children: bool,
}

impl Keep {
    /// Neither events nor visits.
    pub const NOTHING: Self = Self {
        history: false,
        trace: false,
        children: false,
    };
}

impl Default for Keep {
    fn default() -> Self {
        Self {
            history: true,
            trace: true,
            children: false,
        }
    }
}

/// What ends a run that would not end by itself or would eat the memory of the machine it runs on.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    /// Entered states, over all branches and iterations.
    pub steps: u64,
    /// Estimated bytes of what is kept (history and trace) and of what is alive (the data that
    /// branches hold).
    pub bytes: u64,
    /// Arrays and objects within each other in one payload: a loop that wraps its data in itself
    /// would otherwise make documents that no program can print.
    pub nesting: usize,
    /// Virtual time from start to end.
    pub virtual_time: Duration,
}

impl Default for Guard {
    fn default() -> Self {
        Self {
            steps: 10_000_000,
            bytes: 1 << 30,
            nesting: 500,
            virtual_time: Duration::from_secs(100 * 366 * 24 * 3600),
        }
    }
}

/// Names and ARNs of the context object and of the history.
#[derive(Clone, Debug)]
pub struct Names {
    /// `aws`, `aws-cn`, …
    pub partition: String,
    /// Such as `us-east-1`.
    pub region: String,
    /// Twelve digits.
    pub account: String,
    /// The state machine's name.
    pub state_machine: String,
    /// The execution's name; made from the seed when none is given.
    pub execution: Option<String>,
    /// The role of the execution.
    pub role_arn: String,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            partition: "aws".to_owned(),
            region: "us-east-1".to_owned(),
            account: "123456789012".to_owned(),
            state_machine: "StateMachine".to_owned(),
            execution: None,
            role_arn: "arn:aws:iam::123456789012:role/StepFunctionsRole".to_owned(),
        }
    }
}
