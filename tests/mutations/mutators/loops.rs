//! Loops before a machine's first state: one whose way out nothing changes, and one that nothing limits.

use asl_lang::{QueryLanguage, WorkflowType};

use super::flow::{closed, value};
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, Path, json, text};
use crate::spots::Spot;

/// The language of the states of a machine that do not say another.
fn language(source: &Source) -> QueryLanguage {
    source.spots[0].language
}

/// The states come in before the first; the machine starts with the first of them. Answers where the
/// Choice stands.
fn before_start(
    source: &Source,
    machine: &Spot,
    states: &[(&str, String)],
    choice: &str,
) -> Option<(Vec<Change>, Path)> {
    let (start, first) = value(source, machine, "StartAt")?;
    let (all, known) = value(source, machine, "States")?;
    let first = serde_json::Value::from(first.as_text()?).to_string();
    let count = known.entries().len();
    let mut changes = vec![Change::Set(start, text(states[0].0))];
    let mut at = None;
    for (index, (name, state)) in states.iter().enumerate() {
        let state = json(&state.replace("FIRST", &first));
        changes.push(Change::Add(all.clone(), (*name).to_owned(), state));
        if *name == choice {
            at = Some([&all[..], &[count + index]].concat());
        }
    }
    Some((changes, at?))
}

pub(super) fn stuck(source: &Source, out: &mut Mutants<'_>) {
    let (rule, inside) = match language(source) {
        QueryLanguage::JsonPath => (
            r#""Variable": "$.isReady", "BooleanEquals": true"#,
            0.."$.isReady".len(),
        ),
        QueryLanguage::Jsonata => (
            r#""Condition": "{%$states.input.isReady%}""#,
            2..2 + "$states.input.isReady".len(),
        ),
    };
    let choice = format!(
        r#"{{ "Type": "Choice", "Choices": [{{ {rule}, "Next": FIRST }}], "Default": "Pause a bit" }}"#
    );
    let wait = r#"{ "Type": "Wait", "Seconds": 5, "Next": "Is it ready?" }"#;
    let states = [("Is it ready?", choice), ("Pause a bit", wait.to_owned())];
    for machine in closed(source) {
        if let Some((changes, at)) = before_start(source, machine, &states, "Is it ready?") {
            let path = [&at[..], &[1, 0, 0]].concat();
            out.push(&machine.path, changes, Mark::Inside(path, inside.clone()));
        }
    }
}

/// Whether an execution is limited that the states of a machine belong to.
fn is_limited(source: &Source) -> bool {
    let is_express =
        |it: &Spot| source.root.at(&it.path).text_of("ExecutionType") == Some("EXPRESS");
    source.root.index("TimeoutSeconds").is_some()
        || source.workflow == Some(WorkflowType::Express)
        || source.spots.iter().any(is_express)
}

pub(super) fn unbounded(source: &Source, out: &mut Mutants<'_>) {
    if is_limited(source) {
        return;
    }
    let (rule, result) = match language(source) {
        QueryLanguage::JsonPath => (
            r#""Variable": "$.howFarItIs", "StringEquals": "done""#,
            r#""ResultPath": "$.howFarItIs""#,
        ),
        QueryLanguage::Jsonata => (
            r#""Condition": "{% $howFarItIs = 'done' %}""#,
            r#""Assign": { "howFarItIs": "{% $states.result %}" }, "Output": "{% $states.input %}""#,
        ),
    };
    let task = format!(
        r#"{{ "Type": "Task", "Resource": "arn:aws:states:eu-west-1:123456789012:activity:ask",
            "TimeoutSeconds": 60, {result}, "Next": "Is it done?" }}"#
    );
    let choice = format!(
        r#"{{ "Type": "Choice", "Choices": [{{ {rule}, "Next": FIRST }}], "Default": "Pause a bit" }}"#
    );
    let wait = r#"{ "Type": "Wait", "Seconds": 5, "Next": "Ask" }"#;
    let states = [
        ("Ask how far it is", task),
        ("Is it done?", choice),
        (
            "Pause a bit",
            wait.replace("\"Ask\"", "\"Ask how far it is\""),
        ),
    ];
    for machine in closed(source) {
        if let Some((changes, at)) = before_start(source, machine, &states, "Is it done?") {
            out.push(&machine.path, changes, Mark::Key(at));
        }
    }
}

/// Tasks that wait for a token keep it.
pub(super) fn kept_token(source: &Source, out: &mut Mutants<'_>) {
    for (task, path, called) in source.tasks() {
        if !called.ends_with(".waitForTaskToken") {
            continue;
        }
        let (field, kept, below, token): (_, Node, &[usize], _) = match task.language {
            QueryLanguage::JsonPath => {
                let kept = json(r#"{ "token.$": "$$.Task.Token" }"#);
                ("ResultSelector", kept, &[0], "$$.Task.".len())
            }
            QueryLanguage::Jsonata => {
                let kept = "{% $states.context.Task.Token %}";
                let before = "{% $states.context.Task.";
                ("Output", text(kept), &[], before.len())
            }
        };
        let (change, at) = source.put(&task.path, field, kept);
        let at = [&at[..], below].concat();
        out.push(
            &path,
            vec![change],
            Mark::Inside(at, token..token + "Token".len()),
        );
    }
}

/// Tasks read a secret.
pub(super) fn secret(source: &Source, out: &mut Mutants<'_>) {
    if source.workflow == Some(WorkflowType::Express) {
        return;
    }
    for (task, path, _) in source.tasks() {
        let mut changes = vec![Change::Set(
            path.clone(),
            text("arn:aws:states:::aws-sdk:secretsmanager:getSecretValue"),
        )];
        let field = match task.language {
            QueryLanguage::JsonPath => "Parameters",
            QueryLanguage::Jsonata => "Arguments",
        };
        changes.push(
            source
                .put(&task.path, field, json(r#"{ "SecretId": "key" }"#))
                .0,
        );
        out.push(&path, changes, Mark::Value(path.clone()));
    }
}
