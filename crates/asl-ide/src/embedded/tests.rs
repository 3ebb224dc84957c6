//! The map between a template and a definition in it: there and back, and edits.

use asl_syntax::{Format, TextRange, TextSize};
use asl_text::{Edit, Text};
use proptest::prelude::*;

use super::back::Writer;
use super::{Part, Way};
use crate::{Analysis, CheckConfig, Document, FileId};

const MACHINE: &str = "{\n  \"StartAt\": \"A\",\n\n  \"States\": {\n    \"A\": { \"Type\": \"Wait\", \"Comment\": \"é \\\"x\\\" \\\\\", \"Seconds\": 1, \"End\": true }\n  }\n}";

/// The machine in templates of every form.
fn templates() -> Vec<(Format, String)> {
    templates_of(MACHINE)
}

/// A machine of so many states that its map has some hundred pieces in every form.
fn large_machine() -> String {
    let state = |index| {
        format!(
            "    \"S{index}\": {{ \"Type\": \"Pass\", \"Comment\": \"it's\", \"Next\": \"S{}\" }},\n",
            index + 1
        )
    };
    let states: String = (0..40).map(state).collect();
    format!(
        "{{\n  \"StartAt\": \"S0\",\n  \"States\": {{\n{states}    \"S40\": {{ \"Type\": \"Succeed\" }}\n  }}\n}}"
    )
}

/// The lines of a text behind blanks; empty ones stay empty.
fn lines(text: &str, blanks: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("{blanks}{line}\n"),
    });
    lines.collect()
}

fn templates_of(machine: &str) -> Vec<(Format, String)> {
    let lines = |blanks: &str| lines(machine, blanks);
    let cfn = "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n";
    let block = lines("        ");
    let after = "      StateMachineType: EXPRESS\n";
    let json = |text: &str| serde_json::Value::from(text).to_string();
    let list: Vec<_> = machine.lines().map(json).collect();
    let object = |definition: &str| {
        format!(
            "{{\"Resources\": {{\"M\": {{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {{\n{definition}\n}}}}}}}}"
        )
    };
    let mut all = vec![
        (
            Format::Yaml,
            format!(
                "{cfn}      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Succeed\n\n{after}"
            ),
        ),
        (
            Format::Yaml,
            format!("{cfn}      DefinitionString: |\n{block}{after}"),
        ),
        (
            Format::Yaml,
            format!("{cfn}      DefinitionString: !Sub |-\n{block}{after}"),
        ),
        (
            Format::Yaml,
            format!(
                "{cfn}      DefinitionString: !Sub\n        - |\n{}        - X: !Ref Y\n{after}",
                lines("            ")
            ),
        ),
        (Format::Json, object(&format!("\"Definition\": {machine}"))),
        (
            Format::Json,
            object(&format!("\"DefinitionString\": {}", json(machine))),
        ),
        (
            Format::Json,
            object(&format!(
                "\"DefinitionString\": {{\"Fn::Join\": [\"\\n\", [{}]]}}",
                list.join(", ")
            )),
        ),
    ];
    all.extend(texts_in_yaml(machine));
    all
}

/// The ways in which YAML writes texts that the first forms do not have.
fn texts_in_yaml(machine: &str) -> Vec<(Format, String)> {
    let lines = |blanks: &str| lines(machine, blanks);
    let cfn = "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n";
    let block = lines("        ");
    let after = "      StateMachineType: EXPRESS\n";
    let json = serde_json::Value::from(machine).to_string();
    vec![
        (
            Format::Yaml,
            format!("{cfn}      DefinitionString: !Sub {json}\n{after}"),
        ),
        (
            Format::Yaml,
            format!(
                "{cfn}      DefinitionString: '{}'\n{after}",
                block.trim().replace('\'', "''")
            ),
        ),
        (
            Format::Yaml,
            format!(
                "{cfn}      DefinitionString:\n        \"{}\"\n{after}",
                block.trim().replace('\\', "\\\\").replace('"', "\\\"")
            ),
        ),
        (
            Format::Yaml,
            format!("{cfn}      DefinitionString: >+\n{block}\n{after}"),
        ),
        (
            Format::Yaml,
            format!("{cfn}      DefinitionString: |2+\n{block}\n{after}").replace('\n', "\r\n"),
        ),
        (
            Format::Yaml,
            format!(
                "{cfn}      DefinitionString: !Join\n        - ''\n        - - |\n{}\n          - '}}'\n{after}",
                lines("            ")
                    .trim_end()
                    .trim_end_matches('}')
                    .trim_end()
            ),
        ),
    ]
}

