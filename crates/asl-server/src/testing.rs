//! Hooks for tests: a request that panics, one that runs until it is cancelled, one that tells the text.
//!
//! Unknown methods for everybody whose `initializationOptions` do not say `"testHooks": true`.

use serde::Deserialize;
use serde_json::{Value, json};

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::Url;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::{Client, LspServiceBuilder};

use crate::requests::compute;
use crate::server::Server;

#[derive(Debug, Deserialize)]
struct PanicParams {
    /// In the handler itself, or on the thread that computes.
    place: Place,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Place {
    Handler,
    Thread,
}

#[derive(Debug, Deserialize)]
struct TextParams {
    uri: Url,
}

/// Adds the hooks.
pub(crate) fn register(builder: LspServiceBuilder<Server>) -> LspServiceBuilder<Server> {
    builder
        .custom_method("asl/test/panic", Server::test_panic)
        .custom_method("asl/test/wait", Server::test_wait)
        .custom_method("asl/test/text", Server::test_text)
}

impl Server {
    fn require_test_hooks(&self) -> Result<()> {
        if self.state.has_test_hooks() {
            Ok(())
        } else {
            Err(Error::method_not_found())
        }
    }

    #[expect(clippy::panic, reason = "this is what it is for")]
    async fn test_panic(&self, params: PanicParams) -> Result<Value> {
        self.require_test_hooks()?;
        match params.place {
            Place::Handler => panic!("a test asked for this"),
            Place::Thread => compute(|_| panic!("a test asked for this")).await,
        }
    }

    /// Runs until it is cancelled; tells when the work itself begins and stops.
    async fn test_wait(&self) -> Result<Value> {
        self.require_test_hooks()?;
        let client = self.client.clone();
        compute(move |cancelled| {
            tell::<Started>(&client);
            while !cancelled.is_set() {
                std::thread::yield_now();
            }
            tell::<Stopped>(&client);
            Err(Error::request_cancelled())
        })
        .await
    }

    /// The text and the version of a document, as the server has them.
    #[expect(clippy::unused_async, reason = "a method of the service is async")]
    async fn test_text(&self, params: TextParams) -> Result<Value> {
        self.require_test_hooks()?;
        let open = self.state.documents.get(&params.uri);
        Ok(open.map_or(Value::Null, |it| {
            let document = &it.document;
            json!({ "text": document.text().to_string(), "version": document.version(), "outOfSync": it.out_of_sync })
        }))
    }
}

fn tell<N: Notification<Params = Value>>(client: &Client) {
    let client = client.clone();
    tokio::runtime::Handle::current().spawn(async move {
        client.send_notification::<N>(json!({})).await;
    });
}

enum Started {}

impl Notification for Started {
    type Params = Value;
    const METHOD: &'static str = "asl/test/started";
}

enum Stopped {}

impl Notification for Stopped {
    type Params = Value;
    const METHOD: &'static str = "asl/test/stopped";
}
