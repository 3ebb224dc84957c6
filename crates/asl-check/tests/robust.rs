//! Half-typed text: no panic, all ranges in the document, and what is kept equals what is fresh.

use asl_check::{CheckConfig, Diagnostic, RULES, check};
use asl_model::Model;
use asl_syntax::{Format, parse, reparse};
use asl_text::{Edit, Text, TextRange, TextSize};
use proptest::prelude::*;

/// The examples of all pages, right and wrong ones, with their format.
fn examples() -> Vec<(Format, String)> {
    let mut list = Vec::new();
    for rule in RULES {
        for (fence, format) in [("```json\n", Format::Json), ("```yaml\n", Format::Yaml)] {
            let blocks = rule.page.split(fence).skip(1);
            let texts = blocks.filter_map(|it| it.split_once("```"));
            list.extend(texts.map(|(text, _)| (format, without_marks(text))));
        }
    }
    list
}

fn without_marks(text: &str) -> String {
    let is_mark = |line: &&str| !line.contains('^') || !line.trim_matches([' ', '^']).is_empty();
    text.lines().filter(is_mark).collect::<Vec<_>>().join("\n")
}

fn run(model: &Model) -> Vec<Diagnostic> {
    check(model, &CheckConfig::default())
}

/// An edit near a share of the text's length, moved to whole characters.
fn edit_at(text: &str, at: usize, length: usize, insert: &str) -> Edit {
    let floor = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|it| text.is_char_boundary(*it))
            .unwrap_or(0)
    };
    let start = floor(at % (text.len() + 1));
    let end = floor(start + length).max(start);
    let size = |it: usize| TextSize::try_from(it).unwrap_or_default();
    Edit {
        range: TextRange::new(size(start), size(end)),
        insert: insert.to_owned(),
    }
}

fn in_bounds(text: &str, found: &[Diagnostic]) -> Result<(), TestCaseError> {
    let fits = |range: TextRange| text.get(std::ops::Range::<usize>::from(range)).is_some();
    for it in found {
        prop_assert!(fits(it.range), "{it:?}");
        prop_assert!(it.related.iter().all(|it| fits(it.range)), "{it:?}");
        for fix in &it.fixes {
            let mut edits: Vec<_> = fix.edits.iter().map(|it| it.range).collect();
            edits.sort_by_key(|it| (it.start(), it.end()));
            prop_assert!(edits.iter().all(|it| fits(*it)), "{it:?}");
            prop_assert!(edits.windows(2).all(|it| it[0].end() <= it[1].start()));
        }
    }
    let starts = found.iter().map(|it| it.range.start());
    prop_assert!(starts.is_sorted());
    Ok(())
}

const INSERTS: [&str; 12] = [
    "", "\"", "{", "}", "[", ",", ":", "$", "é", "\\", "\n", "${x}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_text_is_checked_like_any_other(
        example in 0..1000_usize,
        edits in prop::collection::vec((0..2000_usize, 0..20_usize, 0..INSERTS.len()), 1..6),
    ) {
        let examples = examples();
        let (format, mut text) = examples[example % examples.len()].clone();
        let mut parsed = parse(&text, format);
        let mut model = Model::lower(&parsed, None);
        for (at, length, insert) in edits {
            run(&model);
            let edit = edit_at(&text, at, length, INSERTS[insert]);
            let mut rope = Text::new(&text);
            prop_assert!(rope.apply(&edit).is_ok());
            text = rope.to_string();
            parsed = reparse(&parsed, &rope, &edit);
            model = Model::lower(&parsed, Some(&model));
            let found = run(&model);
            in_bounds(&text, &found)?;
            prop_assert_eq!(found, run(&Model::lower(&parse(&text, format), None)));
        }
    }
}
