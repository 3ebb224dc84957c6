//! The memory that expressions take, measured while a run goes on: one that takes too much is ended.

use std::time::Duration;

use asl_ide::Stop;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// How often memory is measured. An expression can make a few megabytes in a millisecond.
const TICK: Duration = Duration::from_millis(10);

/// The bytes of memory that this process has; nothing where the system does not say.
pub fn resident_memory() -> Option<u64> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem as u64)
}

/// Looks after the expressions of a run until what it gives is dropped.
pub(crate) fn watch(stop: &Stop) -> oneshot::Sender<()> {
    let (done, mut finished) = oneshot::channel();
    if let Some(resident) = resident_memory() {
        let mut watch = stop.memory_watch(resident);
        tokio::spawn(async move {
            while timeout(TICK, &mut finished).await.is_err() {
                if let Some(resident) = resident_memory() {
                    watch.look(resident);
                }
            }
        });
    }
    done
}
