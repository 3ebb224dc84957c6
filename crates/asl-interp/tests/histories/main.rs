//! Histories of machines, one file per topic: what AWS would write, event by event.
#![expect(
    clippy::expect_used,
    clippy::float_cmp,
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    reason = "helpers of tests may panic and take what `json!` makes; virtual time is exact"
)]

mod catch;
mod choice;
mod compile_errors;
mod context;
mod distributed;
mod item_reader;
mod jsonata;
mod jsonata_errors;
mod jsonata_fields;
mod limits;
mod map;
mod map_run;
mod matrix;
mod nesting;
mod parallel;
mod passing_data;
mod recovery;
mod result_writer;
mod retry;
mod support;
mod task;
mod timeout;
mod trace;
mod variables;
mod wait;
