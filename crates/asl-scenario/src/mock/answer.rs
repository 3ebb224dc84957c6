//! Reads how one call is answered, and when.

use std::time::Duration;

use asl_interp::{TaskAnswer, TaskOutcome};
use asl_lang::limits::TIMEOUT_SECONDS_MAX;
use asl_lang::reserved::TIMEOUT;
use serde_json::{Map, Value};

use super::read::Reader;
use crate::pointer::below;

const RETURN: &str = "Return";
const THROW: &str = "Throw";
const NO_ANSWER: &str = "NoAnswer";
const NOT_POLLED: &str = "NotPolled";
const AFTER: &str = "AfterSeconds";
const HEARTBEATS: &str = "Heartbeats";
const POLLED_AFTER: &str = "PolledAfterSeconds";
const SUBMITTED: &str = "Submitted";

/// What says how the call ends: just one of them is needed.
const OUTCOMES: [&str; 4] = [RETURN, THROW, NO_ANSWER, NOT_POLLED];

/// What says when, and what the service says first.
const DETAILS: [&str; 4] = [AFTER, HEARTBEATS, POLLED_AFTER, SUBMITTED];

impl Reader {
    /// The answer to a call; mistakes go to the list of errors.
    pub(super) fn answer(&mut self, value: &Value, pointer: &str) -> Option<TaskAnswer> {
        let none = Map::new();
        let members = value.as_object().unwrap_or(&none);
        let at = |name: &str| below(pointer, name);
        for name in members.keys() {
            if !OUTCOMES.contains(&name.as_str()) && !DETAILS.contains(&name.as_str()) {
                let known = [&OUTCOMES[..], &DETAILS[..]].concat().join("', '");
                let message = format!("'{name}' is unknown here; known are '{known}'");
                self.error(&at(name), message);
            }
        }
        let mut outcomes = OUTCOMES
            .into_iter()
            .filter(|name| members.contains_key(*name));
        let (Some(outcome), None) = (outcomes.next(), outcomes.next()) else {
            let message =
                "Just one of 'Return', 'Throw', 'NoAnswer' and 'NotPolled' is needed here";
            self.error(pointer, message);
            return None;
        };
        self.misplaced(members, outcome, &at);
        let after = self
            .seconds(members.get(AFTER), &at(AFTER))
            .unwrap_or_default();
        let polled = self.seconds(members.get(POLLED_AFTER), &at(POLLED_AFTER));
        let answered = (outcome != NO_ANSWER).then_some(after);
        let heartbeats = self.heartbeats(members.get(HEARTBEATS), answered, &at(HEARTBEATS));
        let outcome = self.outcome(outcome, &members[outcome], &at(outcome))?;
        Some(TaskAnswer {
            heartbeats,
            polled_after: polled,
            submitted: members.get(SUBMITTED).cloned(),
            ..TaskAnswer::new(outcome).after(after)
        })
    }

    /// Details that cannot come beside an outcome.
    fn misplaced(
        &mut self,
        members: &Map<String, Value>,
        outcome: &str,
        at: &impl Fn(&str) -> String,
    ) {
        let impossible: &[&str] = match outcome {
            NO_ANSWER => &[AFTER],
            NOT_POLLED => &DETAILS,
            _ => &[],
        };
        for name in impossible.iter().filter(|it| members.contains_key(**it)) {
            let message = format!("'{name}' cannot stand beside '{outcome}'");
            self.error(&at(name), message);
        }
    }

    fn outcome(&mut self, name: &str, value: &Value, pointer: &str) -> Option<TaskOutcome> {
        match (name, value) {
            (RETURN, value) => Some(TaskOutcome::Success(value.clone())),
            (THROW, Value::Object(thrown)) => Some(self.throw(thrown, pointer)),
            (THROW, _) => {
                self.error(pointer, "An object with 'Error' and 'Cause' is needed here");
                None
            }
            (NO_ANSWER, Value::Bool(true)) => Some(TaskOutcome::NoAnswer),
            (NOT_POLLED, Value::Bool(true)) => Some(TaskOutcome::NotPolled),
            _ => {
                self.error(pointer, "Only true can stand here");
                None
            }
        }
    }

    /// AWS writes a `…TimedOut` event for `States.Timeout`, which has no cause (recorded).
    fn throw(&mut self, thrown: &Map<String, Value>, pointer: &str) -> TaskOutcome {
        for (name, value) in thrown {
            let pointer = below(pointer, name);
            if !matches!(name.as_str(), "Error" | "Cause") {
                self.error(&pointer, "Only 'Error' and 'Cause' can stand here");
            } else if !value.is_string() {
                self.error(&pointer, "A string is needed here");
            }
        }
        let text = |name: &str| thrown.get(name).and_then(Value::as_str).map(str::to_owned);
        let error = text("Error");
        if error.as_deref() == Some(TIMEOUT) {
            return TaskOutcome::Timeout;
        }
        TaskOutcome::Failure {
            error,
            cause: text("Cause"),
        }
    }

    fn heartbeats(
        &mut self,
        value: Option<&Value>,
        answered: Option<Duration>,
        pointer: &str,
    ) -> Vec<Duration> {
        let Some(value) = value else {
            return Vec::new();
        };
        let Some(items) = value.as_array() else {
            self.error(
                pointer,
                "A list of seconds, such as [10, 20], is needed here",
            );
            return Vec::new();
        };
        let mut beats = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            let Some(beat) = self.seconds(Some(item), &pointer) else {
                continue;
            };
            if beats.last().is_some_and(|last| beat <= *last) {
                self.error(&pointer, "A heartbeat comes after the one before it");
            }
            if answered.is_some_and(|answered| beat > answered) {
                self.error(&pointer, "This heartbeat comes after the answer");
            }
            beats.push(beat);
        }
        beats
    }

    fn seconds(&mut self, value: Option<&Value>, pointer: &str) -> Option<Duration> {
        let value = value?;
        #[expect(clippy::cast_precision_loss, reason = "the limit has eight digits")]
        let most = TIMEOUT_SECONDS_MAX as f64;
        let number = value.as_f64().filter(|it| (0.0..=most).contains(it));
        let seconds = number.and_then(|it| Duration::try_from_secs_f64(it).ok());
        if seconds.is_none() {
            let message = format!("Seconds from 0 to {TIMEOUT_SECONDS_MAX} are needed here");
            self.error(pointer, message);
        }
        seconds
    }
}
