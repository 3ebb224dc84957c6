//! Expressions in a state's strings, and what the variables in them mean.

use std::fmt::Write as _;

use asl_model::{Code, Model};
use asl_syntax::{Format, parse};
use expect_test::{Expect, expect};

const ORDERS: &str = r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": {"Type": "Pass", "Assign": {"limit": 3, "seen.$": "$.id"}, "Next": "Big?"},
    "Big?": {"Type": "Choice", "Choices": [
      {"Variable": "$.n", "NumericGreaterThanPath": "$limit", "Assign": {"big": true}, "Next": "Each"}
    ], "Default": "Small"},
    "Small": {"Type": "Pass", "Parameters": {"at.$": "States.Format('{} {}', $seen.a, $$.State.Name)"}, "Next": "Each"},
    "Each": {"Type": "Map", "QueryLanguage": "JSONata", "Items": "{% $states.input.items %}",
      "ItemProcessor": {"StartAt": "One", "States": {
        "One": {"Type": "Pass", "QueryLanguage": "JSONata", "Assign": {"own": "{% $limit + $big %}"},
          "Output": "{% ($x := $own; $sum([$x, $none])) %}", "End": true}
      }},
      "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"why": "{% $states.errorOutput %}"}, "Next": "Tell"}],
      "Next": "Done"},
    "Tell": {"Type": "Pass", "OutputPath": "$why.Cause", "Next": "Done"},
    "Done": {"Type": "Wait", "SecondsPath": "$why.n", "End": true}
  }
}
"#;

fn model(text: &str, format: Format) -> Model {
    Model::lower(&parse(text, format), None)
}

fn check_expressions(text: &str, format: Format, expected: &Expect) {
    let model = model(text, format);
    let mut page = String::new();
    for state in model.states() {
        for it in state.expressions() {
            let range = state.to_document(it.range());
            let code = match it.code() {
                Code::Path(_) => "path",
                Code::Intrinsic(_) => "call",
                Code::Jsonata(_) => "jsonata",
            };
            let index = it.index.map(|it| format!("[{it}]")).unwrap_or_default();
            let assigns = it.assigns.as_deref().unwrap_or_default();
            let _ = writeln!(
                page,
                "{} {:?}{index}.{} {assigns} {code} {:?}",
                state.name(),
                it.place,
                it.field,
                &text[range]
            );
        }
    }
    expected.assert_eq(&page);
}

fn check_variables(text: &str, expected: &Expect) {
    let model = model(text, Format::Json);
    let variables = model.variables();
    let mut page = String::new();
    for it in variables.names() {
        assert_eq!(&text[it.range], it.name);
        let role = it.set_by.map_or("read".to_owned(), |by| format!("{by:?}"));
        let scope = it
            .scope
            .map(|it| format!("in #{}", model.machine_pointer(it)));
        let _ = writeln!(
            page,
            "{} ${} {role} {} {:?}",
            model.state(it.state).name(),
            it.name,
            scope.unwrap_or("nowhere".to_owned()),
            variables.certainty(it.state, &it.name),
        );
    }
    expected.assert_eq(&page);
}

