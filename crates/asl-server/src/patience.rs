//! Asking the client something without depending on its answer.

use std::future::Future;
use std::time::Duration;

use tower_lsp::jsonrpc::Result;

/// How long a client may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The client's answer; `None` when it refuses or takes too long. Only to be awaited in a task of its own, never in
/// a handler.
///
/// The request itself goes on after the timeout, because tower-lsp panics at an answer that nobody awaits.
pub(crate) async fn answer_of<T: Send + 'static>(
    request: impl Future<Output = Result<T>> + Send + 'static,
) -> Option<T> {
    let asked = tokio::spawn(request);
    tokio::time::timeout(PATIENCE, asked).await.ok()?.ok()?.ok()
}
