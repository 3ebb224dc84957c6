//! JSON as YAML and YAML as JSON: the same data, judged by our own reader and by another.

use asl_ide::{Analysis, Document, Format, FormatConfig, convert_notation};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value, json};

use crate::equal::value;

/// The text in the other notation, with notes and refusals.
fn convert(text: &str, format: Format, indent: usize) -> String {
    let (analysis, file) = Analysis::single(Document::new(text, format));
    match convert_notation(&analysis, file, &FormatConfig { indent }) {
        Ok(conversion) => {
            let notes = conversion
                .notes
                .iter()
                .map(|it| format!("note: {}\n", it.text));
            conversion.text(text) + &notes.collect::<String>()
        }
        Err(refused) => {
            let refused = refused
                .iter()
                .map(|it| format!("refused: {} {:?}\n", it.reason, &text[it.range]));
            refused.collect()
        }
    }
}

fn check(text: &str, format: Format, expect: &Expect) {
    expect.assert_eq(&convert(text, format, 2));
}

#[test]
fn blocks_with_quotes_only_where_they_are_needed() {
    check(
        r#"{
  "Comment": "He said: \"it's\"",
  "yes": "on", "null": "~", "1e3": "0123", "": "",
  "dates": ["2026-01-31", "12:30", "1_000", "0x1F", ".5", "-", "- a", "a: b", "a #b", "a:", " a", "!a", "&a", "*a", "@a", "`a`", "%a", "?", "=", "<<"],
  "plain": ["States.ALL", "$.order.id", "arn:aws:states:::lambda:invoke", "$$.Task.Token", "a-b", "it's", "é"],
  "values": [null, true, 1, 1.5, -0.0, 1e300, 12345678901234567890],
  "empty": {}, "none": [],
  "nested": [[1, [2]], {"a": {"b": []}, "c": 1}],
  "expression": "{% $states.input.name = 'x' %}",
  "tab": "a\tb", "bell": "\u0007\u2028\ufeff",
  "place": "${Table}", "inside": "${Table}-x"
}"#,
        Format::Json,
        &expect![[r#"
            Comment: |-
              He said: "it's"
            "yes": "on"
            "null": "~"
            "1e3": "0123"
            "": ""
            dates:
              - "2026-01-31"
              - "12:30"
              - "1_000"
              - "0x1F"
              - ".5"
              - "-"
              - "- a"
              - "a: b"
              - "a #b"
              - "a:"
              - " a"
              - "!a"
              - "&a"
              - "*a"
              - "@a"
              - "`a`"
              - "%a"
              - "?"
              - "="
              - "<<"
            plain:
              - States.ALL
              - $.order.id
              - arn:aws:states:::lambda:invoke
              - $$.Task.Token
              - a-b
              - it's
              - é
            values:
              - null
              - true
              - 1
              - 1.5
              - -0.0
              - 1.0e+300
              - 12345678901234567890
            empty: {}
            none: []
            nested:
              - - 1
                - - 2
              - a:
                  b: []
                c: 1
            expression: "{% $states.input.name = 'x' %}"
            tab: "a\tb"
            bell: "\u0007\u2028\uFEFF"
            place: "${Table}"
            inside: ${Table}-x
        "#]],
    );
}

#[test]
fn long_and_many_lines_are_blocks() {
    check(
        r#"{
  "lines": "a\n  b\n\nc", "ended": "a\nb\n", "open": "a\n\n", "blank": "\n", "indented": "  a\nb",
  "windows": "a\r\nb", "trailing": "a \nb",
  "expression": "{%\n  $a := 1;\n  $a + 1\n%}",
  "list": ["x\ny", {"deep": "x\ny\n"}],
  "long": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et  dolore magna aliqua: no",
  "unbroken": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  "quotes": "{% 'it' & \"s\" %}"
}"#,
        Format::Json,
        &expect![[r#"
            lines: |-
              a
                b

              c
            ended: |
              a
              b
            open: |+
              a

            blank: "\n"
            indented: "  a\nb"
            windows: "a\r\nb"
            trailing: |-
              a 
              b
            expression: |-
              {%
                $a := 1;
                $a + 1
              %}
            list:
              - |-
                x
                y
              - deep: |
                  x
                  y
            long: >-
              Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor
              incididunt ut labore et  dolore magna aliqua: no
            unbroken: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            quotes: |-
              {% 'it' & "s" %}
        "#]],
    );
}

#[test]
fn comments_of_json_are_kept() {
    check(
        "// first\n{\n  // of a\n  \"a\": 1, // behind a\n  \"b\": [\n    // of one\n    {\n      // inner\n      \"x\": 1 },\n    2\n    /* the\n     * end */\n  ]\n  // tail\n}\n// last\n",
        Format::Json,
        &expect![[r#"
            # first
            # of a
            a: 1
            # behind a
            b:
              # of one
              -
                # inner
                x: 1
              - 2
              # the
              # end
            # tail
            # last
        "#]],
    );
}

#[test]
fn placeholders_stay_without_quotes() {
    check(
        "{\"Seconds\": ${Wait}, \"Name\": \"${Wait}\"}",
        Format::Json,
        &expect![[r#"
            Seconds: ${Wait}
            Name: "${Wait}"
        "#]],
    );
    check(
        "Seconds: ${Wait}\nName: \"${Wait}\"\n",
        Format::Yaml,
        &expect![[r#"
            {
              "Seconds": ${Wait},
              "Name": "${Wait}"
            }
        "#]],
    );
}

#[test]
fn anchors_aliases_and_merge_keys_are_written_out() {
    check(
        "# a comment\na: &one {x: 1, y: 2}\nb: *one\nc:\n  <<: *one\n  x: 3\nd: [*one]\nyes: no\nlist:\n- 1\n- two\n",
        Format::Yaml,
        &expect![[r#"
            {
              "a": {
                "x": 1,
                "y": 2
              },
              "b": {
                "x": 1,
                "y": 2
              },
              "c": {
                "x": 3,
                "y": 2
              },
              "d": [
                {
                  "x": 1,
                  "y": 2
                }
              ],
              "yes": "no",
              "list": [1, "two"]
            }
            note: A comment was left out: JSON has none
        "#]],
    );
}

#[test]
fn what_json_cannot_hold_is_refused() {
    check(
        "a: !Sub \"${B}\"\n",
        Format::Yaml,
        &expect![[r#"
        refused: JSON has nothing like the tag !Sub "!Sub"
    "#]],
    );
    check(
        "a: 1\n---\nb: 1\n",
        Format::Yaml,
        &expect![[r#"
        refused: A JSON file holds one document "b: 1"
    "#]],
    );
    check(
        "{\"a\": }",
        Format::Json,
        &expect![[r#"
            refused: A value is missing after this colon ""
        "#]],
    );
    check(
        "",
        Format::Yaml,
        &expect![[r#"
        refused: There is nothing here ""
    "#]],
    );
}

/// What the other reader reads, plain scalars by YAML's core schema.
pub(crate) fn judged(text: &str) -> Value {
    let events = Parser::new_from_str(text).map(|it| it.expect("the other reader reads it").0);
    let mut events = events.filter(|it| {
        !matches!(
            it,
            Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd
                | Event::Nothing
        )
    });
    judged_value(&mut events).expect("there is a value")
}

fn judged_value<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Option<Value> {
    Some(match events.next()? {
        Event::Scalar(text, ScalarStyle::Plain, ..) => match &*text {
            "null" | "~" | "" => Value::Null,
            "true" => json!(true),
            "false" => json!(false),
            text => serde_json::from_str(&text.replace("e+", "e")).unwrap_or_else(|_| json!(text)),
        },
        Event::Scalar(text, ..) => json!(text),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            while let Some(item) = judged_value(events) {
                items.push(item);
            }
            Value::Array(items)
        }
        Event::MappingStart(..) => {
            let mut members = Map::new();
            while let Some(key) = judged_value(events) {
                let key = key.as_str().expect("a name is a text").to_owned();
                members.insert(key, judged_value(events)?);
            }
            Value::Object(members)
        }
        _ => return None,
    })
}

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        " ", "  ", "\n", "\n\n", "\t", "a", "word", "#", ": ", ":", "- ", "-", "'", "\"", "\\",
        "{%", "%}", "${A}", "$", "&", "*", "!", "|", ">", "%", "@", "`", "[", "]", "{", "}", ",",
        "?", "yes", "null", "~", "1", "0", ".", "e", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{7}",
        "\u{feff}", "é", "😀", "---", "...", "=", "<<", "\u{a0}",
    ]);
    prop_oneof![
        4 => prop::collection::vec(pieces, 0..8).prop_map(|it| it.concat()),
        1 => any::<String>(),
        1 => prop::collection::vec("[a-z ]{1,12}", 5..30).prop_map(|it| it.join(" ")),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |it| it.is_finite())
            .prop_map(Value::from),
    ];
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        2 => number,
        5 => text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..5)
                .prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

/// The same value with the same order of names.
fn same(one: &Value, two: &Value) -> bool {
    let texts = [one, two].map(ToString::to_string);
    texts[0] == texts[1]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn yaml_means_what_json_meant(it in any_value(), indent in 1usize..5) {
        let text = it.to_string();
        let yaml = convert(&text, Format::Json, indent);
        let read = value(&yaml, Format::Yaml);
        prop_assert!(same(&read, &it), "{yaml}\n{read}\n{it}");
        let judged = judged(&yaml);
        prop_assert!(same(&judged, &it), "judge: {yaml}\n{judged}\n{it}");
        let back = convert(&yaml, Format::Yaml, indent);
        prop_assert!(same(&value(&back, Format::Json), &it), "{yaml}\n{back}");
    }
}

#[test]
fn definitions_mean_the_same_in_the_other_notation() {
    let own = asl_testing::binary::repository().join("tests/corpus");
    let mut files = asl_testing::outside::files(&own, &[".asl.json", ".asl.yaml"]);
    files.extend(asl_testing::outside::shared_files(
        "corpus",
        &[".asl.json", ".asl.yaml"],
    ));
    let mut count = 0;
    for (path, text) in files {
        let name = path.to_string_lossy();
        let format = if name.ends_with("json") {
            Format::Json
        } else {
            Format::Yaml
        };
        let parse = asl_syntax::parse(&text, format);
        let broken = parse.errors().iter().any(|it| !it.kind.is_harmless());
        let merges = text.contains("<<:");
        if broken || merges || parse.root().value().is_none() {
            continue;
        }
        let other = convert(&text, format, 2);
        if other.starts_with("refused") {
            assert!(text.contains('!'), "{name}: {other}");
            continue;
        }
        let other = other.split("note: ").next().unwrap_or_default();
        let (before, kind) = (
            value(&text, format),
            if format == Format::Json {
                Format::Yaml
            } else {
                Format::Json
            },
        );
        assert!(same(&before, &value(other, kind)), "{name}\n{other}");
        if kind == Format::Yaml {
            assert!(
                text.contains("${") || same(&before, &judged(other)),
                "{name}"
            );
        }
        count += 1;
    }
    assert!(count >= 9, "{count}");
}
