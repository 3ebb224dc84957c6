//! Error names that the service that a Task calls never raises.

use asl_catalog::{Integration, Pattern, Resolved, Service, catalog};
use asl_lang::reserved::ERROR_PREFIX;
use asl_syntax::ast::Value;

use crate::edits;
use crate::findings::Findings;
use crate::suggest::nearest;
use crate::table::{IMPOSSIBLE_ERROR, WRONG_ERROR_PREFIX};

/// What stands behind nearly every name of an error, as classes of the AWS SDK for Java.
const CLASS: &str = "Exception";

/// Judges a name in the `ErrorEquals` of a Task that calls a service.
pub(super) fn check(called: Resolved<'_>, name: &str, value: &Value, findings: &mut Findings) {
    let Some((first, own)) = name.split_once('.') else {
        return;
    };
    let service = called.action.service();
    let prefix = service.prefix();
    let is_reserved = name.starts_with(ERROR_PREFIX);
    if is_reserved || prefix.is_empty() || is_named_by_others(called) {
        return;
    }
    if first == prefix {
        misspelt(service, name, own, value, findings);
    } else if twin(called).any(|it| it.prefix() == first) {
        wrong_prefix(prefix, first, own, value, findings);
    } else if let Some(other) = raiser(name) {
        foreign(service, other, name, value, findings);
    }
}

/// Whether somebody else than the service names the error: a function, or whoever sends the task
/// token back.
fn is_named_by_others(called: Resolved<'_>) -> bool {
    let action = called.action;
    called.pattern == Pattern::WaitForTaskToken
        || (action.service().name(), action.name()) == ("lambda", "invoke")
}

/// A name that is nearly one of the service's. Another one may be newer than the catalogue.
fn misspelt(service: &Service, name: &str, own: &str, value: &Value, findings: &mut Findings) {
    if service.has_error(name) {
        return;
    }
    let whole = format!("{name}{CLASS}");
    let meant = if service.has_error(&whole) {
        whole
    } else {
        let names = service.errors().filter_map(|it| it.split_once('.'));
        let Some(near) = nearest(own, names.map(|(_, own)| own)) else {
            return;
        };
        format!("{}.{near}", service.prefix())
    };
    let message = format!("No action raises \"{name}\"; did you mean \"{meant}\"?");
    findings
        .report(&IMPOSSIBLE_ERROR, value.range(), message)
        .fix(
            format!("Change to \"{meant}\""),
            edits::retext(value, &meant),
        );
}

/// The same service in the other family of integrations: the one of the same API.
fn twin(called: Resolved<'_>) -> impl Iterator<Item = &Service> {
    let action = called.action;
    let (api, name) = (action.api(), action.service().name());
    let others = match action.service().integration() {
        Integration::Sdk => catalog().optimized_services(),
        Integration::Optimized => catalog().services(),
    };
    others.iter().filter(move |it| {
        let first = it.actions().next();
        it.name() == name || (!api.is_empty() && first.is_some_and(|it| it.api() == api))
    })
}

fn wrong_prefix(prefix: &str, other: &str, own: &str, value: &Value, findings: &mut Findings) {
    let meant = format!("{prefix}.{own}");
    let message =
        format!("The errors of this resource begin with \"{prefix}.\", not with \"{other}.\"");
    findings
        .report(&WRONG_ERROR_PREFIX, value.range(), message)
        .fix(
            format!("Change to \"{meant}\""),
            edits::retext(value, &meant),
        );
}

/// The service of either family that is known to raise that error.
fn raiser(name: &str) -> Option<&'static Service> {
    let (prefix, _) = name.split_once('.')?;
    let all = catalog().optimized_services().iter();
    let mut all = all.chain(catalog().services());
    all.find(|it| it.prefix() == prefix && it.has_error(name))
}

fn foreign(service: &Service, other: &Service, name: &str, value: &Value, findings: &mut Findings) {
    let (own, other) = (service.title(), other.title());
    let message = format!("\"{name}\" is an error of {other}, which {own} never raises");
    findings.report(&IMPOSSIBLE_ERROR, value.range(), message);
}
