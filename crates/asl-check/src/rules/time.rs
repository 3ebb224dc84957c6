//! Times that do not fit together, or lie in the past.

use asl_lang::{Place, StateType, limits};

use super::timestamp;
use crate::edits;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::{HEARTBEAT_NOT_BELOW_TIMEOUT, MAX_DELAY_BELOW_INTERVAL, PAST_TIMESTAMP};
use crate::walk::{Member, Object};

/// A Wait until a time that was past when these rules were made.
pub(super) fn past(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    if object.place != Place::State(StateType::Wait) || member.name != "Timestamp" {
        return;
    }
    let text = member.literal.text().filter(|it| timestamp::is_valid(it));
    // The day alone, which a zone moves by one at most.
    let day = text.and_then(|it| it.get(..limits::PAST_DAY.len()));
    if day.is_some_and(|it| it < limits::PAST_DAY) {
        let message = "This time is in the past: the state does not wait";
        findings.report(&PAST_TIMESTAMP, member.value_range(), message);
    }
}

/// A heartbeat that is missed no sooner than the whole task times out.
pub(super) fn heartbeat(object: &Object<'_>, findings: &mut Findings) {
    if !matches!(object.place, Place::State(_)) {
        return;
    }
    let (Some(heartbeat), Some(timeout)) =
        (object.get("HeartbeatSeconds"), object.get("TimeoutSeconds"))
    else {
        return;
    };
    let (Literal::Number(beat), Literal::Number(limit)) = (&heartbeat.literal, &timeout.literal)
    else {
        return;
    };
    if beat.as_f64() < limit.as_f64() {
        return;
    }
    let message = "\"HeartbeatSeconds\" must be less than \"TimeoutSeconds\"";
    findings
        .report(
            &HEARTBEAT_NOT_BELOW_TIMEOUT,
            heartbeat.value_range(),
            message,
        )
        .related(timeout.value_range(), "The task times out after this")
        .maybe(
            "Remove \"HeartbeatSeconds\"",
            edits::remove(&heartbeat.entry),
        );
}

/// A retrier whose longest wait is shorter than its first.
pub(super) fn longest_wait(object: &Object<'_>, findings: &mut Findings) {
    if object.place != Place::Retrier {
        return;
    }
    let (Some(longest), Some(interval)) =
        (object.get("MaxDelaySeconds"), object.get("IntervalSeconds"))
    else {
        return;
    };
    let (Literal::Number(most), Literal::Number(first)) = (&longest.literal, &interval.literal)
    else {
        return;
    };
    // Seconds that are not whole are a finding of their own.
    let is_less = most.as_i64().zip(first.as_i64());
    if is_less.is_none_or(|(most, first)| most >= first) {
        return;
    }
    let message =
        "\"MaxDelaySeconds\" is less than \"IntervalSeconds\", which is never waited then";
    findings
        .report(&MAX_DELAY_BELOW_INTERVAL, longest.value_range(), message)
        .related(
            interval.value_range(),
            "The first wait is meant to be this long",
        )
        .maybe("Remove \"MaxDelaySeconds\"", edits::remove(&longest.entry));
}
