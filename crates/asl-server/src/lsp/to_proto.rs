//! What we say, in the protocol's words, as far as the client understands them.

use std::collections::HashMap;
use std::fmt::Display;

use asl_check::{Severity, Tag};
use asl_ide::{
    CodeAction, CodeActionKind, CompletionItem, CompletionKind, Diagnostic, DocumentHighlight,
    DocumentSymbol, FoldingKind, FoldingRange, HighlightKind, LinkedFile, NavigationTarget,
    RangeInfo, SourceChange, SymbolKind,
};
use asl_text::{Edit, Encoding, Text, TextRange, TextSize};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types as lsp;

use super::new_file;
use crate::capabilities::{ClientProfile, Markup};
use crate::snapshot::Snapshot;

/// Where the page of a rule can be read.
const PAGES: &str = concat!(
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/main/crates/asl-check/rules"
);
/// LSP's `RequestFailed`: the request was right, but cannot be fulfilled; the message is for the user.
const REQUEST_FAILED: i64 = -32803;

/// A byte's position.
pub(crate) fn position(snapshot: &Snapshot, offset: TextSize) -> lsp::Position {
    let position = snapshot.text().position(offset, snapshot.client.encoding);
    lsp::Position::new(position.line, position.character)
}

/// A range of bytes.
pub(crate) fn range(snapshot: &Snapshot, range: TextRange) -> lsp::Range {
    lsp::Range::new(
        position(snapshot, range.start()),
        position(snapshot, range.end()),
    )
}

/// A range of bytes of a text.
fn range_in(text: &Text, of: TextRange, encoding: Encoding) -> lsp::Range {
    let range = text.range(of, encoding);
    let position = |it: asl_text::Position| lsp::Position::new(it.line, it.character);
    lsp::Range::new(position(range.start), position(range.end))
}

/// A piece of the snapshot's document.
pub(crate) fn location(snapshot: &Snapshot, piece: TextRange) -> lsp::Location {
    lsp::Location::new(snapshot.uri().clone(), range(snapshot, piece))
}

/// A refusal, in words for the user.
pub(crate) fn refusal(reason: impl Display) -> Error {
    let mut error = Error::new(ErrorCode::ServerError(REQUEST_FAILED));
    error.message = reason.to_string().into();
    error
}

/// The page of the rule, for clients that link to it.
pub(crate) fn code_description(
    client: &ClientProfile,
    found: &Diagnostic,
) -> Option<lsp::CodeDescription> {
    let page = || format!("{PAGES}/{}.md", found.rule.code).parse().ok();
    let href = client.code_description.then(page).flatten()?;
    Some(lsp::CodeDescription { href })
}

/// A finding.
pub(crate) fn diagnostic(snapshot: &Snapshot, found: &Diagnostic) -> lsp::Diagnostic {
    let client = &snapshot.client;
    lsp::Diagnostic {
        range: range(snapshot, found.range),
        severity: Some(severity(found.severity)),
        code: Some(lsp::NumberOrString::String(found.rule.code.to_owned())),
        code_description: code_description(client, found),
        source: Some("asl".to_owned()),
        message: found.message.clone(),
        related_information: client.related_information.then(|| related(snapshot, found)),
        tags: found
            .tag
            .filter(|_| client.diagnostic_tags)
            .map(|it| vec![tag(it)]),
        data: None,
    }
}

pub(super) fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

fn tag(tag: Tag) -> lsp::DiagnosticTag {
    match tag {
        Tag::Unnecessary => lsp::DiagnosticTag::UNNECESSARY,
        Tag::Deprecated => lsp::DiagnosticTag::DEPRECATED,
    }
}

fn related(snapshot: &Snapshot, found: &Diagnostic) -> Vec<lsp::DiagnosticRelatedInformation> {
    let places = found.related.iter();
    places
        .map(|it| lsp::DiagnosticRelatedInformation {
            location: location(snapshot, it.range),
            message: it.message.clone(),
        })
        .collect()
}

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

/// Words about something, in the form that the client can show.
pub(crate) fn documentation(page: &str, form: Markup) -> lsp::Documentation {
    match markup(page, form) {
        Some(content) => lsp::Documentation::MarkupContent(content),
        None => lsp::Documentation::String(plain(page)),
    }
}

/// A hover.
pub(crate) fn hover(snapshot: &Snapshot, hover: RangeInfo<String>) -> lsp::Hover {
    let contents = match markup(&hover.info, snapshot.client.hover_markup) {
        Some(content) => lsp::HoverContents::Markup(content),
        // The oldest form of a hover is markdown by definition.
        None => lsp::HoverContents::Scalar(lsp::MarkedString::String(hover.info)),
    };
    lsp::Hover {
        contents,
        range: Some(range(snapshot, hover.range)),
    }
}

/// The page in the form that the client knows; `None` when it knows only strings.
fn markup(page: &str, form: Markup) -> Option<lsp::MarkupContent> {
    let (kind, value) = match form {
        Markup::Bare => return None,
        Markup::Plain => (lsp::MarkupKind::PlainText, plain(page)),
        Markup::Markdown => (lsp::MarkupKind::Markdown, page.to_owned()),
    };
    Some(lsp::MarkupContent { kind, value })
}

