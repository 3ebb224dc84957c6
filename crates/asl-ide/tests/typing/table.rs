//! Every field of every object, every fixed value and much of what stands in strings: three letters are
//! enough to have it among the first five; nothing is offered twice, nor what may not stand there.

use std::collections::HashSet;

use asl_ide::{Analysis, CompletionItem, Document, Format};
use asl_lang::{CHOICE_OPERATORS, Place, QueryLanguage, StateType, ValueKind, fields};
use serde_json::{Value, json};

use crate::editor::{offered, shown};

/// Stands where something is typed.
const HERE: &str = "@@";

/// A definition as an object, with [`HERE`] as a key or in a text, in one notation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Notation {
    Json,
    Yaml,
    Template,
}

const NOTATIONS: [Notation; 3] = [Notation::Json, Notation::Yaml, Notation::Template];

/// What stands before the cursor and behind it.
fn around(definition: &Value, notation: Notation) -> (String, String) {
    let text = match notation {
        Notation::Json => {
            let text = serde_json::to_string_pretty(definition).unwrap();
            // A key that is being typed has no colon yet.
            text.replace(&format!("\"{HERE}\": null"), &format!("\"{HERE}\""))
        }
        Notation::Yaml => yaml(definition, 0),
        Notation::Template => {
            let inner = yaml(definition, 8);
            format!(
                "Resources:\n  Machine:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n{inner}"
            )
        }
    };
    let (before, behind) = text.split_once(HERE).unwrap();
    (before.to_owned(), behind.to_owned())
}

/// In blocks, indented by so many blanks.
fn yaml(value: &Value, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| match value {
                Value::Null if key == HERE => format!("{blanks}{key}\n"),
                Value::Object(_) | Value::Array(_) => {
                    format!("{blanks}{key}:\n{}", yaml(value, indent + 2))
                }
                _ => format!("{blanks}{key}: {}\n", scalar(value)),
            })
            .collect(),
        Value::Array(items) => items
            .iter()
            .map(|it| match it {
                Value::Object(_) => {
                    let inner = yaml(it, indent + 2);
                    format!("{blanks}- {}", &inner[indent + 2..])
                }
                _ => format!("{blanks}- {}\n", scalar(it)),
            })
            .collect(),
        other => format!("{blanks}{}\n", scalar(other)),
    }
}

