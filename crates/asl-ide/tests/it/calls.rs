//! What is offered where a call is written: resources, parameters, values and errors, and the text
//! after one is chosen. tidy: allow long, because it is one short text and one drawn answer per place.

use asl_ide::{CompletionConfig, CompletionItem, WorkflowType, completion_page, completions};
use asl_testing::fixture::CURSOR;
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of};

/// The first items of a list.
const SHOWN: usize = 10;

fn offered(setup: &Setup, config: &CompletionConfig) -> Vec<CompletionItem> {
    let mut items = completions(&setup.analysis, setup.position(), config);
    items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
    items
}

fn with_snippets() -> CompletionConfig {
    CompletionConfig {
        snippets: true,
        workflow: None,
    }
}

fn list_as(marked: &str, config: &CompletionConfig, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let items = offered(&setup, config);
    let mut drawn = String::new();
    for item in items.iter().take(SHOWN) {
        let detail = item.detail.as_deref().unwrap_or("-");
        drawn.push_str(&[&item.label, "  (", detail, ")\n"].concat());
    }
    drawn.push_str(&[&items.len().to_string(), " in all\n"].concat());
    expect.assert_eq(&drawn);
}

fn list(marked: &str, expect: &Expect) {
    list_as(marked, &with_snippets(), expect);
}

/// The text after an item was chosen, its places to fill in as the editor gets them.
fn choose_as(marked: &str, label: &str, config: &CompletionConfig, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let items = offered(&setup, config);
    let after = |it: &CompletionItem| {
        let mut edits = it.additional.clone();
        let mut edit = it.edit.clone();
        let line = setup.text[..usize::from(edit.range.start())].lines().last();
        let line = line.unwrap_or_default();
        let blanks = &line[..line.len() - line.trim_start().len()];
        let insert = edit.insert.replace('\n', &["\n", blanks].concat());
        edit.insert = insert.replace("\\}", "}").replace("\\$", "$");
        edits.push(edit);
        setup.apply(&edits)
    };
    let item = items.iter().find(|it| it.label == label);
    expect.assert_eq(&item.map_or("no such item".to_owned(), after));
}

fn choose(marked: &str, label: &str, expect: &Expect) {
    choose_as(marked, label, &with_snippets(), expect);
}

/// A JSON machine with one Task, of which these are the fields, each on its line.
fn task(fields: &str) -> String {
    let fields = fields.replace('\n', "\n      ");
    format!(
        "{{\n  \"StartAt\": \"T\",\n  \"States\": {{\n    \"T\": {{\n      \"Type\": \"Task\",\n      {fields}\n    }}\n  }}\n}}\n"
    )
}

/// The same in YAML.
fn yaml_task(fields: &str) -> String {
    let fields = fields.replace('\n', "\n    ");
    format!("StartAt: T\nStates:\n  T:\n    Type: Task\n    {fields}\n    End: true\n")
}

fn json_resource(typed: &str) -> String {
    task(&format!("\"Resource\": \"{typed}$0\",\n\"End\": true"))
}

fn yaml_resource(typed: &str) -> String {
    yaml_task(&format!("Resource: {typed}$0"))
}

/// The label that comes first.
fn first(marked: &str) -> String {
    let setup = Setup::new(marked, format_of(marked));
    let items = offered(&setup, &with_snippets());
    items.first().map_or(String::new(), |it| it.label.clone())
}

