//! The handle on a run from outside, and what ends a run besides its machine.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

use asl_jsonata::{Interrupt, MemoryWatch};
use asl_lang::limits::PAYLOAD_BYTES;

/// A handle on a run: whoever keeps a clone can end the run from another thread and see how far it
/// is. The interpreter knows no clock, so a limit on real time is somebody's who calls
/// [`Stop::time_is_up`]. A handle that was used stays used; take a new one for each run.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    reason: AtomicU8,
    entered: AtomicU64,
    /// Reaches into an expression that is being evaluated.
    interrupt: Interrupt,
}

const CANCELLED: u8 = 1;
const TIME_IS_UP: u8 = 2;

impl Stop {
    /// A handle that has stopped nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the run as `ABORTED`: nobody wants it any more.
    pub fn cancel(&self) {
        self.set(CANCELLED);
    }

    /// Ends the run as `ABORTED`: it took too long in real time.
    pub fn time_is_up(&self) {
        self.set(TIME_IS_UP);
    }

    /// What ends expressions that take too much memory, for somebody to feed who can measure that of
    /// the process: `resident` is what it has now, in bytes. Such an expression fails as it does at
    /// AWS, and the run goes on from there.
    pub fn memory_watch(&self, resident: u64) -> MemoryWatch {
        MemoryWatch::new(self.0.interrupt.clone(), resident)
    }

    /// Why the run was told to end, if it was. The first reason stays.
    pub fn reason(&self) -> Option<Halt> {
        match self.0.reason.load(Ordering::Relaxed) {
            CANCELLED => Some(Halt::Cancelled),
            TIME_IS_UP => Some(Halt::RealTime),
            _ => None,
        }
    }

    /// How many states the run has entered: a measure of progress that is right to a few thousand.
    pub fn entered(&self) -> u64 {
        self.0.entered.load(Ordering::Relaxed)
    }

    fn set(&self, reason: u8) {
        let order = Ordering::Relaxed;
        // Somebody else may have been first; then the run ends already.
        let _ = self.0.reason.compare_exchange(0, reason, order, order);
        self.0.interrupt.set();
    }

    pub(crate) fn report_entered(&self, entered: u64) {
        self.0.entered.store(entered, Ordering::Relaxed);
    }

    pub(crate) fn interrupt(&self) -> &Interrupt {
        &self.0.interrupt
    }
}

/// What ended a run that did not end by itself: somebody outside, or a limit of the guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Somebody cancelled it.
    Cancelled,
    /// It took too long in real time.
    RealTime,
    /// It entered more states than [`Guard::steps`](crate::Guard::steps).
    Steps(u64),
    /// It held more than [`Guard::bytes`](crate::Guard::bytes).
    Memory(u64),
    /// A payload had more levels than [`Guard::nesting`](crate::Guard::nesting).
    Nesting(usize),
    /// It ran longer than [`Guard::virtual_time`](crate::Guard::virtual_time).
    VirtualTime(Duration),
    /// The machine uses what only Standard workflows have, and the run is an Express one.
    StandardOnly,
    /// The execution's input is larger than AWS takes.
    InputTooLarge,
    /// A Distributed Map reads objects of S3, and nobody gave any.
    NoObjects,
    /// A Distributed Map reads a Parquet file, which the simulator cannot.
    Parquet,
    /// Nothing was left to do, yet no state had ended the execution.
    Stalled,
}

impl Halt {
    /// The name of the error with which the run ends.
    pub fn error(self) -> &'static str {
        match self {
            Self::Cancelled => "Simulator.Cancelled",
            Self::RealTime => "Simulator.RealTimeLimit",
            Self::Steps(_) => "Simulator.StepLimit",
            Self::Memory(_) => "Simulator.MemoryLimit",
            Self::Nesting(_) => "Simulator.NestingLimit",
            Self::VirtualTime(_) => "Simulator.TimeLimit",
            Self::StandardOnly => "Simulator.StandardOnly",
            Self::InputTooLarge => "Simulator.InputLimit",
            Self::NoObjects => "Simulator.NoObjects",
            Self::Parquet => "Simulator.Parquet",
            Self::Stalled => "Simulator.Stalled",
        }
    }
}

/// The cause in words, with the limit and what lets the run go on.
impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let again = "raise this limit of the simulator if the run is meant to go on";
        match self {
            Self::Cancelled => f.write_str("The simulation was cancelled"),
            Self::RealTime => write!(f, "The simulation took longer than it may; {again}"),
            Self::Steps(most) => write!(f, "The simulation entered {most} states; {again}"),
            Self::Memory(most) => write!(
                f,
                "The simulation holds more than {} MiB of data, history and trace; keep less of them, or {again}",
                most >> 20
            ),
            Self::Nesting(most) => write!(
                f,
                "A payload has more than {most} arrays and objects within each other; {again}"
            ),
            Self::VirtualTime(most) => write!(
                f,
                "More than {} days of virtual time have passed; {again}",
                most.as_secs() / (24 * 60 * 60)
            ),
            Self::StandardOnly => f.write_str("An Express workflow cannot run this machine"),
            Self::InputTooLarge => write!(
                f,
                "AWS starts no execution whose input has more than {PAYLOAD_BYTES} bytes"
            ),
            Self::Parquet => f.write_str(
                "The simulator does not read Parquet files: give the same rows as JSON Lines, with \"InputType\": \"JSONL\"",
            ),
            Self::NoObjects => f.write_str(
                "An item reader needs objects of S3, and none were given; `asl simulate` takes them with --s3",
            ),
            Self::Stalled => {
                f.write_str("Nothing is left to do, yet no state has ended the execution")
            }
        }
    }
}
