//! What the tree and the errors of broken JSON look like.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::format_push_string,
    reason = "a failed expectation of a test is a panic, and what was not tried is said aloud"
)]

mod support;

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

#[test]
fn commas() {
    check_errors(
        "{\"a\": 1 \"b\": 2}",
        &expect![[r#"
        MissingComma "" => "{\"a\": 1, \"b\": 2}"
    "#]],
    );
    check_errors(
        "{\"a\": 1,, \"b\": 2,}",
        &expect![[r#"
        ExtraComma "," => "{\"a\": 1, \"b\": 2,}"
        TrailingComma "," => "{\"a\": 1,, \"b\": 2}"
    "#]],
    );
    check_errors(
        "{\"a\": 1\n}, \"b\": 2}",
        &expect![[r#"
        UnexpectedCloser "}" => "{\"a\": 1\n, \"b\": 2}"
    "#]],
    );
    check_errors(
        "[1 2,]",
        &expect![[r#"
        MissingComma "" => "[1, 2,]"
        TrailingComma "," => "[1 2]"
    "#]],
    );
    check_errors(
        "[,]",
        &expect![[r#"
        ExtraComma "," => "[]"
    "#]],
    );
}

#[test]
fn colons_and_keys() {
    check_errors(
        "{\"a\" 1}",
        &expect![[r#"
        MissingColon "" => "{\"a\": 1}"
    "#]],
    );
    check_errors(
        "{\"a\"}",
        &expect![[r#"
        MissingColon "" => "{\"a\":}"
    "#]],
    );
    check_errors(
        "{a: 1, 'b': 'it\"s'}",
        &expect![[r#"
        UnquotedKey "a" => "{\"a\": 1, 'b': 'it\"s'}"
        SingleQuotes "'b'" => "{a: 1, \"b\": 'it\"s'}"
        SingleQuotes "'it\"s'" => "{a: 1, 'b': \"it\\\"s\"}"
    "#]],
    );
    check_errors(
        "{: 1, {\"b\": 2}}",
        &expect![[r#"
        MissingKey ""
        MissingKey ""
    "#]],
    );
    check_errors(
        "{\"a\":: 1}",
        &expect![[r#"
        UnexpectedCharacter ":"
    "#]],
    );
    check_errors(
        "{\"a\": 1, junk}",
        &expect![[r#"
        UnexpectedText "junk"
    "#]],
    );
}

#[test]
fn closers() {
    check_errors(
        "{\"a\": [1, {\"b\": 2]}",
        &expect![[r#"
        MissingBrace "" => "{\"a\": [1, {\"b\": 2}]}"
    "#]],
    );
    check_errors(
        "{\"a\": [1, \"b\": 2}",
        &expect![[r#"
        MissingBracket "" => "{\"a\": [1], \"b\": 2}"
    "#]],
    );
    check_errors(
        "{\"a\": 1]}",
        &expect![[r#"
        UnexpectedCloser "]" => "{\"a\": 1}"
    "#]],
    );
    check_errors(
        "{\"a\": {",
        &expect![[r#"
        MissingBrace "" => "{\"a\": {}"
        MissingBrace "" => "{\"a\": {}"
    "#]],
    );
}

#[test]
fn words_and_numbers() {
    check_errors(
        "[True, None, tru, 01, +1, .5, 1., 0x1F, 1e, ${a}b]",
        &expect![[r#"
            BadLiteral "True" => "[true, None, tru, 01, +1, .5, 1., 0x1F, 1e, ${a}b]"
            BadLiteral "None" => "[True, null, tru, 01, +1, .5, 1., 0x1F, 1e, ${a}b]"
            BadLiteral "tru" => "[True, None, \"tru\", 01, +1, .5, 1., 0x1F, 1e, ${a}b]"
            BadNumber "01" => "[True, None, tru, 1, +1, .5, 1., 0x1F, 1e, ${a}b]"
            BadNumber "+1" => "[True, None, tru, 01, 1, .5, 1., 0x1F, 1e, ${a}b]"
            BadNumber ".5" => "[True, None, tru, 01, +1, 0.5, 1., 0x1F, 1e, ${a}b]"
            BadNumber "1." => "[True, None, tru, 01, +1, .5, 1, 0x1F, 1e, ${a}b]"
            BadNumber "0x1F"
            BadNumber "1e"
            BadLiteral "${a}b" => "[True, None, tru, 01, +1, .5, 1., 0x1F, 1e, \"${a}b\"]"
        "#]],
    );
}

#[test]
fn strings() {
    check_errors(
        "[\"\\q\", \"\\u12\", \"a\tb\", \"\\é\", \"\\\\\", \"\u{1}\"]",
        &expect![[r#"
            BadEscape "\\q"
            BadEscape "\\u12"
            ControlCharacter "\t" => "[\"\\q\", \"\\u12\", \"a\\tb\", \"\\é\", \"\\\\\", \"\u{1}\"]"
            BadEscape "\\é"
            ControlCharacter "\u{1}" => "[\"\\q\", \"\\u12\", \"a\tb\", \"\\é\", \"\\\\\", \"\\u0001\"]"
        "#]],
    );
}

#[test]
fn comments_are_read_and_reported() {
    check_errors(
        "{ // one\n  /* two */ \"a\": 1 # three\n}",
        &expect![[r##"
        Comment "// one" => "{ \n  /* two */ \"a\": 1 # three\n}"
        Comment "/* two */" => "{ // one\n   \"a\": 1 # three\n}"
        Comment "# three" => "{ // one\n  /* two */ \"a\": 1 \n}"
    "##]],
    );
    check_errors(
        "{} /* open",
        &expect![[r#"
        Comment "/* open" => "{} "
        UnterminatedComment "/*"
    "#]],
    );
}

#[test]
fn around_the_document() {
    check_errors(
        "",
        &expect![[r#"
        EmptyDocument ""
    "#]],
    );
    check_errors(
        " \n",
        &expect![[r#"
        EmptyDocument ""
    "#]],
    );
    check_errors(
        "}",
        &expect![[r#"
        UnexpectedCharacter "}"
        EmptyDocument ""
    "#]],
    );
    check_errors(
        "{} {} 1",
        &expect![[r#"
        ContentAfterDocument "{"
    "#]],
    );
    check_errors("\u{feff}{}", &expect![[""]]);
    check_errors(
        "{\u{a0}\"a\": 1}",
        &expect![[r#"
        UnexpectedCharacter "\u{a0}" => "{ \"a\": 1}"
    "#]],
    );
    check_errors(
        "\"a\": 1",
        &expect![[r#"
        ContentAfterDocument ":"
    "#]],
    );
}

#[test]
fn five_hundred_levels_are_enough() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(parse(&nested(500), Format::Json).errors(), []);
    let deep = nested(100_000);
    let tree = parse(&deep, Format::Json);
    assert_sound(&tree, &deep);
    let errors: Vec<_> = tree.errors().iter().map(|it| (it.kind, it.range)).collect();
    expect![[r#"
        [
            (
                TooDeep,
                500..501,
            ),
        ]
    "#]]
    .assert_debug_eq(&errors);
}
