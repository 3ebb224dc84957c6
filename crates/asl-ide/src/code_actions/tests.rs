//! What the refactorings write, in both notations.

use asl_check::CheckConfig;
use asl_syntax::Format;
use asl_testing::fixture::{Fixture, apply};
use expect_test::{Expect, expect};

use super::code_actions;
use crate::{Analysis, Document, FileRange};

mod moving;
mod templates;

/// Applies the action whose title begins like this to the text at the one cursor or between the two.
fn check(title: &str, marked: &str, format: Format, expected: &Expect) {
    let fixture = Fixture::parse(marked);
    let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
    let range = FileRange {
        file,
        range: fixture.range(),
    };
    let actions = code_actions(&analysis, range, &CheckConfig::default());
    let Some(action) = actions.iter().find(|it| it.title.starts_with(title)) else {
        let titles: Vec<_> = actions.iter().map(|it| it.title.as_str()).collect();
        return expected.assert_eq(&format!("only {titles:?}"));
    };
    let edits = action.change.edits[0].1.iter();
    let after = apply(
        &fixture.text,
        edits.map(|it| (it.range, it.insert.as_str())),
    );
    let errors = asl_syntax::parse(&after, format).errors().len();
    assert_eq!(errors, 0, "{after}");
    let file = action.file.as_ref();
    let file = file.map_or_else(String::new, |it| format!("\n--- {}\n{}", it.name, it.text));
    expected.assert_eq(&format!("{}\n{after}{file}", action.title));
}

const JSON: &str = r#"{
  "StartAt": "Pay",
  "States": {
    "Pay": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Next": "Done"
    },
    "Done": {
      "Type": "Succeed"
    }
  }
}
"#;

const YAML: &str = "\
StartAt: Pay
QueryLanguage: JSONata
States:
  # The last one.
  Done:
    Type: Succeed
  Pay:
    Type: Task
    Resource: arn:aws:states:::dynamodb:putItem
    Arguments: { TableName: T, Item: {} }
    Next: Done
";

fn at(text: &str, place: &str) -> String {
    assert!(text.contains(place), "{place}");
    let mark = place
        .find(|it: char| it.is_alphabetic())
        .unwrap_or_default()
        + 1;
    let (before, behind) = place.split_at(mark);
    text.replacen(place, &format!("{before}$0{behind}"), 1)
}