#[test]
fn expressions_in_json() {
    check_expressions(
        ORDERS,
        Format::Json,
        &expect![[r#"
        Begin State(Pass).Assign seen path "$.id"
        Big? ChoiceRule[0].Variable  path "$.n"
        Big? ChoiceRule[0].NumericGreaterThanPath  path "$limit"
        Small State(Pass).Parameters  call "States.Format('{} {}', $seen.a, $$.State.Name)"
        Each State(Map).Items  jsonata " $states.input.items "
        Each Catcher[0].Assign why jsonata " $states.errorOutput "
        Tell State(Pass).OutputPath  path "$why.Cause"
        Done State(Wait).SecondsPath  path "$why.n"
        One State(Pass).Assign own jsonata " $limit + $big "
        One State(Pass).Output  jsonata " ($x := $own; $sum([$x, $none])) "
    "#]],
    );
}

#[test]
fn expressions_in_yaml_scalars_of_all_styles() {
    let text = "\
StartAt: A
QueryLanguage: JSONata
States:
  A:
    Type: Pass
    Output:
      plain: '{% $a %}'
      block: |-
        {% $b +
          $c %}
      folded: >-
        {% $d +
        $e %}
      half: '{% $f'
      text: no {% $g %}
    End: true
";
    check_expressions(
        text,
        Format::Yaml,
        &expect![[r#"
        A State(Pass).Output  jsonata " $a "
        A State(Pass).Output  jsonata " $b +\n          $c "
        A State(Pass).Output  jsonata " $d +\n        $e "
        A State(Pass).Output  jsonata " $f"
    "#]],
    );
}

#[test]
fn variables_have_scopes_and_certainty() {
    check_variables(
        ORDERS,
        &expect![[r#"
        Begin $limit State in # Never
        Begin $seen State in # Never
        Big? $limit read in # Always
        Big? $big Rule(0) in # Never
        Small $seen read in # Always
        One $own State in #/States/Each/ItemProcessor Never
        One $limit read in # Always
        One $big read in # Sometimes
        One $own read in #/States/Each/ItemProcessor Never
        One $none read nowhere Never
        Each $why Catcher(0) in # Never
        Tell $why read in # Always
        Done $why read in # Sometimes
    "#]],
    );
}

#[test]
fn the_children_of_a_distributed_map_see_nothing_from_outside() {
    let text = r#"{"StartAt": "A", "States": {
        "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "M"},
        "M": {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"},
          "StartAt": "B", "States": {"B": {"Type": "Pass", "InputPath": "$x", "End": true}}}, "Next": "P"},
        "P": {"Type": "Parallel", "Branches": [
          {"StartAt": "C", "States": {"C": {"Type": "Pass", "Assign": {"x": 2, "y": 1}, "End": true}}},
          {"StartAt": "D", "States": {"D": {"Type": "Pass", "InputPath": "$y", "End": true}}}], "End": true}
    }}"#;
    check_variables(
        text,
        &expect![[r#"
        A $x State in # Never
        B $x read nowhere Never
        C $x State in # Always
        C $y State in #/States/P/Branches/0 Never
        D $y read nowhere Never
    "#]],
    );
    let model = model(text, Format::Json);
    let shadowing: Vec<_> = model.variables().shadowing(&model).collect();
    assert_eq!(shadowing.len(), 1);
    assert_eq!(model.state(shadowing[0].state).name(), "C");
}

#[test]
fn the_same_variable_everywhere() {
    let model = model(ORDERS, Format::Json);
    let variables = model.variables();
    let at = ORDERS.find("$limit\"").unwrap_or_default();
    let name = variables.at((at as u32).into()).expect("a variable");
    assert_eq!(variables.same(name).count(), 3);
    let own = model.states_named("One")[0];
    let seen: Vec<_> = variables
        .visible(&model, own)
        .into_iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(seen, ["limit", "seen", "big"]);
}

#[test]
fn what_is_kept_between_versions_is_what_a_fresh_look_finds() {
    let edits = [
        ("\"$limit\"", "\"$limits\""),
        ("\"limit\": 3", "\"limits\": 3"),
        ("\"big\": true", "\"bigger\": true"),
        ("\"Assign\": {\"own\"", "\"Assign\": {\"limit\""),
        ("\"why\": \"{% $states.errorOutput %}\"", "\"why\": 1"),
        ("\"Assign\": {\"why\"", "\"Output\": {\"why\""),
        (
            "\"ItemProcessor\": {",
            "\"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\"}, ",
        ),
        ("\"Default\": \"Small\"", "\"Default\": \"Each\""),
    ];
    for (from, to) in edits {
        let before = model(ORDERS, Format::Json);
        assert!(!before.variables().names().is_empty());
        let text = ORDERS.replacen(from, to, 1);
        assert_ne!(text, ORDERS, "{from}");
        let after = Model::lower(&parse(&text, Format::Json), Some(&before));
        let fresh = model(&text, Format::Json);
        assert_eq!(seen(&after), seen(&fresh), "{to}");
    }
}

/// Every name with its scope, and what is known of it in every state.
fn seen(model: &Model) -> String {
    let variables = model.variables();
    let mut page = format!("{:#?}\n", variables.names());
    for state in model.states() {
        for name in variables.names() {
            let known = variables.certainty(state.id(), &name.name);
            let _ = writeln!(page, "{} {} {known:?}", state.name(), name.name);
        }
    }
    page
}
