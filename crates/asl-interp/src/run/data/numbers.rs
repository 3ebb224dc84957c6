//! Numbers and moments that fields name or paths find, with the words for what is no such thing.

use std::sync::Arc;
use std::time::Duration;

use asl_lang::limits::{
    DISTRIBUTED_MAP_CONCURRENCY, INLINE_MAP_CONCURRENCY, TIMEOUT_SECONDS_MAX, WAIT_SECONDS_MAX,
};
use serde_json::Value;

use crate::failure::Failure;
use crate::program::jsonata::Query;
use crate::program::{Count, Delay, MapSpec, PathText};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::time::timestamp;
use crate::{Payload, Time};

impl Simulation<'_> {
    /// When a Wait ends.
    pub(in crate::run) fn wait_until(
        &self,
        id: BranchId,
        delay: &Delay,
        input: &Payload,
    ) -> Result<Time, Failure> {
        let until = match delay {
            Delay::Seconds(seconds) => self.now.after(Duration::from_secs(*seconds)),
            Delay::SecondsPath(path) => {
                let seconds = self.seconds_at(id, path, input)?;
                self.now.after(Duration::from_secs(seconds))
            }
            Delay::Until(moment) => Time::not_before(*moment),
            Delay::UntilPath(path) => self.moment_at(id, path, input)?,
            Delay::SecondsQuery(query) => {
                let seconds = self.seconds_of(id, query)?;
                self.now.after(Duration::from_secs(seconds))
            }
            Delay::UntilQuery(query) => self.moment_of(id, query)?,
        };
        if until.since(self.now).as_secs() > WAIT_SECONDS_MAX.unsigned_abs() {
            return Err(self.unfit(id, "Wait state delay is too long."));
        }
        Ok(until)
    }

    fn seconds_at(&self, id: BranchId, path: &PathText, input: &Payload) -> Result<u64, Failure> {
        let text = &path.text;
        let value = self.look_up(id, path, input, |_| {
            format!("The SecondsPath parameter does not reference an input value: {text}")
        })?;
        let shown = shown(&value);
        let seconds = integer(&value).ok_or_else(|| {
            format!("The SecondsPath parameter cannot be parsed as a long value: {text} == {shown}")
        });
        let seconds = seconds.and_then(|seconds| {
            u64::try_from(seconds).map_err(|_| {
                format!("The SecondsPath parameter references a negative value: {text} == {shown}")
            })
        });
        seconds.map_err(|cause| self.unfit(id, cause))
    }

    fn moment_at(&self, id: BranchId, path: &PathText, input: &Payload) -> Result<Time, Failure> {
        let text = &path.text;
        let value = self.look_up(id, path, input, |_| {
            format!("The TimestampPath parameter does not reference an input value: {text}")
        })?;
        let moment = value.as_str().and_then(timestamp).map(Time::not_before);
        moment.ok_or_else(|| {
            let shown = shown(&value);
            self.unfit(
                id,
                format!(
                    "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {text} == {shown}"
                ),
            )
        })
    }

    /// The moment that an expression gives.
    fn moment_of(&self, id: BranchId, query: &Query) -> Result<Time, Failure> {
        let text = self.query(id, query, "string", |value| {
            value.as_str().map(str::to_owned)
        })?;
        if let Some(moment) = timestamp(&text) {
            return Ok(Time::not_before(moment));
        }
        let cause = format!(
            "The {} field cannot be parsed as an ISO-8601 extended offset date-time format string: {text}",
            label(query)
        );
        Err(self.misfit(id, query, cause))
    }

    /// The whole number that an expression gives.
    fn whole_of(&self, id: BranchId, query: &Query) -> Result<i64, Failure> {
        let number = self.query(id, query, "number", |value| {
            value.is_number().then(|| value.clone())
        })?;
        integral(&number).ok_or_else(|| {
            let label = label(query);
            let cause = format!("The {label} field cannot be parsed as an integer: {number}");
            self.misfit(id, query, cause)
        })
    }

    /// The seconds that an expression gives.
    fn seconds_of(&self, id: BranchId, query: &Query) -> Result<u64, Failure> {
        let seconds = self.whole_of(id, query)?;
        seconds_in_range(label(query), seconds).map_err(|cause| self.misfit(id, query, cause))
    }

    /// The failure of a value that is of the field's type and yet nothing for the field.
    fn misfit(&self, id: BranchId, query: &Query, cause: String) -> Failure {
        let field = Arc::clone(&query.field);
        self.in_state(id, Failure::evaluation(cause, Some(field)))
    }

    /// The failure of a number that the field does not take: one of the evaluation where an
    /// expression gave it.
    pub(in crate::run) fn out_of_range(
        &self,
        id: BranchId,
        query: Option<&Query>,
        cause: String,
    ) -> Failure {
        match query {
            Some(query) => self.misfit(id, query, cause),
            None => self.unfit(id, cause),
        }
    }

    /// `TimeoutSeconds` or `HeartbeatSeconds`.
    pub(in crate::run) fn time_limit(
        &self,
        id: BranchId,
        field: &str,
        count: Option<&Count>,
        input: &Payload,
    ) -> Result<Option<u64>, Failure> {
        let Some(count) = count else { return Ok(None) };
        let seconds = if let Count::Query(query) = count {
            self.seconds_of(id, query)?
        } else {
            let seconds = seconds_in_range(field, self.whole(id, field, count, input)?);
            seconds.map_err(|cause| self.unfit(id, cause))?
        };
        if seconds == 0 {
            let cause = format!("The {field} field must be positive");
            return Err(self.out_of_range(id, count.query(), cause));
        }
        Ok(Some(seconds))
    }

    /// How many iterations of a Map run at a time.
    pub(in crate::run) fn concurrency(
        &self,
        id: BranchId,
        map: &MapSpec,
        input: &Payload,
    ) -> Result<usize, Failure> {
        let most = match map.distributed {
            Some(_) => DISTRIBUTED_MAP_CONCURRENCY as usize,
            None => INLINE_MAP_CONCURRENCY as usize,
        };
        let Some(count) = &map.concurrency else {
            return Ok(most);
        };
        let wanted = self.count(id, "MaxConcurrency", count, input)?;
        Ok(usize::try_from(wanted)
            .ok()
            .filter(|wanted| (1..=most).contains(wanted))
            .unwrap_or(most))
    }

    pub(in crate::run) fn count(
        &self,
        id: BranchId,
        field: &str,
        count: &Count,
        input: &Payload,
    ) -> Result<u64, Failure> {
        if let Ok(number) = u64::try_from(self.whole(id, field, count, input)?) {
            return Ok(number);
        }
        let cause = format!("{field} must not be negative.");
        Err(self.out_of_range(id, count.query(), cause))
    }

    /// A whole number, whatever its sign.
    pub(in crate::run) fn whole(
        &self,
        id: BranchId,
        field: &str,
        count: &Count,
        input: &Payload,
    ) -> Result<i64, Failure> {
        let path = match count {
            Count::Literal(number) => return Ok(i64::try_from(*number).unwrap_or(i64::MAX)),
            Count::Path(path) => path,
            Count::Query(query) => return self.whole_of(id, query),
        };
        let value = self.look_up(id, path, input, str::to_owned)?;
        integer(&value).ok_or_else(|| {
            let cause = not_a_number(field, &value, path, "integer");
            self.unfit(id, cause)
        })
    }
}

