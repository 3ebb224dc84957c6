//! Values: state names, fixed values, truth values, error names.

use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN};
use asl_lang::{EnumValue, Field, OperandKind, Place, QueryLanguage, ValueKind};

use super::draft::{self, Draft, Layout};
use super::insert::Insert;
use super::site::Site;
use super::{
    CompletionItem, CompletionKind, errors, keys, parameters, resources, snippets, states, strings,
};
use crate::cursor::Role;
use crate::expectation::{Expectation, expected_of};

pub(super) fn complete(site: &Site<'_>) -> Vec<CompletionItem> {
    let mut items = fitting(site);
    items.extend(parameters::values(site));
    items.extend(whole(site));
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

/// A list with one object in it, or an object, where nothing of it is written yet.
fn whole(site: &Site<'_>) -> Option<CompletionItem> {
    let is_open = site.cursor.token.is_none() && site.cursor.role == Role::Value;
    let (place, is_list) = match site.cursor.expected {
        Expectation::Field(Field {
            value: ValueKind::Sequence { of, .. },
            ..
        }) => (*of, true),
        Expectation::Object(place) => (place, false),
        _ => return None,
    };
    let object = snippets::of_place(place, site.language()).filter(|_| is_open)?;
    let draft = if is_list {
        Draft::List(Box::new(object))
    } else {
        object
    };
    let layout = parameters::layout(site);
    let insert = if layout == Layout::Block && !parameters::is_on_own_line(site) {
        draft::behind_colon(&draft, layout)
    } else {
        draft::value(&draft, layout)
    };
    let label = if is_list {
        format!("list with {}", place.title())
    } else {
        place.title().to_owned()
    };
    let (kind, range) = (CompletionKind::Snippet, site.cursor.word);
    let mut item = site.value_item(&label, kind, 0, range, insert);
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
            ValueKind::ErrorNames => errors::complete(site),
            ValueKind::Path { intrinsic, .. } => strings::complete(site, intrinsic),
            ValueKind::ReferencePath { .. } | ValueKind::Variable => strings::complete(site, false),
            _ => Vec::new(),
        },
        Expectation::ErrorName => errors::complete(site),
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

/// `true` and `false`.
pub(super) fn truth(site: &Site<'_>) -> Vec<CompletionItem> {
    let item = |(index, word)| site.item(word, CompletionKind::Value, index, Insert::text(word));
    ["true", "false"]
        .into_iter()
        .enumerate()
        .map(item)
        .collect()
}
