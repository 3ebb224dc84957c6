//! Which errors are worth a retry, and which states raise which reserved ones.
//!
//! Sources: "Retry behavior" of the AWS SDKs and Tools reference guide, for what services mean by a
//! name; the developer guide's "Handling errors in Step Functions workflows", for the reserved ones.

use crate::errors::{ErrorKind, ErrorName, error_name};
use crate::language::{QueryLanguage, StateType};
use crate::reserved;
use crate::service_errors::SERVICE_ERRORS;

/// Whether the same call may well succeed a little later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retrying {
    /// It may: the service was busy, or failed on its side.
    Helps,
    /// It depends on what is behind the error.
    Depends,
    /// It will fail again, for the request itself is wrong.
    IsUseless,
}

/// Parts of names that say that the service was busy or failed on its side.
const TRANSIENT: &[&str] = &[
    "Throttl",
    "TooManyRequests",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "ProvisionedThroughputExceeded",
    "SlowDown",
    "TransactionInProgress",
    "TransactionConflict",
    "PriorRequestNotComplete",
    "RequestTimeout",
    "ServiceUnavailable",
    "InternalServer",
    "InternalService",
    "InternalFailure",
    "InternalError",
    "InternalException",
    "InternalDependency",
    "ServiceException",
    "ServiceFailure",
    "ServerException",
    "SdkClientException",
    "NotReady",
    "ConcurrentModification",
];

/// Parts of names that say that the request is wrong, or that somebody has to change something.
const LASTING: &[&str] = &[
    "Invalid",
    "NotFound",
    "NoSuch",
    "DoesNotExist",
    "AlreadyExists",
    "Validation",
    "AccessDenied",
    "Unauthorized",
    "Forbidden",
    "Unsupported",
    "Malformed",
    "Missing",
    "TooLarge",
    "TooLong",
    "BadRequest",
    "Disabled",
    "OptInRequired",
    "ConditionalCheckFailed",
];

/// The errors of Lambda that every function meets now and then and that a retry mends (AWS's developer
/// guide, "Best practices", "Handle transient Lambda service exceptions", and the retrier that
/// Workflow Studio gives a new Task).
pub const TRANSIENT_LAMBDA_ERRORS: [&str; 5] = [
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
];

/// A retrier's numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RetryAdvice {
    /// `IntervalSeconds`.
    pub interval_seconds: u32,
    /// `MaxAttempts`.
    pub max_attempts: u32,
    /// `BackoffRate`.
    pub backoff_rate: u32,
    /// `JitterStrategy`.
    pub jitter: &'static str,
}

/// The numbers of a retrier where nothing speaks for others: those that Workflow Studio gives a new
/// Lambda Task. Source: as for [`TRANSIENT_LAMBDA_ERRORS`].
pub const RETRY_ADVICE: RetryAdvice = RetryAdvice {
    interval_seconds: 1,
    max_attempts: 3,
    backoff_rate: 2,
    jitter: "FULL",
};

/// The reserved names whose cause may pass by itself.
const PASSING: &[&str] = &[
    reserved::TIMEOUT,
    reserved::HEARTBEAT_TIMEOUT,
    reserved::HTTP_SOCKET,
];

/// The reserved names that stand for too much to say.
const OPEN: &[&str] = &[reserved::ALL_ERRORS, reserved::TASK_FAILED];

/// Whether a retry after that error makes sense.
pub fn retrying(name: &str) -> Retrying {
    if let Some(status) = name.strip_prefix(reserved::HTTP_STATUS_PREFIX) {
        return of_status(status);
    }
    if let Some(error) = error_name(name) {
        return match error.name {
            it if PASSING.contains(&it) => Retrying::Helps,
            it if OPEN.contains(&it) => Retrying::Depends,
            _ => Retrying::IsUseless,
        };
    }
    // The two families of integrations write the same names in different cases.
    let mut known = SERVICE_ERRORS.iter().flat_map(|it| it.errors);
    if known.any(|it| it.transient && it.name.eq_ignore_ascii_case(name)) {
        return Retrying::Helps;
    }
    let own = name.split_once('.').map_or(name, |it| it.1);
    let has = |parts: &[&str]| parts.iter().any(|it| own.contains(it));
    match () {
        () if has(TRANSIENT) && !has(LASTING) => Retrying::Helps,
        () if has(LASTING) => Retrying::IsUseless,
        () => Retrying::Depends,
    }
}

