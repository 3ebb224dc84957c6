//! What `asl simulate` shows of a run: one state, the trace as JSON, long runs, cost; and what ends a
//! run from outside.

#![expect(clippy::expect_used, reason = "a test that cannot begin has failed")]

mod support;

use expect_test::expect;
use serde_json::Value;
use support::{Cli, MOCKS, ORDERS};

/// Goes round until the counter is at a hundred thousand.
const LONG: &str = r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Assign": { "n": 0 }, "Next": "Count" },
    "Count": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$n", "NumericLessThan": 100000, "Next": "Add" }],
      "Default": "Done"
    },
    "Add": { "Type": "Pass", "Assign": { "n.$": "States.MathAdd($n, 1)" }, "Next": "Count" },
    "Done": { "Type": "Succeed" }
  }
}
"#;

const CALLBACK: &str = r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.orders",
      "ItemProcessor": {
        "StartAt": "Ask",
        "States": {
          "Ask": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": {
              "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
              "MessageBody": { "order.$": "$", "token.$": "$$.Task.Token" }
            },
            "Catch": [{ "ErrorEquals": ["Refused"], "Assign": { "why.$": "$.Cause" }, "Next": "Note" }],
            "End": true
          },
          "Note": { "Type": "Pass", "Result": "refused", "End": true }
        }
      },
      "End": true
    },
    "Gone": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true }
  }
}
"#;

const CALLBACK_MOCKS: &str = r#"{
  "StateMachines": { "Callback": { "TestCases": { "Mixed": { "Ask": "Ask", "Gone": "Ask" } } } },
  "MockedResponses": {
    "Ask": {
      "0": { "Return": { "ok": true } },
      "1": { "Throw": { "Error": "Refused", "Cause": "too dear" } }
    }
  }
}
"#;

