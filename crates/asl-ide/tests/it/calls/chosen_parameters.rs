//! The values of parameters, and what a chosen parameter brings along.
#![expect(clippy::too_many_lines, reason = "snapshots are long")]

use expect_test::expect;

use super::{choose, given, list, task, yaml_arguments, yaml_given, yaml_task};

#[test]
fn a_chosen_parameter_brings_its_value() {
    choose(
        &given("dynamodb:putItem", "{$0}"),
        "TableName",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::dynamodb:putItem",
                  "Parameters": {"TableName": "$0"},
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &given("dynamodb:putItem", "{\n  \"TableName\": \"a\"\n  $0\n}"),
        "Item.$",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::dynamodb:putItem",
                  "Parameters": {
                    "TableName": "a",
                    "Item.$": "$.$0"
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &yaml_given("ecs:runTask", "\n  Net$0"),
        "NetworkConfiguration",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                Resource: arn:aws:states:::ecs:runTask
                Parameters:
                  NetworkConfiguration:
                    $0
                End: true
        "#]],
    );
    choose(
        &yaml_given("events:putEvents", "\n  $0"),
        "Entries",
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
        &given("events:putEvents", "{\n  $0\n}"),
        "Entries",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::events:putEvents",
                  "Parameters": {
                    "Entries": [
                      {
                        "Source": "$1",
                        "DetailType": "$2",
                        "Detail": "$3",
                        "EventBusName": "$0"
                      }
                    ]
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &given("ecs:runTask", "{\n  \"Launch$0\": \"EC2\"\n}"),
        "LaunchType.$",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::ecs:runTask",
                  "Parameters": {
                    "LaunchType.$": "EC2"
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &yaml_given("events:putEvents", "\n  Entries: $0"),
        "list of PutEventsRequestEntry",
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
        &given("events:putEvents", "{\"Entries\": $0}"),
        "list of PutEventsRequestEntry",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::events:putEvents",
                  "Parameters": {"Entries": [
                    {
                      "Source": "$1",
                      "DetailType": "$2",
                      "Detail": "$3",
                      "EventBusName": "$0"
                    }
                  ]},
                  "End": true
                }
              }
            }
        "#]],
    );
}

#[test]
fn parameters_come_with_what_the_call_needs() {
    choose(
        &task("\"Resource\": \"arn:aws:states:::sns:publish\",\n$0\n\"End\": true"),
        "Parameters",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::sns:publish",
                  "Parameters": {
                    "TopicArn": "$1",
                    "Message.$": "${0:$}"
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    choose(
        &yaml_task("Resource: arn:aws:states:::sns:publish\n$0"),
        "Parameters",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                Resource: arn:aws:states:::sns:publish
                Parameters:
                  TopicArn: $1
                  Message.$: ${0:$}
                End: true
        "#]],
    );
}

#[test]
fn all_that_a_call_needs_as_one_value() {
    choose(
        &given("lambda:invoke.waitForTaskToken", "$0"),
        "required parameters",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Parameters": {
                    "FunctionName": "$1",
                    "Payload": {
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
        &yaml_given("dynamodb:getItem", " $0"),
        "required parameters",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                Resource: arn:aws:states:::dynamodb:getItem
                Parameters: 
                  TableName: $1
                  Key:
                    $0
                End: true
        "#]],
    );
    choose(
        &yaml_task(
            "QueryLanguage: JSONata\nResource: arn:aws:states:::sqs:sendMessage\nArguments: {$0}",
        ),
        "MessageBody",
        &expect![[r#"
            StartAt: T
            States:
              T:
                Type: Task
                QueryLanguage: JSONata
                Resource: arn:aws:states:::sqs:sendMessage
                Arguments: {MessageBody: {$0}}
                End: true
        "#]],
    );
}

#[test]
fn values_that_are_known() {
    list(
        &given(
            "aws-sdk:sqs:receiveMessage",
            "{\"MessageSystemAttributeNames\": [\"Sent$0\"]}",
        ),
        &expect![[r#"
            All  (MessageSystemAttributeName)
            SenderId  (MessageSystemAttributeName)
            SentTimestamp  (MessageSystemAttributeName)
            ApproximateReceiveCount  (MessageSystemAttributeName)
            ApproximateFirstReceiveTimestamp  (MessageSystemAttributeName)
            SequenceNumber  (MessageSystemAttributeName)
            MessageDeduplicationId  (MessageSystemAttributeName)
            MessageGroupId  (MessageSystemAttributeName)
            AWSTraceHeader  (MessageSystemAttributeName)
            DeadLetterQueueSourceArn  (MessageSystemAttributeName)
            10 in all
        "#]],
    );
    list(
        &given("dynamodb:putItem", "{\"ReturnValues\": \"$0\"}"),
        &expect![[r#"
            NONE  (ReturnValue)
            ALL_OLD  (ReturnValue)
            UPDATED_OLD  (ReturnValue)
            ALL_NEW  (ReturnValue)
            UPDATED_NEW  (ReturnValue)
            5 in all
        "#]],
    );
    list(
        &given("dynamodb:getItem", "{\"ConsistentRead\": $0}"),
        &expect![[r#"
            true  (-)
            false  (-)
            2 in all
        "#]],
    );
    list(
        &yaml_given("ecs:runTask", "\n  LaunchType: $0"),
        &expect![[r#"
            EC2  (LaunchType)
            FARGATE  (LaunchType)
            EXTERNAL  (LaunchType)
            MANAGED_INSTANCES  (LaunchType)
            4 in all
        "#]],
    );
    list(
        &yaml_arguments("http:invoke", "\n  Method: P$0"),
        &expect![[r#"
            GET  (-)
            {% %}  (JSONata expression)
            POST  (-)
            PUT  (-)
            DELETE  (-)
            PATCH  (-)
            OPTIONS  (-)
            HEAD  (-)
            8 in all
        "#]],
    );
    list(
        &yaml_given("aws-sdk:ec2:describeInstances", "\n  DryRun: $0"),
        &expect![[r#"
            true  (-)
            false  (-)
            2 in all
        "#]],
    );
    choose(
        &given("dynamodb:putItem", "{\"ReturnValues\": \"AL$0\n}"),
        "ALL_OLD",
        &expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::dynamodb:putItem",
                  "Parameters": {"ReturnValues": "ALL_OLD"
                  },
                  "End": true
                }
              }
            }
        "#]],
    );
    // A path stands there, not the value.
    list(
        &given("dynamodb:putItem", "{\"ReturnValues.$\": \"NO$0\"}"),
        &expect![["0 in all\n"]],
    );
}
