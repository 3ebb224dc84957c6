//! Limits of AWS, and the simulator's own guard.

use asl_interp::{Execution, Halt, Keep, RunOptions, Stop, WorkflowType};
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

fn data_limit(execution: &Execution) -> bool {
    end(execution).1 == "States.DataLimitExceeded"
}

#[test]
fn variables_of_one_assign_are_limited_together() {
    let run_with = |length: usize, limits: bool| {
        let half = "x".repeat(length);
        let definition = json!({ "StartAt": "P", "States": { "P": {
            "Type": "Pass",
            "Assign": { "a": half, "b": half },
            "End": true,
        } } });
        let options = RunOptions {
            limits,
            ..RunOptions::default()
        };
        run(&definition, json!({}), Script::default(), &options)
    };
    // The quotes count, as they do in payloads.
    assert!(!data_limit(&run_with(131_070, true)));
    assert!(data_limit(&run_with(131_071, true)));
    assert!(!data_limit(&run_with(131_071, false)));
}

#[test]
fn variables_of_an_execution_are_limited_together() {
    // Each state writes 256 KiB into a variable of its own name; 40 of them are 10 MiB.
    let value = "x".repeat(262_142);
    let machine = |count: usize, name: fn(usize) -> String| {
        let states = (0..count).map(|index| {
            let mut assigned = serde_json::Map::new();
            assigned.insert(name(index), json!(value));
            let next = format!("S{}", index + 1);
            (
                format!("S{index}"),
                json!({ "Type": "Pass", "Assign": assigned, "Next": next }),
            )
        });
        let mut states: serde_json::Map<String, Value> = states.collect();
        states.insert(format!("S{count}"), json!({ "Type": "Succeed" }));
        json!({ "StartAt": "S0", "States": states })
    };
    let each = |index: usize| format!("v{index}");
    let same = |_: usize| "v".to_owned();
    let ends = |count, name| {
        let options = RunOptions::default();
        run(
            &machine(count, name),
            json!({}),
            Script::default(),
            &options,
        )
    };
    assert!(!data_limit(&ends(40, each)));
    assert!(data_limit(&ends(41, each)));
    assert!(!data_limit(&ends(41, same)));
}

#[test]
fn variables_of_branches_end_with_them() {
    let value = "x".repeat(262_142);
    let branch = json!({ "StartAt": "A", "States": {
        "A": { "Type": "Pass", "Assign": { "v": value }, "End": true },
    } });
    // The branches assign at the same moment, and only then end.
    let machine = |branches: usize, rounds: usize| {
        let states = (0..rounds).map(|index| {
            let next = format!("S{}", index + 1);
            let parallel = json!({
                "Type": "Parallel",
                "Branches": vec![&branch; branches],
                "Next": next,
            });
            (format!("S{index}"), parallel)
        });
        let mut states: serde_json::Map<String, Value> = states.collect();
        states.insert(format!("S{rounds}"), json!({ "Type": "Succeed" }));
        json!({ "StartAt": "S0", "States": states })
    };
    let ends = |branches, rounds| {
        let options = RunOptions::default();
        run(
            &machine(branches, rounds),
            json!({}),
            Script::default(),
            &options,
        )
    };
    assert!(!data_limit(&ends(20, 3)));
    assert!(data_limit(&ends(41, 1)));
}

#[test]
fn an_input_that_aws_refuses_starts_nothing() {
    let run_with = |length: usize, limits: bool| {
        let options = RunOptions {
            limits,
            ..RunOptions::default()
        };
        let definition = json!({ "StartAt": "S", "States": { "S": { "Type": "Succeed" } } });
        run(
            &definition,
            json!("x".repeat(length)),
            Script::default(),
            &options,
        )
    };
    assert_eq!(run_with(262_142, true).halted, None);
    assert_eq!(run_with(262_143, false).halted, None);
    let refused = run_with(262_143, true);
    let cause = "AWS starts no execution whose input has more than 262144 bytes";
    assert_eq!(end(&refused), ("ABORTED", "Simulator.InputLimit", cause));
    assert_eq!(refused.summary.transitions, 0);
}

#[test]
fn express_refuses_what_only_standard_has() {
    let express = RunOptions {
        workflow: WorkflowType::Express,
        ..RunOptions::default()
    };
    let task = |resource: &str| {
        json!({ "StartAt": "T", "States": { "T": {
            "Type": "Task",
            "Resource": resource,
            "End": true,
        } } })
    };
    let refused = |resource| {
        let execution = run(&task(resource), json!({}), Script::default(), &express);
        assert_eq!(execution.halted, Some(Halt::StandardOnly));
        execution.cause.unwrap()
    };
    assert_eq!(
        refused("arn:aws:states:::ecs:runTask.sync"),
        "Express state machine does not support '.sync' service integration at /States/T/Resource"
    );
    assert_eq!(
        refused("arn:aws:states:::sqs:sendMessage.waitForTaskToken"),
        "Express state machine does not support '.waitForTaskToken' service integration at /States/T/Resource"
    );
    assert_eq!(
        refused("arn:aws:states:us-east-1:123456789012:activity:A"),
        "Express state machine does not support Activity ARN at /States/T/Resource"
    );
    let plain = task("arn:aws:states:::lambda:invoke");
    let execution = run(&plain, json!({}), Script::default(), &express);
    assert_eq!(execution.status.name(), "SUCCEEDED");
}

#[test]
fn express_has_no_limit_on_events_but_on_minutes() {
    let mut express = RunOptions {
        workflow: WorkflowType::Express,
        ..RunOptions::default()
    };
    express.guard.steps = 20_000;
    let execution = run(&endless(), json!({}), Script::default(), &express);
    assert_eq!(execution.halted, Some(Halt::Steps(20_000)));
    assert!(execution.events.len() > 25_000);
    let wait = json!({ "StartAt": "W", "States": { "W": {
        "Type": "Wait",
        "Seconds": 301,
        "End": true,
    } } });
    let execution = run(&wait, json!({}), Script::default(), &express);
    assert_eq!(execution.status.name(), "TIMED_OUT");
    assert_eq!(execution.summary.duration.as_secs(), 300);
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
