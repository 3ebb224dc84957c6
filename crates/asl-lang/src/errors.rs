//! The error names that Step Functions itself raises or reserves.
//!
//! Sources: the language's specification, appendix A; developer guide, "Handling errors in Step
//! Functions workflows"; recorded executions. Where they disagree the recordings win, and the
//! documentation's word stands in [`ErrorName::note`].

/// One `States.*` error name.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, as the sources list them"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorName {
    /// The name as written. `States.Http.StatusCode.` is a prefix: an HTTP status follows.
    pub name: &'static str,
    /// Whether it is raised, or stands for others.
    pub kind: ErrorKind,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// What raises it, in a sentence.
    pub raised_when: &'static str,
    /// A retrier or catcher that names it applies to it.
    pub catchable: bool,
    /// The state can be retried after it.
    pub retriable: bool,
    /// `States.ALL` stands for it too.
    pub matched_by_all: bool,
    /// `States.TaskFailed` stands for it too.
    pub matched_by_task_failed: bool,
    /// What differs between the documentation and AWS, or is worth knowing.
    pub note: Option<&'static str>,
}

/// What an error name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Executions fail with this name.
    Raised,
    /// Stands for other names in `ErrorEquals` and is never raised.
    Wildcard,
    /// Stands for other names in `ErrorEquals` and is raised too.
    WildcardAndRaised,
    /// The beginning of names that are raised.
    Prefix,
}

/// The error of that name; a name that begins with a [`ErrorKind::Prefix`] is that prefix.
pub fn error_name(name: &str) -> Option<&'static ErrorName> {
    ERROR_NAMES.iter().find(|error| match error.kind {
        ErrorKind::Prefix => name.starts_with(error.name),
        _ => name == error.name,
    })
}

const RAISED: ErrorName = ErrorName {
    name: "",
    kind: ErrorKind::Raised,
    meaning: "",
    raised_when: "",
    catchable: true,
    retriable: true,
    matched_by_all: true,
    matched_by_task_failed: true,
    note: None,
};

