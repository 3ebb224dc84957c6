//! What is offered at a cursor, and the text after it is taken. tidy: allow long, because it is one short
//! text and one drawn answer per place where something can be written.

use asl_ide::{CompletionConfig, CompletionItem, Format, completions};
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of, order_at, yaml_at};

const SHOWN: usize = 8;

fn items(setup: &Setup, snippets: bool) -> Vec<CompletionItem> {
    let mut items = completions(
        &setup.analysis,
        setup.position(),
        &CompletionConfig {
            snippets,
            ..CompletionConfig::default()
        },
    );
    items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
    items
}

/// The first items of the list, and how many there are.
fn list(marked: &str, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let items = items(&setup, true);
    let mut drawn = String::new();
    for item in items.iter().take(SHOWN) {
        let detail = item.detail.as_deref().unwrap_or("-");
        drawn.push_str(&[&item.label, "  (", detail, ")\n"].concat());
    }
    drawn.push_str(&[&items.len().to_string(), " in all\n"].concat());
    expect.assert_eq(&drawn);
}

/// The text after the item was chosen, as an editor does it: the lines of a snippet are indented like
/// the one that it begins on. What is to be filled in stays visible.
fn choose(marked: &str, label: &str, expect: &Expect) {
    choose_as(marked, format_of(marked), label, true, expect);
}

fn choose_as(marked: &str, format: Format, label: &str, snippets: bool, expect: &Expect) {
    let setup = Setup::new(marked, format);
    let items = items(&setup, snippets);
    let item = items.iter().find(|it| it.label == label);
    let after = |it: &CompletionItem| {
        let mut edits = it.additional.clone();
        let mut edit = it.edit.clone();
        let line = setup.text[..usize::from(edit.range.start())]
            .lines()
            .last()
            .unwrap_or_default();
        let blanks = &line[..line.len() - line.trim_start().len()];
        edit.insert = edit
            .insert
            .replace('\n', &["\n", blanks].concat())
            .replace("\\}", "}");
        edits.push(edit);
        setup.apply(&edits)
    };
    expect.assert_eq(&item.map_or("no such item".to_owned(), after));
}

#[test]
fn states_that_nothing_leads_to_come_first() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Next": "$0"},
  "B": {"Type": "Pass", "Next": "A"},
  "C": {"Type": "Succeed"}
}}"#,
        &expect![[r#"
            B  (Pass state, not reached yet)
            C  (Succeed state, not reached yet)
            A  (Pass state)
            3 in all
        "#]],
    );
}

