//! What a call is given: the names of its parameters at every depth, and the values that some of them
//! may have.

use asl_catalog::{Kind, Member, Shape};
use asl_lang::QueryLanguage;
use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_syntax::SyntaxKind;
use asl_syntax::ast::Mapping;
use asl_text::Encoding;
use rustc_hash::FxHashSet;

use super::draft::{self, Draft, Layout};
use super::insert::Insert;
use super::site::Site;
use super::{CompletionItem, CompletionKind, keys, pages, values};
use crate::call::{self, Given, given};
use crate::cursor::Role;
use crate::hover;

/// Behind the required members come the usual ones and the others, behind those what nobody should
/// use any more.
const USUAL: usize = 1000;
const OPTIONAL: usize = 2000;
const DEPRECATED: usize = 4000;

/// The names that may stand at the cursor, which is at a key of what a call is given.
pub(super) fn names(site: &Site<'_>) -> Vec<CompletionItem> {
    match given(&site.cursor.holder, site.language()) {
        Some(given) => of_object(site, &given),
        None => Vec::new(),
    }
}

/// The values that may stand at the cursor, which is at a value or a member of a list.
pub(super) fn values(site: &Site<'_>) -> Vec<CompletionItem> {
    let Some(given) = wanted(site) else {
        return Vec::new();
    };
    let shape = given.shape;
    match shape.kind() {
        Kind::Boolean => values::truth(site),
        Kind::String => fixed(site, shape),
        Kind::Structure | Kind::Union | Kind::Map if is_on_own_line(site) => {
            of_object(site, &given)
        }
        Kind::Structure | Kind::Union | Kind::List if is_empty(site) => vec![whole(site, &given)],
        _ => Vec::new(),
    }
}

/// What is wanted where the cursor is.
fn wanted(site: &Site<'_>) -> Option<Given> {
    let language = site.language();
    if site.cursor.role == Role::Item {
        let list = site.cursor.container.as_ref()?;
        return given(&list.parent()?, language)?.below("*");
    }
    let holder = &site.cursor.holder;
    let key = keys::key_of(holder)?;
    // A value under such a key is a path.
    let is_path = language == QueryLanguage::JsonPath && key.ends_with(TEMPLATE_SUFFIX);
    given(holder, language).filter(|_| !is_path)
}

/// Whether nothing is written yet.
fn is_empty(site: &Site<'_>) -> bool {
    site.cursor.token.is_none()
}

/// In YAML: whether keys may be written at the cursor, which stands below its key or behind a dash.
pub(super) fn is_on_own_line(site: &Site<'_>) -> bool {
    if site.cursor.flow {
        return false;
    }
    let line = |it| site.document.text().position(it, Encoding::Utf8).line;
    let start = site.cursor.holder.text_range().start();
    site.cursor.role == Role::Item || line(site.cursor.word.start()) > line(start)
}

/// The members of a structure that are not there yet; of a union one alone; the keys of a map that
/// has given ones.
fn of_object(site: &Site<'_>, given: &Given) -> Vec<CompletionItem> {
    let present = present(site);
    let shape = given.shape;
    match shape.kind() {
        Kind::Union if !present.is_empty() => Vec::new(),
        Kind::Structure | Kind::Union => members(site, given, &present),
        Kind::Map => map_keys(site, given, &present),
        _ => Vec::new(),
    }
}

fn members(site: &Site<'_>, given: &Given, present: &FxHashSet<String>) -> Vec<CompletionItem> {
    let resource = given.resource();
    let action = if given.path.is_empty() {
        draft::name_of(given.action)
    } else {
        String::new()
    };
    let usual = draft::usual(&action, given.shape);
    let missing = given.shape.members().enumerate();
    let missing = missing.filter(|(_, it)| !present.contains(it.name));
    let item = |(index, member): (usize, Member<'static>)| {
        let group = match () {
            () if member.is_deprecated => DEPRECATED,
            () if hover::is_needed(&member) => 0,
            () if usual.contains(&member.name) => USUAL,
            () => OPTIONAL,
        };
        let mut path = given.path.clone();
        path.push(member.name.to_owned());
        let page = pages::of_parameter(&resource, &path);
        let mut items = of_member(site, member, group + 2 * index);
        for item in &mut items {
            item.page = Some(page.clone());
            item.detail = Some(hover::parameter_detail(Some(member), member.shape));
            item.label_detail = Some(format!(" {}", hover::shape_kind(member.shape)));
            item.description = hover::is_needed(&member).then(|| "required".to_owned());
            item.deprecated = member.is_deprecated;
        }
        items
    };
    missing.flat_map(item).collect()
}

