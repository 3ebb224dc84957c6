//! What became of the runs of Distributed Maps: their counts and their child executions.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::{Event, Payload, Status, Time};

/// One run of a Distributed Map.
#[derive(Clone, Debug)]
pub struct MapRun {
    /// Its ARN.
    pub arn: Arc<str>,
    /// The state's name.
    pub state: Arc<str>,
    /// The visit of the state (index into `Execution::states`), if visits were kept.
    pub visit: Option<usize>,
    /// `$$.StateMachine` in its child executions.
    pub state_machine: Value,
    /// How it ended; nothing when the execution ended before it.
    pub status: Option<Status>,
    /// When it began.
    pub started: Time,
    /// When it ended.
    pub stopped: Option<Time>,
    /// How many children could run at a time.
    pub max_concurrency: usize,
    /// `ToleratedFailureCount`, 0 by default.
    pub tolerated_count: u64,
    /// `ToleratedFailurePercentage`, 0 by default.
    pub tolerated_percentage: f64,
    /// Items by what became of their executions.
    pub items: RunCounts,
    /// Executions by what became of them.
    pub executions: RunCounts,
    /// The child executions, in the order in which they began; empty unless the trace was kept.
    pub children: Vec<ChildExecution>,
}

/// Items or executions by what became of them, as `DescribeMapRun` counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunCounts {
    /// Not begun.
    pub pending: u64,
    /// Begun and not ended.
    pub running: u64,
    /// Ended well.
    pub succeeded: u64,
    /// Failed.
    pub failed: u64,
    /// Out of time.
    pub timed_out: u64,
    /// Cut off.
    pub aborted: u64,
    /// Written by a `ResultWriter`.
    pub results_written: u64,
}

/// One child execution of a run.
#[derive(Clone, Debug)]
pub struct ChildExecution {
    /// Its number in the run: the index of its item or batch.
    pub index: usize,
    /// How many items it has.
    pub items: usize,
    /// Its name.
    pub name: Arc<str>,
    /// Its ARN.
    pub arn: Arc<str>,
    /// How it ended; nothing when the execution around it ended first.
    pub status: Option<Status>,
    /// Its input.
    pub input: Payload,
    /// Its output, if it succeeded.
    pub output: Option<Payload>,
    /// The error's name, where there is one.
    pub error: Option<Arc<str>>,
    /// The error's cause, where there is one.
    pub cause: Option<Arc<str>>,
    /// When it began.
    pub started: Time,
    /// When it ended.
    pub stopped: Option<Time>,
    /// Its history; empty unless the histories of children were kept.
    pub events: Vec<Event>,
}

impl RunCounts {
    /// All of them.
    pub fn total(&self) -> u64 {
        self.pending + self.running + self.succeeded + self.failed + self.timed_out + self.aborted
    }

    /// Moves some from where they are to where a status puts them.
    pub(crate) fn ended(&mut self, status: Status, count: u64) {
        self.running = self.running.saturating_sub(count);
        *match status {
            Status::Succeeded => &mut self.succeeded,
            Status::Failed => &mut self.failed,
            Status::TimedOut => &mut self.timed_out,
            Status::Aborted => &mut self.aborted,
        } += count;
    }

    /// Moves some from pending to running.
    pub(crate) fn began(&mut self, count: u64) {
        self.pending = self.pending.saturating_sub(count);
        self.running += count;
    }

    /// The counts with the names of `DescribeMapRun`.
    pub fn to_json(&self) -> Value {
        json!({
            "pending": self.pending,
            "running": self.running,
            "succeeded": self.succeeded,
            "failed": self.failed,
            "timedOut": self.timed_out,
            "aborted": self.aborted,
            "total": self.total(),
            "resultsWritten": self.results_written,
        })
    }
}

impl MapRun {
    /// The run in the shape of `DescribeMapRun`, with the child executions as `executions`.
    pub fn to_json(&self) -> Value {
        let mut run = Map::new();
        run.insert("mapRunArn".to_owned(), (&*self.arn).into());
        run.insert("state".to_owned(), (&*self.state).into());
        run.insert("status".to_owned(), status_name(self.status).into());
        run.insert("startDate".to_owned(), self.started.to_string().into());
        if let Some(time) = self.stopped {
            run.insert("stopDate".to_owned(), time.to_string().into());
        }
        run.insert("maxConcurrency".to_owned(), self.max_concurrency.into());
        let percentage = self.tolerated_percentage;
        run.insert("toleratedFailurePercentage".to_owned(), percentage.into());
        run.insert(
            "toleratedFailureCount".to_owned(),
            self.tolerated_count.into(),
        );
        run.insert("itemCounts".to_owned(), self.items.to_json());
        run.insert("executionCounts".to_owned(), self.executions.to_json());
        if !self.children.is_empty() {
            let children = self.children.iter().map(ChildExecution::to_json);
            run.insert("executions".to_owned(), children.collect());
        }
        Value::Object(run)
    }
}

impl ChildExecution {
    /// A child that has just begun; which one and of how many items is for the run to say.
    pub(crate) fn begun(name: String, arn: String, input: Payload, time: Time) -> Self {
        Self {
            index: 0,
            items: 0,
            name: Arc::from(name),
            arn: Arc::from(arn),
            status: None,
            input,
            output: None,
            error: None,
            cause: None,
            started: time,
            stopped: None,
            events: Vec::new(),
        }
    }

    /// The execution as JSON; input and output are values, not texts.
    pub fn to_json(&self) -> Value {
        let mut child = Map::new();
        child.insert("executionArn".to_owned(), (&*self.arn).into());
        child.insert("name".to_owned(), (&*self.name).into());
        child.insert("index".to_owned(), self.index.into());
        child.insert("itemCount".to_owned(), self.items.into());
        child.insert("status".to_owned(), status_name(self.status).into());
        child.insert("startDate".to_owned(), self.started.to_string().into());
        if let Some(time) = self.stopped {
            child.insert("stopDate".to_owned(), time.to_string().into());
        }
        child.insert("input".to_owned(), Value::clone(&self.input));
        if let Some(output) = &self.output {
            child.insert("output".to_owned(), Value::clone(output));
        }
        for (name, text) in [("error", &self.error), ("cause", &self.cause)] {
            if let Some(text) = text {
                child.insert(name.to_owned(), (&**text).into());
            }
        }
        if !self.events.is_empty() {
            let events = self.events.iter().map(Event::to_json);
            child.insert("events".to_owned(), events.collect());
        }
        Value::Object(child)
    }
}

fn status_name(status: Option<Status>) -> &'static str {
    status.map_or("RUNNING", Status::name)
}
