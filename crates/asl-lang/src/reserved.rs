//! Names and characters that the language keeps for itself.

/// Error names of one's own should not begin with this. AWS does not refuse them, though: public
/// samples with names such as `States.RanOutOfTime` are deployed.
pub const ERROR_PREFIX: &str = "States.";

/// Stands for any error in `ErrorEquals`; must be alone, and only in the last retrier or catcher.
pub const ALL_ERRORS: &str = "States.ALL";

/// Stands for any error but `States.Timeout` in `ErrorEquals`.
pub const TASK_FAILED: &str = "States.TaskFailed";

/// Time ran out: of a Task, of its heartbeat, or of the execution.
pub const TIMEOUT: &str = "States.Timeout";

/// A missed heartbeat, in `ErrorEquals`; histories have it as [`TIMEOUT`] (recorded).
pub const HEARTBEAT_TIMEOUT: &str = "States.HeartbeatTimeout";

/// The execution's role may not make a call.
pub const PERMISSIONS: &str = "States.Permissions";

/// Step Functions could not process a state; nothing retries or catches it.
pub const RUNTIME: &str = "States.Runtime";

/// A JSONata expression failed or gave a value that its field does not take.
pub const QUERY_EVALUATION_ERROR: &str = "States.QueryEvaluationError";

/// A payload is too large.
pub const DATA_LIMIT_EXCEEDED: &str = "States.DataLimitExceeded";

/// More items of a Distributed Map failed than it tolerates.
pub const FAILURE_THRESHOLD_EXCEEDED: &str = "States.ExceedToleratedFailureThreshold";

/// A Map's items could not be read.
pub const ITEM_READER_FAILED: &str = "States.ItemReaderFailed";

/// A Map's results could not be written.
pub const RESULT_WRITER_FAILED: &str = "States.ResultWriterFailed";

/// A reference path does not fit the data (reported from AWS; the specification's name is
/// `States.ResultPathMatchFailure`).
pub const REFERENCE_PATH_CONFLICT: &str = "States.ReferencePathConflict";

/// An HTTP Task got no complete answer.
pub const HTTP_SOCKET: &str = "States.Http.Socket";

/// Errors of HTTP Tasks begin with this; the status follows.
pub const HTTP_STATUS_PREFIX: &str = "States.Http.StatusCode.";

/// Intrinsic functions begin with this.
pub const INTRINSIC_PREFIX: &str = "States.";

/// The variable name that no `Assign` may set: in JSONata it holds the state's data.
pub const STATES_VARIABLE: &str = "states";

/// Characters that the names of state machines, executions and activities may not have, beside
/// blanks and control characters.
pub const NAME_CHARS: &str = "?*<>{}[]\"#%\\^|~`$&,;:/";

/// Characters that the `Label` of a Distributed Map may not have, beside blanks and control
/// characters.
pub const LABEL_CHARS: &str = "?*<>{}[]:;,\\|^~$#%&`\"";

/// What a JSONata string begins with; nothing may stand before it.
pub const JSONATA_OPEN: &str = "{%";

/// What a JSONata string ends with; nothing may stand behind it.
pub const JSONATA_CLOSE: &str = "%}";

/// A payload template's key with this ending takes its value from a path or an intrinsic function.
pub const TEMPLATE_SUFFIX: &str = ".$";
