//! The limits of AWS Step Functions.
//!
//! Source, where a constant names no other: the page "Step Functions service quotas" of the
//! developer guide, <https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>.

use crate::{StateType, WorkflowType};

/// Bytes of UTF-8 that an input, an output or a task result may have.
pub const PAYLOAD_BYTES: i64 = 262_144;

/// Events that the history of a Standard execution may have; it fails when it gets there.
pub const HISTORY_EVENTS: u32 = 25_000;

/// Seconds that a Standard execution may run: one year.
pub const STANDARD_EXECUTION_SECONDS: i64 = 31_536_000;

/// Seconds that an Express execution may run: five minutes.
pub const EXPRESS_EXECUTION_SECONDS: i64 = 300;

/// Bytes that a definition may have.
pub const DEFINITION_BYTES: usize = 1_048_576;

/// Characters that a state's name may have. Source: the language's specification, "States".
pub const STATE_NAME_CHARS: usize = 80;

/// Characters that the name of a state machine, an execution or an activity may have.
pub const NAME_CHARS: usize = 80;

/// Characters that a variable's name may have. Source: developer guide, "Passing data between
/// states with variables".
pub const VARIABLE_NAME_CHARS: usize = 80;

/// Bytes that one variable may have. Source: as for [`VARIABLE_NAME_CHARS`].
pub const VARIABLE_BYTES: usize = 262_144;

/// Bytes that all variables of one `Assign` may have together. Source: as for
/// [`VARIABLE_NAME_CHARS`].
pub const ASSIGN_BYTES: usize = 262_144;

/// Bytes that all variables of one execution may have together. Source: as for
/// [`VARIABLE_NAME_CHARS`].
pub const VARIABLES_TOTAL_BYTES: usize = 10_485_760;

/// Iterations of an inline Map that run at a time. Source: developer guide, "Map workflow state".
pub const INLINE_MAP_CONCURRENCY: u32 = 40;

/// Child executions of a Distributed Map that run at a time.
pub const DISTRIBUTED_MAP_CONCURRENCY: u32 = 10_000;

/// Items that the reader of a Distributed Map takes. Source: developer guide, "ItemReader (Map)".
pub const READER_ITEMS: i64 = 100_000_000;

/// Bytes that the names of the columns of a CSV file may have together. Source: as for
/// [`READER_ITEMS`].
pub const CSV_HEADER_BYTES: usize = 10 * 1024;

/// Characters that the `Label` of a Distributed Map may have. Source: developer guide,
/// "Using Map state in Distributed mode".
pub const LABEL_CHARS: usize = 40;

/// Seconds that an HTTP Task may take.
pub const HTTP_TASK_SECONDS: i64 = 60;

/// The largest `TimeoutSeconds`, `HeartbeatSeconds` and `Seconds`, and the value that a missing
/// `TimeoutSeconds` stands for. Source: developer guide, "Task workflow state".
pub const TIMEOUT_SECONDS_MAX: i64 = 99_999_999;

/// The longest Wait that AWS starts, in seconds: 24,855 days were taken, 24,856 refused at run
/// time with "Wait state delay is too long." (recorded).
pub const WAIT_SECONDS_MAX: i64 = 2_147_483_647;

/// The largest `IntervalSeconds`. Source: developer guide, "Handling errors".
pub const RETRY_INTERVAL_SECONDS_MAX: i64 = 99_999_999;

/// The largest `MaxAttempts`. Source: as for [`RETRY_INTERVAL_SECONDS_MAX`].
pub const RETRY_MAX_ATTEMPTS_MAX: i64 = 99_999_999;

/// The largest `MaxDelaySeconds`. Source: as for [`RETRY_INTERVAL_SECONDS_MAX`].
pub const RETRY_MAX_DELAY_SECONDS_MAX: i64 = 31_622_400;

/// `IntervalSeconds` of a retrier that names none. Source: the language's specification, "Errors".
pub const DEFAULT_RETRY_INTERVAL_SECONDS: i64 = 1;

/// `MaxAttempts` of a retrier that names none. Source: as above.
pub const DEFAULT_RETRY_MAX_ATTEMPTS: i64 = 3;

/// `BackoffRate` of a retrier that names none. Source: as above.
pub const DEFAULT_RETRY_BACKOFF_RATE: f64 = 2.0;

/// Intrinsic function calls that may be nested in one field. Source: developer guide,
/// "Intrinsic functions for JSONPath states".
pub const INTRINSIC_NESTING: usize = 10;

/// Items that `States.ArrayRange` may make. Source: as for [`INTRINSIC_NESTING`].
pub const ARRAY_RANGE_ITEMS: usize = 1_000;

/// Characters that `States.Hash`, `States.Base64Encode` and `States.Base64Decode` take. Source: as
/// for [`INTRINSIC_NESTING`].
pub const INTRINSIC_TEXT_CHARS: usize = 10_000;

/// A day before these tables were made: what lies before it is past whenever it is read.
pub const PAST_DAY: &str = "2026-01-01";

/// Seconds that an execution of that workflow type may run.
pub const fn execution_seconds(workflow: WorkflowType) -> i64 {
    match workflow {
        WorkflowType::Standard => STANDARD_EXECUTION_SECONDS,
        WorkflowType::Express => EXPRESS_EXECUTION_SECONDS,
    }
}

/// Events that the history of an execution of that workflow type may have, if there is a limit.
pub const fn history_events(workflow: WorkflowType) -> Option<u32> {
    match workflow {
        WorkflowType::Standard => Some(HISTORY_EVENTS),
        WorkflowType::Express => None,
    }
}

/// The least events that a pass through a state of that type adds to the history: entered and exited,
/// and for a Task scheduled, started and succeeded, too. Source: `GetExecutionHistory`, recorded.
pub const fn least_events(kind: StateType) -> u32 {
    match kind {
        StateType::Task => 5,
        StateType::Map | StateType::Parallel => 4,
        StateType::Succeed | StateType::Pass | StateType::Choice | StateType::Wait => 2,
        StateType::Fail => 1,
    }
}
