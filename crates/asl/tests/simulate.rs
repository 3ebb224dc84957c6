//! `asl simulate` as a user sees it.

mod support;

use expect_test::expect;
use serde_json::Value;
use support::{Cli, MOCKS, ORDERS};

fn orders() -> Cli {
    Cli::new()
        .file("orders.asl.json", ORDERS)
        .file("mocks.json", MOCKS)
        .file("small.json", r#"{ "total": 7 }"#)
        .file("large.json", r#"{ "total": 700 }"#)
}

/// The mocked run of a test case, printed as `history` says.
fn run(case: &str, input: &str, history: &str) -> String {
    let mock = ["--mock", "mocks.json", "--test-case", case];
    let arguments = [
        &[
            "simulate",
            "orders.asl.json",
            "--input",
            input,
            "--history",
            history,
        ],
        &mock[..],
    ];
    orders().run(&arguments.concat())
}

#[test]
fn the_report_shows_states_data_and_output() {
    expect![[r#"
        exit status 0
        --- stdout
        AT   STATE       TYPE    WHAT HAPPENED           DATA
        0 s  Charge      Task    → Large?                +charge: {"receipt":"r-1"}
        0 s  Large?      Choice  choice 1; → Wait a day  unchanged
        0 s  Wait a day  Wait    → Ship                  unchanged
        1 d  Ship        Pass    end                     +status: "shipped"

        SUCCEEDED after 1 d of virtual time: 4 transitions, 0 retries, 13 events
        billed: 4 transitions as Standard; 1 d with 64 MB of memory as Express
        about $99.90 a month for 1,000,000 executions as Standard, but too long for Express

        {
          "total": 700,
          "charge": {
            "receipt": "r-1"
          },
          "status": "shipped"
        }
    "#]]
    .assert_eq(&run("Fine", "large.json", "table"));
}

#[test]
fn the_report_shows_retries() {
    expect![[r#"
        exit status 0
        --- stdout
        AT   STATE   TYPE    WHAT HAPPENED                                                    DATA
        0 s  Charge  Task    Lambda.TooManyRequestsException: again after 2 s, 4 s; → Large?  +charge: {"receipt":"r-2"}
        6 s  Large?  Choice  → Ship                                                           unchanged
        6 s  Ship    Pass    end                                                              +status: "shipped"

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
    "#]].assert_eq(&run("Busy", "small.json", "table"));
}

#[test]
fn a_failed_execution_is_status_1() {
    expect![[r#"
        exit status 1
        --- stdout
        {
          "status": "FAILED",
          "error": "Declined",
          "cause": "The card was declined."
        }
    "#]]
    .assert_eq(&run("Declined", "small.json", "none"));
}

#[test]
fn the_result_alone() {
    expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "total": 7,
            "charge": {
              "receipt": "r-1"
            },
            "status": "shipped"
          }
        }
    "#]]
    .assert_eq(&run("Fine", "small.json", "none"));
}

#[test]
fn the_history_has_the_shape_of_get_execution_history() {
    let shown = run("Fine", "small.json", "json");
    let (_, json) = shown.split_once("--- stdout\n").expect("an answer");
    let answer: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(answer["status"], "SUCCEEDED");
    let events = answer["events"].as_array().expect("events");
    let types: Vec<_> = events
        .iter()
        .map(|event| event["type"].as_str().expect("a type"))
        .collect();
    expect![[r#"
        ExecutionStarted
        TaskStateEntered
        TaskScheduled
        TaskStarted
        TaskSucceeded
        TaskStateExited
        ChoiceStateEntered
        ChoiceStateExited
        PassStateEntered
        PassStateExited
        ExecutionSucceeded"#]]
    .assert_eq(&types.join("\n"));
    for (at, event) in events.iter().enumerate() {
        assert_eq!(event["id"], at + 1);
        assert!(event["timestamp"].is_string() || event["timestamp"].is_number());
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let one = run("Busy", "large.json", "json");
    assert_eq!(one, run("Busy", "large.json", "json"));
}

/// The mocked run of a day-long order, with more arguments.
fn run_for_a_day(more: &[&str]) -> String {
    let mock = ["--mock", "mocks.json", "--test-case", "Fine"];
    let arguments = [
        &["simulate", "orders.asl.json", "--input", "large.json"],
        &mock[..],
        more,
    ];
    orders().run(&arguments.concat())
}

#[test]
fn time_starts_where_it_is_told_to() {
    let start = ["--start-time", "2031-05-06T07:08:09Z", "--history", "json"];
    let shown = run_for_a_day(&start);
    assert!(shown.contains("2031-05-06T07:08:09"), "{shown}");
    assert!(
        shown.contains("2031-05-07T07:08:09"),
        "a day later: {shown}"
    );
}

#[test]
fn input_comes_from_standard_input() {
    let arguments = [
        "simulate",
        "pass.asl.yaml",
        "--input",
        "-",
        "--history",
        "none",
    ];
    let cli = Cli::new().file(
        "pass.asl.yaml",
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n",
    );
    expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "a": [
              1,
              null
            ]
          }
        }
    "#]]
    .assert_eq(&cli.run_with_input(&arguments, "{ \"a\": [1, null] }"));
    expect![[r#"
        exit status 2
        --- stderr
        asl: standard input is not JSON: EOF while parsing a value at line 1 column 7
    "#]]
    .assert_eq(&cli.run_with_input(&arguments, "{ \"a\": "));
}

#[test]
fn without_mocks_answers_are_made_up_and_said_to_be() {
    let shown = orders().run(&["simulate", "orders.asl.json", "--input", "small.json"]);
    assert!(
        shown.contains("note: Charge has no mock: its answer was made up"),
        "{shown}"
    );
}

#[test]
fn a_definition_that_cannot_run_is_shown_at_its_place() {
    let cli = Cli::new().file(
        "a.asl.json",
        "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": { \"Type\": \"Pass\", \"Next\": \"B\" }\n  }\n}\n",
    );
    expect![[r#"
        exit status 1
        --- stderr
        error: There is no state 'B' in this 'States'
         --> a.asl.json:4:36
          |
        4 |     "A": { "Type": "Pass", "Next": "B" }
          |                                    ^^^

        asl: a.asl.json cannot run; `asl check` says more
    "#]]
    .assert_eq(&cli.run(&["simulate", "a.asl.json"]));
    let yaml = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n";
    expect![[r#"
        exit status 1
        --- stderr
        error: There is no state 'B' in this 'States'
         --> a.asl.yaml:5:11
          |
        5 |     Next: B
          |           ^

        asl: a.asl.yaml cannot run; `asl check` says more
    "#]]
    .assert_eq(
        &Cli::new()
            .file("a.asl.yaml", yaml)
            .run(&["simulate", "a.asl.yaml"]),
    );
    expect![[r#"
        exit status 1
        --- stderr
        error: A colon and a value are missing after this key
         --> b.asl.json:1:12
          |
        1 | { "StartAt" }
          |            ^

        asl: b.asl.json cannot run; `asl check` says more
    "#]]
    .assert_eq(
        &Cli::new()
            .file("b.asl.json", "{ \"StartAt\" }")
            .run(&["simulate", "b.asl.json"]),
    );
}

#[test]
fn mock_files_are_checked() {
    let cli = orders()
        .file("bad.json", r#"{ "StateMachines": [] }"#)
        .file("input.json", r#"{ "n": 1 }"#);
    let wrong = |file| {
        let whole = cli.run(&["simulate", "orders.asl.json", "--mock", file]);
        let words = [
            "simulate",
            "orders.asl.json",
            "--state",
            "A",
            "--mock",
            file,
        ];
        assert_eq!(cli.run(&words), whole);
        whole
    };
    expect![[r#"
        exit status 2
        --- stderr
        asl: bad.json: /StateMachines: An object is needed here
    "#]]
    .assert_eq(&wrong("bad.json"));
    expect![[r#"
        exit status 2
        --- stderr
        asl: input.json: This is no mock file: it has no 'StateMachines' (the form is that of Step Functions Local's MockConfigFile.json)
    "#]]
    .assert_eq(&wrong("input.json"));
    expect![[r#"
        exit status 2
        --- stderr
        asl: Say which test case of the mocks is meant: Fine (of Orders), Busy (of Orders), Declined (of Orders)
    "#]].assert_eq(&cli.run(&["simulate", "orders.asl.json", "--mock", "mocks.json"]));
    expect![[r#"
        exit status 2
        --- stderr
        asl: The mocks have no such test case; they have Fine (of Orders), Busy (of Orders), Declined (of Orders)
    "#]].assert_eq(&cli.run(&[
        "simulate",
        "orders.asl.json",
        "--mock",
        "mocks.json",
        "--test-case",
        "Fin",
    ]));
}

#[test]
fn s3_objects_are_checked() {
    let cli = orders().file("objects.json", "{}").file("bad.json", "{");
    let run = |s3| {
        cli.run(&[
            "simulate",
            "orders.asl.json",
            "--history",
            "none",
            "--s3",
            s3,
        ])
    };
    assert!(run("objects.json").starts_with("exit status 1\n"));
    assert!(run("bad.json").starts_with("exit status 2\n"));
    assert!(run("none.json").starts_with("exit status 2\n"));
}

#[test]
fn of_very_many_problems_the_first_are_shown() {
    let cli = Cli::new().file("deep.asl.json", "[".repeat(1_000));
    let shown = cli.run(&["simulate", "deep.asl.json"]);
    assert_eq!(shown.matches("error: ").count(), 10);
    assert!(shown.contains("cannot run (491 more errors)"), "{shown}");
}

#[test]
fn express_and_limits_are_options() {
    let express = ["--history", "none", "--type", "express"];
    let shown = run_for_a_day(&express);
    assert!(
        shown.contains("TIMED_OUT"),
        "a day is too long for Express: {shown}"
    );
    assert!(shown.starts_with("exit status 1\n"));
    let lifted = run_for_a_day(&[&express[..], &["--limits", "off"]].concat());
    assert!(lifted.contains("SUCCEEDED"), "{lifted}");
}

#[test]
fn the_trace_shows_every_step() {
    expect![[r#"
        exit status 0
        --- stdout
        Charge (Task), after 0 s
          input                  {"total":700}
          after Parameters       {"FunctionName":"charge","Payload":{"total":700}}
          result                 {"StatusCode":200,"Payload":{"receipt":"r-1"}}
          after ResultSelector   {"receipt":"r-1"}
          after ResultPath       {"total":700,"charge":{"receipt":"r-1"}}
          output                 {"total":700,"charge":{"receipt":"r-1"}}
          next                   Large?

        Large? (Choice), after 0 s
          input                  {"total":700,"charge":{"receipt":"r-1"}}
          output                 {"total":700,"charge":{"receipt":"r-1"}}
          chosen                 Choices[0]
          next                   Wait a day

        Wait a day (Wait), after 0 s
          input                  {"total":700,"charge":{"receipt":"r-1"}}
          output                 {"total":700,"charge":{"receipt":"r-1"}}
          took                   1 d
          next                   Ship

        Ship (Pass), after 1 d
          input                  {"total":700,"charge":{"receipt":"r-1"}}
          result                 "shipped"
          after ResultPath       {"total":700,"charge":{"receipt":"r-1"},"status":"shipped"}
          output                 {"total":700,"charge":{"receipt":"r-1"},"status":"shipped"}

        AT   STATE       TYPE    WHAT HAPPENED           DATA
        0 s  Charge      Task    → Large?                +charge: {"receipt":"r-1"}
        0 s  Large?      Choice  choice 1; → Wait a day  unchanged
        0 s  Wait a day  Wait    → Ship                  unchanged
        1 d  Ship        Pass    end                     +status: "shipped"

        SUCCEEDED after 1 d of virtual time: 4 transitions, 0 retries, 13 events
        billed: 4 transitions as Standard; 1 d with 64 MB of memory as Express
        about $99.90 a month for 1,000,000 executions as Standard, but too long for Express

        {
          "total": 700,
          "charge": {
            "receipt": "r-1"
          },
          "status": "shipped"
        }
    "#]]
    .assert_eq(&run_for_a_day(&["--trace"]));
    let json = run_for_a_day(&["--trace", "--history", "none"]);
    assert!(
        json.contains("\"afterResultSelector\": {\n        \"receipt\": \"r-1\""),
        "{json}"
    );
}
