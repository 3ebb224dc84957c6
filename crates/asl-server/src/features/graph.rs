//! The picture of a machine.

use tower_lsp::jsonrpc::Result;

use crate::lsp::from_proto;
use crate::lsp::graph::{self, GraphAnswer, GraphParams};
use crate::server::Server;

/// The machine at the position, or the document's first one.
pub(crate) async fn of_machine(
    server: &Server,
    params: GraphParams,
) -> Result<Option<GraphAnswer>> {
    server
        .ask(&params.text_document.uri, move |snapshot| {
            let position = params.position.unwrap_or_default();
            let at = from_proto::file_position(snapshot, position);
            let graph = asl_ide::graph(&snapshot.analysis, at)?;
            let node = params.position.and_then(|_| graph.node_at(at.offset));
            Some(graph::answer(snapshot, &graph, node))
        })
        .await
}
