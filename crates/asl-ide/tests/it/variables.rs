//! Variables across machines, languages and notations: where they are made, read and renamed.

use asl_ide::{
    Format, HighlightKind, document_highlight, document_symbols, goto_definition, references,
    rename,
};
use asl_testing::fixture::annotate;
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of};

/// Two branches with variables of the same name, a distributed Map, a rule and a catcher.
const JSON: &str = r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Assign": { "total.$": "$.a" }, "Next": "Both" }],
      "Assign": { "total": 0 }, "Default": "Both" },
    "Both": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "L", "States": { "L": { "Type": "Pass", "Assign": { "own.$": "$total" }, "Next": "L2" },
          "L2": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $own + $total %}", "End": true } } },
        { "StartAt": "R", "States": { "R": { "Type": "Pass", "Assign": { "own": 2, "other": 3 }, "Next": "R2" },
          "R2": { "Type": "Wait", "SecondsPath": "$own", "End": true } } }
      ],
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "why.$": "$.Cause" }, "Next": "Each" }],
      "Next": "Each"
    },
    "Each": {
      "Type": "Map",
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "I", "States": { "I": { "Type": "Pass", "Assign": { "total": 5 }, "Next": "I2" },
        "I2": { "Type": "Pass", "InputPath": "$total", "End": true } } },
      "Next": "End"
    },
    "End": { "Type": "Pass", "Parameters": { "x.$": "States.Array($total, $why)" }, "End": true }
  }
}
"#;

const YAML: &str = r#"
QueryLanguage: JSONata
StartAt: Begin
States:
  Begin:
    Type: Choice
    Choices:
      - Condition: '{% $states.input.a %}'
        Assign: {"total": '{% $states.input.a %}'}
        Next: Both
    Assign:
      'total': 0
    Default: Both
  Both:
    Type: Parallel
    Branches:
      - StartAt: L
        States:
          L: {Type: Pass, Assign: {own: '{% $total %}'}, Next: L2}
          L2:
            Type: Pass
            Output: |-
              {% $own
                + $total %}
            End: true
      - StartAt: R
        States:
          R:
            Type: Pass
            Assign:
              own: 2
            Next: R2
          R2: {Type: Wait, Seconds: "{% $own %}", End: true}
    End: true
"#;

fn at(text: &str, before: &str, name: &str) -> Setup {
    let start = text.find(before).unwrap_or_default() + before.find(name).unwrap_or_default();
    let marked = [&text[..=start], "$0", &text[start + 1..]].concat();
    Setup::new(&marked, format_of(&marked))
}

fn mark(setup: &Setup, expected: &Expect) {
    let highlights = document_highlight(&setup.analysis, setup.position());
    let found = references(&setup.analysis, setup.position(), true).unwrap_or_default();
    let ranges: Vec<_> = highlights.iter().map(|it| it.range).collect();
    assert_eq!(found.iter().map(|it| it.range).collect::<Vec<_>>(), ranges);
    let definition = goto_definition(&setup.analysis, setup.position());
    let targets: Vec<_> = definition
        .into_iter()
        .flat_map(|it| it.info)
        .map(|it| it.focus_range)
        .collect();
    let writes = highlights
        .iter()
        .filter(|it| it.kind == HighlightKind::Write);
    assert_eq!(targets, writes.map(|it| it.range).collect::<Vec<_>>());
    let kind = |it: HighlightKind| {
        if it == HighlightKind::Write {
            "write"
        } else {
            "read"
        }
    };
    let marks: Vec<_> = highlights
        .iter()
        .map(|it| (it.range, kind(it.kind)))
        .collect();
    expected.assert_eq(&annotate(&setup.text, &marks));
}

