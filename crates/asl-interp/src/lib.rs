//! The interpreter of state machines.
//!
//! A definition is compiled once ([`Machine::compile`]) and run as often as wanted ([`run()`]): a
//! discrete-event simulation on virtual time, which asks a [`Worker`] for the answer to every Task
//! and writes the history that AWS Step Functions would write. The interpreter does no IO, knows
//! no clock and no editor; the same machine, input, worker and options give the same execution,
//! byte for byte.

mod choice;
mod compile;
mod cost;
mod distributed;
pub mod evaluate;
mod execution;
mod failure;
mod history;
mod items;
mod jsonata;
mod machine;
mod map_run;
mod objects;
mod options;
mod program;
mod random;
mod retry;
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
