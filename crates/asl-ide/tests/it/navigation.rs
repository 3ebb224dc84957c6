//! Definitions, references and highlights, marked in the text.

use asl_ide::{HighlightKind, document_highlight, goto_definition, references, selection_ranges};
use asl_testing::fixture::annotate;
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of, order_at, yaml_at};

fn goto(marked: &str, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let answer = goto_definition(&setup.analysis, setup.position());
    let drawn = answer.map_or("nothing\n".to_owned(), |it| {
        let mut marks = vec![(it.range, "from here")];
        marks.extend(it.info.iter().map(|it| (it.focus_range, "to here")));
        annotate(&setup.text, &marks)
    });
    expect.assert_eq(&drawn);
}

fn find(marked: &str, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let answer = references(&setup.analysis, setup.position(), true).unwrap_or_default();
    let marks: Vec<_> = answer.iter().map(|it| (it.range, "")).collect();
    expect.assert_eq(&annotate(&setup.text, &marks));
}

#[test]
fn from_next_to_the_state() {
    goto(
        &order_at("\"Next\": \"App"),
        &expect![[r#"
            7   |         { "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Approve" }
                |                                                                      ^^^^^^^ from here
            11  |     "Approve": {
                |      ^^^^^^^ to here
        "#]],
    );
}

#[test]
fn from_start_at_default_and_a_catcher() {
    goto(
        &order_at("\"StartAt\": "),
        &expect![[r#"
            2   |   "StartAt": "Check",
                |               ^^^^^ from here
            4   |     "Check": {
                |      ^^^^^ to here
        "#]],
    );
    goto(
        &order_at("\"Default\": \"Pack\""),
        &expect![[r#"
            9   |       "Default": "Pack"
                |                   ^^^^ from here
            19  |     "Pack": { "Type": "Pass", "Comment": "Puts it into a box", "End": true },
                |      ^^^^ to here
        "#]],
    );
    goto(
        &order_at("\"Next\": \"Reje"),
        &expect![[r#"
            16  |       "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Rejected" }],
                |                                                           ^^^^^^^^ from here
            20  |     "Rejected": { "Type": "Fail", "Error": "Rejected" }
                |      ^^^^^^^^ to here
        "#]],
    );
}

#[test]
fn in_yaml_with_any_quotes() {
    goto(
        &yaml_at("StartAt: Ch"),
        &expect![[r#"
            1   | StartAt: Check
                |          ^^^^^ from here
            3   |   Check:
                |   ^^^^^ to here
        "#]],
    );
    goto(
        &yaml_at("Default: \"Pa"),
        &expect![[r#"
            9   |     Default: "Pack"
                |               ^^^^ from here
            15  |   Pack: {Type: Pass, End: true}
                |   ^^^^ to here
        "#]],
    );
    goto(
        &yaml_at("Next: 'Pack"),
        &expect![[r#"
            14  |     Next: 'Pack'
                |            ^^^^ from here
            15  |   Pack: {Type: Pass, End: true}
                |   ^^^^ to here
        "#]],
    );
}

#[test]
fn nowhere_else() {
    goto(
        &order_at("\"Type\": \"Cho"),
        &expect![[r#"
        nothing
    "#]],
    );
    goto(
        r#"{"StartAt": "Mis$0sing", "States": {}}"#,
        &expect![[r#"
            nothing
        "#]],
    );
}

#[test]
fn names_mean_states_of_their_own_machine() {
    goto(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Parallel", "Branches": [
    {"StartAt": "B$0", "States": {"B": {"Type": "Pass", "End": true}}}
  ], "Next": "B"},
  "B": {"Type": "Pass", "End": true}
}}"#,
        &expect![[r#"
            3   |     {"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}
                |                  ^ from here
                |                                  ^ to here
        "#]],
    );
}

#[test]
fn all_that_lead_to_a_state() {
    find(
        &order_at("    \"Pac"),
        &expect![[r#"
            9   |       "Default": "Pack"
                |                   ^^^^
            17  |       "Next": "Pack"
                |                ^^^^
            19  |     "Pack": { "Type": "Pass", "Comment": "Puts it into a box", "End": true },
                |      ^^^^
        "#]],
    );
    find(
        &yaml_at("  Pack"),
        &expect![[r#"
            9   |     Default: "Pack"
                |               ^^^^
            14  |     Next: 'Pack'
                |            ^^^^
            15  |   Pack: {Type: Pass, End: true}
                |   ^^^^
        "#]],
    );
}

#[test]
fn the_state_is_written_and_its_names_are_read() {
    let marked = order_at("\"StartAt\": \"Check");
    let setup = Setup::new(&marked, format_of(&marked));
    let marks: Vec<_> = document_highlight(&setup.analysis, setup.position())
        .into_iter()
        .map(|it| {
            (
                it.range,
                if it.kind == HighlightKind::Write {
                    "write"
                } else {
                    "read"
                },
            )
        })
        .collect();
    expect![[r#"
        2   |   "StartAt": "Check",
            |               ^^^^^ read
        4   |     "Check": {
            |      ^^^^^ write
    "#]]
    .assert_eq(&annotate(&setup.text, &marks));
}

#[test]
fn selection_grows_from_the_word_to_the_document() {
    let marked = r#"{"A": {"B": ["wo$0rd", 1]}}"#;
    let setup = Setup::new(marked, format_of(marked));
    let ranges = selection_ranges(&setup.analysis, setup.file, &[setup.position().offset]);
    let texts: Vec<_> = ranges[0].iter().map(|it| &setup.text[*it]).collect();
    expect![[r#"
        word
        "word"
        ["word", 1]
        "B": ["word", 1]
        {"B": ["word", 1]}
        "A": {"B": ["word", 1]}
        {"A": {"B": ["word", 1]}}"#]]
    .assert_eq(&texts.join("\n"));
}