#[test]
fn services_come_first() {
    list(
        &json_resource(""),
        &expect![[r#"
        lambda  (1 action)
        dynamodb  (4 actions)
        states  (1 action)
        sns  (1 action)
        sqs  (1 action)
        events  (1 action)
        ecs  (1 action)
        http  (1 action)
        glue  (1 action)
        batch  (1 action)
        462 in all
    "#]],
    );
    list(
        &yaml_resource(""),
        &expect![[r#"
        lambda  (1 action)
        dynamodb  (4 actions)
        states  (1 action)
        sns  (1 action)
        sqs  (1 action)
        events  (1 action)
        ecs  (1 action)
        http  (1 action)
        glue  (1 action)
        batch  (1 action)
        462 in all
    "#]],
    );
    list(
        &json_resource("arn:aws:states:::"),
        &expect![[r#"
        lambda  (1 action)
        dynamodb  (4 actions)
        states  (1 action)
        sns  (1 action)
        sqs  (1 action)
        events  (1 action)
        ecs  (1 action)
        http  (1 action)
        glue  (1 action)
        batch  (1 action)
        460 in all
    "#]],
    );
    list(
        &yaml_resource("arn:aws:states:::"),
        &expect![[r#"
        lambda  (1 action)
        dynamodb  (4 actions)
        states  (1 action)
        sns  (1 action)
        sqs  (1 action)
        events  (1 action)
        ecs  (1 action)
        http  (1 action)
        glue  (1 action)
        batch  (1 action)
        460 in all
    "#]],
    );
    list(
        &json_resource("arn:aws:states:::aws-sdk:dyn"),
        &expect![[r#"
            aws-sdk:dynamodb  (62 actions)
            aws-sdk:dynamodbstreams  (4 actions)
            2 in all
        "#]],
    );
}

#[test]
fn then_actions() {
    list(
        &json_resource("arn:aws:states:::sqs:"),
        &expect![[r#"
        sqs:sendMessage  (goes on with the response)
        sqs:sendMessage.waitForTaskToken  (waits until the task token is answered)
        2 in all
    "#]],
    );
    list(
        &yaml_resource("arn:aws:states:::dynamodb:"),
        &expect![[r#"
        dynamodb:deleteItem  (goes on with the response)
        dynamodb:getItem  (goes on with the response)
        dynamodb:putItem  (goes on with the response)
        dynamodb:updateItem  (goes on with the response)
        4 in all
    "#]],
    );
    list(
        &json_resource("arn:aws:states:::aws-sdk:sqs:"),
        &expect![[r#"
            aws-sdk:sqs:addPermission  (goes on with the response)
            aws-sdk:sqs:cancelMessageMoveTask  (goes on with the response)
            aws-sdk:sqs:changeMessageVisibility  (goes on with the response)
            aws-sdk:sqs:changeMessageVisibilityBatch  (goes on with the response)
            aws-sdk:sqs:createQueue  (goes on with the response)
            aws-sdk:sqs:deleteMessage  (goes on with the response)
            aws-sdk:sqs:deleteMessageBatch  (goes on with the response)
            aws-sdk:sqs:deleteQueue  (goes on with the response)
            aws-sdk:sqs:getQueueAttributes  (goes on with the response)
            aws-sdk:sqs:getQueueUrl  (goes on with the response)
            23 in all
        "#]],
    );
    list(
        &json_resource("arn:aws:states:::aws-sdk:ec2:"),
        &expect![[r#"
            aws-sdk:ec2:acceptAddressTransfer  (goes on with the response)
            aws-sdk:ec2:acceptCapacityReservationBillingOwnership  (goes on with the response)
            aws-sdk:ec2:acceptReservedInstancesExchangeQuote  (goes on with the response)
            aws-sdk:ec2:acceptTransitGatewayClientVpnAttachment  (goes on with the response)
            aws-sdk:ec2:acceptTransitGatewayMulticastDomainAssociations  (goes on with the response)
            aws-sdk:ec2:acceptTransitGatewayPeeringAttachment  (goes on with the response)
            aws-sdk:ec2:acceptTransitGatewayVpcAttachment  (goes on with the response)
            aws-sdk:ec2:acceptVpcEndpointConnections  (goes on with the response)
            aws-sdk:ec2:acceptVpcPeeringConnection  (goes on with the response)
            aws-sdk:ec2:advertiseByoipCidr  (goes on with the response)
            830 in all
        "#]],
    );
    list(
        &json_resource("arn:${AWS::Partition}:states:::ecs:"),
        &expect![[r#"
            ecs:runTask  (goes on with the response)
            ecs:runTask.sync  (waits for the end of the job)
            ecs:runTask.waitForTaskToken  (waits until the task token is answered)
            3 in all
        "#]],
    );
}

#[test]
fn then_patterns() {
    list(
        &json_resource("arn:aws:states:::ecs:runTask"),
        &expect![[r#"
            ecs:runTask  (goes on with the response)
            ecs:runTask.sync  (waits for the end of the job)
            ecs:runTask.waitForTaskToken  (waits until the task token is answered)
            3 in all
        "#]],
    );
    list(
        &json_resource("arn:aws:states:::ecs:runTask."),
        &expect![[r#"
            ecs:runTask.sync  (waits for the end of the job)
            ecs:runTask.waitForTaskToken  (waits until the task token is answered)
            2 in all
        "#]],
    );
    list(
        &yaml_resource("arn:aws:states:::states:startExecution.s"),
        &expect![[r#"
            states:startExecution.sync  (waits for the end of the job)
            states:startExecution.sync:2  (waits for the end of the job, with its output as JSON)
            2 in all
        "#]],
    );
    list(
        &yaml_resource("arn:aws:states:::aws-sdk:sqs:sendMessage."),
        &expect![[r#"
            aws-sdk:sqs:sendMessage.waitForTaskToken  (waits until the task token is answered)
            1 in all
        "#]],
    );
}

#[test]
fn an_express_workflow_has_one_pattern() {
    let config = CompletionConfig {
        workflow: Some(WorkflowType::Express),
        ..with_snippets()
    };
    list_as(
        &json_resource("arn:aws:states:::ecs:"),
        &config,
        &expect![[r#"
            ecs:runTask  (goes on with the response)
            1 in all
        "#]],
    );
    let inside = |kind: &str| {
        format!(
            r#"{{"StartAt": "M", "States": {{"M": {{"Type": "Map", "ItemProcessor": {{
  "ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "{kind}"}},
  "StartAt": "T", "States": {{"T": {{"Type": "Task", "Resource": "arn:aws:states:::ecs:$0"}}}}}}}}}}}}"#
        )
    };
    list(
        &inside("EXPRESS"),
        &expect![[r#"
        ecs:runTask  (goes on with the response)
        1 in all
    "#]],
    );
    list_as(
        &inside("STANDARD"),
        &config,
        &expect![[r#"
        ecs:runTask  (goes on with the response)
        ecs:runTask.sync  (waits for the end of the job)
        ecs:runTask.waitForTaskToken  (waits until the task token is answered)
        3 in all
    "#]],
    );
}

#[test]
fn what_people_type() {
    let wanted = [
        ("lambda:invoke", "lambda:invoke"),
        ("sqs:send", "sqs:sendMessage"),
        ("dynamodb put", "dynamodb:putItem"),
        ("put dynamodb", "dynamodb:putItem"),
        ("dyn get", "dynamodb:getItem"),
        ("ecs run sync", "ecs:runTask.sync"),
        ("step functions start", "states:startExecution"),
        ("s3 getobj", "aws-sdk:s3:getObject"),
        ("aws-sdk:s3:putobject", "aws-sdk:s3:putObject"),
        ("textract analyze", "aws-sdk:textract:analyzeDocument"),
        ("sns", "sns"),
        ("lambda", "lambda"),
        ("runTask", "ecs:runTask"),
    ];
    for (typed, label) in wanted {
        assert_eq!(first(&json_resource(typed)), label, "{typed}");
        assert_eq!(first(&yaml_resource(typed)), label, "{typed} in YAML");
    }
}

/// Editors keep what begins with, or has the letters of, the replaced text up to the cursor.
#[test]
fn editors_keep_what_is_offered() {
    for typed in [
        "",
        "arn:",
        "arn:aws:states:::sq",
        "arn:aws:states:::sqs:se",
        "sqs send",
        "lambda:invoke",
        "put",
        "arn:aws:states:::aws-sdk:s3:",
        "aws-sdk:",
    ] {
        for marked in [json_resource(typed), yaml_resource(typed)] {
            let setup = Setup::new(&marked, format_of(&marked));
            let items = offered(&setup, &with_snippets());
            assert!(!items.is_empty(), "{typed}");
            for item in &items {
                let range = item.edit.range;
                let offset = setup.position().offset;
                assert!(range.contains_inclusive(offset), "{typed}: {}", item.label);
                let replaced = &setup.text[usize::from(range.start())..usize::from(offset)];
                let mut letters = item.filter_text.chars();
                let keeps = replaced
                    .chars()
                    .all(|it| letters.any(|letter| letter == it));
                assert!(keeps, "{replaced} is not in {}", item.filter_text);
                assert!(item.is_partial);
            }
        }
    }
}

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

#[test]
fn functions_and_activities_by_their_own_arns() {
    choose(
        &json_resource(""),
        "lambda function",
        &expect![[r#"
        {
          "StartAt": "T",
          "States": {
            "T": {
              "Type": "Task",
              "Resource": "arn:aws:lambda:${1:REGION}:${2:ACCOUNT}:function:${0:FUNCTION}",
              "End": true
            }
          }
        }
    "#]],
    );
    choose(
        &yaml_resource("activity"),
        "activity",
        &expect![[r#"
        StartAt: T
        States:
          T:
            Type: Task
            Resource: arn:aws:states:${1:REGION}:${2:ACCOUNT}:activity:${0:ACTIVITY}
            End: true
    "#]],
    );
}

#[test]
fn documentation_is_made_when_it_is_looked_at() {
    let marked = json_resource("sqs:send");
    let setup = Setup::new(&marked, format_of(&marked));
    let items = offered(&setup, &with_snippets());
    let item = &items[0];
    assert_eq!(item.documentation, None);
    let page = item
        .page
        .as_deref()
        .and_then(completion_page)
        .unwrap_or_default();
    expect!["**sqs:sendMessage** — Amazon SQS, optimised integration"]
        .assert_eq(page.lines().next().unwrap_or_default());
    assert_eq!(completion_page("nonsense"), None);
    assert_eq!(
        completion_page("parameter arn:aws:states:::sqs:sendMessage"),
        None
    );
}

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

fn handler(resource: &str, list: &str) -> String {
    task(&format!(
        "\"Resource\": \"arn:aws:states:::{resource}\",\n{list},\n\"End\": true"
    ))
}

#[test]
fn errors_of_the_call() {
    list(
        &handler(
            "aws-sdk:dynamodb:putItem",
            "\"Retry\": [{\"ErrorEquals\": [\"$0\"]}]",
        ),
        &expect![[r#"
            DynamoDb.ProvisionedThroughputExceededException  (worth a retry)
            DynamoDb.TransactionConflictException  (worth a retry)
            DynamoDb.RequestLimitExceededException  (worth a retry)
            DynamoDb.InternalServerErrorException  (worth a retry)
            DynamoDb.ReplicatedWriteConflictException  (worth a retry)
            DynamoDb.ThrottlingException  (worth a retry)
            DynamoDb.SdkClientException  (worth a retry)
            DynamoDb.ItemCollectionSizeLimitExceededException  (error of the service)
            DynamoDb.DynamoDbException  (error of the service)
            DynamoDb.ConditionalCheckFailedException  (a retry makes no sense)
            21 in all
        "#]],
    );
    list(
        &handler("dynamodb:putItem", "\"Catch\": [{\"ErrorEquals\": [$0]}]"),
        &expect![[r#"
            DynamoDB.InternalServerErrorException  (worth a retry)
            DynamoDB.ProvisionedThroughputExceededException  (worth a retry)
            DynamoDB.RequestLimitExceededException  (worth a retry)
            DynamoDB.ThrottlingException  (worth a retry)
            DynamoDB.SdkClientException  (worth a retry)
            DynamoDB.ReplicatedWriteConflictException  (worth a retry)
            DynamoDB.TransactionConflictException  (worth a retry)
            DynamoDB.AmazonDynamoDBException  (error of the service)
            DynamoDB.ItemCollectionSizeLimitExceededException  (error of the service)
            DynamoDB.ResourceNotFoundException  (a retry makes no sense)
            21 in all
        "#]],
    );
    list(
        &handler(
            "sqs:sendMessage",
            "\"Catch\": [{\"ErrorEquals\": [\"SQS.SdkClientException\", \"States.Timeout\" $0]}]",
        ),
        &expect![[r#"
            SQS.KmsThrottledException  (worth a retry)
            SQS.RequestThrottledException  (worth a retry)
            SQS.AmazonSQSException  (error of the service)
            SQS.InvalidAddressException  (a retry makes no sense)
            SQS.InvalidMessageContentsException  (a retry makes no sense)
            SQS.InvalidSecurityException  (a retry makes no sense)
            SQS.KmsAccessDeniedException  (a retry makes no sense)
            SQS.KmsDisabledException  (a retry makes no sense)
            SQS.KmsInvalidKeyUsageException  (a retry makes no sense)
            SQS.KmsInvalidStateException  (a retry makes no sense)
            22 in all
        "#]],
    );
    list(
        &yaml_task(
            "Resource: arn:aws:states:::lambda:invoke\nRetry:\n  - ErrorEquals:\n      - $0",
        ),
        &expect![[r#"
            Lambda.ServiceException  (worth a retry)
            Lambda.AWSLambdaException  (worth a retry)
            Lambda.SdkClientException  (worth a retry)
            Lambda.TooManyRequestsException  (worth a retry)
            Lambda.Ec2ThrottledException  (worth a retry)
            Lambda.Ec2UnexpectedException  (worth a retry)
            Lambda.EfsMountConnectivityException  (worth a retry)
            Lambda.EfsMountTimeoutException  (worth a retry)
            Lambda.EfsioException  (worth a retry)
            Lambda.EniNotReadyException  (worth a retry)
            61 in all
        "#]],
    );
    list(
        &yaml_task(
            "Resource: arn:aws:lambda:eu-west-1:123456789012:function:a\nRetry:\n  - ErrorEquals: [La$0]",
        ),
        &expect![[r#"
            Lambda.ServiceException  (worth a retry)
            Lambda.AWSLambdaException  (worth a retry)
            Lambda.SdkClientException  (worth a retry)
            Lambda.TooManyRequestsException  (worth a retry)
            Lambda.Ec2ThrottledException  (worth a retry)
            Lambda.Ec2UnexpectedException  (worth a retry)
            Lambda.EfsMountConnectivityException  (worth a retry)
            Lambda.EfsMountTimeoutException  (worth a retry)
            Lambda.EfsioException  (worth a retry)
            Lambda.EniNotReadyException  (worth a retry)
            61 in all
        "#]],
    );
}

#[test]
fn reserved_errors_by_state() {
    let labels = |marked: &str| {
        let setup = Setup::new(marked, format_of(marked));
        let items = offered(&setup, &with_snippets());
        let labels: Vec<_> = items.into_iter().map(|it| it.label).collect();
        labels.join(" ")
    };
    let task = handler(
        "http:invoke",
        "\"Retry\": [{\"ErrorEquals\": [\"States.$0\"]}]",
    );
    expect!["Events.ConnectionResource.AuthInProgress Events.ConnectionResource.ConcurrentModification Events.ConnectionResource.InternalError States.Http.Socket Events.ConnectionResource.InvalidConnectionState Events.ConnectionResource.InvalidPrivateConnectionState Events.ConnectionResource.AccessDenied Events.ConnectionResource.ResourceNotFound States.ALL States.TaskFailed States.Timeout States.HeartbeatTimeout States.Permissions States.DataLimitExceeded States.ReferencePathConflict States.Http.StatusCode. States.IntrinsicFailure States.ParameterPathFailure States.ResultPathMatchFailure"].assert_eq(&labels(&task));
    let map = "States:\n  M:\n    Type: Map\n    Catch:\n      - ErrorEquals: [$0]\n";
    expect!["States.ALL States.TaskFailed States.Timeout States.HeartbeatTimeout States.Permissions States.DataLimitExceeded States.ReferencePathConflict States.ExceedToleratedFailureThreshold States.ItemReaderFailed States.ResultWriterFailed States.Http.Socket States.Http.StatusCode. States.QueryEvaluationError States.NoChoiceMatched States.BranchFailed States.IntrinsicFailure States.ParameterPathFailure States.ResultPathMatchFailure"].assert_eq(&labels(map));
    let jsonata = "States:\n  M:\n    Type: Parallel\n    QueryLanguage: JSONata\n    Retry:\n      - ErrorEquals:\n        - $0\n";
    expect!["States.ALL States.TaskFailed States.Timeout States.HeartbeatTimeout States.Permissions States.DataLimitExceeded States.QueryEvaluationError States.ReferencePathConflict States.ExceedToleratedFailureThreshold States.ItemReaderFailed States.ResultWriterFailed States.Http.Socket States.Http.StatusCode. States.NoChoiceMatched States.BranchFailed States.IntrinsicFailure States.ParameterPathFailure States.ResultPathMatchFailure"].assert_eq(&labels(jsonata));
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
