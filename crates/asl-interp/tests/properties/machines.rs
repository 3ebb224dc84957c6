//! Random machines: all types of states, nested, in both query languages, with everything that may
//! go wrong; and random answers to their Tasks.

use std::time::Duration;

use asl_interp::{Objects, TaskAnswer, TaskCall, TaskOutcome, Worker};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Answers by a fixed list, over and over.
pub(crate) struct Loop<'a> {
    pub(crate) answers: &'a [Answer],
    pub(crate) calls: usize,
}

#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Success(u8, u8),
    Failure(&'static str),
    Timeout,
    Heartbeats(u8),
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
            Answer::Heartbeats(every) => {
                let beat = |count: u64| Duration::from_secs(u64::from(*every) * count);
                let mut answer = TaskAnswer::success(json!("late")).after(beat(5));
                answer.heartbeats = (1..4).map(beat).collect();
                answer
            }
            Answer::None => TaskAnswer::new(TaskOutcome::NoAnswer),
        }
    }
}

pub(crate) fn answer() -> impl Strategy<Value = Answer> {
    let error = select(vec!["Busy", "Broken", "States.Runtime", "SQS.SqsException"]);
    prop_oneof![
        4 => (any::<u8>(), any::<u8>()).prop_map(|(value, seconds)| Answer::Success(value, seconds)),
        2 => error.prop_map(Answer::Failure),
        1 => Just(Answer::Timeout),
        1 => any::<u8>().prop_map(Answer::Heartbeats),
        1 => Just(Answer::None),
    ]
}

pub(crate) fn input() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => (0..5_i64).prop_map(|n| json!({ "n": n, "items": [{ "n": 1 }, { "n": 2 }] })),
        1 => (0..12_usize).prop_map(|length| json!({ "items": vec![json!({ "n": 1 }); length] })),
        1 => select(vec![json!([]), json!(null), json!("text"), json!([1, [2], {}])]),
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
    select(paths.map(Value::from).to_vec())
}

fn result_path() -> impl Strategy<Value = Value> {
    select(vec![json!("$"), json!("$.r"), json!("$.a.b"), json!(null)])
}

/// An expression that may or may not have a value.
fn expression() -> impl Strategy<Value = Value> {
    let expressions = [
        "{% $states.input %}",
        "{% $states.input.n + 1 %}",
        "{% $states.input.items %}",
        "{% $states.context.State.Name %}",
        "{% $v %}",
        "{% $sum($states.input.items.n) %}",
        "{% $uuid() %}",
        "{% 1/0 + 1 %}",
    ];
    select(expressions.map(Value::from).to_vec())
}

fn template() -> impl Strategy<Value = Value> {
    path().prop_map(|path| json!({ "n": 1, "items": [1, { "n": 2 }], "found.$": path }))
}

/// The fields of a state that goes on, without `Type` and the way out.
fn work(depth: u32) -> BoxedStrategy<Value> {
    let flat = prop_oneof![
        3 => pass(),
        2 => assign(),
        2 => jsonata(),
        3 => task(),
        1 => wait(),
    ]
    .boxed();
    if depth == 0 {
        return flat;
    }
    prop_oneof![4 => flat, 1 => parallel(depth), 1 => map(depth)].boxed()
}

fn pass() -> impl Strategy<Value = Value> {
    (template(), result_path(), path()).prop_map(|(template, result_path, input)| {
        json!({ "Type": "Pass", "InputPath": input, "Parameters": template, "ResultPath": result_path })
    })
}

fn assign() -> impl Strategy<Value = Value> {
    path().prop_map(|path| json!({ "Type": "Pass", "Assign": { "v.$": path, "w": 1 } }))
}

fn jsonata() -> impl Strategy<Value = Value> {
    let language = "JSONata";
    prop_oneof![
        expression().prop_map(move |value| json!({ "Type": "Pass", "QueryLanguage": language, "Output": value })),
        expression().prop_map(move |value| json!({ "Type": "Pass", "QueryLanguage": language, "Assign": { "v": value } })),
        expression().prop_map(move |value| json!({ "Type": "Wait", "QueryLanguage": language, "Seconds": value })),
        (expression(), expression()).prop_map(move |(arguments, output)| json!({
            "Type": "Task",
            "QueryLanguage": language,
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": { "a": arguments },
            "Output": { "n": 2, "o": output },
            "TimeoutSeconds": 50,
            "Retry": [{ "ErrorEquals": ["Busy"], "MaxAttempts": 1 }],
        })),
    ]
}

fn task() -> impl Strategy<Value = Value> {
    let resources = [
        "arn:aws:lambda:us-east-1:123456789012:function:F",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "arn:aws:states:us-east-1:123456789012:activity:A",
        "arn:aws:states:::ecs:runTask.sync",
    ];
    (select(resources.to_vec()), result_path(), 0..3_u64).prop_map(
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
    )
}