fn part(document: &Document) -> &Part {
    let [part] = document.parts() else {
        panic!("one definition in {}", document.text());
    };
    part
}

fn applied(text: &Text, edit: &Edit) -> String {
    let mut text = text.clone();
    assert_eq!(text.apply(edit), Ok(()), "{edit:?}");
    text.to_string()
}

#[test]
fn every_form_holds_the_machine() {
    for (format, text) in templates() {
        let document = Document::new(&text, format);
        let part = part(&document);
        assert_eq!(part.document().model().states().len(), 1, "{text}");
        assert_eq!(part.document().parse().errors(), [], "{text}");
    }
}

#[test]
fn every_offset_maps_there_and_back() {
    for (format, text) in templates() {
        let document = Document::new(&text, format);
        let part = part(&document);
        let virtual_text = part.document().text();
        for offset in 0..=u32::from(virtual_text.len()) {
            let offset = TextSize::new(offset);
            let back = part.to_part(part.to_host(offset));
            let Some(back) = back else { continue };
            let between = TextRange::new(back.min(offset), back.max(offset));
            // A blank before an object, or a piece that stands for something else as a whole.
            let skipped = virtual_text.slice(between);
            let is_foreign = skipped.trim().is_empty() || skipped.chars().count() == 1;
            assert!(is_foreign, "{skipped:?} at {offset:?} in {text}");
        }
        for offset in 0..=u32::from(document.text().len()) {
            let Some(inside) = part.to_part(TextSize::new(offset)) else {
                continue;
            };
            let again = part.to_part(part.to_host(inside));
            assert!(
                again.is_none() || again == Some(inside),
                "{offset} in {text}"
            );
        }
    }
}

