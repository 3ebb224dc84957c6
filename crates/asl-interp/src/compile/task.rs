//! Tasks: what their resource says.

use std::sync::Arc;

use serde_json::Value;

use super::Compiler;
use super::fields::Fields;
use crate::history::TaskFamily;
use crate::program::TaskSpec;
use crate::worker::{Pattern, TaskKind};

impl Compiler {
    pub(super) fn task(&mut self, fields: &Fields<'_>) -> Option<TaskSpec> {
        let resource = self.resource(fields)?;
        let resource = resource.as_str();
        let (event_type, event_resource) = event_names(resource);
        let kind = task_kind(resource);
        Some(TaskSpec {
            resource: Arc::from(resource),
            family: family(&kind),
            kind,
            event_type: Arc::from(event_type),
            event_resource: Arc::from(event_resource),
            timeout: self.count(fields, "TimeoutSeconds"),
            heartbeat: self.count(fields, "HeartbeatSeconds"),
            credentials: self.payloads(fields, "Credentials"),
        })
    }

    /// A template may have an intrinsic (`{"Fn::GetAtt": …}`) where AWS will find a string.
    fn resource(&mut self, fields: &Fields<'_>) -> Option<String> {
        match fields.get("Resource") {
            Some(Value::String(text)) => Some(text.clone()),
            Some(value @ Value::Object(_)) => Some(value.to_string()),
            _ => {
                self.missing(fields, "Resource", "a string");
                None
            }
        }
    }
}

/// A resource that is no ARN (a placeholder, say) behaves like a function: its result is the
/// answer.
fn family(kind: &TaskKind) -> TaskFamily {
    match kind {
        TaskKind::Lambda | TaskKind::Other => TaskFamily::Lambda,
        TaskKind::Activity => TaskFamily::Activity,
        TaskKind::Service { .. } => TaskFamily::Service,
    }
}

/// What stands behind `arn:PARTITION:states:::`.
fn integration(resource: &str) -> Option<&str> {
    let mut parts = resource.splitn(6, ':');
    let head = [
        parts.next()?,
        parts.next()?,
        parts.next()?,
        parts.next()?,
        parts.next()?,
    ];
    let rest = parts.next()?;
    (head[0] == "arn" && head[2] == "states" && head[3].is_empty() && head[4].is_empty())
        .then_some(rest)
}

/// Service and call: the colon of `.sync:2` belongs to the call.
fn split(integration: &str) -> (&str, &str) {
    let body = integration.strip_suffix(".sync:2").unwrap_or(integration);
    let colon = body.rfind(':').unwrap_or(body.len());
    (
        &integration[..colon],
        integration.get(colon + 1..).unwrap_or(""),
    )
}

fn task_kind(resource: &str) -> TaskKind {
    if let Some(integration) = integration(resource) {
        let (service, call) = split(integration);
        let (action, pattern) = pattern(call);
        return TaskKind::Service {
            service: service.to_owned(),
            action: action.to_owned(),
            pattern,
        };
    }
    let mut parts = resource.split(':').skip(2);
    match (parts.next(), parts.nth(2)) {
        (Some("lambda"), _) => TaskKind::Lambda,
        (Some("states"), Some("activity")) => TaskKind::Activity,
        _ => TaskKind::Other,
    }
}

fn pattern(call: &str) -> (&str, Pattern) {
    let known = [
        (".waitForTaskToken", Pattern::WaitForTaskToken),
        (".sync", Pattern::Sync),
        (".sync:2", Pattern::Sync2),
    ];
    for (suffix, pattern) in known {
        if let Some(action) = call.strip_suffix(suffix) {
            return (action, pattern);
        }
    }
    (call, Pattern::RequestResponse)
}

/// `resourceType` and `resource` of the events.
fn event_names(resource: &str) -> (&str, &str) {
    integration(resource).map_or(("", resource), split)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(service: &str, action: &str, pattern: Pattern) -> TaskKind {
        TaskKind::Service {
            service: service.to_owned(),
            action: action.to_owned(),
            pattern,
        }
    }

    #[test]
    fn takes_resources_apart() {
        let kinds = [
            (
                "arn:aws:states:::lambda:invoke",
                service("lambda", "invoke", Pattern::RequestResponse),
            ),
            (
                "arn:aws:states:::aws-sdk:s3:getObject",
                service("aws-sdk:s3", "getObject", Pattern::RequestResponse),
            ),
            (
                "arn:aws-cn:states:::ecs:runTask.sync",
                service("ecs", "runTask", Pattern::Sync),
            ),
            (
                "arn:aws:states:::states:startExecution.sync:2",
                service("states", "startExecution", Pattern::Sync2),
            ),
            (
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                service("sqs", "sendMessage", Pattern::WaitForTaskToken),
            ),
            (
                "arn:aws:states:us-east-1:123456789012:activity:Ship",
                TaskKind::Activity,
            ),
            (
                "arn:aws:lambda:us-east-1:123456789012:function:F",
                TaskKind::Lambda,
            ),
            ("arn:aws:lambda:...:function:F", TaskKind::Lambda),
            ("${Function}", TaskKind::Other),
        ];
        for (resource, kind) in kinds {
            assert_eq!(task_kind(resource), kind, "{resource}");
        }
        assert_eq!(
            event_names("arn:aws:states:::states:startExecution.sync:2"),
            ("states", "startExecution.sync:2")
        );
    }
}
