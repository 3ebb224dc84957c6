//! The views: decoding with the way back, values, keys, aliases and pointers.
#![expect(
    clippy::panic,
    clippy::format_push_string,
    reason = "a failed expectation of a test is a panic, and snapshots are written piece by piece"
)]

mod support;

use asl_syntax::ast::{Decoded, Scalar, Value};
use asl_syntax::{Format, SyntaxKind, TextRange, TextSize, parse, pointer};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::json;
use support::documents;

fn scalar(text: &str) -> Scalar {
    let tree = parse(text, Format::Json);
    let scalar = tree.syntax().descendants().find_map(Scalar::cast);
    scalar.unwrap_or_else(|| panic!("no scalar in {text}"))
}

/// The decoded text, and for each of its characters the source that it comes from.
#[track_caller]
fn check_decoded(text: &str, expected: &Expect) {
    let Decoded { text: decoded, map } = scalar(text).decoded();
    let mut out = format!("{decoded:?}\n");
    for (at, char) in decoded.char_indices() {
        let start = TextSize::new(at as u32);
        let range = TextRange::at(start, TextSize::of(char));
        let source = map.to_source_range(range);
        assert_eq!(map.to_source(start), source.start());
        assert_eq!(map.to_decoded(source.start()), start);
        out += &format!("{char:?} {:?}\n", &text[source]);
    }
    expected.assert_eq(&out);
}

