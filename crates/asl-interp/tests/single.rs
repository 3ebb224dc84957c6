//! One state alone: what runs, what does not, and what it sees.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

use asl_interp::single::{DefinitionError, Mock, Outcome, Setup, SingleStatus, StateUnderTest};
use asl_interp::{RunOptions, TaskAnswer, TaskCall, Worker};
use serde_json::{Value, json};

/// Counts its calls.
#[derive(Default)]
struct Counting(u32);

impl Worker for Counting {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        self.0 += 1;
        TaskAnswer::failure("Busy", "still")
    }
}

fn machine() -> Value {
    json!({
        "StartAt": "First",
        "States": {
            "First": { "Type": "Pass", "Next": "Call" },
            "Call": {
                "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "Last",
                "Retry": [{ "ErrorEquals": ["Busy"], "MaxAttempts": 2 }],
            },
            "Last": {
                "Type": "Map", "End": true,
                "ItemProcessor": {
                    "StartAt": "Inside",
                    "States": { "Inside": {
                        "Type": "Pass", "End": true,
                        "Assign": { "seen.$": "$" },
                        "Parameters": { "all.$": "States.Array($.n, $given, $$.Map.Item.Index)" },
                    } },
                },
            },
        },
    })
}

fn run(name: &str, input: Value, setup: Setup) -> (Outcome, u32) {
    let state = StateUnderTest::compile(&machine(), Some(name)).unwrap();
    let mut worker = Counting::default();
    let outcome = state.run(input, setup, &mut worker, &RunOptions::default());
    (outcome.unwrap(), worker.0)
}

fn text(outcome: &Outcome) -> String {
    let output = outcome.output.as_ref();
    output.map_or_else(|| "none".to_owned(), ToString::to_string)
}

#[test]
fn nothing_follows() {
    let (outcome, calls) = run("First", json!({ "n": 1 }), Setup::default());
    assert_eq!(outcome.status, SingleStatus::Succeeded);
    assert_eq!(outcome.next.as_deref(), Some("Call"));
    assert_eq!((text(&outcome), calls), ("{\"n\":1}".to_owned(), 0));
}

/// A Task without a mock is called once; its retry is told, not made.
#[test]
fn a_task_is_called_once() {
    let (outcome, calls) = run("Call", json!({}), Setup::default());
    assert_eq!((outcome.status, calls), (SingleStatus::Retriable, 1));
    assert_eq!(
        (outcome.retrier, outcome.error.as_deref()),
        (Some(0), Some("Busy"))
    );
    assert_eq!(outcome.backoff.unwrap().as_secs(), 1);
    let setup = Setup {
        retries: 2,
        ..Setup::default()
    };
    let (outcome, _) = run("Call", json!({}), setup);
    assert_eq!(outcome.status, SingleStatus::Failed);
    assert_eq!((outcome.retrier, outcome.backoff), (Some(0), None));
}

#[test]
fn a_mock_keeps_the_worker_out() {
    let mocked = |mock| Setup {
        mock: Some(mock),
        ..Setup::default()
    };
    let result = mocked(Mock::Result(json!([1])));
    let (outcome, calls) = run("Call", json!({}), result.clone());
    assert_eq!((text(&outcome), calls), ("[1]".to_owned(), 0));
    let (outcome, calls) = run("Last", json!([{ "n": 1 }]), result);
    assert_eq!((text(&outcome), calls), ("[1]".to_owned(), 0));
    assert_eq!(outcome.visit.map.as_ref().unwrap().count, 1);
    let error = mocked(Mock::Error {
        error: Some("Gone".to_owned()),
        cause: None,
    });
    let (outcome, _) = run("Call", json!({}), error);
    assert_eq!(outcome.status, SingleStatus::Failed);
    assert_eq!(
        (outcome.error.as_deref(), outcome.cause),
        (Some("Gone"), None)
    );
}

#[test]
fn variables_and_the_item_are_seen() {
    let setup = Setup {
        variables: json!({ "given": 2 }).as_object().cloned().unwrap(),
        ..Setup::default()
    };
    let (outcome, _) = run("Inside", json!({ "n": 1 }), setup);
    assert_eq!(text(&outcome), "{\"all\":[1,2,0]}");
    let names: Vec<&str> = outcome
        .variables
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["given", "seen"]);
}

#[test]
fn definitions() {
    let error = |definition: &Value, name| StateUnderTest::compile(definition, name).unwrap_err();
    assert_eq!(
        error(&machine(), Some("Nobody")),
        DefinitionError::NoSuchState
    );
    assert_eq!(error(&machine(), None), DefinitionError::NoName);
    let lone = json!({ "Type": "Choice", "Choices": [], "Default": "Elsewhere" });
    let state = StateUnderTest::compile(&lone, None).unwrap();
    assert_eq!(state.name(), "StateName");
    assert_eq!(
        error(&lone, Some("StateName")),
        DefinitionError::NoSuchState
    );
    let DefinitionError::Broken(errors) = error(&json!({ "Type": "Task", "Next": "X" }), None)
    else {
        panic!("no errors");
    };
    assert_eq!(errors[0].pointer, "");
}

/// What a reader may read is asked as in a whole execution, and its text comes from the test.
#[test]
fn a_reader_without_its_objects() {
    let read = |most: i64| {
        let state = json!({
            "Type": "Map", "End": true,
            "ItemReader": {
                "Resource": "arn:aws:states:::s3:getObject",
                "ReaderConfig": { "InputType": "JSON", "MaxItemsPath": "$.most" },
                "Parameters": { "Bucket": "b", "Key": "k" },
            },
            "ItemProcessor": {
                "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
                "StartAt": "Inside",
                "States": { "Inside": { "Type": "Pass", "End": true } },
            },
        });
        let setup = Setup {
            mock: Some(Mock::Result(json!([]))),
            reader_data: Some("[1, 2, 3]".to_owned()),
            ..Setup::default()
        };
        let state = StateUnderTest::compile(&state, None).unwrap();
        let (mut worker, options) = (Counting::default(), RunOptions::default());
        let outcome = state.run(json!({ "most": most }), setup, &mut worker, &options);
        let outcome = outcome.unwrap();
        let items = outcome.visit.map.map(|map| map.count);
        (items.unwrap_or_default(), outcome.cause)
    };
    assert_eq!(read(2), (2, None));
    assert_eq!(read(0), (3, None));
    assert_eq!(
        read(-1),
        (0, Some("field MaxItems must be positive".to_owned()))
    );
}
