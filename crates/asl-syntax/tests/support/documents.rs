//! Generated documents: machines in JSON and in YAML, written in different styles.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// How a generated document is laid out.
#[derive(Debug, Clone, Copy)]
struct Style {
    indent: usize,
    /// Blocks of at most this many values stand on one line.
    inline: usize,
    line_end: &'static str,
}

/// A JSON document.
pub(crate) fn json() -> impl Strategy<Value = String> {
    (machine(), style()).prop_map(|(value, style)| {
        let mut out = String::new();
        write_json(&value, style, 0, &mut out);
        out.push_str(style.line_end);
        out
    })
}

/// A YAML document in block style, with flow collections where the style has them.
pub(crate) fn yaml() -> impl Strategy<Value = String> {
    (machine(), style()).prop_map(|(value, style)| {
        let mut out = String::new();
        write_yaml(&value, style, 0, &mut out);
        out
    })
}

fn style() -> impl Strategy<Value = Style> {
    let indent = prop::sample::select(vec![0_usize, 1, 2, 2, 2, 4, 8]);
    let line_end = prop::sample::select(vec!["\n", "\n", "\n", "\r\n", "\r"]);
    (indent, 0..5_usize, line_end).prop_map(|(indent, inline, line_end)| Style {
        indent,
        inline,
        line_end,
    })
}

fn machine() -> impl Strategy<Value = Value> {
    prop::collection::vec(state(), 1..6).prop_map(|states| {
        let states: Map<String, Value> = states
            .into_iter()
            .enumerate()
            .map(|(index, state)| (format!("State {index}"), state))
            .collect();
        json!({"Comment": "é \"quoted\" \\ text", "StartAt": "State 0", "States": states})
    })
}

fn state() -> impl Strategy<Value = Value> {
    let value = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z $.{}:é\\[\\]\"',#-]{0,12}".prop_map(Value::from),
        Just(json!("States.Format('{}', $.x)")),
        Just(json!({})),
        Just(json!([])),
    ];
    let key = prop::sample::select(vec!["Type", "Next", "Result.$", "Choices", "Retry", "a b"]);
    value.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..5).prop_map(|entries| {
                let entries = entries
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value));
                Value::Object(entries.collect())
            }),
        ]
    })
}

fn write_json(value: &Value, style: Style, depth: usize, out: &mut String) {
    let inline = size(value) <= style.inline;
    let line = |out: &mut String, depth: usize| {
        if inline {
            out.push(' ');
        } else {
            out.push_str(style.line_end);
            out.push_str(&" ".repeat(style.indent * depth));
        }
    };
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, depth + 1);
                out.push_str(&json!(key).to_string());
                out.push_str(": ");
                write_json(value, style, depth + 1, out);
            }
            line(out, depth);
            out.push('}');
        }
        Value::Array(values) if !values.is_empty() => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, depth + 1);
                write_json(value, style, depth + 1, out);
            }
            line(out, depth);
            out.push(']');
        }
        _ => out.push_str(&value.to_string()),
    }
}

fn write_yaml(value: &Value, style: Style, depth: usize, out: &mut String) {
    let step = style.indent.max(2);
    let pad = " ".repeat(step * depth);
    match value {
        Value::Object(entries) if !entries.is_empty() && size(value) > style.inline => {
            for (key, value) in entries {
                out.push_str(&pad);
                out.push_str(&json!(key).to_string().replace("\"Type\"", "Type"));
                out.push(':');
                write_yaml_value(value, style, depth, out);
            }
        }
        Value::Array(values) if !values.is_empty() && size(value) > style.inline => {
            for value in values {
                out.push_str(&pad);
                out.push('-');
                write_yaml_value(value, style, depth, out);
            }
        }
        _ => {
            out.push_str(&pad);
            out.push_str(&value.to_string());
            out.push_str(style.line_end);
        }
    }
}

fn write_yaml_value(value: &Value, style: Style, depth: usize, out: &mut String) {
    let block = matches!(value, Value::Object(_) | Value::Array(_)) && size(value) > style.inline;
    if block && size(value) > 0 {
        out.push_str(style.line_end);
        write_yaml(value, style, depth + 1, out);
    } else {
        out.push(' ');
        out.push_str(&value.to_string());
        out.push_str(style.line_end);
    }
}

/// How many scalars a value holds.
fn size(value: &Value) -> usize {
    match value {
        Value::Object(entries) => entries.values().map(|it| size(it).max(1)).sum(),
        Value::Array(values) => values.iter().map(|it| size(it).max(1)).sum(),
        _ => 0,
    }
}
