//! What AWS's `ValidateStateMachineDefinition` would say: its codes, its words and its places.
//!
//! The words are AWS's where a recording or a public report shows them; elsewhere they are ours.
//! Places are JSON pointers, lists with brackets: `/States/Choice/Choices[0]`.

use asl_model::Model;
use asl_syntax::ast::{Entry, Item};
use asl_syntax::{SyntaxKind, SyntaxNode};
use asl_text::TextRange;

use crate::check::{all, filled};
use crate::filled::Filled;
use crate::table::{
    EMPTY_LIST, INVALID_DYNAMIC_VALUE, INVALID_FUNCTION_CALL, INVALID_PATH, INVALID_REFERENCE_PATH,
    INVALID_RESOURCE, INVALID_TIMESTAMP, MISPLACED_FIELD, MISSING_TARGET, NO_TERMINAL_STATE,
    QUERY_LANGUAGE_DOWNGRADE, TARGET_ACROSS_SCOPES, UNKNOWN_FIELD, UNKNOWN_FUNCTION,
    UNREACHABLE_STATE,
};
use crate::{CheckConfig, Diagnostic, Rule, Severity};

/// The code of whatever AWS's schema refuses.
const SCHEMA: &str = "SCHEMA_VALIDATION_FAILED";
/// The code of what is no JSON.
const NOT_JSON: &str = "INVALID_JSON_DESCRIPTION";
/// How much of a text AWS's parser quotes, in characters (recorded with `StringToJson`).
const QUOTED: usize = 500;
/// What AWS says of several missing fields begins like this.
const REQUIRED: &str = "These fields are required: [";

/// One error in AWS's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwsDiagnostic {
    /// AWS's code.
    pub code: &'static str,
    /// AWS's message.
    pub message: String,
    /// Where; `None` for the definition as a whole.
    pub location: Option<String>,
}

/// The errors of a definition as AWS lists them; none where AWS takes it.
///
/// Of `config` the workflow's type and the substitutions count. AWS knows neither severities nor
/// comments that silence a rule, and what it reads is the definition with the substitutions made.
pub fn like_aws(model: &Model, config: &CheckConfig) -> Vec<AwsDiagnostic> {
    let filled = filled(model, config);
    let model = filled.as_ref().map_or(model, Filled::model);
    let findings = all(model, config);
    if let Some(refused) = not_an_object(model) {
        return vec![refused];
    }
    let mut list: Vec<AwsDiagnostic> = Vec::new();
    for found in findings {
        if found.rule.severity != Severity::Error {
            continue;
        }
        let said = translated(model, &found);
        let same = list
            .iter_mut()
            .find(|it| it.location == said.location && it.message.starts_with(REQUIRED));
        match (same, said.message.strip_prefix(REQUIRED)) {
            // AWS lists `States` before `StartAt` (recorded).
            (Some(same), Some(name)) => {
                let name = name.trim_end_matches(']');
                same.message = same
                    .message
                    .replacen(REQUIRED, &format!("{REQUIRED}{name}, "), 1);
            }
            _ => list.push(said),
        }
    }
    list
}

/// What AWS says of a text that holds no JSON object; it then says nothing else.
fn not_an_object(model: &Model) -> Option<AwsDiagnostic> {
    let text = model.parse().syntax().text().to_string();
    let Some(error) = model.parse().errors().first() else {
        let is_object = model.parse().root().value()?.as_mapping().is_some();
        return (!is_object).then(no_object);
    };
    if text.trim().is_empty() {
        return Some(no_object());
    }
    let start = usize::from(error.range.start()).min(text.len());
    let blank = text.len() - text.trim_start().len();
    let word = word_at(&text, start).or_else(|| word_at(&text, blank));
    let (at, message) = match word {
        Some((at, word)) => (
            at + word.len(),
            format!(
                "Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object \
                 or token 'null', 'true' or 'false')"
            ),
        ),
        None => (start, error.message().to_string()),
    };
    let location = source(&text, at);
    Some(AwsDiagnostic {
        code: NOT_JSON,
        message: format!("{message}\n at {location}"),
        location: Some(location),
    })
}

fn no_object() -> AwsDiagnostic {
    AwsDiagnostic {
        code: SCHEMA,
        message: "Definition must be a valid JSON object".to_owned(),
        location: None,
    }
}

/// A bare word that is no token of JSON.
fn word_at(text: &str, at: usize) -> Option<(usize, &str)> {
    let rest = text.get(at..)?;
    let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_' && it != '$');
    let word = &rest[..end.unwrap_or(rest.len())];
    let is_word = word.starts_with(|it: char| it.is_alphabetic() || it == '_' || it == '$');
    (is_word && !["null", "true", "false"].contains(&word)).then_some((at, word))
}

/// A place as AWS's parser names it: the source, and the place behind what it read.
fn source(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    let quoted: String = text.chars().take(QUOTED).collect();
    let left = text.chars().count().saturating_sub(QUOTED);
    let cut = match left {
        0 => String::new(),
        left => format!("[truncated {left} chars]"),
    };
    format!("[Source: (String)\"{quoted}\"{cut}; line: {line}, column: {column}]")
}

