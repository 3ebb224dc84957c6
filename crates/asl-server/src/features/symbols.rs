//! The states of all definitions in the workspace, by name.

use std::sync::Arc;

use asl_ide::{DocumentSymbol, SymbolKind};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::lsp::outline;
use crate::requests::compute;
use crate::server::Server;
use crate::snapshot::Snapshot;

/// No more than a person looks through.
const MOST: usize = 500;

/// The states and variables whose names have the letters of the query in this order, those that begin
/// with it first.
pub(crate) async fn of_workspace(
    server: &Server,
    params: lsp::WorkspaceSymbolParams,
) -> Result<Option<Vec<lsp::SymbolInformation>>> {
    let state = Arc::clone(&server.state);
    compute(move |cancelled| {
        let query: Vec<char> = params.query.to_lowercase().chars().collect();
        let mut found = Vec::new();
        for definition in state.workspace.definitions(&state.documents) {
            if cancelled.is_set() {
                break;
            }
            let Some(snapshot) = state.snapshot_of(definition) else {
                continue;
            };
            let symbols = asl_ide::document_symbols(&snapshot.analysis, snapshot.file);
            collect(&snapshot, &symbols, &query, &mut found);
        }
        found.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.name.cmp(&right.1.name)));
        found.truncate(MOST);
        Ok(Some(found.into_iter().map(|it| it.1).collect()))
    })
    .await
}

/// The symbols that match, each with how well: 0 is best.
fn collect(
    snapshot: &Snapshot,
    symbols: &[DocumentSymbol],
    query: &[char],
    found: &mut Vec<(usize, lsp::SymbolInformation)>,
) {
    for symbol in symbols {
        if symbol.kind != SymbolKind::Machine
            && let Some(rank) = rank(&symbol.name, query)
        {
            found.push((rank, outline::workspace_symbol(snapshot, symbol)));
        }
        collect(snapshot, &symbol.children, query, found);
    }
}

/// Whether a name has the letters of the query in this order, and how far behind the first one begins.
fn rank(name: &str, query: &[char]) -> Option<usize> {
    let mut wanted = query.iter().peekable();
    let mut first = None;
    for (at, letter) in name.chars().flat_map(char::to_lowercase).enumerate() {
        if wanted.peek() == Some(&&letter) {
            wanted.next();
            first = first.or(Some(at));
        }
    }
    wanted.peek().is_none().then(|| first.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn letters_in_their_order() {
        let rank = |name, query: &str| rank(name, &query.chars().collect::<Vec<_>>());
        assert_eq!(rank("ChargePayment", "pay"), Some(6));
        assert_eq!(rank("Pay", "pay"), Some(0));
        assert_eq!(rank("ChargePayment", "chp"), Some(0));
        assert_eq!(rank("ChargePayment", "xy"), None);
        assert_eq!(rank("Anything", ""), Some(0));
    }
}