#[test]
fn retry() {
    check(
        "Retry",
        &at(JSON, "\"Pay\": {"),
        Format::Json,
        &expect![[r#"
            Retry transient errors of "Pay"
            {
              "StartAt": "Pay",
              "States": {
                "Pay": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke",
                  "Retry": [
                    {
                      "ErrorEquals": [
                        "Lambda.ClientExecutionTimeoutException",
                        "Lambda.ServiceException",
                        "Lambda.AWSLambdaException",
                        "Lambda.SdkClientException",
                        "Lambda.TooManyRequestsException"
                      ],
                      "IntervalSeconds": 1,
                      "MaxAttempts": 3,
                      "BackoffRate": 2,
                      "JitterStrategy": "FULL"
                    }
                  ],
                  "Next": "Done"
                },
                "Done": {
                  "Type": "Succeed"
                }
              }
            }
        "#]],
    );
    check(
        "Retry",
        &at(YAML, "  Pay:"),
        Format::Yaml,
        &expect![[r#"
        Retry transient errors of "Pay"
        StartAt: Pay
        QueryLanguage: JSONata
        States:
          # The last one.
          Done:
            Type: Succeed
          Pay:
            Type: Task
            Resource: arn:aws:states:::dynamodb:putItem
            Arguments: { TableName: T, Item: {} }
            Retry:
              - ErrorEquals:
                  - DynamoDB.InternalServerErrorException
                  - DynamoDB.ProvisionedThroughputExceededException
                  - DynamoDB.RequestLimitExceededException
                  - DynamoDB.ThrottlingException
                  - DynamoDB.SdkClientException
                  - DynamoDB.ReplicatedWriteConflictException
                  - DynamoDB.TransactionConflictException
                IntervalSeconds: 1
                MaxAttempts: 3
                BackoffRate: 2
                JitterStrategy: FULL
            Next: Done
    "#]],
    );
}

#[test]
fn catch() {
    check(
        "Catch",
        &at(JSON, "\"Pay\": {"),
        Format::Json,
        &expect![[r#"
            Catch errors of "Pay" with a new state
            {
              "StartAt": "Pay",
              "States": {
                "Pay": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke",
                  "Catch": [
                    {
                      "ErrorEquals": ["States.ALL"],
                      "ResultPath": "$.error",
                      "Next": "Pay failed"
                    }
                  ],
                  "Next": "Done"
                },
                "Pay failed": {
                  "Type": "Fail",
                  "ErrorPath": "$.error.Error",
                  "CausePath": "$.error.Cause"
                },
                "Done": {
                  "Type": "Succeed"
                }
              }
            }
        "#]],
    );
    check(
        "Catch",
        &at(YAML, "  Pay:"),
        Format::Yaml,
        &expect![[r#"
        Catch errors of "Pay" with a new state
        StartAt: Pay
        QueryLanguage: JSONata
        States:
          # The last one.
          Done:
            Type: Succeed
          Pay:
            Type: Task
            Resource: arn:aws:states:::dynamodb:putItem
            Arguments: { TableName: T, Item: {} }
            Catch:
              - ErrorEquals:
                  - States.ALL
                Output: "{% $merge([$states.input, {'error': $states.errorOutput}]) %}"
                Next: Pay failed
            Next: Done
          Pay failed:
            Type: Fail
            Error: "{% $states.input.error.Error %}"
            Cause: "{% $states.input.error.Cause %}"
    "#]],
    );
}

#[test]
fn insert_before() {
    check(
        "Insert a state before",
        &at(JSON, "\"Done\"\n"),
        Format::Json,
        &expect![[r#"
            Insert a state before "Done"
            {
              "StartAt": "Pay",
              "States": {
                "Pay": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke",
                  "Next": "New state"
                },
                "New state": {
                  "Type": "Pass",
                  "Next": "Done"
                },
                "Done": {
                  "Type": "Succeed"
                }
              }
            }
        "#]],
    );
    check(
        "Insert a state before",
        &at(YAML, "Pay\n"),
        Format::Yaml,
        &expect![[r#"
            Insert a state before "Pay"
            StartAt: New state
            QueryLanguage: JSONata
            States:
              # The last one.
              Done:
                Type: Succeed
              New state:
                Type: Pass
                Next: Pay
              Pay:
                Type: Task
                Resource: arn:aws:states:::dynamodb:putItem
                Arguments: { TableName: T, Item: {} }
                Next: Done
        "#]],
    );
}

#[test]
fn insert_behind() {
    check(
        "Insert a state behind",
        &at(JSON, "\"Pay\": {"),
        Format::Json,
        &expect![[r#"
            Insert a state behind "Pay"
            {
              "StartAt": "Pay",
              "States": {
                "Pay": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke",
                  "Next": "New state"
                },
                "New state": {
                  "Type": "Pass",
                  "Next": "Done"
                },
                "Done": {
                  "Type": "Succeed"
                }
              }
            }
        "#]],
    );
    check(
        "Insert a state behind",
        &at(YAML, "  Pay:"),
        Format::Yaml,
        &expect![[r#"
            Insert a state behind "Pay"
            StartAt: Pay
            QueryLanguage: JSONata
            States:
              # The last one.
              Done:
                Type: Succeed
              Pay:
                Type: Task
                Resource: arn:aws:states:::dynamodb:putItem
                Arguments: { TableName: T, Item: {} }
                Next: New state
              New state:
                Type: Pass
                Next: Done
        "#]],
    );
}

#[test]
fn sort() {
    check(
        "Sort",
        &at(YAML, "States:"),
        Format::Yaml,
        &expect![[r#"
        Sort states by flow
        StartAt: Pay
        QueryLanguage: JSONata
        States:
          Pay:
            Type: Task
            Resource: arn:aws:states:::dynamodb:putItem
            Arguments: { TableName: T, Item: {} }
            Next: Done
          # The last one.
          Done:
            Type: Succeed
    "#]],
    );
    let marked = r#"{ "Sta$0tes": {
    "C": { "Type": "Succeed" },
    "Lost": { "Type": "Succeed" },
    "A": { "Type": "Task", "Resource": "x", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "C" }], "Next": "B" },
    "B": { "Type": "Pass", "End": true }
}, "StartAt": "A" }"#;
    check(
        "Sort",
        marked,
        Format::Json,
        &expect![[r#"
        Sort states by flow
        { "States": {
            "A": { "Type": "Task", "Resource": "x", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "C" }], "Next": "B" },
            "B": { "Type": "Pass", "End": true },
            "C": { "Type": "Succeed" },
            "Lost": { "Type": "Succeed" }
        }, "StartAt": "A" }"#]],
    );
}

/// What changes the whole document: the titles, and the text after all of it.
fn check_source(text: &str, format: Format, expected: &Expect) {
    let (analysis, file) = Analysis::single(Document::new(text, format));
    let found = super::source_actions(&analysis, file, &CheckConfig::default());
    let drawn = found.iter().map(|it| {
        let edits = it.change.edits.iter().flat_map(|it| &it.1);
        let edits = edits.map(|it| (it.range, it.insert.as_str()));
        format!("{}\n{}", it.title, apply(text, edits))
    });
    expected.assert_eq(&drawn.collect::<String>());
}

#[test]
fn all_fixes_and_all_machines() {
    check_source(
        r#"{
  "StartAt": "B",
  "States": {
    "Z": { "Type": "Succed" },
    "B": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Y", "States": { "X": { "Type": "Succeed" }, "Y": { "Type": "Pass", "Next": "X" } } }
      ],
      "Next": "Zz"
    }
  }
}
"#,
        Format::Json,
        &expect![[r#"
            Fix all
            {
              "StartAt": "B",
              "States": {
                "Z": { "Type": "Succeed" },
                "B": {
                  "Type": "Parallel",
                  "Branches": [
                    { "StartAt": "Y", "States": { "X": { "Type": "Succeed" }, "Y": { "Type": "Pass", "Next": "X" } } }
                  ],
                  "Next": "Z"
                }
              }
            }
            Sort states by flow
            {
              "StartAt": "B",
              "States": {
                "B": {
                  "Type": "Parallel",
                  "Branches": [
                    { "StartAt": "Y", "States": { "Y": { "Type": "Pass", "Next": "X" }, "X": { "Type": "Succeed" } } }
                  ],
                  "Next": "Zz"
                },
                "Z": { "Type": "Succed" }
              }
            }
        "#]],
    );
    check_source(
        "StartAt: A\nStates:\n  A:\n    Type: Succeed\n",
        Format::Yaml,
        &expect![[r#""#]],
    );
}