/// Our markdown without its marks: code, fences and bold are all that needs to go.
fn plain(markdown: &str) -> String {
    let lines = markdown.lines().filter(|it| !it.starts_with("```"));
    let unmarked: Vec<_> = lines
        .map(|it| it.replace("**", "").replace('`', ""))
        .collect();
    unmarked.join("\n")
}

/// Places to go to, and files as a whole.
pub(crate) fn definition(
    snapshot: &Snapshot,
    targets: Option<RangeInfo<Vec<NavigationTarget>>>,
    files: Option<RangeInfo<Vec<LinkedFile>>>,
) -> Option<lsp::GotoDefinitionResponse> {
    let origin = targets.as_ref().map(|it| it.range);
    let origin = range(snapshot, origin.or(files.as_ref().map(|it| it.range))?);
    let targets = targets.into_iter().flat_map(|it| it.info);
    let places = targets.map(|it| {
        let (uri, text) = snapshot.document(it.file);
        let encoding = snapshot.client.encoding;
        let range = |of| range_in(text, of, encoding);
        (uri.clone(), range(it.full_range), range(it.focus_range))
    });
    let files = files.into_iter().flat_map(|it| it.info);
    let start = lsp::Range::default();
    let files = files.filter_map(|it| Some((snapshot.existing(&it)?, start, start)));
    let found: Vec<_> = places.chain(files).collect();
    if found.is_empty() {
        return None;
    }
    let found = found.into_iter();
    Some(if snapshot.client.definition_links {
        let links = found.map(|(uri, full, focus)| lsp::LocationLink {
            origin_selection_range: Some(origin),
            target_uri: uri,
            target_range: full,
            target_selection_range: focus,
        });
        lsp::GotoDefinitionResponse::Link(links.collect())
    } else {
        let places = found.map(|(uri, _, focus)| lsp::Location::new(uri, focus));
        lsp::GotoDefinitionResponse::Array(places.collect())
    })
}

/// A marked place.
pub(crate) fn highlight(snapshot: &Snapshot, place: &DocumentHighlight) -> lsp::DocumentHighlight {
    lsp::DocumentHighlight {
        range: range(snapshot, place.range),
        kind: Some(match place.kind {
            HighlightKind::Read => lsp::DocumentHighlightKind::READ,
            HighlightKind::Write => lsp::DocumentHighlightKind::WRITE,
        }),
    }
}

/// What a rename starts from.
pub(crate) fn prepared_rename(
    snapshot: &Snapshot,
    name: RangeInfo<String>,
) -> lsp::PrepareRenameResponse {
    lsp::PrepareRenameResponse::RangeWithPlaceholder {
        range: range(snapshot, name.range),
        placeholder: name.info,
    }
}

/// The outline: a tree, or a list for clients that know only that.
pub(crate) fn document_symbols(
    snapshot: &Snapshot,
    symbols: Vec<DocumentSymbol>,
) -> lsp::DocumentSymbolResponse {
    if snapshot.client.symbol_tree {
        let tree = symbols.into_iter().map(|it| symbol(snapshot, it));
        return lsp::DocumentSymbolResponse::Nested(tree.collect());
    }
    let mut flat = Vec::new();
    flatten(snapshot, symbols, None, &mut flat);
    lsp::DocumentSymbolResponse::Flat(flat)
}

#[expect(deprecated, reason = "the struct has a field that is")]
fn symbol(snapshot: &Snapshot, it: DocumentSymbol) -> lsp::DocumentSymbol {
    let children: Vec<_> = it
        .children
        .into_iter()
        .map(|it| symbol(snapshot, it))
        .collect();
    lsp::DocumentSymbol {
        name: named(it.name),
        detail: it.detail,
        kind: symbol_kind(it.kind),
        tags: None,
        deprecated: None,
        range: range(snapshot, it.range),
        selection_range: range(snapshot, it.selection_range),
        children: (!children.is_empty()).then_some(children),
    }
}

#[expect(deprecated, reason = "the struct has a field that is")]
fn flatten(
    snapshot: &Snapshot,
    symbols: Vec<DocumentSymbol>,
    container: Option<&str>,
    flat: &mut Vec<lsp::SymbolInformation>,
) {
    for it in symbols {
        flat.push(lsp::SymbolInformation {
            name: named(it.name.clone()),
            kind: symbol_kind(it.kind),
            tags: None,
            deprecated: None,
            location: location(snapshot, it.range),
            container_name: container.map(ToOwned::to_owned),
        });
        flatten(snapshot, it.children, Some(&it.name), flat);
    }
}

/// VS Code refuses a whole outline for one empty name.
fn named(name: String) -> String {
    if name.trim().is_empty() {
        "(no name)".to_owned()
    } else {
        name
    }
}

