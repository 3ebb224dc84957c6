//! What a run costs that keeps everything, the history alone, or nothing: time and memory.
//!
//! The memory is what the allocator has handed out at most (`max alloc`): with nothing kept it does
//! not grow with the states that were visited.
#![expect(clippy::expect_used, reason = "a benchmark may panic")]

use asl_interp::{Keep, Machine, RunOptions, TaskAnswer, TaskCall, Worker};
use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher};
use serde_json::{Value, json};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

struct Nobody;

impl Worker for Nobody {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(Value::Null)
    }
}

/// Counts to the end in a loop of two states.
fn measure(bencher: Bencher<'_, '_>, keep: Keep, rounds: u64) {
    let definition = json!({
        "StartAt": "Count",
        "States": {
            "Count": {
                "Type": "Pass",
                "Parameters": { "n.$": "States.MathAdd($.n, 1)", "end.$": "$.end" },
                "Next": "Done?",
            },
            "Done?": {
                "Type": "Choice",
                "Choices": [{ "Variable": "$.n", "NumericEqualsPath": "$.end", "Next": "Done" }],
                "Default": "Count",
            },
            "Done": { "Type": "Succeed" },
        },
    });
    let machine = Machine::compile(&definition).expect("the definition compiles");
    let options = RunOptions {
        limits: false,
        keep,
        ..RunOptions::default()
    };
    bencher.counter(ItemsCount::new(2 * rounds)).bench(|| {
        let input = json!({ "n": 0, "end": rounds });
        asl_interp::run(&machine, input, &mut Nobody, &options)
    });
}

const ROUNDS: [u64; 2] = [1_000, 100_000];

#[divan::bench(args = ROUNDS, sample_count = 10)]
fn history_and_trace(bencher: Bencher<'_, '_>, rounds: u64) {
    measure(bencher, Keep::default(), rounds);
}

#[divan::bench(args = ROUNDS, sample_count = 10)]
fn history(bencher: Bencher<'_, '_>, rounds: u64) {
    let keep = Keep {
        history: true,
        ..Keep::NOTHING
    };
    measure(bencher, keep, rounds);
}

#[divan::bench(args = ROUNDS, sample_count = 10)]
fn nothing(bencher: Bencher<'_, '_>, rounds: u64) {
    measure(bencher, Keep::NOTHING, rounds);
}