/// A member with a value of its own and, in JSONPath, with a path to its value.
fn of_member(site: &Site<'_>, member: Member<'_>, rank: usize) -> Vec<CompletionItem> {
    let (name, kind) = (member.name, CompletionKind::Parameter);
    let mut own = keys::entry(site, name, kind, rank, value(site, member.shape));
    own.retrigger = has_values(member.shape);
    if site.language() == QueryLanguage::Jsonata {
        return vec![own];
    }
    let mut path = Insert::text(" ");
    keys::string_hole(site, &mut path, "$.");
    let name = format!("{name}{TEMPLATE_SUFFIX}");
    vec![own, keys::entry(site, &name, kind, rank + 1, path)]
}

/// What comes behind a parameter's colon.
fn value(site: &Site<'_>, shape: Shape<'_>) -> Insert {
    let draft = match shape.kind() {
        // What is chosen from a list is not chosen beforehand.
        _ if has_values(shape) => Draft::Text(String::new()),
        _ => draft::of_shape(shape, site.language()),
    };
    draft::behind_colon(&draft, layout(site))
}

fn has_values(shape: Shape<'_>) -> bool {
    shape.kind() == Kind::String && shape.values().len() > 0
}

/// How a value is laid out at the cursor.
pub(super) fn layout(site: &Site<'_>) -> Layout {
    match (site.is_json(), site.cursor.flow) {
        (true, _) => Layout::Json,
        (false, true) => Layout::Flow,
        (false, false) => Layout::Block,
    }
}

fn map_keys(site: &Site<'_>, given: &Given, present: &FxHashSet<String>) -> Vec<CompletionItem> {
    let (Some(key), Some(inner)) = (given.shape.key(), given.shape.value()) else {
        return Vec::new();
    };
    let missing = key.values().filter(|it| !present.contains(*it));
    let item = |(index, name)| {
        let kind = CompletionKind::Parameter;
        let mut item = keys::entry(site, name, kind, index, value(site, inner));
        item.detail = Some(hover::shape_kind(inner));
        item
    };
    missing.enumerate().map(item).collect()
}

/// The names that are there, as the call has them, the one under the cursor left out.
fn present(site: &Site<'_>) -> FxHashSet<String> {
    let language = site.language();
    let is_key = site.cursor.is_key();
    let mapping = site.cursor.mapping().filter(|_| is_key);
    let entries = mapping.into_iter().flat_map(|it: Mapping| it.entries());
    let word = site.cursor.word;
    entries
        .filter_map(|it| it.key())
        .filter(|it| word.is_empty() || !it.range().contains_range(word))
        .map(|it| call::plain(&it.text(), language).to_owned())
        .collect()
}

/// The values that a string may have.
fn fixed(site: &Site<'_>, shape: Shape<'_>) -> Vec<CompletionItem> {
    let item = |(index, value): (usize, &str)| {
        let insert = Insert::text(site.string_text(value));
        let mut item = site.item(value, CompletionKind::Value, index, insert);
        item.detail = Some(shape.name().to_owned()).filter(|it| !it.is_empty());
        item
    };
    shape.values().enumerate().map(item).collect()
}

/// An object or a list with what it must have.
fn whole(site: &Site<'_>, given: &Given) -> CompletionItem {
    let shape = given.shape;
    let draft = call_of(site, given).unwrap_or_else(|| draft::of_shape(shape, site.language()));
    let layout = layout(site);
    let behind_key =
        site.cursor.holder.kind() == SyntaxKind::ENTRY && site.cursor.role == Role::Value;
    let insert = match layout {
        // The value of a key begins on the next line.
        Layout::Block if behind_key && !is_on_own_line(site) => draft::behind_colon(&draft, layout),
        _ => draft::value(&draft, layout),
    };
    let label = match shape.name() {
        _ if given.path.is_empty() => "required parameters".to_owned(),
        "" => shape.describe(),
        name => name.to_owned(),
    };
    let (kind, range) = (CompletionKind::Snippet, site.cursor.word);
    let mut item = if behind_key {
        site.value_item(&label, kind, 0, range, insert)
    } else {
        site.item(&label, kind, 0, insert)
    };
    item.detail = Some("with what it must have".to_owned());
    item.retrigger = true;
    item
}

/// All that a call must be given, where all of it is meant.
fn call_of(site: &Site<'_>, given: &Given) -> Option<Draft> {
    let task = call::task_around(&site.cursor.holder).filter(|_| given.path.is_empty())?;
    let pattern = call::called(&call::resource_of(&task)?)?.pattern;
    draft::of_call(given.action, pattern, site.language())
}
