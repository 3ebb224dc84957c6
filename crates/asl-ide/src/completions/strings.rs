//! Inside dynamic strings: paths into the context object, variables and intrinsic functions.

use asl_lang::reserved::INTRINSIC_PREFIX;
use asl_lang::{CONTEXT_PATHS, INTRINSICS, Intrinsic};
use asl_syntax::{TextRange, TextSize};

use super::insert::Insert;
use super::site::Site;
use super::{CompletionItem, CompletionKind, order, paths};
use crate::words;

/// Context paths and, where they may stand, intrinsic functions.
pub(super) fn complete(site: &Site<'_>, intrinsics: bool) -> Vec<CompletionItem> {
    let (range, typed) = inner_word(site);
    if let Some(items) = paths::below(site) {
        return items;
    }
    let mut items = paths::first(site, &typed, range);
    if "$$".starts_with(&typed) || typed.starts_with("$$") {
        items.extend(CONTEXT_PATHS.iter().enumerate().map(|(index, path)| {
            let mut item = place(
                site,
                path.path,
                CompletionKind::Path,
                index,
                range,
                Insert::text(path.path),
            );
            item.detail = Some(words::context_detail(path));
            item.documentation = Some(path.doc.to_owned());
            item
        }));
    }
    items.extend(variables(site, &typed, range));
    if intrinsics && (INTRINSIC_PREFIX.starts_with(&typed) || typed.starts_with(INTRINSIC_PREFIX)) {
        items.extend(INTRINSICS.iter().enumerate().map(|(index, function)| {
            let insert = call(function);
            let mut item = place(
                site,
                function.name,
                CompletionKind::Function,
                1000 + order::of_intrinsic(function.name, index),
                range,
                insert,
            );
            item.detail = Some(words::signature(function));
            item.documentation = Some(words::intrinsic(function));
            item
        }));
    }
    items
}

/// A call with its parameters' names to be written over.
fn call(function: &Intrinsic) -> Insert {
    let mut insert = Insert::text(format!("{}(", function.name));
    let needed = function.params.iter().filter(|it| !it.optional);
    for (index, parameter) in needed.enumerate() {
        insert.push(if index > 0 { ", " } else { "" });
        insert.hole(parameter.name);
    }
    insert.push(")");
    if !function.params.is_empty() {
        insert.hole("");
    }
    insert
}

/// The variables that can have a value here.
fn variables(site: &Site<'_>, typed: &str, range: TextRange) -> Vec<CompletionItem> {
    let model = site.document.model();
    let Some(state) = site
        .state()
        .filter(|_| typed.is_empty() || typed.starts_with('$'))
    else {
        return Vec::new();
    };
    let named = super::jsonata::assigned(model, model.state(state));
    let item = |(index, (name, detail)): (usize, (String, String))| {
        let label = format!("${name}");
        let insert = Insert::text(label.as_str());
        let mut item = place(
            site,
            &label,
            CompletionKind::Variable,
            500 + index,
            range,
            insert,
        );
        item.detail = Some(detail);
        item
    };
    named.into_iter().enumerate().map(item).collect()
}

/// An item inside the string under the cursor, or a whole string where there is none.
pub(super) fn place(
    site: &Site<'_>,
    label: &str,
    kind: CompletionKind,
    rank: usize,
    range: TextRange,
    insert: Insert,
) -> CompletionItem {
    if site.cursor.token.is_some() {
        return site.item_at(label, kind, rank, range, &insert, None);
    }
    let quote = if site.is_json() || site.cursor.flow {
        "\""
    } else {
        ""
    };
    let mut quoted = Insert::text(quote);
    quoted.append(insert);
    quoted.push(quote);
    site.item(label, kind, rank, quoted)
}

/// The path or name that is being written: what stands between the last delimiter and the cursor,
/// and the rest of the word behind it.
fn inner_word(site: &Site<'_>) -> (TextRange, String) {
    let Some(token) = &site.cursor.token else {
        return (TextRange::empty(site.offset), String::new());
    };
    let (start, text) = (token.text_range().start(), token.text());
    let at = usize::from(site.offset.clamp(start, token.text_range().end()) - start);
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let delimiter = |c: char| matches!(c, '(' | ',' | ' ' | '"' | '\'');
    let from = before.rfind(delimiter).map_or(0, |it| it + 1);
    let more = behind
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '$' | '_')))
        .unwrap_or(behind.len());
    let range = TextRange::new(
        start + TextSize::new(from as u32),
        start + TextSize::new((at + more) as u32),
    );
    (range, before[from..].to_owned())
}
