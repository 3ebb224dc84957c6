//! Texts before and after formatting.

use asl_ide::{Format, FormatConfig, format_range, format_text};
use asl_syntax::parse;
use asl_testing::{fixture::Fixture, generate};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::support::{Setup, format_of};

fn check(text: &str, expect: &Expect) {
    let config = FormatConfig::default();
    let once = format_text(text, format_of(text), &config);
    expect.assert_eq(&once);
    assert_eq!(
        format_text(&once, format_of(text), &config),
        once,
        "formatting again changes nothing"
    );
}

#[test]
fn a_field_per_line_and_short_lists_on_one() {
    check(
        r#"{"StartAt":"A","States":{"A":{"Type":"Task",   "Retry":[{"ErrorEquals":["States.ALL","B"]}],"Parameters":{},
"Catch":[ ]}}}"#,
        &expect![[r#"
            {
              "StartAt": "A",
              "States": {
                "A": {
                  "Type": "Task",
                  "Retry": [
                    {
                      "ErrorEquals": ["States.ALL", "B"]
                    }
                  ],
                  "Parameters": {},
                  "Catch": []
                }
              }
            }
        "#]],
    );
}

#[test]
fn long_lists_go_over_several_lines() {
    let name = "\"SomeQuiteLongErrorName\"";
    check(
        &format!("{{\"ErrorEquals\": [{name}, {name}, {name}]}}"),
        &expect![[r#"
            {
              "ErrorEquals": [
                "SomeQuiteLongErrorName",
                "SomeQuiteLongErrorName",
                "SomeQuiteLongErrorName"
              ]
            }
        "#]],
    );
}

#[test]
fn comments_placeholders_and_blank_lines_stay() {
    check(
        r#"// first
{ // about it
  "StartAt": "A",


  /* before */ "States": ${States}, // behind
  // at the end
}
"#,
        &expect![[r#"
            // first
            { // about it
              "StartAt": "A",

              /* before */ "States": ${States}, // behind
              // at the end
            }
        "#]],
    );
}

#[test]
fn what_is_broken_stays_as_it_is() {
    check(
        r#"{"StartAt":"A","States":{"A":{"Type":   "Pass" "End":true},"B":{"Type":"Pass"}}}"#,
        &expect![[r#"
            {
              "StartAt": "A",
              "States": {
                "A": {"Type":   "Pass" "End":true},
                "B": {
                  "Type": "Pass"
                }
              }
            }
        "#]],
    );
    check(
        r#"{"StartAt":   "A","States":{"#,
        &expect![[r#"{"StartAt":   "A","States":{"#]],
    );
}

#[test]
fn windows_line_ends_stay() {
    let text = "{\"a\":1,\r\n\"b\":2}\r\n";
    let formatted = format_text(text, Format::Json, &FormatConfig::default());
    assert_eq!(formatted, "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n");
}

#[test]
fn yaml_loses_only_blanks_that_mean_nothing() {
    check(
        "StartAt:   A  \nStates:\n  A:  # first\n    Comment: |\n      kept  \n      lines\n    Type: 'Pass'   \n\n\n",
        &expect![[r#"
            StartAt: A
            States:
              A:  # first
                Comment: |
                  kept  
                  lines
                Type: 'Pass'
        "#]],
    );
}

#[test]
fn yaml_levels_get_their_columns() {
    check(
        r#"
StartAt: A
States:
    # the first
    A:
        Type: Task
        Comment: |
              two
                lines
        Parameters: {a: 1,
               b: 2}
        Retry:
        -   ErrorEquals:
                - States.ALL
            MaxAttempts: 2
        # behind
    B:
      Type: Pass
      Comment: "goes
        on"
"#,
        &expect![[r#"

            StartAt: A
            States:
              # the first
              A:
                Type: Task
                Comment: |
                      two
                        lines
                Parameters: {a: 1,
                       b: 2}
                Retry:
                - ErrorEquals:
                    - States.ALL
                  MaxAttempts: 2
                # behind
              B:
                Type: Pass
                Comment: "goes
                  on"
        "#]],
    );
}

#[test]
fn yaml_on_the_grid_stays() {
    let text = generate::yaml(10_000);
    assert_eq!(
        format_text(&text, Format::Yaml, &FormatConfig::default()),
        text
    );
}

#[test]
fn yaml_goes_to_any_grid_and_back() {
    let text = generate::yaml(10_000);
    let wide = format_text(&text, Format::Yaml, &FormatConfig { indent: 4 });
    assert_ne!(wide, text);
    assert_eq!(
        format_text(&wide, Format::Yaml, &FormatConfig::default()),
        text
    );
}

#[test]
fn a_range_changes_only_what_it_touches() {
    let marked = "{\"a\":1,\n$0\"b\":2,$0\n\"c\":3}";
    let setup = Setup::new(marked, Format::Json);
    let edits = format_range(&setup.analysis, setup.range(), &FormatConfig::default());
    expect![[r#"
        {"a":1,
          "b": 2,
          "c":3}"#]]
    .assert_eq(&setup.apply(&edits));
    assert_eq!(Fixture::parse(marked).text, setup.text);
}

#[test]
fn a_range_of_yaml_keeps_its_columns() {
    let setup = Setup::new("a:\n$0    b:  1  \n$0    c:  2\n", Format::Yaml);
    let edits = format_range(&setup.analysis, setup.range(), &FormatConfig::default());
    assert_eq!(setup.apply(&edits), "a:\n    b: 1\n    c:  2\n");
}

#[test]
fn a_generated_definition_keeps_its_meaning() {
    for format in [Format::Json, Format::Yaml] {
        let text = if format == Format::Json {
            generate::json(20_000)
        } else {
            generate::yaml(20_000)
        };
        let formatted = format_text(&text, format, &FormatConfig::default());
        let json = |it: &str| parse(it, format).root().value().map(|it| it.to_json());
        assert_eq!(json(&formatted), json(&text));
    }
}

/// Any JSON, written with any blanks.
fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<i32>().prop_map(|it| it.to_string()),
        "[a-z {}:,]{0,6}".prop_map(|it| format!("\"{it}\"")),
    ];
    let blank = || {
        prop_oneof![
            Just(""),
            Just(" "),
            Just("\n"),
            Just("\n\n\n  "),
            Just(" // c\n"),
            Just("/* d */")
        ]
    };
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..5), blank(), blank()).prop_map(
                |(items, a, b)| { format!("[{a}{}{b}]", items.join(&format!("{b},{a}"))) }
            ),
            (prop::collection::vec(inner, 0..5), blank(), blank()).prop_map(|(items, a, b)| {
                let entries = items
                    .iter()
                    .enumerate()
                    .map(|(index, it)| format!("\"k{index}\"{b}:{a}{it}"));
                format!(
                    "{{{a}{}{b}}}",
                    entries.collect::<Vec<_>>().join(&format!("{a},{b}"))
                )
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn formatting_keeps_the_meaning_and_the_comments_and_settles_at_once(text in any_json()) {
        let config = FormatConfig::default();
        let formatted = format_text(&text, Format::Json, &config);
        let json = |it: &str| parse(it, Format::Json).root().value().map(|it| it.to_json());
        prop_assert_eq!(json(&formatted), json(&text));
        prop_assert_eq!(formatted.matches("// c").count(), text.matches("// c").count());
        prop_assert_eq!(formatted.matches("/* d */").count(), text.matches("/* d */").count());
        prop_assert_eq!(format_text(&formatted, Format::Json, &config), formatted);
    }
}
