//! Where variables have values, through both query languages.

use super::{json, yaml};
use expect_test::{Expect, expect};

#[test]
fn branches_keep_their_variables() {
    json(
        r#"
{ "StartAt": "A", "States": {
  "A": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "P" },
  "P": { "Type": "Parallel", "Branches": [
    { "StartAt": "B", "States": { "B": { "Type": "Pass", "Assign": { "x": 2, "own.$": "$x" }, "End": true } } },
    { "StartAt": "C", "States": { "C": { "Type": "Pass", "InputPath": "$own", "End": true } } }
  ], "Assign": { "y": 1 }, "OutputPath": "$y", "Next": "D" },
  "D": { "Type": "Pass", "Parameters": { "z.$": "States.Format('{} {}', $own, $y)" }, "End": true }
} }
"#,
        expect![[r#"
            4   |     { "StartAt": "B", "States": { "B": { "Type": "Pass", "Assign": { "x": 2, "own.$": "$x" }, "End": true } } },
                |                                                                       ^ shadowed-variable: A state outside assigns $x already; inside of a Parallel or Map it can only be read
            5   |     { "StartAt": "C", "States": { "C": { "Type": "Pass", "InputPath": "$own", "End": true } } }
                |                                                                         ^^^ unassigned-variable: $own cannot be seen from here: it belongs to the states inside of "P"
            6   |   ], "Assign": { "y": 1 }, "OutputPath": "$y", "Next": "D" },
                |                                            ^ unassigned-variable: $y has no value yet: what "Assign" sets can be read by the states that follow
            7   |   "D": { "Type": "Pass", "Parameters": { "z.$": "States.Format('{} {}', $own, $y)" }, "End": true }
                |                                                                          ^^^ unassigned-variable: $own cannot be seen from here: it belongs to the states inside of "P"
        "#]],
    );
}

#[test]
fn a_container_may_assign_later_what_its_branches_assign() {
    json(
        r#"
{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {
  "P": { "Type": "Parallel", "Branches": [
    { "StartAt": "B", "States": { "B": { "Type": "Pass", "Assign": { "x": 2 }, "End": true } } }
  ], "Assign": { "x": 1 }, "Next": "D" },
  "D": { "Type": "Pass", "Output": "{% $x + $late %}", "Next": "E" },
  "E": { "Type": "Pass", "Assign": { "late": 1 }, "End": true }
} }
"#,
        expect![[r#"
            5   |   "D": { "Type": "Pass", "Output": "{% $x + $late %}", "Next": "E" },
                |                                              ^^^^ unassigned-variable: $late has no value here: it is assigned later
        "#]],
    );
}

#[test]
fn loops_catchers_and_unknown_ways() {
    yaml(
        r"
StartAt: Try
States:
  Try:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Parameters: {TopicArn: t, Message: m}
    Assign:
      done: true
    Catch:
      - ErrorEquals: [States.ALL]
        Assign:
          why.$: $.Cause
        Next: Tell
    Next: Tell
  Tell:
    Type: Pass
    Parameters:
      done.$: $done
      why.$: $why
      ${Any}.$: $${Any}
    End: true
",
        expect![[r#"
            18  |       done.$: $done
                |                ^^^^ maybe-unassigned: Not every way that leads here assigns $done
            19  |       why.$: $why
                |               ^^^ maybe-unassigned: Not every way that leads here assigns $why
        "#]],
    );
    json(
        r#"
{ "StartAt": "A", "States": {
  "A": { "Type": "Pass", "Next": "${Elsewhere}" },
  "B": { "Type": "Pass", "InputPath": "$x", "End": true },
  "C": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "B" }
} }
"#,
        expect![[""]],
    );
}

#[test]
fn names() {
    json(
        r#"
{ "StartAt": "A", "States": {
  "A": { "Type": "Pass", "Assign": { "1x": 1, "a-b": 2, "größe_2": 3, "states": 4, "x y.$": "$.a" }, "End": true }
} }
"#,
        expect![[r#"
            2   |   "A": { "Type": "Pass", "Assign": { "1x": 1, "a-b": 2, "größe_2": 3, "states": 4, "x y.$": "$.a" }, "End": true }
                |                                       ^^ invalid-variable-name: "1x" cannot be a variable's name: a letter comes first, then letters, digits and _
                |                                                ^^^ invalid-variable-name: "a-b" cannot be a variable's name: a letter comes first, then letters, digits and _
                |                                                                        ^^^^^^ invalid-variable-name: "states" is kept for the state's data: no variable may have this name
                |                                                                                     ^^^ invalid-variable-name: "x y" cannot be a variable's name: a letter comes first, then letters, digits and _
        "#]],
    );
}

/// `Use` is reached with `$x`, and without it when the Task fails.
fn after_a_failure(between: &str, expression: &str, expected: Expect) {
    json(
        &format!(
            r#"
{{ "QueryLanguage": "JSONata", "StartAt": "Try", "States": {{
  "Try": {{ "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:try", "Assign": {{ "x": 1 }},
    "Catch": [{{ "ErrorEquals": ["States.ALL"], "Next": "{between}" }}], "Next": "{between}" }},
  "Ask": {{ "Type": "Choice", "Choices": [{{ "Condition": "{{% $states.input.ok %}}", "Next": "Use" }}], "Default": "Stop" }},
  "Stop": {{ "Type": "Succeed" }},
  "Use": {{ "Type": "Pass", "Output": "{{% {expression} %}}", "End": true }}
}} }}
"#
        ),
        expected,
    );
}

#[test]
fn what_decides_may_know_whether_there_is_a_value() {
    after_a_failure(
        "Use",
        "$x + 1",
        expect![[r#"
        4   |   "Ask": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.ok %}", "Next": "Use" }], "Default": "Stop" },
            |    ^^^ unreachable-state: No transition leads to "Ask"
        5   |   "Stop": { "Type": "Succeed" },
            |    ^^^^ unreachable-state: No transition leads to "Stop"
        6   |   "Use": { "Type": "Pass", "Output": "{% $x + 1 %}", "End": true }
            |                                           ^ maybe-unassigned: Not every way that leads here assigns $x
    "#]],
    );
    after_a_failure("Ask", "$x + 1", expect![[""]]);
    after_a_failure(
        "Use",
        "$exists($x) ? $x : 0",
        expect![[r#"
        4   |   "Ask": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.ok %}", "Next": "Use" }], "Default": "Stop" },
            |    ^^^ unreachable-state: No transition leads to "Ask"
        5   |   "Stop": { "Type": "Succeed" },
            |    ^^^^ unreachable-state: No transition leads to "Stop"
    "#]],
    );
    after_a_failure(
        "Use",
        "$x ? $x : 0",
        expect![[r#"
        4   |   "Ask": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.ok %}", "Next": "Use" }], "Default": "Stop" },
            |    ^^^ unreachable-state: No transition leads to "Ask"
        5   |   "Stop": { "Type": "Succeed" },
            |    ^^^^ unreachable-state: No transition leads to "Stop"
    "#]],
    );
    after_a_failure(
        "Use",
        "1 ? $x : 0",
        expect![[r#"
        4   |   "Ask": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.ok %}", "Next": "Use" }], "Default": "Stop" },
            |    ^^^ unreachable-state: No transition leads to "Ask"
        5   |   "Stop": { "Type": "Succeed" },
            |    ^^^^ unreachable-state: No transition leads to "Stop"
        6   |   "Use": { "Type": "Pass", "Output": "{% 1 ? $x : 0 %}", "End": true }
            |                                               ^ maybe-unassigned: Not every way that leads here assigns $x
    "#]],
    );
}
