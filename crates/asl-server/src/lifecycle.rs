//! How the session ends: what was asked for, and the exit status that follows from it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

/// The session's life, shared by the transport, the gate and the handlers.
#[derive(Debug, Default)]
pub(crate) struct Lifecycle {
    shut_down: AtomicBool,
    over: AtomicBool,
    hung_up: AtomicBool,
    ending: Notify,
}

impl Lifecycle {
    /// The client asked for `shutdown`: an end from now on is a good one.
    pub(crate) fn shut_down(&self) {
        self.shut_down.store(true, Ordering::SeqCst);
    }

    /// The input has ended without `exit`. What was asked before is still worth an answer.
    pub(crate) fn hang_up(&self) {
        self.hung_up.store(true, Ordering::SeqCst);
        self.end();
    }

    /// The session is over: the client sent `exit` or is gone. Nothing is read after this.
    pub(crate) fn end(&self) {
        self.over.store(true, Ordering::SeqCst);
        self.ending.notify_one();
    }

    /// Whether the session is over.
    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    /// How long running requests and unwritten answers may take once the session is over.
    ///
    /// `exit` cancels what runs, so that little remains; behind the end of a pipe there may be a lot.
    pub(crate) fn grace(&self) -> Duration {
        let hung_up = self.hung_up.load(Ordering::SeqCst);
        Duration::from_secs(if hung_up { 10 } else { 2 })
    }

    /// Waits until the session is over.
    pub(crate) async fn ended(&self) {
        while !self.is_over() {
            self.ending.notified().await;
        }
    }

    /// The process's exit status, as the protocol has it: 0 after `shutdown`, else 1.
    pub(crate) fn exit_status(&self) -> u8 {
        u8::from(!self.shut_down.load(Ordering::SeqCst))
    }
}