/// All of them, the wildcards first.
pub static ERROR_NAMES: &[ErrorName] = &[
    ErrorName {
        name: "States.ALL",
        kind: ErrorKind::Wildcard,
        meaning: "Stands for any error that can be caught.",
        raised_when: "It is never raised; it must be alone in its `ErrorEquals`, and only in the last retrier or catcher.",
        matched_by_all: false,
        matched_by_task_failed: false,
        note: Some(
            "It does not stand for `States.Runtime`. The documentation excepts `States.DataLimitExceeded` as well, but recorded executions caught that with it.",
        ),
        ..RAISED
    },
    ErrorName {
        name: "States.TaskFailed",
        kind: ErrorKind::WildcardAndRaised,
        meaning: "In `ErrorEquals` it stands for any error but `States.Timeout`; as a raised error, the job behind a Task ended badly.",
        raised_when: "A `.sync` job or a nested execution fails, a task token is answered with a failure that has no name, or the role in `Credentials` cannot be taken on.",
        ..RAISED
    },
    ErrorName {
        name: "States.Timeout",
        meaning: "Time ran out.",
        raised_when: "A Task runs past `TimeoutSeconds`, misses a heartbeat, or the whole execution runs past its own limit.",
        matched_by_task_failed: false,
        note: Some(
            "A missed heartbeat was recorded under this name. Nothing inside an execution can catch that execution's own timeout.",
        ),
        ..RAISED
    },
    ErrorName {
        name: "States.HeartbeatTimeout",
        meaning: "No heartbeat came within `HeartbeatSeconds`.",
        raised_when: "An activity or a `.waitForTaskToken` task is silent for too long.",
        note: Some(
            "The execution history shows it as `States.Timeout`; both names apply in `Retry` and `Catch`.",
        ),
        ..RAISED
    },
    ErrorName {
        name: "States.Permissions",
        meaning: "The execution's role may not make the call.",
        raised_when: "Access is denied when a Task is started.",
        ..RAISED
    },
    ErrorName {
        name: "States.DataLimitExceeded",
        meaning: "A payload is larger than 256 KiB.",
        raised_when: "The input or output of a state, or the result of a Task, is over the limit.",
        note: Some(
            "The documentation says that `States.ALL` does not stand for it; recorded executions caught it that way when a Task's result was too large.",
        ),
        ..RAISED
    },
    ErrorName {
        name: "States.Runtime",
        meaning: "Step Functions could not process the state.",
        raised_when: "A path finds nothing or something of the wrong type, a wait is negative, or the parameters do not suit the called service.",
        catchable: false,
        retriable: false,
        matched_by_all: false,
        matched_by_task_failed: false,
        note: Some("Not even a catcher that names it applies: the execution fails at once."),
        ..RAISED
    },
    ErrorName {
        name: "States.QueryEvaluationError",
        meaning: "A JSONata expression failed or gave a value of the wrong type.",
        raised_when: "An expression cannot be evaluated, gives nothing, or gives a value that its field cannot take.",
        ..RAISED
    },
    ErrorName {
        name: "States.NoChoiceMatched",
        meaning: "No rule of a Choice applied, and it has no `Default`.",
        raised_when: "The specification lists it for a Choice state without `Default` that finds no rule.",
        note: Some(
            "AWS raises `States.Runtime` instead, which cannot be caught; give the Choice a `Default`.",
        ),
        ..RAISED
    },
    ErrorName {
        name: "States.BranchFailed",
        meaning: "A branch of a Parallel failed.",
        raised_when: "The specification lists it for Parallel states.",
        note: Some("AWS hands on the branch's own error instead, so catch that."),
        ..RAISED
    },
    ErrorName {
        name: "States.IntrinsicFailure",
        meaning: "An intrinsic function failed.",
        raised_when: "The documentation lists it for functions that get arguments they cannot work with.",
        note: Some("AWS raises `States.Runtime` instead, which cannot be caught."),
        ..RAISED
    },
    ErrorName {
        name: "States.ParameterPathFailure",
        meaning: "A `.$` field of `Parameters` could not be filled.",
        raised_when: "The specification lists it for paths in payload templates.",
        note: Some("AWS raises `States.Runtime` instead, which cannot be caught."),
        ..RAISED
    },
    ErrorName {
        name: "States.ResultPathMatchFailure",
        meaning: "`ResultPath` does not fit the state's input.",
        raised_when: "The specification lists it for a `ResultPath` through a value that is not an object.",
        note: Some("AWS was seen to raise `States.ReferencePathConflict` instead."),
        ..RAISED
    },
    ErrorName {
        name: super::reserved::REFERENCE_PATH_CONFLICT,
        meaning: "`ResultPath` or `ItemsPath` does not fit the data.",
        raised_when: "`ResultPath` goes through a value that is not an object, or `ItemsPath` leads nowhere.",
        note: Some("It is in no documentation; many reports of failed executions have it."),
        ..RAISED
    },
    ErrorName {
        name: "States.ExceedToleratedFailureThreshold",
        meaning: "More items of a Distributed Map failed than is tolerated.",
        raised_when: "A run passes `ToleratedFailureCount` or `ToleratedFailurePercentage`, which are `0` by default.",
        ..RAISED
    },
    ErrorName {
        name: "States.ItemReaderFailed",
        meaning: "A Distributed Map could not read its items.",
        raised_when: "The object is missing or not readable, is not an array, or its CSV headers repeat.",
        ..RAISED
    },
    ErrorName {
        name: "States.ResultWriterFailed",
        meaning: "A Distributed Map could not write its results.",
        raised_when: "The bucket is missing or not writable.",
        ..RAISED
    },
    ErrorName {
        name: "States.Http.Socket",
        meaning: "An HTTP Task got no complete answer.",
        raised_when: "The endpoint does not answer within 60 seconds, or the connection breaks.",
        ..RAISED
    },
    ErrorName {
        name: "States.Http.StatusCode.",
        kind: ErrorKind::Prefix,
        meaning: "An HTTP Task got a status other than 2xx.",
        raised_when: "The endpoint answers with that status, for example `States.Http.StatusCode.429`.",
        ..RAISED
    },
];
