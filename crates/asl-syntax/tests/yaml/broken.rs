//! A table of broken texts: each has an error, and nothing of it is lost.

use asl_syntax::{Format, parse};

use crate::judge::judged;

/// What we report, and the text.
const BROKEN: &[(&str, &str)] = &[
    ("BadIndentation", "a:\n  b: c\n d: e\n"),
    ("BadIndentation", "a: b\n  c: d\n"),
    ("BadIndentation", "a:\n  - b\n - c\n"),
    ("ItemInMapping", "a: \"b\"\n  - c\n"),
    ("BadIndentation", "a: |\n   b\n  c\n   d\n"),
    ("BadIndentation", "a: |\n    \n  b\n"),
    ("TabIndentation", "a:\n\tb: c\n"),
    ("TabIndentation", "-\t- a\n"),
    ("NestedMapping", "a: b: c\n"),
    ("NestedMapping", "a: ? b\n"),
    ("NestedMapping", "a: 'b': c\n"),
    ("SequenceOnKeyLine", "a: - b\n"),
    ("SequenceOnKeyLine", "--- - b\n"),
    ("ItemInMapping", "a: b\n- c\n"),
    ("MissingColon", "a: b\nc\n"),
    ("MissingColon", "a\nb: c\n"),
    ("MissingColon", "a: b\n\"c\"\nd: e\n"),
    ("MissingColon", "- a\n  b: c\n"),
    ("MissingKey", "a: b\n[c]\n"),
    ("MissingKey", ": a\n"),
    ("MissingSpace", "\"a\":b\n"),
    ("BadTag", "a: !t\"b\"\n"),
    ("MissingSpace", "a: !t,b\n"),
    ("ComplexKey", "{a: b}: c\n"),
    ("ComplexKey", "[a]: b\n"),
    ("ComplexKey", "? - a\n: b\n"),
    ("ComplexKey", "? |\n  a\n: b\n"),
    ("ComplexKey", "a: &x b\n*x : c\n"),
    ("KeyOverLines", "[a\n  b: c]\n"),
    ("UnterminatedString", "a: \"b\nc: d\n"),
    ("UnterminatedString", "a: 'b\nc: d\n"),
    ("UnterminatedString", "\"a: b\nc: d\n"),
    ("UnterminatedString", "a: [\"b, c]\nd: e\n"),
    ("MarkerInString", "a: \"b\n--- c\"\n"),
    ("BadEscape", "a: \"\\q\"\n"),
    ("BadEscape", "a: \"\\x4\"\n"),
    ("BadEscape", "a: \"\\u00g0\"\n"),
    ("UnexpectedText", "a: \"b\" c\n"),
    ("UnexpectedText", "a: [b] c\n"),
    ("UnexpectedText", "a: *b c\n"),
    ("UnexpectedText", "... a\n"),
    ("ContentAfterDocument", "- a\nb\n"),
    ("ContentAfterDocument", "[a]\n[b]\n"),
    ("MissingBracket", "a: [b\nc: d\n"),
    ("MissingBrace", "a: {b: c\nd: e\n"),
    ("MissingBracket", "[[a, b]\n"),
    ("MissingBrace", "[{a: b]\n"),
    ("UnexpectedCloser", "[a}, b]\n"),
    ("ReservedIndicator", "a: ]\n"),
    ("MissingComma", "[\"a\" \"b\"]\n"),
    ("MissingComma", "{a: b\n  \"c\": d}\n"),
    ("ExtraComma", "[a,, b]\n"),
    ("ExtraComma", "{, a: b}\n"),
    ("ReservedIndicator", "a: @b\n"),
    ("ReservedIndicator", "a: `b\n"),
    ("ReservedIndicator", "a: %b\n"),
    ("ReservedIndicator", "[-]\n"),
    ("UnexpectedCharacter", "[a,#b\n]\n"),
    ("UnexpectedCharacter", "a: b\u{1}\n"),
    ("UnquotedBrace", "{a: ${B}}\n"),
    ("BadBlockHeader", "a: |x\n  b\n"),
    ("BadBlockHeader", "a: |0\n  b\n"),
    ("BadBlockHeader", "a: > b\n"),
    ("BadTag", "a: !<b c\n"),
    ("UnknownTagHandle", "a: !e!b c\n"),
    ("BadAnchor", "a: & b\n"),
    ("BadAlias", "a: * b\n"),
    ("BadAlias", "a: &x b\nc: &y *x\n"),
    ("DuplicateProperty", "a: !b !c d\n"),
    ("DuplicateProperty", "a: &b &c d\n"),
    ("BadDirective", "%YAML\n---\na\n"),
    ("BadDirective", "%YAML 1.2\n%YAML 1.2\n---\na\n"),
    ("DirectiveWithoutDocument", "%YAML 1.2\na\n"),
];

/// Broken for YAML, but not for the judge, which lets them pass.
const LENIENT: &[&str] = &["UnexpectedCharacter", "ComplexKey", "MissingKey"];

#[test]
fn broken_texts_have_their_error() {
    for (kind, text) in BROKEN {
        let read = parse(text, Format::Yaml);
        assert_eq!(read.syntax().text().to_string(), *text);
        let kinds: Vec<String> = read
            .errors()
            .iter()
            .map(|it| format!("{:?}", it.kind))
            .collect();
        assert!(
            kinds.iter().any(|it| it == kind),
            "{text:?} has {kinds:?}, not {kind}"
        );
    }
}

#[test]
fn the_judge_refuses_them_too() {
    for (kind, text) in BROKEN {
        assert!(judged(text).is_err() || LENIENT.contains(kind), "{text:?}");
    }
}

#[test]
fn a_key_that_is_too_long_is_an_error() {
    let key = "k".repeat(1025);
    let errors = |text: &str| parse(text, Format::Yaml).errors().len();
    assert_eq!(errors(&format!("{key}: a\n")), 1);
    assert_eq!(errors(&format!("{}: a\n", &key[..1024])), 0);
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    for piece in ["[", "{a: ", "- ", "? ", "[{a: "] {
        let text = piece.repeat(20_000);
        let read = parse(&text, Format::Yaml);
        assert!(!read.errors().is_empty());
        assert_eq!(read.syntax().text().to_string(), text);
    }
    let steps: Vec<String> = (0..600).map(|it| " ".repeat(it) + "a:").collect();
    let steps = steps.join(
        "
",
    );
    let read = parse(&steps, Format::Yaml);
    assert!(
        read.errors()
            .iter()
            .any(|it| format!("{:?}", it.kind) == "TooDeep")
    );
}

/// One line of a megabyte: looking for the line's end from every string would take minutes.
#[test]
fn a_minified_document_is_read_in_one_go() {
    let pairs: Vec<String> = (0..40_000)
        .map(|it| format!("\"key {it}\":[\"value\",'other']"))
        .collect();
    let text = format!("{{{}}}", pairs.join(","));
    let read = parse(&text, Format::Yaml);
    assert!(read.errors().is_empty());
    assert_eq!(read.syntax().text().to_string(), text);
}
