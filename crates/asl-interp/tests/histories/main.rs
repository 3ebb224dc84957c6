//! Histories of machines, one file per topic: what AWS would write, event by event.

mod catch;
mod choice;
mod compile_errors;
mod context;
mod limits;
mod map;
mod parallel;
mod passing_data;
mod retry;
mod support;
mod task;
mod timeout;
mod trace;
mod variables;
mod wait;
