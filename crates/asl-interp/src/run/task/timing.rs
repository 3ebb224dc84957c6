//! When and how an attempt of a Task ends: with its answer, with `TimeoutSeconds`, with the first
//! heartbeat that is missed, or with what the called service allows.
//!
//! `TimeoutSeconds` and `HeartbeatSeconds` count from the start of the attempt, which for an
//! activity is the moment a worker polls it (developer guide, "Task workflow state"). How long an
//! activity may wait to be polled is not recorded; here it is `TimeoutSeconds` as well, since public
//! histories show `ActivityTimedOut` right after `ActivityScheduled`.

use std::time::Duration;

use asl_lang::limits::{HTTP_TASK_SECONDS, TIMEOUT_SECONDS_MAX};
use asl_lang::reserved::{HEARTBEAT_TIMEOUT, HTTP_SOCKET, TIMEOUT};

use crate::failure::Failure;
use crate::history::TaskSchedule;
use crate::run::task::Verdict;
use crate::worker::TaskKind;
use crate::{TaskAnswer, TaskOutcome};

/// What an attempt may take.
#[derive(Clone, Copy)]
pub(in crate::run) struct Limits {
    timeout: Option<Duration>,
    heartbeat: Option<Duration>,
    /// The service gives up by itself.
    http: bool,
}

/// Why an attempt ends before its answer.
#[derive(Clone, Copy)]
enum Cut {
    Timeout,
    Heartbeat,
    Http,
}

impl Limits {
    pub(in crate::run) fn new(kind: &TaskKind, schedule: &TaskSchedule) -> Self {
        let http = matches!(kind, TaskKind::Service { service, .. } if service == "http");
        Self {
            timeout: schedule.timeout_seconds.map(Duration::from_secs),
            heartbeat: schedule.heartbeat_seconds.map(Duration::from_secs),
            http,
        }
    }

    /// How long a started attempt may take; a missing `TimeoutSeconds` stands for the largest.
    pub(in crate::run) fn timeout(&self) -> Duration {
        let most = Duration::from_secs(TIMEOUT_SECONDS_MAX.unsigned_abs());
        self.timeout.unwrap_or(most)
    }

    /// How long an activity waits for a worker in vain.
    pub(in crate::run) fn unpolled(&self, answer: &TaskAnswer) -> Duration {
        match answer.outcome {
            TaskOutcome::Timeout => self.timeout.unwrap_or(answer.duration),
            _ => self.timeout(),
        }
    }

    /// The limit that strikes a silent attempt first.
    fn silent(&self) -> (Duration, Cut) {
        match self.heartbeat {
            Some(gap) if gap < self.timeout() => (gap, Cut::Heartbeat),
            _ => (self.timeout(), Cut::Timeout),
        }
    }

    /// The first limit that an attempt runs into when no answer comes before.
    fn first(&self, beats: &[Duration]) -> (Duration, Cut) {
        let mut first = (self.timeout(), Cut::Timeout);
        let missed = self.heartbeat.map(|gap| missed_heartbeat(beats, gap));
        if let Some(missed) = missed.filter(|missed| *missed < first.0) {
            first = (missed, Cut::Heartbeat);
        }
        let http = Duration::from_secs(HTTP_TASK_SECONDS.unsigned_abs());
        if self.http && http < first.0 {
            first = (http, Cut::Http);
        }
        first
    }
}

/// How long after it was scheduled an activity is polled, if it is.
pub(in crate::run) fn polled(answer: &TaskAnswer, limits: Limits) -> Option<Duration> {
    let never = match answer.outcome {
        TaskOutcome::NotPolled => true,
        TaskOutcome::Timeout if answer.polled_after.is_none() => {
            matches!(limits.silent().1, Cut::Timeout)
        }
        _ => false,
    };
    let after = answer.polled_after.unwrap_or_default();
    (!never && after <= limits.timeout()).then_some(after)
}

/// How long after its start an attempt ends, and how. An answer at the very moment of a limit is
/// in time.
pub(in crate::run) fn ending(answer: TaskAnswer, limits: Limits) -> (Duration, Verdict) {
    let after = answer.duration;
    let verdict = match answer.outcome {
        TaskOutcome::Success(value) => Verdict::Success(value),
        TaskOutcome::Failure { error, .. } if error.as_deref() == Some(HEARTBEAT_TIMEOUT) => {
            let gap = limits.heartbeat.unwrap_or(after);
            return (gap, Cut::Heartbeat.verdict());
        }
        TaskOutcome::Failure { error, .. } if error.as_deref() == Some(TIMEOUT) => {
            return forced(limits, after);
        }
        TaskOutcome::Timeout => return forced(limits, after),
        TaskOutcome::Failure { error, cause } => Verdict::Failure(Failure::answered(error, cause)),
        TaskOutcome::NoAnswer | TaskOutcome::NotPolled => {
            let (limit, cut) = limits.first(&answer.heartbeats);
            return (limit, cut.verdict());
        }
    };
    let (limit, cut) = limits.first(&answer.heartbeats);
    if after <= limit {
        (after, verdict)
    } else {
        (limit, cut.verdict())
    }
}

impl Cut {
    fn verdict(self) -> Verdict {
        match self {
            Self::Timeout => Verdict::TimedOut { heartbeat: false },
            Self::Heartbeat => Verdict::TimedOut { heartbeat: true },
            Self::Http => {
                // The wording is not recorded.
                let cause =
                    format!("The endpoint did not answer within {HTTP_TASK_SECONDS} seconds.");
                Verdict::Failure(Failure::new(HTTP_SOCKET, cause))
            }
        }
    }
}

