//! Quick fixes: what is offered at a cursor, and the text after each.

use asl_ide::{CheckConfig, CodeAction, code_actions};
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of};

/// The titles, then the text after the action whose title begins with `title`.
fn check(marked: &str, title: &str, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let actions = code_actions(&setup.analysis, setup.range(), &CheckConfig::default());
    let action = actions.iter().find(|it| it.title.starts_with(title));
    let after = |it: &CodeAction| {
        let edits: Vec<_> = it.change.edits.iter().flat_map(|it| it.1.clone()).collect();
        setup.apply(&edits)
    };
    expect.assert_eq(&action.map_or("no such action".to_owned(), after));
}

#[test]
fn creates_the_missing_state() {
    check(
        r#"
{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B$0" },
    "C": { "Type": "Succeed" }
  }
}"#,
        "Create state",
        &expect![[r#"
            {
              "StartAt": "A",
              "States": {
                "A": { "Type": "Pass", "Next": "B" },
                "B": {
                  "Type": "Pass",
                  "End": true
                },
                "C": { "Type": "Succeed" }
              }
            }"#]],
    );
    check(
        "\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: $0yes\n",
        "Create state",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Pass
                Next: yes
              "yes":
                Type: Pass
                End: true
        "#]],
    );
    check(
        "{\n  \"StartAt\": \"A$0\",\n  \"States\": {}\n}\n",
        "Create state",
        &expect![[r#"
            {
              "StartAt": "A",
              "States": {
                "A": {
                  "Type": "Pass",
                  "End": true
                }
              }
            }
        "#]],
    );
    check(
        "\nStartAt: A\nStates:\n  A: {Type: Pass, Next: $0B}\n",
        "Create state",
        &expect![[r#"
            StartAt: A
            States:
              A: {Type: Pass, Next: B}
              B:
                Type: Pass
                End: true
        "#]],
    );
}

#[test]
fn only_for_states_that_are_missing() {
    check(
        r#"{"StartAt": "A$0", "States": {"A": {"Type": "Succeed"}}}"#,
        "Create state",
        &expect!["no such action"],
    );
}

#[test]
fn quick_fixes_of_diagnostics_at_the_cursor() {
    check(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Nxet$0": "A"}}}"#,
        "Change",
        &expect![[r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}"#]],
    );
}
