//! What may be written, in the protocol's words.

use asl_ide::{CompletionItem, CompletionKind};
use tower_lsp::lsp_types as lsp;

use super::edits::text_edit;
use super::to_proto::documentation;
use crate::capabilities::Markup;
use crate::snapshot::Snapshot;

/// The list of completions. Documentation that is long to make comes when it is asked for.
pub(crate) fn completions(
    snapshot: &Snapshot,
    items: Vec<CompletionItem>,
) -> lsp::CompletionResponse {
    let is_incomplete = items.iter().any(|it| it.is_partial);
    let items = items
        .into_iter()
        .map(|it| completion(snapshot, it))
        .collect();
    lsp::CompletionResponse::List(lsp::CompletionList {
        is_incomplete,
        items,
    })
}

fn completion(snapshot: &Snapshot, item: CompletionItem) -> lsp::CompletionItem {
    let client = &snapshot.client;
    let retrigger = item.retrigger && client.retrigger_command;
    let page = item.documentation;
    let has_details = item.label_detail.is_some() || item.description.is_some();
    lsp::CompletionItem {
        label_details: (has_details && client.label_details).then_some(
            lsp::CompletionItemLabelDetails {
                detail: item.label_detail,
                description: item.description,
            },
        ),
        data: item.page.map(serde_json::Value::String),
        kind: Some(completion_kind(item.kind)),
        detail: item.detail,
        documentation: page.map(|it| documentation(&it, client.completion_markup)),
        deprecated: item.deprecated.then_some(true),
        sort_text: Some(item.sort_text),
        filter_text: Some(item.filter_text),
        insert_text_format: Some(if item.snippet {
            lsp::InsertTextFormat::SNIPPET
        } else {
            lsp::InsertTextFormat::PLAIN_TEXT
        }),
        text_edit: Some(text_edit(snapshot, &item.edit).into()),
        additional_text_edits: (!item.additional.is_empty()).then(|| {
            let additional = item.additional.iter();
            additional.map(|it| text_edit(snapshot, it)).collect()
        }),
        command: retrigger.then(|| lsp::Command {
            title: "Offer values".to_owned(),
            command: "editor.action.triggerSuggest".to_owned(),
            arguments: None,
        }),
        label: item.label,
        ..Default::default()
    }
}

/// An item that somebody looks at, with its documentation.
pub(crate) fn resolved(mut item: lsp::CompletionItem, form: Markup) -> lsp::CompletionItem {
    let page = item.data.as_ref().and_then(serde_json::Value::as_str);
    let page = page.and_then(asl_ide::completion_page);
    item.documentation = page
        .map(|it| documentation(&it, form))
        .or(item.documentation);
    item
}

fn completion_kind(kind: CompletionKind) -> lsp::CompletionItemKind {
    match kind {
        CompletionKind::State => lsp::CompletionItemKind::CLASS,
        CompletionKind::Field => lsp::CompletionItemKind::PROPERTY,
        CompletionKind::Operator => lsp::CompletionItemKind::OPERATOR,
        CompletionKind::Value => lsp::CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Error => lsp::CompletionItemKind::CONSTANT,
        CompletionKind::Function => lsp::CompletionItemKind::FUNCTION,
        CompletionKind::Path => lsp::CompletionItemKind::FIELD,
        CompletionKind::Variable => lsp::CompletionItemKind::VARIABLE,
        CompletionKind::Snippet => lsp::CompletionItemKind::SNIPPET,
        CompletionKind::Service => lsp::CompletionItemKind::MODULE,
        CompletionKind::Action => lsp::CompletionItemKind::METHOD,
        CompletionKind::Parameter => lsp::CompletionItemKind::PROPERTY,
    }
}
