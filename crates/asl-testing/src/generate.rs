//! Definitions of any size, the same ones every time, for benchmarks and for tests of scale.

use serde_json::{Map, Value, json};

/// A definition in JSON, two blanks per level, of about `bytes` bytes: about 25 states per 10 kB,
/// Tasks with retriers and catchers, Choices, Waits, Passes and now and then a Parallel or a Map.
pub fn json(bytes: usize) -> String {
    let mut text = String::new();
    write_json(&definition(bytes), 0, &mut text);
    text.push('\n');
    text
}

/// The same definition in block YAML.
pub fn yaml(bytes: usize) -> String {
    let mut text = String::new();
    write_yaml(&definition(bytes), 0, &mut text);
    text
}

/// The same definition as a value.
pub fn definition(bytes: usize) -> Value {
    let mut states = Map::new();
    let mut size = 200;
    let mut index = 0;
    while size < bytes {
        let state = state(index);
        let mut text = String::new();
        write_json(&state, 2, &mut text);
        size += text.len() + 24;
        states.insert(name(index), state);
        index += 1;
    }
    states.insert(name(index), json!({"Type": "Succeed"}));
    json!({
        "Comment": "A generated definition",
        "StartAt": name(0),
        "States": states,
    })
}

/// The name of the state with that number, as it stands in the definition.
pub fn name(index: usize) -> String {
    const WORDS: [&str; 8] = [
        "Check", "Reserve", "Charge", "Pack", "Ship", "Notify", "Audit", "Wait",
    ];
    format!("{} {index}", WORDS[index % WORDS.len()])
}

fn state(index: usize) -> Value {
    let next = name(index + 1);
    match index % 8 {
        0 | 4 => json!({
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": format!("function-{index}"), "Payload.$": "$.order"},
            "ResultPath": "$.result",
            "Retry": [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 2, "MaxAttempts": 3, "BackoffRate": 2}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": next}],
            "Next": next,
        }),
        1 => json!({
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.order.total", "NumericGreaterThan": 100, "Next": next},
                {"Variable": "$.order.state", "StringEquals": "open", "Next": name(index - index % 8)},
            ],
            "Default": next,
        }),
        3 => json!({"Type": "Wait", "Seconds": 30, "Next": next}),
        5 if index % 16 == 5 => json!({
            "Type": "Parallel",
            "Branches": [branch(index, "left"), branch(index, "right")],
            "Next": next,
        }),
        5 => json!({
            "Type": "Map",
            "ItemsPath": "$.items",
            "ItemProcessor": branch(index, "item"),
            "Next": next,
        }),
        _ => json!({
            "Type": "Pass",
            "Parameters": {"id.$": "$.order.id", "note.$": "States.Format('order {}', $.order.id)", "step": index},
            "ResultPath": "$.step",
            "Next": next,
        }),
    }
}

fn branch(index: usize, side: &str) -> Value {
    let (first, last) = (
        format!("First {side} {index}"),
        format!("Last {side} {index}"),
    );
    json!({
        "StartAt": first,
        "States": {
            first: {"Type": "Pass", "Next": last},
            last: {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "TimeoutSeconds": 60, "End": true},
        },
    })
}

/// Objects and lists of objects go over several lines, everything else stays in one.
fn write_json(value: &Value, level: usize, text: &mut String) {
    let (open, close, members): (_, _, Vec<(Option<&String>, &Value)>) = match value {
        Value::Object(map) if !map.is_empty() => {
            ('{', '}', map.iter().map(|(k, v)| (Some(k), v)).collect())
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            ('[', ']', list.iter().map(|it| (None, it)).collect())
        }
        other => return text.push_str(&other.to_string()),
    };
    text.push(open);
    for (index, (key, value)) in members.into_iter().enumerate() {
        text.push_str(if index > 0 { ",\n" } else { "\n" });
        text.push_str(&"  ".repeat(level + 1));
        if let Some(key) = key {
            text.push_str(&Value::from(key.as_str()).to_string());
            text.push_str(": ");
        }
        write_json(value, level + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(level));
    text.push(close);
}

fn write_yaml(value: &Value, level: usize, text: &mut String) {
    match value {
        Value::Object(map) => {
            for (index, (key, value)) in map.iter().enumerate() {
                if index > 0 || level == 0 {
                    text.push_str(&"  ".repeat(level));
                }
                text.push_str(key);
                write_yaml_member(value, level, text);
            }
        }
        other => {
            text.push_str(&other.to_string());
            text.push('\n');
        }
    }
}

fn write_yaml_member(value: &Value, level: usize, text: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            text.push_str(":\n");
            text.push_str(&"  ".repeat(level + 1));
            write_yaml(value, level + 1, text);
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            text.push_str(":\n");
            for item in list {
                text.push_str(&"  ".repeat(level + 1));
                text.push_str("- ");
                write_yaml(item, level + 2, text);
            }
        }
        other => {
            text.push_str(": ");
            text.push_str(&other.to_string());
            text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{definition, json, yaml};

    #[test]
    fn the_text_is_the_value_and_about_as_long_as_asked() {
        let text = json(10_000);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            definition(10_000)
        );
        assert!((9_000..12_000).contains(&text.len()), "{}", text.len());
        assert!(yaml(10_000).starts_with("Comment: \"A generated definition\"\nStartAt:"));
    }
}
