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
        .worker(Some("Orders"), Some("Case"))
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
    let mut worker = config.worker(None, None).expect("there is only one case");
    let machine = Machine::compile(&definition()).expect("the definition compiles");
    let execution = asl_interp::run(&machine, json!({}), &mut worker, &RunOptions::default());
    assert_eq!(execution.sampled, ["Call"]);
    let alone = asl_interp::run(
        &machine,
        json!({}),
        &mut SampleWorker,
        &RunOptions::default(),
    );
    let output = alone.output.as_deref().expect("a sample");
    assert_eq!(output["StatusCode"], 200);
}

#[test]
fn tells_mocks_that_were_not_used() {
    let file = json!({
        "StateMachines": { "M": { "TestCases": { "Case": { "Typo": "Answers" } } } },
        "MockedResponses": { "Answers": { "0": { "Return": 1 } } },
    });
    let worker = MockConfig::parse(&file)
        .unwrap()
        .worker(None, Some("Case"))
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
        This is no mock file: it has no 'StateMachines' (the form is that of Step Functions Local's MockConfigFile.json)
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
            /MockedResponses/Answers/0: Just one of 'Return', 'Throw', 'NoAnswer' and 'NotPolled' is needed here
            /MockedResponses/Answers/1: Just one of 'Return', 'Throw', 'NoAnswer' and 'NotPolled' is needed here
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
    let chosen = [
        config.worker(Some("X"), Some("Good")),
        config.worker(Some("A"), Some("Ugly")),
        config.worker(None, Some("Ugly")),
        config.worker(None, Some("Good")),
        config.worker(Some("A"), None),
        config.worker(None, None),
    ];
    let lines: String = chosen
        .into_iter()
        .map(|chosen| chosen.unwrap_err().to_string() + "\n")
        .collect();
    expect![[r#"
        The mocks have no such test case; they have Good (of A), Bad (of A), Good (of B)
        The mocks have no such test case; they have Good (of A), Bad (of A), Good (of B)
        The mocks have no such test case; they have Good (of A), Bad (of A), Good (of B)
        Say which test case of the mocks is meant: Good (of A), Bad (of A), Good (of B)
        Say which test case of the mocks is meant: Good (of A), Bad (of A), Good (of B)
        Say which test case of the mocks is meant: Good (of A), Bad (of A), Good (of B)
    "#]]
    .assert_eq(&lines);
    assert!(config.worker(None, Some("Bad")).is_ok());
    assert!(config.worker(Some("B"), None).is_ok());
}

/// A token, with a catcher for a missed heartbeat.
fn callback() -> Value {
    json!({ "StartAt": "Ask", "States": {
        "Ask": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": { "MessageBody": { "Token.$": "$$.Task.Token" } },
            "TimeoutSeconds": 100,
            "HeartbeatSeconds": 30,
            "Catch": [
                { "ErrorEquals": ["States.HeartbeatTimeout"], "Next": "Silent" },
                { "ErrorEquals": ["States.ALL"], "Next": "Caught" },
            ],
            "End": true,
        },
        "Silent": { "Type": "Pass", "End": true },
        "Caught": { "Type": "Pass", "End": true },
    } })
}

fn activity() -> Value {
    let mut definition = callback();
    definition["States"]["Ask"]["Resource"] =
        json!("arn:aws:states:us-east-1:123456789012:activity:Ask");
    definition
}

/// How the token of `Ask` was answered, when and by which heartbeats, and which state came next.
fn answered(definition: &Value, response: &Value) -> String {
    let file = json!({
        "StateMachines": { "M": { "TestCases": { "Case": { "Ask": "Answer" } } } },
        "MockedResponses": { "Answer": { "0": response } },
    });
    let config = MockConfig::parse(&file).expect("the file is right");
    let mut worker = config.worker(None, None).expect("there is only one case");
    let machine = Machine::compile(definition).expect("the definition compiles");
    let options = RunOptions::default();
    let execution = asl_interp::run(&machine, json!({}), &mut worker, &options);
    let seconds = |time: asl_interp::Time| time.since(options.start_time).as_secs_f64();
    let visit = &execution.states[0];
    let note = &visit.tokens[0];
    let beats: Vec<_> = note.heartbeats.iter().copied().map(seconds).collect();
    let polled = note.polled.map(seconds);
    let after = note.answered.map(seconds).expect("it was answered");
    let mut text = vec![format!("{} after {after} s", note.answer)];
    if !beats.is_empty() {
        text.push(format!("heartbeats {beats:?}"));
    }
    if let Some(polled) = polled {
        text.push(format!("polled after {polled} s"));
    }
    let next = visit.next.as_deref().unwrap_or("end");
    format!("{response}\n    {} -> {next}\n", text.join(", "))
}

#[test]
fn tokens_are_answered_as_scripted() {
    let responses = [
        json!({ "Return": {}, "AfterSeconds": 20 }),
        json!({ "Return": {}, "AfterSeconds": 90, "Heartbeats": [25, 50, 75] }),
        json!({ "Return": {}, "AfterSeconds": 90, "Heartbeats": [25, 50] }),
        json!({ "Return": {}, "AfterSeconds": 120, "Heartbeats": [25, 50, 75, 99.5] }),
        json!({ "Throw": { "Error": "Refused" }, "AfterSeconds": 7.5 }),
        json!({ "Throw": { "Error": "States.Timeout" } }),
        json!({ "Throw": { "Error": "States.HeartbeatTimeout" } }),
        json!({ "NoAnswer": true }),
        json!({ "NoAnswer": true, "Heartbeats": [20, 40, 60, 80, 100] }),
    ];
    let lines: String = responses
        .iter()
        .map(|response| answered(&callback(), response))
        .collect();
    expect![[r#"
        {"Return":{},"AfterSeconds":20}
            success after 20 s -> end
        {"Return":{},"AfterSeconds":90,"Heartbeats":[25,50,75]}
            success after 90 s, heartbeats [25.0, 50.0, 75.0] -> end
        {"Return":{},"AfterSeconds":90,"Heartbeats":[25,50]}
            heartbeat timeout after 80 s, heartbeats [25.0, 50.0] -> Silent
        {"Return":{},"AfterSeconds":120,"Heartbeats":[25,50,75,99.5]}
            timeout after 100 s, heartbeats [25.0, 50.0, 75.0, 99.5] -> Caught
        {"Throw":{"Error":"Refused"},"AfterSeconds":7.5}
            failure after 7.5 s -> Caught
        {"Throw":{"Error":"States.Timeout"}}
            heartbeat timeout after 30 s -> Silent
        {"Throw":{"Error":"States.HeartbeatTimeout"}}
            heartbeat timeout after 30 s -> Silent
        {"NoAnswer":true}
            heartbeat timeout after 30 s -> Silent
        {"NoAnswer":true,"Heartbeats":[20,40,60,80,100]}
            timeout after 100 s, heartbeats [20.0, 40.0, 60.0, 80.0, 100.0] -> Caught
    "#]]
    .assert_eq(&lines);
}

#[test]
fn activities_are_polled_as_scripted() {
    let responses = [
        json!({ "Return": {} }),
        json!({ "Return": {}, "AfterSeconds": 10, "PolledAfterSeconds": 50 }),
        json!({ "Return": {}, "AfterSeconds": 40, "PolledAfterSeconds": 50, "Heartbeats": [20] }),
        json!({ "NoAnswer": true, "PolledAfterSeconds": 50 }),
        json!({ "Return": {}, "PolledAfterSeconds": 200 }),
        json!({ "NotPolled": true }),
        json!({ "Throw": { "Error": "States.Timeout" } }),
        json!({ "Throw": { "Error": "States.Timeout" }, "PolledAfterSeconds": 5 }),
    ];
    let lines: String = responses
        .iter()
        .map(|response| answered(&activity(), response))
        .collect();
    expect![[r#"
        {"Return":{}}
            success after 0 s, polled after 0 s -> end
        {"Return":{},"AfterSeconds":10,"PolledAfterSeconds":50}
            success after 60 s, polled after 50 s -> end
        {"Return":{},"AfterSeconds":40,"PolledAfterSeconds":50,"Heartbeats":[20]}
            success after 90 s, heartbeats [70.0], polled after 50 s -> end
        {"NoAnswer":true,"PolledAfterSeconds":50}
            heartbeat timeout after 80 s, polled after 50 s -> Silent
        {"Return":{},"PolledAfterSeconds":200}
            timeout after 100 s -> Caught
        {"NotPolled":true}
            timeout after 100 s -> Caught
        {"Throw":{"Error":"States.Timeout"}}
            heartbeat timeout after 30 s, polled after 0 s -> Silent
        {"Throw":{"Error":"States.Timeout"},"PolledAfterSeconds":5}
            heartbeat timeout after 35 s, polled after 5 s -> Silent
    "#]]
    .assert_eq(&lines);
}

#[test]
fn a_service_can_say_what_it_took() {
    let response = json!({ "Return": {}, "Submitted": { "MessageId": "m-1" } });
    let file = json!({
        "StateMachines": { "M": { "TestCases": { "Case": { "Ask": "Answer" } } } },
        "MockedResponses": { "Answer": { "0": response } },
    });
    let config = MockConfig::parse(&file).expect("the file is right");
    let mut worker = config.worker(None, None).expect("there is only one case");
    let machine = Machine::compile(&callback()).expect("the definition compiles");
    let execution = asl_interp::run(&machine, json!({}), &mut worker, &RunOptions::default());
    let mut events = execution.events.iter().map(asl_interp::Event::to_json);
    let submitted = events
        .find(|event| event["type"] == "TaskSubmitted")
        .expect("it was submitted");
    let output = &submitted["taskSubmittedEventDetails"]["output"];
    assert_eq!(output, r#"{"MessageId":"m-1"}"#);
}

#[test]
fn says_what_is_wrong_with_a_script() {
    check_errors(
        &json!({
            "StateMachines": {},
            "MockedResponses": { "Answers": {
                "0": { "Return": 1, "After": 3 },
                "1": { "NoAnswer": true, "AfterSeconds": 3 },
                "2": { "NotPolled": true, "PolledAfterSeconds": 3, "Heartbeats": [] },
                "3": { "NoAnswer": false },
                "4": { "Return": 1, "AfterSeconds": -1 },
                "5": { "Return": 1, "AfterSeconds": "3" },
                "6": { "Return": 1, "AfterSeconds": 30, "Heartbeats": [10, 5, 40, "x"] },
                "7": { "Return": 1, "Heartbeats": [10] },
                "8": { "NoAnswer": true, "Heartbeats": 10 },
                "9": { "Return": 1, "NoAnswer": true },
                "10": [],
            } },
        }),
        &expect![[r#"
            /MockedResponses/Answers/0/After: 'After' is unknown here; known are 'Return', 'Throw', 'NoAnswer', 'NotPolled', 'AfterSeconds', 'Heartbeats', 'PolledAfterSeconds', 'Submitted'
            /MockedResponses/Answers/1/AfterSeconds: 'AfterSeconds' cannot stand beside 'NoAnswer'
            /MockedResponses/Answers/2/Heartbeats: 'Heartbeats' cannot stand beside 'NotPolled'
            /MockedResponses/Answers/2/PolledAfterSeconds: 'PolledAfterSeconds' cannot stand beside 'NotPolled'
            /MockedResponses/Answers/3/NoAnswer: Only true can stand here
            /MockedResponses/Answers/4/AfterSeconds: Seconds from 0 to 99999999 are needed here
            /MockedResponses/Answers/5/AfterSeconds: Seconds from 0 to 99999999 are needed here
            /MockedResponses/Answers/6/Heartbeats/1: A heartbeat comes after the one before it
            /MockedResponses/Answers/6/Heartbeats/2: This heartbeat comes after the answer
            /MockedResponses/Answers/6/Heartbeats/3: Seconds from 0 to 99999999 are needed here
            /MockedResponses/Answers/7/Heartbeats/0: This heartbeat comes after the answer
            /MockedResponses/Answers/8/Heartbeats: A list of seconds, such as [10, 20], is needed here
            /MockedResponses/Answers/9: Just one of 'Return', 'Throw', 'NoAnswer' and 'NotPolled' is needed here
            /MockedResponses/Answers/10: Just one of 'Return', 'Throw', 'NoAnswer' and 'NotPolled' is needed here
        "#]],
    );
}

#[test]
fn counts_calls_over_iterations_and_retries() {
    let task = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Retry": [{ "ErrorEquals": ["Busy"] }],
        "End": true,
    });
    let definition = json!({ "StartAt": "Each", "States": { "Each": {
        "Type": "Map",
        "MaxConcurrency": 1,
        "ItemProcessor": { "StartAt": "Call", "States": { "Call": task } },
        "End": true,
    } } });
    let responses = json!({
        "0": { "Return": "first" },
        "1": { "Throw": { "Error": "Busy" } },
        "2-3": { "Return": "then" },
    });
    let config = MockConfig::parse(&file(&responses)).expect("the file is right");
    let mut worker = config.worker(None, None).expect("there is only one case");
    let machine = Machine::compile(&definition).expect("the definition compiles");
    let input = json!([1, 2, 3]);
    let execution = asl_interp::run(&machine, input, &mut worker, &RunOptions::default());
    let expected = json!(["first", "then", "then"]);
    assert_eq!(execution.output.as_deref(), Some(&expected));
}
