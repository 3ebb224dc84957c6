//! Loops whose way out is never taken, and loops that nothing limits, in both notations and languages.

use asl_check::{CheckConfig, check};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_syntax::{Format, parse};

const RULES: [&str; 3] = ["endless-loop", "stuck-loop", "unbounded-loop"];

/// What is said of loops, with the text that is marked.
fn said(text: &str, workflow: Option<WorkflowType>) -> Vec<String> {
    let said = [Format::Json, Format::Yaml].map(|format| {
        let model = Model::lower(&parse(text, format), None);
        let found = check(&model, &CheckConfig::of_workflow(workflow));
        let found = found.iter().filter(|it| RULES.contains(&it.rule.code));
        let found = found.map(|it| format!("{} {}", it.rule.code, &text[it.range]));
        found.collect::<Vec<_>>()
    });
    assert_eq!(said[0], said[1], "{text}");
    said[0].clone()
}

/// A loop of a Task, a Choice and a Wait; each has more fields as given.
fn polling(task: &str, choice: &str, wait: &str) -> String {
    format!(
        r#"{{ "StartAt": "Ask", "States": {{
  "Ask": {{ "Type": "Task", "Resource": "arn:aws:states:eu-west-1:123456789012:activity:ask", {task} "Next": "Done" }},
  "Done": {{ "Type": "Choice", "Choices": [{{ {choice}, "Next": "End" }}], "Default": "Pause" }},
  "Pause": {{ "Type": "Wait", {wait}, "Next": "Ask" }},
  "End": {{ "Type": "Succeed" }}
}} }}"#
    )
}

const WAIT: &str = r#""Seconds": 5"#;

/// What a loop of that Task and that Choice never changes, though the Choice asks for it.
fn stuck_at(task: &str, choice: &str) -> Vec<String> {
    let found = said(&polling(task, choice, WAIT), None).into_iter();
    let found = found.filter_map(|it| it.strip_prefix("stuck-loop ").map(str::to_owned));
    found.collect()
}

#[test]
fn what_nothing_changes_in_json_path() {
    for (task, choice, stuck) in [
        (
            r#""ResultPath": "$.job","#,
            r#""Variable": "$.state", "IsPresent": true"#,
            "$.state",
        ),
        (
            r#""ResultPath": null,"#,
            r#""Variable": "$.state", "IsPresent": true"#,
            "$.state",
        ),
        (
            r#""ResultPath": null,"#,
            r#""Variable": "$", "IsPresent": true"#,
            "$",
        ),
        (
            r#""ResultPath": "$.job","#,
            r#""And": [{ "Variable": "$.a", "IsNull": true }, { "Variable": "$.b", "IsNull": true }]"#,
            "$.a",
        ),
        (
            r#""ResultPath": "$.job", "Assign": { "other": 1 },"#,
            r#""Variable": "$mine", "IsPresent": true"#,
            "$mine",
        ),
    ] {
        assert_eq!(stuck_at(task, choice), [stuck], "{task} {choice}");
    }
}

