//! The states of definitions by name, in the protocol's words.

use asl_ide::{DocumentSymbol, SymbolKind};
use tower_lsp::lsp_types as lsp;

use super::to_proto::{location, range};
use crate::snapshot::Snapshot;

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
