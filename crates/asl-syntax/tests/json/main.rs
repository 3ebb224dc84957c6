//! What the tree and the errors of broken JSON look like.
#![expect(
    clippy::format_push_string,
    reason = "snapshots are written piece by piece"
)]

#[path = "../support/mod.rs"]
mod support;
mod tokens;

use asl_syntax::{Format, parse};
use expect_test::{Expect, expect};
use support::{assert_sound, render};

#[track_caller]
fn check(text: &str, expected: &Expect) {
    let tree = parse(text, Format::Json);
    assert_sound(&tree, text);
    expected.assert_eq(&render(&tree));
}

/// The errors alone, each with the text that it marks and the repaired text.
#[track_caller]
fn check_errors(text: &str, expected: &Expect) {
    let tree = parse(text, Format::Json);
    assert_sound(&tree, text);
    let mut out = String::new();
    for error in tree.errors() {
        out += &format!("{:?} {:?}", error.kind, &text[error.range]);
        if let Some(repair) = error.repair() {
            let mut mended = text.to_owned();
            mended.replace_range(
                usize::from(repair.range.start())..usize::from(repair.range.end()),
                &repair.insert,
            );
            out += &format!(" => {mended:?}");
        }
        out.push('\n');
    }
    expected.assert_eq(&out);
}