fn translated(model: &Model, found: &Diagnostic) -> AwsDiagnostic {
    let code = found.rule.aws.unwrap_or(SCHEMA);
    let root = model.parse().syntax();
    if let Some(aws) = &found.aws {
        return AwsDiagnostic {
            code,
            message: aws.message.clone(),
            location: Some(pointer(&node_at(&root, aws.at))),
        };
    }
    if found.rule == &NO_TERMINAL_STATE {
        return AwsDiagnostic {
            code,
            message: "Workflow has no terminal state".to_owned(),
            location: None,
        };
    }
    let place = Place::of(&root, found.range);
    let (message, is_field) = words(found, &place);
    AwsDiagnostic {
        code,
        message,
        location: Some(if is_field { place.field } else { place.object }),
    }
}

/// Where a finding is, as AWS sees it.
struct Place {
    /// The key of the entry that the finding is in.
    key: String,
    /// The pointer to that entry's value.
    field: String,
    /// The pointer to the object that has the entry.
    object: String,
}

impl Place {
    fn of(root: &SyntaxNode, range: TextRange) -> Self {
        let node = node_at(root, range);
        let entry = node.ancestors().find_map(Entry::cast);
        let object = |it: &Entry| it.syntax().parent().map(|it| pointer(&it));
        Self {
            key: entry
                .as_ref()
                .and_then(|it| Some(it.key()?.text()))
                .unwrap_or_default(),
            object: entry
                .as_ref()
                .and_then(object)
                .unwrap_or_else(|| "/".into()),
            field: pointer(&node),
        }
    }
}

/// AWS's words, and whether they are said of the field, not of the object that has it.
fn words(found: &Diagnostic, place: &Place) -> (String, bool) {
    let rule = found.rule;
    let is = |rules: &[&Rule]| rules.contains(&rule);
    let key = &place.key;
    let is_dynamic = key.ends_with(".$");
    if is_dynamic
        && is(&[
            &INVALID_PATH,
            &INVALID_REFERENCE_PATH,
            &INVALID_FUNCTION_CALL,
            &UNKNOWN_FUNCTION,
            &INVALID_DYNAMIC_VALUE,
        ])
    {
        let words = format!(
            "The value for the field '{key}' must be a valid JSONPath or a valid intrinsic \
             function call"
        );
        return (words, false);
    }
    if is(&[&UNKNOWN_FIELD, &MISPLACED_FIELD]) {
        return (format!("Field '{key}' is not supported"), false);
    }
    if is(&[&QUERY_LANGUAGE_DOWNGRADE]) {
        let words =
            "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
        return (words.to_owned(), false);
    }
    let words = if is(&[&INVALID_PATH, &INVALID_FUNCTION_CALL]) {
        "Value must be a valid JSONPath.".to_owned()
    } else if is(&[&INVALID_REFERENCE_PATH]) {
        "Value is not a Reference Path".to_owned()
    } else if is(&[&EMPTY_LIST]) {
        "Value cannot be empty".to_owned()
    } else if is(&[&INVALID_TIMESTAMP]) {
        "String does not match RFC3339 timestamp".to_owned()
    } else if is(&[&INVALID_RESOURCE]) {
        "Value is not a valid resource ARN".to_owned()
    } else if is(&[&MISSING_TARGET, &TARGET_ACROSS_SCOPES]) {
        return (missing_target(found), true);
    } else if is(&[&UNREACHABLE_STATE]) {
        format!("State \"{key}\" is not reachable.")
    } else {
        found.message.clone()
    };
    (words, true)
}

/// The target stands in quotes in our message.
fn missing_target(found: &Diagnostic) -> String {
    let target = found.message.split('"').nth(1).unwrap_or_default();
    format!("Missing 'Next' target: {target}")
}

/// The smallest node that holds the range.
fn node_at(root: &SyntaxNode, range: TextRange) -> SyntaxNode {
    let whole = root.text_range();
    let element = root.covering_element(range.intersect(whole).unwrap_or(whole));
    match element.into_node() {
        Some(node) => node,
        None => root
            .covering_element(range)
            .parent()
            .unwrap_or_else(|| root.clone()),
    }
}

/// The JSON pointer to what a node is the value, the key or a part of.
fn pointer(node: &SyntaxNode) -> String {
    let mut parts = Vec::new();
    for node in node.ancestors() {
        match node.kind() {
            SyntaxKind::ENTRY => {
                let key = Entry::cast(node).and_then(|it| it.key());
                parts.push(format!("/{}", key.map(|it| it.text()).unwrap_or_default()));
            }
            SyntaxKind::ITEM => {
                let index = Item::cast(node).map(|it| it.index()).unwrap_or_default();
                parts.push(format!("[{index}]"));
            }
            _ => {}
        }
    }
    parts.reverse();
    match parts.concat() {
        pointer if pointer.is_empty() => "/".to_owned(),
        pointer => pointer,
    }
}
