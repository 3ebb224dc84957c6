//! How the session ends: what was asked for, and the exit status that follows from it.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// The session's life, shared by the transport, the gate and the handlers.
#[derive(Debug, Default)]
pub(crate) struct Lifecycle {
    shut_down: AtomicBool,
    over: AtomicBool,
    ending: Notify,
}

impl Lifecycle {
    /// The client asked for `shutdown`: an end from now on is a good one.
    pub(crate) fn shut_down(&self) {
        self.shut_down.store(true, Ordering::SeqCst);
    }

    /// The session is over: the client sent `exit`, closed the pipe or is gone. Nothing is read after this.
    pub(crate) fn end(&self) {
        self.over.store(true, Ordering::SeqCst);
        self.ending.notify_one();
    }

    /// Whether the session is over.
    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
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
