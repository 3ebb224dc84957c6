//! Task tokens that are kept, and calls that answer with a secret.

use asl_check::{CheckConfig, check};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_syntax::{Format, parse};
use asl_testing::fixture::apply;

/// What the rules about secrets mark, and the text without it.
fn said(state: &str, workflow: Option<WorkflowType>) -> Vec<(String, String)> {
    let text = format!(
        r#"{{ "StartAt": "S", "States": {{ "S": {{ "Type": "Task", {state}, "End": true }} }} }}"#
    );
    let said = [Format::Json, Format::Yaml].map(|format| {
        let model = Model::lower(&parse(&text, format), None);
        let found = check(&model, &CheckConfig::of_workflow(workflow));
        let codes = ["token-in-logs", "secret-in-history"];
        let found = found.iter().filter(|it| codes.contains(&it.rule.code));
        let found = found.map(|it| {
            let edits = it
                .fixes
                .first()
                .map(|it| it.edits.clone())
                .unwrap_or_default();
            let fixed = apply(&text, edits.iter().map(|it| (it.range, it.insert.as_str())));
            (text[it.range].to_owned(), fixed)
        });
        found.collect::<Vec<_>>()
    });
    assert_eq!(said[0], said[1], "{text}");
    said[0].clone()
}

const SENDS: &str = r#""Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": { "QueueUrl": "q", "MessageBody": { "t.$": "$$.Task.Token" } }"#;
const SENDS_JSONATA: &str = r#""QueryLanguage": "JSONata", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Arguments": { "QueueUrl": "q", "MessageBody": "{% $states.context.Task.Token %}" }"#;

#[test]
fn tokens_that_are_kept() {
    for (sends, kept, count) in [
        (SENDS, r#""ResultPath": "$.x""#, 0),
        (
            SENDS,
            r#""ResultSelector": { "a": 1, "t.$": "$$.Task.Token" }"#,
            1,
        ),
        (
            SENDS,
            r#""ResultSelector": { "t.$": "States.Format('{}', $$.Task.Token)" }"#,
            1,
        ),
        (
            SENDS,
            r#""Assign": { "t.$": "$$.Task.Token", "id.$": "$$.Execution.Id" }"#,
            1,
        ),
        (
            SENDS_JSONATA,
            r#""Assign": { "t": "{% $states.context.Task.Token %}" }"#,
            1,
        ),
        (
            SENDS_JSONATA,
            r#""Output": { "a": { "t": "{% $states.context.Task.Token %}" } }"#,
            1,
        ),
        (SENDS_JSONATA, r#""Output": "{% $states.result %}""#, 0),
    ] {
        let found = said(&format!("{sends}, {kept}"), None);
        assert_eq!(found.len(), count, "{kept}");
        for (marked, fixed) in found {
            assert_eq!(marked, "Token");
            assert_eq!(fixed.matches("Task.Token").count(), 1, "{fixed}");
        }
    }
    let logs = SENDS.replace("sqs:sendMessage", "aws-sdk:cloudwatchlogs:putLogEvents");
    assert_eq!(said(&logs, None).len(), 1);
}

#[test]
fn calls_that_answer_with_a_secret() {
    let call = |action: &str, parameters: &str| {
        format!(
            r#""Resource": "arn:aws:states:::aws-sdk:{action}", "Parameters": {{ {parameters} }}"#
        )
    };
    for (action, parameters, is_secret) in [
        ("secretsmanager:getSecretValue", r#""SecretId": "s""#, true),
        ("secretsmanager:describeSecret", r#""SecretId": "s""#, false),
        (
            "ssm:getParameter",
            r#""Name": "p", "WithDecryption": true"#,
            true,
        ),
        (
            "ssm:getParameter",
            r#""Name": "p", "WithDecryption": false"#,
            false,
        ),
        (
            "ssm:getParameter",
            r#""Name": "p", "WithDecryption.$": "$.secret""#,
            false,
        ),
        ("ssm:getParameter", r#""Name": "p""#, false),
        (
            "sts:assumeRole",
            r#""RoleArn": "r", "RoleSessionName": "s""#,
            true,
        ),
        ("sts:getCallerIdentity", "", false),
    ] {
        let state = call(action, parameters);
        assert_eq!(
            said(&state, None).len(),
            usize::from(is_secret),
            "{action} {parameters}"
        );
        assert!(said(&state, Some(WorkflowType::Express)).is_empty());
    }
}
