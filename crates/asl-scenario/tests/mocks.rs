//! Mock files: what they answer, and what is said of a wrong one.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use asl_interp::{Execution, Machine, RunOptions};
use asl_scenario::mock::MockConfig;
use asl_scenario::sample::SampleWorker;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

/// One Task that is retried twice.
fn definition() -> Value {
    json!({ "StartAt": "Call", "States": { "Call": {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Retry": [{ "ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 2 }],
        "End": true,
    } } })
}

fn file(responses: &Value) -> Value {
    json!({
        "StateMachines": { "Orders": { "TestCases": { "Case": { "Call": "Answers" } } } },
        "MockedResponses": { "Answers": responses },
    })
}

fn run(responses: &Value) -> Execution {
    let config = MockConfig::parse(&file(responses)).expect("the file is right");
    let mut worker = config
        .worker(Some("Orders"), "Case")
        .expect("the case is there");
    let machine = Machine::compile(&definition()).expect("the definition compiles");
    asl_interp::run(&machine, json!({}), &mut worker, &RunOptions::default())
}

fn check(responses: &Value, expected: &Expect) {
    let execution = run(responses);
    let mut text = String::new();
    for event in execution
        .events
        .iter()
        .filter(|event| event.type_name().starts_with("Task"))
    {
        text += event.type_name();
        text += "\n";
    }
    expected.assert_eq(&format!("{text}{}\n", execution.result_to_json()));
}

