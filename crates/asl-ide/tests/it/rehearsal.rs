//! What expressions and rules are in an execution with an example.

mod life;

use std::sync::Arc;

use asl_ide::{Example, HoverConfig, Mocks, hover, hover_with};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::support::{Setup, format_of};

const ORDER: &str = r#"{
  "StartAt": "Check",
  "States": {
    "Check": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.order.total", "NumericGreaterThan": 100, "Next": "Approve" },
        { "And": [
            { "Variable": "$.order.paid", "IsPresent": true },
            { "Variable": "$.order.paid", "BooleanEquals": true } ], "Next": "Each" }
      ],
      "Default": "Refused"
    },
    "Approve": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "InputPath": "$.order",
      "Parameters": {
        "FunctionName": "approve",
        "Payload": {
          "text.$": "States.Format('{} for {}', $.total, States.ArrayGetItem($.names, 0))",
          "who.$": "$$.Execution.Input.order.names[1]",
          "wrong.$": "$.nowhere"
        }
      },
      "ResultSelector": { "code.$": "$.StatusCode" },
      "ResultPath": "$.approval",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Refused" }],
      "Next": "Each"
    },
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.order.names",
      "ItemSelector": { "name.$": "$$.Map.Item.Value", "of.$": "$.order.total" },
      "ItemProcessor": {
        "StartAt": "One",
        "States": {
          "One": { "Type": "Pass", "Assign": { "greeting.$": "$.name" }, "Next": "Two" },
          "Two": { "Type": "Pass", "Parameters": { "greeting.$": "$greeting" }, "End": true }
        }
      },
      "End": true
    },
    "Refused": { "Type": "Fail", "ErrorPath": "$.order.reason", "Cause": "Not wanted" }
  }
}"#;

const ORDER_YAML: &str = "
StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - Variable: $.order.total
        NumericGreaterThan: 100
        Next: Sum
    Default: Broken
  Broken:
    Type: Pass
    QueryLanguage: JSONata
    Output: '{% $nowhere %}'
    End: true
  Sum:
    Type: Pass
    QueryLanguage: JSONata
    Assign:
      names: '{% $states.input.order.names %}'
    Output: >-
      {% ($all := $states.input.order; {'n': $count($all.names), 's': $sum([$states.input.order.total, 1]),
      'long': $states.input.order.names[$length($) > 3]}) %}
    Next: Decide
  Decide:
    Type: Choice
    QueryLanguage: JSONata
    Choices:
      - Condition: '{% $states.input.n > 5 %}'
        Next: End
      - Condition: '{% $states.input.nothing %}'
        Next: End
    Default: End
  End:
    Type: Succeed
    # Where the execution never comes.
    QueryLanguage: JSONata
    Output: '{% $names %}'
";

fn example(input: Value) -> Example {
    Example {
        name: "order.input.json".to_owned(),
        input,
        ..Example::default()
    }
}

fn order() -> Example {
    example(json!({ "order": { "total": 120, "paid": false, "names": ["Ada", "Grace", "Joan"] } }))
}

fn mocked(answer: &Value) -> Example {
    Example {
        mocks: Some(Mocks {
            name: "order.mocks.json".to_owned(),
            config: json!({
                "StateMachines": { "order": { "TestCases": { "Approved": { "Approve": "Answer" } } } },
                "MockedResponses": { "Answer": { "0": answer } }
            }),
            state_machine: None,
            test_case: Some("Approved".to_owned()),
        }),
        ..order()
    }
}

fn with(example: Example) -> HoverConfig {
    HoverConfig {
        example: Some(Arc::new(example)),
        ..HoverConfig::default()
    }
}

/// What is said at the cursor behind the first `before` behind `behind`, without the page that needs no example.
fn said(text: &str, behind: &str, before: &str, config: &HoverConfig) -> String {
    let from = text.find(behind).map_or(0, |it| it + behind.len());
    let at = text[from..]
        .find(before)
        .map_or(0, |it| from + it + before.len());
    let marked = format!("{}$0{}", &text[..at], &text[at..]);
    let setup = Setup::new(&marked, format_of(&marked));
    let with = hover_with(&setup.analysis, setup.position(), config);
    let Some(with) = with else {
        return "nothing".to_owned();
    };
    let without = hover(&setup.analysis, setup.position()).map_or(String::new(), |it| it.info);
    let section = with
        .info
        .strip_prefix(&without)
        .map_or("another page", str::trim);
    format!("[{}] {section}", &setup.text[with.range])
}

