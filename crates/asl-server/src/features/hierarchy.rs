//! The call hierarchy: transitions into a state and out of it.

use asl_ide::{CallHierarchyItem, Transitions};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::lsp::{from_proto, to_proto};
use crate::server::Server;
use crate::snapshot::Snapshot;

/// The state at the position.
pub(crate) async fn prepare(
    server: &Server,
    params: lsp::CallHierarchyPrepareParams,
) -> Result<Option<Vec<lsp::CallHierarchyItem>>> {
    let place = params.text_document_position_params;
    server
        .ask(&place.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, place.position);
            let state = asl_ide::prepare_call_hierarchy(&snapshot.analysis, at)?;
            Some(vec![item(snapshot, &state, None)])
        })
        .await
}

/// What leads to a state.
pub(crate) async fn incoming(
    server: &Server,
    params: lsp::CallHierarchyIncomingCallsParams,
) -> Result<Option<Vec<lsp::CallHierarchyIncomingCall>>> {
    let to = params.item;
    server
        .ask(&to.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, to.selection_range.start);
            let found = asl_ide::incoming_transitions(&snapshot.analysis, at)?;
            let call = |it: &Transitions| lsp::CallHierarchyIncomingCall {
                from: item(snapshot, &it.state, Some(it)),
                from_ranges: ranges(snapshot, it),
            };
            Some(found.iter().map(call).collect())
        })
        .await
}

/// Where a state leads.
pub(crate) async fn outgoing(
    server: &Server,
    params: lsp::CallHierarchyOutgoingCallsParams,
) -> Result<Option<Vec<lsp::CallHierarchyOutgoingCall>>> {
    let from = params.item;
    server
        .ask(&from.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, from.selection_range.start);
            let found = asl_ide::outgoing_transitions(&snapshot.analysis, at)?;
            let call = |it: &Transitions| lsp::CallHierarchyOutgoingCall {
                to: item(snapshot, &it.state, Some(it)),
                from_ranges: ranges(snapshot, it),
            };
            Some(found.iter().map(call).collect())
        })
        .await
}

fn ranges(snapshot: &Snapshot, transitions: &Transitions) -> Vec<lsp::Range> {
    let ranges = transitions.ranges.iter();
    ranges.map(|it| to_proto::range(snapshot, *it)).collect()
}

/// A state; beside its name what leads there, else its type.
fn item(
    snapshot: &Snapshot,
    state: &CallHierarchyItem,
    by: Option<&Transitions>,
) -> lsp::CallHierarchyItem {
    let kind = state.kind.map(|it| it.name().to_owned());
    lsp::CallHierarchyItem {
        name: if state.name.is_empty() {
            "(no name)".to_owned()
        } else {
            state.name.clone()
        },
        kind: lsp::SymbolKind::FUNCTION,
        tags: None,
        detail: by.map(|it| it.causes.join(", ")).or(kind),
        uri: snapshot.uri().clone(),
        range: to_proto::range(snapshot, state.range),
        selection_range: to_proto::range(snapshot, state.selection_range),
        data: None,
    }
}