/// What statuses of HTTP mean for a retry: too early, too many, or the other side's fault.
fn of_status(status: &str) -> Retrying {
    match (status, status.as_bytes()) {
        ("408" | "425" | "429", _) | (_, [b'5', ..]) => Retrying::Helps,
        (_, [b'4', ..]) => Retrying::IsUseless,
        _ => Retrying::Depends,
    }
}

/// The types of states that raise a reserved error themselves; what is raised inside of a Map or a
/// Parallel comes out of it besides.
const RAISED_BY: &[(&str, &[StateType])] = &[
    (reserved::HEARTBEAT_TIMEOUT, &[StateType::Task]),
    (reserved::PERMISSIONS, &[StateType::Task]),
    (reserved::HTTP_SOCKET, &[StateType::Task]),
    (reserved::HTTP_STATUS_PREFIX, &[StateType::Task]),
    (reserved::FAILURE_THRESHOLD_EXCEEDED, &[StateType::Map]),
    (reserved::ITEM_READER_FAILED, &[StateType::Map]),
    (reserved::RESULT_WRITER_FAILED, &[StateType::Map]),
    ("States.BranchFailed", &[StateType::Parallel]),
    ("States.NoChoiceMatched", &[StateType::Choice]),
];

impl ErrorName {
    /// Whether a retrier or catcher of such a state may meet it.
    pub fn is_met_by(&self, state: StateType, language: QueryLanguage) -> bool {
        let is_outer = matches!(state, StateType::Map | StateType::Parallel);
        let by = RAISED_BY.iter().find(|it| it.0 == self.name);
        let raised = by.is_none_or(|it| is_outer || it.1.contains(&state));
        let of_jsonata = self.name == reserved::QUERY_EVALUATION_ERROR;
        let of_language = !of_jsonata || is_outer || language == QueryLanguage::Jsonata;
        self.catchable && raised && of_language
    }

    /// Whether AWS raises it, as far as anybody has seen: some names stand in the specification only.
    pub fn is_seen(&self) -> bool {
        self.kind == ErrorKind::Wildcard || !SPECIFIED.contains(&self.name)
    }
}

/// Names of the specification for which AWS raises another one (recorded).
const SPECIFIED: &[&str] = &[
    "States.NoChoiceMatched",
    "States.BranchFailed",
    "States.IntrinsicFailure",
    "States.ParameterPathFailure",
    "States.ResultPathMatchFailure",
];

#[cfg(test)]
mod tests {
    use super::{Retrying, retrying};
    use crate::{QueryLanguage, StateType, error_name};

    #[test]
    fn names_say_whether_a_retry_helps() {
        for name in [
            "Lambda.TooManyRequestsException",
            "DynamoDb.ProvisionedThroughputExceededException",
            "S3.SdkClientException",
            "Ecs.ServerException",
            "States.Timeout",
            "States.Http.StatusCode.429",
        ] {
            assert_eq!(retrying(name), Retrying::Helps, "{name}");
        }
        for name in [
            "DynamoDb.ConditionalCheckFailedException",
            "S3.NoSuchKeyException",
            "Lambda.InvalidParameterValueException",
            "States.DataLimitExceeded",
            "States.Http.StatusCode.404",
        ] {
            assert_eq!(retrying(name), Retrying::IsUseless, "{name}");
        }
        for name in ["States.ALL", "States.Http.StatusCode.", "OwnError"] {
            assert_eq!(retrying(name), Retrying::Depends, "{name}");
        }
    }

    #[test]
    fn states_meet_the_errors_of_their_kind() {
        let meets = |name, state| {
            let error = error_name(name);
            error.is_some_and(|it| it.is_met_by(state, QueryLanguage::JsonPath))
        };
        assert!(meets("States.ItemReaderFailed", StateType::Map));
        assert!(!meets("States.ItemReaderFailed", StateType::Task));
        assert!(meets("States.HeartbeatTimeout", StateType::Parallel));
        assert!(!meets("States.QueryEvaluationError", StateType::Task));
        assert!(!meets("States.Runtime", StateType::Task));
    }
}
