//! Parameters at every depth, and their values. tidy: allow long, because it is one short text and one
//! drawn answer per place.
#![expect(clippy::too_many_lines, reason = "snapshots are long")]

use asl_testing::fixture::CURSOR;
use expect_test::expect;

use super::{choose, list, offered, task, with_snippets, yaml_task};
use crate::support::{Setup, format_of};

fn given(resource: &str, parameters: &str) -> String {
    task(&format!(
        "\"Resource\": \"arn:aws:states:::{resource}\",\n\"Parameters\": {parameters},\n\"End\": true"
    ))
}

fn yaml_given(resource: &str, parameters: &str) -> String {
    yaml_task(&format!(
        "Resource: arn:aws:states:::{resource}\nParameters:{parameters}"
    ))
}

fn yaml_arguments(resource: &str, arguments: &str) -> String {
    yaml_task(&format!(
        "QueryLanguage: JSONata\nResource: arn:aws:states:::{resource}\nArguments:{arguments}"
    ))
}

#[test]
fn parameters_that_are_missing() {
    list(
        &given("dynamodb:putItem", "{$0}"),
        &expect![[r#"
        TableName  (required · string)
        TableName.$  (required · string)
        Item  (required · map of string to AttributeValue)
        Item.$  (required · map of string to AttributeValue)
        Expected  (map of string to ExpectedAttributeValue)
        Expected.$  (map of string to ExpectedAttributeValue)
        ReturnValues  (string)
        ReturnValues.$  (string)
        ReturnConsumedCapacity  (string)
        ReturnConsumedCapacity.$  (string)
        20 in all
    "#]],
    );
    list(
        &given("dynamodb:putItem", "{\"TableName.$\": \"$.t\", \"I$0\"}"),
        &expect![[r#"
            Item  (required · map of string to AttributeValue)
            Item.$  (required · map of string to AttributeValue)
            Expected  (map of string to ExpectedAttributeValue)
            Expected.$  (map of string to ExpectedAttributeValue)
            ReturnValues  (string)
            ReturnValues.$  (string)
            ReturnConsumedCapacity  (string)
            ReturnConsumedCapacity.$  (string)
            ReturnItemCollectionMetrics  (string)
            ReturnItemCollectionMetrics.$  (string)
            18 in all
        "#]],
    );
    list(
        &yaml_given("dynamodb:putItem", "\n  $0"),
        &expect![[r#"
        TableName  (required · string)
        TableName.$  (required · string)
        Item  (required · map of string to AttributeValue)
        Item.$  (required · map of string to AttributeValue)
        Expected  (map of string to ExpectedAttributeValue)
        Expected.$  (map of string to ExpectedAttributeValue)
        ReturnValues  (string)
        ReturnValues.$  (string)
        ReturnConsumedCapacity  (string)
        ReturnConsumedCapacity.$  (string)
        20 in all
    "#]],
    );
    list(
        &yaml_given("dynamodb:putItem", "\n  Tab$0"),
        &expect![[r#"
        TableName  (required · string)
        TableName.$  (required · string)
        Item  (required · map of string to AttributeValue)
        Item.$  (required · map of string to AttributeValue)
        Expected  (map of string to ExpectedAttributeValue)
        Expected.$  (map of string to ExpectedAttributeValue)
        ReturnValues  (string)
        ReturnValues.$  (string)
        ReturnConsumedCapacity  (string)
        ReturnConsumedCapacity.$  (string)
        20 in all
    "#]],
    );
    list(
        &yaml_arguments("dynamodb:putItem", "\n  TableName: a\n  $0"),
        &expect![[r#"
            Item  (required · map of string to AttributeValue)
            Expected  (map of string to ExpectedAttributeValue)
            ReturnValues  (string)
            ReturnConsumedCapacity  (string)
            ReturnItemCollectionMetrics  (string)
            ConditionalOperator  (string)
            ConditionExpression  (string)
            ExpressionAttributeNames  (map of string to string)
            ExpressionAttributeValues  (map of string to AttributeValue)
            9 in all
        "#]],
    );
}

#[test]
fn parameters_at_every_depth() {
    // A map's values, a list's members, a member of a member.
    list(
        &given("dynamodb:putItem", "{\"Item\": {\"id\": {$0}}}"),
        &expect![[r#"
            S  (string)
            S.$  (string)
            N  (string)
            N.$  (string)
            B  (blob)
            B.$  (blob)
            SS  (list of string)
            SS.$  (list of string)
            NS  (list of string)
            NS.$  (list of string)
            20 in all
        "#]],
    );
    list(
        &given(
            "dynamodb:putItem",
            "{\"Item\": {\"id\": {\"S\": \"a\", $0}}}",
        ),
        &expect![["0 in all\n"]],
    );
    list(
        &given(
            "events:putEvents",
            "{\"Entries\": [{\"Source\": \"a\" $0}]}",
        ),
        &expect![[r#"
            DetailType  (string)
            DetailType.$  (string)
            Detail  (string)
            Detail.$  (string)
            EventBusName  (string)
            EventBusName.$  (string)
            Time  (timestamp)
            Time.$  (timestamp)
            Resources  (list of string)
            Resources.$  (list of string)
            12 in all
        "#]],
    );
    list(
        &yaml_given("events:putEvents", "\n  Entries:\n    - $0"),
        &expect![[r#"
            Source  (string)
            Source.$  (string)
            DetailType  (string)
            DetailType.$  (string)
            Detail  (string)
            Detail.$  (string)
            EventBusName  (string)
            EventBusName.$  (string)
            Time  (timestamp)
            Time.$  (timestamp)
            14 in all
        "#]],
    );
    list(
        &yaml_given(
            "ecs:runTask",
            "\n  NetworkConfiguration:\n    AwsvpcConfiguration:\n      $0",
        ),
        &expect![[r#"
            Subnets  (required · list of string)
            Subnets.$  (required · list of string)
            SecurityGroups  (list of string)
            SecurityGroups.$  (list of string)
            AssignPublicIp  (string)
            AssignPublicIp.$  (string)
            6 in all
        "#]],
    );
    list(
        &yaml_arguments("aws-sdk:dynamodb:putItem", "\n  Item: {id: {$0}}"),
        &expect![[r#"
            S  (string)
            N  (string)
            B  (blob)
            Ss  (list of string)
            Ns  (list of string)
            Bs  (list of blob)
            M  (map of string to AttributeValue)
            L  (list of AttributeValue)
            Nul  (boolean)
            Bool  (boolean)
            10 in all
        "#]],
    );
}

#[test]
fn nothing_inside_what_may_be_anything() {
    for marked in [
        given("lambda:invoke", "{\"Payload\": {$0}}"),
        given("lambda:invoke", "{\"Payload\": {\"a\": $0}}"),
        yaml_given("lambda:invoke", "\n  Payload:\n    $0"),
        yaml_given("states:startExecution", "\n  Input:\n    a: $0"),
        given("nothing:known", "{$0}"),
        given("dynamodb:putItem", "{\"Item\": {$0}}"),
    ] {
        list(&marked, &expect![["0 in all\n"]]);
    }
}

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

#[test]
fn older_spellings_are_offered_too() {
    let marked = given("dynamodb:putItem", "{\"Item\": {\"id\": {$0}}}");
    let setup = Setup::new(&marked, format_of(&marked));
    let items = offered(&setup, &with_snippets());
    let labels: Vec<_> = items.iter().map(|it| it.label.as_str()).collect();
    assert!(labels.contains(&"BOOL"), "{labels:?}");
}

#[test]
fn every_beginning_of_a_task() {
    let json = given("dynamodb:putItem", "{\"Item\": {\"id\": {\"S\": \"a\"}}}");
    let yaml = yaml_given(
        "events:putEvents",
        "\n  Entries:\n    - Source: a\n      Detail: {}",
    );
    for text in [json, yaml] {
        for end in 0..=text.len() {
            let marked = [&text[..end], CURSOR].concat();
            let setup = Setup::new(&marked, format_of(&text));
            offered(&setup, &with_snippets());
        }
    }
}
