//! Every item that is offered may be taken: the text is whole then, and nothing else has changed.

use asl_ide::{Analysis, CompletionItem, CompletionKind, Document, Format};
use asl_syntax::ast::{Entry, Mapping, Value};
use asl_syntax::parse;
use serde_json::Value as Json;

use crate::editor::{offered, shown, taken};

const JSON_PATH: &str = r#"{
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {
        "QueueUrl": "https://sqs.eu-central-1.amazonaws.com/1/orders",
        "MessageBody.$": "$.order"
      },
      "Retry": [
        {
          "ErrorEquals": ["States.Timeout"],
          "MaxAttempts": 3
        }
      ],
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Lost" }],
      "Next": "Look"
    },
    "Look": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.ok", "BooleanEquals": true, "Next": "Each" },
        {
          "And": [
            {
              "Variable": "$.a",
              "IsPresent": true
            }
          ],
          "Next": "Rest"
        }
      ],
      "Default": "Both"
    },
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "One",
        "States": {
          "One": { "Type": "Pass", "Result": {}, "End": true }
        }
      },
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "CSV" }
      },
      "End": true
    },
    "Both": {
      "Type": "Parallel",
      "Branches": [
        {
          "StartAt": "Two",
          "States": {
            "Two": { "Type": "Succeed" }
          }
        }
      ],
      "End": true
    },
    "Rest": { "Type": "Wait", "Seconds": 10, "Next": "Both" },
    "Lost": {
      "Type": "Fail",
      "Error": "Lost"
    }
  }
}
"#;

const JSONATA: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": {
        "FunctionName": "work",
        "Payload": "{% $states.input %}"
      },
      "Assign": { "order": "{% $states.result.Payload %}" },
      "Next": "Look"
    },
    "Look": {
      "Type": "Choice",
      "Choices": [{ "Condition": "{% $order.ok %}", "Next": "Each" }],
      "Default": "Rest"
    },
    "Each": {
      "Type": "Map",
      "Items": "{% $order.items %}",
      "ItemProcessor": {
        "StartAt": "One",
        "States": {
          "One": { "Type": "Pass", "Output": {}, "End": true }
        }
      },
      "End": true
    },
    "Rest": { "Type": "Wait", "Seconds": 10, "End": true }
  }
}
"#;

/// Block style, with a list whose dashes stand below its key and a mapping in braces.
const YAML: &str = r"StartAt: Call
States:
  Call:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Parameters:
      QueueUrl: https://sqs.eu-central-1.amazonaws.com/1/orders
      MessageBody.$: $.order
    Retry:
      - ErrorEquals: [States.Timeout]
        MaxAttempts: 3
    Catch:
    - ErrorEquals:
      - States.ALL
      Next: Lost
    Next: Look
  Look:
    Type: Choice
    Choices:
      - Variable: $.ok
        BooleanEquals: true
        Next: Each
      - And:
          - Variable: $.a
            IsPresent: true
        Next: Rest
    Default: Both
  Each:
    Type: Map
    ItemProcessor:
        ProcessorConfig:
            Mode: DISTRIBUTED
            ExecutionType: STANDARD
        StartAt: One
        States:
            One: {Type: Pass, End: true}
    ItemReader:
      Resource: arn:aws:states:::s3:getObject
      ReaderConfig: {InputType: CSV}
    End: true
  Both:
    Type: Parallel
    Branches:
      - StartAt: Two
        States:
          Two:
            Type: Succeed
    End: true
  Rest:
    Type: Wait
    Seconds: 10
    Next: Both
  Lost:
    Type: Fail
    Error: Lost
";

/// An object or a value of a text, by the names and numbers that lead to it.
struct Spot {
    pointer: String,
    /// The text with nothing at the cursor.
    before: String,
    behind: String,
    place: Place,
}

/// What is missing at the cursor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// An entry of the object.
    Key,
    /// The value.
    Value,
    /// A member of the list, before the one with that number.
    Item(usize),
}