fn scalar(value: &Value) -> String {
    match value.as_str() {
        Some(text) if text.starts_with(['{', '[', '"']) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
}

/// What is offered there behind some letters, as it is shown.
fn list(definition: &Value, notation: Notation, typed: &str) -> Vec<CompletionItem> {
    let format = match notation {
        Notation::Json => Format::Json,
        _ => Format::Yaml,
    };
    let (before, behind) = around(definition, notation);
    let text = [&before, typed, &behind].concat();
    let offset = before.len() + typed.len();
    let (analysis, file) = Analysis::single(Document::new(&text, format));
    let items = offered(&analysis, file, offset, true);
    let mut seen = HashSet::new();
    let twice = items.iter().find(|it| !seen.insert(it.label.clone()));
    assert_eq!(twice, None, "offered twice at {typed} in\n{text}");
    shown(items, &text, offset)
}

/// Whether a label is among the first five when three letters are typed, or all that there are of it.
fn is_found(definition: &Value, notation: Notation, typed: &str, label: &str) -> bool {
    let typed: String = typed.chars().take(3).collect();
    let items = list(definition, notation, &typed);
    items.iter().take(5).any(|it| it.label == label)
}

fn state(kind: &str, members: &Value) -> Value {
    let mut state = json!({ "Type": kind });
    let object = state.as_object_mut().unwrap();
    object.extend(members.as_object().unwrap().clone());
    state
}

fn machine(language: QueryLanguage, state: &Value) -> Value {
    let mut machine = json!({ "StartAt": "A", "States": { "A": state } });
    if language == QueryLanguage::Jsonata {
        machine["QueryLanguage"] = json!("JSONata");
    }
    machine
}

/// A definition with some members in an object of that place.
fn with(place: Place, language: QueryLanguage, members: &Value) -> Option<Value> {
    let is_path = language == QueryLanguage::JsonPath;
    let inner = json!({ "StartAt": "B", "States": { "B": { "Type": "Succeed" } } });
    let reader = || json!({ "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": members });
    let state = match place {
        Place::Machine => {
            let mut machine = json!({});
            let object = machine.as_object_mut().unwrap();
            object.extend(members.as_object().unwrap().clone());
            if !is_path {
                return None;
            }
            return Some(machine);
        }
        Place::State(kind) => state(kind.name(), members),
        Place::Retrier => state("Task", &json!({ "Retry": [members] })),
        Place::Catcher => state("Task", &json!({ "Catch": [members] })),
        Place::ChoiceRule => state("Choice", &json!({ "Choices": [members] })),
        Place::NestedRule if is_path => state(
            "Choice",
            &json!({ "Choices": [{ "And": [members], "Next": "A" }] }),
        ),
        Place::NestedRule => return None,
        Place::Branch => state("Parallel", &json!({ "Branches": [members] })),
        Place::Processor => state("Map", &json!({ "ItemProcessor": members })),
        Place::ProcessorConfig => {
            let mut inner = inner;
            inner["ProcessorConfig"] = members.clone();
            state("Map", &json!({ "ItemProcessor": inner }))
        }
        Place::ItemReader => state("Map", &json!({ "ItemReader": members })),
        Place::ReaderConfig => state("Map", &json!({ "ItemReader": reader() })),
        Place::ItemBatcher => state("Map", &json!({ "ItemBatcher": members })),
        Place::ResultWriter => state("Map", &json!({ "ResultWriter": members })),
        Place::WriterConfig => state(
            "Map",
            &json!({ "ResultWriter": { "WriterConfig": members } }),
        ),
        Place::Credentials => state("Task", &json!({ "Credentials": members })),
    };
    Some(machine(language, &state))
}

/// Tries every place in both languages and all notations.
fn everywhere(mut each: impl FnMut(Place, QueryLanguage, Notation)) {
    for place in Place::ALL {
        for language in [QueryLanguage::JsonPath, QueryLanguage::Jsonata] {
            for notation in NOTATIONS {
                each(place, language, notation);
            }
        }
    }
}

fn report(tried: usize, missed: &[String]) {
    assert!(tried > 0);
    assert!(
        missed.is_empty(),
        "{} of {tried}:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn fields_of_every_object() {
    let (mut tried, mut missed) = (0, Vec::new());
    everywhere(|place, language, notation| {
        let Some(definition) = with(place, language, &json!({ HERE: null })) else {
            return;
        };
        // A template whose definition is half a word has none yet.
        if (place, notation) == (Place::Machine, Notation::Template) {
            return;
        }
        let own = fields(place)
            .iter()
            .filter(|it| it.languages.contains(language));
        // The type is there already, and what is replaced by something newer comes behind that.
        let own = own.filter(|it| !matches!((place, it.name), (Place::State(_), "Type")));
        let own = own.filter(|it| it.deprecated.is_none());
        for field in own {
            tried += 1;
            if !is_found(&definition, notation, field.name, field.name) {
                missed.push(format!(
                    "{place:?} {language:?} {notation:?}: {}",
                    field.name
                ));
            }
        }
        for item in list(&definition, notation, "") {
            let field = asl_lang::field(place, &item.label);
            let fits = field.is_some_and(|it| it.languages.contains(language));
            let is_rule = matches!(place, Place::ChoiceRule | Place::NestedRule);
            let is_operator = is_rule && asl_lang::choice_operator(&item.label).is_some();
            let is_whole = item.label == place.title();
            if !fits && !is_operator && !is_whole {
                missed.push(format!(
                    "{place:?} {language:?} {notation:?}: wrong {}",
                    item.label
                ));
            }
        }
    });
    report(tried, &missed);
}

#[test]
fn fixed_values_of_every_field() {
    let (mut tried, mut missed) = (0, Vec::new());
    everywhere(|place, language, notation| {
        for field in fields(place)
            .iter()
            .filter(|it| it.languages.contains(language))
        {
            let values: Vec<&str> = match field.value {
                ValueKind::Enum(values) => values.iter().map(|it| it.name).collect(),
                ValueKind::Resource(values) if !matches!(place, Place::State(_)) => {
                    values.iter().map(|it| it.name).collect()
                }
                _ => continue,
            };
            if matches!((place, field.name), (Place::State(_), "Type")) {
                continue;
            }
            let Some(definition) = with(place, language, &json!({ field.name: HERE })) else {
                continue;
            };
            for value in &values {
                tried += 1;
                if !is_found(&definition, notation, value, value) {
                    missed.push(format!("{place:?} {} {notation:?}: {value}", field.name));
                }
            }
            for item in list(&definition, notation, "") {
                let is_expression = item.label.starts_with("{%") && field.jsonata;
                if !values.contains(&item.label.as_str()) && !is_expression {
                    missed.push(format!(
                        "{place:?} {} {notation:?}: wrong {}",
                        field.name, item.label
                    ));
                }
            }
        }
    });
    report(tried, &missed);
}

#[test]
fn types_of_states() {
    let mut missed = Vec::new();
    for notation in NOTATIONS {
        let definition = machine(QueryLanguage::JsonPath, &json!({ "Type": HERE }));
        for kind in StateType::ALL {
            if !is_found(&definition, notation, kind.name(), kind.name()) {
                missed.push(format!("{notation:?} {}", kind.name()));
            }
        }
    }
    report(1, &missed);
}

/// By the first letters of their words: many begin alike.
#[test]
fn operators() {
    let mut missed = Vec::new();
    for notation in NOTATIONS {
        let rule = json!({ "Variable": "$.a", HERE: null });
        let definition = with(Place::ChoiceRule, QueryLanguage::JsonPath, &rule).unwrap();
        let all = list(&definition, notation, "");
        for operator in CHOICE_OPERATORS {
            if !all.iter().any(|it| it.label == operator.name) {
                missed.push(format!("{notation:?} {}", operator.name));
            }
        }
    }
    report(1, &missed);
}

/// What is typed in texts and what should be offered there, in lines.
const TEXTS: &str = include_str!("texts.txt");

#[test]
fn inside_of_texts() {
    let (mut tried, mut missed) = (0, Vec::new());
    let lines = TEXTS
        .lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'));
    for line in lines {
        let columns: Vec<_> = line.split(" | ").collect();
        let [language, kind, members, typed, label] = columns[..] else {
            panic!("{line}");
        };
        let language = match language {
            "JSONata" => QueryLanguage::Jsonata,
            _ => QueryLanguage::JsonPath,
        };
        let members = serde_json::from_str(members).unwrap();
        let definition = machine(language, &state(kind, &members));
        for notation in NOTATIONS {
            tried += 1;
            if !is_found(&definition, notation, typed, label) {
                missed.push(format!("{notation:?}: {line}"));
            }
        }
    }
    report(tried, &missed);
}
