//! Transitions per second with the full history and trace, on one core.
//!
//! A loop counts through a Pass and a Choice, once in the state's data, once in a variable; a wide
//! Map shows what branches cost. Limits of AWS are off, so that one run is long enough to measure.
#![expect(clippy::expect_used, reason = "a benchmark may panic")]

use asl_interp::{Machine, RunOptions, TaskAnswer, TaskCall, TaskOutcome, Worker};
use divan::Bencher;
use divan::counter::ItemsCount;
use serde_json::{Value, json};

fn main() {
    divan::main();
}

/// Rounds of a loop; each is a Pass and a Choice.
const ROUNDS: u64 = 20_000;

struct Nobody;

impl Worker for Nobody {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::new(TaskOutcome::NoAnswer)
    }
}

fn measure(bencher: Bencher<'_, '_>, definition: &Value, input: &Value, transitions: u64) {
    let machine = Machine::compile(definition).expect("the definition compiles");
    let options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    bencher
        .counter(ItemsCount::new(transitions))
        .with_inputs(|| input.clone())
        .bench_values(|input| asl_interp::run(&machine, input, &mut Nobody, &options));
}

#[divan::bench]
fn loop_in_data(bencher: Bencher<'_, '_>) {
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
    measure(
        bencher,
        &definition,
        &json!({ "n": 0, "end": ROUNDS }),
        2 * ROUNDS,
    );
}

#[divan::bench]
fn loop_in_a_variable(bencher: Bencher<'_, '_>) {
    let definition = json!({
        "StartAt": "Begin",
        "States": {
            "Begin": { "Type": "Pass", "Assign": { "n": 0 }, "Next": "Count" },
            "Count": {
                "Type": "Pass",
                "Assign": { "n.$": "States.MathAdd($n, 1)" },
                "Next": "Done?",
            },
            "Done?": {
                "Type": "Choice",
                "Choices": [{ "Variable": "$n", "NumericEqualsPath": "$.end", "Next": "Done" }],
                "Default": "Count",
            },
            "Done": { "Type": "Succeed" },
        },
    });
    let payload: Vec<Value> = (0..100)
        .map(|item| json!({ "id": item, "name": "x" }))
        .collect();
    let input = json!({ "end": ROUNDS, "items": payload });
    measure(bencher, &definition, &input, 2 * ROUNDS);
}

#[divan::bench]
fn plain_chain(bencher: Bencher<'_, '_>) {
    let definition = json!({
        "StartAt": "A",
        "States": {
            "A": { "Type": "Pass", "Next": "B" },
            "B": {
                "Type": "Choice",
                "Choices": [{ "Variable": "$$.State.Name", "StringEquals": "C", "Next": "C" }],
                "Default": "A",
            },
            "C": { "Type": "Succeed" },
        },
    });
    let machine = Machine::compile(&definition).expect("the definition compiles");
    let mut options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    options.guard.steps = 2 * ROUNDS;
    bencher
        .counter(ItemsCount::new(2 * ROUNDS))
        .bench(|| asl_interp::run(&machine, json!({ "a": 1 }), &mut Nobody, &options));
}

#[divan::bench]
fn wide_map(bencher: Bencher<'_, '_>) {
    let definition = json!({
        "StartAt": "Each",
        "States": {
            "Each": {
                "Type": "Map",
                "ItemProcessor": {
                    "StartAt": "One",
                    "States": { "One": { "Type": "Pass", "End": true } },
                },
                "End": true,
            },
        },
    });
    measure(
        bencher,
        &definition,
        &json!((0..ROUNDS).collect::<Vec<_>>()),
        ROUNDS,
    );
}
