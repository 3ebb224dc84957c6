//! Decoded scalars, the way back to their source, and what they stand for.

#![expect(clippy::panic, reason = "a test that finds no scalar has failed")]

use asl_syntax::ast::{Decoded, Scalar, Value};
use asl_syntax::{Format, TextRange, TextSize, parse};
use expect_test::{Expect, expect};

/// The value of the first entry.
fn scalar(text: &str) -> Scalar {
    let root = parse(text, Format::Yaml).root();
    let entry = root
        .value()
        .and_then(|it| it.as_mapping()?.entries().next());
    match entry.and_then(|it| it.value()) {
        Some(Value::Scalar(it)) => it,
        other => panic!("{other:?}"),
    }
}

/// Each decoded character with the source that it came from.
fn check(text: &str, expected: &Expect) {
    let Decoded { text: decoded, map } = scalar(text).decoded();
    let shown = decoded.char_indices().map(|(at, char)| {
        let range = TextRange::at(TextSize::new(at as u32), TextSize::of(char));
        format!("{char:?} {:?}\n", &text[map.to_source_range(range)])
    });
    let shown: Vec<String> = shown.collect();
    expected.assert_eq(&shown.concat());
}

#[test]
fn plain_lines_fold() {
    check(
        "a: b\n  c\n\n  d\n",
        &expect![[r#"
        'b' "b"
        ' ' "\n  "
        'c' "c"
        '\n' "\n  "
        'd' "d"
    "#]],
    );
}

#[test]
fn single_quotes() {
    check(
        "a: 'b''\n  c'\n",
        &expect![[r#"
        'b' "b"
        '\'' "''"
        ' ' "\n  "
        'c' "c"
    "#]],
    );
}

#[test]
fn double_quotes() {
    check(
        "a: \"b\\té\\u0041\\\n  c \\\n  \\ d\n\n  e\"\n",
        &expect![[r#"
            'b' "b"
            '\t' "\\t"
            'é' "é"
            'A' "\\u0041"
            'c' "c"
            ' ' " "
            ' ' "\\ "
            'd' "d"
            '\n' "\n  "
            'e' "e"
        "#]],
    );
}

#[test]
fn surrogate_pairs_and_unknown_escapes() {
    check(
        "a: \"\\ud83d\\ude00\\q\\ud83d\n  x\"\n",
        &expect![[r#"
        '😀' "\\ud83d\\ude00"
        '\\' "\\"
        'q' "q"
        '�' "\\ud83d"
        ' ' "\n  "
        'x' "x"
    "#]],
    );
}

#[test]
fn literal() {
    check(
        "a: |\n  b\n\n   c\r\n  d\n",
        &expect![[r#"
        'b' "b"
        '\n' "\n"
        '\n' "\n"
        ' ' " "
        'c' "c"
        '\n' "\r\n"
        'd' "d"
        '\n' ""
    "#]],
    );
}

#[test]
fn folded() {
    check(
        "a: >-\n  b\n  c\n\n  d\n   e\n  f\n\n",
        &expect![[r#"
        'b' "b"
        ' ' "\n"
        'c' "c"
        '\n' "\n"
        'd' "d"
        '\n' "\n"
        ' ' " "
        'e' "e"
        '\n' "\n"
        'f' "f"
    "#]],
    );
}

#[test]
fn keep() {
    check(
        "a: |+\n  b\n\n\n",
        &expect![[r#"
        'b' "b"
        '\n' "\n"
        '\n' "\n"
        '\n' ""
    "#]],
    );
}

#[test]
fn an_unclosed_string_has_what_is_there() {
    check(
        "a: \"b c\n",
        &expect![[r#"
        'b' "b"
        ' ' " "
        'c' "c"
    "#]],
    );
    check(
        "a: 'b''\n",
        &expect![[r#"
        'b' "b"
        '\'' "''"
    "#]],
    );
}

#[test]
fn every_decoded_offset_has_a_source_and_comes_back() {
    let texts = [
        "a: b\n  c\n\n  d\n",
        "a: \"b\\tc\\\n  d\n  e\"\n",
        "a: |+\n  b\n\n   c\n\n",
        "a: >\n  b\n  c\n\n  d\n",
        "a: 'b''c\n  d'\n",
    ];
    for text in texts {
        let Decoded { text: decoded, map } = scalar(text).decoded();
        let mut last = TextSize::new(0);
        for (at, _) in decoded.char_indices() {
            let at = TextSize::new(at as u32);
            let source = map.to_source(at);
            assert!(source >= last && source <= TextSize::of(text), "{text:?}");
            // The last line break of a block scalar stands behind the scalar.
            let back = map.to_decoded(source);
            assert!(
                back <= at || decoded[at.into()..] == *"\n",
                "{text:?} {at:?}"
            );
            last = source;
        }
    }
}

#[test]
fn plain_scalars_resolve_by_the_core_schema() {
    let text = "[~, null, Null, true, TRUE, yes, no, on, 0, -7, +7, 012, 0x1F, 0o17, 1.5, .5, 5., 1e3, -1E-2, .inf, \
                -.inf, .nan, 18446744073709551615, 1_000, 0x, 1e, ., --, 2026-01-02, 1:30, 'null', \"1\", \
                !!str 1, !Ref 2]\n";
    let value = parse(text, Format::Yaml)
        .root()
        .value()
        .map(|it| it.to_json());
    expect![[r#"[null,null,null,true,true,"yes","no","on",0,-7,7,12,31,15,1.5,0.5,5.0,1000.0,-0.01,".inf","-.inf",".nan",18446744073709551615,"1_000","0x","1e",".","--","2026-01-02","1:30","null","1","1",2]"#]].assert_eq(&value.map(|it| it.to_string()).unwrap_or_default());
}

#[test]
fn empty_and_tagged_values() {
    let json = |text: &str| {
        parse(text, Format::Yaml)
            .root()
            .value()
            .map(|it| it.to_json().to_string())
    };
    assert_eq!(
        json("a:\nb: !Empty\nc: ''\n").as_deref(),
        Some(r#"{"a":null,"b":null,"c":""}"#)
    );
    assert_eq!(
        json("a: ${A}\nb: ${A}-x\nc: x-${A}\n").as_deref(),
        Some(r#"{"a":"${A}","b":"${A}-x","c":"x-${A}"}"#)
    );
    assert_eq!(
        json("a: {b: ${C}, d: [${E}]}\n").as_deref(),
        Some(r#"{"a":{"b":"${C}","d":["${E}"]}}"#)
    );
}
