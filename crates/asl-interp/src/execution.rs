//! What a run gives back: the result, the history, the trace and the summary.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::{Cost, Event, ExpressUse, Halt, MapRun, Objects, Payload, StateVisit};

/// How an execution ended, in AWS's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It reached an end.
    Succeeded,
    /// An error was not caught.
    Failed,
    /// It ran longer than its `TimeoutSeconds` or than AWS allows.
    TimedOut,
    /// It was cancelled, or the simulator's own guard ended it.
    Aborted,
}

impl Status {
    /// `SUCCEEDED`, `FAILED`, `TIMED_OUT` or `ABORTED`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::TimedOut => "TIMED_OUT",
            Self::Aborted => "ABORTED",
        }
    }
}

/// One execution, from start to end.
#[derive(Clone, Debug)]
pub struct Execution {
    /// How it ended.
    pub status: Status,
    /// The output of a successful execution.
    pub output: Option<Payload>,
    /// The error's name, where there is one.
    pub error: Option<String>,
    /// The error's cause, where there is one.
    pub cause: Option<String>,
    /// What ended it, if it was neither the machine nor AWS.
    pub halted: Option<Halt>,
    /// The history, in the order of ids; empty unless it was kept.
    pub events: Vec<Event>,
    /// The visited states, in the order in which they were entered; empty unless they were kept.
    pub states: Vec<StateVisit>,
    /// What stays the same of the context object: `Execution` and `StateMachine`; null unless the
    /// states were kept.
    pub context: Value,
    /// The runs of Distributed Maps, in the order in which they began.
    pub map_runs: Vec<MapRun>,
    /// The objects that result writers wrote.
    pub written: Objects,
    /// Names of the states whose Task was answered with a made-up value, each once, in order.
    pub sampled: Vec<String>,
    /// Counts, duration and cost.
    pub summary: Summary,
}

/// Counts, duration and cost of an execution.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Entered states and retries, those of child executions among them.
    pub transitions: u64,
    /// The transitions that Standard bills: all but those of Express children.
    pub billed_transitions: u64,
    /// Events that the execution has, whether they were kept or not.
    pub events: u64,
    /// Retries over all states.
    pub retries: u64,
    /// Virtual time from start to end.
    pub duration: Duration,
    /// The duration that Express bills: rounded up to 100 ms.
    pub billed_duration: Duration,
    /// The memory that Express bills, in megabytes.
    pub memory_mb: u64,
    /// What the Express children of Distributed Maps use; they are billed besides.
    pub express_children: ExpressUse,
    /// An estimate of the cost, both ways.
    pub cost: Cost,
}

impl Execution {
    /// `{"status", "output" | "error", "cause", "events"}`, the events as `GetExecutionHistory` has
    /// them.
    pub fn to_json(&self) -> Value {
        let mut result = self.result();
        let events = self.events.iter().map(Event::to_json).collect();
        result.insert("events".to_owned(), Value::Array(events));
        Value::Object(result)
    }

    /// `{"status", "output" | "error", "cause"}`.
    pub fn result_to_json(&self) -> Value {
        Value::Object(self.result())
    }

    fn result(&self) -> Map<String, Value> {
        let mut result = Map::new();
        result.insert("status".to_owned(), self.status.name().into());
        if let Some(output) = &self.output {
            result.insert("output".to_owned(), Value::clone(output));
        }
        if let Some(error) = &self.error {
            result.insert("error".to_owned(), error.as_str().into());
        }
        if let Some(cause) = &self.cause {
            result.insert("cause".to_owned(), cause.as_str().into());
        }
        result
    }
}

impl Summary {
    /// The summary as JSON: durations in seconds, cost in USD.
    pub fn to_json(&self) -> Value {
        json!({
            "transitions": self.transitions,
            "retries": self.retries,
            "durationSeconds": self.duration.as_secs_f64(),
            "billedDurationSeconds": self.billed_duration.as_secs_f64(),
            "memoryMegabytes": self.memory_mb,
            "estimatedCostUsd": { "standard": self.cost.standard, "express": self.cost.express },
        })
    }
}
