//! What stands between the lines: the schedule of a retrier, seconds as people say them.

use asl_lang::Place;
use asl_syntax::ast::{Entry, Mapping, ScalarValue, Value};
use asl_syntax::{SyntaxNode, TextRange, TextSize};

use crate::expectation::{Expectation, expected_of};
use crate::hover::{retry, time};
use crate::{Analysis, FileRange};

/// A few words that an editor draws into the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlayHint {
    /// The words stand behind this offset.
    pub offset: TextSize,
    /// The words.
    pub label: String,
    /// What kind of words they are.
    pub kind: InlayHintKind,
}

/// What an inlay hint tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InlayHintKind {
    /// When a retrier tries again.
    Retry,
    /// Seconds in larger units.
    Time,
}

/// Which hints are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InlayHintsConfig {
    /// The schedule of retriers.
    pub retries: bool,
    /// Seconds in larger units, from a minute on.
    pub times: bool,
}

impl Default for InlayHintsConfig {
    fn default() -> Self {
        Self {
            retries: true,
            times: true,
        }
    }
}

/// # Inlay hints
///
/// Behind the errors of a retrier when it tries again and how long that takes in all; behind a number
/// of seconds the same in minutes, hours and days.
pub fn inlay_hints(
    analysis: &Analysis,
    within: FileRange,
    config: &InlayHintsConfig,
) -> Vec<InlayHint> {
    let Some(document) = analysis.document(within.file) else {
        return Vec::new();
    };
    let mut hints = Vec::new();
    visit(&document.parse().syntax(), within.range, &mut |entry| {
        hints.extend(hint(entry, *config));
    });
    hints.retain(|it| within.range.contains_inclusive(it.offset));
    hints
}

/// Visits the entries that lie in a range, at least in part.
fn visit(node: &SyntaxNode, range: TextRange, found: &mut impl FnMut(&Entry)) {
    for child in node.children() {
        if child.text_range().intersect(range).is_none() {
            continue;
        }
        if let Some(entry) = Entry::cast(child.clone()) {
            found(&entry);
        }
        visit(&child, range, found);
    }
}

fn hint(entry: &Entry, config: InlayHintsConfig) -> Option<InlayHint> {
    let key = entry.key()?.text();
    let holder = entry.syntax().parent()?;
    let value = entry.value()?;
    let place = || match expected_of(&holder) {
        Expectation::Object(place) => Some(place),
        _ => None,
    };
    if key == "ErrorEquals" && config.retries && place()? == Place::Retrier {
        return Some(InlayHint {
            offset: value.range().end(),
            label: schedule(&Mapping::cast(holder)?),
            kind: InlayHintKind::Retry,
        });
    }
    if !key.ends_with("Seconds") || !config.times {
        return None;
    }
    let seconds = seconds(&value).filter(|it| *it >= 60.0)?;
    // A retrier's schedule says it already; a key of the user's own may mean anything.
    asl_lang::field(place().filter(|it| *it != Place::Retrier)?, &key)?;
    Some(InlayHint {
        offset: value.range().end(),
        label: time::words(seconds),
        kind: InlayHintKind::Time,
    })
}

/// The sentence of the hover as a remark.
fn schedule(retrier: &Mapping) -> String {
    let sentence = retry::schedule(retrier);
    let sentence = sentence.trim_end_matches('.');
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|it| it.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

fn seconds(value: &Value) -> Option<f64> {
    match value.as_scalar()?.value() {
        ScalarValue::Number(number) => number.as_f64(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use asl_syntax::Format;
    use expect_test::{Expect, expect};

    use super::{InlayHintsConfig, inlay_hints};
    use crate::{Analysis, Document, FileRange};

    fn check(text: &str, format: Format, expected: &Expect) {
        let document = Document::new(text, format);
        let range = document.parse().syntax().text_range();
        let (analysis, file) = Analysis::single(document);
        let hints = inlay_hints(
            &analysis,
            FileRange { file, range },
            &InlayHintsConfig::default(),
        );
        let mut drawn = text.to_owned();
        for hint in hints.iter().rev() {
            drawn.insert_str(usize::from(hint.offset), &format!("«{}»", hint.label));
        }
        expected.assert_eq(&drawn);
    }

    #[test]
    fn in_json() {
        check(
            r#"{ "StartAt": "A", "TimeoutSeconds": 86400, "States": { "A": {
  "Type": "Task", "Resource": "x", "TimeoutSeconds": 30, "HeartbeatSeconds": 90,
  "Parameters": { "DelaySeconds": 600 },
  "Retry": [
    { "ErrorEquals": ["A"], "IntervalSeconds": 60 },
    { "ErrorEquals": ["States.ALL"], "MaxAttempts": 0 }
  ], "#,
            Format::Json,
            &expect![[r#"
                { "StartAt": "A", "TimeoutSeconds": 86400«1 d», "States": { "A": {
                  "Type": "Task", "Resource": "x", "TimeoutSeconds": 30, "HeartbeatSeconds": 90«1 min 30 s»,
                  "Parameters": { "DelaySeconds": 600 },
                  "Retry": [
                    { "ErrorEquals": ["A"]«retries 3 times, after 1 min, 2 min, 4 min; 7 min in all», "IntervalSeconds": 60 },
                    { "ErrorEquals": ["States.ALL"]«never retries», "MaxAttempts": 0 }
                  ], "#]],
        );
    }

    #[test]
    fn in_yaml() {
        check(
            "StartAt: A\nStates:\n  A:\n    Type: Task\n    TimeoutSeconds: 7200\n    Retry:\n      - ErrorEquals:\n          - A\n          - B\n        MaxAttempts: 1\n    Next:",
            Format::Yaml,
            &expect![[r#"
                StartAt: A
                States:
                  A:
                    Type: Task
                    TimeoutSeconds: 7200«2 h»
                    Retry:
                      - ErrorEquals:
                          - A
                          - B«retries once, after 1 s; 1 s in all»
                        MaxAttempts: 1
                    Next:"#]],
        );
    }
}
