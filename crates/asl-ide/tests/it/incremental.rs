//! A document that was edited a thousand times answers as one that was just opened.

use asl_ide::{Analysis, CheckConfig, Document, Edit, Format, TextRange, TextSize, diagnostics};
use asl_testing::generate;
use proptest::prelude::*;

const PIECES: [&str; 16] = [
    "x",
    "",
    "\"",
    "}",
    "{",
    ",",
    "\n",
    "    ",
    "\"Next\": \"Pack 3\",",
    "Next: Pack 3\n",
    "\"QueryLanguage\": \"JSONata\",",
    "QueryLanguage: JSONata\n",
    "\"Type\": \"Fail\",",
    "$.a[",
    "States.Format(",
    "\"Comment\": \"asl-ignore: missing-target\",",
];

/// What is wrong, as a client would see it.
fn findings(document: &Document) -> Vec<String> {
    let (analysis, file) = Analysis::single(document.clone());
    let found = diagnostics(&analysis, file, &CheckConfig::default());
    found
        .iter()
        .map(|it| {
            format!(
                "{:?} {} {} {:?}",
                it.range, it.rule.code, it.message, it.fixes
            )
        })
        .collect()
}

fn equals_opened(format: Format, text: &str, edits: &[(usize, usize, usize)]) {
    let mut document = Document::new(text, format);
    findings(&document);
    for (at, length, piece) in edits {
        let text = document.text().to_string();
        let boundary = |at: usize| {
            (0..=at.min(text.len()))
                .rev()
                .find(|it| text.is_char_boundary(*it))
                .unwrap_or(0)
        };
        let start = boundary(at % (text.len() + 1));
        let end = boundary(start + length).max(start);
        let edit = Edit {
            range: TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32)),
            insert: PIECES[piece % PIECES.len()].to_owned(),
        };
        assert!(document.edit(&edit).is_ok(), "an edit of the text");
        let opened = Document::new(&document.text().to_string(), format);
        assert_eq!(findings(&document), findings(&opened), "after {edit:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn diagnostics_after_edits_in_json(
        edits in prop::collection::vec((0_usize..9_000, 0_usize..30, 0_usize..16), 1..8),
    ) {
        equals_opened(Format::Json, &generate::json(5_000), &edits);
    }

    #[test]
    fn diagnostics_after_edits_in_yaml(
        edits in prop::collection::vec((0_usize..9_000, 0_usize..30, 0_usize..16), 1..8),
    ) {
        equals_opened(Format::Yaml, &generate::yaml(5_000), &edits);
    }
}
