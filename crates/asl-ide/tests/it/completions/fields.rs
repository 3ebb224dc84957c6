//! Fields, and the text after one is taken.

use asl_ide::Format;
use expect_test::expect;

use super::{choose, choose_as, list};

#[test]
fn required_fields_come_first() {
    list(
        r#"{"States": {"A": {"Type": "Task", $0}}}"#,
        &expect![[r#"
            Resource  (required · ARN)
            Next  (one of Next and End is required · name of a state)
            End  (one of Next and End is required · true or false)
            Parameters  (payload template · JSONPath only)
            ResultPath  (reference path · JSONPath only)
            Retry  (list of objects)
            Catch  (list of objects)
            Assign  (variables with their values)
            18 in all
        "#]],
    );
    list(
        "{$0}",
        &expect![[r#"
            StartAt  (required · name of a state)
            States  (required · states by name)
            TimeoutSeconds  (whole number from 0 to 99999999)
            Version  (1.0)
            Comment  (text)
            QueryLanguage  (JSONPath | JSONata)
            6 in all
        "#]],
    );
    list(
        r#"{"States": {"A": {$0}}}"#,
        &expect![[r#"
            Type  (required · Task | Choice | Parallel | Map | Wait | Pass | Succeed | Fail)
            Next  (one of Next and End is required · name of a state)
            End  (one of Next and End is required · true or false)
            Comment  (text)
            QueryLanguage  (JSONPath | JSONata)
            Resource  (Task)
            Parameters  (Task, Parallel, Map, Pass)
            ResultPath  (Task, Parallel, Map, Pass)
            45 in all
        "#]],
    );
    list(
        r#"{"States": {"A": {"Type": "Task", "Retry": [{$0}]}}}"#,
        &expect![[r#"
            ErrorEquals  (required · list of error names)
            IntervalSeconds  (whole number from 0 to 99999999)
            MaxAttempts  (whole number from 0 to 99999999)
            BackoffRate  (number from 1)
            JitterStrategy  (NONE | FULL)
            MaxDelaySeconds  (whole number from 1 to 31622400)
            Comment  (text)
            7 in all
        "#]],
    );
}

#[test]
fn nothing_is_offered_twice() {
    list(
        r#"{"States": {"A": {"Type": "Wait", "Seconds": 1, "End": true, "Comment": "", $0}}}"#,
        &expect![[r#"
            Assign  (variables with their values)
            OutputPath  (path · JSONPath only)
            InputPath  (path · JSONPath only)
            QueryLanguage  (JSONPath | JSONata)
            4 in all
        "#]],
    );
}

#[test]
fn fields_follow_the_query_language() {
    list(
        r#"{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "End": true, $0}}}"#,
        &expect![[r#"
            Output  (payload template · JSONata only)
            Assign  (variables with their values)
            Comment  (text)
            QueryLanguage  (JSONPath | JSONata)
            4 in all
        "#]],
    );
}

#[test]
fn fields_in_yaml_by_column() {
    list(
        "\nStates:\n  A:\n    Type: Succeed\n    $0\n",
        &expect![[r#"
            OutputPath  (path · JSONPath only)
            InputPath  (path · JSONPath only)
            Comment  (text)
            QueryLanguage  (JSONPath | JSONata)
            4 in all
        "#]],
    );
    list(
        "\nStates:\n  A:\n    Type: Succeed\n  $0\n",
        &expect![[r#"
            Task state  (-)
            Choice state  (-)
            Parallel state  (-)
            Map state  (-)
            Wait state  (-)
            Pass state  (-)
            Succeed state  (-)
            Fail state  (-)
            8 in all
        "#]],
    );
    list(
        "\nStates:\n  A:\n    Type: Succeed\n$0\n",
        &expect![[r#"
            StartAt  (required · name of a state)
            TimeoutSeconds  (whole number from 0 to 99999999)
            Version  (1.0)
            Comment  (text)
            QueryLanguage  (JSONPath | JSONata)
            5 in all
        "#]],
    );
    list(
        "\nStates:\n  A:\n    Type: Task\n    Retry:\n      - $0\n",
        &expect![[r#"
            ErrorEquals  (required · list of error names)
            IntervalSeconds  (whole number from 0 to 99999999)
            MaxAttempts  (whole number from 0 to 99999999)
            BackoffRate  (number from 1)
            JitterStrategy  (NONE | FULL)
            MaxDelaySeconds  (whole number from 1 to 31622400)
            a retrier  (-)
            Comment  (text)
            8 in all
        "#]],
    );
    list(
        "\nStates:\n  A:\n    $0\n  B:\n    Type: Pass\n",
        &expect![[r#"
            Type  (required · Task | Choice | Parallel | Map | Wait | Pass | Succeed | Fail)
            Next  (one of Next and End is required · name of a state)
            End  (one of Next and End is required · true or false)
            Comment  (text)
            QueryLanguage  (JSONPath | JSONata)
            Resource  (Task)
            Parameters  (Task, Parallel, Map, Pass)
            ResultPath  (Task, Parallel, Map, Pass)
            45 in all
        "#]],
    );
    list(
        "\nStates:\n  A:\n    Ty$0\n",
        &expect![[r#"
            Type  (required · Task | Choice | Parallel | Map | Wait | Pass | Succeed | Fail)
            Next  (one of Next and End is required · name of a state)
            End  (one of Next and End is required · true or false)
            Comment  (text)
            QueryLanguage  (JSONPath | JSONata)
            Resource  (Task)
            Parameters  (Task, Parallel, Map, Pass)
            ResultPath  (Task, Parallel, Map, Pass)
            45 in all
        "#]],
    );
}

#[test]
fn a_chosen_field_comes_with_its_value() {
    choose(
        r#"{"States": {"A": {"Type": "Task", $0}}}"#,
        "Resource",
        &expect![[r#"{"States": {"A": {"Type": "Task", "Resource": "$0"}}}"#]],
    );
    choose(
        r#"{"States": {"A": {"Type": "Task", "R$0"}}}"#,
        "Resource",
        &expect![[r#"{"States": {"A": {"Type": "Task", "Resource": "$0"}}}"#]],
    );
    choose(
        r#"{"States": {"A": {"Type": "Task", "R$0": "x"}}}"#,
        "Resource",
        &expect![[r#"{"States": {"A": {"Type": "Task", "Resource": "x"}}}"#]],
    );
    choose(
        r#"{"States": {"A": {"Type": "Task", $0}}}"#,
        "Retry",
        &expect![[r#"
            {"States": {"A": {"Type": "Task", "Retry": [
              {
                $0
              }
            ]}}}"#]],
    );
    choose(
        r#"{"States": {"A": {"Type": "Task", $0}}}"#,
        "End",
        &expect![[r#"{"States": {"A": {"Type": "Task", "End": true}}}"#]],
    );
    choose(
        "\nStates:\n  A:\n    Type: Task\n    $0\n",
        "Retry",
        &expect![[r#"
            States:
              A:
                Type: Task
                Retry:
                  - $0
        "#]],
    );
    choose(
        "\nStates:\n  A:\n    Type: Task\n    $0\n",
        "Resource",
        &expect![[r#"
            States:
              A:
                Type: Task
                Resource: $0
        "#]],
    );
    choose(
        "\nStates:\n  A: {Type: Task, $0}\n",
        "Resource",
        &expect![[r#"
            States:
              A: {Type: Task, Resource: "$0"}
        "#]],
    );
}

#[test]
fn commas_come_where_they_are_missing() {
    choose(
        "{\n  \"StartAt\": \"A\"\n  $0\n}",
        "States",
        &expect![[r#"
            {
              "StartAt": "A",
              "States": {
                $0
              }
            }"#]],
    );
    choose(
        "{\n  $0\n  \"StartAt\": \"A\"\n}",
        "States",
        &expect![[r#"
            {
              "States": {
                $0
              },
              "StartAt": "A"
            }"#]],
    );
    choose(
        "{\n  \"Comment\": \"\"\n  \"St$0\n  \"StartAt\": \"A\"\n}",
        "States",
        &expect![[r#"
            {
              "Comment": "",
              "States": {
                $0
              },
              "StartAt": "A"
            }"#]],
    );
}

#[test]
fn without_snippets_the_text_is_plain() {
    choose_as(
        r#"{"States": {"A": {"Type": "Wait", $0}}}"#,
        Format::Json,
        "Seconds",
        false,
        &expect![[r#"{"States": {"A": {"Type": "Wait", "Seconds": 10}}}"#]],
    );
}

#[test]
fn usual_fields_come_before_rare_ones() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "A", "$0"}
}}"#,
        &expect![[r#"
            Parameters  (payload template · JSONPath only)
            ResultPath  (reference path · JSONPath only)
            Retry  (list of objects)
            Catch  (list of objects)
            Assign  (variables with their values)
            TimeoutSeconds  (whole number from 1 to 99999999)
            ResultSelector  (payload template · JSONPath only)
            OutputPath  (path · JSONPath only)
            15 in all
        "#]],
    );
}
