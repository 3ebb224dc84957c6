//! `asl simulate --worker`: local programs that answer Tasks.
#![cfg(unix)] // The programs are shell scripts.

mod support;

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use support::Cli;

/// One Task, with a catcher for every error.
fn definition(resource: &str) -> String {
    let parameters = match resource {
        "arn:aws:states:::lambda:invoke" => {
            json!({ "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:charge:3", "Payload.$": "$" })
        }
        _ => json!({ "sent.$": "$" }),
    };
    json!({ "StartAt": "Call", "States": {
        "Call": {
            "Type": "Task",
            "Resource": resource,
            "Parameters": parameters,
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Caught" }],
            "End": true,
        },
        "Caught": { "Type": "Pass", "End": true },
    } })
    .to_string()
}

const INVOKE: &str = "arn:aws:states:::lambda:invoke";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:charge";
const MESSAGE: &str = "arn:aws:states:::sqs:sendMessage";
const TOKEN: &str = "arn:aws:states:::lambda:invoke.waitForTaskToken";

/// A folder with the definition and a script.
fn cli(resource: &str, script: &str) -> Cli {
    Cli::new()
        .file("d.asl.json", definition(resource))
        .file("in.json", r#"{ "n": 7 }"#)
        .file("worker.sh", script)
}

const ARGUMENTS: [&str; 8] = [
    "simulate",
    "d.asl.json",
    "--input",
    "in.json",
    "--history",
    "none",
    "--worker",
    "sh worker.sh",
];

/// The simulation with the script as its worker.
fn check(resource: &str, script: &str, expected: &Expect) {
    expected.assert_eq(&cli(resource, script).run(&ARGUMENTS));
}

#[test]
fn what_the_program_gets() {
    for (resource, expected) in [
        (
            INVOKE,
            expect![[r#"
            {
              "state": "Call",
              "resource": "arn:aws:states:::lambda:invoke",
              "service": "lambda",
              "action": "invoke",
              "function": "charge",
              "event": {
                "n": 7
              },
              "parameters": {
                "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:charge:3",
                "Payload": {
                  "n": 7
                }
              },
              "attempt": 0,
              "time": "2026-01-01T00:00:00.000Z"
            }
        "#]],
        ),
        (
            FUNCTION,
            expect![[r#"
            {
              "state": "Call",
              "resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
              "function": "charge",
              "event": {
                "sent": {
                  "n": 7
                }
              },
              "parameters": {
                "sent": {
                  "n": 7
                }
              },
              "attempt": 0,
              "time": "2026-01-01T00:00:00.000Z"
            }
        "#]],
        ),
        (
            MESSAGE,
            expect![[r#"
            {
              "state": "Call",
              "resource": "arn:aws:states:::sqs:sendMessage",
              "service": "sqs",
              "action": "sendMessage",
              "parameters": {
                "sent": {
                  "n": 7
                }
              },
              "attempt": 0,
              "time": "2026-01-01T00:00:00.000Z"
            }
        "#]],
        ),
    ] {
        let cli = cli(resource, "cat > got.json; echo 1");
        cli.run(&ARGUMENTS);
        let got: Value = serde_json::from_str(&cli.read("got.json")).expect("JSON");
        expected.assert_eq(&format!("{got:#}\n"));
    }
}

#[test]
fn a_token_is_among_what_the_program_gets() {
    let cli = cli(TOKEN, "cat > got.json; echo '{ \"approved\": true }'");
    let shown = cli.run(&ARGUMENTS);
    let got: Value = serde_json::from_str(&cli.read("got.json")).expect("JSON");
    assert!(got["token"].is_string());
    expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "approved": true
          }
        }
    "#]]
    .assert_eq(&shown);
}

#[test]
fn what_a_function_returns_is_the_payload() {
    check(
        INVOKE,
        "echo log; echo '{ \"paid\": true }'",
        &expect![[r#"
            exit status 0
            --- stdout
            {
              "status": "SUCCEEDED",
              "output": {
                "ExecutedVersion": "$LATEST",
                "Payload": {
                  "paid": true
                },
                "StatusCode": 200
              }
            }
        "#]],
    );
    check(
        FUNCTION,
        "echo '{'; echo '\"paid\": true }'",
        &expect![[r#"
            exit status 0
            --- stdout
            {
              "status": "SUCCEEDED",
              "output": {
                "paid": true
              }
            }
        "#]],
    );
    check(
        MESSAGE,
        "echo null",
        &expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": null
        }
    "#]],
    );
}

#[test]
fn failures() {
    // As the runtimes of Lambda report them.
    let report = r#"{"errorType":"Declined","errorMessage":"No money."}"#;
    check(
        INVOKE,
        &format!("echo '{report}'; exit 1"),
        &expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "Error": "Declined",
            "Cause": "{\"errorType\":\"Declined\",\"errorMessage\":\"No money.\"}"
          }
        }
    "#]],
    );
    check(
        INVOKE,
        &format!("echo oh >&2; echo '{report}' >&2; exit 1"),
        &expect![[r#"
            exit status 0
            --- stdout
            {
              "status": "SUCCEEDED",
              "output": {
                "Error": "Declined",
                "Cause": "{\"errorType\":\"Declined\",\"errorMessage\":\"No money.\"}"
              }
            }
            --- stderr
            Call: oh
            Call: {"errorType":"Declined","errorMessage":"No money."}
        "#]],
    );
    // As `SendTaskFailure` has them.
    check(
        TOKEN,
        r#"echo '{"Cause":"No."}'; exit 1"#,
        &expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "Error": null,
            "Cause": "No."
          }
        }
    "#]],
    );
}

#[test]
fn failures_that_are_not_explained() {
    check(
        FUNCTION,
        "echo 'it broke' >&2; exit 3",
        &expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "Error": "Lambda.Unknown",
            "Cause": "The worker ended with exit status 3: it broke"
          }
        }
        --- stderr
        Call: it broke
    "#]],
    );
    check(
        MESSAGE,
        "exit 3",
        &expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "Error": "States.TaskFailed",
            "Cause": "The worker ended with exit status 3"
          }
        }
    "#]],
    );
}

#[test]
fn an_endpoint_that_answers_with_an_error() {
    check(
        "arn:aws:states:::http:invoke",
        r#"echo '{ "StatusCode": 429, "StatusText": "Too Many Requests" }'"#,
        &expect![[r#"
            exit status 0
            --- stdout
            {
              "status": "SUCCEEDED",
              "output": {
                "Error": "States.Http.StatusCode.429",
                "Cause": "Too Many Requests"
              }
            }
        "#]],
    );
}

#[test]
fn what_is_no_result() {
    check(
        FUNCTION,
        "echo hello",
        &expect![[r#"
        exit status 1
        --- stdout
        {
          "status": "FAILED",
          "error": "States.Runtime",
          "cause": "The worker has to print the result of 'Call' as JSON, but it printed hello"
        }
    "#]],
    );
    check(
        FUNCTION,
        "true",
        &expect![[r#"
        exit status 1
        --- stdout
        {
          "status": "FAILED",
          "error": "States.Runtime",
          "cause": "The worker has to print the result of 'Call' as JSON, but it printed nothing"
        }
    "#]],
    );
}

#[test]
fn a_slow_program_is_killed() {
    let slow = ["--worker-timeout", "0.2"];
    for (resource, expected) in [
        (
            INVOKE,
            expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "Error": "Sandbox.Timedout",
            "Cause": "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"Error: Task timed out after 0.20 seconds\"}"
          }
        }
    "#]],
        ),
        (
            MESSAGE,
            expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "Error": "States.Timeout",
            "Cause": ""
          }
        }
    "#]],
        ),
    ] {
        let cli = cli(resource, "exec sleep 100");
        expected.assert_eq(&cli.run(&[&ARGUMENTS[..], &slow].concat()));
    }
}

#[test]
fn a_run_that_is_stopped_stops_the_program() {
    let limit = ["--max-time", "1s"];
    let shown = cli(FUNCTION, "exec sleep 100").run(&[&ARGUMENTS[..], &limit].concat());
    assert!(shown.contains("Simulator.RealTimeLimit"), "{shown}");
}

#[test]
fn pipes_that_stay_open_hold_nothing_up() {
    check(
        MESSAGE,
        "sleep 5 & echo 1",
        &expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": 1
        }
    "#]],
    );
}

#[test]
fn the_time_that_passes_is_virtual() {
    let stands_still = |more: &[&str]| {
        let call = "simulate d.asl.json --history json --worker".split(' ');
        let arguments: Vec<_> = call
            .chain(["sh worker.sh"])
            .chain(more.iter().copied())
            .collect();
        let output = cli(MESSAGE, "echo 1").output(&arguments);
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let events = answer["events"].as_array().expect("events");
        events[0]["timestamp"] == events[events.len() - 1]["timestamp"]
    };
    assert!(stands_still(&[]));
    assert!(!stands_still(&["--worker-time", "real"]));
}

#[test]
fn mocks_come_first() {
    let mocks = json!({
        "StateMachines": { "M": { "TestCases": { "T": { "Call": "Answer" } } } },
        "MockedResponses": { "Answer": { "0": { "Return": "mocked" } } },
    });
    let cli = cli(MESSAGE, "echo 1").file("mocks.json", mocks.to_string());
    expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": "mocked"
        }
        --- stderr
        note: The mock of Call cannot be a response of sqs:sendMessage: The result must be an object
    "#]]
    .assert_eq(&cli.run(&[&ARGUMENTS[..], &["--mock", "mocks.json"]].concat()));
}

#[test]
fn what_cannot_be_used() {
    let cli = cli(MESSAGE, "");
    let run = |more: &[&str]| cli.run(&[&["simulate", "d.asl.json"], more].concat());
    expect![[r#"
        exit status 2
        --- stderr
        asl: the worker no-such-program cannot be started: No such file or directory (os error 2)
    "#]]
    .assert_eq(&run(&["--worker", "no-such-program -x"]));
    expect![[r#"
        exit status 2
        --- stderr
        error: invalid value 'sh 'worker.sh' for '--worker <COMMAND>': the closing ' is missing

        For more information, try '--help'.
    "#]]
    .assert_eq(&run(&["--worker", "sh 'worker.sh"]));
    expect![[r#"
        exit status 2
        --- stderr
        error: the following required arguments were not provided:
          --worker <COMMAND>

        Usage: asl simulate --worker <COMMAND> --worker-timeout <SECONDS> <FILE>

        For more information, try '--help'.
    "#]]
    .assert_eq(&run(&["--worker-timeout", "3"]));
}
