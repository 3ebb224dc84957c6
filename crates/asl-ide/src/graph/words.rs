//! The words of a picture: what a state does, when a rule holds, which errors a catcher takes.

use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN};
use asl_lang::{OperandKind, StateType, choice_operator};
use asl_model::State;
use asl_syntax::ast::{Mapping, Value};
use serde_json::Value as Json;

use crate::hover::time;

/// What a state does beside its type: the resource of a Task, the time of a Wait.
pub(super) fn detail(state: &State, mapping: &Mapping) -> Option<String> {
    let text = |field: &str| {
        let value = mapping.value(field)?;
        Some(value.as_scalar()?.text())
    };
    match state.kind()? {
        StateType::Task => text("Resource").map(|it| resource(&it)),
        StateType::Wait => wait(mapping),
        StateType::Map => Some(map(mapping)),
        StateType::Fail => text("Error").map(|it| plain(&it)),
        _ => None,
    }
}

/// What of an ARN tells it from others: `lambda:invoke` of `arn:aws:states:::lambda:invoke`, the
/// name of a function.
fn resource(arn: &str) -> String {
    if let Some((_, integration)) = arn.split_once(":states:::") {
        return integration.to_owned();
    }
    if let Some((_, function)) = arn.split_once(":function:") {
        return function.to_owned();
    }
    match arn.rsplit_once(':') {
        Some((_, last)) if arn.starts_with("arn:") && !last.is_empty() => last.to_owned(),
        _ => plain(arn),
    }
}

fn wait(mapping: &Mapping) -> Option<String> {
    let fields = ["Seconds", "Timestamp", "SecondsPath", "TimestampPath"];
    let (field, value) = fields
        .iter()
        .find_map(|it| Some((*it, mapping.value(it)?.to_json())))?;
    Some(match value {
        Json::Number(seconds) => time::words(seconds.as_f64()?),
        Json::String(text) if field.starts_with("Timestamp") => format!("until {}", plain(&text)),
        Json::String(text) => format!("{} s", plain(&text)),
        _ => return None,
    })
}

fn map(mapping: &Mapping) -> String {
    let items = ["ItemsPath", "Items"]
        .iter()
        .find_map(|it| mapping.value(it));
    let of = items
        .as_ref()
        .and_then(Value::as_scalar)
        .map(|it| plain(&it.text()));
    let processor = mapping.value("ItemProcessor").map(|it| it.to_json());
    let mode = processor.and_then(|it| Some(it.get("ProcessorConfig")?.get("Mode")?.to_string()));
    let distributed = mode.is_some_and(|it| it.contains("DISTRIBUTED"));
    let mut words = match of {
        Some(items) => format!("for each of {items}"),
        None => "for each item".to_owned(),
    };
    if distributed {
        words.push_str(", distributed");
    }
    words
}

/// When a choice rule holds; its comment when somebody wrote one.
pub(super) fn rule(rule: &Json) -> String {
    let comment = rule.get("Comment").and_then(Json::as_str);
    comment.map_or_else(|| condition(rule), str::to_owned)
}

fn condition(rule: &Json) -> String {
    match rule.get("Condition") {
        Some(Json::String(text)) => return plain(text),
        Some(other) => return other.to_string(),
        None => {}
    }
    let joined = |all: &Json, word: &str| {
        let rules = all.as_array().map(Vec::as_slice).unwrap_or_default();
        rules.iter().map(part).collect::<Vec<_>>().join(word)
    };
    if let Some(all) = rule.get("And") {
        return joined(all, " and ");
    }
    if let Some(any) = rule.get("Or") {
        return joined(any, " or ");
    }
    match rule.get("Not") {
        Some(not) => format!("not {}", part(not)),
        None => comparison(rule).unwrap_or_else(|| "…".to_owned()),
    }
}

/// A rule within another one, in brackets where it would be read wrongly.
fn part(rule: &Json) -> String {
    let words = condition(rule);
    if rule.get("And").is_some() || rule.get("Or").is_some() {
        return format!("({words})");
    }
    words
}