#[test]
fn tokens_stand_alike_on_both_sides() {
    for (format, text) in templates() {
        let document = Document::new(&text, format);
        let part = part(&document);
        let inner = part.document();
        for state in inner.model().states() {
            let range = part.to_host_range(state.name_range());
            assert_eq!(document.text().slice(range), state.name(), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// An edit of the definition, written into the template, makes the template hold that definition.
    #[test]
    fn edits_come_back(
        form in 1usize..6,
        at in 0usize..1000,
        length in 0usize..12,
        insert in prop::sample::select(vec![
            "", "x", "\"B\": 1", " ", "\\", "\\\"", "a\n  b", "\n", "\n\n  \"C\": {\n  },\n", "é",
        ]),
    ) {
        let (format, text) = templates().swap_remove(form);
        let document = Document::new(&text, format);
        let part = part(&document);
        let inner = part.document().text();
        let whole = inner.to_string();
        let boundary = |at: usize| (0..=at.min(whole.len())).rev().find(|it| whole.is_char_boundary(*it)).unwrap_or(0);
        let start = boundary(at % (whole.len() + 1));
        let end = boundary(start + length).max(start);
        let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
        let edit = Edit { range, insert: insert.to_owned() };
        let way = Way { host: &document, file: FileId(0), part };
        let Some(outer) = way.edit(&edit, Writer::Edit) else { return Ok(()) };
        let wanted = applied(inner, &edit);
        let template = applied(document.text(), &outer);
        // A text that does not begin as a definition is none; nor does a block keep blanks at its start.
        prop_assume!(wanted.starts_with('{') && !part.is_object());
        let mut opened = document.clone();
        prop_assert!(opened.edit(&outer).is_ok());
        for after in [opened, Document::new(&template, format)] {
            let parts = after.parts();
            prop_assert_eq!(parts.len(), 1, "{}", template);
            // A block ends in one line break, whatever stands at its end.
            let held = parts[0].document().text().to_string();
            prop_assert_eq!(held.trim_end(), wanted.trim_end(), "{}", template);
        }
    }

    /// However a template came about, its definitions and what is wrong with them are those of its text.
    #[test]
    fn a_template_is_what_its_text_says(form in 0usize..13, edits in edits()) {
        let (format, text) = templates().swap_remove(form);
        follow(&text, format, edits);
    }

    /// The same where the map stands in several chunks.
    #[test]
    fn a_large_template_is_what_its_text_says(form in 0usize..13, edits in edits()) {
        let (format, text) = templates_of(&large_machine()).swap_remove(form);
        follow(&text, format, edits);
    }
}

/// A place, as a share of the text, how much goes, and what comes.
type Edits = Vec<(f64, usize, &'static str)>;

fn edits() -> impl Strategy<Value = Edits> {
    let length = prop_oneof![Just(0usize), Just(1), 0usize..8, 0usize..60];
    let insert = prop::sample::select(vec![
        "",
        "",
        "x",
        "e",
        " ",
        "\\",
        "\"",
        "\\\"",
        "\\n",
        "\\ud83d",
        "\\ude00",
        "'",
        "''",
        "{",
        "}",
        ",",
        ":",
        "\n",
        "\n  ",
        "\n        ",
        "\n          ",
        "\r\n        ",
        "        \"x\": 1,\n",
        "#",
        "-",
        "---",
        "é",
        "${Y}",
        "%{",
        "(",
    ]);
    prop::collection::vec((0.0..1.0, length, insert), 1..8)
}

/// Each edit leaves what a fresh document has.
fn follow(text: &str, format: Format, edits: Edits) {
    let mut opened = Document::new(text, format);
    for (at, length, insert) in edits {
        let text = opened.text().to_string();
        let boundary = |at: usize| {
            let at = at.min(text.len());
            (0..=at)
                .rev()
                .find(|it| text.is_char_boundary(*it))
                .unwrap_or(0)
        };
        #[expect(
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of a length"
        )]
        let start = boundary((at * text.len() as f64) as usize);
        let end = boundary(start + length).max(start);
        let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
        let edit = Edit {
            range,
            insert: insert.to_owned(),
        };
        assert_eq!(opened.edit(&edit), Ok(()));
        is_as_fresh(&opened, format);
    }
}

#[track_caller]
fn is_as_fresh(opened: &Document, format: Format) {
    let found = |document: &Document| {
        let (analysis, file) = Analysis::single(document.clone());
        crate::diagnostics(&analysis, file, &CheckConfig::default())
    };
    let text = opened.text().to_string();
    let fresh = Document::new(&text, format);
    assert_eq!(opened.parse(), fresh.parse(), "{text}");
    assert_eq!(opened.parts().len(), fresh.parts().len(), "{text}");
    for (part, fresh) in opened.parts().iter().zip(fresh.parts()) {
        assert_eq!(part.document().text(), fresh.document().text(), "{text}");
        assert_eq!(part.document().parse(), fresh.document().parse(), "{text}");
        assert_eq!(
            (part.range(), part.map()),
            (fresh.range(), fresh.map()),
            "{text}"
        );
        let places = |it: &Part| {
            it.segments()
                .iter()
                .map(|it| (it.range, it.source))
                .collect::<Vec<_>>()
        };
        assert_eq!(places(part), places(fresh), "{text}");
    }
    assert_eq!(found(opened), found(&fresh), "{text}");
}
