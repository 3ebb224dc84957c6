//! Parsing again after an edit answers what a full parse answers, tree and errors; nothing ever panics.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a failed expectation of a test is a panic, and what was not tried is said aloud"
)]

mod support;

use asl_syntax::{Format, Parse, parse, reparse};
use asl_testing::outside::shared_files;
use asl_text::{Edit, Text, TextRange, TextSize};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use support::{assert_sound, documents, render};

/// Where and what to change, independent of the text it is applied to.
#[derive(Debug, Clone)]
struct Change {
    at: Index,
    cut: usize,
    insert: String,
}

/// Pieces that matter to one parser or the other, and a few that matter to none.
const PIECES: &[&str] = &[
    "",
    "",
    "",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    " ",
    "  ",
    "\n  ",
    "\r\n",
    "\r",
    "a",
    "7",
    "é",
    "\u{1F600}",
    "\"Ne",
    "\"Next\": ",
    "\"Next\": \"B\",",
    "{}",
    "[]",
    "{\"a\": 1}",
    "}\n}",
    "true",
    "nul",
    "\\",
    "\\u00",
    "//",
    "/*",
    "*/",
    "#",
    "'",
    "${a}",
    "- ",
    "? ",
    ": ",
    "key: ",
    "key:\n",
    "\n- x",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!Sub ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "\u{feff}",
    "\u{2028}",
    "<<: *a",
];

fn change() -> impl Strategy<Value = Change> {
    let cut = prop_oneof![3 => Just(0_usize), 3 => Just(1), 2 => 1..6_usize, 1 => 0..200_usize];
    let insert = prop::sample::select(PIECES).prop_map(str::to_owned);
    (any::<Index>(), cut, insert).prop_map(|(at, cut, insert)| Change { at, cut, insert })
}

impl Change {
    fn on(&self, text: &str) -> Edit {
        let start = boundary(text, self.at.index(text.len() + 1));
        let end = boundary(text, (start + self.cut).min(text.len()));
        Edit {
            range: TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32)),
            insert: self.insert.clone(),
        }
    }
}

fn boundary(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|it| text.is_char_boundary(*it))
        .unwrap_or(text.len())
}

/// Applies one change after the other and compares after each.
fn follow(source: &str, format: Format, changes: &[Change]) {
    let mut text = Text::new(source);
    let mut tree = parse(source, format);
    assert_sound(&tree, source);
    for change in changes {
        let before = text.to_string();
        let edit = change.on(&before);
        text.apply(&edit).unwrap();
        let after = text.to_string();
        tree = step(&tree, &text, &edit, &before, &after);
    }
}

fn step(tree: &Parse, text: &Text, edit: &Edit, before: &str, after: &str) -> Parse {
    let format = tree.format();
    let full = parse(after, format);
    assert_sound(&full, after);
    let incremental = reparse(tree, text, edit);
    if incremental != full {
        let difference = difference(&render(&incremental), &render(&full));
        panic!("{edit:?} on\n{before}\n--- gives\n{after}\n--- with (got, wanted)\n{difference}");
    }
    incremental
}

/// What stands between the first and the last line in which two texts differ.
fn difference(left: &str, right: &str) -> String {
    let (left, right): (Vec<_>, Vec<_>) = (left.lines().collect(), right.lines().collect());
    let pairs = || left.iter().zip(&right);
    let same = pairs().take_while(|(a, b)| a == b).count();
    let tail = left.iter().rev().zip(right.iter().rev());
    let short = left.len().min(right.len()) - same;
    let end = tail.take_while(|(a, b)| a == b).count().min(short);
    let middle = |it: &[&str]| it[same..it.len() - end].join("\n");
    format!("{}\n--- but\n{}", middle(&left), middle(&right))
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(change(), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn incremental_equals_full_in_json(source in documents::json(), changes in changes()) {
        follow(&source, Format::Json, &changes);
    }

    #[test]
    fn incremental_equals_full_in_yaml(source in documents::yaml(), changes in changes()) {
        follow(&source, Format::Yaml, &changes);
    }

    #[test]
    fn nothing_panics(source in "[{}\\[\\],:\"'a\\\\ \n\r\t$#/*&!|>%é-]{0,80}", changes in changes()) {
        follow(&source, Format::Json, &changes);
        follow(&source, Format::Yaml, &changes);
    }
}

/// The same over real files, where they can be had.
/// The key of an item that stands where none may decides whether the text in front goes on with its line.
#[test]
fn a_misplaced_item_that_loses_its_key() {
    let before = "Kind: box\n  Next: Parcel\n    - Size: 'small'\n      Next: Letter\nEnd: true\n";
    let start = before.find("ize:").unwrap();
    let edit = Edit {
        range: TextRange::at(TextSize::try_from(start).unwrap(), TextSize::of("ize:")),
        insert: String::new(),
    };
    let after = before.replacen("ize:", "", 1);
    let tree = parse(before, Format::Yaml);
    step(&tree, &Text::new(&after), &edit, before, &after);
}

#[test]
fn incremental_equals_full_in_real_json() {
    real_files(Format::Json, &[".json"]);
}

#[test]
fn incremental_equals_full_in_real_yaml() {
    real_files(Format::Yaml, &[".yaml", ".yml"]);
}

fn real_files(format: Format, endings: &[&str]) {
    let config = ProptestConfig {
        cases: 2,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let files = shared_files("corpus", endings);
    eprintln!("{} files", files.len());
    for (path, text) in files {
        if text.len() > 40_000 {
            continue;
        }
        let mut runner = TestRunner::new(config.clone());
        let result = runner.run(&prop::collection::vec(change(), 3), |changes| {
            follow(&text, format, &changes);
            Ok(())
        });
        if let Err(error) = result {
            panic!("{}: {error}", path.display());
        }
    }
}