fn check(places: &[(&str, &str)], text: &str, example: Example, expected: &Expect) {
    let config = with(example);
    let lines = places
        .iter()
        .map(|(behind, before)| format!("{before}: {}\n", said(text, behind, before, &config)));
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn paths_calls_and_rules() {
    let answer = json!({ "Return": { "StatusCode": 200 } });
    let places = [
        ("", "$.order.to"),
        ("", "$.ord"),
        ("", "NumericGr"),
        ("", "10"),
        ("", "\"An"),
        ("And", "$.order.pa"),
        ("And", "IsPre"),
        ("InputPath", "$.or"),
        ("", "States.For"),
        ("", "'{} f"),
        ("", "$.to"),
        ("", "States.ArrayG"),
        ("", "$.nam"),
        ("", "$$.Execution.Input.order.na"),
        ("", "$.nowh"),
        ("", "$.Stat"),
        ("", "$.appr"),
        ("", "$.err"),
        ("", "$.order.rea"),
    ];
    check(
        &places,
        ORDER,
        mocked(&answer),
        &expect![[r#"
        $.order.to: [$.order.total] With `order.input.json`, case Approved: `120`
        $.ord: [$.order] With `order.input.json`, case Approved: `$.order` is `{"total":120,"paid":false,"names":["Ada","Grace","Joan"]}`
        NumericGr: [NumericGreaterThan] With `order.input.json`, case Approved: `true`; this choice is taken
        10: [100] With `order.input.json`, case Approved: `true`; this choice is taken
        "An: [And] With `order.input.json`, case Approved: `false`; choice 1 is taken
        $.order.pa: [$.order.paid] With `order.input.json`, case Approved: `false`
        IsPre: [IsPresent] With `order.input.json`, case Approved: `true`; choice 1 is taken
        $.or: [.order] With `order.input.json`, case Approved: `{"total":120,"paid":false,"names":["Ada","Grace","Joan"]}`
        States.For: [States.Format] With `order.input.json`, case Approved: `"120 for Ada"`
        '{} f: [States.Format('{} for {}', $.total, States.ArrayGetItem($.names, 0))] With `order.input.json`, case Approved: `"120 for Ada"`
        $.to: [.total] With `order.input.json`, case Approved: `$.total` is `120`
        States.ArrayG: [States.ArrayGetItem] With `order.input.json`, case Approved: `States.ArrayGetItem($.names, 0)` is `"Ada"`
        $.nam: [$.names] With `order.input.json`, case Approved: `$.names` is `["Ada","Grace","Joan"]`
        $$.Execution.Input.order.na: [$$.Execution.Input.order.names] With `order.input.json`, case Approved: `$$.Execution.Input.order.names` is `["Ada","Grace","Joan"]`
        $.nowh: [$.nowhere] With `order.input.json`, case Approved: fails with `States.Runtime`

        ```
        Invalid path '$.nowhere' : No results for path: $['nowhere']
        ```
        $.Stat: [.StatusCode] With `order.input.json`, case Approved: not reached with this data: the state fails before, with `States.Runtime`
        $.appr: [$.approval] With `order.input.json`, case Approved: not reached with this data: the state fails before, with `States.Runtime`
        $.err: [$.error] With `order.input.json`, case Approved: not reached with this data: this catcher did not take the error
        $.order.rea: [$.order.reason] With `order.input.json`, case Approved: not reached with this data
    "#]],
    );
}

#[test]
fn in_yaml_and_jsonata() {
    let places = [
        ("", "$.order.to"),
        ("", "NumericGr"),
        ("names:", "$states.input.or"),
        ("Output", "$states.input.or"),
        ("Output", "$al"),
        ("'n'", "$cou"),
        ("'n'", "$all.na"),
        ("'s'", "$su"),
        ("'s'", "$states.input.order.to"),
        ("'s'", ", 1"),
        ("'long'", "$states.input.order.na"),
        ("'long'", "$len"),
        ("'long'", "$length($"),
        ("Condition", "$states.in"),
        ("Condition", "> "),
        ("5 %}", "{%"),
        ("5 %}", "{% $states.input.no"),
        ("Succeed", "$na"),
    ];
    check(
        &places,
        ORDER_YAML,
        order(),
        &expect![[r#"
            $.order.to: [$.order.total] With `order.input.json`: `120`
            NumericGr: [NumericGreaterThan] With `order.input.json`: `true`; this choice is taken
            $states.input.or: [order] With `order.input.json`: `$states.input.order` is `{"total":120,"paid":false,"names":["Ada","Grace","Joan"]}`
            $states.input.or: [order] With `order.input.json`: `$states.input.order` is `{"total":120,"paid":false,"names":["Ada","Grace","Joan"]}`
            $al: [$all] With `order.input.json`: `{"n":3,"s":121,"long":["Grace","Joan"]}`
            $cou: [$count] With `order.input.json`: `{"n":3,"s":121,"long":["Grace","Joan"]}`
            $all.na: [($all := $states.input.order; {'n': $count($all.names), 's': $sum([$states.input.order.total, 1]),
                  'long': $states.input.order.names[$length($) > 3]})] With `order.input.json`: `{"n":3,"s":121,"long":["Grace","Joan"]}`
            $su: [$sum] With `order.input.json`: `$sum([$states.input.order.total, 1])` is `121`
            $states.input.order.to: [total] With `order.input.json`: `$states.input.order.total` is `120`
            , 1: [$sum([$states.input.order.total, 1])] With `order.input.json`: `$sum([$states.input.order.total, 1])` is `121`
            $states.input.order.na: [$states.input.order.names[$length($) > 3]] With `order.input.json`: `$states.input.order.names[$length($) > 3]` is `["Grace","Joan"]`
            $len: [$length] With `order.input.json`: `$states.input.order.names[$length($) > 3]` is `["Grace","Joan"]`
            $length($: [$states.input.order.names[$length($) > 3]] With `order.input.json`: `$states.input.order.names[$length($) > 3]` is `["Grace","Joan"]`
            $states.in: [input] With `order.input.json`: `$states.input` is `{"n":3,"s":121,"long":["Grace","Joan"]}`
            > : [$states.input.n > 5] With `order.input.json`: `false`; the state fails with `States.QueryEvaluationError`
            {%: nothing
            {% $states.input.no: [$states.input.nothing] With `order.input.json`: fails with `States.QueryEvaluationError`

            ```
            The JSONata expression ' $states.input.nothing ' returned nothing (undefined).
            ```
            $na: [$names] With `order.input.json`: not reached with this data
        "#]],
    );
}

/// Of a Pass in JSONata, whose only work is its output.
#[test]
fn an_output_that_fails() {
    let small = example(json!({ "order": { "total": 1 } }));
    let places = [("Output", "$nowh")];
    check(
        &places,
        ORDER_YAML,
        small,
        &expect![[r#"
        $nowh: [$nowhere] With `order.input.json`: fails with `States.QueryEvaluationError`

        ```
        The JSONata expression ' $nowhere ' returned nothing (undefined).
        ```
    "#]],
    );
}

/// [`ORDER`] without the path that leads nowhere.
fn right() -> String {
    ORDER.replace("\"wrong.$\": \"$.nowhere\"", "\"right\": 1")
}

#[test]
fn results_items_and_variables() {
    let answer = json!({ "Return": { "StatusCode": 200 } });
    let places = [
        ("ResultSelector", "$.Stat"),
        ("ResultSelector", "$.appr"),
        ("", "$.err"),
        ("ItemsPath", "$.order.na"),
        ("ItemSelector", "$$.Map.Item.Va"),
        ("ItemSelector", "$.order.to"),
        ("Assign", "$.na"),
        ("Two", "$greet"),
        ("Refused", "$.order.rea"),
    ];
    check(
        &places,
        &right(),
        mocked(&answer),
        &expect![[r#"
        $.Stat: [.StatusCode] With `order.input.json`, case Approved: `200`
        $.appr: [$.approval] With `order.input.json`, case Approved: writes `{"code":200}`
        $.err: [$.error] With `order.input.json`, case Approved: not reached with this data: the state did not fail
        $.order.na: [$.order.names] With `order.input.json`, case Approved: `["Ada","Grace","Joan"]`
        $$.Map.Item.Va: [$$.Map.Item.Value] With `order.input.json`, case Approved: `"Ada"`
        $.order.to: [$.order.total] With `order.input.json`, case Approved: `120`
        $.na: [$.name] With `order.input.json`, case Approved, the first of 3 visits: `"Ada"`
        $greet: [greeting] With `order.input.json`, case Approved, the first of 3 visits: `"Ada"`
        $.order.rea: [$.order.reason] With `order.input.json`, case Approved: not reached with this data
    "#]],
    );
}

#[test]
fn errors_that_are_caught() {
    let answer = json!({ "Throw": { "Error": "Busy", "Cause": "try again" } });
    let places = [
        ("ResultSelector", "$.Stat"),
        ("Catch", "$.err"),
        ("ItemsPath", "$.order.na"),
        ("Fail", "$.order.rea"),
    ];
    check(
        &places,
        &right(),
        mocked(&answer),
        &expect![[r#"
        $.Stat: [.StatusCode] With `order.input.json`, case Approved: not reached with this data: the state fails before, with `Busy`
        $.err: [$.error] With `order.input.json`, case Approved: writes `{"Error":"Busy","Cause":"try again"}`
        $.order.na: [$.order.names] With `order.input.json`, case Approved: not reached with this data
        $.order.rea: [$.order.reason] With `order.input.json`, case Approved: fails with `States.Runtime`

        ```
        Invalid path '$.order.reason' : No results for path: $['order']['reason']
        ```
    "#]],
    );
}

#[test]
fn answers_that_are_made_up() {
    let places = [
        ("Approve", "$.or"),
        ("ResultSelector", "$.Stat"),
        ("ItemsPath", "$.order.na"),
    ];
    check(
        &places,
        &right(),
        order(),
        &expect![[r#"
        $.or: [$.order] With `order.input.json`: `$.order` is `{"total":120,"paid":false,"names":["Ada","Grace","Joan"]}`
        $.Stat: [.StatusCode] With `order.input.json`: `200`

        Made up: the answer of `Approve`
        $.order.na: [$.order.names] With `order.input.json`: `["Ada","Grace","Joan"]`

        Made up: the answer of `Approve`
    "#]],
    );
}

#[test]
fn loops_and_children() {
    let text = r#"{ "StartAt": "Count", "States": {
        "Count": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n, 1)" }, "Next": "Again" },
        "Again": { "Type": "Choice", "Default": "Far",
            "Choices": [{ "Not": { "Variable": "$.n", "NumericGreaterThan": 4 }, "Next": "Count" }] },
        "Far": { "Type": "Map", "ItemsPath": "$.list", "End": true,
            "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
                "StartAt": "In", "States": { "In": { "Type": "Pass", "End": true,
                    "Parameters": { "in.$": "$$.Execution.Input", "by.$": "$$.StateMachine.Name" } } } } }
    } }"#;
    let text = text.replace("$.n, 1)\"", "$.n, 1)\", \"list.$\": \"$.list\"");
    let mut example = example(json!({ "n": 1, "list": ["a", "b"] }));
    example.state_machine = "counting".to_owned();
    let places = [
        ("", "States.Ma"),
        ("Choices", "$."),
        ("Choices", "\"No"),
        ("Choices", "NumericG"),
        ("Config", "$$.Execution.In"),
        ("Config", "$$.StateMachine.Na"),
    ];
    check(
        &places,
        &text,
        example,
        &expect![[r#"
        States.Ma: [States.MathAdd] With `order.input.json`, the first of 4 visits: `2`
        $.: [.n] With `order.input.json`, the first of 4 visits: `2`
        "No: [Not] With `order.input.json`, the first of 4 visits: `true`; this choice is taken
        NumericG: [NumericGreaterThan] With `order.input.json`, the first of 4 visits: `false`; this choice is taken
        $$.Execution.In: [$$.Execution.Input] With `order.input.json`, the first of 2 visits: `"a"`
        $$.StateMachine.Na: [$$.StateMachine.Name] With `order.input.json`, the first of 2 visits: `"counting/06c45d18-8009-454f-b88b-b8a8724c81ec"`
    "#]],
    );
}

#[test]
fn long_values_are_cut() {
    let long: Vec<_> = (0..50)
        .map(|it| json!({ "number": it, "text": "`x`" }))
        .collect();
    let text = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    InputPath: $.list\n    End: true\n";
    let places = [("Input", "$.li")];
    check(
        &places,
        text,
        example(json!({ "list": long })),
        &expect![[r#"
            $.li: [$.list] With `order.input.json`:

            ```json
            [
              {
                "number": 0,
                "text": "`x`"
              },
              {
                "number": 1,
                "text": "`x`"
              },
              {
            …
            ```
        "#]],
    );
}
