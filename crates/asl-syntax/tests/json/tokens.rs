//! Separators, closers, words, strings and comments: each slip with its repair.

use asl_syntax::{Format, parse};
use expect_test::expect;

use crate::check_errors;
use crate::support::assert_sound;

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
