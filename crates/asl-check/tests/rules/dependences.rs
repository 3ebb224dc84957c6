//! Fields that another field asks for or rules out: by its value, or by what a Task calls.

use expect_test::{Expect, expect};

/// What is found in a Map with this processor configuration and these other fields.
fn map(config: &str, others: &str, expected: Expect) {
    super::state(
        &format!(
            r#"{{ "Type": "Map", {others}
  "ItemProcessor": {{ "ProcessorConfig": {config}, "StartAt": "Each", "States": {{ "Each": {{ "Type": "Succeed" }} }} }},
  "End": true }}"#
        ),
        expected,
    );
}

/// What is found in the reader of a Distributed Map.
fn reader(config: &str, expected: Expect) {
    let others = format!(
        r#""ItemReader": {{ "Resource": "arn:aws:states:::s3:getObject",
    "ReaderConfig": {config},
    "Parameters": {{ "Bucket": "b", "Key": "k" }} }},"#
    );
    map(DISTRIBUTED, &others, expected);
}

const DISTRIBUTED: &str = r#"{ "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }"#;

#[test]
fn the_type_of_the_executions_goes_with_the_mode() {
    map(
        r#"{ "Mode": "DISTRIBUTED" }"#,
        "",
        expect![[r#"
        3   |   "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "Each", "States": { "Each": { "Type": "Succeed" } } },
            |                                                   ^^^^^^^^^^^^^ missing-field: A processor configuration needs "ExecutionType" when "Mode" is "DISTRIBUTED"
    "#]],
    );
    map(
        r#"{ "Mode": "INLINE", "ExecutionType": "EXPRESS" }"#,
        "",
        expect![[r#"
            3   |   "ItemProcessor": { "ProcessorConfig": { "Mode": "INLINE", "ExecutionType": "EXPRESS" }, "StartAt": "Each", "States": { "Each": { "Type": "Succeed" } } },
                |                                                              ^^^^^^^^^^^^^ conflicting-fields: "ExecutionType" cannot stand beside "Mode": "INLINE"
        "#]],
    );
    map(r#"{ "Mode": "INLINE" }"#, "", expect![""]);
    map(r#"{ "ExecutionType": "STANDARD" }"#, "", expect![""]);
    map(r#"{ "Mode": "${Mode}" }"#, "", expect![""]);
    map(
        r#"{ "Mode": "DISTRIBUTED", "ExecutionTyp": "EXPRESS" }"#,
        "",
        expect![[r#"
            3   |   "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionTyp": "EXPRESS" }, "StartAt": "Each", "States": { "Each": { "Type": "Succeed" } } },
                |                                                                   ^^^^^^^^^^^^ unknown-field: A processor configuration has no field "ExecutionTyp"; did you mean "ExecutionType"?
        "#]],
    );
}

#[test]
fn headers_go_with_the_form_of_the_file() {
    reader(
        r#"{ "InputType": "CSV" }"#,
        expect![[r#"
        3   |     "ReaderConfig": { "InputType": "CSV" },
            |                                    ^^^^^ missing-field: A reader configuration needs "CSVHeaderLocation" when "InputType" is "CSV"
    "#]],
    );
    reader(
        r#"{ "InputType": "JSON", "CSVHeaderLocation": "FIRST_ROW" }"#,
        expect![[r#"
            3   |     "ReaderConfig": { "InputType": "JSON", "CSVHeaderLocation": "FIRST_ROW" },
                |                                             ^^^^^^^^^^^^^^^^^ conflicting-fields: "CSVHeaderLocation" cannot stand beside "InputType": "JSON"
        "#]],
    );
    reader(
        r#"{ "InputType": "CSV", "CSVHeaderLocation": "GIVEN" }"#,
        expect![[r#"
            3   |     "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "GIVEN" },
                |                                                                ^^^^^^^ missing-field: A reader configuration needs "CSVHeaders" when "CSVHeaderLocation" is "GIVEN"
        "#]],
    );
    reader(
        r#"{ "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a"] }"#,
        expect![""],
    );
    reader(r#"{ "InputType": "${Form}" }"#, expect![""]);
}

#[test]
fn what_reads_and_writes_the_items_of_a_map() {
    let around = |resource: &str| {
        format!(
            r#""ItemReader": {{ "Resource": "{resource}", "Parameters": {{ "Bucket": "b", "Prefix": "p" }} }},"#
        )
    };
    map(
        DISTRIBUTED,
        &around("arn:aws:states:::s3:listObjects"),
        expect![[r#"
            2   | "S": { "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:listObjects", "Parameters": { "Bucket": "b", "Prefix": "p" } },
                |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-value: An item reader calls s3:getObject or s3:listObjectsV2, not s3:listObjects
        "#]],
    );
    for resource in [
        "arn:aws-cn:states:::s3:listObjectsV2",
        "arn:${AWS::Partition}:states:::s3:listObjectsV2",
        "arn:aws:states:::s3:${Action}",
    ] {
        map(DISTRIBUTED, &around(resource), expect![""]);
    }
    map(
        DISTRIBUTED,
        r#""ResultWriter": { "Resource": "arn:aws:states:::aws-sdk:s3:putObject", "Parameters": { "Bucket": "b" } },"#,
        expect![[r#"
            2   | "S": { "Type": "Map", "ResultWriter": { "Resource": "arn:aws:states:::aws-sdk:s3:putObject", "Parameters": { "Bucket": "b" } },
                |                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-value: A result writer calls s3:putObject, not aws-sdk:s3:putObject
        "#]],
    );
}

#[test]
fn activities_have_the_rights_of_their_workers() {
    let state = |resource: &str, expected| {
        super::state(
            &format!(
                r#"{{ "Type": "Task", "Resource": "{resource}",
  "Credentials": {{ "RoleArn": "arn:aws:iam::111122223333:role/r" }}, "TimeoutSeconds": 9, "End": true }}"#
            ),
            expected,
        );
    };
    state(
        "arn:aws:states:eu-west-1:111122223333:activity:pack",
        expect![[r#"
            3   |   "Credentials": { "RoleArn": "arn:aws:iam::111122223333:role/r" }, "TimeoutSeconds": 9, "End": true },
                |    ^^^^^^^^^^^ misplaced-field: An activity takes no "Credentials": it runs with the rights of its worker
        "#]],
    );
    state(
        "arn:aws:lambda:eu-west-1:111122223333:function:activity",
        expect![""],
    );
}

#[test]
fn combined_rules_have_the_variables_of_their_parts() {
    super::state(
        r#"{ "Type": "Choice", "Default": "Elsewhere", "Choices": [
  { "Variable": "$.a", "Not": { "Variable": "$.b", "IsNull": true }, "Next": "Elsewhere" } ] }"#,
        expect![[r#"
            3   |   { "Variable": "$.a", "Not": { "Variable": "$.b", "IsNull": true }, "Next": "Elsewhere" } ] },
                |      ^^^^^^^^ several-comparisons: A choice rule has one comparison, but "Variable" stands beside "Not"; put both into "And" or "Or"
        "#]],
    );
}

#[test]
fn the_version_is_the_only_one() {
    super::json(
        r#"
{ "Version": "1.1", "TimeoutSeconds": 0, "StartAt": "S", "States": { "S": { "Type": "Succeed" } } }
"#,
        expect![[r#"
            1   | { "Version": "1.1", "TimeoutSeconds": 0, "StartAt": "S", "States": { "S": { "Type": "Succeed" } } }
                |              ^^^^^ unknown-value: "Version" must be 1.0; did you mean "1.0"?
        "#]],
    );
}

#[test]
fn a_retry_may_come_at_once() {
    super::state(
        r#"{ "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f",
  "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 0 }], "End": true }"#,
        expect![""],
    );
}
