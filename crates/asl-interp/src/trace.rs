//! What happened in each visited state: the data after every step, retries, tokens.

use std::sync::Arc;
use std::time::Duration;

use asl_lang::StateType;
use serde_json::{Map, Value, json};

use crate::program::State;
use crate::run::Item;
use crate::{Assignment, Payload, Time};

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
    /// Whether it happened in a child execution of a Distributed Map, which has a history of its own.
    pub in_child: bool,
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
    pub assigned: Vec<Assignment>,
    /// The retries that were made.
    pub retries: Vec<RetryNote>,
    /// The task tokens that were issued.
    pub tokens: Vec<TokenNote>,
    /// What a Map makes of its items.
    pub map: Option<Box<MapNote>>,
    /// The item of the innermost Map around.
    pub(crate) item: Option<Arc<Item>>,
    /// The first item of the Map that this is.
    pub(crate) first_item: Option<Arc<Item>>,
    /// The error and cause that ended the state or that a catcher took.
    pub error: Option<(Option<String>, Option<String>)>,
    /// What that catcher was given: `{"Error", "Cause"}`.
    pub error_output: Option<Payload>,
    /// The catcher (index into `Catch`) that took the error.
    pub caught_by: Option<usize>,
    /// The choice rule (index into `Choices`) that matched.
    pub chosen: Option<usize>,
    /// The state that came next.
    pub next: Option<Arc<str>>,
}

/// What a Map makes of its items, and the limits that it works out. A state that runs alone has it.
#[derive(Clone, Debug, Default)]
pub struct MapNote {
    /// How many items there are.
    pub count: usize,
    /// The items, after `ItemsPath` or `Items`.
    pub after_items_path: Option<Payload>,
    /// The items, after the `ItemsPointer` of the `ItemReader`.
    pub after_items_pointer: Option<Payload>,
    /// What the iterations get, after `ItemSelector`.
    pub after_item_selector: Option<Payload>,
    /// The batches of `ItemBatcher`.
    pub after_item_batcher: Option<Payload>,
    /// `MaxConcurrency`; 0 is no limit of its own.
    pub max_concurrency: Option<u64>,
    /// `ToleratedFailureCount`.
    pub tolerated_count: Option<u64>,
    /// `ToleratedFailurePercentage`.
    pub tolerated_percentage: Option<f64>,
}

impl MapNote {
    /// Whether so many failed items are more than the Map tolerates. Without either limit they
    /// never are (recorded).
    #[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
    pub(crate) fn exceeded(&self, failed: Option<u64>) -> bool {
        let failed = failed.unwrap_or(0);
        let share = failed as f64 * 100.0 / self.count.max(1) as f64;
        self.tolerated_count.is_some_and(|most| failed > most)
            || self.tolerated_percentage.is_some_and(|most| share > most)
    }
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
    /// When a worker polled the activity.
    pub polled: Option<Time>,
    /// When heartbeats came.
    pub heartbeats: Vec<Time>,
    /// `success`, `failure`, `timeout`, `heartbeat timeout` or `none`.
    pub answer: &'static str,
    /// When it was answered.
    pub answered: Option<Time>,
}

impl StateVisit {
    /// A visit that has just begun.
    pub(crate) fn entered(state: &State, input: Payload, time: Time, event: u32) -> Self {
        Self {
            name: Arc::clone(&state.name),
            pointer: Arc::clone(&state.pointer),
            state_type: state.state_type,
            parent: None,
            index: None,
            in_child: false,
            entered_event: event,
            exited_event: None,
            entered: time,
            exited: None,
            input,
            after_input_path: None,
            after_parameters: None,
            result: None,
            after_result_selector: None,
            after_result_path: None,
            output: None,
            assigned: Vec::new(),
            retries: Vec::new(),
            tokens: Vec::new(),
            map: None,
            item: None,
            first_item: None,
            error: None,
            error_output: None,
            caught_by: None,
            chosen: None,
            next: None,
        }
    }

    /// The visit as JSON, with one member per step that happened.
    pub fn to_json(&self) -> Value {
        let mut visit = Map::new();
        visit.insert("name".to_owned(), (&*self.name).into());
        visit.insert("type".to_owned(), self.state_type.name().into());
        visit.insert("pointer".to_owned(), (&*self.pointer).into());
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                visit.insert(name.to_owned(), value);
            }
        };
        put("parent", self.parent.map(Value::from));
        put("index", self.index.map(Value::from));
        put(
            "inChildExecution",
            self.in_child.then_some(Value::Bool(true)),
        );
        put("entered", Some(self.entered.to_string().into()));
        put("exited", self.exited.map(|time| time.to_string().into()));
        put("input", Some(Value::clone(&self.input)));
        for (name, payload) in self.steps() {
            put(name, payload.as_deref().cloned());
        }
        put(
            "assigned",
            (!self.assigned.is_empty()).then(|| self.assigned_to_json()),
        );
        put("retries", list(&self.retries, RetryNote::to_json));
        put("tokens", list(&self.tokens, TokenNote::to_json));
        if let Some((error, cause)) = &self.error {
            put("error", error.as_deref().map(Value::from));
            put("cause", cause.as_deref().map(Value::from));
        }
        put("caughtBy", self.caught_by.map(Value::from));
        put("chosen", self.chosen.map(Value::from));
        put("next", self.next.as_deref().map(Value::from));
        Value::Object(visit)
    }

    /// The data after every step, by the step's name, in AWS's order; `None` where the step did not
    /// happen.
    pub fn steps(&self) -> [(&'static str, &Option<Payload>); 6] {
        [
            ("afterInputPath", &self.after_input_path),
            ("afterParameters", &self.after_parameters),
            ("result", &self.result),
            ("afterResultSelector", &self.after_result_selector),
            ("afterResultPath", &self.after_result_path),
            ("output", &self.output),
        ]
    }

    fn assigned_to_json(&self) -> Value {
        let pairs = self.assigned.iter();
        pairs
            .map(|(name, value)| (name.to_string(), Value::clone(value)))
            .collect()
    }
}

impl RetryNote {
    fn to_json(&self) -> Value {
        json!({
            "retrier": self.retrier,
            "error": self.error,
            "cause": self.cause,
            "at": self.at.to_string(),
            "delaySeconds": self.delay.as_secs_f64(),
        })
    }
}

impl TokenNote {
    fn to_json(&self) -> Value {
        let mut note = Map::new();
        note.insert("token".to_owned(), self.token.as_str().into());
        note.insert("issued".to_owned(), self.issued.to_string().into());
        if let Some(polled) = self.polled {
            note.insert("polled".to_owned(), polled.to_string().into());
        }
        if let Some(beats) = list(&self.heartbeats, |time| time.to_string().into()) {
            note.insert("heartbeats".to_owned(), beats);
        }
        let answered = self.answered.map(|time| time.to_string());
        note.insert("answer".to_owned(), self.answer.into());
        note.insert("answered".to_owned(), answered.into());
        Value::Object(note)
    }
}

fn list<T>(items: &[T], to_json: fn(&T) -> Value) -> Option<Value> {
    (!items.is_empty()).then(|| items.iter().map(to_json).collect())
}
