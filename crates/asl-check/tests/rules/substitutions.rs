//! `${X}` is never an error, wherever and however it stands; with a value from the project the
//! rules judge the value, and say so at the placeholder.

mod rows;

use asl_check::{CheckConfig, Diagnostic, Project, Severity, check};
use asl_model::Model;
use asl_syntax::{Format, parse, reparse};
use asl_text::{Edit, Text, TextRange, TextSize};
use rows::{ROWS, Row, WHOLE};

fn texts() -> impl Iterator<Item = (&'static Row, String, String)> {
    let of_state = ROWS.iter().map(|it| {
        let json = format!(
            r#"{{"StartAt": "S", "States": {{"S": {{{}}}, "T": {{"Type": "Succeed"}}}}}}"#,
            it.json
        );
        let yaml = format!(
            "StartAt: S\nStates:\n  S:\n    {}\n  T:\n    Type: Succeed\n",
            it.yaml
        );
        (it, json, yaml)
    });
    let whole = WHOLE
        .iter()
        .map(|it| (it, it.json.to_owned(), it.yaml.to_owned()));
    of_state.chain(whole)
}

fn with(value: &str) -> CheckConfig {
    let project = format!("substitutions = {{ X = '''{value}''' }}");
    let (project, found) = Project::read(&project);
    assert_eq!(found, []);
    project.config_for("a.asl.json")
}

fn found(text: &str, format: Format, config: &CheckConfig) -> Vec<Diagnostic> {
    check(&Model::lower(&parse(text, format), None), config)
}

fn errors(text: &str, format: Format, config: &CheckConfig) -> Vec<(&'static str, String)> {
    let found = found(text, format, config).into_iter();
    let errors = found.filter(|it| it.severity == Severity::Error);
    errors.map(|it| (it.rule.code, it.message)).collect()
}

fn rows() -> impl Iterator<Item = (&'static Row, String, Format)> {
    texts().flat_map(|(row, json, yaml)| [(row, json, Format::Json), (row, yaml, Format::Yaml)])
}

#[test]
fn a_placeholder_is_never_an_error() {
    assert!(rows().count() >= 80);
    for (row, text, format) in rows() {
        // What nobody reaches may be reached by a name that nobody knows yet.
        let found = errors(&text, format, &CheckConfig::default());
        assert_eq!(found, [], "{}: {text}", row.place);
    }
}

#[test]
fn a_value_that_suits_is_no_error() {
    let mut wrong = Vec::new();
    for (row, text, format) in rows().filter(|it| it.0.place != "a state in quotes") {
        let mut found = errors(&text, format, &with(row.good));
        // Nothing leads to `T` from a state that ends.
        found.retain(|it| it.0 != "unreachable-state" || row.good != "true");
        if !found.is_empty() {
            wrong.push((row.place, text, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_value_that_does_not_suit_is_said_at_the_placeholder() {
    let mut wrong = Vec::new();
    for (row, text, format) in rows() {
        let Some((bad, code)) = row.bad else {
            continue;
        };
        let found = found(&text, format, &with(bad));
        let value = format!("(${{X}} is {bad})");
        let is_said = found.iter().any(|it| {
            let is_there = it.rule.code == code && text[it.range].contains("${X}");
            is_there && it.message.ends_with(&value)
        });
        if !is_said {
            let found = found
                .iter()
                .map(|it| (it.rule.code, &it.message, &text[it.range]));
            wrong.push((row.place, format!("{text} {:?}", found.collect::<Vec<_>>())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// After each edit the answer is that of a fresh document.
#[test]
fn kept_documents_follow_edits_and_values() {
    let first = "StartAt: ä\nStates:\n  ä:\n    Type: Wait\n    Seconds: ${X}\n    Next: ${X}\n";
    let edits = [
        ("Wait", "Pass"),
        ("Seconds: ${X}", "Comment: ${Y}${X}${X}"),
        ("Next: ${X}", "End: true"),
        ("StartAt: ä", "StartAt: ü${X}"),
        ("ü${X}", "ä"),
    ];
    let (mut text, mut tree) = (Text::new(first), parse(first, Format::Yaml));
    let mut model = Model::lower(&tree, None);
    for (old, new) in edits {
        for value in ["1", "-1", "ö", ""] {
            let whole = text.to_string();
            let fresh = found(&whole, Format::Yaml, &with(value));
            assert_eq!(check(&model, &with(value)), fresh, "{whole} {value}");
        }
        let whole = text.to_string();
        let at = whole.find(old).expect("the text to replace");
        let at = TextSize::new(u32::try_from(at).expect("small"));
        let edit = Edit {
            range: TextRange::at(at, TextSize::of(old)),
            insert: new.to_owned(),
        };
        text.apply(&edit).expect("an edit inside");
        tree = reparse(&tree, &text, &edit);
        model = Model::lower(&tree, Some(&model));
    }
}
