//! Definitions that are being written, and fixes as a person meets them.

use asl_syntax::Format;
use expect_test::expect;

use crate::{findings, json, yaml};

/// What is being written has one finding: what is missing, not what it is not yet.
#[test]
fn half_written() {
    json(
        "{\n  \"StartAt\": \"Fir",
        expect![[r#"
            1   | {
                | ^ missing-field: A state machine needs "States"
            2   |   "StartAt": "Fir
                |              ^^^^ syntax-error: The closing quote of this string is missing
                |                  | syntax-error: A closing `}` is missing
        "#]],
    );
    json(
        "{ \"StartAt\": \"\", \"States\": {\n  \"A\": { \"Type\": \"Pass\", \"End\": true, \"Comm\" },\n  \"\"\n} }",
        expect![[r#"
            2   |   "A": { "Type": "Pass", "End": true, "Comm" },
                |                                             | syntax-error: A colon and a value are missing after this key
            3   |   ""
                |   ^^ invalid-state-name: A state needs a name
                |     | syntax-error: A colon and a value are missing after this key
        "#]],
    );
    json(
        "{ \"StartAt\": \"A\", \"States\": {\n  \"A\": { \"Type\": \"Pass\", \"End\": true },\n  \"\": {}\n} }",
        expect![[r#"
            3   |   "": {}
                |   ^^ invalid-state-name: A state needs a name
                |    | missing-field: A state needs "Type"
        "#]],
    );
    json(
        "{ \"StartAt\": \"\", \"States\": {\n  \"A\": { \"Type\": \"Pass\", \"Next\": \"\" }\n} }",
        expect![[r#"
            1   | { "StartAt": "", "States": {
                |               | missing-target: The name of a state belongs here
            2   |   "A": { "Type": "Pass", "Next": "" }
                |                                   | missing-target: The name of a state belongs here
        "#]],
    );
    yaml(
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n    Comm\n",
        expect![[r#"
            6   |     Comm
                |         | syntax-error: A colon and a value are missing after this key
        "#]],
    );
}

#[test]
fn fixes_end_lines_as_the_document_does() {
    let fixed = |text: &str, format| {
        let text = text.replace('\n', "\r\n");
        let found = findings(&text, format);
        let fix = found.iter().flat_map(|it| &it.fixes).next();
        let edit = fix.and_then(|it| it.edits.first()).cloned();
        edit.map(|it| it.insert)
    };
    let json = "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Pass\"\n    }\n  }\n}\n";
    assert_eq!(
        fixed(json, Format::Json).as_deref(),
        Some(",\r\n      \"End\": true")
    );
    let yaml = "StartAt: A\nStates:\n  A:\n    Type: Pass\n";
    assert_eq!(
        fixed(yaml, Format::Yaml).as_deref(),
        Some("\r\n    End: true")
    );
    let yaml = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    # to do\n    Comment: x\n";
    assert_eq!(
        fixed(yaml, Format::Yaml).as_deref(),
        Some("\r\n    End: true")
    );
}

#[test]
fn a_colon_without_a_blank() {
    let text = "StartAt: A\nStates:\n  A:\n    Type:Pass\n    End: true\n";
    yaml(
        text,
        expect![[r#"
            4   |     Type:Pass
                |         ^ syntax-error: A blank is missing after this colon
        "#]],
    );
    let found = findings(text, Format::Yaml);
    let fixes = found.iter().flat_map(|it| &it.fixes);
    let titles: Vec<_> = fixes.map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Insert a blank"]);
    yaml(
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n    x::\n    http://x\n",
        expect![[r#"
            6   |     x::
                |     ^^ unknown-field: A Pass state has no field "x:"
            7   |     http://x
                |         ^ syntax-error: A blank is missing after this colon
        "#]],
    );
}

/// States that are not written here may be any, so that no target is missing.
#[test]
fn states_from_elsewhere() {
    json(
        "{ \"StartAt\": \"A\", \"States\": ${States} }",
        expect![[""]],
    );
    json(
        "{ \"StartAt\": \"A\", \"States\": [] }",
        expect![[r#"
        1   | { "StartAt": "A", "States": [] }
            |                             ^^ wrong-type: "States" must be an object, not a list
    "#]],
    );
    json(
        "{ \"StartAt\": \"A\", \"States\": {} }",
        expect![[r#"
        1   | { "StartAt": "A", "States": {} }
            |               ^ missing-target: There is no state "A" in this machine
    "#]],
    );
    yaml("StartAt: A\nStates: ${States}\n", expect![[""]]);
    yaml("StartAt: A\nStates: !Ref States\n", expect![[""]]);
    yaml(
        "StartAt: A\nStates: &all\n  B: { Type: Succeed }\n",
        expect![[r#"
            1   | StartAt: A
                |          ^ missing-target: There is no state "A" in this machine
        "#]],
    );
    yaml(
        "StartAt: A\nStates:\n  B: { Type: Succeed }\n",
        expect![[r#"
            1   | StartAt: A
                |          ^ missing-target: There is no state "A" in this machine
        "#]],
    );
}
