//! Events in the shape of `GetExecutionHistory`: payloads are JSON text there.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Assignment, Event, EventKind, TaskDetails, TaskFailure, TaskFamily, TaskSchedule};
use crate::Payload;

impl Event {
    /// The event in the shape of `GetExecutionHistory`.
    pub fn to_json(&self) -> Value {
        let mut event = Map::new();
        event.insert("timestamp".to_owned(), self.time.to_string().into());
        event.insert("type".to_owned(), self.type_name().into());
        event.insert("id".to_owned(), self.id.into());
        event.insert("previousEventId".to_owned(), self.previous.into());
        if let Some(details) = details(&self.kind) {
            event.insert(details_name(&self.kind), Value::Object(details));
        }
        Value::Object(event)
    }
}

/// `lambdaFunctionFailedEventDetails`, `taskStartedEventDetails`, …: the type's name, but the events
/// of entering and leaving have the same for all types of states.
fn details_name(kind: &EventKind) -> String {
    let name = match kind {
        EventKind::StateEntered { .. } => "stateEntered",
        EventKind::StateExited { .. } => "stateExited",
        _ => kind.type_name(),
    };
    let mut name = format!("{name}EventDetails");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    name
}

type Details = Map<String, Value>;

fn details(kind: &EventKind) -> Option<Details> {
    match kind {
        EventKind::ExecutionStarted { input, role } => Some(execution_started(input, role)),
        EventKind::ExecutionSucceeded { output } => Some(output_details(output)),
        EventKind::ExecutionFailed { error, cause }
        | EventKind::ExecutionTimedOut { error, cause }
        | EventKind::ExecutionAborted { error, cause }
        | EventKind::MapRunFailed { error, cause } => {
            Some(failure(error.as_deref(), cause.as_deref()))
        }
        EventKind::StateEntered { name, input, .. } => Some(entered(name, input)),
        EventKind::StateExited {
            name,
            output,
            assigned,
            ..
        } => Some(exited(name, output, assigned.as_deref())),
        EventKind::EvaluationFailed {
            state,
            error,
            cause,
            location,
        } => Some(evaluation_failed(state, error, cause, location.as_ref())),
        EventKind::MapStateStarted { length } => Some(members([("length", (*length).into())])),
        EventKind::MapIterationStarted { name, index }
        | EventKind::MapIterationSucceeded { name, index }
        | EventKind::MapIterationFailed { name, index }
        | EventKind::MapIterationAborted { name, index } => Some(iteration(name, *index)),
        EventKind::MapRunStarted { arn } => Some(members([("mapRunArn", text(arn))])),
        EventKind::TaskScheduled(task) => Some(scheduled(task)),
        EventKind::TaskStarted(task) => started(task),
        EventKind::TaskSubmitted(task) | EventKind::TaskSucceeded(task) => Some(task_output(task)),
        EventKind::TaskFailed(task) | EventKind::TaskTimedOut(task) => Some(task_failure(task)),
        EventKind::StateAborted { .. }
        | EventKind::MapStateSucceeded
        | EventKind::MapStateFailed
        | EventKind::MapRunSucceeded
        | EventKind::MapRunAborted
        | EventKind::ParallelStateStarted
        | EventKind::ParallelStateSucceeded
        | EventKind::ParallelStateFailed => None,
    }
}

fn members<const N: usize>(members: [(&str, Value); N]) -> Details {
    let members = members.into_iter();
    members
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn text(text: &Arc<str>) -> Value {
    Value::from(&**text)
}

/// What stands beside every payload: none is ever cut here.
fn whole() -> Value {
    json!({ "truncated": false })
}

fn input_details(input: &Payload) -> [(&'static str, Value); 2] {
    [
        ("input", input.to_string().into()),
        ("inputDetails", whole()),
    ]
}

fn output_details(output: &Payload) -> Details {
    members([
        ("output", output.to_string().into()),
        ("outputDetails", whole()),
    ])
}

fn execution_started(input: &Payload, role: &Arc<str>) -> Details {
    let mut details = members(input_details(input));
    details.insert("roleArn".to_owned(), text(role));
    details
}

fn failure(error: Option<&str>, cause: Option<&str>) -> Details {
    let texts = [("error", error), ("cause", cause)].into_iter();
    texts
        .filter_map(|(name, text)| Some((name.to_owned(), text?.into())))
        .collect()
}

fn entered(name: &Arc<str>, input: &Payload) -> Details {
    let mut details = members([("name", text(name))]);
    details.extend(members(input_details(input)));
    details
}

fn exited(name: &Arc<str>, output: &Payload, assigned: Option<&[Assignment]>) -> Details {
    let mut details = members([("name", text(name))]);
    details.extend(output_details(output));
    if let Some(assigned) = assigned {
        let variables: Details = assigned
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string().into()))
            .collect();
        details.extend(members([
            ("assignedVariables", variables.into()),
            ("assignedVariablesDetails", whole()),
        ]));
    }
    details
}

fn evaluation_failed(
    state: &Arc<str>,
    error: &Arc<str>,
    cause: &Arc<str>,
    location: Option<&Arc<str>>,
) -> Details {
    let mut details = failure(Some(error), Some(cause));
    if let Some(location) = location {
        details.insert("location".to_owned(), text(location));
    }
    details.insert("state".to_owned(), text(state));
    details
}

fn iteration(name: &Arc<str>, index: usize) -> Details {
    members([("name", text(name)), ("index", index.into())])
}

/// The two members that every event of a service integration begins with.
fn integration(task: &TaskSchedule) -> Details {
    if task.family != TaskFamily::Service {
        return Map::new();
    }
    members([
        ("resourceType", text(&task.resource_type)),
        ("resource", text(&task.resource)),
    ])
}

fn scheduled(task: &TaskSchedule) -> Details {
    let mut details = integration(task);
    if task.family == TaskFamily::Service {
        details.extend(members([
            ("region", text(&task.region)),
            ("parameters", task.parameters.to_string().into()),
        ]));
    } else {
        details.insert("resource".to_owned(), text(&task.arn));
        details.extend(members(input_details(&task.parameters)));
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
    details
}

fn started(task: &TaskSchedule) -> Option<Details> {
    match task.family {
        TaskFamily::Lambda => None,
        TaskFamily::Activity => Some(members([("workerName", "simulated-worker".into())])),
        TaskFamily::Service => Some(integration(task)),
    }
}

fn task_output(task: &TaskDetails) -> Details {
    let mut details = integration(&task.schedule);
    details.extend(output_details(&task.output));
    details
}

fn task_failure(task: &TaskFailure) -> Details {
    let mut details = integration(&task.schedule);
    details.extend(failure(task.error.as_deref(), task.cause.as_deref()));
    details
}
