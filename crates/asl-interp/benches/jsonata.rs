//! JSONata states per second with the full history and trace, on one core: on small inputs, and on
//! 100 KB of items that every second state filters and maps.
#![expect(clippy::expect_used, reason = "a benchmark may panic")]

use asl_interp::{Machine, RunOptions, TaskAnswer, TaskCall, TaskOutcome, Worker};
use divan::Bencher;
use divan::counter::ItemsCount;
use serde_json::{Value, json};

fn main() {
    divan::main();
}

struct Nobody;

impl Worker for Nobody {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::new(TaskOutcome::NoAnswer)
    }
}

fn measure(bencher: Bencher<'_, '_>, definition: &Value, input: &Value, states: u64) {
    let machine = Machine::compile(definition).expect("the definition compiles");
    let options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    bencher
        .counter(ItemsCount::new(states))
        .with_inputs(|| input.clone())
        .bench_values(|input| {
            let execution = asl_interp::run(&machine, input, &mut Nobody, &options);
            assert_eq!(execution.error, None);
        });
}

#[divan::bench]
fn small_inputs(bencher: Bencher<'_, '_>) {
    const ROUNDS: u64 = 2_000;
    let definition = json!({ "QueryLanguage": "JSONata", "StartAt": "Count", "States": {
        "Count": {
            "Type": "Pass",
            "Output": { "n": "{% $states.input.n + 1 %}", "end": "{% $states.input.end %}" },
            "Next": "Done?",
        },
        "Done?": {
            "Type": "Choice",
            "Choices": [{ "Condition": "{% $states.input.n = $states.input.end %}", "Next": "Done" }],
            "Default": "Count",
        },
        "Done": { "Type": "Succeed" },
    } });
    let input = json!({ "n": 0, "end": ROUNDS });
    measure(bencher, &definition, &input, 2 * ROUNDS);
}

#[divan::bench]
fn items_of_100_kilobytes(bencher: Bencher<'_, '_>) {
    const ROUNDS: u64 = 100;
    let total = "{% $sum($map($filter($states.input.items, function($i) { $i.open }), function($i) { $i.price * $i.qty })) %}";
    let definition = json!({ "QueryLanguage": "JSONata", "StartAt": "Begin", "States": {
        "Begin": { "Type": "Pass", "Assign": { "n": 0 }, "Next": "Total" },
        "Total": {
            "Type": "Pass",
            "Assign": { "total": total, "n": "{% $n + 1 %}" },
            "Next": "Done?",
        },
        "Done?": {
            "Type": "Choice",
            "Choices": [{ "Condition": "{% $n = 100 %}", "Next": "Done" }],
            "Default": "Total",
        },
        "Done": { "Type": "Succeed" },
    } });
    let item = |id: u64| json!({ "id": id, "sku": format!("item number {id} in the warehouse"), "price": 2.5, "qty": id % 7, "open": id.is_multiple_of(2), "tags": ["a", "b"] });
    let items: Vec<Value> = (0..960).map(item).collect();
    let input = json!({ "items": items });
    measure(bencher, &definition, &input, 2 * ROUNDS);
}
