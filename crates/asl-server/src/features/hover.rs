//! Hover, with the values of an execution where an example lies beside the definition.

use std::sync::Arc;

use asl_ide::Stop;
use tokio::task::JoinHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::lsp::{from_proto, to_proto};
use crate::rehearsals;
use crate::requests::compute;
use crate::server::Server;

/// What stands at a place.
pub(crate) async fn page(server: &Server, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
    let place = params.text_document_position_params;
    let Some(snapshot) = server.state.snapshot(&place.text_document.uri) else {
        return Ok(None);
    };
    let state = Arc::clone(&server.state);
    compute(move |cancelled| {
        let at = from_proto::file_position(&snapshot, place.position);
        if !snapshot.settings.hover_values {
            let page = asl_ide::hover(&snapshot.analysis, at);
            return Ok(page.map(|it| to_proto::hover(&snapshot, it)));
        }
        let config = state.rehearsals.config(&snapshot, cancelled.stop());
        let _watch = config.example.is_some().then(|| Watch::on(&config.stop));
        let page = asl_ide::hover_with(&snapshot.analysis, at, &config);
        Ok(page.map(|it| to_proto::hover(&snapshot, it)))
    })
    .await
}

/// Ends an execution that takes too long.
struct Watch(JoinHandle<()>);

impl Watch {
    fn on(stop: &Stop) -> Self {
        let stop = stop.clone();
        Self(tokio::spawn(async move {
            tokio::time::sleep(rehearsals::MOST).await;
            stop.time_is_up();
        }))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}
