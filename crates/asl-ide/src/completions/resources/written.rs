//! The string that is being written: what is typed of it, what is replaced, what may come behind it.

use asl_lang::WorkflowType;
use asl_syntax::ast::{Mapping, Value};
use asl_syntax::{SyntaxToken, TextRange, TextSize};

use super::super::draft::{Draft, Layout, behind_colon};
use super::super::insert::Insert;
use super::super::site::Site;
use super::super::{CompletionItem, CompletionKind};
use crate::quote;

pub(super) struct Written {
    /// What stands between the quote and the cursor.
    pub(super) typed: String,
    /// All of it, with its quotes.
    range: TextRange,
    open: Option<char>,
    is_closed: bool,
    /// Strings have quotes here, whether they are written already or not.
    is_quoted: bool,
}

impl Written {
    /// The string at the cursor; an empty one where there is none yet.
    pub(super) fn at(site: &Site<'_>) -> Self {
        let word = site.cursor.word;
        let token = site.cursor.token.as_ref().map(SyntaxToken::text);
        let text = token.unwrap_or_default();
        let open = text.chars().next().filter(|it| matches!(it, '"' | '\''));
        let is_closed = open.is_some_and(|it| text.len() > 1 && text.ends_with(it));
        let mut range = word;
        if open.is_some() && !is_closed {
            range = TextRange::new(word.start(), word.end().max(end_of_name(site)));
        }
        let start = word.start() + TextSize::new(u32::from(open.is_some()));
        let typed = TextRange::new(start.min(site.offset), site.offset);
        let typed = site.document.text().slice(typed);
        let quote = open.filter(|_| is_closed);
        let typed = quote
            .and_then(|it| typed.strip_suffix(it))
            .unwrap_or(&typed);
        Self {
            typed: typed.to_owned(),
            range,
            open,
            is_closed,
            is_quoted: site.is_json() || open.is_some() || site.cursor.flow,
        }
    }

    /// The quote that is there already.
    pub(super) fn open_quote(&self) -> String {
        self.open.map(String::from).unwrap_or_default()
    }

    /// The quote that strings have here.
    pub(super) fn quote(&self) -> String {
        match self.open {
            Some(quote) => quote.to_string(),
            None if self.is_quoted => "\"".to_owned(),
            None => String::new(),
        }
    }

    /// An item after which one goes on writing: the cursor stays inside the quotes.
    pub(super) fn step(
        &self,
        site: &Site<'_>,
        label: &str,
        rank: usize,
        text: &str,
    ) -> CompletionItem {
        let mut insert = Insert::text(self.quote() + text);
        let mut range = self.range;
        if self.is_closed {
            // The closing quote stays where it is.
            range = TextRange::new(
                range.start(),
                (range.end() - TextSize::of('"')).max(site.offset),
            );
        } else if self.is_quoted && site.config.snippets {
            insert.hole("");
            insert.push(self.quote());
        }
        let kind = CompletionKind::Service;
        let mut item = site.item_at(label, kind, rank, range, &insert, None);
        item.retrigger = true;
        item
    }

    /// An item that replaces the whole string.
    pub(super) fn whole(
        &self,
        site: &Site<'_>,
        label: &str,
        kind: CompletionKind,
        rank: usize,
        insert: Insert,
    ) -> CompletionItem {
        site.value_item(label, kind, rank, self.range, insert)
    }
}

/// A field that comes behind the resource, where the state has neither of that kind.
pub(super) fn behind(site: &Site<'_>, given: Option<(&str, Draft)>) -> Insert {
    let mut insert = Insert::default();
    let Some((field, draft)) = given.filter(|_| !has_given(site)) else {
        return insert;
    };
    let (layout, between) = match (site.is_json(), site.cursor.flow, site.begins_line()) {
        (true, _, true) => (Layout::Json, ",\n"),
        (true, _, false) => (Layout::JsonLine, ", "),
        (false, true, _) => (Layout::Flow, ", "),
        (false, false, _) => (Layout::Block, "\n"),
    };
    insert.push(between);
    insert.push(if site.is_json() {
        quote::json(field)
    } else {
        field.to_owned()
    });
    insert.push(":");
    insert.append(behind_colon(&draft, layout));
    insert
}

/// Where the text ends that may belong to a resource.
fn end_of_name(site: &Site<'_>) -> TextSize {
    let Some(token) = &site.cursor.token else {
        return site.offset;
    };
    let at = site.offset.max(token.text_range().start()) - token.text_range().start();
    let rest = token.text().get(usize::from(at)..).unwrap_or_default();
    let is_part = |it: &char| it.is_alphanumeric() || "_-.:${}".contains(*it);
    let length = rest.chars().take_while(is_part).map(TextSize::of);
    site.offset + length.sum::<TextSize>()
}

/// Whether the state says already what its call is given.
fn has_given(site: &Site<'_>) -> bool {
    let state = site.cursor.mapping();
    let has = |it: Mapping| {
        it.entries()
            .any(|it| it.key().is_some_and(|it| is_given(&it.text())))
    };
    state.is_some_and(has)
}

fn is_given(key: &str) -> bool {
    matches!(key, "Parameters" | "Arguments" | "Parameters.$")
}

/// What the workflow is around the cursor: that of the Distributed Map in which it stands, or what is
/// known of the document.
pub(super) fn workflow(site: &Site<'_>) -> Option<WorkflowType> {
    let nodes = site.cursor.holder.ancestors().filter_map(Mapping::cast);
    let of_map = nodes
        .filter_map(|it| it.value("ProcessorConfig"))
        .find_map(|config| {
            let config = config.as_mapping()?;
            let text = |name| {
                config
                    .value(name)
                    .as_ref()
                    .and_then(Value::as_scalar)
                    .map(asl_syntax::ast::Scalar::text)
            };
            text("Mode").filter(|it| it == "DISTRIBUTED")?;
            Some(match text("ExecutionType").as_deref() {
                Some("EXPRESS") => WorkflowType::Express,
                _ => WorkflowType::Standard,
            })
        });
    of_map.or(site.config.workflow)
}
