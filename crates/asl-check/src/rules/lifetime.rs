//! Times that are longer than an execution lives: a year, or five minutes of an Express workflow.

use asl_lang::{StateType, WorkflowType, limits};
use asl_model::{Model, State, StateFacts};
use asl_syntax::Format;
use asl_syntax::ast::{Entry, Mapping, Value};
use asl_text::TextRange;

use crate::Rule;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::{EXPRESS_TIME, LONG_RETRY, STANDARD_TIME};

/// How long an execution may run, as far as its definition and its type say.
#[derive(Clone, Copy)]
pub(super) struct Lifetime {
    workflow: WorkflowType,
    /// The `TimeoutSeconds` of the machine, if it is shorter.
    own: Option<f64>,
}

/// What a state says of times, in ranges relative to it.
struct Times {
    /// Waits and timeouts.
    waits: Vec<(f64, TextRange)>,
    /// What the waits of a retrier come to, at most as many seconds as [`ENOUGH`].
    retries: Vec<(f64, TextRange)>,
}

/// No retrier is followed further.
const ENOUGH: f64 = 2.0 * seconds_of(limits::STANDARD_EXECUTION_SECONDS);

/// So many waits of a retrier are added up one by one; the rest is taken to be like the last of them.
const WAITS_ADDED: u32 = 1_000;

impl Lifetime {
    /// The lifetime of the execution that the document describes. Without a type it is the longer one.
    pub(super) fn of(model: &Model, workflow: Option<WorkflowType>) -> Self {
        let root = model.parse().root().value();
        let timeout = root.and_then(|it| it.as_mapping()?.value("TimeoutSeconds"));
        Self {
            workflow: workflow.unwrap_or_default(),
            own: timeout.and_then(|it| seconds(&it, model.parse().format())),
        }
    }

    /// That of a child execution of a distributed Map.
    pub(super) fn of_child() -> Self {
        Self {
            workflow: WorkflowType::Express,
            own: None,
        }
    }

    fn limit(self) -> f64 {
        seconds_of(limits::execution_seconds(self.workflow))
    }

    fn rule(self) -> &'static Rule {
        match self.workflow {
            WorkflowType::Standard => &STANDARD_TIME,
            WorkflowType::Express => &EXPRESS_TIME,
        }
    }

    /// Judges the timeout of the machine itself.
    pub(super) fn machine(self, model: &Model, findings: &mut Findings) {
        let root = model.parse().root().value();
        let timeout = root.and_then(|it| it.as_mapping()?.value("TimeoutSeconds"));
        if let Some((value, seconds)) = timeout.zip(self.own) {
            self.wait(seconds, value.range(), findings);
        }
    }

    /// Judges the times of a state.
    pub(super) fn state(self, state: &State, format: Format, findings: &mut Findings) {
        let times = state.facts().derived(|it| Times::of(it, format));
        for (seconds, range) in &times.waits {
            self.wait(*seconds, *range + state.base(), findings);
        }
        for (seconds, range) in &times.retries {
            self.retries(*seconds, *range + state.base(), findings);
        }
    }

    fn wait(self, seconds: f64, range: TextRange, findings: &mut Findings) {
        // AWS's default stands for no timeout at all.
        let is_none = seconds >= seconds_of(limits::TIMEOUT_SECONDS_MAX);
        let is_standard = self.workflow == WorkflowType::Standard;
        if seconds <= self.limit() || (is_standard && is_none) {
            return;
        }
        let limit = limits::execution_seconds(self.workflow);
        let message = match self.workflow {
            WorkflowType::Standard => format!("An execution ends after {limit} seconds, a year"),
            WorkflowType::Express => format!("An Express workflow ends after {limit} seconds"),
        };
        findings.report(self.rule(), range, message);
    }

    fn retries(self, seconds: f64, range: TextRange, findings: &mut Findings) {
        let limit = self.own.map_or(self.limit(), |it| it.min(self.limit()));
        if seconds <= limit {
            return;
        }
        let message = format!(
            "These retries wait {} seconds in all, but the execution ends after {limit}",
            if seconds >= ENOUGH {
                format!("more than {ENOUGH}")
            } else {
                seconds.round().to_string()
            }
        );
        findings.report(&LONG_RETRY, range, message);
    }
}

