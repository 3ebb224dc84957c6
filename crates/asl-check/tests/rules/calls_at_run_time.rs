//! What AWS takes and what fails when it runs: readers of Maps, parameters that need others, results of the
//! wrong kind.

use asl_check::{CheckConfig, check};
use asl_model::Model;
use asl_syntax::{Format, parse};

/// The findings of one state by that rule, as what they mark.
fn marked(state: &str, code: &str) -> Vec<String> {
    let text = format!(
        r#"{{ "StartAt": "S", "States": {{ "S": {{ {state} }}, "T": {{ "Type": "Succeed" }} }} }}"#
    );
    let found = [Format::Json, Format::Yaml].map(|format| {
        let model = Model::lower(&parse(&text, format), None);
        let found = check(&model, &CheckConfig::default()).into_iter();
        let found = found.filter(|it| it.rule.code == code);
        found
            .map(|it| text[it.range].to_owned())
            .collect::<Vec<_>>()
    });
    assert_eq!(found[0], found[1], "{text}");
    found[0].clone()
}

fn assert_marks(state: &str, code: &str, wanted: &str) {
    let found = marked(state, code);
    let wanted: &[&str] = if wanted.is_empty() { &[] } else { &[wanted] };
    assert_eq!(found, wanted, "{state}");
}

#[test]
fn maps_of_either_mode() {
    let map = |config: &str, more: &str| {
        format!(
            r#""Type": "Map", "End": true, "ItemProcessor": {{ {config} "StartAt": "I", "States": {{ "I": {{ "Type": "Succeed" }} }} }}{more}"#
        )
    };
    let inline = r#""ProcessorConfig": { "Mode": "INLINE" },"#;
    let distributed =
        r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },"#;
    let open = r#""ProcessorConfig": { "Mode": "${Mode}" },"#;
    for (config, more, wanted) in [
        ("", r#", "Label": "x""#, "Label"),
        (
            inline,
            r#", "ItemBatcher": { "MaxItemsPerBatch": 5 }"#,
            "ItemBatcher",
        ),
        (inline, r#", "ToleratedFailureCount": 5"#, ""),
        (open, r#", "Label": "x""#, ""),
        (distributed, r#", "Label": "x""#, ""),
    ] {
        assert_marks(&map(config, more), "distributed-map", wanted);
    }
    let reader = |more: &str| {
        map(
            distributed,
            &format!(r#", "ItemReader": {{ "Resource": "arn:aws:states:::s3:getObject"{more} }}"#),
        )
    };
    assert_marks(&reader(""), "distributed-map", "ItemReader");
    let parameters = r#", "Parameters": { "Bucket": "b", "Key": "k" }"#;
    assert_marks(&reader(parameters), "distributed-map", "");
    assert_marks(&reader(r#", "${More}": 1"#), "distributed-map", "");
}

#[test]
fn parameters_that_a_call_needs_beside_others() {
    for (call, parameters, is_missing) in [
        ("sns:publish", r#""Message": "m""#, true),
        (
            "sns:publish",
            r#""Message": "m", "PhoneNumber.$": "$.p""#,
            false,
        ),
        ("sns:publish", r#""Message": "m", "${Where}": "x""#, false),
        (
            "sns:publish",
            r#""Message": "m", "TopicArn": "arn:aws:sns:eu-west-1:123456789012:t.fifo""#,
            true,
        ),
        (
            "sqs:sendMessage",
            r#""MessageBody": "m", "QueueUrl": "https://q.fifo""#,
            true,
        ),
        (
            "sqs:sendMessage",
            r#""MessageBody": "m", "QueueUrl": "https://q.fifo", "MessageGroupId": "g""#,
            false,
        ),
        (
            "sqs:sendMessage",
            r#""MessageBody": "m", "QueueUrl": "https://q""#,
            false,
        ),
        (
            "ecs:runTask",
            r#""LaunchType": "FARGATE", "TaskDefinition": "t""#,
            true,
        ),
        (
            "ecs:runTask",
            r#""LaunchType": "EC2", "TaskDefinition": "t""#,
            false,
        ),
        (
            "http:invoke",
            r#""ApiEndpoint": "https://x", "Method": "GET""#,
            true,
        ),
        (
            "http:invoke",
            r#""ApiEndpoint": "https://x", "Method": "GET", "Authentication": { "ConnectionArn.$": "$.c" }"#,
            false,
        ),
    ] {
        let state = format!(
            r#""Type": "Task", "End": true, "Resource": "arn:aws:states:::{call}", "Parameters": {{ {parameters} }}"#
        );
        let wanted = if is_missing { "Parameters" } else { "" };
        assert_marks(&state, "missing-parameter", wanted);
    }
}

#[test]
fn results_that_a_field_cannot_take() {
    for (expression, is_wrong) in [
        ("'yes'", true),
        ("1", true),
        ("null", true),
        ("'a' & $x", true),
        ("$x + 1", true),
        ("true", false),
        ("$x = 1 and $y", false),
        ("$x", false),
        ("$exists($x)", false),
    ] {
        let state = format!(
            r#""Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{{ "Condition": "{{%{expression}%}}", "Next": "T" }}]"#
        );
        assert_marks(
            &state,
            "wrong-result",
            if is_wrong { expression } else { "" },
        );
        let state = format!(
            r#""Type": "Wait", "QueryLanguage": "JSONata", "Seconds": "{{%{expression}%}}", "Next": "T""#
        );
        let is_number = ["1", "$x + 1", "$x", "$exists($x)"].contains(&expression);
        assert_marks(
            &state,
            "wrong-result",
            if is_number { "" } else { expression },
        );
    }
}

#[test]
fn ranges_that_are_too_long() {
    for (range, wanted) in [
        ("States.ArrayRange(1, 1000, 1)", ""),
        ("States.ArrayRange(0, 1000, 1)", "1000"),
        ("States.ArrayRange(0, 1000, 2)", ""),
        ("States.ArrayRange(0, $.n, 1)", ""),
        ("States.ArrayRange(10, 1, -1)", ""),
    ] {
        let state = format!(r#""Type": "Pass", "End": true, "Parameters": {{ "x.$": "{range}" }}"#);
        assert_marks(&state, "wrong-argument-type", wanted);
    }
}
