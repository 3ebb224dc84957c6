//! Values: state names, fixed values, truth values, error names.

use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN};
use asl_lang::{
    ERROR_NAMES, EnumValue, ErrorKind, OperandKind, Place, QueryLanguage, ValueKind,
};
use asl_model::State;
use asl_syntax::ast::Value;
use rustc_hash::FxHashSet;

use super::insert::Insert;
use super::site::Site;
use super::{CompletionItem, CompletionKind, keys, order, resources, states, strings};
use crate::cursor::Role;
use crate::expectation::{Expectation, expected_of};
use crate::words;

pub(super) fn complete(site: &Site<'_>) -> Vec<CompletionItem> {
    let mut items = fitting(site);
    items.extend(expression(site));
    items
}

/// An expression, where one may stand for the value.
fn expression(site: &Site<'_>) -> Option<CompletionItem> {
    let takes = match site.cursor.expected {
        Expectation::Field(field) => {
            let kind = field.value;
            let is_list = matches!(kind, ValueKind::Sequence { .. });
            let of_values = matches!(kind, ValueKind::Template | ValueKind::Condition);
            field.languages.contains(QueryLanguage::Jsonata)
                && (of_values || field.jsonata && !is_list)
        }
        Expectation::Template { .. } => true,
        _ => false,
    };
    if !takes || site.language() != QueryLanguage::Jsonata {
        return None;
    }
    let hole = "\u{0}";
    let text = site.string_text(&format!("{JSONATA_OPEN} {hole} {JSONATA_CLOSE}"));
    let (before, behind) = text.split_once("\\u0000").or(text.split_once(hole))?;
    let mut insert = Insert::text(before);
    insert.hole("");
    insert.push(behind);
    let label = format!("{JSONATA_OPEN} {JSONATA_CLOSE}");
    let mut item = site.item(&label, CompletionKind::Snippet, 0, insert);
    item.detail = Some("JSONata expression".to_owned());
    item.retrigger = true;
    Some(item)
}

fn fitting(site: &Site<'_>) -> Vec<CompletionItem> {
    match site.cursor.expected {
        Expectation::Field(field) => match field.value {
            ValueKind::StateName => states::complete_names(site),
            ValueKind::Resource(_) if is_of_task(site) => resources::complete(site),
            ValueKind::Enum(values) | ValueKind::Resource(values) => fixed(site, values),
            ValueKind::Bool | ValueKind::Condition => truth(site),
            ValueKind::ErrorNames => errors(site),
            ValueKind::Path { intrinsic, .. } => strings::complete(site, intrinsic),
            ValueKind::ReferencePath { .. } | ValueKind::Variable => strings::complete(site, false),
            _ => Vec::new(),
        },
        Expectation::ErrorName => errors(site),
        Expectation::Object(place) if site.cursor.role == Role::Item && site.cursor.flow => {
            vec![keys::object_of(site, place)]
        }
        Expectation::Operator(it) if it.is_path => strings::complete(site, false),
        Expectation::Operator(it) => match it.operand {
            OperandKind::Bool | OperandKind::TypeTest => truth(site),
            _ => Vec::new(),
        },
        Expectation::Template { dynamic: true } => strings::complete(site, true),
        _ => Vec::new(),
    }
}

/// Whether the value is a Task's: readers and writers of Maps have a few resources of their own.
fn is_of_task(site: &Site<'_>) -> bool {
    let around = site.cursor.container.as_ref().map(expected_of);
    matches!(
        around,
        Some(Expectation::Object(Place::State(_)) | Expectation::UntypedState)
    )
}

fn fixed(site: &Site<'_>, values: &'static [EnumValue]) -> Vec<CompletionItem> {
    let item = |(index, value): (usize, &EnumValue)| {
        let insert = Insert::text(site.string_text(value.name));
        let mut item = site.item(value.name, CompletionKind::Value, index, insert);
        item.documentation = Some(value.doc.to_owned());
        item
    };
    values.iter().enumerate().map(item).collect()
}

fn truth(site: &Site<'_>) -> Vec<CompletionItem> {
    let item = |(index, word)| site.item(word, CompletionKind::Value, index, Insert::text(word));
    ["true", "false"]
        .into_iter()
        .enumerate()
        .map(item)
        .collect()
}

/// Error names: those that stand for others first, then what the Task's service raises, then the rest.
fn errors(site: &Site<'_>) -> Vec<CompletionItem> {
    let present = present(site);
    let wildcard = |kind| matches!(kind, ErrorKind::Wildcard | ErrorKind::WildcardAndRaised);
    let reserved = ERROR_NAMES
        .iter()
        .filter(|it| it.kind != ErrorKind::Prefix)
        .map(|it| {
            let rank = if wildcard(it.kind) { 0 } else { 2000 };
            (it.name, words::error_detail(it), words::error(it), rank)
        });
    let state = site.state().map(|it| site.document.model().state(it));
    let service = state
        .and_then(service)
        .and_then(|it| asl_lang::service_errors(&it));
    let of_service = service.into_iter().flat_map(|service| {
        service.errors.iter().map(|it| {
            (
                it.name,
                format!("error of {}", service.service),
                it.doc.to_owned(),
                1000,
            )
        })
    });
    let names = reserved
        .chain(of_service)
        .filter(|it| !present.contains(it.0));
    let item =
        |(index, (name, detail, documentation, rank)): (usize, (&str, String, String, usize))| {
            let mut item = site.item(
                name,
                CompletionKind::Error,
                rank + order::of_error(name, index),
                name_text(site, name),
            );
            item.detail = Some(detail);
            item.documentation = Some(documentation);
            item
        };
    names.enumerate().map(item).collect()
}

/// A member of the list, or the list with that member where there is none yet.
fn name_text(site: &Site<'_>, name: &str) -> Insert {
    let is_member =
        matches!(site.cursor.expected, Expectation::ErrorName) && site.cursor.role == Role::Item;
    let text = site.string_text(name);
    if is_member {
        Insert::text(text)
    } else {
        Insert::text(format!("[{text}]"))
    }
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
    let text = |it: Value| it.as_scalar().map(asl_syntax::ast::Scalar::text);
    others.filter_map(text).collect()
}

/// The service that a Task calls, as its ARN names it.
fn service(state: &State) -> Option<String> {
    let resource = state.facts().mapping()?.value("Resource")?;
    let resource = resource.as_scalar()?.text();
    let parts: Vec<_> = resource.split(':').collect();
    let service = match parts.get(2)? {
        &"states" if parts.get(3)?.is_empty() => parts.get(5)?,
        other => other,
    };
    Some((*service).to_owned())
}
