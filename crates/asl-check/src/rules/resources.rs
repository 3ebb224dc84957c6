//! What Tasks call, by the catalogue of services: resources that do not exist, and patterns that
//! an action does not have.

use asl_catalog::{Action, Integration, Pattern, Resolved, Unknown, catalog, lookup};
use asl_lang::{Place, StateType};
use asl_syntax::ast::Value;

use super::{needs, parameters};
use crate::edits;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::suggest::nearest;
use crate::table::{RETIRED_SERVICE, UNKNOWN_ACTION, UNKNOWN_RESOURCE, UNSUPPORTED_PATTERN};
use crate::walk::Object;

/// The resource of a Task and what it is given.
pub(super) fn task(object: &Object<'_>, findings: &mut Findings) {
    let Some(resource) = of(object) else {
        return;
    };
    let Some(value) = object.get("Resource").and_then(|it| it.value.as_ref()) else {
        return;
    };
    match lookup(&resource) {
        Ok(called) => {
            uncallable(called.action, value, findings);
            parameters::check(object, called.action, findings);
            needs::check(object, called, findings);
        }
        Err(unknown) => report(&resource, &unknown, value, findings),
    }
}

/// The resource of a Task as far as it is known: a placeholder may stand for the partition alone.
pub(super) fn of(object: &Object<'_>) -> Option<String> {
    if object.place != Place::State(StateType::Task) {
        return None;
    }
    let Value::Scalar(scalar) = object.get("Resource")?.value.as_ref()? else {
        return None;
    };
    let text = scalar.text();
    (!is_open(&text)).then_some(text)
}

/// `arn:aws:states:REGION:ACCOUNT:activity:NAME`, of which parts may be placeholders.
pub(super) fn is_activity(resource: &str) -> bool {
    resource.contains(":states:") && resource.contains(":activity:")
}

/// Whether something else than the partition is still to be filled in.
fn is_open(resource: &str) -> bool {
    let call = resource
        .split_once(":states:::")
        .map_or(resource, |it| it.1);
    is_placeholder(call)
}

/// What a resource calls, when the catalogue knows it.
pub(super) fn called(resource: &str) -> Option<Resolved<'static>> {
    lookup(resource).ok()
}

fn report(resource: &str, unknown: &Unknown<'_>, value: &Value, findings: &mut Findings) {
    match unknown {
        Unknown::NotAnIntegration => {}
        Unknown::Service {
            name,
            integration,
            nearest,
        } => {
            let message = format!("Step Functions does not call a service \"{name}\"");
            let mended = nearest.map(|it| (it, with_service(resource, name, it)));
            absent(*integration, resource, message, mended, value, findings);
        }
        Unknown::Retired(retired) => {
            let message = format!(
                "AWS no longer offers the service \"{}\" to Step Functions",
                retired.name
            );
            findings.report(&RETIRED_SERVICE, value.range(), message);
        }
        Unknown::Action {
            service,
            name,
            nearest,
        } => {
            let message = format!("\"{}\" has no action \"{name}\"", service.name());
            let mended = nearest.map(|it| (it, with_action(resource, name, it)));
            absent(
                service.integration(),
                resource,
                message,
                mended,
                value,
                findings,
            );
        }
        Unknown::Pattern { action, suffix } => pattern(resource, *action, suffix, value, findings),
    }
}

/// A service or an action that is not there: AWS refuses it among the optimised integrations
/// (recorded for `dynamodb:query`); the AWS SDK's are more than any list of them.
fn absent(
    integration: Integration,
    resource: &str,
    message: String,
    mended: Option<(&str, String)>,
    value: &Value,
    findings: &mut Findings,
) {
    let rule = match integration {
        Integration::Optimized => &UNKNOWN_RESOURCE,
        Integration::Sdk => &UNKNOWN_ACTION,
    };
    let hint = mended
        .as_ref()
        .map(|it| format!("; did you mean \"{}\"?", it.0));
    let message = message + &hint.unwrap_or_default();
    let finding = findings
        .report(rule, value.range(), message)
        .aws(unrecognised(resource), value.range());
    let finding = match mended {
        Some((name, resource)) => {
            let title = format!("Change to \"{name}\"");
            finding.fix(title, edits::retext(value, &resource))
        }
        None => finding,
    };
    if let Some(resource) = through_sdk(resource).filter(|_| integration == Integration::Optimized)
    {
        finding.maybe(
            "Call it through the AWS SDK",
            edits::retext(value, &resource),
        );
    }
}

