//! Responses that AWS makes failures of.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use asl_interp::{Machine, RunOptions, TaskAnswer, TaskCall, Worker};
use asl_scenario::mock::MockConfig;
use asl_scenario::response::{Refusal, refusal};
use expect_test::expect;
use serde_json::{Value, json};

/// Asks about one response.
struct Asks(Value, Option<Refusal>);

impl Worker for Asks {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        self.1 = refusal(task, &self.0);
        TaskAnswer::success(Value::Null)
    }
}

fn machine(resource: &str) -> Machine {
    let resource = format!("arn:aws:states:::{resource}");
    let state = json!({ "Type": "Task", "Resource": resource, "End": true });
    let definition = json!({ "StartAt": "Call", "States": { "Call": state } });
    Machine::compile(&definition).expect("the definition compiles")
}

fn rows() -> Vec<(&'static str, Value)> {
    let entries = json!({ "Entries": [{ "ErrorCode": "MalformedDetail" }], "FailedEntryCount": 1 });
    let report = json!({ "errorType": "Declined", "errorMessage": "No money." });
    vec![
        (
            "http:invoke",
            json!({ "StatusCode": 200, "StatusText": "OK" }),
        ),
        (
            "http:invoke",
            json!({ "StatusCode": 404, "StatusText": "Not Found" }),
        ),
        (
            "apigateway:invoke",
            json!({ "StatusCode": 403, "ResponseBody": { "message": "No" } }),
        ),
        (
            "apigateway:invoke.waitForTaskToken",
            json!({ "StatusCode": 403 }),
        ),
        ("events:putEvents", entries),
        (
            "events:putEvents",
            json!({ "Entries": [], "FailedEntryCount": 0 }),
        ),
        (
            "lambda:invoke",
            json!({ "StatusCode": 200, "FunctionError": "Unhandled", "Payload": report }),
        ),
        (
            "lambda:invoke",
            json!({ "StatusCode": 200, "Payload": { "statusCode": 500 } }),
        ),
        ("states:startExecution.sync", json!({ "Status": "ABORTED" })),
        (
            "states:startExecution.sync:2",
            json!({ "Status": "SUCCEEDED", "Output": {} }),
        ),
        ("states:startExecution", json!({ "Status": "FAILED" })),
        ("sqs:sendMessage", json!({ "StatusCode": 500 })),
    ]
}

#[test]
fn who_fails_and_how() {
    let mut text = String::new();
    for (resource, response) in rows() {
        let mut asks = Asks(response, None);
        asl_interp::run(
            &machine(resource),
            json!({}),
            &mut asks,
            &RunOptions::default(),
        );
        let answer = match &asks.1 {
            Some(refusal) => format!("{}, {}", refusal.error, refusal.cause),
            None => "a result".to_owned(),
        };
        text.extend([resource, " ", &asks.0.to_string(), "\n    ", &answer, "\n"]);
    }
    expect![[r#"
        http:invoke {"StatusCode":200,"StatusText":"OK"}
            a result
        http:invoke {"StatusCode":404,"StatusText":"Not Found"}
            States.Http.StatusCode.404, Not Found
        apigateway:invoke {"StatusCode":403,"ResponseBody":{"message":"No"}}
            ApiGateway.403, {"message":"No"}
        apigateway:invoke.waitForTaskToken {"StatusCode":403}
            a result
        events:putEvents {"Entries":[{"ErrorCode":"MalformedDetail"}],"FailedEntryCount":1}
            EventBridge.FailedEntry, {"Entries":[{"ErrorCode":"MalformedDetail"}],"FailedEntryCount":1}
        events:putEvents {"Entries":[],"FailedEntryCount":0}
            a result
        lambda:invoke {"StatusCode":200,"FunctionError":"Unhandled","Payload":{"errorType":"Declined","errorMessage":"No money."}}
            Declined, {"errorType":"Declined","errorMessage":"No money."}
        lambda:invoke {"StatusCode":200,"Payload":{"statusCode":500}}
            a result
        states:startExecution.sync {"Status":"ABORTED"}
            States.TaskFailed, {"Status":"ABORTED"}
        states:startExecution.sync:2 {"Status":"SUCCEEDED","Output":{}}
            a result
        states:startExecution {"Status":"FAILED"}
            a result
        sqs:sendMessage {"StatusCode":500}
            a result
    "#]].assert_eq(&text);
}

#[test]
fn a_mock_returns_it_all_the_same_and_the_user_is_told() {
    let file = json!({
        "StateMachines": { "M": { "TestCases": { "T": { "Call": "Answer" } } } },
        "MockedResponses": { "Answer": { "0-9": { "Return": { "StatusCode": 503 } } } },
    });
    let config = MockConfig::parse(&file).expect("the file is right");
    let mut worker = config.worker(None, None).expect("there is only one case");
    let machine = machine("http:invoke");
    let execution = asl_interp::run(&machine, json!({}), &mut worker, &RunOptions::default());
    assert_eq!(execution.status.name(), "SUCCEEDED");
    let doubt = "The mock of Call returns what AWS makes a failure of: Throw States.Http.StatusCode.503 instead";
    assert_eq!(worker.doubts(), [doubt]);
}
