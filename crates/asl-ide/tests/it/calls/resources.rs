//! Services, actions and patterns.

use asl_ide::{CompletionConfig, WorkflowType, completion_page};
use expect_test::expect;

use super::{choose, first, json_resource, list, list_as, with_snippets, yaml_resource};
use crate::support::{Setup, format_of, offered_as};

#[test]
fn services_come_first() {
    list(
        &json_resource(""),
        &expect![[r#"
            lambda  (1 action)
            lambda function  (by its own ARN)
            dynamodb  (4 actions)
            states  (1 action)
            sns  (1 action)
            sqs  (1 action)
            events  (1 action)
            ecs  (1 action)
            http  (1 action)
            glue  (1 action)
            462 in all
        "#]],
    );
    list(
        &yaml_resource(""),
        &expect![[r#"
            lambda  (1 action)
            lambda function  (by its own ARN)
            dynamodb  (4 actions)
            states  (1 action)
            sns  (1 action)
            sqs  (1 action)
            events  (1 action)
            ecs  (1 action)
            http  (1 action)
            glue  (1 action)
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
            250 in all
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
            let items = offered_as(&setup, &with_snippets());
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
    let items = offered_as(&setup, &with_snippets());
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
