//! Error names in retriers and catchers: those of this very call first.

use asl_catalog::Action;
use asl_lang::reserved::ALL_ERRORS;
use asl_lang::{ERROR_NAMES, ErrorKind, QueryLanguage, Retrying, StateType, retrying};
use asl_syntax::ast::{Scalar, Value};
use rustc_hash::FxHashSet;

use super::insert::Insert;
use super::site::Site;
use super::{CompletionItem, CompletionKind, order};
use crate::call;
use crate::cursor::Role;
use crate::expectation::Expectation;
use crate::{hover, words};

/// The names that may stand at the cursor: what the call raises, that which a retry mends first, then
/// the reserved ones; nothing that is in the list already, nothing that the state never meets.
pub(super) fn complete(site: &Site<'_>) -> Vec<CompletionItem> {
    let present = present(site);
    let mut items = Vec::new();
    let action = called(site);
    let own = action.map_or_else(Vec::new, call::errors_of);
    for (index, name) in own.iter().enumerate() {
        let mut item = self::item(site, name, rank(name) + order::of_error(name, index));
        item.detail = Some(detail(name).to_owned());
        item.documentation = hover::of_error(name, action);
        items.push(item);
    }
    items.extend(reserved(site, action));
    // The one that stands for all must stand alone.
    let is_out = |it: &str| present.contains(it) || it == ALL_ERRORS && !present.is_empty();
    items.retain(|it| !is_out(&it.label));
    items
}

fn rank(name: &str) -> usize {
    match retrying(name) {
        Retrying::Helps => 0,
        Retrying::Depends => 1000,
        Retrying::IsUseless => 2000,
    }
}

fn detail(name: &str) -> &'static str {
    match retrying(name) {
        Retrying::Helps => "worth a retry",
        Retrying::Depends => "error of the service",
        Retrying::IsUseless => "a retry makes no sense",
    }
}

/// The action that the cursor's Task calls.
fn called(site: &Site<'_>) -> Option<Action<'static>> {
    let task = call::task_around(&site.cursor.holder)?;
    call::action_of(&task)
}

fn reserved(site: &Site<'_>, action: Option<Action<'static>>) -> Vec<CompletionItem> {
    let model = site.document.model();
    let state = site.state().map(|it| model.state(it));
    let kind = state.and_then(asl_model::State::kind);
    let is_http = action.is_none_or(|it| it.service().name() == "http");
    let is_other_http = |name: &str| !is_http && name.starts_with(HTTP);
    let met = ERROR_NAMES.iter().filter(|it| {
        let kind = kind.unwrap_or(StateType::Parallel);
        it.is_met_by(kind, site.language()) && !is_other_http(it.name)
    });
    let item = |(index, error): (usize, &'static asl_lang::ErrorName)| {
        let is_own = action.is_some_and(|it| it.errors().any(|it| it == error.name));
        let rank = match error.kind {
            _ if is_own => self::rank(error.name),
            _ if !error.is_seen() => 5000,
            ErrorKind::Wildcard | ErrorKind::WildcardAndRaised => 3000,
            _ if is_of_language(error.name, site.language()) => 4000,
            _ => 4500,
        };
        let mut item = self::item(site, error.name, rank + order::of_error(error.name, index));
        item.detail = Some(words::error_detail(error));
        item.documentation = hover::of_error(error.name, None);
        item
    };
    met.enumerate().map(item).collect()
}

/// What the reserved names of HTTP Tasks begin with.
const HTTP: &str = "States.Http.";

fn is_of_language(name: &str, language: QueryLanguage) -> bool {
    name != asl_lang::reserved::QUERY_EVALUATION_ERROR || language == QueryLanguage::Jsonata
}

fn item(site: &Site<'_>, name: &'static str, rank: usize) -> CompletionItem {
    site.item(name, CompletionKind::Error, rank, name_text(site, name))
}

/// A member of the list, or the list with that member where there is none yet. A prefix is to be
/// completed.
fn name_text(site: &Site<'_>, name: &str) -> Insert {
    let is_prefix = asl_lang::error_name(name).is_some_and(|it| it.kind == ErrorKind::Prefix);
    let hole = "\u{0}";
    let text = if is_prefix {
        [name, hole].concat()
    } else {
        name.to_owned()
    };
    let text = site.string_text(&text).replace("\\u0000", hole);
    let mut parts = text.split(hole);
    let mut insert = Insert::text(parts.next().unwrap_or_default());
    for part in parts {
        insert.hole("429");
        insert.push(part);
    }
    let is_member =
        matches!(site.cursor.expected, Expectation::ErrorName) && site.cursor.role == Role::Item;
    if is_member {
        return insert;
    }
    let mut list = Insert::text("[");
    list.append(insert);
    list.push("]");
    list
}

/// The members of the list that are there, the one under the cursor left out.
fn present(site: &Site<'_>) -> FxHashSet<String> {
    let Some(list) = site.cursor.sequence() else {
        return FxHashSet::default();
    };
    let word = site.cursor.word;
    let others = list
        .values()
        .filter(|it| word.is_empty() || !it.range().contains_range(word));
    let text = |it: Value| it.as_scalar().map(Scalar::text);
    others.filter_map(text).collect()
}