impl Times {
    fn of(facts: &StateFacts, format: Format) -> Self {
        let mut times = Self {
            waits: Vec::new(),
            retries: Vec::new(),
        };
        let Some(mapping) = facts.mapping() else {
            return times;
        };
        let field = match facts.kind() {
            Some(StateType::Wait) => "Seconds",
            Some(StateType::Task) => "TimeoutSeconds",
            _ => "",
        };
        let wait = mapping.value(field).filter(|_| !field.is_empty());
        if let Some((value, seconds)) = wait
            .and_then(|it| Some((seconds(&it, format)?, it)))
            .map(|it| (it.1, it.0))
        {
            times.waits.push((seconds, value.range()));
        }
        if let Some(Value::Sequence(list)) = mapping.value("Retry") {
            let retriers = list.values().filter_map(|it| it.as_mapping().cloned());
            times
                .retries
                .extend(retriers.filter_map(|it| waiting(&it, format)));
        }
        times
    }
}

/// How long a retrier waits in all, and which entry says how often; nothing where that is open, or
/// where it retries for ever.
fn waiting(retrier: &Mapping, format: Format) -> Option<(f64, TextRange)> {
    let keys: Vec<_> = retrier.entries().filter_map(|it| it.key()).collect();
    if keys
        .iter()
        .any(|it| crate::literal::is_open_key(&it.text()))
    {
        return None;
    }
    // With jitter each wait is anything between nothing and itself.
    if retrier
        .value("JitterStrategy")
        .is_some_and(|it| !says(&it, "NONE"))
    {
        return None;
    }
    let number = |name: &str, default: f64| match retrier.value(name) {
        Some(value) => seconds(&value, format),
        None => Some(default),
    };
    let attempts = number(
        "MaxAttempts",
        seconds_of(limits::DEFAULT_RETRY_MAX_ATTEMPTS),
    )?;
    let interval = number(
        "IntervalSeconds",
        seconds_of(limits::DEFAULT_RETRY_INTERVAL_SECONDS),
    )?;
    let rate = number("BackoffRate", limits::DEFAULT_RETRY_BACKOFF_RATE)?;
    let longest = number("MaxDelaySeconds", f64::INFINITY)?;
    if attempts >= seconds_of(limits::RETRY_MAX_ATTEMPTS_MAX) {
        return None;
    }
    let place = ["MaxAttempts", "IntervalSeconds", "BackoffRate"];
    let place = place
        .iter()
        .find_map(|it| retrier.get(it))
        .and_then(|it: Entry| it.value());
    let range = place.map_or(retrier.syntax().text_range(), |it| it.range());
    Some((total(attempts, interval, rate, longest), range))
}

fn total(attempts: f64, interval: f64, rate: f64, longest: f64) -> f64 {
    let (mut sum, mut wait, mut left) = (0.0, interval, attempts);
    for _ in 0..WAITS_ADDED {
        if left < 1.0 || sum >= ENOUGH {
            return sum.min(ENOUGH);
        }
        sum += wait.min(longest);
        wait *= rate;
        left -= 1.0;
    }
    (sum + left * wait.min(longest)).min(ENOUGH)
}

fn says(value: &Value, word: &str) -> bool {
    value.as_scalar().is_some_and(|it| it.text() == word)
}

fn seconds(value: &Value, format: Format) -> Option<f64> {
    match Literal::of(value, format) {
        Literal::Number(it) => it.as_f64(),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "the limits are far below 2^53")]
const fn seconds_of(limit: i64) -> f64 {
    limit as f64
}
