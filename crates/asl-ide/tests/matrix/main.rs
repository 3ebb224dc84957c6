//! Every feature on one small machine: in JSON, in YAML, in templates and while the text is broken.
//!
//! `table.txt` says which feature answers where, and the manual shows it. A cell with a tick is asked in
//! all ways to write the machine that belong to its column, and each must give the essential answer; a cell
//! without one must fail somewhere, so that the table cannot promise too little either.

#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "a word that is not in the text is a mistake in the test"
)]

mod actions;
mod completion;
mod hover;
mod machine;
mod navigation;
mod running;
mod structure;
mod writing;

use std::collections::BTreeMap;

use machine::{Variant, columns};

/// Whether the answer is the right one; else what it was.
type Answer = Result<(), String>;

type Question = fn(Variant) -> Answer;

const TABLE: &str = include_str!("table.txt");

/// The features, by the headings that their comments begin with; those that have no parts.
const QUESTIONS: [(&str, Question); 12] = [
    ("Signature help", writing::signature_help),
    ("Format", writing::format),
    ("Format selection", writing::format_selection),
    ("Formatting while typing", writing::on_type),
    ("Diagnostics", structure::diagnostics),
    ("Highlight", navigation::highlight),
    ("Outline", structure::outline),
    ("Folding", structure::folding),
    ("Graph", structure::graph),
    ("Convert to the other notation", running::notation),
    ("Simulate", running::simulate),
    ("Test a state", running::test_state),
];

/// Everything that is asked.
fn questions() -> BTreeMap<&'static str, Question> {
    let parts = [
        completion::PARTS.as_slice(),
        &hover::PARTS,
        &actions::PARTS,
        &writing::PARTS,
        &navigation::PARTS,
        &structure::PARTS,
        &running::PARTS,
    ];
    let all = parts.into_iter().flatten().copied().chain(QUESTIONS);
    all.collect()
}

/// A line of the table: the feature or a part of it, and for each column whether it answers there. The
/// line of a feature that has parts is empty.
fn rows() -> impl Iterator<Item = (&'static str, Vec<bool>)> {
    let lines = TABLE.lines().filter(|it| !it.starts_with('#'));
    let rows = lines.filter_map(|it| it.split_once('|'));
    let rows = rows.filter(|it| !it.1.is_empty());
    rows.map(|(feature, cells)| {
        let cells = cells.split('|').map(|it| it.trim() == "✓");
        (feature.trim(), cells.collect())
    })
}

/// What goes wrong in a column.
fn failures(question: Question, variants: &[Variant]) -> Vec<String> {
    let answers = variants.iter().map(|it| (it.name(), question(*it)));
    let wrong = answers.filter_map(|(name, answer)| Some(format!("{name}: {}", answer.err()?)));
    wrong.collect()
}

#[test]
fn every_cell_of_the_table() {
    let questions = questions();
    let (columns, mut wrong) = (columns(), Vec::new());
    for (feature, cells) in rows() {
        let question = questions.get(feature).expect("a feature that is asked");
        assert_eq!(cells.len(), columns.len(), "{feature}");
        for ((column, variants), promised) in columns.iter().zip(cells) {
            let failures = failures(*question, variants);
            if promised {
                let lines = failures.iter();
                wrong.extend(lines.map(|it| format!("{feature}, {column}: {it}")));
            } else if failures.is_empty() {
                wrong.push(format!("{feature}, {column}: it works, the table says no"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_feature_has_a_row() {
    let asked: Vec<_> = questions().into_keys().collect();
    let mut listed: Vec<_> = rows().map(|it| it.0).collect();
    listed.sort_unstable();
    assert_eq!(asked, listed);
}

/// Fails with the words unless it is so.
fn ensure(is_so: bool, otherwise: impl FnOnce() -> String) -> Answer {
    if is_so { Ok(()) } else { Err(otherwise()) }
}

/// Fails with both unless they are the same.
fn same<T: PartialEq + std::fmt::Debug>(found: &T, wanted: &T) -> Answer {
    ensure(found == wanted, || {
        format!("{found:?}\n  wanted {wanted:?}")
    })
}
