//! A model made from the one before is the model made from nothing, and costs one state.

#![expect(clippy::expect_used, reason = "a helper of a test may fail it")]

mod common;

use asl_model::Model;
use asl_syntax::{Format, Parse, parse, reparse};
use asl_testing::generate;
use asl_text::{Edit, Text, TextRange, TextSize};
use proptest::prelude::*;

struct Version {
    text: Text,
    parse: Parse,
    model: Model,
}

impl Version {
    fn new(text: &str, format: Format) -> Self {
        let parse = parse(text, format);
        Self {
            text: Text::new(text),
            model: Model::lower(&parse, None),
            parse,
        }
    }

    fn edit(&mut self, range: TextRange, insert: &str) {
        let edit = Edit {
            range,
            insert: insert.to_owned(),
        };
        self.text.apply(&edit).expect("an edit of the text");
        self.parse = reparse(&self.parse, &self.text, &edit);
        self.model = Model::lower(&self.parse, Some(&self.model));
    }

    /// Puts `insert` behind the first `after`.
    fn insert_behind(&mut self, after: &str, insert: &str) {
        let text = self.text.to_string();
        let at = text.find(after).expect("the place is in the text") + after.len();
        self.edit(TextRange::empty(TextSize::new(at as u32)), insert);
    }
}

#[test]
fn a_keystroke_reads_one_state() {
    let mut version = Version::new(&generate::json(10_000), Format::Json);
    assert_eq!(version.model.lowered(), version.model.states().len());
    version.insert_behind("function-8", "x");
    assert_eq!(version.model.lowered(), 1);
}

#[test]
fn a_keystroke_in_a_nested_machine_reads_the_states_around_it() {
    let mut version = Version::new(&generate::json(10_000), Format::Json);
    version.insert_behind("\"Last left 5\": {\n              \"Type\": \"Task", "x");
    assert_eq!(version.model.lowered(), 2);
}

#[test]
fn renaming_a_state_reads_one_state_and_keeps_its_machines() {
    let mut version = Version::new(&generate::json(10_000), Format::Json);
    version.insert_behind("    \"Notify 5", "!");
    assert_eq!(version.model.lowered(), 1);
}

#[test]
fn the_same_text_read_again_reads_no_state() {
    let text = generate::json(10_000);
    let before = Model::lower(&parse(&text, Format::Json), None);
    let after = Model::lower(&parse(&text, Format::Json), Some(&before));
    assert_eq!(after.lowered(), 0);
}

#[test]
fn after_a_full_parse_identity_is_known_again() {
    let text = generate::json(10_000);
    let mut version = Version::new(&text, Format::Json);
    version.parse = parse(&text, Format::Json);
    version.model = Model::lower(&version.parse, Some(&version.model));
    assert_eq!(version.model.lowered(), 0);
    version.insert_behind("function-8", "x");
    assert_eq!(version.model.lowered(), 1);
    version.insert_behind("function-8", "y");
    assert_eq!((version.model.lowered(), version.model.compared()), (1, 0));
}

#[test]
fn what_was_derived_from_a_state_lives_as_long_as_its_text() {
    let mut version = Version::new(&generate::json(10_000), Format::Json);
    for state in version.model.states() {
        state.facts().derived(|it| it.name().len());
    }
    version.insert_behind("function-8", "x");
    let fresh = version.model.states().iter().filter(|state| {
        let mut fresh = false;
        state.facts().derived(|it| {
            fresh = true;
            it.name().len()
        });
        fresh
    });
    assert_eq!(
        fresh.map(|it| it.name().to_owned()).collect::<Vec<_>>(),
        ["Check 8"]
    );
}

#[test]
fn five_thousand_states_cost_one() {
    let mut version = Version::new(&generate::json(1_000_000), Format::Json);
    assert!(version.model.states().len() > 2_500);
    version.insert_behind("function-800", "x");
    assert_eq!(version.model.lowered(), 1);
}

const PIECES: [&str; 14] = [
    "\"",
    "{",
    "}",
    ",",
    ":",
    "\n",
    "x",
    "\"Next\": \"Pack 3\"",
    "\"Type\": \"Pass\", ",
    "\"End\": true, ",
    "\"Extra\": {\"Type\": \"Pass\", \"Next\": \"Pack 3\"},\n",
    "[",
    "StartAt",
    "",
];

fn equals_from_scratch(format: Format, text: &str, edits: &[(usize, usize, usize)]) {
    let mut version = Version::new(text, format);
    for (at, length, piece) in edits {
        let text = version.text.to_string();
        let start = floor(&text, at % (text.len() + 1));
        let end = floor(&text, (start + length).min(text.len()));
        let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
        version.edit(range, PIECES[piece % PIECES.len()]);
        let text = version.text.to_string();
        let scratch = Model::lower(&parse(&text, format), None);
        assert_eq!(
            common::draw(&version.model, &text),
            common::draw(&scratch, &text)
        );
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|it| text.is_char_boundary(*it))
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_previous_equals_from_scratch_in_json(
        edits in prop::collection::vec((0_usize..6_000, 0_usize..40, 0_usize..14), 1..6),
    ) {
        equals_from_scratch(Format::Json, &generate::json(4_000), &edits);
    }

    #[test]
    fn with_previous_equals_from_scratch_in_yaml(
        edits in prop::collection::vec((0_usize..6_000, 0_usize..40, 0_usize..14), 1..6),
    ) {
        equals_from_scratch(Format::Yaml, &generate::yaml(4_000), &edits);
    }
}

#[test]
fn a_lone_quote_before_a_name_is_a_state_of_its_own() {
    let text = generate::json(4_000);
    let at = text.find("\"Notify 5\": {").expect("a state of that name");
    equals_from_scratch(Format::Json, &text, &[(at, 0, 0)]);
}
