//! Targets, scopes, ways that do not end, and what a definition takes from elsewhere.

use asl_syntax::Format;
use expect_test::expect;

use crate::{findings, json, yaml};

#[test]
fn targets_and_scopes() {
    json(
        r#"
{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "B1", "States": { "B1": { "Type": "Pass", "Next": "A" } } },
        { "StartAt": "B1", "States": { "B2": { "Type": "Pass", "End": true } } }
      ],
      "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "C" } ],
      "End": true
    }
  }
}
"#,
        expect![[r#"
            7   |         { "StartAt": "B1", "States": { "B1": { "Type": "Pass", "Next": "A" } } },
                |                                                                         ^ target-across-scopes: The state "A" belongs to another machine; transitions stay in theirs
            8   |         { "StartAt": "B1", "States": { "B2": { "Type": "Pass", "End": true } } }
                |                       ^^ target-across-scopes: The state "B1" belongs to another machine; transitions stay in theirs
            10  |       "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "C" } ],
                |                                                            ^ missing-target: There is no state "C" in this machine
        "#]],
    );
}

#[test]
fn one_slip_does_not_mark_what_stands_behind_it() {
    json(
        r#"
{
  "StartAt": "One",
  "States": {
    "One": { "Type": "Pass", "Next": "Twoo" },
    "Two": { "Type": "Pass", "Next": "Three" },
    "Three": { "Type": "Succeed" }
  }
}
"#,
        expect![[r#"
            4   |     "One": { "Type": "Pass", "Next": "Twoo" },
                |                                       ^^^^ missing-target: There is no state "Twoo" in this machine; did you mean "Two"?
        "#]],
    );
    json(
        r#"
{
  "StartAt": "One",
  "States": {
    "One": { "Type": "Pass" },
    "Two": { "Type": "Succeed" }
  }
}
"#,
        expect![[r#"
            4   |     "One": { "Type": "Pass" },
                |      ^^^ missing-next-or-end: A Pass state needs "Next" or "End": true
        "#]],
    );
}

#[test]
fn a_name_that_needs_escapes_gets_them() {
    let text = r#"{ "StartAt": "say \"hi", "States": { "Say \"Hi\"": { "Type": "Succeed" } } }"#;
    let found = findings(text, Format::Json);
    let fix = &found[0].fixes[0];
    let edits = fix.edits.iter().map(|it| (it.range, it.insert.as_str()));
    let fixed = asl_testing::fixture::apply(text, edits);
    expect![[r#"{ "StartAt": "Say \"Hi\"", "States": { "Say \"Hi\"": { "Type": "Succeed" } } }"#]]
        .assert_eq(&fixed);
    assert_eq!(findings(&fixed, Format::Json), []);
}

#[test]
fn loops() {
    json(
        r#"
{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "IsNull": true, "Next": "A" } ], "Default": "B" },
    "B": { "Type": "Pass", "Next": "B" },
    "C": { "Type": "Succeed" }
  }
}
"#,
        expect![[r#"
            5   |     "B": { "Type": "Pass", "Next": "B" },
                |                                     ^ endless-loop: This leads back to "B": the loop has no way out
            6   |     "C": { "Type": "Succeed" }
                |      ^ unreachable-state: No transition leads to "C"
        "#]],
    );
}

#[test]
fn yaml_merge_keys_and_aliases_may_bring_what_is_missing() {
    yaml(
        "
StartAt: A
States:
  A:
    <<: *common
    Next: B
  B: *other
",
        expect![[""]],
    );
}

#[test]
fn names_that_are_still_to_be_filled_in() {
    json(
        r#"
{ "StartAt": "Pay", "States": { "${First}": { "Type": "Pass", "Next": "Done" }, "Done": { "Type": "Succeed" } } }
"#,
        expect![[""]],
    );
    yaml(
        "
StartAt: A
States:
  <<: *shared
  A:
    Type: Pass
    Next: B
",
        expect![[""]],
    );
}
