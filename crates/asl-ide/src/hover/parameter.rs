//! A parameter's page: what its value is, whether it must be there, which values it may have.

use std::fmt::Write as _;

use asl_catalog::{Kind, Member, Pattern, Shape};
use asl_lang::QueryLanguage;
use asl_syntax::SyntaxNode;
use asl_syntax::ast::Entry;

use super::shape;
use crate::call::{self, Given};

/// Values that are listed at most.
const VALUES: usize = 30;

/// The page of a parameter, by the resource and the names that lead to it.
pub(crate) fn of_parameter(resource: &str, path: &[&str]) -> Option<String> {
    let action = call::called(resource)?.action;
    let (name, above) = path.split_last()?;
    let mut given = Given {
        action,
        shape: action.request()?,
        path: Vec::new(),
    };
    for step in above {
        given = given.below(step)?;
    }
    page(&given, name)
}

/// The page of a key in what a call is given; `holder` has the object around it.
pub(super) fn of_key(holder: &SyntaxNode, key: &str, language: QueryLanguage) -> Option<String> {
    let given = call::given(holder, language)?;
    page(&given, call::plain(key, language))
}

/// The page of the parameter that has a value, where it is one of a few that it may have.
pub(super) fn of_value(holder: &SyntaxNode, value: &str) -> Option<String> {
    let entry = Entry::cast(holder.clone())?;
    let mapping = holder.parent()?.parent()?;
    // A key with a path has no value of its own, so both languages write the same names here.
    let given = call::given(&mapping, QueryLanguage::JsonPath)
        .or_else(|| call::given(&mapping, QueryLanguage::Jsonata))?;
    let name = entry.key()?.text();
    let member = given.shape.member(&name)?;
    let mut values = member.shape.values();
    values.any(|it| it == value).then(|| page(&given, &name))?
}

fn page(given: &Given, name: &str) -> Option<String> {
    let member = match given.shape.kind() {
        Kind::Map => None,
        _ => Some(given.shape.member(name)?),
    };
    let shape = match member {
        Some(it) => it.shape,
        None => given.shape.value()?,
    };
    let mut page = format!("**{name}** — {}", detail(member, shape));
    let service = given.action.service();
    let action = given.action.resource(Pattern::RequestResponse);
    let action = action.split_once(":::").map_or("", |it| it.1);
    let _ = write!(page, "\n\nGiven to `{action}` of {}", service.title());
    if !given.path.is_empty() {
        let _ = write!(page, " as `{}.{name}`", given.path.join("."));
    }
    if let Some(bounds) = shape::bounds(shape) {
        let _ = write!(page, "; {bounds}");
    }
    values(&mut page, shape);
    let inner = [Some(shape), shape.element(), shape.value()];
    let inner = inner
        .into_iter()
        .flatten()
        .find(|it| it.members().len() > 0);
    if let Some(inner) = inner {
        let _ = write!(page, "\n\n{}:\n\n{}", heading(shape), shape::block(inner));
    }
    if let Some(link) = given.action.link() {
        let _ = write!(page, "\n\n[API reference]({link})");
    }
    Some(page)
}

/// A parameter in a few words: `required · string`.
pub(crate) fn detail(member: Option<Member<'_>>, shape: Shape<'_>) -> String {
    let mut words = Vec::new();
    if member.is_some_and(|it| shape::is_needed(&it)) {
        words.push("required".to_owned());
    }
    words.push(shape::kind(shape));
    if member.is_some_and(|it| it.is_filled_in) {
        words.push("filled in where it is missing".to_owned());
    }
    if member.is_some_and(|it| it.is_deprecated) {
        words.push("deprecated".to_owned());
    }
    words.join(" · ")
}

fn heading(shape: Shape<'_>) -> &'static str {
    match shape.kind() {
        Kind::List => "Each element (\\* required)",
        Kind::Map => "Each value (\\* required)",
        Kind::Union => "One of these members",
        _ => "Its members (\\* required)",
    }
}

fn values(page: &mut String, shape: Shape<'_>) {
    let values = [Some(shape), shape.element()];
    let Some(values) = values
        .into_iter()
        .flatten()
        .find(|it| it.values().len() > 0)
    else {
        return;
    };
    let more = values.values().len().saturating_sub(VALUES);
    page.push('\n');
    for value in values.values().take(VALUES) {
        let _ = write!(page, "\n* `{value}`");
    }
    if more > 0 {
        let _ = write!(page, "\n* … and {more} more");
    }
}
