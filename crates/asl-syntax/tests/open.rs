//! Brackets and quotes that somebody has opened and not closed yet: what stands on the lines below stays
//! what it was, and the error stands where the text is broken.

use std::collections::BTreeSet;

use asl_syntax::ast::Value;
use asl_syntax::{Format, parse};

const TEXT: &str = "\
Comment: Orders
StartAt: Check
States:
  Check:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Parameters:
      QueueUrl: https://example.com/1/orders
      MessageBody:
        order.$: $.order
        tags: [a, b]
    Retry:
      - ErrorEquals: [States.Timeout]
        MaxAttempts: 3
      - ErrorEquals:
          - States.TaskFailed
          - States.Timeout
        MaxAttempts: 1
    Catch:
    - ErrorEquals: [States.ALL]
      ResultPath: $.error
      Next: Lost
    Next: Which
  Which:
    Type: Choice
    Choices:
      - And:
          - Variable: $.a
            IsPresent: true
          - {Variable: $.b, StringEquals: \"x\"}
        Next: Done
    Default: Lost
  # The ends.
  Done:
    Type: Succeed
  'Lost':
    Type: Fail
    \"Cause\": 'It was: lost'
";

/// What somebody has typed of a value.
const OPEN: &[&str] = &[
    "[",
    "[B",
    "[B,",
    "[B, ",
    "[States.",
    "[\"",
    "['",
    "[\"B",
    "['B",
    "[\"B\"",
    "[\"B\",",
    "[{",
    "[{a",
    "[{a: ",
    "[{a: b",
    "[{\"a\": \"",
    "[[",
    "[[a",
    "{",
    "{a",
    "{a:",
    "{a: ",
    "{a: b",
    "{a: b,",
    "{a: [",
    "{\"",
    "{\"a",
    "{\"a\"",
    "{\"a\":",
    "{\"a\": \"b",
    "{ ",
    "\"",
    "\"B",
    "\"B C",
    "'",
    "'B",
    "'B: C",
    "\"{% $states.",
    "'{% $f(\"a\", ",
    "!Sub \"",
    "&a [",
];

/// The names and numbers that lead to every entry and item.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Mapping(mapping) => {
            for entry in mapping.entries() {
                let key = entry.key().map(|it| it.text()).unwrap_or_default();
                let path = format!("{path}/{key}");
                found.insert(path.clone());
                if let Some(value) = entry.value() {
                    paths(&value, &path, found);
                }
            }
        }
        Value::Sequence(list) => {
            for item in list.items() {
                let path = format!("{path}/{}", item.index());
                found.insert(path.clone());
                if let Some(value) = item.value() {
                    paths(&value, &path, found);
                }
            }
        }
        _ => {}
    }
}

fn paths_of(text: &str, format: Format) -> BTreeSet<String> {
    let parsed = parse(text, format);
    assert_eq!(parsed.syntax().text().to_string(), text, "nothing is lost");
    let mut found = BTreeSet::new();
    if let Some(value) = parsed.root().value() {
        paths(&value, "", &mut found);
    }
    found
}

/// The parts of a line: what comes before its value, and the value.
fn value_of(line: &str) -> Option<(&str, &str)> {
    let at = match line.find(": ") {
        Some(at) => at + 2,
        None => line.find("- ")? + 2,
    };
    let (before, value) = line.split_at(at);
    let is_comment = line.trim_start().starts_with('#');
    (!is_comment && !line.ends_with([':', '{', '['])).then_some((before, value))
}

/// What is lost or new outside of the line when each value gives way to something open.
fn damage(text: &str, format: Format, open: &[&str]) -> (usize, Vec<String>) {
    let whole = paths_of(text, format);
    let lines: Vec<_> = text.lines().collect();
    let (mut tried, mut found) = (0, Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let Some((before, _)) = value_of(line) else {
            continue;
        };
        for open in open {
            let put = |value: &str| {
                let mut lines = lines.clone();
                let line = [before, value].concat();
                lines[index] = &line;
                lines.join("\n") + "\n"
            };
            // What a whole word there leaves is what should be left.
            let word = if format == Format::Json { "0," } else { "x" };
            let expected = paths_of(&put(word), format);
            let broken = put(open);
            let kept = paths_of(&broken, format);
            let lost: Vec<_> = expected.difference(&kept).collect();
            let number_of_new = kept.difference(&whole).count();
            tried += 1;
            if !lost.is_empty() || number_of_new > 3 {
                found.push(format!("{}: {before}{open}  loses {lost:?}", index + 1));
            }
            let start: usize = lines[..index].iter().map(|it| it.len() + 1).sum();
            let end = start + before.len() + open.len() + 1;
            for error in parse(&broken, format).errors() {
                let at = usize::from(error.range.start());
                if !(start..=end).contains(&at) {
                    found.push(format!("{}: {before}{open}  error {error:?}", index + 1));
                }
            }
        }
    }
    (tried, found)
}

#[test]
fn opened_in_yaml() {
    let (tried, found) = damage(TEXT, Format::Yaml, OPEN);
    assert!(tried > 500, "{tried}");
    assert!(
        found.is_empty(),
        "{} of {tried}:\n{}",
        found.len(),
        found.join("\n")
    );
}

const JSON: &str = r#"{
  "Comment": "Orders",
  "StartAt": "Check",
  "States": {
    "Check": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {
        "QueueUrl": "https://example.com/1/orders",
        "MessageBody": {
          "order.$": "$.order",
          "tags": ["a", "b"]
        }
      },
      "Retry": [
        {
          "ErrorEquals": ["States.Timeout"],
          "MaxAttempts": 3
        }
      ],
      "Catch": [
        {
          "ErrorEquals": ["States.ALL"],
          "ResultPath": "$.error",
          "Next": "Lost"
        }
      ],
      "Next": "Which"
    },
    "Which": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.a",
          "IsPresent": true,
          "Next": "Done"
        }
      ],
      "Default": "Lost"
    },
    "Done": {
      "Type": "Succeed"
    },
    "Lost": {
      "Type": "Fail",
      "Cause": "It was: lost"
    }
  }
}
"#;

/// Half a value with a comma behind it is no less open.
const OPEN_JSON: &[&str] = &[
    "\"",
    "\"B",
    "\"B C",
    "\"$.a[",
    "\",",
    "\"B,",
    "[",
    "[\"",
    "[\"B",
    "[\"B\"",
    "[\"B\",",
    "[,",
    "[\"B,",
    "{\"a\": \"",
    "{\"a\": \"b\"",
];

#[test]
fn opened_in_json() {
    let (tried, found) = damage(JSON, Format::Json, OPEN_JSON);
    assert!(tried > 250, "{tried}");
    assert!(
        found.is_empty(),
        "{} of {tried}:\n{}",
        found.len(),
        found.join("\n")
    );
}
