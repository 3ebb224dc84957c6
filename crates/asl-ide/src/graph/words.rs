//! What a state does beside its type, in a few words.

use asl_lang::StateType;
use asl_model::State;
use asl_syntax::ast::{Mapping, Value};
use serde_json::Value as Json;

use crate::causes::plain;
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

#[cfg(test)]
mod tests {
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
