//! Responses of services that AWS makes failures of: such a response is never a Task's result.

use asl_interp::{Pattern, TaskCall, TaskKind};
use asl_lang::reserved::{HTTP_STATUS_PREFIX, TASK_FAILED};
use serde_json::Value;

/// A failed Task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The error's name.
    pub error: String,
    /// What the cause says.
    pub cause: String,
}

impl Refusal {
    fn new(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self {
            error: error.into(),
            cause: cause.into(),
        }
    }
}

/// The failure that AWS makes of a response, if it does. Recorded: `ApiGateway.403` with the body as
/// its cause, `EventBridge.FailedEntry` with the response as its cause, a function's own error with
/// its report as the cause, and `States.TaskFailed` with the description of a nested execution. That
/// an HTTP Task names the status is public knowledge; its cause is not recorded.
pub fn refusal(task: &TaskCall<'_>, response: &Value) -> Option<Refusal> {
    let TaskKind::Service {
        service,
        action,
        pattern,
    } = task.kind
    else {
        return None;
    };
    match (service.as_str(), action.as_str(), pattern) {
        (_, _, Pattern::WaitForTaskToken) => None,
        ("http", "invoke", _) => {
            let status = failed_status(response)?;
            let error = format!("{HTTP_STATUS_PREFIX}{status}");
            Some(Refusal::new(error, text(response.get("StatusText"))))
        }
        ("apigateway", "invoke", _) => {
            let status = failed_status(response)?;
            let error = format!("ApiGateway.{status}");
            Some(Refusal::new(error, text(response.get("ResponseBody"))))
        }
        ("events", "putEvents", _) => {
            let failed = response.get("FailedEntryCount")?.as_u64()?;
            (failed > 0).then(|| Refusal::new("EventBridge.FailedEntry", response.to_string()))
        }
        ("lambda", "invoke", _) => function_error(response),
        ("states", "startExecution", Pattern::Sync | Pattern::Sync2) => {
            let status = response.get("Status")?.as_str()?;
            let failed = matches!(status, "FAILED" | "TIMED_OUT" | "ABORTED");
            failed.then(|| Refusal::new(TASK_FAILED, response.to_string()))
        }
        _ => None,
    }
}

/// A status that is not 2xx.
fn failed_status(response: &Value) -> Option<u64> {
    let status = response.get("StatusCode")?.as_u64()?;
    (!(200..300).contains(&status)).then_some(status)
}

/// The function ran and failed; its report is the payload.
fn function_error(response: &Value) -> Option<Refusal> {
    response.get("FunctionError")?;
    let payload = response.get("Payload");
    let name = payload.and_then(|it| it.get("errorType"))?.as_str()?;
    Some(Refusal::new(name, text(payload)))
}

/// A text as it is, anything else as JSON.
fn text(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
