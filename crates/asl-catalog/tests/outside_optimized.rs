//! The optimised integrations as others collected them, compared member by member, and the services of the AWS SDK
//! integrations as the developer guide lists them.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation of a test is a panic"
)]

use std::collections::BTreeSet;

use asl_catalog::{Action, Kind, Pattern, Shape, Step, catalog, lookup, sample_result};
use asl_lang::WorkflowType;
use asl_testing::outside::shared_files;
use serde_json::Value;

/// Where the collection says less than the API's model, and the model is right.
const LISTED: &[(&str, &str)] = &[
    (
        "ClusterId is required",
        "the page does not say so, and nothing goes without",
    ),
    (
        "Message takes string",
        "what is no text is made one, as the collection's notes say",
    ),
    ("MessageBody takes string", "the same"),
    ("Input takes string", "the same"),
    (
        "Payload takes blob",
        "the API's bytes are JSON here, as the collection's notes say",
    ),
];

fn integrations() -> Vec<Value> {
    let files = shared_files("data", &["optimized_integrations.json"]);
    let tables = files
        .iter()
        .map(|(_, text)| -> Value { serde_json::from_str(text).expect("the collection is JSON") });
    tables
        .flat_map(|mut table| match table["integrations"].take() {
            Value::Array(integrations) => integrations,
            _ => Vec::new(),
        })
        .collect()
}

fn action(integration: &Value) -> Action<'static> {
    let resource = integration["resource"].as_str().expect("a resource");
    lookup(resource).expect(resource).action
}