#[test]
fn a_variable_belongs_to_its_machine() {
    mark(
        &at(JSON, "$total\" }, \"Next\": \"L2\"", "total"),
        &expect![[r#"
            4   |     "Begin": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Assign": { "total.$": "$.a" }, "Next": "Both" }],
                |                                                                                                   ^^^^^ write
            5   |       "Assign": { "total": 0 }, "Default": "Both" },
                |                    ^^^^^ write
            9   |         { "StartAt": "L", "States": { "L": { "Type": "Pass", "Assign": { "own.$": "$total" }, "Next": "L2" },
                |                                                                                     ^^^^^ read
            10  |           "L2": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $own + $total %}", "End": true } } },
                |                                                                                     ^^^^^ read
            24  |     "End": { "Type": "Pass", "Parameters": { "x.$": "States.Array($total, $why)" }, "End": true }
                |                                                                    ^^^^^ read
        "#]],
    );
    mark(
        &at(JSON, "{% $own", "own"),
        &expect![[r#"
        9   |         { "StartAt": "L", "States": { "L": { "Type": "Pass", "Assign": { "own.$": "$total" }, "Next": "L2" },
            |                                                                           ^^^ write
        10  |           "L2": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $own + $total %}", "End": true } } },
            |                                                                              ^^^ read
    "#]],
    );
    mark(
        &at(JSON, "\"$own\"", "own"),
        &expect![[r#"
        11  |         { "StartAt": "R", "States": { "R": { "Type": "Pass", "Assign": { "own": 2, "other": 3 }, "Next": "R2" },
            |                                                                           ^^^ write
        12  |           "R2": { "Type": "Wait", "SecondsPath": "$own", "End": true } } }
            |                                                    ^^^ read
    "#]],
    );
    mark(
        &at(JSON, "\"InputPath\": \"$total", "total"),
        &expect![[r#"
            20  |         "StartAt": "I", "States": { "I": { "Type": "Pass", "Assign": { "total": 5 }, "Next": "I2" },
                |                                                                         ^^^^^ write
            21  |         "I2": { "Type": "Pass", "InputPath": "$total", "End": true } } },
                |                                                ^^^^^ read
        "#]],
    );
    mark(
        &at(JSON, "\"why.$\"", "why"),
        &expect![[r#"
        14  |       "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "why.$": "$.Cause" }, "Next": "Each" }],
            |                                                               ^^^ write
        24  |     "End": { "Type": "Pass", "Parameters": { "x.$": "States.Array($total, $why)" }, "End": true }
            |                                                                            ^^^ read
    "#]],
    );
    mark(
        &at(YAML, "+ $total", "total"),
        &expect![[r#"
        8   |         Assign: {"total": '{% $states.input.a %}'}
            |                   ^^^^^ write
        11  |       'total': 0
            |        ^^^^^ write
        18  |           L: {Type: Pass, Assign: {own: '{% $total %}'}, Next: L2}
            |                                              ^^^^^ read
        23  |                 + $total %}
            |                    ^^^^^ read
    "#]],
    );
    mark(
        &at(YAML, "own: 2", "own"),
        &expect![[r#"
        30  |               own: 2
            |               ^^^ write
        32  |           R2: {Type: Wait, Seconds: "{% $own %}", End: true}
            |                                          ^^^ read
    "#]],
    );
}

fn renamed(setup: &Setup, name: &str) -> String {
    match rename(&setup.analysis, setup.position(), name) {
        Err(refused) => format!("refused: {refused}\n"),
        Ok(change) => {
            let edits: Vec<_> = change.edits.into_iter().flat_map(|it| it.1).collect();
            let after = setup.apply(&edits);
            let lines = after
                .lines()
                .zip(setup.text.lines())
                .filter(|(a, b)| a != b);
            lines.map(|it| ["| ", it.0.trim(), "\n"].concat()).collect()
        }
    }
}

#[test]
fn names_collide_only_where_they_can_be_seen() {
    let left = || at(JSON, "{% $own", "own");
    // The other branch's variable is another one.
    expect![[r#"
        | { "StartAt": "L", "States": { "L": { "Type": "Pass", "Assign": { "other.$": "$total" }, "Next": "L2" },
        | "L2": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $other + $total %}", "End": true } } },
    "#]].assert_eq(&renamed(&left(), "other"));
    // Those of the machine around can be seen.
    expect![[r#"
        refused: There is a variable $total already
    "#]]
    .assert_eq(&renamed(&left(), "total"));
    expect![[r#"
        refused: There is a variable $why already
    "#]]
    .assert_eq(&renamed(&left(), "why"));
    // A machine inside that has the name could no longer assign it.
    let outer = || at(JSON, "\"why.$\"", "why");
    expect![[r#"
        refused: There is a variable $own already
    "#]]
    .assert_eq(&renamed(&outer(), "own"));
    // The children of a distributed Map have names of their own.
    let child = at(JSON, "\"InputPath\": \"$total", "total");
    expect![[r#"
        | "StartAt": "I", "States": { "I": { "Type": "Pass", "Assign": { "why": 5 }, "Next": "I2" },
        | "I2": { "Type": "Pass", "InputPath": "$why", "End": true } } },
    "#]]
    .assert_eq(&renamed(&child, "why"));
}

#[test]
fn what_is_read_without_being_assigned_is_not_caught() {
    let text = JSON.replace("\"$own\"", "\"$lost\"");
    let setup = at(&text, "\"why.$\"", "why");
    expect![[r#"
        refused: There is a variable $lost already
    "#]]
    .assert_eq(&renamed(&setup, "lost"));
    let left = at(&text, "{% $own", "own");
    expect![[r#"
        | { "StartAt": "L", "States": { "L": { "Type": "Pass", "Assign": { "lost.$": "$total" }, "Next": "L2" },
        | "L2": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $lost + $total %}", "End": true } } },
    "#]].assert_eq(&renamed(&left, "lost"));
}

#[test]
fn keys_keep_their_quotes() {
    expect![[r#"
        | Assign: {"sum_2": '{% $states.input.a %}'}
        | 'sum_2': 0
        | L: {Type: Pass, Assign: {own: '{% $sum_2 %}'}, Next: L2}
        | + $sum_2 %}
    "#]]
    .assert_eq(&renamed(&at(YAML, "+ $total", "total"), "sum_2"));
    expect![[r#"
        | Assign: {"no": '{% $states.input.a %}'}
        | 'no': 0
        | L: {Type: Pass, Assign: {own: '{% $no %}'}, Next: L2}
        | + $no %}
    "#]]
    .assert_eq(&renamed(&at(YAML, "+ $total", "total"), "no"));
    expect![[r#"
        | L: {Type: Pass, Assign: {"no": '{% $total %}'}, Next: L2}
        | {% $no
    "#]]
    .assert_eq(&renamed(&at(YAML, "own: '", "own"), "no"));
}

#[test]
fn a_variable_of_an_expression_may_be_called_like_one_that_it_does_not_read() {
    let text = JSON.replace("$own + $total", "($x := $own; $x)");
    expect![[r#"
        | "L2": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% ($total := $own; $total) %}", "End": true } } },
    "#]].assert_eq(&renamed(&at(&text, "($x", "x"), "total"));
    expect![[r#"
        refused: There is a variable $own already
    "#]]
    .assert_eq(&renamed(&at(&text, "($x", "x"), "own"));
}

fn outline(text: &str, format: Format) -> String {
    fn draw(symbols: &[asl_ide::DocumentSymbol], depth: usize, text: &str, drawn: &mut String) {
        for it in symbols {
            let detail = it.detail.as_deref().unwrap_or("-");
            let line = format!(
                "{:1$}{2} ({detail}) at {3}\n",
                "",
                depth * 2,
                it.name,
                &text[it.selection_range]
            );
            drawn.push_str(&line);
            draw(&it.children, depth + 1, text, drawn);
        }
    }
    let setup = Setup::new(text, format);
    let mut drawn = String::new();
    draw(
        &document_symbols(&setup.analysis, setup.file),
        0,
        &setup.text,
        &mut drawn,
    );
    drawn
}

#[test]
fn the_outline_has_the_assigned_variables() {
    expect![[r#"
        Begin (Choice) at Begin
          $total (assigned by choice 1) at total
          $total (assigned) at total
        Both (Parallel) at Both
          $why (assigned by catcher 1) at why
          Branch 1 (starts at L) at L
            L (Pass) at L
              $own (assigned) at own
            L2 (Pass) at L2
          Branch 2 (starts at R) at R
            R (Pass) at R
              $own (assigned) at own
              $other (assigned) at other
            R2 (Wait) at R2
        Each (Map) at Each
          ItemProcessor (starts at I) at I
            I (Pass) at I
              $total (assigned) at total
            I2 (Pass) at I2
        End (Pass) at End
    "#]]
    .assert_eq(&outline(JSON, Format::Json));
    expect![[r#"
        Begin (Choice) at Begin
          $total (assigned by choice 1) at total
          $total (assigned) at total
        Both (Parallel) at Both
          Branch 1 (starts at L) at L
            L (Pass) at L
              $own (assigned) at own
            L2 (Pass) at L2
          Branch 2 (starts at R) at R
            R (Pass) at R
              $own (assigned) at own
            R2 (Wait) at R2
    "#]]
    .assert_eq(&outline(YAML, Format::Yaml));
}
