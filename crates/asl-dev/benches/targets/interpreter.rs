//! How fast the interpreter goes from state to state, with the full history.

use std::time::Instant;

use asl_interp::{Machine, RunOptions, TaskAnswer, TaskCall, Worker};
use serde_json::{Value, json};

use crate::{Cell, Row};

const ROUNDS: u64 = 100_000;

struct Nobody;

impl Worker for Nobody {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(Value::Null)
    }
}

/// A loop of a Pass and a Choice.
pub(crate) fn row() -> Row {
    let definition = json!({
        "StartAt": "A",
        "States": {
            "A": { "Type": "Pass", "Next": "B" },
            "B": {
                "Type": "Choice",
                "Choices": [{ "Variable": "$.a", "NumericGreaterThan": 1, "Next": "C" }],
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
    let start = Instant::now();
    let execution = asl_interp::run(&machine, json!({ "a": 1 }), &mut Nobody, &options);
    let seconds = start.elapsed().as_secs_f64();
    let transitions = u32::try_from(execution.summary.transitions).map_or(0.0, f64::from);
    Row {
        what: "interpreter: transitions with full history",
        cells: vec![Cell::rate("", transitions / seconds, 500_000.0)],
    }
}
