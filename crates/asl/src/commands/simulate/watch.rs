//! What looks after a run from outside: limits on real time and on memory, Ctrl-C, and signs of life.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use asl_interp::Stop;

use crate::memory;

/// A run shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often progress is shown.
const TICK: Duration = Duration::from_millis(250);

/// The exit status of a program that Ctrl-C ended, as shells have it.
const INTERRUPTED: i32 = 130;

/// Does the work, and stops it through its handle after `most` of real time or at Ctrl-C.
pub(super) fn watched<T>(stop: &Stop, most: Duration, work: impl FnOnce() -> T) -> T {
    let running = Arc::new(AtomicBool::new(true));
    cancel_on_interrupt(stop, &running);
    let answer = thread::scope(|scope| {
        let (done, finished) = channel::<()>();
        scope.spawn(move || look_after(stop, most, &finished));
        let answer = memory::watched(stop, work);
        drop(done);
        answer
    });
    running.store(false, Ordering::Relaxed);
    answer
}

/// The second Ctrl-C ends the program, for something may hang that the handle does not reach; one
/// after the run does, too. Where no handler can be set, the first one does.
fn cancel_on_interrupt(stop: &Stop, running: &Arc<AtomicBool>) {
    let (stop, running) = (stop.clone(), Arc::clone(running));
    let _ = ctrlc::set_handler(move || {
        if stop.reason().is_some() || !running.load(Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        stop.cancel();
    });
}

/// Returns when the work is done, which closes the channel.
fn look_after(stop: &Stop, most: Duration, finished: &Receiver<()>) {
    let begun = Instant::now();
    let mut progress = Progress::default();
    loop {
        let left = most.saturating_sub(begun.elapsed());
        let pause = if left.is_zero() { TICK } else { left.min(TICK) };
        if finished.recv_timeout(pause) != Err(RecvTimeoutError::Timeout) {
            break;
        }
        let elapsed = begun.elapsed();
        if elapsed >= most {
            stop.time_is_up();
        }
        if elapsed >= PATIENCE {
            progress.show(stop.entered(), elapsed);
        }
    }
    progress.clear();
}

/// One line on standard error that is written over, on a terminal only.
#[derive(Default)]
struct Progress {
    shown: bool,
}

impl Progress {
    fn show(&mut self, entered: u64, elapsed: Duration) {
        let mut stderr = io::stderr().lock();
        if !stderr.is_terminal() {
            return;
        }
        let seconds = elapsed.as_secs();
        let _ = write!(
            stderr,
            "\r\x1b[Ksimulating: {entered} states in {seconds} s"
        );
        let _ = stderr.flush();
        self.shown = true;
    }

    fn clear(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_interp::Halt;

    #[test]
    fn work_that_takes_too_long_is_stopped() {
        let stop = Stop::new();
        watched(&stop, Duration::from_millis(1), || {
            while stop.reason().is_none() {
                thread::yield_now();
            }
        });
        assert_eq!(stop.reason(), Some(Halt::RealTime));
    }

    #[test]
    fn work_that_is_done_is_not() {
        let stop = Stop::new();
        assert_eq!(watched(&stop, Duration::from_secs(60), || 7), 7);
        assert_eq!(stop.reason(), None);
    }
}
