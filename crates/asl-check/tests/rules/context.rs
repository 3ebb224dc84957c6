//! What the context object has, and where.

use asl_check::{CheckConfig, check};
use asl_model::Model;
use asl_syntax::{Format, parse};

const LAMBDA: &str = r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke""#;
const TOKEN: &str =
    r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken""#;
const JOB: &str = r#""Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2""#;
const OPEN: &str = r#""Type": "Task", "Resource": "${Resource}""#;
const PASS: &str = r#""Type": "Pass""#;

/// A state, a path behind `$$`, and what of it is said not to be there.
const CASES: &[(&str, &str, &str)] = &[
    (PASS, "", ""),
    (PASS, ".Execution", ""),
    (PASS, ".Execution.Id", ""),
    (PASS, ".Execution.Input.anything.at.all", ""),
    (PASS, ".Execution.RedriveTime", ""),
    (PASS, ".State.EnteredTime", ""),
    (PASS, ".StateMachine.Name", ""),
    (PASS, ".Exection.Id", "Exection"),
    (PASS, ".Execution.ID", "ID"),
    (PASS, ".Execution.${Name}", ""),
    (PASS, ".State.Nmae", "Nmae"),
    (PASS, ".Map.Item.Value", "Map"),
    (PASS, ".Task.Token", "Task"),
    (LAMBDA, ".Task.Token", "Task"),
    (TOKEN, ".Task.Token", ""),
    (TOKEN, ".Task.Tokn", "Tokn"),
    (OPEN, ".Task.Token", ""),
    (JOB, ".Task.Token", ""),
];

/// What is marked by the rules about the context object.
fn marked(text: &str, format: Format) -> Vec<(&'static str, String)> {
    let model = Model::lower(&parse(text, format), None);
    let found = check(&model, &CheckConfig::default());
    let ours = ["unknown-context-path", "missing-task-token"];
    let found = found.iter().filter(|it| ours.contains(&it.rule.code));
    found
        .map(|it| (it.rule.code, text[it.range].trim_matches('"').to_owned()))
        .collect()
}

fn assert_marked(text: &str, expected: &str) {
    let expected: Vec<_> = Some(("unknown-context-path", expected.to_owned()))
        .filter(|it| !it.1.is_empty())
        .into_iter()
        .collect();
    for format in [Format::Json, Format::Yaml] {
        let mut found = marked(text, format);
        found.retain(|it| it.0 == "unknown-context-path");
        assert_eq!(found, expected, "{text}");
    }
}

fn machine(states: &str) -> String {
    format!(r#"{{"StartAt": "S", "States": {{{states}}}}}"#)
}

#[test]
fn members_in_both_languages() {
    for (state, path, expected) in CASES {
        let task = state.contains("Task");
        let (fields, arguments) = if task {
            ("Parameters", "Arguments")
        } else {
            ("Parameters", "Output")
        };
        let json_path = machine(&format!(
            r#""S": {{{state}, "{fields}": {{"a.$": "$${path}"}}, "End": true}}"#
        ));
        assert_marked(&json_path, expected);
        let call = machine(&format!(
            r#""S": {{{state}, "{fields}": {{"a.$": "States.JsonToString($${path})"}}, "End": true}}"#
        ));
        assert_marked(&call, expected);
        let jsonata = machine(&format!(
            r#""S": {{{state}, "QueryLanguage": "JSONata", "{arguments}": {{"a": "{{% $string($states.context{path}) %}}"}}, "End": true}}"#
        ));
        assert_marked(&jsonata, expected);
    }
}

#[test]
fn items_belong_to_iterations() {
    let read = r#""Type": "Pass", "Parameters": {"a.$": "$$.Map.Item.Value.x"}, "End": true"#;
    let inside = r#""ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {READ}}}], "End": true}}}"#;
    let inside = inside.replace("READ", read);
    assert_marked(
        &machine(&format!(r#""S": {{"Type": "Map", {inside}, "End": true}}"#)),
        "",
    );
    let selector = r#""S": {"Type": "Map", "FIELD": {"a.$": "$$.Map.Item.Index"}, "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}, "End": true}"#;
    for (field, expected) in [
        ("ItemSelector", ""),
        ("Parameters", ""),
        ("ResultSelector", "Map"),
    ] {
        assert_marked(&machine(&selector.replace("FIELD", field)), expected);
    }
    let branch = r#""S": {"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {READ}}}], "End": true}"#;
    assert_marked(&machine(&branch.replace("READ", read)), "Map");
}

#[test]
fn expressions_that_ask_for_more_than_names() {
    for (expression, expected) in [
        (
            "$states.context.Execution.Input.a[b = $states.context.Map.Item.Value]",
            "Map",
        ),
        ("($c := $states.context; $c.Map.Item)", ""),
        ("$states.context.*.Id", ""),
        ("$states.context.`Execution`.`Nmae`", "`Nmae`"),
        ("$lookup($states.context, 'Map')", ""),
        ("$states.input.context.Nothing", ""),
        (
            "$map([1], function($v) { $states.context.State.Nothing & $v })",
            "Nothing",
        ),
    ] {
        let text = machine(&format!(
            r#""S": {{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{{% {expression} %}}", "End": true}}"#
        ));
        assert_marked(&text, expected);
    }
}

#[test]
fn a_token_is_given_to_somebody() {
    let resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
    for (fields, is_missing) in [
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody": {"t.$": "$$.Task.Token"}}"#,
            false,
        ),
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody.$": "States.Format('{}', $$.Task.Token)"}"#,
            false,
        ),
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody": {"c.$": "$$"}}"#,
            false,
        ),
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody": {"c.$": "$$.Task"}}"#,
            false,
        ),
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody.$": "$"}"#,
            true,
        ),
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody": {"e.$": "$$.Execution.Id"}}"#,
            true,
        ),
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody": "${Body}"}"#,
            false,
        ),
        (
            r#""Parameters": {"QueueUrl": "${Queue}", "MessageBody": "b"}"#,
            true,
        ),
        (
            r#""Parameters": {"QueueUrl": "${Queue}", "MessageBody": {"stage": "${Stage}"}}"#,
            true,
        ),
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody": {"t.$": "${Token}"}}"#,
            false,
        ),
        (
            r#""Parameters": {"QueueUrl": "q", "MessageBody": {"${Name}.$": "$.a"}}"#,
            false,
        ),
        (r#""Parameters": "${Parameters}""#, false),
        (
            r#""QueryLanguage": "JSONata", "Arguments": {"QueueUrl": "${Queue}", "MessageBody": "{% ${Body} %}"}"#,
            false,
        ),
        (r#""InputPath": "$.a""#, false),
        (
            r#""QueryLanguage": "JSONata", "Arguments": {"QueueUrl": "q", "MessageBody": "{% $states.context.Task.Token %}"}"#,
            false,
        ),
        (
            r#""QueryLanguage": "JSONata", "Arguments": "{% {'QueueUrl': 'q', 'MessageBody': $string($states.context)} %}""#,
            false,
        ),
        (
            r#""QueryLanguage": "JSONata", "Arguments": {"QueueUrl": "q", "MessageBody": "{% $states.input %}"}"#,
            true,
        ),
    ] {
        let text = machine(&format!(
            r#""S": {{"Type": "Task", "Resource": "{resource}", {fields}, "End": true}}"#
        ));
        let expected: Vec<_> = is_missing
            .then(|| ("missing-task-token", resource.to_owned()))
            .into_iter()
            .collect();
        for format in [Format::Json, Format::Yaml] {
            assert_eq!(marked(&text, format), expected, "{text}");
        }
    }
}
