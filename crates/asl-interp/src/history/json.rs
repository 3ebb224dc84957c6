//! Events in the shape of `GetExecutionHistory`: payloads are JSON text there.

use serde_json::{Map, Value, json};

use super::{Event, EventKind, TaskDetails, TaskFailure, TaskFamily, TaskSchedule};
use crate::Payload;

impl Event {
    /// The event in the shape of `GetExecutionHistory`.
    pub fn to_json(&self) -> Value {
        let mut event = Map::new();
        event.insert("timestamp".to_owned(), self.time.to_string().into());
        event.insert("type".to_owned(), self.type_name().into());
        event.insert("id".to_owned(), self.id.into());
        event.insert("previousEventId".to_owned(), self.previous.into());
        if let Some((name, details)) = details(&self.kind) {
            event.insert(name, details);
        }
        Value::Object(event)
    }
}

fn details(kind: &EventKind) -> Option<(String, Value)> {
    let (name, value) = match kind {
        EventKind::ExecutionStarted { input, role } => (
            "executionStartedEventDetails",
            json!({
                "input": input.to_string(),
                "inputDetails": { "truncated": false },
                "roleArn": &**role,
            }),
        ),
        EventKind::ExecutionSucceeded { output } => {
            ("executionSucceededEventDetails", output_details(output))
        }
        EventKind::ExecutionFailed { error, cause } => (
            "executionFailedEventDetails",
            failure(error.as_deref(), cause.as_deref()),
        ),
        EventKind::ExecutionTimedOut { error, cause } => (
            "executionTimedOutEventDetails",
            failure(error.as_deref(), cause.as_deref()),
        ),
        EventKind::ExecutionAborted { error, cause } => (
            "executionAbortedEventDetails",
            failure(error.as_deref(), cause.as_deref()),
        ),
        EventKind::StateEntered { name, input, .. } => (
            "stateEnteredEventDetails",
            json!({
                "name": &**name,
                "input": input.to_string(),
                "inputDetails": { "truncated": false },
            }),
        ),
        EventKind::StateExited { .. } => ("stateExitedEventDetails", exited(kind)?),
        EventKind::EvaluationFailed { .. } => {
            ("evaluationFailedEventDetails", evaluation_failed(kind)?)
        }
        EventKind::MapStateStarted { length } => {
            ("mapStateStartedEventDetails", json!({ "length": length }))
        }
        EventKind::MapIterationStarted { name, index } => {
            ("mapIterationStartedEventDetails", iteration(name, *index))
        }
        EventKind::MapIterationSucceeded { name, index } => {
            ("mapIterationSucceededEventDetails", iteration(name, *index))
        }
        EventKind::MapIterationFailed { name, index } => {
            ("mapIterationFailedEventDetails", iteration(name, *index))
        }
        EventKind::MapIterationAborted { name, index } => {
            ("mapIterationAbortedEventDetails", iteration(name, *index))
        }
        EventKind::MapRunStarted { arn } => {
            ("mapRunStartedEventDetails", json!({ "mapRunArn": &**arn }))
        }
        EventKind::MapRunFailed { error, cause } => (
            "mapRunFailedEventDetails",
            failure(error.as_deref(), cause.as_deref()),
        ),
        EventKind::TaskScheduled(task) => return Some(scheduled(task)),
        EventKind::TaskStarted(task) => return started(task),
        EventKind::TaskSubmitted(task) => return Some(task_output("Submitted", task)),
        EventKind::TaskSucceeded(task) => return Some(task_output("Succeeded", task)),
        EventKind::TaskFailed(task) => return Some(task_failure("Failed", task)),
        EventKind::TaskTimedOut(task) => return Some(task_failure("TimedOut", task)),
        EventKind::StateAborted { .. }
        | EventKind::MapStateSucceeded
        | EventKind::MapStateFailed
        | EventKind::MapRunSucceeded
        | EventKind::ParallelStateStarted
        | EventKind::ParallelStateSucceeded
        | EventKind::ParallelStateFailed => return None,
    };
    Some((name.to_owned(), value))
}

fn output_details(output: &Payload) -> Value {
    json!({ "output": output.to_string(), "outputDetails": { "truncated": false } })
}

