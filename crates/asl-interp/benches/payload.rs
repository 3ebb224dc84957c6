//! What a payload of 1 MB costs: carried untouched through a ring of 1,000 states, and touched in a
//! part.
//!
//! A state that does not touch the payload may take at most 20 % longer with the large one than with
//! a small one. Printed besides: what a state costs that puts a result into it, with and without the
//! history that holds every version. What a run takes to begin and end, whatever it does between, is
//! taken off: the time of a short run is subtracted from that of a long one.
#![expect(clippy::expect_used, reason = "a benchmark may panic")]
#![expect(clippy::print_stdout, reason = "a benchmark prints")]
#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

use std::time::{Duration, Instant};

use asl_interp::{Halt, Keep, Machine, RunOptions, TaskAnswer, TaskCall, Worker};
use serde_json::{Map, Value, json};

/// The states of the ring.
const STATES: u32 = 1_000;

/// The states that a short and a long run enter.
type Steps = (u32, u32);

const MANY: Steps = (STATES, 101 * STATES);

struct Nobody;

impl Worker for Nobody {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(Value::Null)
    }
}

fn main() {
    // Cargo's test runner starts benchmarks too, without asking them to measure.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let (small, large) = (json!({ "a": 1 }), megabyte());
    println!("per state, a ring of {STATES} states, from the medians of 11 runs");
    println!("{:<44}{:>12}{:>12}{:>10}", "", "small", "1 MB", "ratio");
    let row = |name: &str, state: &Value, steps: Steps, keep: Keep| {
        let machine = Machine::compile(&ring(state)).expect("the definition compiles");
        let small = per_state(&machine, &small, steps, keep);
        let large = per_state(&machine, &large, steps, keep);
        println!(
            "{name:<44}{:>12}{:>12}{:>10.2}",
            format!("{small:.1?}"),
            format!("{large:.1?}"),
            large.as_secs_f64() / small.as_secs_f64()
        );
    };
    for (name, state) in &untouched() {
        row(name, state, MANY, Keep::default());
    }
    let placed = json!({ "Type": "Pass", "Result": 1, "ResultPath": "$.b" });
    row(
        "Pass with ResultPath, nothing kept",
        &placed,
        MANY,
        Keep::NOTHING,
    );
    // Every version of the large payload is kept: so many fit.
    row(
        "Pass with ResultPath, all kept",
        &placed,
        (10, 30),
        Keep::default(),
    );
}

fn untouched() -> [(&'static str, Value); 6] {
    let parallel = json!({
        "Type": "Parallel",
        "ResultPath": null,
        "Branches": vec![json!({ "StartAt": "P", "States": {
            "P": { "Type": "Pass", "Next": "Q" },
            "Q": { "Type": "Pass", "Result": 1, "End": true },
        } }); 10],
    });
    let task = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": { "a.$": "$.a", "name.$": "$$.State.Name" },
        "ResultPath": null,
    });
    let choice = json!({
        "Type": "Choice",
        "Choices": [{ "Variable": "$.a", "NumericGreaterThan": 1 }],
    });
    let jsonata_choice = json!({
        "Type": "Choice",
        "QueryLanguage": "JSONata",
        "Choices": [{ "Condition": "{% $states.input.a = 2 %}" }],
    });
    [
        ("Pass", json!({ "Type": "Pass" })),
        (
            "Pass in JSONata",
            json!({ "Type": "Pass", "QueryLanguage": "JSONata" }),
        ),
        ("Choice on one field", choice),
        ("Choice on one field in JSONata", jsonata_choice),
        ("Task whose result is dropped", task),
        ("Parallel of 10 branches and 2 states", parallel),
    ]
}

fn per_state(machine: &Machine, input: &Value, (few, many): Steps, keep: Keep) -> Duration {
    let median = |steps| {
        let mut times: Vec<_> = (0..11).map(|_| time(machine, input, steps, keep)).collect();
        times.sort();
        times[5]
    };
    median(many).saturating_sub(median(few)) / (many - few)
}

fn time(machine: &Machine, input: &Value, steps: u32, keep: Keep) -> Duration {
    let mut options = RunOptions {
        limits: false,
        keep,
        ..RunOptions::default()
    };
    options.guard.steps = u64::from(steps);
    let input = input.clone();
    let start = Instant::now();
    let execution = asl_interp::run(machine, input, &mut Nobody, &options);
    let time = start.elapsed();
    assert_eq!(execution.halted, Some(Halt::Steps(u64::from(steps))));
    time
}

fn megabyte() -> Value {
    let row = |id: u32| json!({ "id": id, "name": "a name of thirty characters...", "tags": ["x", "y"], "price": 12.5 });
    let rows: Vec<Value> = (0..12_000).map(row).collect();
    json!({ "a": 1, "rows": rows })
}

/// The states one after the other, the last before the first; a Choice goes on by default.
fn ring(state: &Value) -> Value {
    let states = (0..STATES).map(|index| {
        let mut state = state.clone();
        let next = json!(format!("S{}", (index + 1) % STATES));
        if state["Type"] == "Choice" {
            state["Choices"][0]["Next"] = next.clone();
            state["Default"] = next;
        } else {
            state["Next"] = next;
        }
        (format!("S{index}"), state)
    });
    json!({ "StartAt": "S0", "States": states.collect::<Map<_, _>>() })
}
