//! The interpreter of state machines.
//!
//! A definition is compiled once ([`Machine::compile`]) and run as often as wanted ([`run()`]): a
//! discrete-event simulation on virtual time, which asks a [`Worker`] for the answer to every Task
//! and writes the history that AWS Step Functions would write. The interpreter does no IO, knows
//! no clock and no editor; the same machine, input, worker and options give the same execution,
//! byte for byte.
//!
//! * In: `worker`, `options`, `objects` (S3 as plain data), `stop` (the handle from outside).
//! * `compile` turns a definition into a `machine`, which is made of what stands in `program`.
//! * `run` runs it: `agenda` says what is due, `branch` what is alive, `guard` what is too much;
//!   a `visit` of a state goes through the steps of `data` and has its work done by itself, by a
//!   `task`, or by a `container` (Parallel, Map), which may be `distributed`.
//! * `dataset` makes items of what is in S3; `failure`, `size`, `random` and `time` serve all.
//! * `single` runs one state alone, [`evaluate`] one expression alone.
//! * Out: `execution`, with its `history`, `trace`, `map_run`s and `cost`.

mod compile;
mod cost;
mod dataset;
pub mod evaluate;
mod execution;
mod failure;
mod history;
mod machine;
mod map_run;
mod objects;
mod options;
mod program;
mod random;
mod run;
pub mod single;
mod size;
mod stop;
mod time;
mod trace;
mod worker;

pub use asl_lang::WorkflowType;
pub use cost::{Cost, ExpressUse, Monthly};
pub use execution::{Execution, Status, Summary};
pub use history::{
    Assignment, Event, EventKind, TaskDetails, TaskFailure, TaskFamily, TaskSchedule,
};
pub use machine::{CompileError, Machine};
pub use map_run::{ChildExecution, MapRun, RunCounts};
pub use objects::{Object, Objects};
pub use options::{Guard, Keep, Names, RunOptions};
pub use run::run;
pub use stop::{Halt, Stop};
pub use time::Time;
pub use trace::{MapNote, RetryNote, StateVisit, TokenNote};
pub use worker::{Pattern, TaskAnswer, TaskCall, TaskKind, TaskOutcome, Worker};

use std::sync::Arc;

/// A JSON document that states hand on: shared, never copied to be handed on.
pub type Payload = Arc<serde_json::Value>;