/// Places for keys before each entry and behind the last one, and the values of all entries.
fn spots(text: &str, value: &Value, pointer: &str, is_json: bool, found: &mut Vec<Spot>) {
    match value {
        Value::Mapping(mapping) => {
            for entry in mapping.entries() {
                found.extend(beside(text, mapping, &entry, pointer, is_json));
                let (Some(key), Some(value)) = (entry.key(), entry.value()) else {
                    continue;
                };
                let key = key.text().replace('~', "~0").replace('/', "~1");
                let pointer = format!("{pointer}/{key}");
                spots(text, &value, &pointer, is_json, found);
                if let Value::Scalar(scalar) = value {
                    let range = scalar.range();
                    found.push(Spot {
                        pointer,
                        before: text[..range.start().into()].to_owned(),
                        behind: text[range.end().into()..].to_owned(),
                        place: Place::Value,
                    });
                }
            }
        }
        Value::Sequence(list) => {
            for item in list.items() {
                let index = item.index();
                let Some(value) = item.value() else { continue };
                spots(text, &value, &format!("{pointer}/{index}"), is_json, found);
                let start = usize::from(item.range().start());
                let line = text[..start].rfind('\n').map_or(0, |it| it + 1);
                let (dash, between) = if text[start..].starts_with('-') {
                    ("- ", ["\n", &" ".repeat(start - line)].concat())
                } else {
                    ("", " ".to_owned())
                };
                found.push(Spot {
                    pointer: pointer.to_owned(),
                    before: [&text[..start], dash].concat(),
                    behind: [&between, &text[start..]].concat(),
                    place: Place::Item(index),
                });
            }
        }
        _ => {}
    }
}

/// A new line before an entry, and one behind the last entry.
fn beside(text: &str, mapping: &Mapping, entry: &Entry, pointer: &str, is_json: bool) -> Vec<Spot> {
    let start = usize::from(entry.range().start());
    let line = text[..start].rfind('\n').map_or(0, |it| it + 1);
    let column = start - line;
    let begins_line = text[line..start].trim().is_empty();
    let flow = text[mapping.range().start().into()..].starts_with('{');
    let blanks = " ".repeat(column);
    let between = if flow && !begins_line {
        " ".to_owned()
    } else {
        ["\n", &blanks].concat()
    };
    let key = |before: String, behind: String| Spot {
        pointer: pointer.to_owned(),
        before,
        behind,
        place: Place::Key,
    };
    let mut found = vec![key(
        text[..start].to_owned(),
        [&between, &text[start..]].concat(),
    )];
    let last = mapping.entries().last();
    if last.is_some_and(|it| it == *entry) && (is_json || begins_line) {
        let end = start + entry.syntax().text().to_string().trim_end().len();
        found.push(key(
            [&text[..end], &between].concat(),
            text[end..].to_owned(),
        ));
    }
    found
}

/// Takes every item that is offered at a spot, where so much is typed already.
fn try_all(whole: &Json, spot: &Spot, typed: (&str, &str), format: Format) -> usize {
    let text = [&spot.before, typed.0, typed.1, &spot.behind].concat();
    let offset = spot.before.len() + typed.0.len();
    let (analysis, file) = Analysis::single(Document::new(&text, format));
    let items = shown(offered(&analysis, file, offset, true), &text, offset);
    let broken = parse(&text, format).errors().len();
    let mut count = 0;
    for item in items.iter().take(60).filter(|it| is_whole(it)) {
        let after = taken(item, &text);
        let parsed = parse(&after, format);
        let about = || format!("{} at {typed:?} makes\n{after}", item.label);
        if is_inside(item, typed) {
            // The string is as open as it was.
            assert!(parsed.errors().len() <= broken, "{}", about());
            continue;
        }
        assert_eq!(parsed.errors(), [], "{}", about());
        let mut json = parsed.root().value().unwrap().to_json();
        let mut expected = whole.clone();
        let is_there = forget(&mut json, &mut expected, spot).is_some();
        assert!(is_there, "{}", about());
        assert_eq!(json, expected, "{}", about());
        count += 1;
    }
    count
}

