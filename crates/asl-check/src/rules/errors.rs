//! Retriers and catchers: error names that never occur, and members that never get a turn.

use asl_lang::reserved::{ALL_ERRORS, ERROR_PREFIX, TASK_FAILED};
use asl_lang::{ERROR_NAMES, ErrorKind, ErrorName, Place, UNCLEAR_UNDER_TASK_FAILED, error_name};
use asl_syntax::ast::{Mapping, Value};
use asl_text::TextRange;

use super::reserved_errors;
use super::resources::{self, called};
use super::service_errors;
use crate::edits;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::suggest::nearest;
use crate::table::{MISPLACED_STATES_ALL, MISSPELT_ERROR, SHADOWED_HANDLER, UNCATCHABLE_ERROR};
use crate::walk::{Member, Object};

/// One name in an `ErrorEquals`.
struct Named {
    name: String,
    value: Value,
}

/// The lists of retriers and catchers of a state.
pub(super) fn handlers(object: &Object<'_>, findings: &mut Findings) {
    if !matches!(object.place, Place::State(_)) {
        return;
    }
    for field in ["Retry", "Catch"] {
        if let Some(member) = object.get(field) {
            list(object, member, findings);
        }
    }
}

fn list(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let Some(Value::Sequence(list)) = &member.value else {
        return;
    };
    let mut handlers = Vec::new();
    for value in list.values() {
        // One that comes from elsewhere may stand for anything.
        let Value::Mapping(handler) = value else {
            return;
        };
        handlers.push(names(object, &handler));
    }
    let called = resources::of(object).as_deref().and_then(called);
    let last = handlers.len().saturating_sub(1);
    for (at, handler) in handlers.iter().enumerate() {
        misplaced_all(handler, handlers.get(at + 1), at == last, findings);
        for named in handler {
            misspelt(named, findings);
            uncatchable(named, handler.len(), findings);
            reserved_errors::check(object, &named.name, &named.value, findings);
            if let Some(called) = called {
                service_errors::check(called, &named.name, &named.value, findings);
            }
        }
        shadowed(&handlers[..at], handler, findings);
    }
}

fn names(object: &Object<'_>, handler: &Mapping) -> Vec<Named> {
    let Some(Value::Sequence(list)) = handler.value("ErrorEquals") else {
        return Vec::new();
    };
    let named = list.values().map(|value| {
        let literal = Literal::of(&value, object.scope.format);
        let name = literal.text().unwrap_or_default().to_owned();
        Named { name, value }
    });
    named.collect()
}

fn misplaced_all(
    handler: &[Named],
    next: Option<&Vec<Named>>,
    is_last: bool,
    findings: &mut Findings,
) {
    let Some(all) = handler.iter().find(|it| it.name == ALL_ERRORS) else {
        return;
    };
    let message = match (handler.len(), is_last) {
        (1, true) => return,
        (1, false) => format!("\"{ALL_ERRORS}\" may only stand in the last member of the list"),
        _ => format!("\"{ALL_ERRORS}\" must stand alone in its list"),
    };
    let words = "States.ALL must appear alone and at end of list";
    let mut finding = findings
        .report(&MISPLACED_STATES_ALL, all.value.range(), message)
        .aws(words, all.value.range());
    if let Some(next) = next.and_then(|it| it.first()) {
        finding = finding.related(next.value.range(), "This comes behind it");
    }
    // It stands for the other names, too.
    if is_last {
        let edits = edits::keep_item(all.value.syntax());
        finding.fix("Remove the other names", edits);
    }
}

/// Reserved names that are nearly one that exists. Another one may be an error of one's own, as
/// public samples have them.
fn misspelt(named: &Named, findings: &mut Findings) {
    let name = &named.name;
    let Some((prefix, own)) = name.split_once('.') else {
        return;
    };
    if !["states", "state"].contains(&&*prefix.to_ascii_lowercase()) {
        return;
    }
    let Some(meant) = meant(own).filter(|_| error_name(name).is_none()) else {
        return;
    };
    let message = format!("No error has the name \"{name}\"; did you mean \"{meant}\"?");
    findings
        .report(&MISSPELT_ERROR, named.value.range(), message)
        .fix(
            format!("Change to \"{meant}\""),
            edits::retext(&named.value, meant),
        );
}

/// The reserved name whose part behind the dot is that or nearly that. The whole names would be
/// near each other by their beginning alone.
fn meant(own: &str) -> Option<&'static str> {
    let names = || {
        let known = ERROR_NAMES.iter().filter(|it| it.kind != ErrorKind::Prefix);
        known.filter_map(|it| it.name.strip_prefix(ERROR_PREFIX))
    };
    let near = names()
        .find(|it| it.eq_ignore_ascii_case(own))
        .or_else(|| nearest(own, names()))?;
    let is_it = |it: &&ErrorName| it.name.strip_prefix(ERROR_PREFIX) == Some(near);
    ERROR_NAMES.iter().find(is_it).map(|it| it.name)
}

fn uncatchable(named: &Named, names: usize, findings: &mut Findings) {
    let Some(error) = error_name(&named.name).filter(|it| !it.catchable) else {
        return;
    };
    let message = format!("\"{}\" ends the execution; nothing handles it", error.name);
    let finding = findings.report(&UNCATCHABLE_ERROR, named.value.range(), message);
    if names > 1 {
        let edits = edits::remove_item(named.value.syntax(), 0);
        finding.fix(format!("Remove \"{}\"", error.name), edits);
    }
}

/// A member all of whose names belong to members before it.
fn shadowed(before: &[Vec<Named>], handler: &[Named], findings: &mut Findings) {
    let mut shadows: Vec<TextRange> = Vec::new();
    for named in handler {
        let Some(shadow) = before.iter().flatten().find(|it| covers(it, named)) else {
            return;
        };
        shadows.push(shadow.value.range());
    }
    let Some(first) = handler.first() else {
        return;
    };
    let message = "Nothing gets here: members before this one take all these errors";
    let mut finding = findings.report(&SHADOWED_HANDLER, first.value.range(), message);
    shadows.dedup();
    for shadow in shadows {
        finding = finding.related(shadow, "This takes them");
    }
    let edits = edits::remove_item(first.value.syntax(), 1);
    finding.maybe("Remove this member", edits);
}

/// Whether a name takes all errors that another takes. That `States.ALL` does so is an error
/// already when something stands behind it.
fn covers(earlier: &Named, later: &Named) -> bool {
    if earlier.name.is_empty() || later.name.is_empty() {
        return false;
    }
    let is_unclear = UNCLEAR_UNDER_TASK_FAILED.contains(&&*later.name);
    let is_failure = || match error_name(&later.name) {
        Some(_) if is_unclear => false,
        Some(error) => error.kind == ErrorKind::Raised && error.matched_by_task_failed,
        None => true,
    };
    earlier.name == later.name || (earlier.name == TASK_FAILED && is_failure())
}