fn comparison(rule: &Json) -> Option<String> {
    let variable = plain(rule.get("Variable")?.as_str()?);
    let (operator, operand) = rule
        .as_object()?
        .iter()
        .find_map(|(key, value)| Some((choice_operator(key)?, value)))?;
    if operator.operand == OperandKind::TypeTest {
        let what = operator.name.trim_start_matches("Is").to_lowercase();
        let not = if operand == &Json::Bool(false) {
            "not "
        } else {
            ""
        };
        return Some(format!("{variable} is {not}{what}"));
    }
    let operand = match operand {
        Json::String(text) if operator.is_path => plain(text),
        other => other.to_string(),
    };
    Some(format!("{variable} {} {operand}", sign(operator.name)))
}

/// `<` for `NumericLessThanPath`.
fn sign(operator: &str) -> &'static str {
    let operator = operator.trim_end_matches("Path");
    let signs = [
        ("LessThanEquals", "≤"),
        ("GreaterThanEquals", "≥"),
        ("LessThan", "<"),
        ("GreaterThan", ">"),
        ("Matches", "~"),
    ];
    let found = signs.iter().find(|it| operator.ends_with(it.0));
    found.map_or("=", |it| it.1)
}

/// The errors that a catcher takes.
pub(super) fn errors(catcher: &Json) -> String {
    let names = catcher.get("ErrorEquals").and_then(Json::as_array);
    let names = names.map(Vec::as_slice).unwrap_or_default();
    let names: Vec<_> = names.iter().filter_map(Json::as_str).collect();
    match names.as_slice() {
        [] => "error".to_owned(),
        names => names.join(", "),
    }
}

/// A path without `$.`, an expression without its brackets, all on one line.
fn plain(text: &str) -> String {
    let text = text.trim();
    let inner = text
        .strip_prefix(JSONATA_OPEN)
        .and_then(|it| it.strip_suffix(JSONATA_CLOSE))
        .unwrap_or_else(|| text.strip_prefix("$.").unwrap_or(text));
    inner.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn rules_read_like_conditions() {
        let rows = [
            (
                json!({"Variable": "$.total", "NumericGreaterThanEquals": 100}),
                "total ≥ 100",
            ),
            (
                json!({"Variable": "$.kind", "StringEquals": "a"}),
                "kind = \"a\"",
            ),
            (
                json!({"Variable": "$.a", "StringEqualsPath": "$.b"}),
                "a = b",
            ),
            (
                json!({"Variable": "$.a", "IsPresent": false}),
                "a is not present",
            ),
            (
                json!({"Variable": "$.a", "StringMatches": "x*"}),
                "a ~ \"x*\"",
            ),
            (
                json!({"Not": {"Variable": "$.a", "IsNull": true}}),
                "not a is null",
            ),
            (
                json!({"And": [
                    {"Variable": "$.a", "BooleanEquals": true},
                    {"Or": [{"Variable": "$.b", "NumericLessThan": 1}, {"Variable": "$.c", "IsString": true}]},
                ]}),
                "a = true and (b < 1 or c is string)",
            ),
            (
                json!({"Condition": "{% $states.input.a\n > 1 %}"}),
                "$states.input.a > 1",
            ),
            (
                json!({"Comment": "too many", "Variable": "$.a", "IsNull": true}),
                "too many",
            ),
            (json!({"Next": "A"}), "…"),
        ];
        for (rule, words) in rows {
            assert_eq!(super::rule(&rule), words);
        }
    }

    #[test]
    fn resources_by_what_tells_them_apart() {
        let rows = [
            ("arn:aws:states:::dynamodb:putItem", "dynamodb:putItem"),
            (
                "arn:aws:states:::aws-sdk:sqs:sendMessage",
                "aws-sdk:sqs:sendMessage",
            ),
            ("arn:aws:lambda:us-east-1:123456789012:function:Pay", "Pay"),
            (
                "arn:aws:states:us-east-1:123456789012:activity:Sign",
                "Sign",
            ),
            ("${PayFunctionArn}", "${PayFunctionArn}"),
        ];
        for (arn, words) in rows {
            assert_eq!(super::resource(arn), words);
        }
    }
}
