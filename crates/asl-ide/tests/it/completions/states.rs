//! States where they are named, and where they are written.

use expect_test::expect;

use super::{choose, list};
use crate::support::{order_at, yaml_at};

#[test]
fn states_that_nothing_leads_to_come_first() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Next": "$0"},
  "B": {"Type": "Pass", "Next": "A"},
  "C": {"Type": "Succeed"}
}}"#,
        &expect![[r#"
            B  (Pass state, not reached yet)
            C  (Succeed state, not reached yet)
            A  (Pass state)
            3 in all
        "#]],
    );
}

#[test]
fn states_at_every_reference() {
    list(
        &order_at("\"StartAt\": \""),
        &expect![[r#"
        Check  (Choice state)
        Approve  (Task state)
        Pack  (Pass state)
        Rejected  (Fail state)
        4 in all
    "#]],
    );
    list(
        &order_at("\"Default\": \""),
        &expect![[r#"
        Approve  (Task state)
        Pack  (Pass state)
        Rejected  (Fail state)
        Check  (Choice state)
        4 in all
    "#]],
    );
    list(
        &order_at("100, \"Next\": \""),
        &expect![[r#"
        Approve  (Task state)
        Pack  (Pass state)
        Rejected  (Fail state)
        Check  (Choice state)
        4 in all
    "#]],
    );
    list(
        &order_at("[\"States.ALL\"], \"Next\": \""),
        &expect![[r#"
            Rejected  (Fail state)
            Pack  (Pass state)
            Check  (Choice state)
            Approve  (Task state)
            4 in all
        "#]],
    );
    list(
        &yaml_at("Default: "),
        &expect![[r#"
        Approve  (Task state)
        Pack  (Pass state)
        Check  (Choice state)
        3 in all
    "#]],
    );
}

#[test]
fn only_states_of_the_own_machine() {
    list(
        r#"{"StartAt": "P", "States": {"P": {"Type": "Map", "ItemProcessor": {"StartAt": "$0", "States": {"I": {}}}}}}"#,
        &expect![[r#"
            I  (state, not reached yet)
            1 in all
        "#]],
    );
}

#[test]
fn a_chosen_state_replaces_the_word_with_its_quotes() {
    choose(
        r#"{"StartAt": "Wr$0ong", "States": {"A \"b\"": {}}}"#,
        "A \"b\"",
        &expect![[r#"{"StartAt": "A \"b\"", "States": {"A \"b\"": {}}}"#]],
    );
    choose(
        "{\n  \"StartAt\": \"A$0\n  \"States\": {\"Abc\": {}}\n}",
        "Abc",
        &expect![[r#"
            {
              "StartAt": "Abc",
              "States": {"Abc": {}}
            }"#]],
    );
    choose(
        "{\n  \"StartAt\": $0\n  \"States\": {\"Abc\": {}}\n}",
        "Abc",
        &expect![[r#"
            {
              "StartAt": "Abc",
              "States": {"Abc": {}}
            }"#]],
    );
    choose(
        "{\n  \"StartAt\": $0,\n  \"States\": {\"Abc\": {}}\n}",
        "Abc",
        &expect![[r#"
            {
              "StartAt": "Abc",
              "States": {"Abc": {}}
            }"#]],
    );
    choose(
        "\nStartAt: $0\nStates:\n  \"yes\":\n    Type: Pass\n",
        "yes",
        &expect![[r#"
            StartAt: "yes"
            States:
              "yes":
                Type: Pass
        "#]],
    );
    choose(
        "\nStartAt: 'o$0'\nStates:\n  one:\n    Type: Pass\n",
        "one",
        &expect![[r#"
            StartAt: 'one'
            States:
              one:
                Type: Pass
        "#]],
    );
}

#[test]
fn whole_states_and_missing_ones() {
    list(
        r#"{"StartAt": "First", "States": {$0}}"#,
        &expect![[r#"
        First  (a transition leads here, but there is no such state)
        Task state  (-)
        Choice state  (-)
        Parallel state  (-)
        Map state  (-)
        Wait state  (-)
        Pass state  (-)
        Succeed state  (-)
        9 in all
    "#]],
    );
    choose(
        r#"{"StartAt": "First", "States": {$0}}"#,
        "First",
        &expect![[r#"
            {"StartAt": "First", "States": {"First": {
              "Type": "$0"
            }}}"#]],
    );
    choose(
        r#"{"StartAt": "First", "States": {$0}}"#,
        "Wait state",
        &expect![[r#"
            {"StartAt": "First", "States": {"${1:Wait state}": {
              "Type": "Wait",
              "Seconds": ${2:10},
              "Next": "$0"
            }}}"#]],
    );
    choose(
        "\nStartAt: First\nStates:\n  $0\n",
        "Task state",
        &expect![[r#"
            StartAt: First
            States:
              ${1:Task state}:
                Type: Task
                Resource: $2
                Next: $0
        "#]],
    );
}

#[test]
fn a_catcher_leads_to_what_handles_errors() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Next": "B", "Catch": [{"ErrorEquals": ["X"], "Next": "$0"}]},
  "B": {"Type": "Task", "Next": "C", "Catch": [{"ErrorEquals": ["X"], "Next": "Undo"}]},
  "C": {"Type": "Succeed"},
  "Undo": {"Type": "Pass", "Next": "Failed"},
  "Failed": {"Type": "Fail"}
}}"#,
        &expect![[r#"
            Undo  (Pass state)
            Failed  (Fail state)
            B  (Task state)
            C  (Succeed state)
            A  (Task state)
            5 in all
        "#]],
    );
}

#[test]
fn a_state_that_is_named_elsewhere_but_not_written_yet() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Choice", "Choices": [], "Default": "Ship it"},
  "B": {"Type": "Pass", "Next": "Sh$0"}
}}"#,
        &expect![[r#"
            A  (Choice state)
            Ship it  (another transition leads here, but there is no such state)
            B  (Pass state, not reached yet)
            3 in all
        "#]],
    );
}
