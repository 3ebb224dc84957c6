//! What has to be in a state for a reserved error to occur in it.
//!
//! Source: developer guide, "Handling errors in Step Functions workflows", which says of each name
//! what reports it.

use crate::reserved;

/// What an error needs besides a state of the right type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// One of these fields of the state.
    Field(&'static [&'static str]),
    /// A Map that is distributed.
    DistributedMap,
    /// A Task that calls this service of the optimised integrations.
    Service(&'static str),
    /// A state in JSONPath: the error comes from its paths, templates or functions.
    JsonPath,
}

/// What that error needs; `None` for one that may occur in any state of its types.
pub fn error_needs(name: &str) -> Option<Needs> {
    let named = |it: &&(&str, Needs)| it.0 == name;
    let status = name.starts_with(reserved::HTTP_STATUS_PREFIX);
    let known = NEEDS.iter().find(named).map(|it| it.1);
    known.or(status.then_some(HTTP))
}

const HTTP: Needs = Needs::Service("http");

const NEEDS: &[(&str, Needs)] = &[
    (
        reserved::HEARTBEAT_TIMEOUT,
        Needs::Field(&["HeartbeatSeconds", "HeartbeatSecondsPath"]),
    ),
    (reserved::ITEM_READER_FAILED, Needs::Field(&["ItemReader"])),
    (
        reserved::RESULT_WRITER_FAILED,
        Needs::Field(&["ResultWriter"]),
    ),
    (reserved::FAILURE_THRESHOLD_EXCEEDED, Needs::DistributedMap),
    (reserved::HTTP_SOCKET, HTTP),
    (reserved::REFERENCE_PATH_CONFLICT, Needs::JsonPath),
    ("States.IntrinsicFailure", Needs::JsonPath),
    ("States.ParameterPathFailure", Needs::JsonPath),
    ("States.ResultPathMatchFailure", Needs::JsonPath),
];

/// Names of which it is not known whether `States.TaskFailed` stands for them too. The guide says so
/// of all but `States.Timeout`; a missed heartbeat was recorded as that one, and too much data is
/// said to be an error that no wildcard takes.
pub const UNCLEAR_UNDER_TASK_FAILED: &[&str] =
    &[reserved::HEARTBEAT_TIMEOUT, reserved::DATA_LIMIT_EXCEEDED];

#[cfg(test)]
mod tests {
    use super::{NEEDS, UNCLEAR_UNDER_TASK_FAILED};
    use crate::error_name;

    #[test]
    fn the_names_are_reserved_ones() {
        let needs = NEEDS.iter().map(|it| it.0);
        for name in needs.chain(UNCLEAR_UNDER_TASK_FAILED.iter().copied()) {
            assert!(error_name(name).is_some(), "{name}");
        }
    }
}