/// The worker wants the attempt to run out of time: at the nearest limit, else when it says.
fn forced(limits: Limits, after: Duration) -> (Duration, Verdict) {
    if limits.timeout.is_none() && limits.heartbeat.is_none() {
        return (after, Cut::Timeout.verdict());
    }
    let (limit, cut) = limits.silent();
    (limit, cut.verdict())
}

/// When a heartbeat should have come and did not.
fn missed_heartbeat(beats: &[Duration], gap: Duration) -> Duration {
    let mut last = Duration::ZERO;
    for beat in beats {
        if beat.saturating_sub(last) > gap {
            break;
        }
        last = *beat;
    }
    last.saturating_add(gap)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn limits(timeout: Option<u64>, heartbeat: Option<u64>) -> Limits {
        Limits {
            timeout: timeout.map(Duration::from_secs),
            heartbeat: heartbeat.map(Duration::from_secs),
            http: false,
        }
    }

    fn ended(outcome: TaskOutcome, after: u64, beats: &[u64], limits: Limits) -> (u64, String) {
        let mut answer = TaskAnswer::new(outcome).after(Duration::from_secs(after));
        answer.heartbeats = beats.iter().copied().map(Duration::from_secs).collect();
        let (after, verdict) = ending(answer, limits);
        let how = match verdict {
            Verdict::Success(_) => "success".to_owned(),
            Verdict::Failure(failure) => failure.error.unwrap_or_default().to_string(),
            Verdict::TimedOut { heartbeat: true } => "heartbeat".to_owned(),
            Verdict::TimedOut { heartbeat: false } => "timeout".to_owned(),
        };
        (after.as_secs(), how)
    }

    #[test]
    fn answers_and_limits() {
        let success = || TaskOutcome::Success(Value::Null);
        let thrown = |error: &str| TaskOutcome::Failure {
            error: Some(error.to_owned()),
            cause: None,
        };
        let both = limits(Some(60), Some(10));
        let none = limits(None, None);
        let rows = [
            (success(), 0, &[][..], none, (0, "success")),
            (success(), 5, &[], limits(Some(5), None), (5, "success")),
            (success(), 6, &[], limits(Some(5), None), (5, "timeout")),
            (success(), 90, &[], none, (90, "success")),
            (success(), 11, &[], both, (10, "heartbeat")),
            (success(), 19, &[9], both, (19, "success")),
            (
                success(),
                61,
                &[10, 20, 30, 40, 50, 60],
                both,
                (60, "timeout"),
            ),
            (success(), 9, &[], limits(Some(5), Some(5)), (5, "timeout")),
            (thrown("E"), 4, &[], both, (4, "E")),
            (thrown("E"), 400, &[], both, (10, "heartbeat")),
            (thrown("States.Timeout"), 3, &[], none, (3, "timeout")),
            (thrown("States.Timeout"), 0, &[], both, (10, "heartbeat")),
            (
                thrown("States.Timeout"),
                0,
                &[],
                limits(Some(60), None),
                (60, "timeout"),
            ),
            (
                thrown("States.HeartbeatTimeout"),
                7,
                &[],
                none,
                (7, "heartbeat"),
            ),
            (
                thrown("States.HeartbeatTimeout"),
                0,
                &[],
                both,
                (10, "heartbeat"),
            ),
            (TaskOutcome::Timeout, 2, &[], none, (2, "timeout")),
            (TaskOutcome::NoAnswer, 0, &[], both, (10, "heartbeat")),
            (TaskOutcome::NoAnswer, 0, &[8, 15], both, (25, "heartbeat")),
            (TaskOutcome::NoAnswer, 0, &[], none, (99_999_999, "timeout")),
        ];
        for (index, (outcome, after, beats, limits, expected)) in rows.into_iter().enumerate() {
            let (seconds, how) = ended(outcome, after, beats, limits);
            assert_eq!((seconds, how.as_str()), expected, "row {index}");
        }
    }

    #[test]
    fn an_endpoint_has_a_minute() {
        let http = |timeout| Limits {
            http: true,
            ..limits(timeout, None)
        };
        let success = || TaskOutcome::Success(Value::Null);
        assert_eq!(ended(success(), 60, &[], http(None)).1, "success");
        let (after, error) = ended(success(), 61, &[], http(None));
        assert_eq!((after, error.as_str()), (60, HTTP_SOCKET));
        assert_eq!(
            ended(success(), 61, &[], http(Some(30))),
            (30, "timeout".to_owned())
        );
    }

    proptest! {
        #[test]
        fn no_attempt_outlives_its_limits(
            timeout in proptest::option::of(1_u64..100),
            heartbeat in proptest::option::of(1_u64..100),
            after in 0_u64..200,
            answers: bool,
            beats in proptest::collection::btree_set(0_u64..200, 0..8),
        ) {
            let limits = limits(timeout, heartbeat);
            let outcome = if answers { TaskOutcome::Success(Value::Null) } else { TaskOutcome::NoAnswer };
            let beats: Vec<_> = beats.into_iter().collect();
            let (ended, how) = ended(outcome, after, &beats, limits);
            prop_assert!(ended <= limits.timeout().as_secs());
            match how.as_str() {
                "success" => prop_assert_eq!(ended, after),
                "timeout" => prop_assert_eq!(ended, limits.timeout().as_secs()),
                // It was missed where it was due: so long after the last one, or after the start.
                "heartbeat" => {
                    let last = ended - heartbeat.unwrap_or_default();
                    prop_assert!(last == 0 || beats.contains(&last));
                    prop_assert!(!beats.iter().any(|beat| (last + 1..=ended).contains(beat)));
                }
                other => prop_assert!(false, "{}", other),
            }
        }
    }
}