#[test]
fn what_may_change_in_json_path() {
    for (task, choice) in [
        // What is in the result, what the result is in, and the whole.
        (
            r#""ResultPath": "$.job","#,
            r#""Variable": "$.job.state", "IsPresent": true"#,
        ),
        (
            r#""ResultPath": "$.job.state","#,
            r#""Variable": "$.job", "IsPresent": true"#,
        ),
        ("", r#""Variable": "$.state", "IsPresent": true"#),
        (
            r#""ResultPath": "$.job", "OutputPath": "$.rest","#,
            r#""Variable": "$.state", "IsPresent": true"#,
        ),
        (
            r#""ResultPath": "$.job","#,
            r#""Variable": "$..state", "IsPresent": true"#,
        ),
        (
            r#""ResultPath": "$.job","#,
            r#""Variable": "$.jobs[?(@.id==$.job)]", "IsPresent": true"#,
        ),
        (
            r#""ResultPath": "${Path}","#,
            r#""Variable": "$.state", "IsPresent": true"#,
        ),
        (
            r#""ResultPath": "$.job", "Assign": { "state": 1 },"#,
            r#""Variable": "$state", "IsPresent": true"#,
        ),
        // What is another each time, and what is not known.
        (
            r#""ResultPath": null,"#,
            r#""Variable": "$$.State.EnteredTime", "TimestampGreaterThanPath": "$.end""#,
        ),
        (
            r#""ResultPath": null,"#,
            r#""Variable": "$.now", "TimestampLessThanPath": "$$.State.EnteredTime""#,
        ),
        (
            r#""ResultPath": null,"#,
            r#""Variable": "${Path}", "IsPresent": true"#,
        ),
        // A catcher leads out, and one that leads back may change what is asked first.
        (
            r#""ResultPath": null, "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "End" }],"#,
            r#""Variable": "$.state", "IsPresent": true"#,
        ),
    ] {
        assert!(stuck_at(task, choice).is_empty(), "{task} {choice}");
    }
}

#[test]
fn what_the_choice_asks_for_in_jsonata() {
    let keeps = r#""Output": "{% $states.input %}","#;
    for (choice, wait, stuck) in [
        ("$other", WAIT, "$other"),
        ("$lowercase($other) = 'x'", WAIT, "$lowercase($other) = 'x'"),
        ("$answer", WAIT, ""),
        ("$other and $now() > 'x'", WAIT, ""),
        ("$other and $random() > 0.5", WAIT, ""),
        ("$states.context.State.EnteredTime > $other", WAIT, ""),
        ("$states.input.x", WAIT, "$states.input.x"),
        (
            "$states.input.x",
            r#""Seconds": 5, "Output": { "x": 1 }"#,
            "",
        ),
        ("$other", r#""Seconds": 5, "Assign": { "other": 2 }"#, ""),
        ("true", WAIT, ""),
    ] {
        let task = format!(r#""Assign": {{ "answer": "{{% $states.result %}}" }}, {keeps}"#);
        let choice = format!(r#""Condition": "{{%{choice}%}}""#);
        let text = polling(&task, &choice, wait);
        let text = text.replacen('{', r#"{ "QueryLanguage": "JSONata", "#, 1);
        let found = said(&text, None);
        let found: Vec<_> = found
            .iter()
            .filter_map(|it| it.strip_prefix("stuck-loop "))
            .collect();
        let wanted: &[&str] = if stuck.is_empty() { &[] } else { &[stuck] };
        assert_eq!(found, wanted, "{choice} {wait}");
    }
}

#[test]
fn a_choice_that_asks_nothing_new_beside_one_that_does() {
    let machine = |first: &str, second: &str| {
        format!(
            r#"{{ "StartAt": "A", "States": {{
  "A": {{ "Type": "Choice", "Choices": [{{ "Variable": "{first}", "IsPresent": true, "Next": "End" }}], "Default": "B" }},
  "B": {{ "Type": "Pass", "Result": 1, "ResultPath": "$.b", "Next": "C" }},
  "C": {{ "Type": "Choice", "Choices": [{{ "Variable": "{second}", "IsPresent": true, "Next": "End" }}], "Default": "A" }},
  "End": {{ "Type": "Succeed" }}
}} }}"#
        )
    };
    assert_eq!(said(&machine("$.a", "$.c"), None), ["stuck-loop $.a"]);
    assert!(said(&machine("$.a", "$.b"), None).is_empty());
    assert!(said(&machine("$.b", "$.a"), None).is_empty());
}

#[test]
fn one_finding_of_one_loop() {
    // No way out at all, and a way into such a loop.
    let endless = r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsPresent": true, "Next": "B" }], "Default": "End" },
  "B": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "C" }], "Default": "B" },
  "C": { "Type": "Wait", "Seconds": 1, "Next": "C" },
  "End": { "Type": "Succeed" }
} }"#;
    assert!(
        said(endless, None)
            .iter()
            .all(|it| it.starts_with("endless-loop"))
    );
    let stuck = polling(
        r#""ResultPath": "$.job","#,
        r#""Variable": "$.state", "IsNull": true"#,
        WAIT,
    );
    assert_eq!(said(&stuck, None), ["stuck-loop $.state"]);
}

#[test]
fn what_limits_a_loop() {
    let code = "unbounded-loop Done";
    let state = r#""Variable": "$.job.state", "StringEquals": "DONE""#;
    let result = r#""ResultPath": "$.job","#;
    for (task, choice, is_limited) in [
        (result, state, false),
        ("", state, false),
        (
            result,
            r#""Or": [{ "Variable": "$.job.state", "StringEquals": "DONE" }, { "Variable": "$.job.n", "NumericGreaterThan": 9 }]"#,
            true,
        ),
        (
            r#""ResultPath": "$.job", "Assign": { "n.$": "States.MathAdd($n, 1)" },"#,
            state,
            true,
        ),
        (
            r#""ResultPath": "$.job", "Parameters": { "since.$": "$$.Execution.StartTime" },"#,
            state,
            true,
        ),
        (
            r#""ResultPath": "$.job", "Parameters": { "id.$": "$$.Execution.Id" },"#,
            state,
            false,
        ),
        (
            r#""Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "End" }],"#,
            state,
            true,
        ),
    ] {
        let text = polling(task, choice, WAIT);
        let wanted: &[&str] = if is_limited { &[] } else { &[code] };
        assert_eq!(said(&text, None), wanted, "{task} {choice}");
        assert!(said(&text, Some(WorkflowType::Express)).is_empty());
        let limited = text.replacen('{', r#"{ "TimeoutSeconds": 60, "#, 1);
        assert!(said(&limited, None).is_empty());
    }
}

#[test]
fn loops_inside_of_states() {
    let inner = polling(
        r#""ResultPath": "$.job","#,
        r#""Variable": "$.job", "IsNull": true"#,
        WAIT,
    );
    for (config, is_limited) in [
        (r#""Mode": "INLINE""#, false),
        (
            r#""Mode": "DISTRIBUTED", "ExecutionType": "STANDARD""#,
            false,
        ),
        (r#""Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS""#, true),
    ] {
        let processor = inner.replacen(
            '{',
            &format!(r#"{{ "ProcessorConfig": {{ {config} }}, "#),
            1,
        );
        let text = format!(
            r#"{{ "StartAt": "Each", "States": {{ "Each": {{ "Type": "Map", "End": true, "ItemProcessor": {processor} }} }} }}"#
        );
        assert_eq!(said(&text, None).is_empty(), is_limited, "{config}");
    }
}
