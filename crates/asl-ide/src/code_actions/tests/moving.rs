//! States that move into a Parallel, a Map or an execution of their own.

use asl_syntax::Format;
use expect_test::expect;

use super::{JSON, YAML, at, check};

#[test]
fn into_a_parallel() {
    check(
        "Move \"Pay\" into a Parallel",
        &at(JSON, "\"Pay\": {"),
        Format::Json,
        &expect![[r#"
            Move "Pay" into a Parallel
            {
              "StartAt": "Parallel of Pay",
              "States": {
                "Parallel of Pay": {
                  "Type": "Parallel",
                  "Branches": [
                    {
                      "StartAt": "Pay",
                      "States": {
                        "Pay": {
                          "Type": "Task",
                          "Resource": "arn:aws:states:::lambda:invoke",
                          "End": true
                        }
                      }
                    }
                  ],
                  "OutputPath": "$[0]",
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
        "Move \"Pay\" into a Parallel",
        &at(YAML, "  Pay:"),
        Format::Yaml,
        &expect![[r#"
            Move "Pay" into a Parallel
            StartAt: Parallel of Pay
            QueryLanguage: JSONata
            States:
              # The last one.
              Done:
                Type: Succeed
              Parallel of Pay:
                Type: Parallel
                Branches:
                  - StartAt: Pay
                    States:
                      Pay:
                        Type: Task
                        Resource: arn:aws:states:::dynamodb:putItem
                        Arguments:
                          TableName: T
                          Item: {}
                        End: true
                Output: "{% $states.result[0] %}"
                Next: Done
        "#]],
    );
}

#[test]
fn into_an_execution() {
    check(
        "Move \"Pay\" into an exec",
        &at(JSON, "\"Pay\": {"),
        Format::Json,
        &expect![[r#"
            Move "Pay" into an execution of its own
            {
              "StartAt": "Execution of Pay",
              "States": {
                "Execution of Pay": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::states:startExecution.sync:2",
                  "Parameters": {
                    "StateMachineArn": "${PayStateMachineArn}",
                    "Input.$": "$"
                  },
                  "OutputPath": "$.Output",
                  "Next": "Done"
                },
                "Done": {
                  "Type": "Succeed"
                }
              }
            }

            --- pay
            {
              "StartAt": "Pay",
              "States": {
                "Pay": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke",
                  "End": true
                }
              }
            }
        "#]],
    );
    check(
        "Move \"Pay\" into an exec",
        &at(YAML, "  Pay:"),
        Format::Yaml,
        &expect![[r#"
            Move "Pay" into an execution of its own
            StartAt: Execution of Pay
            QueryLanguage: JSONata
            States:
              # The last one.
              Done:
                Type: Succeed
              Execution of Pay:
                Type: Task
                Resource: arn:aws:states:::states:startExecution.sync:2
                Arguments:
                  StateMachineArn: "${PayStateMachineArn}"
                  Input: "{% $states.input %}"
                Output: "{% $states.result.Output %}"
                Next: Done

            --- pay
            QueryLanguage: JSONata
            StartAt: Pay
            States:
              Pay:
                Type: Task
                Resource: arn:aws:states:::dynamodb:putItem
                Arguments:
                  TableName: T
                  Item: {}
                End: true
        "#]],
    );
}

#[test]
fn several_states_into_a_map() {
    let marked = r#"{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    $0"B": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "C" }], "Default": "C" },
    "C": { "Type": "Pass", $0"End": true }
  }
}"#;
    check(
        "Move 2 states into a Map",
        marked,
        Format::Json,
        &expect![[r#"
            Move 2 states into a Map
            {
              "StartAt": "A",
              "States": {
                "A": { "Type": "Pass", "Next": "Map of B" },
                "Map of B": {
                  "Type": "Map",
                  "ItemsPath": "$",
                  "ItemProcessor": {
                    "StartAt": "B",
                    "States": {
                      "B": {
                        "Type": "Choice",
                        "Choices": [
                          {
                            "Variable": "$.x",
                            "IsNull": true,
                            "Next": "C"
                          }
                        ],
                        "Default": "C"
                      },
                      "C": {
                        "Type": "Pass",
                        "End": true
                      }
                    }
                  },
                  "End": true
                }
              }
            }"#]],
    );
}

#[test]
fn ways_that_lead_to_several_places_cannot_be_moved() {
    let marked = r#"{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    $0"B": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "C" }], "Default": "D" },
    "C": { "Type": "Pass", $0"Next": "D" },
    "D": { "Type": "Succeed" }
  }
}"#;
    check(
        "Move",
        marked,
        Format::Json,
        &expect![[r#"only ["Convert state \"B\" to JSONata"]"#]],
    );
}
