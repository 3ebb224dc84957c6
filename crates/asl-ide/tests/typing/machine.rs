//! Whole machines typed one character after the other.

use std::collections::HashSet;
use std::fmt::Write as _;

use asl_ide::Format;
use expect_test::expect;

use crate::corpus;
use crate::editor::{Editor, closed, shown};
use crate::wanted::{Kind, Wanted, wanted};

/// What became of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Found {
    /// Among the first five after that many letters.
    Yes,
    /// Further down.
    Late,
    /// Never.
    No,
}

/// Where a word is in a list.
pub(crate) fn place<'i>(word: &Wanted, mut labels: impl Iterator<Item = &'i str>) -> Found {
    match labels.position(|it| word.labels.iter().any(|label| label == it)) {
        Some(0..5) => Found::Yes,
        Some(_) => Found::Late,
        None => Found::No,
    }
}

/// Types a text; what is offered at its words, by word.
fn type_out(text: &str, format: Format, closes: bool) -> Vec<(Wanted, Found)> {
    let mut words = wanted(text, format).into_iter().peekable();
    let mut current: Vec<(Wanted, Found)> = Vec::new();
    let mut done = Vec::new();
    let mut editor = Editor::new(format);
    for (at, _) in text.char_indices() {
        let behind = if closes {
            closed(text, at, format)
        } else {
            String::new()
        };
        editor.show(&text[..at], &behind);
        while let Some(word) = words.next_if(|it| it.start <= at) {
            current.push((word, Found::No));
        }
        let items = editor.offered(at, true);
        let mut seen = HashSet::new();
        let twice = items.iter().find(|it| !seen.insert(it.label.as_str()));
        assert_eq!(twice, None, "offered twice behind\n{}", &text[..at]);
        if !current.is_empty() {
            let labels: Vec<_> = shown(items, editor.text(), at)
                .into_iter()
                .map(|it| it.label)
                .collect();
            for (word, found) in &mut current {
                *found = (*found).min(place(word, labels.iter().map(String::as_str)));
            }
        }
        let (old, kept) = current
            .into_iter()
            .partition(|(it, _)| at >= it.end.min(it.start + 2));
        current = kept;
        done.extend::<Vec<_>>(old);
    }
    done
}

/// Asserts that all words are offered but the members of the data that nothing before them tells of;
/// these are drawn.
fn assert_all(name: &str, format: Format, closes: bool, unknown: &expect_test::Expect) {
    let text = corpus::own(name);
    let found = type_out(&text, format, closes);
    let (mut missed, mut drawn) = (Vec::new(), String::new());
    for (word, result) in found.iter().filter(|it| it.1 != Found::Yes) {
        let line = text[..word.start].matches('\n').count() + 1;
        let label = word.labels.last().map_or("", String::as_str);
        if word.kind == Kind::Member && *result == Found::No {
            let _ = writeln!(drawn, "{line}: {label}");
        } else {
            missed.push(format!("{:?} {label} {result:?} line {line}", word.kind));
        }
    }
    let share = found.iter().filter(|it| it.1 == Found::Yes).count();
    eprintln!("{name}, closing {closes}: {share} of {}", found.len());
    assert!(missed.is_empty(), "{missed:#?}");
    unknown.assert_eq(&drawn);
}

/// What the input holds and what the machine's own paths make, each at its first mention, and what
/// functions answer.
fn unknown_in_json() -> expect_test::Expect {
    expect![[r#"
        8: $.validation
        36: $.order
        36: $.order.id
        66: $.order.amount
        71: $.order.customer
        71: $.order.customer.trusted
        107: $.approval.decision
        171: $.parcels
        209: $.shipping
    "#]]
}

fn unknown_in_yaml() -> expect_test::Expect {
    expect![[r#"
        10: $.validation
        30: $.order
        30: $.order.id
    "#]]
}

#[test]
fn order_processing_in_json() {
    let name = "order-processing.asl.json";
    assert_all(name, Format::Json, false, &unknown_in_json());
}

#[test]
fn order_processing_in_json_with_brackets_closed() {
    let name = "order-processing.asl.json";
    assert_all(name, Format::Json, true, &unknown_in_json());
}

#[test]
fn order_processing_in_yaml() {
    let name = "order-processing.asl.yaml";
    assert_all(name, Format::Yaml, false, &unknown_in_yaml());
}

#[test]
fn order_processing_in_yaml_with_brackets_closed() {
    let name = "order-processing.asl.yaml";
    assert_all(name, Format::Yaml, true, &unknown_in_yaml());
}