fn failure(error: Option<&str>, cause: Option<&str>) -> Value {
    let mut details = Map::new();
    if let Some(error) = error {
        details.insert("error".to_owned(), error.into());
    }
    if let Some(cause) = cause {
        details.insert("cause".to_owned(), cause.into());
    }
    Value::Object(details)
}

fn exited(kind: &EventKind) -> Option<Value> {
    let EventKind::StateExited {
        name,
        output,
        assigned,
        ..
    } = kind
    else {
        return None;
    };
    let mut details = json!({
        "name": &**name,
        "output": output.to_string(),
        "outputDetails": { "truncated": false },
    });
    if let Some(assigned) = assigned {
        let variables: Map<String, Value> = assigned
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string().into()))
            .collect();
        details["assignedVariables"] = Value::Object(variables);
        details["assignedVariablesDetails"] = json!({ "truncated": false });
    }
    Some(details)
}

fn evaluation_failed(kind: &EventKind) -> Option<Value> {
    let EventKind::EvaluationFailed {
        state,
        error,
        cause,
        location,
    } = kind
    else {
        return None;
    };
    let mut details = json!({ "error": &**error, "cause": &**cause });
    if let Some(location) = location {
        details["location"] = (&**location).into();
    }
    details["state"] = (&**state).into();
    Some(details)
}

fn iteration(name: &str, index: usize) -> Value {
    json!({ "name": name, "index": index })
}

/// `lambdaFunctionFailedEventDetails`, `taskStartedEventDetails`, …
fn member(family: TaskFamily, event: &str) -> String {
    let family = match family {
        TaskFamily::Lambda => "lambdaFunction",
        TaskFamily::Activity => "activity",
        TaskFamily::Service => "task",
    };
    format!("{family}{event}EventDetails")
}

/// The two members that every event of a service integration begins with.
fn integration(task: &TaskSchedule) -> Map<String, Value> {
    let mut details = Map::new();
    if task.family == TaskFamily::Service {
        details.insert("resourceType".to_owned(), (&*task.resource_type).into());
        details.insert("resource".to_owned(), (&*task.resource).into());
    }
    details
}

fn scheduled(task: &TaskSchedule) -> (String, Value) {
    let mut details = integration(task);
    if task.family == TaskFamily::Service {
        details.insert("region".to_owned(), (&*task.region).into());
        details.insert("parameters".to_owned(), task.parameters.to_string().into());
    } else {
        details.insert("resource".to_owned(), (&*task.arn).into());
        details.insert("input".to_owned(), task.parameters.to_string().into());
        details.insert("inputDetails".to_owned(), json!({ "truncated": false }));
    }
    if let Some(seconds) = task.timeout_seconds {
        details.insert("timeoutInSeconds".to_owned(), seconds.into());
    }
    if let Some(seconds) = task.heartbeat_seconds {
        details.insert("heartbeatInSeconds".to_owned(), seconds.into());
    }
    if let Some(role) = &task.role_arn {
        details.insert("taskCredentials".to_owned(), json!({ "roleArn": &**role }));
    }
    (member(task.family, "Scheduled"), Value::Object(details))
}

fn started(task: &TaskSchedule) -> Option<(String, Value)> {
    match task.family {
        TaskFamily::Lambda => None,
        TaskFamily::Activity => Some((
            member(task.family, "Started"),
            json!({ "workerName": "simulated-worker" }),
        )),
        TaskFamily::Service => Some((member(task.family, "Started"), integration(task).into())),
    }
}

fn task_output(event: &str, task: &TaskDetails) -> (String, Value) {
    let mut details = integration(&task.schedule);
    details.insert("output".to_owned(), task.output.to_string().into());
    details.insert("outputDetails".to_owned(), json!({ "truncated": false }));
    (member(task.schedule.family, event), Value::Object(details))
}

fn task_failure(event: &str, task: &TaskFailure) -> (String, Value) {
    let mut details = integration(&task.schedule);
    if let Value::Object(failure) = failure(task.error.as_deref(), task.cause.as_deref()) {
        details.extend(failure);
    }
    (member(task.schedule.family, event), Value::Object(details))
}