fn wait() -> impl Strategy<Value = Value> {
    prop_oneof![
        (0..100_000_u64).prop_map(|seconds| json!({ "Type": "Wait", "Seconds": seconds })),
        path().prop_map(|path| json!({ "Type": "Wait", "SecondsPath": path })),
        path().prop_map(|path| json!({ "Type": "Wait", "TimestampPath": path })),
    ]
}

fn parallel(depth: u32) -> impl Strategy<Value = Value> {
    (vec(flow(depth - 1), 1..3), 0..2_u64).prop_map(|(branches, attempts)| {
        json!({
            "Type": "Parallel",
            "Branches": branches,
            "ResultPath": "$.p",
            "Retry": [{ "ErrorEquals": ["Broken", "States.Timeout"], "MaxAttempts": attempts }],
        })
    })
}

fn map(depth: u32) -> impl Strategy<Value = Value> {
    let selected = [
        "$$.Map.Item.Value",
        "States.StringToJson($$.Map.Item.Value)",
    ];
    let selected = select(selected.to_vec());
    let mode = select(vec!["INLINE", "INLINE", "DISTRIBUTED"]);
    (flow(depth - 1), path(), 0..3_u64, selected, mode, parts()).prop_map(
        |(mut flow, items, concurrency, selected, mode, part)| {
            flow["ProcessorConfig"] = json!({ "Mode": mode });
            let mut map = json!({
                "Type": "Map",
                "ItemsPath": items,
                "ItemProcessor": flow,
                "MaxConcurrency": concurrency,
                "ItemSelector": { "items.$": "$.items", "n.$": selected },
                "ResultPath": "$.m",
            });
            if mode == "DISTRIBUTED" {
                map["ItemProcessor"]["ProcessorConfig"]["ExecutionType"] = json!("STANDARD");
                map["ToleratedFailurePercentage"] = json!(60);
                if let (Some(map), Value::Object(part)) = (map.as_object_mut(), part) {
                    map.extend(part);
                }
            }
            map
        },
    )
}

/// What a Distributed Map may have besides: batches, a reader, a writer.
fn parts() -> impl Strategy<Value = Value> {
    select(vec![
        json!({}),
        json!({ "ItemBatcher": { "MaxItemsPerBatch": 2, "BatchInput": { "n.$": "$.n" } } }),
        json!({ "ItemProcessor": {
            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
            "StartAt": "E",
            "States": { "E": { "Type": "Wait", "SecondsPath": "$.n", "End": true } },
        } }),
        json!({ "ItemReader": {
            "Resource": "arn:aws:states:::s3:getObject",
            "ReaderConfig": { "InputType": "JSONL", "MaxItemsPath": "$.n" },
            "Parameters": { "Bucket": "bucket", "Key": "lines" },
        } }),
        json!({ "ResultWriter": {
            "Resource": "arn:aws:states:::s3:putObject",
            "Parameters": { "Bucket": "bucket", "Prefix.$": "$.items[0].n" },
        } }),
    ])
}

/// The objects that readers read.
pub(crate) fn objects() -> Objects {
    let lines = "{\"n\": 1}\n{\"n\": 400}\n[]\n";
    let objects = json!({ "bucket": { "lines": lines } });
    Objects::from_json(&objects).unwrap_or_default()
}

/// How a state is left: the numbers of two other states (one beyond the last means the end), and
/// whether it chooses or catches.
type Exits = (usize, usize, bool);

pub(crate) fn flow(depth: u32) -> BoxedStrategy<Value> {
    let exits = (0..5_usize, 0..5_usize, any::<bool>());
    let state = (work(depth), exits);
    let ends = select(vec!["Succeed", "Fail", "Pass", "Pass"]);
    (vec(state, 1..5), ends)
        .prop_map(|(states, end): (Vec<(Value, Exits)>, _)| assemble(&states, end))
        .boxed()
}

fn assemble(states: &[(Value, Exits)], end: &str) -> Value {
    let name = |index: usize| format!("S{}", index % states.len());
    let mut map = Map::new();
    for (index, (work, (next, other, choice))) in states.iter().enumerate() {
        let mut state = work.clone();
        let has_catch = matches!(state["Type"].as_str(), Some("Task" | "Map" | "Parallel"));
        if *choice && has_catch {
            let mut catcher = json!({ "ErrorEquals": ["States.ALL"], "Next": name(*other) });
            if state["QueryLanguage"].is_null() {
                catcher["ResultPath"] = json!("$.e");
            }
            state["Catch"] = json!([catcher]);
        } else if *choice {
            state = json!({
                "Type": "Choice",
                "Choices": [{ "Variable": "$.n", "NumericGreaterThan": 1, "Next": name(*other) }],
                "Default": name(*next),
            });
        }
        if state["Type"] != "Choice" {
            if *next < states.len() {
                state["Next"] = json!(name(*next));
            } else if end == "Pass" {
                state["End"] = json!(true);
            } else {
                state["Next"] = json!("Last");
            }
        }
        map.insert(name(index), state);
    }
    if end != "Pass" {
        map.insert("Last".to_owned(), json!({ "Type": end }));
    }
    json!({ "StartAt": "S0", "States": map })
}
