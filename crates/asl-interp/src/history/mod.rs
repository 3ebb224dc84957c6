//! The execution history: events as AWS numbers, links and words them.
//!
//! Events hold shared payloads and become JSON only when they are printed.

mod event;
mod json;
mod recorder;

pub use event::{Assignment, Event, EventKind, TaskDetails, TaskFailure, TaskFamily, TaskSchedule};
pub(crate) use recorder::Recorder;
