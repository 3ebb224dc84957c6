//! What a Task's resource calls.

use crate::action::Action;
use crate::catalog::{Catalog, Retired, catalog};
use crate::nearest;
use crate::pattern::Pattern;
use crate::service::{Integration, Service};

/// What a resource calls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved<'a> {
    /// The action.
    pub action: Action<'a>,
    /// How the Task waits for it.
    pub pattern: Pattern,
}

/// Why the catalogue cannot say what a resource calls.
#[derive(Clone, Debug, PartialEq)]
pub enum Unknown<'a> {
    /// It is not `arn:PARTITION:states:::[aws-sdk:]SERVICE:ACTION`: a function, an activity, a
    /// placeholder.
    NotAnIntegration,
    /// No service has the name.
    Service {
        /// The name in the resource.
        name: String,
        /// The family in which it was looked for.
        integration: Integration,
        /// The service of that family that is most like it.
        nearest: Option<&'a str>,
    },
    /// The service is known, but no longer to be called, and nothing is known of its actions.
    Retired(Retired),
    /// The service has no such action.
    Action {
        /// The service.
        service: &'a Service,
        /// The name in the resource.
        name: String,
        /// The action that is most like it; a slip of upper and lower case comes first.
        nearest: Option<&'a str>,
    },
    /// The action cannot be called with what stands behind it.
    Pattern {
        /// The action.
        action: Action<'a>,
        /// What stands behind the action, with its dot: `.sync`.
        suffix: String,
    },
}

/// What a resource such as `arn:aws:states:::sqs:sendMessage.waitForTaskToken` calls according to
/// the catalogue in this program, or why that cannot be said.
pub fn lookup(resource: &str) -> Result<Resolved<'static>, Unknown<'static>> {
    catalog().lookup(resource)
}

pub(crate) fn lookup_in<'a>(
    catalog: &'a Catalog,
    resource: &str,
) -> Result<Resolved<'a>, Unknown<'a>> {
    let parts = Parts::of(resource).ok_or(Unknown::NotAnIntegration)?;
    let service = find_service(catalog, &parts)?;
    let Some(action) = service.action(parts.action) else {
        let names = service.actions().map(Action::name);
        return Err(Unknown::Action {
            service,
            name: parts.action.to_owned(),
            nearest: nearest(parts.action, names),
        });
    };
    let pattern = Pattern::from_suffix(parts.suffix)
        .filter(|pattern| action.patterns().any(|allowed| allowed == *pattern));
    match pattern {
        Some(pattern) => Ok(Resolved { action, pattern }),
        None => Err(Unknown::Pattern {
            action,
            suffix: parts.suffix.to_owned(),
        }),
    }
}

fn find_service<'a>(catalog: &'a Catalog, parts: &Parts<'_>) -> Result<&'a Service, Unknown<'a>> {
    let (found, all) = match parts.integration {
        Integration::Sdk => (catalog.service(parts.service), catalog.services()),
        Integration::Optimized => (
            catalog.optimized(parts.service),
            catalog.optimized_services(),
        ),
    };
    if let Some(service) = found {
        return Ok(service);
    }
    let is_sdk = parts.integration == Integration::Sdk;
    let mut retired = catalog.retired().iter().filter(|_| is_sdk);
    if let Some(retired) = retired.find(|retired| retired.name == parts.service) {
        return Err(Unknown::Retired(*retired));
    }
    let meant = by_api(catalog, parts.service, all).or_else(|| {
        let names = all.iter().map(Service::name);
        nearest(parts.service, names)
    });
    Err(Unknown::Service {
        name: parts.service.to_owned(),
        integration: parts.integration,
        nearest: meant,
    })
}

/// The service of which the name is that of its API, as other tools have it (`logs`,
/// `cognito-idp`), or that of its optimised integration (`events`). The id of an API is its name
/// and a date.
fn by_api<'a>(catalog: &Catalog, name: &str, services: &'a [Service]) -> Option<&'a str> {
    let is_named = |service: &&Service| {
        let date = service.api().strip_prefix(name);
        let date = date.and_then(|it| it.strip_prefix('-'));
        date.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
    };
    let optimized = || {
        let action = catalog.optimized(name)?.actions().next()?;
        services.iter().find(|it| it.api() == action.api())
    };
    let found = services.iter().find(is_named).or_else(optimized);
    found.map(Service::name)
}

/// The parts of a resource behind `states:::`.
struct Parts<'r> {
    integration: Integration,
    service: &'r str,
    action: &'r str,
    suffix: &'r str,
}

impl<'r> Parts<'r> {
    fn of(resource: &'r str) -> Option<Self> {
        // The partition may be a placeholder with colons of its own: `arn:${AWS::Partition}:…`.
        let (_, call) = resource.strip_prefix("arn:")?.split_once(":states:::")?;
        let (integration, call) = match call.strip_prefix("aws-sdk:") {
            Some(call) => (Integration::Sdk, call),
            None => (Integration::Optimized, call),
        };
        let (service, call) = call.split_once(':')?;
        let dot = call.find('.').unwrap_or(call.len());
        let (action, suffix) = call.split_at(dot);
        Some(Self {
            integration,
            service,
            action,
            suffix,
        })
    }
}