/// What is wrong, if anything, besides what is listed.
fn differences(compare: impl Fn(&Value, Action<'static>, &mut Vec<String>)) {
    let mut found = Vec::new();
    for integration in integrations() {
        let action = action(&integration);
        let mut wrong = Vec::new();
        compare(&integration, action, &mut wrong);
        let is_listed = |it: &String| LISTED.iter().any(|(text, _)| it == text);
        let new = wrong.into_iter().filter(|it| !is_listed(it));
        found.extend(new.map(|it| format!("{}:{} {it}", action.service().name(), action.name())));
    }
    assert!(found.is_empty(), "{found:#?}");
}

fn texts<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v str> {
    let list = value.as_array().into_iter().flatten();
    let name = name.to_owned();
    list.filter_map(move |it| it[name.as_str()].as_str())
}

#[test]
fn every_service_is_there_with_all_its_actions() {
    let mut ours = BTreeSet::new();
    for service in catalog().optimized_services() {
        ours.extend(
            service
                .actions()
                .map(|it| it.resource(Pattern::RequestResponse)),
        );
    }
    let theirs = integrations();
    let theirs: BTreeSet<_> = texts_of(&theirs).collect();
    assert!(theirs.is_empty() || theirs == ours.iter().map(String::as_str).collect());
}

fn texts_of(integrations: &[Value]) -> impl Iterator<Item = &str> {
    integrations.iter().filter_map(|it| it["resource"].as_str())
}

#[test]
fn parameters() {
    differences(|integration, action, wrong| {
        let request = action.request().expect("every action takes something");
        for parameter in integration["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap_or_default();
            let Some(member) = request.member(name) else {
                wrong.push(format!("has no {name}"));
                continue;
            };
            // A token that the SDK makes up is required, but need not be given.
            let is_required = member.is_required && !member.is_filled_in;
            if is_required && parameter["required"] != true {
                wrong.push(format!("{name} is required"));
            }
            if !member.is_required && parameter["required"] == true {
                wrong.push(format!("{name} is not required"));
            }
            let kind = parameter["type"].as_str().unwrap_or_default();
            if !is_of(kind, member.shape) {
                wrong.push(format!("{name} takes {kind}"));
            }
        }
        let theirs: BTreeSet<_> = texts(&integration["parameters"], "name").collect();
        let more = request.members().filter(|it| !theirs.contains(it.name));
        wrong.extend(more.map(|it| format!("takes {} too", it.name)));
    });
}

/// Whether a shape is of a type in the collection's notation: `map<string,list<string>>`, `enum:A|B`, `struct:Tag`.
fn is_of(kind: &str, shape: Shape<'_>) -> bool {
    let inner = |start: &str| kind.strip_prefix(start)?.strip_suffix('>');
    if let Some(values) = kind.strip_prefix("enum:") {
        // A long list ends in an ellipsis.
        let theirs: Vec<_> = values.split('|').filter(|it| *it != "…").collect();
        let ours: Vec<_> = shape.values().collect();
        return ours == theirs || (values.ends_with('…') && ours.starts_with(&theirs));
    }
    if kind.starts_with("struct") {
        let name = kind.strip_prefix("struct:");
        // Without one of its members it is another structure, which has no name.
        let name = name.filter(|it| !it.contains(' '));
        let is_object = matches!(shape.kind(), Kind::Structure | Kind::Union);
        return is_object && name.is_none_or(|name| shape.name() == name);
    }
    // Where several types are allowed, anything goes.
    let is_alternative = kind.contains(">|") || (kind.contains('|') && !kind.contains('<'));
    if kind == "json" || is_alternative {
        return matches!(shape.kind(), Kind::Document | Kind::Blob);
    }
    if let Some(element) = inner("list<") {
        return shape.element().is_some_and(|it| is_of(element, it));
    }
    if let Some(value) = inner("map<string,") {
        return shape.value().is_some_and(|it| is_of(value, it));
    }
    match kind {
        "string" => shape.kind().is_text(),
        "boolean" => shape.kind() == Kind::Boolean,
        "integer" | "long" => matches!(shape.kind(), Kind::Integer | Kind::Long),
        "double" => shape.kind() == Kind::Double,
        _ => false,
    }
}

#[test]
fn patterns_and_workflow_types() {
    differences(|integration, action, wrong| {
        let names = [
            ("request_response", Pattern::RequestResponse),
            ("sync", Pattern::Sync),
            ("sync2", Pattern::Sync2),
            ("wait_for_task_token", Pattern::WaitForTaskToken),
        ];
        for (name, pattern) in names {
            let suffix = integration["suffixes"].get(name).and_then(Value::as_str);
            let wanted = suffix.map(|_| pattern.suffix());
            let is_ours = action.patterns().any(|it| it == pattern);
            if suffix != wanted || is_ours != suffix.is_some() {
                wrong.push(format!("{name}: {suffix:?}"));
            }
            let types = pattern.workflow_types().iter().map(|it| match it {
                WorkflowType::Standard => "STANDARD",
                WorkflowType::Express => "EXPRESS",
            });
            let theirs = integration["patterns"].get(name).and_then(Value::as_array);
            if theirs.is_some_and(|it| !it.iter().map(Value::as_str).eq(types.map(Some))) {
                wrong.push(format!("{name} in {theirs:?}"));
            }
        }
    });
}

#[test]
fn errors() {
    differences(|integration, action, wrong| {
        for name in texts(&integration["errors"], "name") {
            let is_form = name.contains('<');
            if !is_form && !action.errors().any(|it| it == name) {
                wrong.push(format!("never raises {name}"));
            }
        }
        if let Some(prefix) = integration["error_prefix"].as_str()
            && action.service().prefix() != prefix
        {
            wrong.push(format!("begins its errors with {prefix}"));
        }
    });
}

#[test]
fn results() {
    differences(|integration, action, wrong| {
        let fields = integration["output"]["fields"].as_array();
        for field in fields.into_iter().flatten().filter_map(Value::as_str) {
            if !has(action.response(), field) {
                wrong.push(format!("answers without {field}"));
            }
        }
        for pattern in action.patterns() {
            let is_job = matches!(pattern, Pattern::Sync | Pattern::Sync2);
            if is_job && action.result(pattern).is_none() {
                wrong.push(format!("has no result with {}", pattern.suffix()));
            }
        }
        if let Some(status) = integration["sync"]["ok"].as_str() {
            let sample = sample_result(action, Pattern::Sync, &Value::Null, 0);
            let words = status.split(|it: char| !it.is_ascii_alphanumeric());
            let is_said = words.filter(|it| it.len() > 4).any(|it| says(&sample, it));
            let has_statuses = action.successes().next().is_some();
            if has_statuses && !is_said && !action.name().starts_with("delete") {
                wrong.push(format!("is done without {status}: {sample}"));
            }
        }
    });
}

/// Whether a path of names, lists marked by `[]`, leads somewhere.
fn has(shape: Option<Shape<'_>>, path: &str) -> bool {
    let Some(mut shape) = shape else {
        return false;
    };
    for name in path.split('.') {
        let (name, is_list) = name
            .strip_suffix("[]")
            .map_or((name, false), |it| (it, true));
        let Step::To(mut next) = shape.at_name(name) else {
            return false;
        };
        if is_list && let Step::To(element) = next.at_index() {
            next = element;
        }
        shape = next;
    }
    true
}

/// Whether a text of that content is anywhere in a value.
fn says(value: &Value, text: &str) -> bool {
    match value {
        Value::String(it) => it == text,
        Value::Array(items) => items.iter().any(|it| says(it, text)),
        Value::Object(members) => members.values().any(|it| says(it, text)),
        _ => false,
    }
}

/// The developer guide's list: every service that still has an API is known by the name and the prefix that the rules
/// give it, with its number of actions and with those that cannot be called.
#[test]
fn every_listed_service_follows_the_rules() {
    let mut found = 0;
    for (_, text) in shared_files("data", &["aws_sdk_services.json"]) {
        let list: Value = serde_json::from_str(&text).expect("the list is JSON");
        for service in list["supported"].as_array().into_iter().flatten() {
            let name = service["name"].as_str().expect("a name");
            let Some(ours) = catalog().service(name) else {
                let is_retired = catalog().retired().iter().any(|it| it.name == name);
                assert!(is_retired, "{name}");
                continue;
            };
            assert_eq!(
                Some(ours.prefix()),
                service["error_prefix"].as_str(),
                "{name}"
            );
            assert_eq!(
                Some(ours.action_count() as u64),
                service["operations"].as_u64(),
                "{name}"
            );
            for action in service["unsupported"].as_array().into_iter().flatten() {
                let action = action.as_str().expect("an action's name");
                let ours = ours.action(&asl_catalog::names::action(action));
                assert!(ours.is_none_or(|it| !it.is_callable()), "{name}:{action}");
            }
            found += 1;
        }
        assert_eq!(found, 403);
    }
}