#[test]
fn returns_after_throws() {
    check(
        &json!({
            "0-1": { "Throw": { "Error": "Lambda.ServiceException", "Cause": "busy" } },
            "2": { "Return": { "StatusCode": 200 } },
        }),
        &expect![[r#"
            TaskStateEntered
            TaskScheduled
            TaskStarted
            TaskFailed
            TaskScheduled
            TaskStarted
            TaskFailed
            TaskScheduled
            TaskStarted
            TaskSucceeded
            TaskStateExited
            {"status":"SUCCEEDED","output":{"StatusCode":200}}
        "#]],
    );
}

#[test]
fn a_thrown_timeout_is_a_timeout() {
    check(
        &json!({ "0": { "Throw": { "Error": "States.Timeout" } } }),
        &expect![[r#"
            TaskStateEntered
            TaskScheduled
            TaskStarted
            TaskTimedOut
            {"status":"FAILED","error":"States.Timeout"}
        "#]],
    );
}

#[test]
fn a_throw_without_error_and_cause() {
    check(
        &json!({ "0-2": { "Throw": {} } }),
        &expect![[r#"
        TaskStateEntered
        TaskScheduled
        TaskStarted
        TaskFailed
        TaskScheduled
        TaskStarted
        TaskFailed
        TaskScheduled
        TaskStarted
        TaskFailed
        {"status":"FAILED"}
    "#]],
    );
}

#[test]
fn a_call_that_the_mock_does_not_know() {
    check(
        &json!({ "0": { "Throw": { "Error": "E" } } }),
        &expect![[r#"
            TaskStateEntered
            TaskScheduled
            TaskStarted
            TaskFailed
            TaskScheduled
            TaskStarted
            TaskFailed
            {"status":"FAILED","error":"States.Runtime","cause":"The mock of state 'Call' says nothing of call 1 (counted from 0)"}
        "#]],
    );
}

#[test]
fn states_without_a_mock_are_sampled() {
    let file = json!({ "StateMachines": { "Orders": { "TestCases": { "Case": {} } } } });
    let config = MockConfig::parse(&file).expect("a file may mock nothing");
    let mut worker = config
        .worker(None, "Case")
        .expect("only one machine has the case");
    let machine = Machine::compile(&definition()).expect("the definition compiles");
    let execution = asl_interp::run(&machine, json!({}), &mut worker, &RunOptions::default());
    assert_eq!(execution.sampled, ["Call"]);
    let alone = asl_interp::run(
        &machine,
        json!({}),
        &mut SampleWorker,
        &RunOptions::default(),
    );
    let expected = json!({ "ExecutedVersion": "$LATEST", "Payload": {}, "StatusCode": 200 });
    assert_eq!(alone.output.as_deref(), Some(&expected));
}

#[test]
fn tells_mocks_that_were_not_used() {
    let file = json!({
        "StateMachines": { "M": { "TestCases": { "Case": { "Typo": "Answers" } } } },
        "MockedResponses": { "Answers": { "0": { "Return": 1 } } },
    });
    let worker = MockConfig::parse(&file)
        .unwrap()
        .worker(None, "Case")
        .unwrap();
    assert_eq!(worker.unused().collect::<Vec<_>>(), ["Typo"]);
}

fn check_errors(file: &Value, expected: &Expect) {
    let errors = MockConfig::parse(file).expect_err("the file is wrong");
    let lines: String = errors
        .iter()
        .map(|error| error.to_string() + "\n")
        .collect();
    expected.assert_eq(&lines);
}

#[test]
fn says_everything_that_is_wrong() {
    check_errors(
        &json!([]),
        &expect![[r#"
        /StateMachines: An object is needed here
    "#]],
    );
    check_errors(
        &json!({
            "StateMachines": { "A/B": { "TestCases": { "Case": { "S": "Nowhere", "T": 1 } } }, "C": {} },
            "MockedResponses": {
                "Numbers": { "x": { "Return": 1 }, "2-1": { "Return": 1 }, "0-3": { "Return": 1 }, "3": { "Return": 1 } },
                "Answers": {
                    "0": {},
                    "1": { "Return": 1, "Throw": {} },
                    "2": { "Throw": "Error" },
                    "3": { "Throw": { "Error": 5, "cause": "lower case" } },
                },
                "NotAnObject": [],
            },
        }),
        &expect![[r#"
            /MockedResponses/Numbers/x: 'x' is neither a number such as "0" nor a range such as "1-2"
            /MockedResponses/Numbers/2-1: '2-1' is neither a number such as "0" nor a range such as "1-2"
            /MockedResponses/Numbers/3: '3' overlaps with another number or range
            /MockedResponses/Answers/0: Either 'Return' or 'Throw' is needed here, and nothing else
            /MockedResponses/Answers/1: Either 'Return' or 'Throw' is needed here, and nothing else
            /MockedResponses/Answers/2/Throw: An object with 'Error' and 'Cause' is needed here
            /MockedResponses/Answers/3/Throw/Error: A string is needed here
            /MockedResponses/Answers/3/Throw/cause: Only 'Error' and 'Cause' can stand here
            /MockedResponses/NotAnObject: An object is needed here
            /StateMachines/A~1B/TestCases/Case/S: 'MockedResponses' has no 'Nowhere'
            /StateMachines/A~1B/TestCases/Case/T: The name of a mocked response is needed here
            /StateMachines/C/TestCases: An object is needed here
        "#]],
    );
}

#[test]
fn says_which_names_there_are() {
    let file = json!({
        "StateMachines": {
            "A": { "TestCases": { "Good": {}, "Bad": {} } },
            "B": { "TestCases": { "Good": {} } },
        },
    });
    let config = MockConfig::parse(&file).unwrap();
    assert_eq!(
        config.test_cases(),
        [("A", "Good"), ("A", "Bad"), ("B", "Good")]
    );
    let errors = [
        config.worker(Some("X"), "Good").unwrap_err(),
        config.worker(Some("A"), "Ugly").unwrap_err(),
        config.worker(None, "Ugly").unwrap_err(),
        config.worker(None, "Good").unwrap_err(),
    ];
    let lines: String = errors
        .iter()
        .map(|error| error.to_string() + "\n")
        .collect();
    expect![[r#"
        /StateMachines: No state machine is named 'X'; known are 'A', 'B'
        /StateMachines/A/TestCases: No test case is named 'Ugly'; known are 'Good', 'Bad'
        /StateMachines: No test case is named 'Ugly'; known are 'Good', 'Bad', 'Good'
        /StateMachines: Several state machines have a test case 'Good': 'A', 'B'
    "#]]
    .assert_eq(&lines);
    assert!(config.worker(None, "Bad").is_ok());
}
