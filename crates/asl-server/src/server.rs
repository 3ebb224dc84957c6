//! What all messages share: the client, what the session knows, and how a document is asked about; `messages` answers
//! those of the protocol.

mod messages;

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::{Client, LspServiceBuilder, lsp_types as lsp};

use crate::features;
use crate::frames::{Lost, MALFORMED, Malformed};
use crate::lifecycle::Lifecycle;
use crate::lsp::graph::{GRAPH, GraphAnswer, GraphParams};
use crate::publisher::{self, Publisher};
use crate::requests::compute;
use crate::snapshot::Snapshot;
use crate::state::State;

/// A notification that tower-lsp does not know.
const CANCEL_PROGRESS: &str = "window/workDoneProgress/cancel";

/// The handlers and what they share.
#[derive(Debug)]
pub(crate) struct Server {
    /// The client, for what is sent to it.
    pub(crate) client: Client,
    /// What the session knows.
    pub(crate) state: Arc<State>,
    /// Where diagnostics are asked for.
    pub(crate) publisher: Publisher,
    lifecycle: Arc<Lifecycle>,
}

impl Server {
    /// A server and its publishing task.
    pub(crate) fn start(client: Client, state: Arc<State>, lifecycle: Arc<Lifecycle>) -> Self {
        let (publisher, changes) = Publisher::new();
        tokio::spawn(publisher::publish(
            changes,
            Arc::clone(&state),
            client.clone(),
        ));
        Self {
            client,
            state,
            publisher,
            lifecycle,
        }
    }

    /// The methods besides those of the protocol.
    pub(crate) fn methods(builder: LspServiceBuilder<Self>) -> LspServiceBuilder<Self> {
        builder
            .custom_method(MALFORMED, Self::malformed_frame)
            .custom_method(CANCEL_PROGRESS, Self::cancel_progress)
            .custom_method(GRAPH, Self::graph)
    }

    /// Asks about a document; there is no answer for one that is not open, no state machine or out of sync.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        uri: &lsp::Url,
        answer: impl FnOnce(&Snapshot) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.try_ask(uri, move |it| Ok(answer(it))).await
    }

    /// The same for a question that can be refused.
    async fn try_ask<T: Send + 'static>(
        &self,
        uri: &lsp::Url,
        answer: impl FnOnce(&Snapshot) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(snapshot) = self.state.snapshot(uri) else {
            return Ok(None);
        };
        compute(move |_| answer(&snapshot)).await
    }

    /// Stands for a frame that could not be read: the error that JSON-RPC prescribes, and documents out of sync.
    #[expect(clippy::unused_async, reason = "a method of the service is async")]
    async fn malformed_frame(&self, malformed: Malformed) -> Result<()> {
        let lost = match &malformed.lost {
            Lost::Nothing => Vec::new(),
            Lost::Document(uri) => uri.parse().into_iter().collect(),
            Lost::Any => self.state.documents.uris(),
        };
        for uri in lost {
            if self.state.documents.lose_sync(&uri) {
                self.tell_out_of_sync(&uri);
                self.publisher.touch(uri);
            }
        }
        let mut error = Error::new(malformed.code.into());
        error.message = malformed.message.into();
        Err(error)
    }

    /// The picture of a machine, for a view beside the text.
    async fn graph(&self, params: GraphParams) -> Result<Option<GraphAnswer>> {
        features::graph::of_machine(self, params).await
    }

    /// The client ends a run whose progress it shows; the request is answered with what happened so far.
    #[expect(clippy::unused_async, reason = "a method of the service is async")]
    async fn cancel_progress(&self, params: lsp::WorkDoneProgressCancelParams) {
        self.state.runs.cancel(&params.token);
    }

    fn tell_out_of_sync(&self, uri: &lsp::Url) {
        if self.state.client().full_sync {
            return;
        }
        let message = format!(
            "A change of {uri} did not arrive in one piece. Close and open the document again."
        );
        let client = self.client.clone();
        tokio::spawn(async move {
            client
                .show_message(lsp::MessageType::WARNING, message)
                .await;
        });
    }
}
