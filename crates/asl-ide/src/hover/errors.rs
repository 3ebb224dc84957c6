//! An error name's page: what raises it, and whether a retry makes sense.

use std::fmt::Write as _;

use asl_catalog::{Action, Integration, Pattern, Service, catalog};
use asl_lang::{Retrying, SERVICE_ERRORS, ServiceError, error_name, retrying};
use asl_syntax::SyntaxNode;

use crate::{call, words};

/// The page of an error name that stands at a node: in a Task it is that of the call.
pub(super) fn of_name(name: &str, at: Option<&SyntaxNode>) -> Option<String> {
    let task = at.and_then(call::task_around);
    let resource = task.as_ref().and_then(call::resource_of);
    let action = resource
        .and_then(|it| call::called(&it))
        .map(|it| it.action);
    of_error(name, action)
}

/// The page of an error name, for who calls that action or calls nothing that is known.
pub(crate) fn of_error(name: &str, action: Option<Action<'static>>) -> Option<String> {
    if let Some(error) = error_name(name) {
        let page = words::error(error);
        // The rows of prefixes stand for many names; this is the one.
        let page = page.replacen(error.name, name, 1);
        return Some(format!("{page}\n\n{}", advice(name)));
    }
    let documented = documented(name);
    let raiser = raiser(name, action).or(documented.map(|it| it.0.to_owned()))?;
    let mut page = format!("**{name}** — raised by {raiser}");
    if let Some((_, error)) = documented {
        let _ = write!(page, "\n\n{}", error.doc);
    }
    if is_of_all(name) {
        page.push_str("\n\nStands for every error of the service that has no name of its own.");
    }
    let _ = write!(page, "\n\n{}", advice(name));
    if let Some(link) = action
        .filter(|it| it.errors().any(|it| it == name))
        .and_then(Action::link)
    {
        let _ = write!(page, "\n\n[API reference]({link})");
    }
    Some(page)
}

/// Whether a retry makes sense, in a sentence.
fn advice(name: &str) -> &'static str {
    match retrying(name) {
        Retrying::Helps => "The same call may well succeed a little later: worth a retry.",
        Retrying::Depends => "Whether a retry makes sense depends on what is behind it.",
        Retrying::IsUseless => "The same call will fail again: a retry makes no sense.",
    }
}

/// What is told of the name where somebody wrote it down. The two families of integrations write the
/// same names in different cases.
fn documented(name: &str) -> Option<(&'static str, &'static ServiceError)> {
    SERVICE_ERRORS.iter().find_map(|service| {
        let mut errors = service.errors.iter();
        let error = errors.find(|it| it.name.eq_ignore_ascii_case(name))?;
        Some((service.service, error))
    })
}

/// The call itself, or the services whose errors begin like that.
fn raiser(name: &str, action: Option<Action<'static>>) -> Option<String> {
    if let Some(action) = action.filter(|it| it.errors().any(|it| it == name)) {
        let resource = action.resource(Pattern::RequestResponse);
        let call = resource.split_once(":::").map_or("", |it| it.1);
        return Some(format!("`{call}` of {}", action.service().title()));
    }
    let prefix = name.split_once('.')?.0;
    let services = catalog().optimized_services().iter();
    let mut services = services.chain(catalog().services());
    let service = services.find(|it| it.prefix() == prefix)?;
    Some(format!("{}, {}", service.title(), family(service)))
}

fn family(service: &Service) -> &'static str {
    match service.integration() {
        Integration::Sdk => "AWS SDK integration",
        Integration::Optimized => "optimised integration",
    }
}

/// `DynamoDb.DynamoDbException`: the class above all others of its service.
fn is_of_all(name: &str) -> bool {
    let Some((prefix, own)) = name.split_once('.') else {
        return false;
    };
    let class = own.strip_suffix("Exception").unwrap_or_default();
    let class = class
        .strip_prefix("Amazon")
        .or(class.strip_prefix("AWS"))
        .unwrap_or(class);
    class.eq_ignore_ascii_case(prefix)
}
