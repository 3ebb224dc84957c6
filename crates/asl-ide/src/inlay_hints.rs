//! What stands between the lines: the schedule of a retrier, seconds as people say them.

use std::collections::BTreeMap;

use asl_lang::Place;
use asl_syntax::ast::{Entry, Mapping, ScalarValue, Value};
use asl_syntax::{SyntaxNode, TextRange, TextSize};
use asl_text::{Encoding, Position};

use crate::expectation::{Expectation, expected_of};
use crate::hover::{retry, time};
use crate::shapes::shape_at_input;
use crate::words::shortened;
use crate::{Analysis, Document, FileRange};

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
    /// The data that reaches a state.
    Shape,
    /// What is filled in for `${Name}`.
    Substitution,
}

/// Which hints are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the user's own"
)]
pub struct InlayHintsConfig {
    /// The schedule of retriers.
    pub retries: bool,
    /// Seconds in larger units, from a minute on.
    pub times: bool,
    /// The data that reaches each state, where something is known of it.
    pub shapes: bool,
    /// What is filled in for `${Name}`, by a template or by `values`.
    pub substitutions: bool,
    /// Values for `${Name}` that no template gives, as `asl.toml` has them.
    pub values: BTreeMap<String, String>,
}

impl Default for InlayHintsConfig {
    fn default() -> Self {
        Self {
            retries: true,
            times: true,
            shapes: true,
            substitutions: true,
            values: BTreeMap::new(),
        }
    }
}

/// # Inlay hints
///
/// Behind the errors of a retrier when it tries again and how long that takes in all; behind a number
/// of seconds the same in minutes, hours and days. Behind the line on which a state begins the data that
/// reaches it; behind `${Name}` what is filled in for it.
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
        hints.extend(hint(entry, config));
    });
    if config.shapes {
        hints.extend(shapes(document));
    }
    hints.retain(|it| within.range.contains_inclusive(it.offset));
    hints.sort_by_key(|it| it.offset);
    hints
}

/// What reaches each state.
fn shapes(document: &Document) -> impl Iterator<Item = InlayHint> {
    let model = document.model();
    model.states().iter().filter_map(move |state| {
        let shape = shape_at_input(model, state.id())?;
        // That it is an object says nothing; what nothing leads to has a finding of its own.
        let words = shape.describe(1)?;
        let words = Some(words).filter(|it| it != "object" && it != "nothing")?;
        Some(InlayHint {
            offset: line_end(document, state.key_range().end()),
            label: format!("gets {}", shortened(&words)),
            kind: InlayHintKind::Shape,
        })
    })
}

/// The end of what stands on the line of an offset.
fn line_end(document: &Document, offset: TextSize) -> TextSize {
    let text = document.text();
    let line = text.position(offset, Encoding::Utf8).line;
    let start = |line| text.offset(Position { line, character: 0 }, Encoding::Utf8);
    let next = start(line + 1).max(offset);
    let rest = text.slice(TextRange::new(offset, next));
    offset + TextSize::of(rest.trim_end())
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

fn hint(entry: &Entry, config: &InlayHintsConfig) -> Option<InlayHint> {
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
    fn the_data_that_reaches_a_state() {
        check(
            "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: { order: { id: 1 }, paid: true }\n    Next: B\n  B:\n    Type: Succeed\n",
            Format::Yaml,
            &expect![[r#"
                StartAt: A
                States:
                  A:
                    Type: Pass
                    Result: { order: { id: 1 }, paid: true }
                    Next: B
                  B:«gets {order: object, paid: true}»
                    Type: Succeed
            "#]],
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
