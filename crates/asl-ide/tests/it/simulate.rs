//! Reports of simulations, as a view and as a terminal show them.

use asl_ide::{Mocks, SimulateRequest, report, simulate};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::support::{ORDER, ORDER_YAML, Setup, format_of};

fn check(text: &str, request: SimulateRequest, expect: &Expect) {
    let setup = Setup::new(text, format_of(text));
    let drawn = match simulate(&setup.analysis, setup.file, request) {
        Ok(simulation) => report::text(&simulation, &report::Style::default()),
        Err(error) => format!("{error}\n"),
    };
    expect.assert_eq(&drawn);
}

fn mocks(config: Value, test_case: Option<&str>) -> Mocks {
    Mocks {
        name: "mocks.json".to_owned(),
        config,
        state_machine: None,
        test_case: test_case.map(str::to_owned),
    }
}

fn with_mocks(test_case: Option<&str>) -> SimulateRequest {
    let config = json!({
        "StateMachines": {"Order": {"TestCases": {
            "Good": {"Approve": "Approved"},
            "Bad": {"Approve": "Broken"}
        }}},
        "MockedResponses": {
            "Approved": {"0": {"Throw": {"Error": "Busy", "Cause": "too much"}}, "1": {"Return": {"ok": true}}},
            "Broken": {"0-3": {"Throw": {"Error": "Bad", "Cause": "no"}}}
        }
    });
    SimulateRequest {
        input: Some(json!({"total": 200})),
        mocks: Some(mocks(config, test_case)),
        ..SimulateRequest::default()
    }
}