#[test]
fn escapes_decode_to_their_characters() {
    check_decoded(
        r#" "a\n\"\/\u00e9\uD83D\uDE00é" "#,
        &expect![[r#"
            "a\n\"/é😀é"
            'a' "a"
            '\n' "\\n"
            '"' "\\\""
            '/' "\\/"
            'é' "\\u00e9"
            '😀' "\\uD83D\\uDE00"
            'é' "é"
        "#]],
    );
}

#[test]
fn half_a_surrogate_pair_is_the_replacement_character() {
    check_decoded(
        r#""\ud83d x \ude00""#,
        &expect![[r#"
            "� x �"
            '�' "\\ud83d"
            ' ' " "
            'x' "x"
            ' ' " "
            '�' "\\ude00"
        "#]],
    );
}

#[test]
fn what_is_no_escape_stays_as_written() {
    for text in [r#""\q""#, r#""\u12""#, r#""\u00g0""#] {
        assert_eq!(scalar(text).text(), text.trim_matches('"'), "{text}");
    }
}

#[test]
fn offsets_inside_an_escape_belong_to_its_start() {
    let Decoded { map, .. } = scalar(r#""a\u0041b""#).decoded();
    let back: Vec<u32> = (0..10)
        .map(|it| map.to_decoded(TextSize::new(it)).into())
        .collect();
    assert_eq!(back, [0, 0, 1, 1, 1, 1, 1, 1, 2, 3]);
    let there: Vec<u32> = (0..5)
        .map(|it| map.to_source(TextSize::new(it)).into())
        .collect();
    assert_eq!(there, [1, 2, 8, 9, 9]);
}

#[test]
fn content_leaves_the_quotes_out() {
    let content = |text: &str| text[scalar(text).content_range()].to_owned();
    assert_eq!(content(r#""ab""#), "ab");
    assert_eq!(content(r#""ab"#), "ab");
    assert_eq!(content(r#""ab\""#), r#"ab\""#);
    assert_eq!(content(r#""ab\\""#), r"ab\\");
    assert_eq!(content(r#"""#), "");
    assert_eq!(content("12"), "12");
}

#[test]
fn numbers_keep_their_precision() {
    let numbers = "[0, -0, -0.0, 1.0, 1e3, 18446744073709551615, -9223372036854775808, 1e400, \
                   123456789012345678901234567890, 0.1, 5e-324]";
    for (number, value) in numbers
        .trim_matches(['[', ']'])
        .split(", ")
        .zip(values(numbers, Format::Json))
    {
        let wanted = serde_json::from_str(number).unwrap_or_else(|_| json!(number));
        assert_eq!(value.to_json(), wanted, "{number}");
        assert_eq!(value.to_json().to_string(), wanted.to_string(), "{number}");
    }
}

fn values(text: &str, format: Format) -> Vec<Value> {
    let root = parse(text, format).root();
    let sequence = root.value().and_then(|it| it.as_sequence().cloned());
    sequence.map(|it| it.values().collect()).unwrap_or_default()
}

#[test]
fn placeholders_are_values_without_quotes() {
    let text = "[${a}, ${a.B}0, -${a}, ${a}${b}, \"${a}\"]";
    let tree = parse(text, Format::Json);
    assert_eq!(tree.errors(), []);
    let read: Vec<_> = values(text, Format::Json)
        .iter()
        .map(kind_of_scalar)
        .collect();
    expect![[r#"
        [
            "Placeholder(\"${a}\")",
            "Placeholder(\"${a.B}0\")",
            "Placeholder(\"-${a}\")",
            "Placeholder(\"${a}${b}\")",
            "String(\"${a}\")",
        ]
    "#]]
    .assert_debug_eq(&read);
}

fn kind_of_scalar(value: &Value) -> String {
    let value = value.as_scalar().map(Scalar::value);
    value.map(|it| format!("{it:?}")).unwrap_or_default()
}

#[test]
fn keys_compare_decoded() {
    let root = parse(r#"{"a": 1, "\u0062": 2, c: 3, "d: 4}"#, Format::Json).root();
    let mapping = root.value().and_then(|it| it.as_mapping().cloned());
    let has = |key| mapping.as_ref().is_some_and(|it| it.get(key).is_some());
    assert!(["a", "b", "c", "d"].into_iter().all(has));
    assert!(!["", "\"a\"", "x"].into_iter().any(has));
}

#[test]
fn aliases_are_followed() {
    let text = "base: &b {x: 1}\nuse: [*b, *none]\nnew: &b 2\nagain: *b\nself: &s [*s]\n";
    let read = parse(text, Format::Yaml)
        .root()
        .value()
        .map(|it| it.to_json());
    let wanted =
        json!({"base": {"x": 1}, "use": [{"x": 1}, null], "new": 2, "again": 2, "self": [null]});
    assert_eq!(read, Some(wanted));
}

#[test]
fn aliases_do_not_multiply_without_end() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..40 {
        let inner = vec![format!("*a{}", level - 1); 9].join(", ");
        text += &format!("a{level}: &a{level} [{inner}]\n");
    }
    let read = parse(&text, Format::Yaml)
        .root()
        .value()
        .map(|it| it.to_json());
    assert!(read.is_some_and(|it| it.to_string().len() < 2_000_000));
}

#[test]
fn a_chain_of_aliases_ends() {
    let mut text = String::from("- &a0 [x]\n");
    for level in 1..5_000 {
        text += &format!("- &a{level} [*a{}]\n", level - 1);
    }
    let read = parse(&text, Format::Yaml)
        .root()
        .value()
        .map(|it| it.to_json());
    assert!(read.is_some());
}

#[test]
fn pointers_name_what_they_came_from() {
    let text = r#"{"a/b": [{"~": 1}, [2, ${x}], ], "c": {"d": }}"#;
    let root = parse(text, Format::Json).root();
    let of = |pointer: &str| {
        pointer::resolve(&root, pointer)
            .map(|it| (text[it.range()].to_owned(), pointer::of(it.syntax())))
    };
    for (pointer, source) in [
        ("", text),
        ("/a~1b/0/~0", "1"),
        ("/a~1b/1/1", "${x}"),
        ("/c/d", ""),
    ] {
        assert_eq!(of(pointer), Some((source.to_owned(), pointer.to_owned())));
    }
    for pointer in ["/x", "/a~1b/7", "/a~1b/01", "/a~1b/+1", "/c/d/e"] {
        assert_eq!(of(pointer), None, "{pointer}");
    }
    let entry = pointer::resolve_entry(&root, "/c/d").map(|it| text[it.range()].to_owned());
    assert_eq!(entry.as_deref(), Some("\"d\":"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_json_reads_as_serde_reads_it(text in documents::json()) {
        let tree = parse(&text, Format::Json);
        prop_assert_eq!(tree.errors(), &[]);
        let wanted: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
        prop_assert_eq!(tree.root().value().map(|it| it.to_json()), Some(wanted));
    }

    #[test]
    fn every_string_decodes_as_serde_decodes_it(text in any::<String>()) {
        let written = json!(text).to_string();
        let tree = parse(&written, Format::Json);
        prop_assert_eq!(tree.errors(), &[]);
        prop_assert_eq!(scalar(&written).text(), text);
    }

    #[test]
    fn pointers_and_nodes_go_both_ways(text in documents::json()) {
        let root = parse(&text, Format::Json).root();
        for node in root.syntax().descendants() {
            if let Some(value) = Value::cast(node.clone()) {
                prop_assert_eq!(pointer::resolve(&root, &pointer::of(&node)), Some(value));
            }
            if node.kind() == SyntaxKind::ENTRY {
                let entry = pointer::resolve_entry(&root, &pointer::of(&node));
                prop_assert_eq!(entry.map(|it| it.syntax().clone()), Some(node));
            }
        }
    }
}
