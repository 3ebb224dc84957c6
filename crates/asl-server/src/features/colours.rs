//! Semantic tokens: whole, what changed, a range.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::lsp::{from_proto, semantic};
use crate::server::Server;

/// The whole document's.
pub(crate) async fn whole(
    server: &Server,
    params: lsp::SemanticTokensParams,
) -> Result<Option<lsp::SemanticTokensResult>> {
    let state = Arc::clone(&server.state);
    server
        .ask(&params.text_document.uri, move |snapshot| {
            let found = asl_ide::semantic_tokens(&snapshot.analysis, snapshot.file, None);
            let tokens = semantic::tokens(snapshot, &found);
            Some(state.colours.whole(snapshot.uri(), tokens).into())
        })
        .await
}

/// What changed since the client asked last.
pub(crate) async fn changed(
    server: &Server,
    params: lsp::SemanticTokensDeltaParams,
) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
    let state = Arc::clone(&server.state);
    server
        .ask(&params.text_document.uri, move |snapshot| {
            let found = asl_ide::semantic_tokens(&snapshot.analysis, snapshot.file, None);
            let tokens = semantic::tokens(snapshot, &found);
            let (uri, previous) = (snapshot.uri(), &params.previous_result_id);
            Some(state.colours.changed(uri, previous, tokens))
        })
        .await
}

/// Those that the client shows.
pub(crate) async fn within(
    server: &Server,
    params: lsp::SemanticTokensRangeParams,
) -> Result<Option<lsp::SemanticTokensRangeResult>> {
    server
        .ask(&params.text_document.uri, move |snapshot| {
            let range = from_proto::file_range(snapshot, params.range).range;
            let found = asl_ide::semantic_tokens(&snapshot.analysis, snapshot.file, Some(range));
            Some(semantic::tokens(snapshot, &found).into())
        })
        .await
}
