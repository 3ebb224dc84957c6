//! Parameters at every depth.
#![expect(clippy::too_many_lines, reason = "snapshots are long")]

use asl_testing::fixture::CURSOR;
use expect_test::expect;

use super::{given, list, with_snippets, yaml_arguments, yaml_given};
use crate::support::{Setup, format_of, offered_as};

#[test]
fn parameters_that_are_missing() {
    list(
        &given("dynamodb:putItem", "{$0}"),
        &expect![[r#"
        TableName  (required · string)
        TableName.$  (required · string)
        Item  (required · map of string to AttributeValue)
        Item.$  (required · map of string to AttributeValue)
        Expected  (map of string to ExpectedAttributeValue)
        Expected.$  (map of string to ExpectedAttributeValue)
        ReturnValues  (string)
        ReturnValues.$  (string)
        ReturnConsumedCapacity  (string)
        ReturnConsumedCapacity.$  (string)
        20 in all
    "#]],
    );
    list(
        &given("dynamodb:putItem", "{\"TableName.$\": \"$.t\", \"I$0\"}"),
        &expect![[r#"
            Item  (required · map of string to AttributeValue)
            Item.$  (required · map of string to AttributeValue)
            Expected  (map of string to ExpectedAttributeValue)
            Expected.$  (map of string to ExpectedAttributeValue)
            ReturnValues  (string)
            ReturnValues.$  (string)
            ReturnConsumedCapacity  (string)
            ReturnConsumedCapacity.$  (string)
            ReturnItemCollectionMetrics  (string)
            ReturnItemCollectionMetrics.$  (string)
            18 in all
        "#]],
    );
    list(
        &yaml_given("dynamodb:putItem", "\n  $0"),
        &expect![[r#"
        TableName  (required · string)
        TableName.$  (required · string)
        Item  (required · map of string to AttributeValue)
        Item.$  (required · map of string to AttributeValue)
        Expected  (map of string to ExpectedAttributeValue)
        Expected.$  (map of string to ExpectedAttributeValue)
        ReturnValues  (string)
        ReturnValues.$  (string)
        ReturnConsumedCapacity  (string)
        ReturnConsumedCapacity.$  (string)
        20 in all
    "#]],
    );
    list(
        &yaml_given("dynamodb:putItem", "\n  Tab$0"),
        &expect![[r#"
        TableName  (required · string)
        TableName.$  (required · string)
        Item  (required · map of string to AttributeValue)
        Item.$  (required · map of string to AttributeValue)
        Expected  (map of string to ExpectedAttributeValue)
        Expected.$  (map of string to ExpectedAttributeValue)
        ReturnValues  (string)
        ReturnValues.$  (string)
        ReturnConsumedCapacity  (string)
        ReturnConsumedCapacity.$  (string)
        20 in all
    "#]],
    );
    list(
        &yaml_arguments("dynamodb:putItem", "\n  TableName: a\n  $0"),
        &expect![[r#"
            Item  (required · map of string to AttributeValue)
            Expected  (map of string to ExpectedAttributeValue)
            ReturnValues  (string)
            ReturnConsumedCapacity  (string)
            ReturnItemCollectionMetrics  (string)
            ConditionalOperator  (string)
            ConditionExpression  (string)
            ExpressionAttributeNames  (map of string to string)
            ExpressionAttributeValues  (map of string to AttributeValue)
            9 in all
        "#]],
    );
}

#[test]
fn parameters_at_every_depth() {
    // A map's values, a list's members, a member of a member.
    list(
        &given("dynamodb:putItem", "{\"Item\": {\"id\": {$0}}}"),
        &expect![[r#"
            S  (string)
            S.$  (string)
            N  (string)
            N.$  (string)
            B  (blob)
            B.$  (blob)
            SS  (list of string)
            SS.$  (list of string)
            NS  (list of string)
            NS.$  (list of string)
            20 in all
        "#]],
    );
    list(
        &given(
            "dynamodb:putItem",
            "{\"Item\": {\"id\": {\"S\": \"a\", $0}}}",
        ),
        &expect![["0 in all\n"]],
    );
    list(
        &given(
            "events:putEvents",
            "{\"Entries\": [{\"Source\": \"a\" $0}]}",
        ),
        &expect![[r#"
            DetailType  (string)
            DetailType.$  (string)
            Detail  (string)
            Detail.$  (string)
            EventBusName  (string)
            EventBusName.$  (string)
            Time  (timestamp)
            Time.$  (timestamp)
            Resources  (list of string)
            Resources.$  (list of string)
            12 in all
        "#]],
    );
    list(
        &yaml_given("events:putEvents", "\n  Entries:\n    - $0"),
        &expect![[r#"
            Source  (string)
            Source.$  (string)
            DetailType  (string)
            DetailType.$  (string)
            Detail  (string)
            Detail.$  (string)
            EventBusName  (string)
            EventBusName.$  (string)
            Time  (timestamp)
            Time.$  (timestamp)
            14 in all
        "#]],
    );
    list(
        &yaml_given(
            "ecs:runTask",
            "\n  NetworkConfiguration:\n    AwsvpcConfiguration:\n      $0",
        ),
        &expect![[r#"
            Subnets  (required · list of string)
            Subnets.$  (required · list of string)
            SecurityGroups  (list of string)
            SecurityGroups.$  (list of string)
            AssignPublicIp  (string)
            AssignPublicIp.$  (string)
            6 in all
        "#]],
    );
    list(
        &yaml_arguments("aws-sdk:dynamodb:putItem", "\n  Item: {id: {$0}}"),
        &expect![[r#"
            S  (string)
            N  (string)
            B  (blob)
            Ss  (list of string)
            Ns  (list of string)
            Bs  (list of blob)
            M  (map of string to AttributeValue)
            L  (list of AttributeValue)
            Nul  (boolean)
            Bool  (boolean)
            10 in all
        "#]],
    );
}

#[test]
fn nothing_inside_what_may_be_anything() {
    for marked in [
        given("lambda:invoke", "{\"Payload\": {$0}}"),
        given("lambda:invoke", "{\"Payload\": {\"a\": $0}}"),
        yaml_given("lambda:invoke", "\n  Payload:\n    $0"),
        yaml_given("states:startExecution", "\n  Input:\n    a: $0"),
        given("nothing:known", "{$0}"),
        given("dynamodb:putItem", "{\"Item\": {$0}}"),
    ] {
        list(&marked, &expect![["0 in all\n"]]);
    }
}

#[test]
fn older_spellings_are_offered_too() {
    let marked = given("dynamodb:putItem", "{\"Item\": {\"id\": {$0}}}");
    let setup = Setup::new(&marked, format_of(&marked));
    let items = offered_as(&setup, &with_snippets());
    let labels: Vec<_> = items.iter().map(|it| it.label.as_str()).collect();
    assert!(labels.contains(&"BOOL"), "{labels:?}");
}

#[test]
fn every_beginning_of_a_task() {
    let json = given("dynamodb:putItem", "{\"Item\": {\"id\": {\"S\": \"a\"}}}");
    let yaml = yaml_given(
        "events:putEvents",
        "\n  Entries:\n    - Source: a\n      Detail: {}",
    );
    for text in [json, yaml] {
        for end in 0..=text.len() {
            let marked = [&text[..end], CURSOR].concat();
            let setup = Setup::new(&marked, format_of(&text));
            offered_as(&setup, &with_snippets());
        }
    }
}
