//! Rules of a Choice that never get a turn, and rules that only look so.

use expect_test::expect;

use crate::{json, state, yaml};

#[test]
fn conditions_are_compared_without_what_follows_them() {
    state(
        r#"{ "Type": "Choice", "Default": "Elsewhere", "Choices": [
  { "And": [ { "Variable": "$.a", "IsPresent": true }, { "Variable": "$.a", "NumericEquals": 1 } ], "Next": "Elsewhere" },
  { "Comment": "b", "Next": "S", "And": [ { "IsPresent": true, "Variable": "$.a" }, { "Variable": "$.a", "NumericEquals": 1.0 } ] },
  { "Comment": "c", "Next": "S", "And": [ { "IsPresent": true, "Variable": "$.a" }, { "Variable": "$.a", "NumericEquals": 1 } ] },
  { "Variable": "$.a", "NumericEquals": 1, "Next": "Elsewhere" },
  { "Variable": "$.a", "NumericEqualsPath": "$.b", "Next": "Elsewhere" },
  "${Rule}",
  "${Rule}"
] }"#,
        expect![[r#"
            5   |   { "Comment": "c", "Next": "S", "And": [ { "IsPresent": true, "Variable": "$.a" }, { "Variable": "$.a", "NumericEquals": 1 } ] },
                |                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shadowed-rule: This rule is never taken: an earlier one holds whenever it does
        "#]],
    );
}

#[test]
fn expressions_that_change_are_not_compared() {
    yaml(
        r"
QueryLanguage: JSONata
StartAt: S
States:
  S:
    Type: Choice
    Choices:
      - Condition: '{% $random() < 0.5 %}'
        Next: A
      - Condition: '{% $random() < 0.5 %}'
        Next: B
      - Condition: '{%$states.input.a%}'
        Next: A
      - Condition: |-
          {% $states.input.a %}
        Assign: { b: 1 }
        Next: B
      - Condition: true
        Next: A
      - Condition: '{% $states.input.b %}'
        Next: B
  A: { Type: Succeed }
  B: { Type: Succeed }
",
        expect![[r#"
            13  |       - Condition: |-
                |                    ^^ … to line 14 shadowed-rule: This rule is never taken: an earlier one holds whenever it does
            19  |       - Condition: '{% $states.input.b %}'
                |                    ^^^^^^^^^^^^^^^^^^^^^^^ shadowed-rule: This rule is never taken: an earlier one holds whenever it does
        "#]],
    );
}

#[test]
fn paths_that_are_left_over() {
    json(
        r#"
{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {
  "P": { "Type": "Pass", "Assign": { "a": "$.a", "price": "$5", "b": ["$$.State.Name", "$"] }, "Output": "$.x[*].y", "Next": "W" },
  "W": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:cloudwatchlogs:putMetricFilter", "Next": "F", "Arguments": {
    "LogGroupName": "g", "FilterName": "f", "FilterPattern": "{ $.a = 1 }",
    "MetricTransformations": [ { "MetricName": "n", "MetricNamespace": "n", "MetricValue": "$.latency" } ] } },
  "F": { "Type": "Fail", "Cause": "$.cause" }
} }
"#,
        expect![[r#"
            2   |   "P": { "Type": "Pass", "Assign": { "a": "$.a", "price": "$5", "b": ["$$.State.Name", "$"] }, "Output": "$.x[*].y", "Next": "W" },
                |                                           ^^^^^ jsonata-not-evaluated: This is plain text: the state is in JSONata, where no path is evaluated
                |                                                                       ^^^^^^^^^^^^^^^ jsonata-not-evaluated: This is plain text: the state is in JSONata, where no path is evaluated
                |                                                                                                          ^^^^^^^^^^ jsonata-not-evaluated: This is plain text: the state is in JSONata, where no path is evaluated
            6   |   "F": { "Type": "Fail", "Cause": "$.cause" }
                |                                   ^^^^^^^^^ jsonata-not-evaluated: This is plain text: the state is in JSONata, where no path is evaluated
        "#]],
    );
}