/// A line of the outline on its own, with the definition's name beside it.
#[expect(deprecated, reason = "the struct has a field that is")]
pub(crate) fn workspace_symbol(
    snapshot: &Snapshot,
    symbol: &DocumentSymbol,
) -> lsp::SymbolInformation {
    lsp::SymbolInformation {
        name: named(symbol.name.clone()),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: location(snapshot, symbol.selection_range),
        container_name: Some(crate::reports::stem(snapshot.uri())),
    }
}

fn symbol_kind(kind: SymbolKind) -> lsp::SymbolKind {
    use asl_lang::StateType;
    match kind {
        SymbolKind::Machine => lsp::SymbolKind::NAMESPACE,
        SymbolKind::Variable => lsp::SymbolKind::VARIABLE,
        SymbolKind::State(None) => lsp::SymbolKind::OBJECT,
        SymbolKind::State(Some(state)) => match state {
            StateType::Task => lsp::SymbolKind::FUNCTION,
            StateType::Choice => lsp::SymbolKind::ENUM,
            StateType::Parallel | StateType::Map => lsp::SymbolKind::CLASS,
            StateType::Wait => lsp::SymbolKind::EVENT,
            StateType::Pass => lsp::SymbolKind::VARIABLE,
            StateType::Succeed | StateType::Fail => lsp::SymbolKind::CONSTANT,
        },
    }
}

/// A fold; on whole lines for clients that know only those.
pub(crate) fn folding_range(snapshot: &Snapshot, fold: &FoldingRange) -> lsp::FoldingRange {
    let place = range(snapshot, fold.range);
    let characters = !snapshot.client.folds_lines;
    lsp::FoldingRange {
        start_line: place.start.line,
        start_character: characters.then_some(place.start.character),
        end_line: place.end.line,
        end_character: characters.then_some(place.end.character),
        kind: Some(match fold.kind {
            FoldingKind::Region => lsp::FoldingRangeKind::Region,
            FoldingKind::Comment => lsp::FoldingRangeKind::Comment,
        }),
        collapsed_text: None,
    }
}

/// Ranges from the innermost to the outermost, as the protocol chains them.
pub(crate) fn selection_range(snapshot: &Snapshot, ranges: &[TextRange]) -> lsp::SelectionRange {
    let outermost_first = ranges.iter().rev();
    let chain = outermost_first.fold(None, |parent: Option<lsp::SelectionRange>, it| {
        Some(lsp::SelectionRange {
            range: range(snapshot, *it),
            parent: parent.map(Box::new),
        })
    });
    chain.unwrap_or(lsp::SelectionRange {
        range: lsp::Range::default(),
        parent: None,
    })
}

/// Edits of the snapshot's document.
pub(crate) fn text_edits(snapshot: &Snapshot, edits: &[Edit]) -> Vec<lsp::TextEdit> {
    edits.iter().map(|it| text_edit(snapshot, it)).collect()
}

fn text_edit(snapshot: &Snapshot, edit: &Edit) -> lsp::TextEdit {
    lsp::TextEdit::new(range(snapshot, edit.range), edit.insert.clone())
}

/// A change; with the version that it is for where the client can check it.
pub(crate) fn workspace_edit(snapshot: &Snapshot, change: &SourceChange) -> lsp::WorkspaceEdit {
    // A snapshot holds one document.
    let edits: Vec<_> = change
        .edits
        .iter()
        .flat_map(|it| text_edits(snapshot, &it.1))
        .collect();
    let uri = snapshot.uri().clone();
    if !snapshot.client.document_changes {
        return lsp::WorkspaceEdit::new(HashMap::from([(uri, edits)]));
    }
    let document = lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier {
            uri,
            version: Some(snapshot.version()),
        },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    };
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(vec![document])),
        ..Default::default()
    }
}

/// Actions with their edits; none for a client that can only run commands.
pub(crate) fn code_actions(snapshot: &Snapshot, actions: &[CodeAction]) -> lsp::CodeActionResponse {
    if !snapshot.client.action_literals {
        return Vec::new();
    }
    actions
        .iter()
        .filter_map(|it| code_action(snapshot, it).map(Into::into))
        .collect()
}

fn code_action(snapshot: &Snapshot, action: &CodeAction) -> Option<lsp::CodeAction> {
    let edit = match action.kind {
        CodeActionKind::Notation => new_file::in_other_notation(snapshot, &action.change)?,
        _ => match &action.file {
            Some(file) => new_file::with_file(snapshot, &action.change, file)?,
            None => workspace_edit(snapshot, &action.change),
        },
    };
    Some(lsp::CodeAction {
        title: action.title.clone(),
        kind: Some(match action.kind {
            CodeActionKind::QuickFix => lsp::CodeActionKind::QUICKFIX,
            CodeActionKind::Refactor => lsp::CodeActionKind::REFACTOR,
            CodeActionKind::Rewrite | CodeActionKind::Notation => {
                lsp::CodeActionKind::REFACTOR_REWRITE
            }
        }),
        diagnostics: action
            .diagnostic
            .as_ref()
            .map(|it| vec![diagnostic(snapshot, it)]),
        edit: Some(edit),
        is_preferred: action.preferred.then_some(true),
        ..Default::default()
    })
}
