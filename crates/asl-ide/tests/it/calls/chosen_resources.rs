//! What a chosen resource brings along.
#![expect(clippy::too_many_lines, reason = "snapshots are long")]

use asl_ide::CompletionConfig;
use expect_test::expect;

use super::{choose, choose_as, json_resource, task, yaml_resource, yaml_task};

#[test]
fn a_chosen_service_leaves_the_cursor_in_the_string() {
    choose(
        &json_resource("s"),
        "sqs",
        &expect![[r#"
        {
          "StartAt": "T",
          "States": {
            "T": {
              "Type": "Task",
              "Resource": "arn:aws:states:::sqs:",
              "End": true
            }
          }
        }
    "#]],
    );
    choose(
        &task("\"Resource\": $0\n\"End\": true"),
        "sqs",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::sqs:$0"
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &yaml_resource("arn:aws:states:::"),
        "aws-sdk:sqs",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                Resource: arn:aws:states:::aws-sdk:sqs:
                End: true
        "#]],
    );
    choose_as(
        &task("\"Resource\": \"sq$0\n\"End\": true"),
        "sqs",
        &CompletionConfig::default(),
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::sqs:
                  "End": true
                }
              }
            }
        "#]],
    );
}

#[test]
fn a_chosen_action_brings_along_what_it_needs() {
    choose(
        &json_resource("dynamodb put"),
        "dynamodb:putItem",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::dynamodb:putItem",
                  "Parameters": {
                    "TableName": "$1",
                    "Item": {
                      $0
                    }
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &yaml_resource("dynamodb put"),
        "dynamodb:putItem",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                Resource: arn:aws:states:::dynamodb:putItem
                Parameters:
                  TableName: $1
                  Item:
                    $0
                End: true
        "#]],
    );
    choose(
        &json_resource("sqs:send"),
        "sqs:sendMessage.waitForTaskToken",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                  "Parameters": {
                    "QueueUrl": "$1",
                    "MessageBody": {
                      "TaskToken.$": "${0:$$.Task.Token}"
                    }
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &yaml_resource("arn:aws:states:::events:"),
        "events:putEvents",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                Resource: arn:aws:states:::events:putEvents
                Parameters:
                  Entries:
                    - Source: $1
                      DetailType: $2
                      Detail: $3
                      EventBusName: $0
                End: true
        "#]],
    );
    choose(
        &yaml_task("QueryLanguage: JSONata\nResource: 'lambda$0'"),
        "lambda:invoke",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                QueryLanguage: JSONata
                Resource: 'arn:aws:states:::lambda:invoke'
                Arguments:
                  FunctionName: $1
                  Payload: "${0:{% $states.input %}}"
                End: true
        "#]],
    );
    choose(
        &yaml_task("QueryLanguage: JSONata\nResource: lambda inv$0"),
        "lambda:invoke.waitForTaskToken",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                QueryLanguage: JSONata
                Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
                Arguments:
                  FunctionName: $1
                  Payload:
                    TaskToken: "${0:{% $states.context.Task.Token %}}"
                End: true
        "#]],
    );
}

#[test]
fn on_one_line_it_stays_there() {
    choose(
        r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "sns pub$0" "End": true}}}"#,
        "sns:publish",
        &expect![[
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": { "TopicArn": "$1", "Message.$": "${0:$}" }, "End": true}}}"#
        ]],
    );
    choose(
        "States: {T: {Type: Task, Resource: glue$0, End: true}}",
        "glue:startJobRun.sync",
        &expect![[
            r#"States: {T: {Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", Parameters: {JobName: "$0"}, End: true}}"#
        ]],
    );
}

#[test]
fn what_is_given_already_stays() {
    choose(
        &task("\"Resource\": \"arn:aws:states:::sqs:$0\",\n\"Parameters\": {},\n\"End\": true"),
        "sqs:sendMessage",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::sqs:sendMessage",
                  "Parameters": {},
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &yaml_task("Resource: arn:aws:states:::dyn$0amodb:putItem\nParameters:\n  TableName: a"),
        "dynamodb",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                Resource: arn:aws:states:::dynamodb:
                Parameters:
                  TableName: a
                End: true
        "#]],
    );
}

#[test]
fn on_text_that_is_not_whole() {
    // No quote at the end, no comma, no value, no state around.
    choose(
        &task("\"Resource\": \"sqs:send$0\n\"End\": true"),
        "sqs:sendMessage",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::sqs:sendMessage",
                  "Parameters": {
                    "QueueUrl": "$1",
                    "MessageBody.$": "${0:$}"
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &task("\"Resource\": \"arn:aws:states:::sqs:send$0Message\n\"End\": true"),
        "sqs:sendMessage",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::sqs:sendMessage",
                  "Parameters": {
                    "QueueUrl": "$1",
                    "MessageBody.$": "${0:$}"
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        "{\"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": \"sqs$0",
        "sqs",
        &expect![[r#"{"States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:$0""#]],
    );
    choose(
        &yaml_task("Resource: \"sqs:send$0"),
        "sqs:sendMessage",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                Resource: "arn:aws:states:::sqs:sendMessage"
                Parameters:
                  QueueUrl: $1
                  MessageBody.$: ${0:$}
                End: true
        "#]],
    );
}
