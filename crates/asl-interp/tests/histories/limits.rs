//! Limits of AWS, and the simulator's own guard.

use asl_interp::{Execution, Halt, Keep, RunOptions, Stop};
use serde_json::{Value, json};

use crate::support::{Script, run, success};

fn endless() -> Value {
    json!({ "StartAt": "P", "States": { "P": { "Type": "Pass", "Next": "P" } } })
}

fn end(execution: &Execution) -> (&'static str, &str, &str) {
    let text = |text: &'_ Option<String>| text.as_deref().unwrap_or_default().to_owned();
    let (error, cause) = (text(&execution.error), text(&execution.cause));
    (execution.status.name(), error.leak(), cause.leak())
}

#[test]
fn a_history_ends_with_event_25000() {
    let execution = run(
        &endless(),
        json!({}),
        Script::default(),
        &RunOptions::default(),
    );
    let cause = "The execution reached the maximum number of history events (25000).";
    assert_eq!(end(&execution), ("FAILED", "States.Runtime", cause));
    assert_eq!(execution.events.len(), 25_000);
    assert_eq!(execution.events[24_999].type_name(), "ExecutionFailed");
}

#[test]
fn the_guard_counts_states() {
    let mut options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    options.guard.steps = 100;
    let execution = run(&endless(), json!({}), Script::default(), &options);
    let cause = "The simulation entered 100 states; raise this limit of the simulator if the run is meant to go on";
    assert_eq!(end(&execution), ("ABORTED", "Simulator.StepLimit", cause));
}

#[test]
fn the_guard_counts_memory() {
    let definition = json!({ "StartAt": "Grow", "States": { "Grow": {
        "Type": "Pass",
        "Parameters": { "a.$": "$", "b.$": "$" },
        "Next": "Grow",
    } } });
    let mut options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    options.guard.bytes = 1 << 20;
    let execution = run(&definition, json!("seed"), Script::default(), &options);
    assert_eq!(end(&execution).1, "Simulator.MemoryLimit");
}

#[test]
fn payloads_of_256_kib() {
    let definition = json!({ "StartAt": "T", "States": { "T": {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "End": true,
    } } });
    let run_with = |length: usize, options: &RunOptions| {
        let script = Script::default().with("T", [success(json!("x".repeat(length)))]);
        run(&definition, json!({}), script, options)
    };
    let fits = run_with(262_144 - 2, &RunOptions::default());
    assert_eq!(fits.status.name(), "SUCCEEDED");
    let too_large = run_with(262_144 - 1, &RunOptions::default());
    let cause = "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.";
    assert_eq!(
        end(&too_large),
        ("FAILED", "States.DataLimitExceeded", cause)
    );
    let lifted = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    assert_eq!(run_with(300_000, &lifted).status.name(), "SUCCEEDED");
}

#[test]
fn a_cancelled_run_stops() {
    let stop = Stop::new();
    stop.cancel();
    stop.time_is_up();
    let options = RunOptions {
        stop,
        limits: false,
        ..RunOptions::default()
    };
    let execution = run(&endless(), json!({}), Script::default(), &options);
    assert_eq!(end(&execution).1, "Simulator.Cancelled");
    assert_eq!(execution.halted, Some(Halt::Cancelled));
    assert!(execution.events.len() < 10);
}

#[test]
fn a_run_that_took_too_long_says_so() {
    let stop = Stop::new();
    stop.time_is_up();
    let options = RunOptions {
        stop,
        ..RunOptions::default()
    };
    let execution = run(&endless(), json!({}), Script::default(), &options);
    let cause = "The simulation took longer than it may; raise this limit of the simulator if the run is meant to go on";
    assert_eq!(
        end(&execution),
        ("ABORTED", "Simulator.RealTimeLimit", cause)
    );
}

#[test]
fn an_expression_is_interrupted() {
    let definition = json!({ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": {
        "Type": "Pass",
        "Output": "{% $sum($map([1..800000], function($i) { $i * 2 })) %}",
        "End": true,
    } } });
    let stop = Stop::new();
    stop.cancel();
    let options = RunOptions {
        stop,
        ..RunOptions::default()
    };
    let execution = run(&definition, json!({}), Script::default(), &options);
    assert_eq!(end(&execution).1, "Simulator.Cancelled");
    let step = &execution.events[2];
    assert_eq!(step.type_name(), "EvaluationFailed");
}

#[test]
fn a_run_that_keeps_nothing_ends_the_same_way() {
    let kept = run(
        &endless(),
        json!({}),
        Script::default(),
        &RunOptions::default(),
    );
    let options = RunOptions {
        keep: Keep::NOTHING,
        ..RunOptions::default()
    };
    let unkept = run(&endless(), json!({}), Script::default(), &options);
    assert_eq!(end(&unkept), end(&kept));
    assert_eq!(unkept.summary.to_json(), kept.summary.to_json());
    assert!(unkept.events.is_empty() && unkept.states.is_empty());
}

#[test]
fn the_guard_counts_levels() {
    let definition = json!({ "StartAt": "Wrap", "States": { "Wrap": {
        "Type": "Pass",
        "Parameters": { "a.$": "$" },
        "Next": "Wrap",
    } } });
    let execution = run(
        &definition,
        json!(1),
        Script::default(),
        &RunOptions::default(),
    );
    assert_eq!(end(&execution).1, "Simulator.NestingLimit");
}
