//! Whole objects where one belongs.

use asl_ide::Format;
use expect_test::expect;

use super::{choose, choose_as};

#[test]
fn whole_objects_where_one_belongs() {
    choose_as(
        "$0",
        Format::Json,
        "a state machine",
        true,
        &expect![[r#"
            {
              "StartAt": "$1",
              "States": {
                $0
              }
            }"#]],
    );
    choose(
        r#"{"States": {"A": {"Type": "Task", "Retry": [$0]}}}"#,
        "a retrier",
        &expect![[r#"
            {"States": {"A": {"Type": "Task", "Retry": [{
              "ErrorEquals": ["$1"],
              "IntervalSeconds": ${2:1},
              "MaxAttempts": ${3:3},
              "BackoffRate": ${0:2}
            }]}}}"#]],
    );
    choose(
        r#"{"States": {"A": {"Type": "Choice", "Choices": [{"Next": "B"}, $0]}}}"#,
        "a choice rule",
        &expect![[r#"
            {"States": {"A": {"Type": "Choice", "Choices": [{"Next": "B"}, {
              "Variable": "$.$1",
              "StringEquals": "$2",
              "Next": "$0"
            }]}}}"#]],
    );
}

#[test]
fn objects_are_indented_like_the_document() {
    let json = |step: &str| {
        let text = "{\n~\"StartAt\": \"A\",\n~\"States\": {\n~~\"A\": {\n~~~\"Type\": \"Task\",\n~~~\"$0\"\n~~}\n~}\n}\n";
        text.replace('~', step)
    };
    choose(
        &json("\t"),
        "Retry",
        &expect![[r#"
        {
        	"StartAt": "A",
        	"States": {
        		"A": {
        			"Type": "Task",
        			"Retry": [
        				{
        					$0
        				}
        			]
        		}
        	}
        }
    "#]],
    );
    choose(
        &json("    "),
        "Retry",
        &expect![[r#"
        {
            "StartAt": "A",
            "States": {
                "A": {
                    "Type": "Task",
                    "Retry": [
                        {
                            $0
                        }
                    ]
                }
            }
        }
    "#]],
    );
}

#[test]
fn an_object_behind_a_dash_stands_right_of_its_key() {
    choose(
        "StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices:\n      - $0\n",
        "Not",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Choice
                Choices:
                  - Not:
                      $0
        "#]],
    );
    choose(
        "StartAt: A\nStates:\n  A:\n    Type: Task\n    Catch:\n      - ErrorEquals: [States.ALL]\n        $0\n",
        "Assign",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Task
                Catch:
                  - ErrorEquals: [States.ALL]
                    Assign:
                      $0
        "#]],
    );
}

#[test]
fn a_rule_of_a_choice_begins_with_what_it_looks_at() {
    choose(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [$0]}}}"#,
        "a choice rule",
        &expect![[r#"
            {"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{
              "Variable": "$.$1",
              "StringEquals": "$2",
              "Next": "$0"
            }]}}}"#]],
    );
    choose(
        r#"{"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Choice", "Choices": [$0]}}}"#,
        "a choice rule",
        &expect![[r#"
            {"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Choice", "Choices": [{
              "Condition": "{% $1 %}",
              "Next": "$0"
            }]}}}"#]],
    );
}

#[test]
fn whole_objects_in_yaml() {
    choose(
        "StartAt: A\nStates:\n  A:\n    Type: Task\n    Retry: $0\n    Next: B\n",
        "list with a retrier",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Task
                Retry: 
                  - ErrorEquals:
                      - $1
                    IntervalSeconds: ${2:1}
                    MaxAttempts: ${3:3}
                    BackoffRate: ${0:2}
                Next: B
        "#]],
    );
    choose(
        "StartAt: A\nStates:\n  A:\n    Type: Task\n    Catch:\n    - $0\n",
        "a catcher",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Task
                Catch:
                - ErrorEquals:
                    - ${1:States.ALL}
                  ResultPath: ${2:$.error}
                  Next: $0
        "#]],
    );
    choose(
        "StartAt: A\nStates:\n  A:\n    Type: Parallel\n    Branches:\n      - $0\n",
        "a branch",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Parallel
                Branches:
                  - StartAt: ${1:First step}
                    States:
                      $1:
                        Type: Pass
                        End: ${0:true}
        "#]],
    );
    choose(
        "StartAt: A\nStates:\n  $0\n",
        "Map state",
        &expect![[r#"
            StartAt: A
            States:
              ${1:Map state}:
                Type: Map
                ItemProcessor:
                  ProcessorConfig:
                    Mode: ${2:INLINE}
                  StartAt: ${3:First step}
                  States:
                    $3:
                      Type: Pass
                      End: ${4:true}
                Next: $0
        "#]],
    );
}

#[test]
fn a_processor_in_json() {
    choose(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Map", "ItemProcessor": $0}}}"#,
        "an item processor",
        &expect![[r#"
            {"StartAt": "A", "States": {"A": {"Type": "Map", "ItemProcessor": {
              "ProcessorConfig": {
                "Mode": "${1:INLINE}"
              },
              "StartAt": "${2:First step}",
              "States": {
                "$2": {
                  "Type": "Pass",
                  "End": ${0:true}
                }
              }
            }}}}"#]],
    );
}