/// The resource that makes the same call through the AWS SDK, where there is one. Some services
/// have another name there, which their API gives away: `events` is `eventbridge`.
fn through_sdk(resource: &str) -> Option<String> {
    let (start, call) = resource.split_once(":states:::")?;
    let (name, call) = call.split_once(':')?;
    let catalog = catalog();
    let twin = catalog.optimized(name).and_then(|it| it.actions().next());
    let named = catalog.service(name);
    let service = named.or_else(|| {
        let api = twin?.api();
        catalog.services().iter().find(|it| it.api() == api)
    })?;
    let resource = format!("{start}:states:::aws-sdk:{}:{call}", service.name());
    lookup(&resource).is_ok().then_some(resource)
}

fn pattern(
    resource: &str,
    action: Action<'_>,
    suffix: &str,
    value: &Value,
    findings: &mut Findings,
) {
    let patterns: Vec<_> = action.patterns().map(Pattern::suffix).collect();
    let allowed: Vec<_> = patterns
        .iter()
        .filter(|it| !it.is_empty())
        .copied()
        .collect();
    let name = action.name();
    let meant = nearest(suffix, allowed.iter().copied());
    let message = match meant {
        _ if allowed.is_empty() => format!("\"{name}\" cannot be called with \"{suffix}\""),
        Some(meant) => {
            format!("\"{name}\" has no pattern \"{suffix}\"; did you mean \"{meant}\"?")
        }
        None => {
            let allowed = allowed.join("\" or \"");
            format!("\"{name}\" cannot be called with \"{suffix}\", only with \"{allowed}\"")
        }
    };
    let mut finding = findings
        .report(&UNSUPPORTED_PATTERN, value.range(), message)
        .aws(unrecognised(resource), value.range());
    let base = resource.strip_suffix(suffix).unwrap_or(resource);
    let mut patterns = patterns;
    // What was meant comes first.
    patterns.sort_by_key(|it| Some(*it) != meant);
    for suffix in patterns {
        let mended = format!("{base}{suffix}");
        let title = match suffix {
            "" => "Remove the pattern".to_owned(),
            suffix => format!("Change to \"{suffix}\""),
        };
        finding = finding.maybe(title, edits::retext(value, &mended));
    }
}

/// Actions that Step Functions leaves out, such as those that answer with a stream of events.
fn uncallable(action: Action<'_>, value: &Value, findings: &mut Findings) {
    if action.is_callable() {
        return;
    }
    let (service, name) = (action.service().name(), action.name());
    let message = format!("Step Functions cannot call \"{service}:{name}\"");
    findings.report(&UNKNOWN_ACTION, value.range(), message);
}

/// The same resource with another service, whose name may be a part of what stands before it.
fn with_service(resource: &str, name: &str, meant: &str) -> String {
    match resource.find(&format!(":{name}:")) {
        Some(at) => format!(
            "{}:{meant}{}",
            &resource[..at],
            &resource[at + 1 + name.len()..]
        ),
        None => resource.to_owned(),
    }
}

/// The same resource with another action: the name may be a part of the service's, too.
fn with_action(resource: &str, name: &str, meant: &str) -> String {
    match resource.rfind(&format!(":{name}")) {
        Some(at) => format!(
            "{}:{meant}{}",
            &resource[..at],
            &resource[at + 1 + name.len()..]
        ),
        None => resource.to_owned(),
    }
}

/// AWS's words (recorded).
fn unrecognised(resource: &str) -> String {
    format!(
        "The resource provided {resource} is not recognized. The value is not a valid resource \
         ARN, or the resource is not available in this region."
    )
}
