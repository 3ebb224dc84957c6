//! Random small machines: they never panic, always end, and run the same way twice.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "helpers of tests may panic"
)]

use std::time::Duration;

use asl_interp::{
    Execution, Machine, RunOptions, Status, TaskAnswer, TaskCall, TaskOutcome, Worker,
};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Answers by a fixed list, over and over.
struct Loop<'a> {
    answers: &'a [Answer],
    calls: usize,
}

#[derive(Clone, Debug)]
enum Answer {
    Success(u8, u8),
    Failure(&'static str),
    Timeout,
    None,
}

impl Worker for Loop<'_> {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        self.calls += 1;
        match &self.answers[self.calls % self.answers.len()] {
            Answer::Success(value, seconds) => TaskAnswer::success(json!({ "n": value }))
                .after(Duration::from_secs(u64::from(*seconds))),
            Answer::Failure(error) => TaskAnswer::failure(*error, "a cause"),
            Answer::Timeout => TaskAnswer::new(TaskOutcome::Timeout),
            Answer::None => TaskAnswer::new(TaskOutcome::NoAnswer),
        }
    }
}

fn answer() -> impl Strategy<Value = Answer> {
    let error = prop::sample::select(vec!["Busy", "Broken", "States.Runtime", "SQS.SqsException"]);
    prop_oneof![
        4 => (any::<u8>(), any::<u8>()).prop_map(|(value, seconds)| Answer::Success(value, seconds)),
        2 => error.prop_map(Answer::Failure),
        1 => Just(Answer::Timeout),
        1 => Just(Answer::None),
    ]
}

/// A path that may or may not lead somewhere.
fn path() -> impl Strategy<Value = Value> {
    let paths = [
        "$",
        "$.n",
        "$.items",
        "$.a.b",
        "$$.Execution.Input",
        "$v",
        "$.items[0]",
        "$.items[*].n",
    ];
    prop::sample::select(paths.map(Value::from).to_vec())
}

fn result_path() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![json!("$"), json!("$.r"), json!("$.a.b"), json!(null)])
}

fn template() -> impl Strategy<Value = Value> {
    path().prop_map(|path| json!({ "n": 1, "items": [1, { "n": 2 }], "found.$": path }))
}

/// The fields of a state that goes on, without `Type` and the way out.
fn work(depth: u32) -> BoxedStrategy<Value> {
    let pass = (template(), result_path(), path()).prop_map(|(template, result_path, input)| {
        json!({ "Type": "Pass", "InputPath": input, "Parameters": template, "ResultPath": result_path })
    });
    let assign =
        path().prop_map(|path| json!({ "Type": "Pass", "Assign": { "v.$": path, "w": 1 } }));
    let resources = [
        "arn:aws:lambda:us-east-1:123456789012:function:F",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "arn:aws:states:us-east-1:123456789012:activity:A",
        "arn:aws:states:::ecs:runTask.sync",
    ];
    let task = (prop::sample::select(resources.to_vec()), result_path(), 0..3_u64).prop_map(
        |(resource, result_path, attempts)| {
            json!({
                "Type": "Task",
                "Resource": resource,
                "ResultPath": result_path,
                "TimeoutSeconds": 100,
                "HeartbeatSeconds": 30,
                "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": attempts, "JitterStrategy": "FULL" }],
            })
        },
    );
    let wait = prop_oneof![
        (0..100_000_u64).prop_map(|seconds| json!({ "Type": "Wait", "Seconds": seconds })),
        path().prop_map(|path| json!({ "Type": "Wait", "SecondsPath": path })),
        path().prop_map(|path| json!({ "Type": "Wait", "TimestampPath": path })),
    ];
    let flat = prop_oneof![3 => pass, 2 => assign, 3 => task, 1 => wait].boxed();
    if depth == 0 {
        return flat;
    }
    let parallel = vec(flow(depth - 1), 1..3).prop_map(
        |branches| json!({ "Type": "Parallel", "Branches": branches, "ResultPath": "$.p" }),
    );
    let selected = [
        "$$.Map.Item.Value",
        "States.StringToJson($$.Map.Item.Value)",
    ];
    let selected = prop::sample::select(selected.to_vec());
    let mode = prop::sample::select(vec!["INLINE", "INLINE", "DISTRIBUTED"]);
    let map = (flow(depth - 1), path(), 0..3_u64, selected, mode).prop_map(
        |(mut flow, items, concurrency, selected, mode)| {
            flow["ProcessorConfig"] = json!({ "Mode": mode });
            json!({
                "Type": "Map",
                "ItemsPath": items,
                "ItemProcessor": flow,
                "MaxConcurrency": concurrency,
                "ToleratedFailurePercentage": 60,
                "ItemSelector": { "items.$": "$.items", "n.$": selected },
                "ResultPath": "$.m",
            })
        },
    );
    prop_oneof![4 => flat, 1 => parallel, 1 => map].boxed()
}

/// Where a state goes, as numbers of states; one beyond the last means the end.
type Exits = (usize, usize, bool);

fn flow(depth: u32) -> BoxedStrategy<Value> {
    let state = (work(depth), 0..5_usize, 0..5_usize, any::<bool>())
        .prop_map(|(work, next, other, choice)| (work, (next, other, choice)));
    vec(state, 1..5)
        .prop_map(|states: Vec<(Value, Exits)>| assemble(&states))
        .boxed()
}

fn assemble(states: &[(Value, Exits)]) -> Value {
    let name = |index: usize| format!("S{}", index % states.len());
    let mut map = Map::new();
    for (index, (work, (next, other, choice))) in states.iter().enumerate() {
        let mut state = work.clone();
        let has_catch = matches!(state["Type"].as_str(), Some("Task" | "Map" | "Parallel"));
        if *choice && has_catch {
            state["Catch"] = json!([{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Next": name(*other) }]);
        } else if *choice {
            state = json!({
                "Type": "Choice",
                "Choices": [{ "Variable": "$.n", "NumericGreaterThan": 1, "Next": name(*other) }],
                "Default": name(*next),
            });
        }
        if state["Type"] != "Choice" {
            if *next >= states.len() {
                state["End"] = json!(true);
            } else {
                state["Next"] = json!(name(*next));
            }
        }
        map.insert(name(index), state);
    }
    json!({ "StartAt": "S0", "States": map })
}

fn run(definition: &Value, answers: &[Answer], options: &RunOptions) -> Execution {
    let machine = Machine::compile(definition).expect("the generator makes machines that compile");
    let input = json!({ "n": 3, "items": [{ "n": 1 }, { "n": 2 }] });
    asl_interp::run(&machine, input, &mut Loop { answers, calls: 0 }, options)
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
        assert_eq!(event.id as usize, index + 1);
        assert!(event.previous < event.id);
        assert!(event.time >= time, "time never goes back");
        time = event.time;
    }
    assert_eq!(
        execution.output.is_some(),
        execution.status == Status::Succeeded
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn machines_end_and_run_the_same_way_twice(
        definition in flow(2),
        answers in vec(answer(), 1..6),
        seed in any::<u64>(),
        limits in any::<bool>(),
    ) {
        let mut options = RunOptions { seed, limits, ..RunOptions::default() };
        options.guard.steps = 300;
        options.guard.bytes = 1 << 18;
        let one = run(&definition, &answers, &options);
        well_formed(&one);
        let two = run(&definition, &answers, &options);
        prop_assert_eq!(one.to_json().to_string(), two.to_json().to_string());
        let trace = |execution: &Execution| execution.states.iter().map(|state| state.to_json().to_string()).collect::<String>();
        prop_assert_eq!(trace(&one), trace(&two));
    }
}
