//! A resource's page: what it calls and how, what the call takes and answers, how it fails.

use std::fmt::Write as _;

use asl_catalog::{
    Action, Integration, Pattern, Resolved, Service, Shape, Unknown, catalog, lookup,
};
use asl_lang::WorkflowType;

use super::shape;

/// Error names that are listed at most.
const ERRORS: usize = 8;
/// Actions that are listed at most.
const ACTIONS: usize = 12;

/// The page of a resource, also of one that nothing answers to.
pub(crate) fn of_resource(resource: &str) -> Option<String> {
    match lookup(resource) {
        Ok(resolved) => Some(of_call(resolved)),
        Err(Unknown::NotAnIntegration) => of_own_arn(resource),
        Err(Unknown::Service { name, nearest, .. }) => {
            let words = format!("Step Functions calls no service `{name}`");
            Some(with_nearest(&words, nearest))
        }
        Err(Unknown::Retired(retired)) => Some(format!(
            "**{}** — AWS no longer offers this service to Step Functions.",
            retired.name
        )),
        Err(Unknown::Action {
            service,
            name,
            nearest,
        }) => {
            let words = format!("{} has no action `{name}`", service.title());
            Some(with_nearest(&words, nearest))
        }
        Err(Unknown::Pattern { action, suffix }) => {
            let call = of_call(Resolved {
                action,
                pattern: Pattern::RequestResponse,
            });
            Some(format!("It cannot be called with `{suffix}`.\n\n{call}"))
        }
    }
}

/// The page of a service, by its label: `sqs` or `aws-sdk:sqs`.
pub(crate) fn of_service(label: &str) -> Option<String> {
    let service = match label.strip_prefix("aws-sdk:") {
        Some(name) => catalog().service(name)?,
        None => catalog().optimized(label)?,
    };
    let mut page = format!("**{label}** — {}", title(service));
    if !service.prefix().is_empty() {
        let _ = write!(page, "\n\nIts errors begin with `{}.`", service.prefix());
    }
    let names: Vec<_> = service.actions().filter(|it| it.is_callable()).collect();
    page.push_str("\n\nActions:");
    for action in names.iter().take(ACTIONS) {
        let _ = write!(page, "\n* `{}`", action.name());
    }
    if names.len() > ACTIONS {
        let _ = write!(page, "\n* … and {} more", names.len() - ACTIONS);
    }
    Some(page)
}

fn with_nearest(words: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(meant) => format!("{words}; did you mean `{meant}`?"),
        None => format!("{words}."),
    }
}

/// Functions and activities.
fn of_own_arn(resource: &str) -> Option<String> {
    let mut parts = resource.strip_prefix("arn:")?.split(':').skip(1);
    let service = parts.next()?;
    let mut parts = parts.skip(2);
    match (service, parts.next()?) {
        ("lambda", "function") => Some(format!(
            "**{}** — a Lambda function, called with the state's input; its result is what it \
             returns.\n\n`arn:aws:states:::lambda:invoke` takes parameters, versions and task tokens \
             besides.",
            parts.next().unwrap_or_default()
        )),
        ("states", "activity") => Some(format!(
            "**{}** — an activity: the state waits for a worker of one's own that polls it. Standard \
             workflows only.",
            parts.next().unwrap_or_default()
        )),
        _ => None,
    }
}

fn of_call(call: Resolved<'_>) -> String {
    let (action, service) = (call.action, call.action.service());
    let label = match service.integration() {
        Integration::Sdk => format!("aws-sdk:{}:{}", service.name(), action.name()),
        Integration::Optimized => format!("{}:{}", service.name(), action.name()),
    };
    let mut page = format!("**{label}** — {}", title(service));
    if !action.is_callable() {
        page.push_str("\n\nStep Functions cannot call it.");
    }
    if action.is_deprecated() {
        page.push_str("\n\nDeprecated: AWS advises against it.");
    }
    patterns(&mut page, action, call.pattern);
    section(&mut page, "Takes (\\* required)", action.request());
    section(&mut page, "Gives", action.result(call.pattern));
    errors(&mut page, action);
    if let Some(link) = action.link() {
        let _ = write!(page, "\n\n[API reference]({link})");
    }
    page
}

fn title(service: &Service) -> String {
    match service.integration() {
        Integration::Sdk => format!("{}, AWS SDK integration", service.title()),
        Integration::Optimized => format!("{}, optimised integration", service.title()),
    }
}

/// The patterns that the action has; the resource's own one is marked.
fn patterns(page: &mut String, action: Action<'_>, own: Pattern) {
    page.push('\n');
    for pattern in action.patterns() {
        let suffix = match pattern.suffix() {
            "" => "request and response".to_owned(),
            suffix => format!("`{suffix}`"),
        };
        let name = if pattern == own {
            format!("**{suffix}**")
        } else {
            suffix
        };
        let words = crate::words::pattern(pattern);
        let types = match pattern.workflow_types() {
            [WorkflowType::Standard] => "; Standard workflows only",
            _ => "",
        };
        let _ = write!(page, "\n* {name}: {words}{types}");
    }
}

fn section(page: &mut String, heading: &str, shape: Option<Shape<'_>>) {
    let members = shape.filter(|it| it.members().len() > 0);
    if let Some(shape) = members {
        let _ = write!(page, "\n\n{heading}:\n\n{}", shape::block(shape));
    }
}

fn errors(page: &mut String, action: Action<'_>) {
    let names: Vec<_> = action.errors().collect();
    if names.is_empty() {
        return;
    }
    let shown = names.iter().take(ERRORS).map(|it| format!("`{it}`"));
    let mut shown: Vec<_> = shown.collect();
    if names.len() > ERRORS {
        shown.push(format!("and {} more", names.len() - ERRORS));
    }
    let _ = write!(page, "\n\nErrors: {}", shown.join(", "));
}