/// What is wrong with the value that a `Path` field of a number leads to.
pub(in crate::run) fn not_a_number(
    field: &str,
    value: &Value,
    path: &PathText,
    wanted: &str,
) -> String {
    let text = &path.text;
    format!("The {field}Path field refers to value {value} which is not a valid {wanted}: {text}")
}

/// A whole number, also as text: a variable that holds `"1"` is taken (recorded).
fn integer(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// A whole number, however it is written.
fn integral(number: &Value) -> Option<i64> {
    let fraction = || number.as_f64().filter(|number| number.fract() == 0.0);
    number
        .as_i64()
        .or_else(|| fraction()?.to_string().parse().ok())
}

/// Seconds as a timeout takes them, or what is wrong with them.
fn seconds_in_range(field: &str, seconds: i64) -> Result<u64, String> {
    let natural = u64::try_from(seconds).ok();
    natural
        .filter(|_| seconds <= TIMEOUT_SECONDS_MAX)
        .ok_or_else(|| {
            format!("{field} must be between 0 and {TIMEOUT_SECONDS_MAX} but was: {seconds}")
        })
}

/// The name of the field that an expression stands in, without its place.
fn label(query: &Query) -> &str {
    query.field.rsplit('/').next().unwrap_or(&query.field)
}

/// A value as causes show it: texts bare.
fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
