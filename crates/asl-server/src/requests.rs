//! Work off the transport's task: a request computes on a thread, and stops when nobody waits for it any more.

use asl_ide::Stop;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};

use crate::memory;

/// The stack of a thread that walks trees, which can be hundreds of levels deep.
pub(crate) const STACK: usize = 8 << 20;

/// Becomes true when the request was cancelled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cancelled(Stop);

impl Cancelled {
    /// Whether nobody waits for the answer any more.
    pub(crate) fn is_set(&self) -> bool {
        self.0.reason().is_some()
    }

    /// Becomes true when this handle ends the work, too.
    pub(crate) fn by(stop: Stop) -> Self {
        Self(stop)
    }

    /// The handle itself, for what runs long.
    pub(crate) fn stop(&self) -> Stop {
        self.0.clone()
    }
}

/// Sets the flag when the request's future is dropped, which is how tower-lsp cancels.
struct CancelOnDrop(Cancelled);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.0.cancel();
    }
}

/// Runs long work on a thread of its own, so that it does not keep short work from having one.
pub(crate) async fn compute_alone<T: Send + 'static>(
    work: impl FnOnce(&Cancelled) -> Result<T> + Send + 'static,
) -> Result<T> {
    compute_until(Cancelled::default(), work).await
}

/// The same for work that somebody else can end as well.
pub(crate) async fn compute_until<T: Send + 'static>(
    cancelled: Cancelled,
    work: impl FnOnce(&Cancelled) -> Result<T> + Send + 'static,
) -> Result<T> {
    let _guard = CancelOnDrop(cancelled.clone());
    let _memory = memory::watch(&cancelled.0);
    let (sender, answer) = oneshot::channel();
    let thread = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || {
            // Nobody may wait any more.
            let _ = sender.send(work(&cancelled));
        });
    match thread {
        // A panic drops the sender.
        Ok(_) => answer
            .await
            .unwrap_or_else(|_| Err(Error::internal_error())),
        Err(_) => Err(Error::internal_error()),
    }
}

/// Runs short work on one of a few threads. Work that was cancelled while it waited for one is not begun; a panic is an error.
pub(crate) async fn compute<T: Send + 'static>(
    work: impl FnOnce(&Cancelled) -> Result<T> + Send + 'static,
) -> Result<T> {
    let cancelled = Cancelled::default();
    let _guard = CancelOnDrop(cancelled.clone());
    let outcome = tokio::task::spawn_blocking(move || {
        if cancelled.is_set() {
            return Err(Error::request_cancelled());
        }
        work(&cancelled)
    });
    outcome
        .await
        .unwrap_or_else(|_| Err(Error::internal_error()))
}
