//! Advice on practice: who takes care of a failure, and whoever else may do so.

use asl_check::{CheckConfig, check};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_syntax::{Format, parse};
use asl_testing::fixture::apply;

const LAMBDA: &str = r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "End": true"#;

fn advice(text: &str, workflow: Option<WorkflowType>) -> Vec<&'static str> {
    let codes = [Format::Json, Format::Yaml].map(|format| {
        let model = Model::lower(&parse(text, format), None);
        let found = check(&model, &CheckConfig::of_workflow(workflow));
        let advice = found.iter().filter(|it| it.rule.is_advice());
        advice.map(|it| it.rule.code).collect::<Vec<_>>()
    });
    assert_eq!(codes[0], codes[1], "{text}");
    codes[0].clone()
}

fn of_state(state: &str) -> Vec<&'static str> {
    let text = format!(r#"{{ "StartAt": "S", "States": {{ "S": {{ {state} }} }} }}"#);
    advice(&text, None)
}

#[test]
fn a_function_that_nothing_retries() {
    let code = "lambda-without-retry";
    let function = |it: &str| {
        format!(r#""Type": "Task", "Resource": "{it}", "TimeoutSeconds": 60, "End": true"#)
    };
    for (resource, is_lambda) in [
        (
            "arn:aws:lambda:eu-west-1:123456789012:function:charge",
            true,
        ),
        (
            "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:charge",
            true,
        ),
        ("arn:${AWS::Partition}:states:::lambda:invoke", true),
        ("arn:aws:states:::lambda:invoke.waitForTaskToken", true),
        ("arn:aws:states:::aws-sdk:lambda:invoke", false),
        ("arn:aws:states:::sqs:sendMessage", false),
        (
            "arn:aws:states:eu-west-1:123456789012:activity:charge",
            false,
        ),
        ("${Charge}", false),
    ] {
        let wanted: &[&str] = if is_lambda { &[code] } else { &[] };
        assert_eq!(of_state(&function(resource)), wanted, "{resource}");
    }
}

#[test]
fn retriers_that_take_what_passes() {
    for (names, is_taken) in [
        (r#"["Lambda.ServiceException"]"#, true),
        (r#"["States.ALL"]"#, true),
        (r#"["States.TaskFailed"]"#, true),
        (r#"["${Error}"]"#, true),
        (
            r#"["CardServiceBusy", "Lambda.TooManyRequestsException"]"#,
            true,
        ),
        (r#"["CardServiceBusy"]"#, false),
        (r#"["States.Timeout"]"#, false),
    ] {
        let retry = format!(r#""Retry": [{{ "ErrorEquals": {names} }}]"#);
        let wanted: &[&str] = if is_taken {
            &[]
        } else {
            &["lambda-without-retry"]
        };
        assert_eq!(of_state(&format!("{LAMBDA}, {retry}")), wanted, "{names}");
        let around = format!(
            r#""Type": "Parallel", "End": true, {retry}, "Branches": [{{ "StartAt": "T", "States": {{ "T": {{ {LAMBDA} }} }} }}]"#
        );
        assert_eq!(of_state(&around), wanted, "{names} around");
    }
}

#[test]
fn a_task_that_waits_for_ever() {
    let code = "task-without-timeout";
    let activity = "arn:aws:states:eu-west-1:123456789012:activity:paint";
    let token = "arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken";
    let job = "arn:aws:states:::batch:submitJob.sync";
    for (resource, more, waits) in [
        (activity, "", true),
        (activity, r#""TimeoutSeconds": 60,"#, false),
        (activity, r#""HeartbeatSecondsPath": "$.beat","#, false),
        (token, "", true),
        (token, r#""TimeoutSecondsPath": "$.limit","#, false),
        (job, "", true),
        (job, r#""HeartbeatSeconds": 10,"#, true),
        (job, r#""TimeoutSeconds": 60,"#, false),
        ("arn:aws:states:::batch:submitJob", "", false),
    ] {
        let state = format!(r#""Type": "Task", {more} "Resource": "{resource}", "End": true"#);
        let wanted: &[&str] = if waits { &[code] } else { &[] };
        assert_eq!(of_state(&state), wanted, "{state}");
    }
    let state = format!(r#""S": {{ "Type": "Task", "Resource": "{activity}", "End": true }}"#);
    let limited = format!(r#"{{ "StartAt": "S", "TimeoutSeconds": 60, "States": {{ {state} }} }}"#);
    assert!(advice(&limited, None).is_empty());
    let open = format!(r#"{{ "StartAt": "S", "States": {{ {state} }} }}"#);
    assert!(advice(&open, Some(WorkflowType::Express)).is_empty());
}

/// The fix in every layout in which a state or its list may stand.
#[test]
fn the_retrier_is_written_as_its_neighbours_are() {
    let fixed = |text: &str, format| {
        let model = Model::lower(&parse(text, format), None);
        let found = check(&model, &CheckConfig::default());
        let fix = found.iter().find_map(|it| it.fixes.first()).cloned();
        let edits = fix.map(|it| it.edits).unwrap_or_default();
        let edits = edits.iter().map(|it| (it.range, it.insert.as_str()));
        let fixed = apply(text, edits);
        let left = check(
            &Model::lower(&parse(&fixed, format), None),
            &CheckConfig::default(),
        );
        assert!(left.is_empty(), "{fixed}\n{left:?}");
        fixed
    };
    let yaml = "StartAt: S\nStates:\n  S:\n    Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n    Parameters: { FunctionName: f }\n    End: true\n";
    expect_test::expect![[r#"
        StartAt: S
        States:
          S:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: { FunctionName: f }
            End: true
            Retry:
              - ErrorEquals:
                  - "Lambda.ClientExecutionTimeoutException"
                  - "Lambda.ServiceException"
                  - "Lambda.AWSLambdaException"
                  - "Lambda.SdkClientException"
                  - "Lambda.TooManyRequestsException"
                IntervalSeconds: 1
                MaxAttempts: 3
                BackoffRate: 2
                JitterStrategy: "FULL"
    "#]]
    .assert_eq(&fixed(yaml, Format::Yaml));
    for retry in [
        "    Retry:\n      - ErrorEquals: [Busy]\n        MaxAttempts: 2\n",
        "    Retry:\n    - ErrorEquals:\n      - Busy\n",
        "    Retry: [{ ErrorEquals: [Busy] }]\n",
        "    Retry: []\n",
        "    Retry:\n      - { ErrorEquals: [Busy] } # later\n",
    ] {
        fixed(&format!("{yaml}{retry}"), Format::Yaml);
    }
    for (before, retry) in [
        ("", ""),
        (", \"Retry\": [", "]"),
        (",\n  \"Retry\": [\n    ", "\n  ]"),
    ] {
        let list = if before.is_empty() {
            ""
        } else {
            r#"{ "ErrorEquals": ["Busy"] }"#
        };
        let state = format!("{LAMBDA}{before}{list}{retry}");
        for state in [
            state.clone(),
            format!("\n  {}\n", state.replace(", \"", ",\n  \"")),
        ] {
            let text = format!(r#"{{ "StartAt": "S", "States": {{ "S": {{ {state} }} }} }}"#);
            fixed(&text, Format::Json);
        }
    }
}
