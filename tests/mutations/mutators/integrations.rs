//! What Tasks call, with which parameters, and what Express workflows cannot do.

use asl_lang::{StateType, WorkflowType};

use super::structure::states_of_type;
use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, json, text};

/// Every Task calls something else, without parameters.
fn call(source: &Source, out: &mut Mutants<'_>, resources: &[&str]) {
    for (task, path, _) in source.tasks() {
        for resource in resources {
            let mut changes = vec![Change::Set(path.clone(), text(*resource))];
            if let Some(parameters) = source.parameters(task) {
                changes.push(Change::Set(parameters, text("${Parameters}")));
            }
            out.push(&path, changes, Mark::Value(path.clone()));
        }
    }
}

pub(super) fn unknown_resource(source: &Source, out: &mut Mutants<'_>) {
    let resources = [
        "arn:aws:states:::dynamodb:query",
        "arn:aws:states:::sqs:sendMesage",
        "arn:aws:states:::lamda:invoke",
    ];
    call(source, out, &resources);
}

pub(super) fn unsupported_pattern(source: &Source, out: &mut Mutants<'_>) {
    let resources = [
        "arn:aws:states:::sns:publish.sync",
        "arn:aws:states:::dynamodb:getItem.waitForTaskToken",
        "arn:aws:states:::aws-sdk:s3:getObject.sync",
    ];
    call(source, out, &resources);
}

pub(super) fn unknown_action(source: &Source, out: &mut Mutants<'_>) {
    let resources = [
        "arn:aws:states:::aws-sdk:dynamodb:putItm",
        "arn:aws:states:::aws-sdk:sq:sendMessage",
    ];
    call(source, out, &resources);
}

pub(super) fn retired(source: &Source, out: &mut Mutants<'_>) {
    call(
        source,
        out,
        &["arn:aws:states:::aws-sdk:lookoutvision:detectAnomalies"],
    );
}

/// Parameters that must be there, by what is called.
const NEEDED: [(&str, &str); 10] = [
    (":::sqs:sendMessage", "QueueUrl"),
    (":::sqs:sendMessage", "MessageBody"),
    (":::sns:publish", "Message"),
    (":::lambda:invoke", "FunctionName"),
    (":::dynamodb:putItem", "TableName"),
    (":::dynamodb:putItem", "Item"),
    (":::dynamodb:getItem", "Key"),
    (":::events:putEvents", "Entries"),
    (":::states:startExecution", "StateMachineArn"),
    (":::aws-sdk:dynamodb:query", "TableName"),
];

pub(super) fn missing_parameter(source: &Source, out: &mut Mutants<'_>) {
    for (task, _, resource) in source.tasks() {
        let Some(parameters) = source.parameters(task) else {
            continue;
        };
        let object = source.root.at(&parameters);
        for (_, name) in NEEDED.iter().filter(|it| resource.contains(it.0)) {
            let at = object.index(name).or(object.index(&format!("{name}.$")));
            if let Some(at) = at {
                let path = [&parameters[..], &[at]].concat();
                let mark = Mark::Key(parameters.clone());
                out.push(&path, vec![Change::Remove(path.clone())], mark);
            }
        }
    }
}

/// A call that is given nothing at all.
pub(super) fn nothing_given(source: &Source, out: &mut Mutants<'_>) {
    for (task, path, _) in source.tasks().filter(|it| known(it.2)) {
        let mut given = ["Parameters", "Arguments"].iter();
        let given = given.find_map(|it| source.root.at(&task.path).index(it));
        let (Some(given), Some(resource)) = (given, path.last().copied()) else {
            continue;
        };
        let left = if given < resource {
            resource - 1
        } else {
            resource
        };
        let changes = vec![Change::Remove(task.entry(given))];
        out.push(&path, changes, Mark::Value(task.entry(left)));
    }
}

/// The Tasks whose parameters are known: services, not a function's own ARN and no placeholder.
fn known(resource: &str) -> bool {
    let is_call = resource.starts_with("arn:aws:states:::");
    is_call && !resource.contains("${") && !resource.contains(":::http:")
}

pub(super) fn unknown_parameter(source: &Source, out: &mut Mutants<'_>) {
    for (task, _, _) in source.tasks().filter(|it| known(it.2)) {
        if let Some(parameters) = source.parameters(task) {
            let (change, path) = source.add(&parameters, "Flavour", text("mint"));
            out.push(&parameters, vec![change], Mark::Key(path));
        }
    }
}

/// Parameters that are text or a number, by what is called.
pub(super) fn wrong_parameter(source: &Source, out: &mut Mutants<'_>) {
    for (task, _, resource) in source.tasks() {
        let Some(parameters) = source.parameters(task) else {
            continue;
        };
        for (at, (key, _)) in source.root.at(&parameters).entries().iter().enumerate() {
            let is_text = NEEDED.iter().any(|it| {
                let is_text = ["QueueUrl", "FunctionName", "TableName"].contains(&it.1);
                resource.contains(it.0) && it.1 == key && is_text
            });
            if is_text {
                let path = [&parameters[..], &[at]].concat();
                let changes = vec![Change::Set(path.clone(), json("[1]"))];
                out.push(&path, changes, Mark::Within(path.clone()));
            }
        }
    }
}