#[test]
fn states_at_every_reference() {
    list(
        &order_at("\"StartAt\": \""),
        &expect![[r#"
        Check  (Choice state)
        Approve  (Task state)
        Pack  (Pass state)
        Rejected  (Fail state)
        4 in all
    "#]],
    );
    list(
        &order_at("\"Default\": \""),
        &expect![[r#"
        Approve  (Task state)
        Pack  (Pass state)
        Rejected  (Fail state)
        Check  (Choice state)
        4 in all
    "#]],
    );
    list(
        &order_at("100, \"Next\": \""),
        &expect![[r#"
        Approve  (Task state)
        Pack  (Pass state)
        Rejected  (Fail state)
        Check  (Choice state)
        4 in all
    "#]],
    );
    list(
        &order_at("[\"States.ALL\"], \"Next\": \""),
        &expect![[r#"
            Rejected  (Fail state)
            Pack  (Pass state)
            Check  (Choice state)
            Approve  (Task state)
            4 in all
        "#]],
    );
    list(
        &yaml_at("Default: "),
        &expect![[r#"
        Approve  (Task state)
        Pack  (Pass state)
        Check  (Choice state)
        3 in all
    "#]],
    );
}

#[test]
fn only_states_of_the_own_machine() {
    list(
        r#"{"StartAt": "P", "States": {"P": {"Type": "Map", "ItemProcessor": {"StartAt": "$0", "States": {"I": {}}}}}}"#,
        &expect![[r#"
            I  (state, not reached yet)
            1 in all
        "#]],
    );
}

#[test]
fn a_chosen_state_replaces_the_word_with_its_quotes() {
    choose(
        r#"{"StartAt": "Wr$0ong", "States": {"A \"b\"": {}}}"#,
        "A \"b\"",
        &expect![[r#"{"StartAt": "A \"b\"", "States": {"A \"b\"": {}}}"#]],
    );
    choose(
        "{\n  \"StartAt\": \"A$0\n  \"States\": {\"Abc\": {}}\n}",
        "Abc",
        &expect![[r#"
            {
              "StartAt": "Abc",
              "States": {"Abc": {}}
            }"#]],
    );
    choose(
        "{\n  \"StartAt\": $0\n  \"States\": {\"Abc\": {}}\n}",
        "Abc",
        &expect![[r#"
            {
              "StartAt": "Abc",
              "States": {"Abc": {}}
            }"#]],
    );
    choose(
        "{\n  \"StartAt\": $0,\n  \"States\": {\"Abc\": {}}\n}",
        "Abc",
        &expect![[r#"
            {
              "StartAt": "Abc",
              "States": {"Abc": {}}
            }"#]],
    );
    choose(
        "\nStartAt: $0\nStates:\n  \"yes\":\n    Type: Pass\n",
        "yes",
        &expect![[r#"
            StartAt: "yes"
            States:
              "yes":
                Type: Pass
        "#]],
    );
    choose(
        "\nStartAt: 'o$0'\nStates:\n  one:\n    Type: Pass\n",
        "one",
        &expect![[r#"
            StartAt: 'one'
            States:
              one:
                Type: Pass
        "#]],
    );
}

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
            TimeoutSeconds  (whole number from 1 to 99999999)
            Version  (text)
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
            IntervalSeconds  (whole number from 1 to 99999999)
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
            TimeoutSeconds  (whole number from 1 to 99999999)
            Version  (text)
            Comment  (text)
            QueryLanguage  (JSONPath | JSONata)
            5 in all
        "#]],
    );
    list(
        "\nStates:\n  A:\n    Type: Task\n    Retry:\n      - $0\n",
        &expect![[r#"
            ErrorEquals  (required · list of error names)
            IntervalSeconds  (whole number from 1 to 99999999)
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
fn operators_of_a_choice_rule() {
    list(
        r#"{"States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", $0}]}}}"#,
        &expect![[r#"
            Next  (required · name of a state)
            StringEquals  (compares with text)
            IsPresent  (tests the type)
            BooleanEquals  (compares with true or false)
            NumericEquals  (compares with a number)
            NumericGreaterThan  (compares with a number)
            StringMatches  (compares with a pattern with *)
            NumericLessThan  (compares with a number)
            42 in all
        "#]],
    );
    list(
        r#"{"States": {"A": {"Type": "Choice", "Choices": [{"Not": {$0}, "Next": "A"}]}}}"#,
        &expect![[r#"
            Variable  (path · JSONPath only)
            And  (list of objects · JSONPath only)
            Or  (list of objects · JSONPath only)
            Not  (object · JSONPath only)
            StringEquals  (compares with text)
            IsPresent  (tests the type)
            BooleanEquals  (compares with true or false)
            NumericEquals  (compares with a number)
            44 in all
        "#]],
    );
    choose(
        r#"{"States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", $0}]}}}"#,
        "IsPresent",
        &expect![[
            r#"{"States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": ${0:true}}]}}}"#
        ]],
    );
}

#[test]
fn fixed_values() {
    list(
        r#"{"States": {"A": {"Type": "$0"}}}"#,
        &expect![[r#"
        Task  (-)
        Choice  (-)
        Parallel  (-)
        Map  (-)
        Wait  (-)
        Pass  (-)
        Succeed  (-)
        Fail  (-)
        8 in all
    "#]],
    );
    list(
        r#"{"States": {"A": {"Type": "Pass", "End": $0}}}"#,
        &expect![[r#"
            true  (-)
            false  (-)
            2 in all
        "#]],
    );
    list(
        "\nQueryLanguage: $0\nStates: {}\n",
        &expect![[r#"
            JSONPath  (-)
            JSONata  (-)
            2 in all
        "#]],
    );
    choose(
        "\nStates:\n  A:\n    Type: $0\n",
        "Succeed",
        &expect![[r#"
            States:
              A:
                Type: Succeed
        "#]],
    );
}

#[test]
fn error_names_that_a_task_can_raise() {
    let task = |errors: &str| {
        [
            r#"{"States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": [{"ErrorEquals": "#,
            errors,
            "}]}}}",
        ]
        .concat()
    };
    list(
        &task("[$0]"),
        &expect![[r#"
            Lambda.ServiceException  (worth a retry)
            Lambda.AWSLambdaException  (worth a retry)
            Lambda.SdkClientException  (worth a retry)
            Lambda.TooManyRequestsException  (worth a retry)
            Lambda.Ec2ThrottledException  (worth a retry)
            Lambda.Ec2UnexpectedException  (worth a retry)
            Lambda.EfsMountConnectivityException  (worth a retry)
            Lambda.EfsMountTimeoutException  (worth a retry)
            61 in all
        "#]],
    );
    list(
        &task("[\"States.Timeout\", \"$0\"]"),
        &expect![[r#"
            Lambda.ServiceException  (worth a retry)
            Lambda.AWSLambdaException  (worth a retry)
            Lambda.SdkClientException  (worth a retry)
            Lambda.TooManyRequestsException  (worth a retry)
            Lambda.Ec2ThrottledException  (worth a retry)
            Lambda.Ec2UnexpectedException  (worth a retry)
            Lambda.EfsMountConnectivityException  (worth a retry)
            Lambda.EfsMountTimeoutException  (worth a retry)
            59 in all
        "#]],
    );
    choose(
        &task("[\"States.Timeout\" $0]"),
        "Lambda.ServiceException",
        &expect![[
            r#"{"States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": [{"ErrorEquals": ["States.Timeout", "Lambda.ServiceException"]}]}}}"#
        ]],
    );
    choose(
        &task("$0"),
        "States.ALL",
        &expect![[
            r#"{"States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": [{"ErrorEquals": ["States.ALL"]}]}}}"#
        ]],
    );
}

#[test]
fn whole_states_and_missing_ones() {
    list(
        r#"{"StartAt": "First", "States": {$0}}"#,
        &expect![[r#"
        First  (a transition leads here, but there is no such state)
        Task state  (-)
        Choice state  (-)
        Parallel state  (-)
        Map state  (-)
        Wait state  (-)
        Pass state  (-)
        Succeed state  (-)
        9 in all
    "#]],
    );
    choose(
        r#"{"StartAt": "First", "States": {$0}}"#,
        "First",
        &expect![[r#"
            {"StartAt": "First", "States": {"First": {
              "Type": "$0"
            }}}"#]],
    );
    choose(
        r#"{"StartAt": "First", "States": {$0}}"#,
        "Wait state",
        &expect![[r#"
            {"StartAt": "First", "States": {"${1:Wait state}": {
              "Type": "Wait",
              "Seconds": ${2:10},
              "Next": "$0"
            }}}"#]],
    );
    choose(
        "\nStartAt: First\nStates:\n  $0\n",
        "Task state",
        &expect![[r#"
            StartAt: First
            States:
              ${1:Task state}:
                Type: Task
                Resource: $2
                Next: $0
        "#]],
    );
}

#[test]
fn inside_dynamic_strings() {
    let marked = |value: &str| {
        [
            r#"{"States": {"A": {"Type": "Pass", "Parameters": {"a.$": "#,
            value,
            "}}}}",
        ]
        .concat()
    };
    list(
        &marked("\"$$.$0\""),
        &expect![[r#"
        $$.Execution  (object)
        $$.Execution.Id  (text)
        $$.Execution.Input  (any JSON)
        $$.Execution.Name  (text)
        $$.Execution.RoleArn  (text)
        $$.Execution.StartTime  (timestamp)
        $$.Execution.RedriveCount  (number)
        $$.Execution.RedriveTime  (timestamp, in redriven executions)
        23 in all
    "#]],
    );
    choose(
        &marked("\"States.Format('{}', $$.Ex$0)\""),
        "$$.Execution.Id",
        &expect![[
            r#"{"States": {"A": {"Type": "Pass", "Parameters": {"a.$": "States.Format('{}', $$.Execution.Id)"}}}}"#
        ]],
    );
    choose(
        &marked("\"States.$0\""),
        "States.UUID",
        &expect![[
            r#"{"States": {"A": {"Type": "Pass", "Parameters": {"a.$": "States.UUID()"}}}}"#
        ]],
    );
    choose(
        &marked("$0"),
        "$$.Execution.Id",
        &expect![[
            r#"{"States": {"A": {"Type": "Pass", "Parameters": {"a.$": "$$.Execution.Id"}}}}"#
        ]],
    );
}

#[test]
fn nothing_in_comments_and_free_values() {
    list(
        "\nStartAt: A # see $0\nStates: {}\n",
        &expect![[r#"
        0 in all
    "#]],
    );
    list(
        r#"{"States": {"A": {"Type": "Pass", "Result": {"Type": "$0"}}}}"#,
        &expect![[r#"
            0 in all
        "#]],
    );
    list(
        r#"{"Comment": "$0"}"#,
        &expect![[r#"
        0 in all
    "#]],
    );
}

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
              "Variable": "\$.$1",
              "StringEquals": "$2",
              "Next": "$0"
            }]}}}"#]],
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

#[test]
fn a_catcher_leads_to_what_handles_errors() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Next": "B", "Catch": [{"ErrorEquals": ["X"], "Next": "$0"}]},
  "B": {"Type": "Task", "Next": "C", "Catch": [{"ErrorEquals": ["X"], "Next": "Undo"}]},
  "C": {"Type": "Succeed"},
  "Undo": {"Type": "Pass", "Next": "Failed"},
  "Failed": {"Type": "Fail"}
}}"#,
        &expect![[r#"
            Undo  (Pass state)
            Failed  (Fail state)
            B  (Task state)
            C  (Succeed state)
            A  (Task state)
            5 in all
        "#]],
    );
}

#[test]
fn a_state_that_is_named_elsewhere_but_not_written_yet() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Choice", "Choices": [], "Default": "Ship it"},
  "B": {"Type": "Pass", "Next": "Sh$0"}
}}"#,
        &expect![[r#"
            A  (Choice state)
            Ship it  (another transition leads here, but there is no such state)
            B  (Pass state, not reached yet)
            3 in all
        "#]],
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
              "Variable": "\$.$1",
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
                  ResultPath: ${2:\$.error}
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

#[test]
fn names_that_other_paths_go_through() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Parameters": {"a.$": "$.order.id", "b.$": "$.order.items[0].price"}, "Next": "B"},
  "B": {"Type": "Task", "Resource": "${F}", "ResultPath": "$.done", "InputPath": "$.order.$0", "Next": "A"}
}}"#,
        &expect![[r#"
            id  (in other paths)
            items  (in other paths)
            2 in all
        "#]],
    );
}

#[test]
fn a_language_that_is_said_below() {
    list(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Output": "{% $states.$0 %}", "End": true}
}}"#,
        &expect![[r#"
            input  (-)
            context  (-)
            2 in all
        "#]],
    );
}