fn cli() -> Cli {
    Cli::new()
        .file("orders.asl.json", ORDERS)
        .file("mocks.json", MOCKS)
        .file("small.json", r#"{ "total": 7 }"#)
        .file("long.asl.json", LONG)
        .file("callback.asl.json", CALLBACK)
        .file("callback.mocks.json", CALLBACK_MOCKS)
        .file("two.json", r#"{ "orders": [1, 2] }"#)
        .file("context.json", r#"{ "Execution": { "Id": "mine" } }"#)
}

/// The busy run of an order, with more arguments.
fn busy(more: &[&str]) -> String {
    let all = [
        "simulate",
        "orders.asl.json",
        "--input",
        "small.json",
        "--mock",
        "mocks.json",
        "--test-case",
        "Busy",
    ];
    cli().run(&[&all, more].concat())
}

fn callback(more: &[&str]) -> String {
    let all = [
        "simulate",
        "callback.asl.json",
        "--input",
        "two.json",
        "--mock",
        "callback.mocks.json",
        "--test-case",
        "Mixed",
    ];
    cli().run(&[&all, more].concat())
}

/// The JSON of an answer.
fn json(shown: &str) -> Value {
    let (_, rest) = shown.split_once("--- stdout\n").expect("an answer");
    let (json, _) = rest.split_once("--- stderr\n").unwrap_or((rest, ""));
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn one_state_is_shown_whole() {
    expect![[r#"
        exit status 0
        --- stdout
        Charge (Task), after 0 s
          input                  {"total":7}
          after Parameters       {"FunctionName":"charge","Payload":{"total":7}}
          result                 {"StatusCode":200,"Payload":{"receipt":"r-2"}}
          after ResultSelector   {"receipt":"r-2"}
          after ResultPath       {"total":7,"charge":{"receipt":"r-2"}}
          output                 {"total":7,"charge":{"receipt":"r-2"}}
          retried                Lambda.TooManyRequestsException: Slow down.; at 0 s, again after 2 s
          retried                Lambda.TooManyRequestsException: Slow down.; at 2 s, again after 4 s
          took                   6 s
          next                   Large?

        SUCCEEDED after 6 s of virtual time: 5 transitions, 2 retries, 17 events
        billed: 5 transitions as Standard; 6 s with 64 MB of memory as Express
        about $124.90 a month for 1,000,000 executions as Standard, $7.25 as Express

        {
          "total": 7,
          "charge": {
            "receipt": "r-2"
          },
          "status": "shipped"
        }
    "#]].assert_eq(&busy(&["--show", "Charge"]));
    let all = json(&busy(&["--show", "Charge", "--history", "none"]));
    assert_eq!(all["states"].as_array().map(Vec::len), Some(1));
    assert_eq!(all["states"][0]["retries"][1]["delaySeconds"], 4.0);
    assert_eq!(all.get("events"), None);
}

#[test]
fn every_visit_of_it_is_shown_with_its_tokens() {
    expect![[r#"
        exit status 0
        --- stdout
        Ask (Task) in Each[0], after 0 s
          input                  1
          after Parameters       {"QueueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/orders","MessageBody":{"order":1,"token":"TOKEN"}}
          result                 {"ok":true}
          output                 {"ok":true}
          task token             TOKEN
                                 issued at 0 s; success at 0 s

        Ask (Task) in Each[1], after 0 s
          input                  2
          after Parameters       {"QueueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/orders","MessageBody":{"order":2,"token":"TOKEN"}}
          output                 {"Error":"Refused","Cause":"too dear"}
          assigned               $why = "too dear"
          task token             TOKEN
                                 issued at 0 s; failure at 0 s
          error                  Refused: too dear (caught by Catch[0])
          next                   Note

        SUCCEEDED after 0 s of virtual time: 4 transitions, 0 retries, 24 events
        billed: 4 transitions as Standard; 0.1 s with 64 MB of memory as Express
        about $99.90 a month for 1,000,000 executions as Standard, $1.10 as Express
        note: The mock of Gone was not used: the execution did not come there

        [
          {
            "ok": true
          },
          "refused"
        ]
    "#]].assert_eq(&without_tokens(&callback(&["--show", "Ask"])));
}

/// A token is long, and whatever the seed makes it.
fn without_tokens(shown: &str) -> String {
    let mut text = String::new();
    for piece in shown.split_inclusive(|it: char| !it.is_ascii_alphanumeric()) {
        if piece.len() > 80 {
            text.push_str("TOKEN");
            text.extend(piece.chars().last());
        } else {
            text.push_str(piece);
        }
    }
    text
}

#[test]
fn a_state_that_was_not_visited_is_said() {
    expect![[r#"
        exit status 2
        --- stderr
        asl: the execution did not come to a state "Declined"; it was in Charge, Large?, Ship
    "#]]
    .assert_eq(&busy(&["--show", "Declined"]));
}

#[test]
fn iterations_have_a_place_and_unused_mocks_are_noted() {
    expect![[r#"
        exit status 0
        --- stdout
        AT   STATE   IN       TYPE  WHAT HAPPENED                           DATA
        0 s  Each             Map   2 items; end                            {"orders":[1,2]} → [{"ok":true},"refused"]
        0 s    Ask   Each[0]  Task  end                                     1 → {"ok":true}
        0 s    Ask   Each[1]  Task  token: failure; caught Refused; → Note  2 → {"Error":"Refused","Cause":"too dear"}; $why = "too dear"
        0 s    Note  Each[1]  Pass  end                                     {"Error":"Refused","Cause":"too… → "refused"

        SUCCEEDED after 0 s of virtual time: 4 transitions, 0 retries, 24 events
        billed: 4 transitions as Standard; 0.1 s with 64 MB of memory as Express
        about $99.90 a month for 1,000,000 executions as Standard, $1.10 as Express
        note: The mock of Gone was not used: the execution did not come there

        [
          {
            "ok": true
          },
          "refused"
        ]
    "#]].assert_eq(&callback(&[]));
}

#[test]
fn the_trace_is_json_too() {
    let trace = json(&busy(&["--trace", "json"]));
    assert_eq!(trace["status"], "SUCCEEDED");
    assert_eq!(trace.get("events"), None);
    let states = trace["states"].as_array().expect("states");
    let names: Vec<_> = states.iter().map(|it| it["name"].as_str()).collect();
    assert_eq!(names, [Some("Charge"), Some("Large?"), Some("Ship")]);
    let steps = [
        "input",
        "afterInputPath",
        "afterParameters",
        "result",
        "afterResultSelector",
        "afterResultPath",
        "output",
    ];
    for step in steps {
        assert!(states[0].get(step).is_some(), "{step}: {}", states[0]);
    }
    assert_eq!(trace["summary"]["transitions"], 5);
    let both = json(&busy(&["--trace", "json", "--history", "json"]));
    assert!(both["events"].is_array() && both["states"].is_array());
}

#[test]
fn the_cost_is_for_as_many_executions_as_asked() {
    let shown = busy(&["--executions", "3000000"]);
    assert!(
        shown.contains("about $374.90 a month for 3,000,000 executions as Standard, $"),
        "{shown}"
    );
    let none = json(&busy(&["--executions", "1", "--history", "none"]));
    assert_eq!(none["summary"]["monthlyCostUsd"]["executions"], 1);
}

#[test]
fn the_middle_of_a_long_run_is_cut() {
    let long = ["simulate", "long.asl.json", "--limits", "off", "--rows"];
    let shown = cli().run(&[&long[..], &["5"]].concat());
    expect![[r#"
        exit status 0
        --- stdout
        AT   STATE  TYPE     WHAT HAPPENED    DATA
        0 s  Begin  Pass     → Count          unchanged: {}; $n = 0
        0 s  Count  Choice   choice 1; → Add  unchanged
        0 s  Add    Pass     → Count          $n = 1
        … 199,998 steps are not shown; `--rows all` shows every one …
        0 s  Count  Choice   → Done           unchanged
        0 s  Done   Succeed  end              unchanged

        SUCCEEDED after 0 s of virtual time: 200,003 transitions, 0 retries, 400,008 events
        billed: 200,003 transitions as Standard; 0.1 s with 64 MB of memory as Express
        about $5,000,074.90 a month for 1,000,000 executions as Standard, $1.10 as Express

        {}
    "#]]
    .assert_eq(&shown);
}

#[test]
fn every_step_can_be_listed() {
    let shown = busy(&["--rows", "all"]);
    assert!(!shown.contains("not shown"), "{shown}");
    let shown = busy(&["--rows", "1"]);
    assert!(shown.contains("2 steps are not shown"), "{shown}");
    let wrong = busy(&["--rows", "0"]);
    assert!(wrong.starts_with("exit status 2\n"), "{wrong}");
}

#[test]
fn the_context_and_the_name_are_options() {
    let definition = r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass",
        "Parameters": { "id.$": "$$.Execution.Id", "name.$": "$$.Execution.Name" }, "End": true } } }"#;
    let cli = cli().file("a.asl.json", definition);
    let shown = cli.run(&[
        "simulate",
        "a.asl.json",
        "--context",
        "context.json",
        "--name",
        "night-run",
        "--history",
        "none",
    ]);
    assert_eq!(
        json(&shown)["output"].to_string(),
        r#"{"id":"mine","name":"night-run"}"#
    );
}

#[test]
fn the_simulator_has_limits_of_its_own() {
    let long = [
        "simulate",
        "long.asl.json",
        "--limits",
        "off",
        "--history",
        "none",
    ];
    let run = |more: &[&str]| cli().run(&[&long[..], more].concat());
    expect![[r#"
        exit status 1
        --- stdout
        {
          "status": "ABORTED",
          "error": "Simulator.StepLimit",
          "cause": "The simulation entered 1000 states; raise this limit of the simulator if the run is meant to go on"
        }
        --- stderr
        --max-steps raises this limit
    "#]].assert_eq(&run(&["--max-steps", "1000"]));
    assert!(run(&["--max-time", "5m"]).starts_with("exit status 0\n"));
    for wrong in ["0", "-1", "soon", "1 d"] {
        let shown = run(&["--max-time", wrong]);
        assert!(shown.starts_with("exit status 2\n"), "{wrong}: {shown}");
    }
}

/// Ctrl-C, as a terminal sends it.
#[cfg(unix)]
#[test]
fn an_interrupted_run_shows_what_happened_so_far() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    // The program is inside the run when its worker has been started.
    let endless = r#"{ "StartAt": "A", "States": {
        "A": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Next": "B" },
        "B": { "Type": "Pass", "Next": "B" } } }"#;
    let worker = "#!/bin/sh\necho started >&2\ncat > /dev/null\necho '{}'\n";
    let cli = cli()
        .file("endless.asl.json", endless)
        .file("worker.sh", worker);
    let arguments = [
        "simulate",
        "endless.asl.json",
        "--limits",
        "off",
        "--max-time",
        "10m",
        "--max-memory",
        "1000000",
        "--worker",
        "sh worker.sh",
        "--history",
        "none",
    ];
    let mut child = cli
        .command(&arguments)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut errors = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut line = String::new();
    errors.read_line(&mut line).expect("text");
    assert!(line.trim_end().ends_with("started"), "{line}");
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("kill is there").success());
    let output = child.wait_with_output().expect("it ends");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(answer["status"], "ABORTED");
}
