//! Times that do not fit together.

use asl_lang::Place;

use crate::edits;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::HEARTBEAT_NOT_BELOW_TIMEOUT;
use crate::walk::Object;

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