/// Parameters that take one of a few words, by what is called.
pub(super) fn parameter_value(source: &Source, out: &mut Mutants<'_>) {
    let words = [
        (":::ecs:runTask", "LaunchType"),
        (":::dynamodb:putItem", "ReturnValues"),
    ];
    for (task, _, resource) in source.tasks() {
        let Some(parameters) = source.parameters(task) else {
            continue;
        };
        for (_, name) in words.iter().filter(|it| resource.contains(it.0)) {
            let (change, path) = source.put(&parameters, name, text("Sometimes"));
            out.push(&parameters, vec![change], Mark::Value(path));
        }
    }
}

pub(super) fn express(source: &Source, out: &mut Mutants<'_>) {
    if source.workflow != Some(WorkflowType::Express) {
        return;
    }
    let resources = [
        "arn:aws:states:::ecs:runTask.sync",
        "arn:aws:states:::states:startExecution.sync:2",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "arn:aws:states:eu-central-1:123456789012:activity:Pack",
    ];
    call(source, out, &resources);
    for map in states_of_type(source, StateType::Map) {
        let Some(at) = source.root.at(&map.path).index("ItemProcessor") else {
            continue;
        };
        let config = json("{ \"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"EXPRESS\" }");
        let (change, path) = source.put(&map.entry(at), "ProcessorConfig", config);
        out.push(
            &map.path,
            vec![change],
            Mark::Value([&path[..], &[0]].concat()),
        );
    }
}

/// Calls that are waited for, but give nobody the token.
pub(super) fn no_token(source: &Source, out: &mut Mutants<'_>) {
    for (task, path, resource) in source.tasks() {
        let may_wait = [":::sqs:sendMessage", ":::sns:publish", ":::lambda:invoke"];
        let Some(parameters) = source.parameters(task) else {
            continue;
        };
        // What is filled in later may hold the token.
        let values = source.root.at(&parameters).paths().into_iter();
        let mut values = values.map(|it| [&parameters[..], &it].concat());
        let is_open = values.any(|it| match source.root.at(&it) {
            Node::Text(text) | Node::Raw(text) => text.contains("${"),
            _ => false,
        });
        if may_wait.iter().any(|it| resource.ends_with(it)) && !is_open {
            let waiting = format!("{resource}.waitForTaskToken");
            let changes = vec![Change::Set(path.clone(), text(waiting))];
            out.push(&path, changes, Mark::Value(path.clone()));
        }
    }
}

/// Iterations of a Distributed Map that are Express workflows, with a Task that waits.
pub(super) fn express_children(source: &Source, out: &mut Mutants<'_>) {
    let waits = "arn:aws:states:eu-central-1:123456789012:activity:Pack";
    for (task, path, _) in source.tasks() {
        let machine = source.machine_of(&task.path);
        let processor = source.root.at(&machine.path);
        let Some(at) = processor.index("ProcessorConfig") else {
            continue;
        };
        let config = machine.entry(at);
        if source.root.at(&config).text_of("Mode") != Some("DISTRIBUTED") {
            continue;
        }
        let (kind, _) = source.put(&config, "ExecutionType", text("EXPRESS"));
        let changes = vec![kind, Change::Set(path.clone(), text(waits))];
        out.push(&path, changes, Mark::Value(path.clone()));
    }
}

pub(super) fn express_time(source: &Source, out: &mut Mutants<'_>) {
    if source.workflow != Some(WorkflowType::Express) {
        return;
    }
    for spot in &source.spots {
        for name in ["Seconds", "TimeoutSeconds"] {
            let object = source.root.at(&spot.path);
            let is_number = matches!(object.get(name), Some(Node::Raw(_)));
            if is_number
                || object.get(name).is_none()
                    && name == "TimeoutSeconds"
                    && spot.state() == Some(StateType::Task)
            {
                let (change, path) = source.put(&spot.path, name, json("301"));
                out.push(&spot.path, vec![change], Mark::Value(path));
            }
        }
    }
}

/// Parameters that are out of their bounds, by what is called.
pub(super) fn out_of_range(source: &Source, out: &mut Mutants<'_>) {
    let long = "n".repeat(81);
    let bounds = [
        (":::sqs:sendMessage", "DelaySeconds", json("901")),
        (":::states:startExecution", "Name", text(long)),
        (":::aws-sdk:dynamodb:query", "Limit", json("0")),
    ];
    for (task, _, resource) in source.tasks() {
        let Some(parameters) = source.parameters(task) else {
            continue;
        };
        let object = source.root.at(&parameters);
        for (_, name, value) in bounds.iter().filter(|it| resource.contains(it.0)) {
            if object.index(&format!("{name}.$")).is_none() {
                let (change, path) = source.put(&parameters, name, value.clone());
                out.push(&parameters, vec![change], Mark::Value(path));
            }
        }
    }
}

/// ARNs of functions with a region or an account that cannot be.
pub(super) fn arn(source: &Source, out: &mut Mutants<'_>) {
    for (_, path, _) in source.tasks() {
        for (region, account, wrong) in [
            ("eu-west1", "123456789012", "eu-west1"),
            ("eu-west-1", "12345678901", "12345678901"),
        ] {
            let resource = format!("arn:aws:lambda:{region}:{account}:function:pack");
            let start = resource.find(wrong).expect("a part of it");
            let changes = vec![Change::Set(path.clone(), text(resource))];
            let mark = Mark::Inside(path.clone(), start..start + wrong.len());
            out.push(&path, changes, mark);
        }
    }
}