#[test]
fn a_sound_document() {
    check(
        "{\"a\": [1, true], \"b\": {}}\n",
        &expect![[r#"
        STREAM
          DOCUMENT
            MAPPING
              L_BRACE "{"
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"a\""
                COLON ":"
                SEQUENCE
                  L_BRACKET "["
                  ITEM
                    SCALAR
                      PLAIN "1"
                  COMMA ","
                  ITEM
                    SCALAR
                      PLAIN "true"
                  R_BRACKET "]"
              COMMA ","
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"b\""
                COLON ":"
                MAPPING
                  L_BRACE "{"
                  R_BRACE "}"
              R_BRACE "}"
    "#]],
    );
}

#[test]
fn a_missing_value_has_a_place() {
    check(
        "{\n  \"Next\": \n  \"End\": true\n}",
        &expect![[r#"
            STREAM
              DOCUMENT
                MAPPING
                  L_BRACE "{"
                  ENTRY
                    KEY
                      DOUBLE_QUOTED "\"Next\""
                    COLON ":"
                    MISSING
                  ENTRY
                    KEY
                      DOUBLE_QUOTED "\"End\""
                    COLON ":"
                    SCALAR
                      PLAIN "true"
                  R_BRACE "}"
            error 11..11 MissingValue: a value is missing after this colon
        "#]],
    );
}

#[test]
fn half_a_key() {
    check(
        "{\n  \"Ne\n  \"End\": true\n}",
        &expect![[r#"
        STREAM
          DOCUMENT
            MAPPING
              L_BRACE "{"
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"Ne"
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"End\""
                COLON ":"
                SCALAR
                  PLAIN "true"
              R_BRACE "}"
        error 4..7 UnterminatedString: the closing quote of this string is missing => 4..7 "\"Ne\""
    "#]],
    );
}

#[test]
fn half_a_key_before_another() {
    check(
        "{\n  \"Ne\"End\": true\n}",
        &expect![[r#"
        STREAM
          DOCUMENT
            MAPPING
              L_BRACE "{"
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"Ne"
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"End\""
                COLON ":"
                SCALAR
                  PLAIN "true"
              R_BRACE "}"
        error 4..7 UnterminatedString: the closing quote of this string is missing => 4..7 "\"Ne\""
    "#]],
    );
}

#[test]
fn a_brace_is_missing() {
    let text =
        "{\n  \"A\": {\n    \"Type\": \"Pass\"\n  ,\n  \"B\": {\n    \"Type\": \"Fail\"\n  }\n}\n";
    check(
        text,
        &expect![[r#"
        STREAM
          DOCUMENT
            MAPPING
              L_BRACE "{"
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"A\""
                COLON ":"
                MAPPING
                  L_BRACE "{"
                  ENTRY
                    KEY
                      DOUBLE_QUOTED "\"Type\""
                    COLON ":"
                    SCALAR
                      DOUBLE_QUOTED "\"Pass\""
              COMMA ","
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"B\""
                COLON ":"
                MAPPING
                  L_BRACE "{"
                  ENTRY
                    KEY
                      DOUBLE_QUOTED "\"Type\""
                    COLON ":"
                    SCALAR
                      DOUBLE_QUOTED "\"Fail\""
                  R_BRACE "}"
              R_BRACE "}"
        error 29..29 MissingBrace: a closing `}` is missing (see 9..10) => 29..29 "}"
    "#]],
    );
}

#[test]
fn a_brace_is_missing_within_a_sequence() {
    let text =
        "{\n  \"A\": [\n    {\n      \"x\": 1\n    ,\n    {\n      \"x\": 2\n    }\n  ]\n}\n";
    check(
        text,
        &expect![[r#"
        STREAM
          DOCUMENT
            MAPPING
              L_BRACE "{"
              ENTRY
                KEY
                  DOUBLE_QUOTED "\"A\""
                COLON ":"
                SEQUENCE
                  L_BRACKET "["
                  ITEM
                    MAPPING
                      L_BRACE "{"
                      ENTRY
                        KEY
                          DOUBLE_QUOTED "\"x\""
                        COLON ":"
                        SCALAR
                          PLAIN "1"
                  COMMA ","
                  ITEM
                    MAPPING
                      L_BRACE "{"
                      ENTRY
                        KEY
                          DOUBLE_QUOTED "\"x\""
                        COLON ":"
                        SCALAR
                          PLAIN "2"
                      R_BRACE "}"
                  R_BRACKET "]"
              R_BRACE "}"
        error 29..29 MissingBrace: a closing `}` is missing (see 15..16) => 29..29 "}"
    "#]],
    );
}

#[test]
fn a_missing_brace_is_reported_where_it_is_missing() {
    let text = "{\n  \"A\": {\n    \"B\": {\n      \"c\": 1\n  },\n  \"D\": 2\n}\n";
    check_errors(
        text,
        &expect![[r#"
        MissingBrace "" => "{\n  \"A\": {\n    \"B\": {\n      \"c\": 1}\n  },\n  \"D\": 2\n}\n"
    "#]],
    );
}

#[test]
fn a_brace_too_many() {
    let text = "{\n  \"A\": {\n    \"b\": 1\n  }\n  },\n  \"D\": 2\n}\n";
    check_errors(
        text,
        &expect![[r#"
        UnexpectedCloser "}" => "{\n  \"A\": {\n    \"b\": 1\n  }\n  ,\n  \"D\": 2\n}\n"
    "#]],
    );
}

#[test]
fn indentation_says_nothing_where_braces_match() {
    let text = "{\n  \"A\": {\n  \"b\": 1\n  \"c\": 2,\n\"d\": {}\n  }\n}\n";
    check_errors(
        text,
        &expect![[r#"
        MissingComma "" => "{\n  \"A\": {\n  \"b\": 1,\n  \"c\": 2,\n\"d\": {}\n  }\n}\n"
    "#]],
    );
}

#[test]
fn quotes_cut() {
    check_errors(
        "{\"Next: \"B\", \"c\": 1}",
        &expect![[r#"
        UnterminatedString "\"Next" => "{\"Next\": \"B\", \"c\": 1}"
    "#]],
    );
    check_errors(
        "{\"Next\": \"B, \"c\": 1}",
        &expect![[r#"
        UnterminatedString "\"B" => "{\"Next\": \"B\", \"c\": 1}"
    "#]],
    );
    check_errors(
        "{\"Next\": \"B\n, \"c\": 1}",
        &expect![[r#"
        UnterminatedString "\"B" => "{\"Next\": \"B\"\n, \"c\": 1}"
    "#]],
    );
    check_errors(
        "{\"Next\": B\", \"c\": 1}",
        &expect![[r#"
        MissingOpeningQuote "B\"" => "{\"Next\": \"B\", \"c\": 1}"
    "#]],
    );
    check_errors(
        "{Next\": \"B\", \"c\": 1}",
        &expect![[r#"
        MissingOpeningQuote "Next\"" => "{\"Next\": \"B\", \"c\": 1}"
    "#]],
    );
    check_errors(
        "{\"Next\": \"B},\n\"c\": 1}",
        &expect![[r#"
        UnterminatedString "\"B" => "{\"Next\": \"B\"},\n\"c\": 1}"
        UnexpectedCloser "}" => "{\"Next\": \"B,\n\"c\": 1}"
    "#]],
    );
    check_errors(
        "{\"States: {\"A\": {}}}",
        &expect![[r#"
            UnterminatedString "\"States" => "{\"States\": {\"A\": {}}}"
        "#]],
    );
    check_errors(
        "{\"States: {\n\"A\": {}}}",
        &expect![[r#"
        UnterminatedString "\"States" => "{\"States\": {\n\"A\": {}}}"
    "#]],
    );
    check_errors(
        "{\"a\": [\"x, \"y\"]}",
        &expect![[r#"
        UnterminatedString "\"x" => "{\"a\": [\"x\", \"y\"]}"
    "#]],
    );
}
