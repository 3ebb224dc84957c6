//! What the program is told and what its answer means.

use std::process::ExitStatus;
use std::time::Duration;

use asl_interp::{Pattern, TaskAnswer, TaskCall, TaskKind, TaskOutcome};
use asl_lang::reserved::{RUNTIME, TASK_FAILED};
use asl_scenario::response::refusal;
use serde_json::{Map, Value, json};

use super::program::Ended;

/// A function that died without a report. Source: developer guide, "Handling errors in Step
/// Functions workflows".
const NO_REPORT: &str = "Lambda.Unknown";

/// A function that ran out of time. Source: as for [`NO_REPORT`].
const OUT_OF_TIME: &str = "Sandbox.Timedout";

/// The object on standard input; members that the Task has no use for are left out.
pub(super) fn call(task: &TaskCall<'_>) -> Value {
    let mut call = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            call.insert(name.to_owned(), value);
        }
    };
    put("state", Some(task.state.into()));
    put("resource", Some(task.resource.into()));
    if let TaskKind::Service {
        service, action, ..
    } = task.kind
    {
        put("service", Some(service.as_str().into()));
        put("action", Some(action.as_str().into()));
    }
    put("function", function(task).map(Value::from));
    put("event", event(task));
    put("parameters", Some(task.parameters.clone()));
    put("attempt", Some(task.attempt.into()));
    put("token", task.token.map(Value::from));
    put("time", Some(task.time.to_string().into()));
    put("timeoutSeconds", task.timeout.map(|it| it.as_secs().into()));
    put(
        "heartbeatSeconds",
        task.heartbeat.map(|it| it.as_secs().into()),
    );
    Value::Object(call)
}

/// How a Task reaches a Lambda function, if it does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// By its ARN: the payload is the input, the result is the return value.
    Direct,
    /// By `lambda:invoke`: the payload is a parameter, the result a part of the response.
    Invoke,
}

fn reach(task: &TaskCall<'_>) -> Option<Reach> {
    match task.kind {
        TaskKind::Lambda | TaskKind::Other => Some(Reach::Direct),
        TaskKind::Service {
            service, action, ..
        } => (service == "lambda" && action == "invoke").then_some(Reach::Invoke),
        TaskKind::Activity => None,
    }
}

/// What a Lambda function gets; an empty object when `lambda:invoke` has no `Payload`.
fn event(task: &TaskCall<'_>) -> Option<Value> {
    match reach(task)? {
        Reach::Direct => Some(task.parameters.clone()),
        Reach::Invoke => Some(
            task.parameters
                .get("Payload")
                .map_or(json!({}), Value::clone),
        ),
    }
}

/// The function's name, out of an ARN or as it stands.
fn function<'a>(task: &TaskCall<'a>) -> Option<&'a str> {
    let named = match reach(task)? {
        Reach::Direct => task.resource,
        Reach::Invoke => task.parameters.get("FunctionName")?.as_str()?,
    };
    let name = named.split_once(":function:").map_or(named, |it| it.1);
    Some(name.split(':').next().unwrap_or(name))
}

/// What the program's end means for the Task.
pub(super) fn answer(task: &TaskCall<'_>, ended: &Ended, limit: Duration) -> TaskAnswer {
    let Some(status) = ended.status else {
        return out_of_time(task, limit);
    };
    if status.success() {
        return match last_json(&ended.stdout) {
            Some(value) => respond(task, result(task, value)),
            None => no_result(task, &ended.stdout),
        };
    }
    let report = [&ended.stdout, &ended.stderr];
    let report = report
        .into_iter()
        .filter_map(|it| last_json(it))
        .find_map(|it| reported(&it));
    report.unwrap_or_else(|| unreported(task, status, &ended.stderr))
}

/// AWS makes failures of some responses.
fn respond(task: &TaskCall<'_>, response: Value) -> TaskAnswer {
    match refusal(task, &response) {
        Some(refusal) => TaskAnswer::failure(refusal.error, refusal.cause),
        None => TaskAnswer::success(response),
    }
}

/// The result of the Task: a function's return value lies in the response of `lambda:invoke`.
fn result(task: &TaskCall<'_>, value: Value) -> Value {
    let waits = matches!(
        task.kind,
        TaskKind::Service {
            pattern: Pattern::WaitForTaskToken,
            ..
        }
    );
    if reach(task) == Some(Reach::Invoke) && !waits {
        json!({ "ExecutedVersion": "$LATEST", "Payload": value, "StatusCode": 200 })
    } else {
        value
    }
}

/// The output as JSON, or else its last line.
fn last_json(output: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(output);
    let last = || text.lines().rfind(|line| !line.trim().is_empty());
    serde_json::from_str(&text)
        .ok()
        .or_else(|| serde_json::from_str(last()?).ok())
}

/// A failure in the words of a Lambda runtime (`errorType`, `errorMessage`), whose whole report is
/// the cause (recorded), or in those of `SendTaskFailure` (`Error`, `Cause`).
fn reported(report: &Value) -> Option<TaskAnswer> {
    let text = |name: &str| report.get(name).and_then(Value::as_str);
    if text("errorType").or(text("errorMessage")).is_some() {
        let error = text("errorType").unwrap_or(NO_REPORT);
        return Some(TaskAnswer::failure(error, report.to_string()));
    }
    let (error, cause) = (text("Error"), text("Cause"));
    error.or(cause)?;
    Some(TaskAnswer::new(TaskOutcome::Failure {
        error: error.map(str::to_owned),
        cause: cause.map(str::to_owned),
    }))
}

/// The program failed and did not say why.
fn unreported(task: &TaskCall<'_>, status: ExitStatus, stderr: &[u8]) -> TaskAnswer {
    let error = if reach(task).is_some() {
        NO_REPORT
    } else {
        TASK_FAILED
    };
    let stderr = String::from_utf8_lossy(stderr);
    let said = stderr.lines().rfind(|line| !line.trim().is_empty());
    let mut cause = match status.code() {
        Some(code) => format!("The worker ended with exit status {code}"),
        None => "The worker was ended by a signal".to_owned(),
    };
    if let Some(said) = said {
        cause.extend([": ", said.trim()]);
    }
    TaskAnswer::failure(error, cause)
}

/// A mistake of the program, not a failure of the Task: nothing should catch it.
fn no_result(task: &TaskCall<'_>, stdout: &[u8]) -> TaskAnswer {
    let shown: String = String::from_utf8_lossy(stdout)
        .trim()
        .chars()
        .take(200)
        .collect();
    let printed = if shown.is_empty() { "nothing" } else { &shown };
    let cause = format!(
        "The worker has to print the result of '{}' as JSON, but it printed {printed}",
        task.state
    );
    TaskAnswer::failure(RUNTIME, cause)
}

fn out_of_time(task: &TaskCall<'_>, limit: Duration) -> TaskAnswer {
    if reach(task).is_none() {
        return TaskAnswer::new(TaskOutcome::Timeout);
    }
    let message = format!(
        "Error: Task timed out after {:.2} seconds",
        limit.as_secs_f64()
    );
    let report = json!({ "errorType": OUT_OF_TIME, "errorMessage": message });
    TaskAnswer::failure(OUT_OF_TIME, report.to_string())
}
