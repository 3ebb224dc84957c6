//! Transitions per second with the full history and trace, on one core and on small payloads.
//!
//! The runs are about as long as AWS lets an execution be, whose history ends at 25,000 events; the
//! limits are off for the Map, which is longer. The target is 500,000 a second for each of these.
#![expect(clippy::expect_used, reason = "a benchmark may panic")]

use std::time::Duration;

use asl_interp::{Machine, RunOptions, TaskAnswer, TaskCall, Worker};
use divan::Bencher;
use divan::counter::ItemsCount;
use serde_json::{Map, Value, json};

fn main() {
    divan::main();
}

/// Fails two of three calls, and takes its time.
struct Unsteady(u64);

impl Worker for Unsteady {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        self.0 += 1;
        let answer = if self.0.is_multiple_of(3) {
            TaskAnswer::success(json!({ "done": true }))
        } else {
            TaskAnswer::failure("Busy", "come back later")
        };
        answer.after(Duration::from_secs(60))
    }
}

fn measure(bencher: Bencher<'_, '_>, definition: &Value, input: &Value) {
    let machine = Machine::compile(definition).expect("the definition compiles");
    let options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    let run = |input| asl_interp::run(&machine, input, &mut Unsteady(0), &options);
    let execution = run(input.clone());
    assert_eq!(execution.error, None);
    bencher
        .counter(ItemsCount::new(execution.summary.transitions))
        .with_inputs(|| input.clone())
        .bench_values(run);
}

/// So many states one after the other.
fn chain(length: usize, state: &Value) -> Value {
    let states = (0..length).map(|index| {
        let mut state = state.clone();
        if index + 1 < length {
            state["Next"] = json!(format!("S{}", index + 1));
        } else {
            state["End"] = json!(true);
        }
        (format!("S{index}"), state)
    });
    json!({ "StartAt": "S0", "States": states.collect::<Map<_, _>>() })
}

#[divan::bench]
fn chain_of_pass(bencher: Bencher<'_, '_>) {
    let definition = chain(10_000, &json!({ "Type": "Pass" }));
    measure(bencher, &definition, &json!({ "a": 1 }));
}

#[divan::bench]
fn choice_loop_with_math_add(bencher: Bencher<'_, '_>) {
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
    measure(bencher, &definition, &json!({ "n": 0, "end": 5_000 }));
}

#[divan::bench]
fn choice_loop_in_a_variable(bencher: Bencher<'_, '_>) {
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
    let items = (0..100).map(|item| json!({ "id": item, "name": "x" }));
    let input = json!({ "end": 5_000, "items": items.collect::<Vec<_>>() });
    measure(bencher, &definition, &input);
}

#[divan::bench]
fn map_of_10_000_items_and_3_states(bencher: Bencher<'_, '_>) {
    let definition = json!({
        "StartAt": "Each",
        "States": {
            "Each": {
                "Type": "Map",
                "ItemsPath": "$.items",
                "ItemSelector": { "at.$": "$$.Map.Item.Index", "item.$": "$$.Map.Item.Value" },
                "ItemProcessor": chain(3, &json!({ "Type": "Pass" })),
                "End": true,
            },
        },
    });
    let items = (0..10_000).map(|id| json!({ "id": id, "name": "an item" }));
    measure(
        bencher,
        &definition,
        &json!({ "items": items.collect::<Vec<_>>() }),
    );
}

#[divan::bench]
fn parallel_of_40_branches_and_20_states(bencher: Bencher<'_, '_>) {
    let branch = chain(20, &json!({ "Type": "Pass" }));
    let definition = json!({
        "StartAt": "All",
        "States": {
            "All": { "Type": "Parallel", "Branches": vec![branch; 40], "End": true },
        },
    });
    measure(bencher, &definition, &json!({ "a": 1 }));
}

#[divan::bench]
fn hours_of_wait_and_retry(bencher: Bencher<'_, '_>) {
    let definition = json!({
        "StartAt": "Rest",
        "States": {
            "Rest": { "Type": "Wait", "Seconds": 3600, "Next": "Try" },
            "Try": {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "TimeoutSeconds": 600,
                "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 900, "JitterStrategy": "FULL" }],
                "Assign": { "n.$": "States.MathAdd($n, 1)" },
                "ResultPath": null,
                "Next": "Done?",
            },
            "Done?": {
                "Type": "Choice",
                "Choices": [{ "Variable": "$n", "NumericEquals": 1_000, "Next": "Done" }],
                "Default": "Rest",
            },
            "Done": { "Type": "Succeed" },
        },
    });
    let begin = json!({ "Type": "Pass", "Assign": { "n": 0 }, "Next": "Rest" });
    let mut machine = definition;
    machine["StartAt"] = json!("Begin");
    machine["States"]["Begin"] = begin;
    measure(bencher, &machine, &json!({ "a": 1 }));
}