#[test]
fn a_run_as_a_table() {
    check(
        ORDER,
        with_mocks(Some("Good")),
        &expect![[r#"
            AT   STATE    TYPE    WHAT HAPPENED                  DATA
            0 s  Check    Choice  choice 1; → Approve            unchanged: {"total":200}
            0 s  Approve  Task    Busy: again after 2 s; → Pack  {"total":200} → {"ok":true}
            2 s  Pack     Pass    end                            unchanged

            SUCCEEDED after 2 s of virtual time: 4 transitions, 1 retry, 14 events
            billed: 4 transitions as Standard; 2 s with 64 MB of memory as Express
            about $99.90 a month for 1,000,000 executions as Standard, $3.08 as Express

            {
              "ok": true
            }
        "#]],
    );
    check(
        ORDER,
        with_mocks(Some("Bad")),
        &expect![[r#"
            AT    STATE     TYPE    WHAT HAPPENED                                           DATA
            0 s   Check     Choice  choice 1; → Approve                                     unchanged: {"total":200}
            0 s   Approve   Task    Bad: again after 2 s, 4 s, 8 s; caught Bad; → Rejected  {"total":200} → {"Error":"Bad","Cause":"no"}
            14 s  Rejected  Fail    failed with Rejected                                    {"Error":"Bad","Cause":"no"}

            FAILED after 14 s of virtual time: 6 transitions, 3 retries, 19 events
            billed: 6 transitions as Standard; 14 s with 64 MB of memory as Express
            about $149.90 a month for 1,000,000 executions as Standard, $15.58 as Express

            error: Rejected
        "#]],
    );
}

#[test]
fn without_mocks_answers_are_made_up_and_said_so() {
    let request = SimulateRequest {
        input: Some(json!({"total": 200})),
        ..SimulateRequest::default()
    };
    check(
        ORDER_YAML,
        request,
        &expect![[r#"
            AT   STATE    TYPE    WHAT HAPPENED        DATA
            0 s  Check    Choice  choice 1; → Approve  unchanged: {"total":200}
            0 s  Approve  Task    → Pack               {"total":200} → {"ExecutedVersion":"$LATEST","Payload":{},"StatusCode":200,"SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["example"]},"HttpHeaders":{"Content-Type":"application/json"},"HttpStat…
            0 s  Pack     Pass    end                  unchanged

            SUCCEEDED after 0 s of virtual time: 3 transitions, 0 retries, 11 events
            billed: 3 transitions as Standard; 0.1 s with 64 MB of memory as Express
            about $74.90 a month for 1,000,000 executions as Standard, $1.10 as Express
            note: Approve has no mock: its answer was made up

            {
              "ExecutedVersion": "$LATEST",
              "Payload": {},
              "StatusCode": 200,
              "SdkHttpMetadata": {
                "AllHttpHeaders": {
                  "Content-Type": [
                    "example"
                  ]
                },
                "HttpHeaders": {
                  "Content-Type": "application/json"
                },
                "HttpStatusCode": 200
              },
              "SdkResponseMetadata": {
                "RequestId": "107c936a-a795-4ee9-ac7d-6d0596e6f191"
              }
            }
        "#]],
    );
}

#[test]
fn the_test_case_must_be_clear() {
    check(
        ORDER,
        with_mocks(None),
        &expect![[r#"
        Say which test case of the mocks is meant: Good (of Order), Bad (of Order)
    "#]],
    );
    check(
        ORDER,
        with_mocks(Some("Ugly")),
        &expect![[r#"
        The mocks have no such test case; they have Good (of Order), Bad (of Order)
    "#]],
    );
}

#[test]
fn what_cannot_run_says_where() {
    check(
        "{\n  \"StartAt\": \"A\",\n  \"States\": {\n",
        SimulateRequest::default(),
        &expect![[r#"
            line 3, column 14: A closing `}` is missing
            line 3, column 14: A closing `}` is missing
        "#]],
    );
    check(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}"#,
        SimulateRequest::default(),
        &expect![[r#"
            line 1, column 59: There is no state 'B' in this 'States'
        "#]],
    );
}

#[test]
fn the_report_as_markdown() {
    let setup = Setup::new(ORDER, format_of(ORDER));
    let simulation =
        simulate(&setup.analysis, setup.file, with_mocks(Some("Good"))).expect("it runs");
    expect![[r##"
        # SUCCEEDED

        SUCCEEDED after 2 s of virtual time: 4 transitions, 1 retry, 14 events  
        billed: 4 transitions as Standard; 2 s with 64 MB of memory as Express  
        about $99.90 a month for 1,000,000 executions as Standard, $3.08 as Express

        ## Output

        ```json
        {
          "ok": true
        }
        ```

        ## States

        | at | state | in | type | what happened | data |
        |---:|---|---|---|---|---|
        | 0 s | Check |  | Choice | choice 1; → Approve | `unchanged: {"total":200}` |
        | 0 s | Approve |  | Task | Busy: again after 2 s; → Pack | `{"total":200} → {"ok":true}` |
        | 2 s | Pack |  | Pass | end | unchanged |
    "##]]
    .assert_eq(&report::markdown(&simulation));
}

#[test]
fn what_is_wrong_with_mocks_names_them() {
    let request = |config| SimulateRequest {
        mocks: Some(mocks(config, None)),
        ..SimulateRequest::default()
    };
    check(
        ORDER,
        request(json!({"total": 200})),
        &expect![[r#"
            mocks.json: This is no mock file: it has no 'StateMachines' (the form is that of Step Functions Local's MockConfigFile.json)
        "#]],
    );
    check(
        ORDER,
        request(json!({"StateMachines": {"Order": {}}})),
        &expect![[r#"
            mocks.json: /StateMachines/Order/TestCases: An object is needed here
        "#]],
    );
}

#[test]
fn mocks_that_answer_nothing_are_told() {
    let config = json!({
        "StateMachines": {"Order": {"TestCases": {
            "Good": {"Aprove": "Approved", "Check": "Approved"}
        }}},
        "MockedResponses": {"Approved": {"0": {"Return": {"ok": true}}}}
    });
    let request = SimulateRequest {
        mocks: Some(mocks(config, Some("Good"))),
        ..with_mocks(None)
    };
    let setup = Setup::new(ORDER, format_of(ORDER));
    let notes = simulate(&setup.analysis, setup.file, request)
        .map(|simulation| simulation.notes.join("\n"))
        .unwrap_or_default();
    expect![[r#"
        The mocks name the state Aprove, which the definition does not have
        The mocks name the state Check, but it is a Choice state: only Tasks are mocked
        Approve has no mock: its answer was made up"#]]
    .assert_eq(&notes);
}

/// Three items of a Distributed Map, one of which fails.
const EACH: &str = r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ToleratedFailureCount": 1,
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Two?",
        "States": {
          "Two?": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$", "NumericEquals": 2, "Next": "No" }],
            "Default": "Yes"
          },
          "Yes": { "Type": "Pass", "End": true },
          "No": { "Type": "Fail", "Error": "Two" }
        }
      },
      "ResultPath": null,
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
"#;

fn each(style: &report::Style) -> String {
    let setup = Setup::new(EACH, format_of(EACH));
    let request = SimulateRequest {
        input: Some(json!([1, 2, 3])),
        ..SimulateRequest::default()
    };
    let simulation = simulate(&setup.analysis, setup.file, request);
    simulation.map_or_else(|error| error.to_string(), |it| report::text(&it, style))
}

#[test]
fn child_executions_are_folded_and_counted() {
    let folded = each(&report::Style::default());
    let whole = each(&report::Style {
        rows: None,
        ..report::Style::default()
    });
    let table = |page: &str| page.split("\n\n").next().map(str::to_owned);
    let tables = [table(&folded), table(&whole)].map(Option::unwrap_or_default);
    expect![[r#"
        AT   STATE  TYPE     WHAT HAPPENED                              DATA
        0 s  Each   Map      3 items in 3 executions: 1 failed; → Done  unchanged: [1,2,3]
          … 6 steps in child executions; `--rows all` shows them …
        0 s  Done   Succeed  end                                        unchanged

        AT   STATE   IN       TYPE     WHAT HAPPENED                              DATA
        0 s  Each             Map      3 items in 3 executions: 1 failed; → Done  unchanged: [1,2,3]
        0 s    Two?  Each[0]  Choice   → Yes                                      unchanged
        0 s    Two?  Each[1]  Choice   choice 1; → No                             unchanged
        0 s    Two?  Each[2]  Choice   → Yes                                      unchanged
        0 s    Yes   Each[0]  Pass     end                                        unchanged
        0 s    No    Each[1]  Fail     failed with Two                            2
        0 s    Yes   Each[2]  Pass     end                                        unchanged
        0 s  Done             Succeed  end                                        unchanged"#]]
    .assert_eq(&tables.join("\n\n"));
    let run = folded.lines().find(|line| line.starts_with("map run: "));
    expect!["map run: Each SUCCEEDED; 3 items: 2 succeeded, 1 failed; 3 executions: 2 succeeded, 1 failed"]
        .assert_eq(run.unwrap_or_default());
}

#[test]
fn a_narrow_terminal_gets_narrow_lines_and_a_coloured_one_colours() {
    let style = report::Style {
        width: Some(60),
        colour: true,
        rows: None,
        ..report::Style::default()
    };
    let page = each(&style);
    let (table, _) = page.split_once("\n\n").unwrap();
    assert!(
        table.contains("\u{1b}[31mfailed with Two\u{1b}[0m"),
        "{table}"
    );
    for line in table.lines() {
        let bare: String = line.split('\u{1b}').map(after_code).collect();
        assert!(bare.chars().count() <= 60, "{bare}");
    }
    assert!(page.contains("\u{1b}[32mSUCCEEDED"), "{page}");
}

/// A piece behind an escape without its code.
fn after_code(piece: &str) -> &str {
    match piece.strip_prefix('[') {
        Some(rest) => rest.split_once('m').map_or("", |(_, text)| text),
        None => piece,
    }
}
