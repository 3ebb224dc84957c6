//! What Tasks call, with what, and which of its errors they handle.

use asl_check::{CheckConfig, Diagnostic, Project, check};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_syntax::{Format, parse};
use expect_test::expect;

use crate::{drawn, state, yaml};

/// A Task with that resource and these other fields.
fn task(resource: &str, fields: &str, expected: expect_test::Expect) {
    let body =
        format!("{{ \"Type\": \"Task\", \"End\": true,\n\"Resource\": \"{resource}\"{fields} }}");
    state(&body, expected);
}

#[test]
fn what_is_still_to_be_filled_in_may_be_anything() {
    task("${Resource}", "", expect![[""]]);
    task("arn:aws:states:::${Service}:putItem", "", expect![[""]]);
    task(
        "arn:${AWS::Partition}:states:::dynamodb:${Action}",
        "",
        expect![[""]],
    );
    task(
        "arn:aws:lambda:eu-west-1:123456789012:function:x",
        "",
        expect![[""]],
    );
}

#[test]
fn a_placeholder_may_stand_for_the_partition() {
    task(
        "arn:${AWS::Partition}:states:::dynamodb:query",
        "",
        expect![[r#"
            3   | "Resource": "arn:${AWS::Partition}:states:::dynamodb:query" },
                |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-resource: "dynamodb" has no action "query"
        "#]],
    );
}

#[test]
fn the_sdk_has_more_than_we_know() {
    task(
        "arn:aws:states:::aws-sdk:dynamodb:queri",
        "",
        expect![[r#"
            3   | "Resource": "arn:aws:states:::aws-sdk:dynamodb:queri" },
                |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-action: "dynamodb" has no action "queri"; did you mean "query"?
        "#]],
    );
    task(
        "arn:aws:states:::aws-sdk:dynmodb:query",
        "",
        expect![[r#"
            3   | "Resource": "arn:aws:states:::aws-sdk:dynmodb:query" },
                |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-action: Step Functions does not call a service "dynmodb"; did you mean "dynamodb"?
        "#]],
    );
    task(
        "arn:aws:states:::aws-sdk:quantumdb:query",
        "",
        expect![[r#"
            3   | "Resource": "arn:aws:states:::aws-sdk:quantumdb:query" },
                |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-action: Step Functions does not call a service "quantumdb"
        "#]],
    );
    task(
        "arn:aws:states:::aws-sdk:s3:getObject.sync",
        "",
        expect![[r#"
            3   | "Resource": "arn:aws:states:::aws-sdk:s3:getObject.sync" },
                |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unsupported-pattern: "getObject" cannot be called with ".sync", only with ".waitForTaskToken"
        "#]],
    );
}

#[test]
fn parameters_inside_parameters() {
    task(
        "arn:aws:states:::events:putEvents",
        r#",
"Parameters": { "Entries": [
  { "Detail": { "anything": { "goes": 1 } }, "DetaiType": "x", "Source.$": "$.source" },
  "${Entry}",
  5
] }"#,
        expect![[r#"
            5   |   { "Detail": { "anything": { "goes": 1 } }, "DetaiType": "x", "Source.$": "$.source" },
                |                                               ^^^^^^^^^ unknown-parameter: The call has no parameter "DetaiType"; did you mean "DetailType"?
            7   |   5
                |   ^ wrong-parameter-type: The call needs an object here, not a number
        "#]],
    );
}

#[test]
fn keys_of_maps_are_free() {
    task(
        "arn:aws:states:::dynamodb:putItem",
        r#",
"Parameters": { "TableName": "${Table}", "Item": {
  "id": { "S.$": "$.id" }, "kind": "plain text", "count": { "N": "1" }, "tag": { "SX": "y" } } }"#,
        expect![[r#"
            5   |   "id": { "S.$": "$.id" }, "kind": "plain text", "count": { "N": "1" }, "tag": { "SX": "y" } } } },
                |                                                                                   ^^ unknown-parameter: The call has no parameter "SX"; did you mean "S"?
        "#]],
    );
}

#[test]
fn parameters_in_jsonata() {
    yaml(
        "
QueryLanguage: JSONata
StartAt: Send
States:
  Send:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Arguments:
      QueueUrl: '{% $states.input.queue %}'
      MessageBodi: '{% $states.input %}'
      DelaySeconds: '{% 5 %}'
    Next: Again
  Again:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Arguments: '{% $states.input %}'
    End: true
",
        expect![[r#"
            9   |       MessageBodi: '{% $states.input %}'
                |       ^^^^^^^^^^^ unknown-parameter: The call has no parameter "MessageBodi"; did you mean "MessageBody"?
        "#]],
    );
}

#[test]
fn merged_parameters_may_be_there() {
    yaml(
        "
StartAt: Send
States:
  Send:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Parameters:
      <<: *queue
      MessageBody: done
    End: true
",
        expect![[""]],
    );
}

#[test]
fn errors_of_ones_own_may_have_any_name() {
    task(
        "arn:aws:states:::lambda:invoke",
        r#", "Parameters": { "FunctionName": "f" },
"Retry": [
  { "ErrorEquals": ["States.OrderMissing", "${Error}"] },
  { "ErrorEquals": ["States.Http.StatusCode.503"] },
  { "ErrorEquals": ["States.ALL"] }
]"#,
        expect![[""]],
    );
}

#[test]
fn handlers_without_a_turn() {
    task(
        "arn:aws:states:::lambda:invoke",
        r#", "Parameters": { "FunctionName": "f" },
"Retry": [
  { "ErrorEquals": ["A", "B"] },
  { "ErrorEquals": ["B", "C"] },
  { "ErrorEquals": ["C", "A"] },
  { "ErrorEquals": ["States.TaskFailed"] },
  { "ErrorEquals": ["States.Timeout"] },
  { "ErrorEquals": ["D", "States.Timeout"] }
]"#,
        expect![[r#"
            7   |   { "ErrorEquals": ["C", "A"] },
                |                     ^^^ shadowed-handler: Nothing gets here: members before this one take all these errors
            10  |   { "ErrorEquals": ["D", "States.Timeout"] }
                |                     ^^^ shadowed-handler: Nothing gets here: members before this one take all these errors
        "#]],
    );
}

fn found(text: &str, config: &CheckConfig) -> Vec<Diagnostic> {
    check(&Model::lower(&parse(text, Format::Json), None), config)
}

#[test]
fn substitutions_fill_resources_in() {
    let text = r#"{ "StartAt": "A", "States": { "A": { "Type": "Task", "End": true,
  "Resource": "${Put}", "Parameters": "${Given}" } } }
"#;
    let with = |value: &str| {
        let project = format!("[substitutions]\nPut = \"{value}\"\n");
        let config = Project::read(&project).0.config_for("a.asl.json");
        drawn(text, &found(text, &config))
    };
    assert_eq!(with("arn:aws:states:::dynamodb:putItem"), "");
    assert_eq!(with("arn:aws:states:::dynamodb:${Action}"), "");
    expect![[r#"
        2   |   "Resource": "${Put}", "Parameters": "${Given}" } } }
            |               ^^^^^^^^ unknown-resource: "dynamodb" has no action "puItem"; did you mean "putItem"? (${Put} is arn:aws:states:::dynamodb:puItem)
    "#]].assert_eq(&with("arn:aws:states:::dynamodb:puItem"));
}

#[test]
fn express_workflows_inside_too() {
    let text = r#"{ "StartAt": "A", "TimeoutSeconds": 3600, "States": { "A": { "Type": "Map", "End": true,
  "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
    "StartAt": "B", "States": { "B": { "Type": "Task", "TimeoutSeconds": 300, "End": true,
      "Resource": "arn:aws:states:::sqs:${Action}.waitForTaskToken" } } } } } }
"#;
    let standard = CheckConfig::of_workflow(Some(WorkflowType::Standard));
    let codes: Vec<_> = found(text, &standard)
        .iter()
        .map(|it| it.rule.code)
        .collect();
    assert_eq!(codes, ["express-children"]);
    let express = found(text, &CheckConfig::of_workflow(Some(WorkflowType::Express)));
    expect![[r#"
        1   | { "StartAt": "A", "TimeoutSeconds": 3600, "States": { "A": { "Type": "Map", "End": true,
            |                                     ^^^^ express-time: An Express workflow ends after 300 seconds
        2   |   "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
            |                                                   ^^^^^^^^^^^^^ express-integration: An Express workflow cannot run a distributed Map
        4   |       "Resource": "arn:aws:states:::sqs:${Action}.waitForTaskToken" } } } } } }
            |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ express-integration: An Express workflow cannot use ".waitForTaskToken"
    "#]].assert_eq(&drawn(text, &express));
}
