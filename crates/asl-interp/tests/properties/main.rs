//! Random machines: they never panic, always end, and run the same way twice.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "helpers of tests may panic"
)]

mod machines;

use std::sync::Arc;

use asl_interp::{Execution, Keep, Machine, RunOptions, Status};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use machines::{Answer, Loop, answer, flow, input, objects};

fn run(definition: &Value, input: &Value, answers: &[Answer], options: &RunOptions) -> Execution {
    let machine = Machine::compile(definition).expect("the generator makes machines that compile");
    let mut worker = Loop { answers, calls: 0 };
    asl_interp::run(&machine, input.clone(), &mut worker, options)
}

fn well_formed(execution: &Execution) {
    let closing = match execution.status {
        Status::Succeeded => "ExecutionSucceeded",
        Status::Failed => "ExecutionFailed",
        Status::TimedOut => "ExecutionTimedOut",
        Status::Aborted => "ExecutionAborted",
    };
    assert_eq!(execution.events.last().unwrap().type_name(), closing);
    let mut time = execution.events[0].time;
    for (index, event) in execution.events.iter().enumerate() {
        assert_eq!(event.id as usize, index + 1, "ids are dense");
        assert!(event.previous < event.id, "links go back");
        assert!(event.time >= time, "time never goes back");
        time = event.time;
    }
    assert_eq!(execution.summary.events, execution.events.len() as u64);
    assert_eq!(
        execution.output.is_some(),
        execution.status == Status::Succeeded
    );
    assert_eq!(
        execution.halted.is_some(),
        execution.status == Status::Aborted
    );
}

/// Counts the events whose type ends in one of these.
fn count(execution: &Execution, ends: &[&str]) -> usize {
    let types = execution.events.iter().map(asl_interp::Event::type_name);
    types
        .filter(|name| ends.iter().any(|end| name.ends_with(end)))
        .count()
}

/// What was begun has ended: when an execution succeeds, nothing is left open. One that ends
/// otherwise takes with it what is still open, without a word, as AWS does.
fn nothing_is_open(execution: &Execution) {
    if execution.status != Status::Succeeded {
        return;
    }
    for visit in &execution.states {
        assert!(visit.exited.is_some(), "{} is open", visit.name);
    }
    let open = |begun: &str, ended: &[&str]| {
        let (begun, ended) = (count(execution, &[begun]), count(execution, ended));
        assert!(begun <= ended, "{begun} begun, {ended} ended");
        begun
    };
    let iterations = ["IterationSucceeded", "IterationFailed", "IterationAborted"];
    let begun = open("MapIterationStarted", &iterations);
    assert_eq!(begun, count(execution, &iterations));
    let parallels = [
        "ParallelStateSucceeded",
        "ParallelStateFailed",
        "ParallelStateAborted",
    ];
    let begun = open("ParallelStateStarted", &parallels);
    assert_eq!(begun, count(execution, &parallels));
    let maps = ["MapStateSucceeded", "MapStateFailed", "MapStateAborted"];
    open("MapStateStarted", &maps);
    let runs = ["MapRunSucceeded", "MapRunFailed", "MapStateAborted"];
    open("MapRunStarted", &runs);
    let tasks = [
        "TaskSucceeded",
        "TaskFailed",
        "TaskTimedOut",
        "ActivitySucceeded",
        "ActivityFailed",
        "ActivityTimedOut",
        "LambdaFunctionSucceeded",
        "LambdaFunctionFailed",
        "LambdaFunctionTimedOut",
        "TaskStateAborted",
    ];
    open("Scheduled", &tasks);
}

/// A visit ends with an exit, with an error, or because it was cut off.
fn visits_are_whole(execution: &Execution) {
    for (index, visit) in execution.states.iter().enumerate() {
        assert!(visit.parent.is_none_or(|parent| parent < index));
        assert_eq!(visit.exited_event.is_some(), visit.output.is_some());
        assert!(visit.exited.is_none_or(|exited| exited >= visit.entered));
        if visit.output.is_some() && visit.caught_by.is_none() {
            assert!(visit.error.is_none(), "{} failed and went on", visit.name);
        }
    }
}

/// Every run has ended and counts its children right; their histories are well formed too.
fn runs_are_whole(execution: &Execution) {
    for run in &execution.map_runs {
        assert!(run.status.is_some(), "{} still runs", run.arn);
        for counts in [run.items, run.executions] {
            assert_eq!((counts.pending, counts.running), (0, 0), "{}", run.arn);
        }
        let items: usize = run.children.iter().map(|child| child.items).sum();
        assert!(items as u64 <= run.items.total());
        assert!(run.children.len() as u64 <= run.executions.total());
        for child in &run.children {
            let last = child.events.last().expect("a child has a history");
            assert!(last.type_name().starts_with("Execution"));
            assert_eq!(
                child.output.is_some(),
                child.status == Some(Status::Succeeded)
            );
            for (index, event) in child.events.iter().enumerate() {
                assert_eq!(event.id as usize, index + 1, "ids are dense");
                assert!(event.previous < event.id, "links go back");
            }
        }
    }
}

fn bytes(execution: &Execution) -> String {
    let visits = execution.states.iter();
    let trace: String = visits.map(|visit| visit.to_json().to_string()).collect();
    let runs = execution.map_runs.iter();
    let runs: String = runs.map(|run| run.to_json().to_string()).collect();
    format!(
        "{}\n{trace}\n{runs}\n{}",
        execution.to_json(),
        execution.summary.to_json()
    )
}

fn same_end(one: &Execution, other: &Execution) {
    assert_eq!(one.result_to_json(), other.result_to_json());
    assert_eq!(one.summary.to_json(), other.summary.to_json());
    assert_eq!(one.sampled, other.sampled);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn machines_end_and_run_the_same_way_twice(
        definition in flow(2),
        input in input(),
        answers in vec(answer(), 1..6),
        seed in any::<u64>(),
        limits in any::<bool>(),
    ) {
        let mut options = RunOptions { seed, limits, ..RunOptions::default() };
        options.guard.steps = 300;
        options.guard.bytes = 1 << 22;
        options.keep.children = true;
        options.objects = Some(Arc::new(objects()));
        let one = run(&definition, &input, &answers, &options);
        well_formed(&one);
        nothing_is_open(&one);
        visits_are_whole(&one);
        runs_are_whole(&one);
        let two = run(&definition, &input, &answers, &options);
        prop_assert_eq!(bytes(&one), bytes(&two));
        // What is kept changes nothing; but a run that keeps less comes further within its memory.
        options.keep = Keep::NOTHING;
        let unkept = run(&definition, &input, &answers, &options);
        prop_assert!(unkept.events.is_empty() && unkept.states.is_empty());
        if one.error.as_deref() != Some("Simulator.MemoryLimit") {
            same_end(&one, &unkept);
        }
    }

    #[test]
    fn machines_end_within_little_memory(
        definition in flow(2),
        input in input(),
        answers in vec(answer(), 1..6),
        keep in any::<bool>(),
    ) {
        let keep = if keep { Keep::default() } else { Keep::NOTHING };
        let mut options = RunOptions { limits: false, keep, ..RunOptions::default() };
        options.guard.steps = 2_000;
        options.guard.bytes = 1 << 16;
        run(&definition, &input, &answers, &options);
    }
}
