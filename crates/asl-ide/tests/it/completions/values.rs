//! Operators, fixed values, error names, what stands in strings.

use expect_test::expect;

use super::{choose, list};

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
