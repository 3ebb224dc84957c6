//! The memory that expressions take, measured while work is done: one that takes too much is ended.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use asl_interp::Stop;
use asl_server::resident_memory;

/// How often memory is measured. An expression can make a few megabytes in a millisecond.
const TICK: Duration = Duration::from_millis(10);

/// Does the work; expressions in it that take too much memory fail. Where memory cannot be measured
/// nothing ends them but their other limits.
pub(crate) fn watched<T>(stop: &Stop, work: impl FnOnce() -> T) -> T {
    let Some(resident) = resident_memory() else {
        return work();
    };
    let mut watch = stop.memory_watch(resident);
    thread::scope(|scope| {
        let (done, finished) = channel::<()>();
        scope.spawn(move || {
            while finished.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                if let Some(resident) = resident_memory() {
                    watch.look(resident);
                }
            }
        });
        let answer = work();
        drop(done);
        answer
    })
}
