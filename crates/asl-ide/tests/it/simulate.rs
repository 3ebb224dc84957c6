//! Reports of simulations, as a view and as a terminal show them.

use asl_ide::{SimulateRequest, report, simulate};
use expect_test::{Expect, expect};
use serde_json::json;

use crate::support::{ORDER, ORDER_YAML, Setup, format_of};

fn check(text: &str, request: SimulateRequest, expect: &Expect) {
    let setup = Setup::new(text, format_of(text));
    let drawn = match simulate(&setup.analysis, setup.file, request) {
        Ok(simulation) => report::text(&simulation),
        Err(error) => format!("{error}\n"),
    };
    expect.assert_eq(&drawn);
}

fn with_mocks(test_case: Option<&str>) -> SimulateRequest {
    SimulateRequest {
        input: Some(json!({"total": 200})),
        mocks: Some(json!({
            "StateMachines": {"Order": {"TestCases": {
                "Good": {"Approve": "Approved"},
                "Bad": {"Approve": "Broken"}
            }}},
            "MockedResponses": {
                "Approved": {"0": {"Throw": {"Error": "Busy", "Cause": "too much"}}, "1": {"Return": {"ok": true}}},
                "Broken": {"0-3": {"Throw": {"Error": "Bad", "Cause": "no"}}}
            }
        })),
        test_case: test_case.map(str::to_owned),
        ..SimulateRequest::default()
    }
}

#[test]
fn a_run_as_a_table() {
    check(
        ORDER,
        with_mocks(Some("Good")),
        &expect![[r#"
        AT   STATE    TYPE    WHAT HAPPENED                  OUTPUT
        0 s  Check    Choice  choice 1; → Approve            {"total":200}
        0 s  Approve  Task    Busy, again after 2 s; → Pack  {"ok":true}
        2 s  Pack     Pass    end                            {"ok":true}

        SUCCEEDED after 2 s of virtual time: 4 transitions, 1 retry, 14 events
        about $100.00 for a million executions as Standard, $3.08 as Express

        {
          "ok": true
        }
    "#]],
    );
    check(
        ORDER,
        with_mocks(Some("Bad")),
        &expect![[r#"
        AT    STATE     TYPE    WHAT HAPPENED                                                                             OUTPUT
        0 s   Check     Choice  choice 1; → Approve                                                                       {"total":200}
        0 s   Approve   Task    Bad, again after 2 s; Bad, again after 4 s; Bad, again after 8 s; caught Bad; → Rejected  {"Error":"Bad","Cause":"no"}
        14 s  Rejected  Fail    failed with Rejected

        FAILED after 14 s of virtual time: 6 transitions, 3 retries, 19 events
        about $150.00 for a million executions as Standard, $15.59 as Express

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
        AT   STATE    TYPE    WHAT HAPPENED        OUTPUT
        0 s  Check    Choice  choice 1; → Approve  {"total":200}
        0 s  Approve  Task    → Pack               {"ExecutedVersion":"$LATEST","Payload":{},"StatusCode":200}
        0 s  Pack     Pass    end                  {"ExecutedVersion":"$LATEST","Payload":{},"StatusCode":200}

        SUCCEEDED after 0 s of virtual time: 3 transitions, 0 retries, 11 events
        about $75.00 for a million executions as Standard, $1.10 as Express
        note: Approve has no mock: its answer was made up

        {
          "ExecutedVersion": "$LATEST",
          "Payload": {},
          "StatusCode": 200
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
            line 3, column 14: a closing `}` is missing
            line 3, column 14: a closing `}` is missing
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
        about $100.00 for a million executions as Standard, $3.08 as Express

        ## Output

        ```json
        {
          "ok": true
        }
        ```

        ## States

        | at | state | type | what happened | output |
        |---:|---|---|---|---|
        | 0 s | Check | Choice | choice 1; → Approve | `{"total":200}` |
        | 0 s | Approve | Task | Busy, again after 2 s; → Pack | `{"ok":true}` |
        | 2 s | Pack | Pass | end | `{"ok":true}` |
    "##]]
    .assert_eq(&report::markdown(&simulation));
}

#[test]
fn a_test_case_needs_mocks() {
    let request = SimulateRequest {
        test_case: Some("Good".to_owned()),
        ..SimulateRequest::default()
    };
    check(
        ORDER,
        request,
        &expect![[r#"
        The test case "Good" is one of the mocks, but there are no mocks
    "#]],
    );
}
