//! What is said inside expressions, at the right characters, in both notations.

use super::{json, yaml};
use expect_test::{Expect, expect};

/// A JSONata machine around one Task state `S` with these fields.
fn task(fields: &str, expected: Expect) {
    let given = if fields.contains("\"Arguments\"") {
        ""
    } else {
        r#""Arguments": "${Given}", "#
    };
    let text = format!(
        r#"{{ "QueryLanguage": "JSONata", "StartAt": "S", "States": {{
"S": {{ "Type": "Task", "Resource": "arn:aws:states:::sns:publish", {given}{fields} "End": true }}
}} }}"#
    );
    json(&text, expected);
}

#[test]
fn mistakes_are_marked_inside_escaped_strings() {
    task(
        r#""Output": "{% \"a\" & $lenght(\"b\") & ) %}","#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Output": "{% \"a\" & $lenght(\"b\") & ) %}", "End": true }
                |                                                                                                                                    ^ invalid-jsonata: The symbol ")" cannot be used as a unary operator
        "#]],
    );
    task(
        r#""Output": "{% \"a\\n\" & $lenght(\"b\") %}","#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Output": "{% \"a\\n\" & $lenght(\"b\") %}", "End": true }
                |                                                                                                                      ^^^^^^^ unknown-jsonata-function: There is no function $lenght; did you mean $length?
        "#]],
    );
}

#[test]
fn the_end_of_an_expression_is_marked_at_its_last_character() {
    task(
        r#""Output": "{% $sum( %}","#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Output": "{% $sum( %}", "End": true }
                |                                                                                                               ^ invalid-jsonata: Expected ")" before end of expression
        "#]],
    );
    task(
        r#""Output": "{%  %}","#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Output": "{%  %}", "End": true }
                |                                                                                                          ^^ invalid-jsonata: Unexpected end of expression
        "#]],
    );
}

#[test]
fn members_belong_to_fields() {
    task(
        r#""Arguments": "{% $states.result %}","#,
        expect![[r#"
        2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "{% $states.result %}", "End": true }
            |                                                                                             ^^^^^^ unavailable-member: $states.result can be read in the "Output" and "Assign" of a Task, Parallel or Map state only
    "#]],
    );
    task(
        r#""Output": "{% [$states.result, $states.errorOutput, $states.context.x, $states.`resu lt`] %}","#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Output": "{% [$states.result, $states.errorOutput, $states.context.x, $states.`resu lt`] %}", "End": true }
                |                                                                                                                                    ^^^^^^^^^^^ unsupported-jsonata: $states.errorOutput can be read in the "Output" and "Assign" of a catcher only
                |                                                                                                                                                                 ^ unknown-context-path: The context object has no "x"; it has Execution, State, StateMachine, Task, Map
                |                                                                                                                                                                            ^^^^^^^^^ unavailable-member: $states has no member "resu lt"; here it has input, result, context
        "#]],
    );
    task(
        r#""Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "S", "Output": "{% [$states.errorOutput, $states.result] %}" }],"#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "S", "Output": "{% [$states.errorOutput, $states.result] %}" }], "End": true }
                |                                                                                                                                                                                                 ^^^^^^ unavailable-member: $states.result can be read in the "Output" and "Assign" of a Task, Parallel or Map state only
        "#]],
    );
}

#[test]
fn calls() {
    task(
        r#""Output": "{% ($f := function($x) { $x }; [$f(1), $eval('1'), $nothing(1), $map([1]), [1] ~> $map($f), [1] ~> $mpa($f), ${Function}(1), $zip()]) %}","#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Output": "{% ($f := function($x) { $x }; [$f(1), $eval('1'), $nothing(1), $map([1]), [1] ~> $map($f), [1] ~> $mpa($f), ${Function}(1), $zip()]) %}", "End": true }
                |                                                                                                                                               ^^^^^ unknown-jsonata-function: Step Functions has no $eval; $parse reads a JSON text
                |                                                                                                                                                           ^^^^^^^^ unknown-jsonata-function: There is no function $nothing, and no variable can hold one
                |                                                                                                                                                                        ^^^^ jsonata-arguments: $map(arr, func) takes 2 arguments, this call has 1
                |                                                                                                                                                                                                           ^^^^ unknown-jsonata-function: There is no function $mpa; did you mean $map?
                |                                                                                                                                                                                                                                     ^^^^ jsonata-arguments: $zip(value…) takes at least 1 arguments, this call has 0
        "#]],
    );
}

#[test]
fn what_step_functions_does_not_have() {
    task(
        r#""Output": { "a": "{% phone %}", "b": ["{% $$ %}"], "c": "{% $states.input[phone = 1].phone %}", "d": "{% 1 ?? 2 %}" },"#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Output": { "a": "{% phone %}", "b": ["{% $$ %}"], "c": "{% $states.input[phone = 1].phone %}", "d": "{% 1 ?? 2 %}" }, "End": true }
                |                                                                                                                  ^^^^^ unsupported-jsonata: Reference to 'phone' at the top level is not supported.
                |                                                                                                                                       ^^ unsupported-jsonata: Reference to '$$' is not supported.
                |                                                                                                                                                                                                        ^^ invalid-jsonata: The symbol "?" cannot be used as a unary operator
        "#]],
    );
}

#[test]
fn text_that_is_no_expression() {
    task(
        r#""Output": { "a": " {% 1 %}", "b": "{% 1", "c": "so {% 1 %}", "x.$": "$.a" }, "Comment": " {% 1 %}","#,
        expect![[r#"
            2   | "S": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": "${Given}", "Output": { "a": " {% 1 %}", "b": "{% 1", "c": "so {% 1 %}", "x.$": "$.a" }, "Comment": " {% 1 %}", "End": true }
                |                                                                                                              ^^^^^^^^^^ jsonata-not-evaluated: This is plain text: "{%" must be its first characters and "%}" its last
                |                                                                                                                               ^^^^^^ unclosed-jsonata: An expression ends with "%}"
                |                                                                                                                                                           ^^^ dynamic-suffix-in-jsonata: In JSONata "x.$" is the name of the member; its value is not taken from a path
        "#]],
    );
}

#[test]
fn yaml_block_and_folded_scalars() {
    yaml(
        r"
QueryLanguage: JSONata
StartAt: S
States:
  S:
    Type: Pass
    Output:
      block: |-
        {% $sum(
          $states.inptu
        ) %}
      folded: >-
        {% $states.input.a
        & $uppercsae('b') %}
      quoted: '{% $states.input[''a'' ] & $nope() %}'
    End: true
",
        expect![[r#"
            9   |           $states.inptu
                |                   ^^^^^ unavailable-member: $states has no member "inptu"; here it has input, context
            13  |         & $uppercsae('b') %}
                |           ^^^^^^^^^^ unknown-jsonata-function: There is no function $uppercsae; did you mean $uppercase?
            14  |       quoted: '{% $states.input[''a'' ] & $nope() %}'
                |                                           ^^^^^ unknown-jsonata-function: There is no function $nope, and no variable can hold one
        "#]],
    );
}
