//! What an Express workflow must not do: as a workflow, and as the child of a distributed Map.

use asl_check::{CheckConfig, check};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_syntax::{Format, parse};

/// A state, what is said of it in an Express workflow, and what is marked.
const CASES: &[(&str, Option<&str>, &str)] = &[
    (
        r#""Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync""#,
        Some("integration"),
        "arn:aws:states:::states:startExecution.sync",
    ),
    (
        r#""Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2""#,
        Some("integration"),
        "arn:aws:states:::states:startExecution.sync:2",
    ),
    (
        r#""Type": "Task", "Resource": "arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken""#,
        Some("integration"),
        "arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken",
    ),
    (
        r#""Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken""#,
        Some("integration"),
        "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken",
    ),
    (
        r#""Type": "Task", "Resource": "arn:${AWS::Partition}:states:::sqs:${Action}.waitForTaskToken""#,
        Some("integration"),
        "arn:${AWS::Partition}:states:::sqs:${Action}.waitForTaskToken",
    ),
    (
        r#""Type": "Task", "Resource": "arn:aws:states:eu-west-1:111122223333:activity:a""#,
        Some("integration"),
        "arn:aws:states:eu-west-1:111122223333:activity:a",
    ),
    (
        r#""Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}}"#,
        Some("integration"),
        "DISTRIBUTED",
    ),
    (
        r#""Type": "Map", "Iterator": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}}"#,
        Some("integration"),
        "DISTRIBUTED",
    ),
    (
        r#""Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}}"#,
        None,
        "",
    ),
    (r#""Type": "Wait", "Seconds": 301"#, Some("time"), "301"),
    (r#""Type": "Wait", "Seconds": 300"#, None, ""),
    (
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "TimeoutSeconds": 900"#,
        Some("time"),
        "900",
    ),
    (
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "TimeoutSeconds": 60"#,
        None,
        "",
    ),
    (
        r#""Type": "Task", "Resource": "arn:aws:states:::states:startExecution""#,
        None,
        "",
    ),
    (r#""Type": "Task", "Resource": "${Resource}""#, None, ""),
];

/// What is said about Express workflows, and what is marked.
fn said(text: &str, format: Format, workflow: Option<WorkflowType>) -> Vec<(&'static str, String)> {
    let model = Model::lower(&parse(text, format), None);
    let found = check(&model, &CheckConfig::of_workflow(workflow));
    let found = found.iter().filter_map(|it| {
        let about = it.rule.code.strip_prefix("express-")?;
        Some((about, text[it.range].trim_matches('"').to_owned()))
    });
    found.collect()
}

#[test]
fn of_a_whole_workflow() {
    for (state, about, marked) in CASES {
        let text = format!(r#"{{"StartAt": "S", "States": {{"S": {{{state}, "End": true}}}}}}"#);
        let expected: Vec<_> = about.iter().map(|it| (*it, (*marked).to_owned())).collect();
        for format in [Format::Json, Format::Yaml] {
            let express = said(&text, format, Some(WorkflowType::Express));
            assert_eq!(express, expected, "{text}");
            for other in [None, Some(WorkflowType::Standard)] {
                assert_eq!(said(&text, format, other), [], "{text}");
            }
        }
    }
}

#[test]
fn of_children() {
    for (state, about, marked) in CASES {
        // The state stands in a Parallel, which is in the child as well.
        let text = format!(
            r#"{{"StartAt": "M", "States": {{"M": {{"Type": "Map", "End": true, "ItemProcessor": {{
  "ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}}, "StartAt": "P", "States": {{
  "P": {{"Type": "Parallel", "End": true, "Branches": [{{"StartAt": "S", "States": {{"S": {{{state}, "End": true}}}}}}]}}
}}}}}}}}}}"#
        );
        let about = about.map(|it| if it == "integration" { "children" } else { it });
        let expected: Vec<_> = about.iter().map(|it| (*it, (*marked).to_owned())).collect();
        for format in [Format::Json, Format::Yaml] {
            let found = said(&text, format, Some(WorkflowType::Standard));
            assert_eq!(found, expected, "{text}");
        }
        let standard = text.replace(
            "\"EXPRESS\"}, \"StartAt\": \"P\"",
            "\"STANDARD\"}, \"StartAt\": \"P\"",
        );
        assert_eq!(said(&standard, Format::Json, None), [], "{standard}");
    }
}

#[test]
fn of_the_whole_time() {
    for (seconds, expected) in [("300", 0), ("301", 1), ("${Seconds}", 0)] {
        let text = format!(
            r#"{{"StartAt": "S", "TimeoutSeconds": {seconds}, "States": {{"S": {{"Type": "Succeed"}}}}}}"#
        );
        let found = said(&text, Format::Json, Some(WorkflowType::Express));
        assert_eq!(found.len(), expected, "{text}");
    }
}