/// A service alone is the beginning of a string.
fn is_whole(item: &CompletionItem) -> bool {
    item.kind != CompletionKind::Service
}

/// A part of a string that goes on behind it.
fn is_inside(item: &CompletionItem, typed: (&str, &str)) -> bool {
    let is_part = matches!(
        item.kind,
        CompletionKind::Path | CompletionKind::Function | CompletionKind::Variable
    );
    is_part && typed.0.starts_with('"') && typed.1.is_empty()
}

/// Takes what the item has written out of one value, and its place out of the other; `None` where it
/// is written elsewhere.
fn forget(json: &mut Json, expected: &mut Json, spot: &Spot) -> Option<()> {
    let (pointer, key) = match spot.place {
        Place::Item(index) => {
            let old = expected.pointer(&spot.pointer)?.as_array()?.len();
            let list = json.pointer_mut(&spot.pointer)?.as_array_mut()?;
            list.remove(index);
            return (list.len() == old).then_some(());
        }
        Place::Key => (spot.pointer.as_str(), None),
        Place::Value => spot.pointer.rsplit_once('/').map(|it| (it.0, Some(it.1)))?,
    };
    let object_of = |it: &'_ Json| it.pointer(pointer).and_then(Json::as_object).cloned();
    let (new, old) = (object_of(json)?, object_of(expected)?);
    let is_new = |it: &&String| !old.contains_key(*it);
    let mut added: Vec<_> = new.keys().filter(is_new).cloned().collect();
    if let Some(key) = key {
        new.get(key)?;
        added.push(key.to_owned());
    } else if added.len() != 1 {
        return None;
    }
    for value in [json, expected] {
        let object = value.pointer_mut(pointer).and_then(Json::as_object_mut)?;
        for name in &added {
            object.remove(name);
        }
    }
    Some(())
}

fn try_text(text: &str, format: Format) -> usize {
    let parsed = parse(text, format);
    assert_eq!(parsed.errors(), []);
    let value = parsed.root().value().unwrap();
    let whole = value.to_json();
    let mut found = Vec::new();
    spots(text, &value, "", format == Format::Json, &mut found);
    // What is typed before and what the editor closes behind the cursor.
    let typed: &[(&str, &str)] = match format {
        Format::Json => &[
            ("", ""),
            ("\"", "\""),
            ("\"", ""),
            ("\"N", "\""),
            ("\"St", ""),
            ("Re", ""),
        ],
        Format::Yaml => &[("", ""), ("N", ""), ("St", ""), ("R", ""), ("\"", "\"")],
    };
    let each = found
        .iter()
        .flat_map(|spot| typed.iter().map(move |it| (spot, it)));
    let is_usual =
        |(spot, typed): &(&Spot, &(&str, &str))| is_usual(spot, typed.0, typed.1, format);
    each.filter(is_usual)
        .map(|(spot, typed)| try_all(&whole, spot, *typed, format))
        .sum()
}

/// Nobody quotes keys in YAML, and what is open on a line belongs to the word behind it.
fn is_usual(spot: &Spot, typed: &str, closed: &str, format: Format) -> bool {
    let is_quoted = typed.starts_with('"');
    let goes_on = spot.behind.starts_with(' ') && !typed.is_empty() && closed.is_empty();
    match spot.place {
        Place::Key if format == Format::Yaml => !is_quoted && !goes_on,
        Place::Item(_) => !goes_on,
        _ => true,
    }
}

#[test]
fn items_in_json() {
    let count = try_text(JSON_PATH, Format::Json);
    eprintln!("{count} items were taken");
    assert!(count > 1000, "{count}");
}

#[test]
fn items_in_json_with_jsonata() {
    let count = try_text(JSONATA, Format::Json);
    eprintln!("{count} items were taken");
    assert!(count > 500, "{count}");
}

#[test]
fn items_in_yaml() {
    let count = try_text(YAML, Format::Yaml);
    eprintln!("{count} items were taken");
    assert!(count > 500, "{count}");
}
