//! What a payload of 1 MB costs: carried untouched through 1,000 states, and touched in a part.
//!
//! A state that does not touch the payload may take at most 20 % longer with the large one than with
//! a small one. Printed besides: what a state costs that puts a result into it, with and without the
//! history that holds every version.
#![expect(clippy::expect_used, reason = "a benchmark may panic")]
#![expect(clippy::print_stdout, reason = "a benchmark prints")]
#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

use std::time::{Duration, Instant};

use asl_interp::{Keep, Machine, RunOptions, TaskAnswer, TaskCall, Worker};
use serde_json::{Map, Value, json};

const STATES: u32 = 1_000;

struct Nobody;

impl Worker for Nobody {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(Value::Null)
    }
}

fn main() {
    let (small, large) = (json!({ "a": 1 }), megabyte());
    let kept = Keep::default();
    println!("per state, {STATES} states, median of 31 runs");
    println!("{:<44}{:>12}{:>12}{:>10}", "", "small", "1 MB", "ratio");
    let carried = [
        ("Pass", json!({ "Type": "Pass" })),
        (
            "Pass in JSONata",
            json!({ "Type": "Pass", "QueryLanguage": "JSONata" }),
        ),
        (
            "Choice on one field",
            json!({
                "Type": "Choice",
                "Choices": [{ "Variable": "$.a", "NumericGreaterThan": 1 }],
            }),
        ),
        (
            "Choice on one field in JSONata",
            json!({
                "Type": "Choice",
                "QueryLanguage": "JSONata",
                "Choices": [{ "Condition": "{% $states.input.a = 2 %}" }],
            }),
        ),
        (
            "Task whose result is dropped",
            json!({
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": { "a.$": "$.a", "name.$": "$$.State.Name" },
                "ResultPath": null,
            }),
        ),
    ];
    for (name, state) in &carried {
        row(name, &chain(state), &small, &large, kept);
    }
    row("40 branches of 25 Pass", &branches(), &small, &large, kept);
    let placed = json!({ "Type": "Pass", "Result": 1, "ResultPath": "$.b" });
    let name = "Pass with ResultPath, all kept";
    row(name, &chain(&placed), &small, &large, kept);
    let name = "Pass with ResultPath, nothing kept";
    row(name, &chain(&placed), &small, &large, Keep::NOTHING);
}

fn row(name: &str, definition: &Value, small: &Value, large: &Value, keep: Keep) {
    let machine = Machine::compile(definition).expect("the definition compiles");
    let (small, large) = medians(&machine, small, large, keep);
    println!(
        "{name:<44}{:>12}{:>12}{:>10.2}",
        format!("{small:.0?}"),
        format!("{large:.0?}"),
        large.as_secs_f64() / small.as_secs_f64()
    );
}

/// The two are run in turns, so that both meet the same weather.
fn medians(machine: &Machine, small: &Value, large: &Value, keep: Keep) -> (Duration, Duration) {
    let (mut with_small, mut with_large) = (Vec::new(), Vec::new());
    for _ in 0..31 {
        with_small.push(per_state(machine, small, keep));
        with_large.push(per_state(machine, large, keep));
    }
    with_small.sort();
    with_large.sort();
    (with_small[15], with_large[15])
}

/// The time of a run over its states, without what it takes to begin and end: a run of no states is
/// taken off.
fn per_state(machine: &Machine, input: &Value, keep: Keep) -> Duration {
    let empty = json!({ "StartAt": "S", "States": { "S": { "Type": "Succeed" } } });
    let empty = Machine::compile(&empty).expect("the definition compiles");
    let nothing = time(&empty, input, keep);
    time(machine, input, keep).saturating_sub(nothing) / STATES
}

fn time(machine: &Machine, input: &Value, keep: Keep) -> Duration {
    let options = RunOptions {
        limits: false,
        keep,
        guard: asl_interp::Guard {
            bytes: u64::MAX,
            ..asl_interp::Guard::default()
        },
        ..RunOptions::default()
    };
    let input = input.clone();
    let start = Instant::now();
    let execution = asl_interp::run(machine, input, &mut Nobody, &options);
    let time = start.elapsed();
    assert_eq!(execution.error, None);
    time
}

fn megabyte() -> Value {
    let row = |id: u32| json!({ "id": id, "name": "a name of thirty characters...", "tags": ["x", "y"], "price": 12.5 });
    let rows: Vec<Value> = (0..12_000).map(row).collect();
    json!({ "a": 1, "rows": rows })
}

/// So many states one after the other; a Choice goes on by default.
fn chain(state: &Value) -> Value {
    let states = (0..STATES).map(|index| {
        let mut state = state.clone();
        let next = json!(format!("S{}", index + 1));
        if state["Type"] == "Choice" {
            state["Choices"][0]["Next"] = next.clone();
            state["Default"] = next;
        } else {
            state["Next"] = next;
        }
        (format!("S{index}"), state)
    });
    let mut states: Map<String, Value> = states.collect();
    states.insert(format!("S{STATES}"), json!({ "Type": "Succeed" }));
    json!({ "StartAt": "S0", "States": states })
}

fn branches() -> Value {
    let states = (0..25).map(|index| {
        let next = json!(format!("S{}", index + 1));
        (format!("S{index}"), json!({ "Type": "Pass", "Next": next }))
    });
    let mut states: Map<String, Value> = states.collect();
    let end = json!({ "Type": "Pass", "Result": 1, "End": true });
    states.insert("S25".to_owned(), end);
    let branch = json!({ "StartAt": "S0", "States": states });
    json!({ "StartAt": "P", "States": {
        "P": { "Type": "Parallel", "Branches": vec![branch; 40], "End": true },
    } })
}
