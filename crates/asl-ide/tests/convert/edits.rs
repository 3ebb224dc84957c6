//! The code actions: small edits that keep the document's style, in both notations.

use asl_ide::{Analysis, CheckConfig, Document, FileRange, Format, code_actions};
use asl_testing::fixture::{self, Fixture};
use expect_test::{Expect, expect};

/// The titles of the conversions at the cursor, and the text after the first.
fn check(marked: &str, format: Format, expect: &Expect) {
    let fixture = Fixture::parse(marked);
    let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
    let range = FileRange {
        file,
        range: fixture.range(),
    };
    let mut actions = code_actions(&analysis, range, &CheckConfig::default());
    actions.retain(|it| it.title.starts_with("Convert"));
    let titles: Vec<String> = actions.iter().map(|it| format!("[{}]", it.title)).collect();
    let mut shown = titles.join(" ");
    if let Some(first) = actions.first() {
        let edits = first.change.edits[0].1.iter();
        let edits = edits.map(|it| (it.range, it.insert.as_str()));
        shown = format!("{shown}\n{}", fixture::apply(&fixture.text, edits));
    }
    expect.assert_eq(&shown.replace('\r', "␍"));
}

const JSON: &str = r#"
{
    "Comment": "x",
    "StartAt": "A",
    "States": {
        "A": {
            "Type": "Task",
            "Comment": "stays   as it is",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {
                "FunctionName": "f",
                "Payload": { "id.$": "$.id", "seconds": ${Wait} }
            },
            "ResultSelector": { "id.$": "$.Payload.id" },
            "ResultPath": "$.a",
            "Catch": [
                { "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "B" }
            ],
            "Next": "B"
        },
        "B": { "Type": "Pass", "InputPath": "$.a", "Result": 1, "ResultPath": null, "Next": "C" },
        "C": {
            "Type": "Succeed",
            "OutputPath": "$.b"
        }
    }
}
"#;

/// The machine with the cursor behind a text.
fn at(text: &str, behind: &str) -> String {
    text.replacen(behind, &format!("{behind}$0"), 1)
}

#[test]
fn a_state_of_a_json_document() {
    check(
        &at(JSON, "        \"A"),
        Format::Json,
        &expect![[r#"
        [Convert state "A" to JSONata]
        {
            "Comment": "x",
            "StartAt": "A",
            "States": {
                "A": {
                    "Type": "Task",
                    "QueryLanguage": "JSONata",
                    "Comment": "stays   as it is",
                    "Resource": "arn:aws:states:::lambda:invoke",
                    "Arguments": {
                        "FunctionName": "f",
                        "Payload": {
                            "id": "{% $states.input.id %}",
                            "seconds": ${Wait}
                        }
                    },
                    "Output": "{% $exists($states.result.Payload.id) ? $merge([$states.input, {'a': {'id': $states.result.Payload.id}}]) %}",
                    "Catch": [
                        { "ErrorEquals": ["States.ALL"], "Output": "{% $merge([$states.input, {'error': $states.errorOutput}]) %}", "Next": "B" }
                    ],
                    "Next": "B"
                },
                "B": { "Type": "Pass", "InputPath": "$.a", "Result": 1, "ResultPath": null, "Next": "C" },
                "C": {
                    "Type": "Succeed",
                    "OutputPath": "$.b"
                }
            }
        }
    "#]],
    );
    check(
        &at(JSON, "        \"B"),
        Format::Json,
        &expect![[r#"
        [Convert state "B" to JSONata]
        {
            "Comment": "x",
            "StartAt": "A",
            "States": {
                "A": {
                    "Type": "Task",
                    "Comment": "stays   as it is",
                    "Resource": "arn:aws:states:::lambda:invoke",
                    "Parameters": {
                        "FunctionName": "f",
                        "Payload": { "id.$": "$.id", "seconds": ${Wait} }
                    },
                    "ResultSelector": { "id.$": "$.Payload.id" },
                    "ResultPath": "$.a",
                    "Catch": [
                        { "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "B" }
                    ],
                    "Next": "B"
                },
                "B": { "Type": "Pass", "QueryLanguage": "JSONata", "Next": "C" },
                "C": {
                    "Type": "Succeed",
                    "OutputPath": "$.b"
                }
            }
        }
    "#]],
    );
}

#[test]
fn a_machine_in_json() {
    check(
        &at(JSON, "StartAt"),
        Format::Json,
        &expect![[r#"
        [Convert the state machine to JSONata] [Convert to YAML]
        {
            "Comment": "x",
            "QueryLanguage": "JSONata",
            "StartAt": "A",
            "States": {
                "A": {
                    "Type": "Task",
                    "Comment": "stays   as it is",
                    "Resource": "arn:aws:states:::lambda:invoke",
                    "Arguments": {
                        "FunctionName": "f",
                        "Payload": {
                            "id": "{% $states.input.id %}",
                            "seconds": ${Wait}
                        }
                    },
                    "Output": "{% $exists($states.result.Payload.id) ? $merge([$states.input, {'a': {'id': $states.result.Payload.id}}]) %}",
                    "Catch": [
                        { "ErrorEquals": ["States.ALL"], "Output": "{% $merge([$states.input, {'error': $states.errorOutput}]) %}", "Next": "B" }
                    ],
                    "Next": "B"
                },
                "B": { "Type": "Pass", "Next": "C" },
                "C": {
                    "Type": "Succeed",
                    "Output": "{% $states.input.b %}"
                }
            }
        }
    "#]],
    );
}

const YAML: &str = r#"
# The machine.
StartAt: A
States:
  # First.
  A:
    Type: Choice
    InputPath: $.order # all of it
    Choices:
    # Large ones.
    - And:
      - Variable: $.total
        NumericGreaterThan: 100
      - Variable: "$.paid"
        BooleanEquals: false
      Next: B # goes on
    - Next: C
      Variable: $.total
      NumericEquals: 0
    Default: B
  B:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Parameters:
      Message.$: States.Format('Order {} of "{}" is not paid', $.order.id, $.order.customer.name)
      TopicArn: ${Topic}
    ResultPath: null

    # Only once.
    Retry: &retry
      - ErrorEquals: [States.IntrinsicFailure]
    Next: C
  C: {Type: Pass, Parameters: {a.$: $.a, b: [1]}, Next: D}
  D:
    Type: Succeed
    OutputPath: null
"#;

#[test]
fn a_state_of_a_yaml_document() {
    check(
        &at(YAML, "\n  A"),
        Format::Yaml,
        &expect![[r#"
        [Convert state "A" to JSONata]
        # The machine.
        StartAt: A
        States:
          # First.
          A:
            Type: Choice
            QueryLanguage: JSONata
            Output: "{% $states.input.order %}" # all of it
            Choices:
            # Large ones.
            - Condition: >-
                {% $exists($states.input.order.total) ? $type($states.input.order.total)
                = 'number' and $states.input.order.total > 100 and
                ($exists($states.input.order.paid) ? $states.input.order.paid = false :
                $error('$states.input.order.paid is missing')) %}
              Output: "{% $states.input.order %}"
              Next: B # goes on
            - Next: C
              Condition: "{% $states.input.order.total = 0 %}"
              Output: "{% $states.input.order %}"
            Default: B
          B:
            Type: Task
            Resource: arn:aws:states:::sns:publish
            Parameters:
              Message.$: States.Format('Order {} of "{}" is not paid', $.order.id, $.order.customer.name)
              TopicArn: ${Topic}
            ResultPath: null

            # Only once.
            Retry: &retry
              - ErrorEquals: [States.IntrinsicFailure]
            Next: C
          C: {Type: Pass, Parameters: {a.$: $.a, b: [1]}, Next: D}
          D:
            Type: Succeed
            OutputPath: null
    "#]],
    );
    check(
        &at(YAML, "\n  C"),
        Format::Yaml,
        &expect![[r#"
        [Convert state "C" to JSONata]
        # The machine.
        StartAt: A
        States:
          # First.
          A:
            Type: Choice
            InputPath: $.order # all of it
            Choices:
            # Large ones.
            - And:
              - Variable: $.total
                NumericGreaterThan: 100
              - Variable: "$.paid"
                BooleanEquals: false
              Next: B # goes on
            - Next: C
              Variable: $.total
              NumericEquals: 0
            Default: B
          B:
            Type: Task
            Resource: arn:aws:states:::sns:publish
            Parameters:
              Message.$: States.Format('Order {} of "{}" is not paid', $.order.id, $.order.customer.name)
              TopicArn: ${Topic}
            ResultPath: null

            # Only once.
            Retry: &retry
              - ErrorEquals: [States.IntrinsicFailure]
            Next: C
          C: {Type: Pass, QueryLanguage: JSONata, Output: {a: "{% $states.input.a %}", b: [1]}, Next: D}
          D:
            Type: Succeed
            OutputPath: null
    "#]],
    );
}

#[test]
fn a_machine_in_yaml() {
    check(
        &at(YAML, "StartAt"),
        Format::Yaml,
        &expect![[r#"
        [Convert the state machine to JSONata] [Convert to JSON]
        # The machine.
        QueryLanguage: JSONata
        StartAt: A
        States:
          # First.
          A:
            Type: Choice
            Output: "{% $states.input.order %}" # all of it
            Choices:
            # Large ones.
            - Condition: >-
                {% $exists($states.input.order.total) ? $type($states.input.order.total)
                = 'number' and $states.input.order.total > 100 and
                ($exists($states.input.order.paid) ? $states.input.order.paid = false :
                $error('$states.input.order.paid is missing')) %}
              Output: "{% $states.input.order %}"
              Next: B # goes on
            - Next: C
              Condition: "{% $states.input.order.total = 0 %}"
              Output: "{% $states.input.order %}"
            Default: B
          B:
            Type: Task
            Resource: arn:aws:states:::sns:publish
            Arguments:
              Message: >-
                {% $exists($states.input.order.id) and
                $exists($states.input.order.customer.name) ? 'Order ' &
                $states.input.order.id & ' of "' & $states.input.order.customer.name &
                '" is not paid' %}
              TopicArn: ${Topic}
            Output: "{% $states.input %}"

            # Only once.
            Retry: &retry
              - ErrorEquals:
                  - States.QueryEvaluationError
            Next: C
          C: {Type: Pass, Output: {a: "{% $states.input.a %}", b: [1]}, Next: D}
          D:
            Type: Succeed
            Output: {}
    "#]],
    );
}

#[test]
fn what_can_be_converted_of_a_machine() {
    check(
        r#"
StartAt$0: A
States:
  A: {Type: Pass, OutputPath: "$.items.*", Next: B}
  B: {Type: Pass, OutputPath: $.items, End: true}
"#,
        Format::Yaml,
        &expect![[r#"
            [Convert the one state that can be converted to JSONata] [Convert to JSON]
            StartAt: A
            States:
              A: {Type: Pass, OutputPath: "$.items.*", Next: B}
              B: {Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.items %}", End: true}
        "#]],
    );
}

#[test]
fn nothing_is_offered_where_nothing_can_be_done() {
    check(
        "StartAt: A\nQueryLanguage: JSONata\nStates:\n  A$0: {Type: Succeed}\n",
        Format::Yaml,
        &expect![""],
    );
    check(
        "StartAt: A\nStates:\n  A$0: {Type: Pass, OutputPath: '$.items.*', End: true}\n",
        Format::Yaml,
        &expect![""],
    );
    check(
        "StartAt: A\nStates:\n  A: {Type: Succ$0eed}\n",
        Format::Yaml,
        &expect![""],
    );
}

#[test]
fn line_breaks_are_kept() {
    let text = "StartAt: A\r\nStates:\r\n  A$0:\r\n    Type: Pass\r\n    Parameters:\r\n      a.$: $.a\r\n      b: 1\r\n    End: true\r\n";
    check(
        text,
        Format::Yaml,
        &expect![[r#"
        [Convert state "A" to JSONata]
        StartAt: A␍
        States:␍
          A:␍
            Type: Pass␍
            QueryLanguage: JSONata␍
            Output:␍
              a: "{% $states.input.a %}"␍
              b: 1␍
            End: true␍
    "#]],
    );
}
