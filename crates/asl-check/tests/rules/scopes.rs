//! Whether a variable has a value where it is read: the same answers in both query languages and
//! both notations.

use asl_check::{CheckConfig, Diagnostic, check};
use asl_model::Model;
use asl_syntax::{Format, parse};

/// What is said of the variable `$v`, if anything: the code, and the text that is marked.
type Said = Option<(&'static str, &'static str)>;

const NEVER: Said = Some(("unassigned-variable", "v"));
const MAYBE: Said = Some(("maybe-unassigned", "v"));
const SHADOWS: Said = Some(("shadowed-variable", "v"));
const FINE: Said = None;

/// States in words that are the same for both languages: `<set>` assigns `$v`, `<read>` reads it,
/// `<rule>` is what a choice rule asks, `<inside …>` and `<children …>` are the processors of an
/// inline and of a distributed Map.
const CASES: &[(&str, &str, Said)] = &[
    (
        "assigned before",
        r#""A": {"Type": "Pass", <set>, "Next": "B"}, "B": {"Type": "Pass", <read>, "End": true}"#,
        FINE,
    ),
    (
        "assigned far before",
        r#""A": {"Type": "Pass", <set>, "Next": "B"}, "B": {"Type": "Wait", "Seconds": 1, "Next": "C"}, "C": {"Type": "Pass", <read>, "End": true}"#,
        FINE,
    ),
    (
        "assigned by nobody",
        r#""A": {"Type": "Pass", <read>, "End": true}"#,
        NEVER,
    ),
    (
        "assigned after it is read",
        r#""A": {"Type": "Pass", <read>, "Next": "B"}, "B": {"Type": "Pass", <set>, "End": true}"#,
        NEVER,
    ),
    (
        "assigned by the state that reads it",
        r#""A": {"Type": "Pass", <set>, <read>, "End": true}"#,
        NEVER,
    ),
    (
        "assigned in a loop before it is read again",
        r#""A": {"Type": "Pass", <read>, "Next": "B"}, "B": {"Type": "Pass", <set>, "Next": "C"}, "C": {"Type": "Choice", "Choices": [{<rule>, "Next": "A"}], "Default": "D"}, "D": {"Type": "Succeed"}"#,
        MAYBE,
    ),
    (
        "assigned by every rule and by default",
        r#""A": {"Type": "Choice", "Choices": [{<rule>, <set>, "Next": "B"}], <set>, "Default": "B"}, "B": {"Type": "Pass", <read>, "End": true}"#,
        FINE,
    ),
    (
        "assigned by one rule",
        r#""A": {"Type": "Choice", "Choices": [{<rule>, <set>, "Next": "B"}], "Default": "B"}, "B": {"Type": "Pass", <read>, "End": true}"#,
        MAYBE,
    ),
    (
        "assigned by default alone, read behind a rule",
        r#""A": {"Type": "Choice", "Choices": [{<rule>, "Next": "B"}], <set>, "Default": "C"}, "B": {"Type": "Pass", <read>, "End": true}, "C": {"Type": "Succeed"}"#,
        NEVER,
    ),
    (
        "assigned on both ways",
        r#""A": {"Type": "Choice", "Choices": [{<rule>, "Next": "B"}], "Default": "C"}, "B": {"Type": "Pass", <set>, "Next": "D"}, "C": {"Type": "Pass", <set>, "Next": "D"}, "D": {"Type": "Pass", <read>, "End": true}"#,
        FINE,
    ),
    (
        "assigned on one way",
        r#""A": {"Type": "Choice", "Choices": [{<rule>, "Next": "B"}], "Default": "C"}, "B": {"Type": "Pass", <set>, "Next": "C"}, "C": {"Type": "Pass", <read>, "End": true}"#,
        MAYBE,
    ),
    (
        "assigned by a catcher, read behind it",
        r#""A": {<task>, "Catch": [{"ErrorEquals": ["States.ALL"], <set>, "Next": "B"}], "End": true}, "B": {"Type": "Pass", <read>, "End": true}"#,
        FINE,
    ),
    (
        "assigned by a catcher, read behind the success",
        r#""A": {<task>, "Catch": [{"ErrorEquals": ["States.ALL"], <set>, "Next": "C"}], "Next": "B"}, "B": {"Type": "Pass", <read>, "End": true}, "C": {"Type": "Succeed"}"#,
        NEVER,
    ),
    (
        "assigned by a catcher, read where both come together",
        r#""A": {<task>, "Catch": [{"ErrorEquals": ["States.ALL"], <set>, "Next": "B"}], "Next": "B"}, "B": {"Type": "Pass", <read>, "End": true}"#,
        MAYBE,
    ),
    (
        "assigned by a task, read behind its catcher",
        r#""A": {<task>, <set>, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}], "Next": "B"}, "B": {"Type": "Succeed"}, "C": {"Type": "Pass", <read>, "End": true}"#,
        NEVER,
    ),
    (
        "assigned by a task and by its catcher",
        r#""A": {<task>, <set>, "Catch": [{"ErrorEquals": ["States.ALL"], <set>, "Next": "B"}], "Next": "B"}, "B": {"Type": "Pass", <read>, "End": true}"#,
        FINE,
    ),
    (
        "read inside of a Parallel",
        r#""A": {"Type": "Pass", <set>, "Next": "P"}, "P": {"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", <read>, "End": true}}}], "End": true}"#,
        FINE,
    ),
    (
        "read deep inside",
        r#""A": {"Type": "Pass", <set>, "Next": "P"}, "P": {"Type": "Parallel", "Branches": [{"StartAt": "M", "States": {"M": {"Type": "Map", <inside "B": {"Type": "Pass", <read>, "End": true}>, "End": true}}}], "End": true}"#,
        FINE,
    ),
    (
        "read in a sibling branch",
        r#""P": {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", <set>, "End": true}}}, {"StartAt": "B", "States": {"B": {"Type": "Pass", <read>, "End": true}}}], "End": true}"#,
        NEVER,
    ),
    (
        "read behind the Parallel whose branch assigns it",
        r#""P": {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", <set>, "End": true}}}], "Next": "B"}, "B": {"Type": "Pass", <read>, "End": true}"#,
        NEVER,
    ),
    (
        "read behind the Map whose iteration assigns it",
        r#""M": {"Type": "Map", <inside "A": {"Type": "Pass", <set>, "End": true}>, "Next": "B"}, "B": {"Type": "Pass", <read>, "End": true}"#,
        NEVER,
    ),
    (
        "assigned in two branches",
        r#""P": {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", <set>, "Next": "B"}, "B": {"Type": "Pass", <read>, "End": true}}}, {"StartAt": "C", "States": {"C": {"Type": "Pass", <set>, "End": true}}}], "End": true}"#,
        FINE,
    ),
    (
        "assigned inside of a Parallel and before it",
        r#""A": {"Type": "Pass", <set>, "Next": "P"}, "P": {"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", <set>, "End": true}}}], "End": true}"#,
        SHADOWS,
    ),
    (
        "assigned inside of a Map and before it",
        r#""A": {"Type": "Pass", <set>, "Next": "M"}, "M": {"Type": "Map", <inside "B": {"Type": "Pass", <set>, "End": true}>, "End": true}"#,
        SHADOWS,
    ),
    (
        "assigned inside by a rule, and before",
        r#""A": {"Type": "Pass", <set>, "Next": "M"}, "M": {"Type": "Map", <inside "B": {"Type": "Choice", "Choices": [{<rule>, <set>, "Next": "C"}], "Default": "C"}, "C": {"Type": "Succeed"}>, "End": true}"#,
        SHADOWS,
    ),
    (
        "assigned inside by a catcher, and before",
        r#""A": {"Type": "Pass", <set>, "Next": "M"}, "M": {"Type": "Map", <inside "B": {<task>, "Catch": [{"ErrorEquals": ["States.ALL"], <set>, "Next": "C"}], "Next": "C"}, "C": {"Type": "Succeed"}>, "End": true}"#,
        SHADOWS,
    ),
    (
        "assigned in the children of a distributed Map, and before",
        r#""A": {"Type": "Pass", <set>, "Next": "M"}, "M": {"Type": "Map", <children "B": {"Type": "Pass", <set>, "End": true}>, "End": true}"#,
        FINE,
    ),
    (
        "read in the children of a distributed Map",
        r#""A": {"Type": "Pass", <set>, "Next": "M"}, "M": {"Type": "Map", <children "B": {"Type": "Pass", <read>, "End": true}>, "End": true}"#,
        NEVER,
    ),
    (
        "read by the ItemSelector of a Map",
        r#""A": {"Type": "Pass", <set>, "Next": "M"}, "M": {"Type": "Map", "ItemSelector": <value>, <inside "B": {"Type": "Succeed"}>, "End": true}"#,
        FINE,
    ),
    (
        "read by the ItemSelector of a distributed Map",
        r#""A": {"Type": "Pass", <set>, "Next": "M"}, "M": {"Type": "Map", "ItemSelector": <value>, <children "B": {"Type": "Succeed"}>, "End": true}"#,
        FINE,
    ),
    (
        "read by an ItemSelector, assigned inside of the Map",
        r#""M": {"Type": "Map", "ItemSelector": <value>, <inside "B": {"Type": "Pass", <set>, "End": true}>, "End": true}"#,
        NEVER,
    ),
    (
        "read by a catcher's Assign, assigned by the state",
        r#""A": {<task>, <set>, "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": <other>, "Next": "B"}], "Next": "B"}, "B": {"Type": "Succeed"}"#,
        NEVER,
    ),
    (
        "read in a loop inside of a Map, assigned around it",
        r#""A": {"Type": "Choice", "Choices": [{<rule>, <set>, "Next": "M"}], "Default": "M"}, "M": {"Type": "Map", <inside "B": {"Type": "Pass", <read>, "End": true}>, "End": true}"#,
        MAYBE,
    ),
];

fn written(states: &str, jsonata: bool) -> String {
    let words = if jsonata {
        [
            ("<set>", r#""Assign": {"v": 1}"#),
            ("<read>", r#""Output": "{% $v %}""#),
            ("<value>", r#"{"r": "{% $v %}"}"#),
            ("<other>", r#"{"o": "{% $v %}"}"#),
            ("<rule>", r#""Condition": "{% $states.input.x %}""#),
        ]
    } else {
        [
            ("<set>", r#""Assign": {"v": 1}"#),
            ("<read>", r#""OutputPath": "$v""#),
            ("<value>", r#"{"r.$": "$v"}"#),
            ("<other>", r#"{"o.$": "$v"}"#),
            ("<rule>", r#""Variable": "$.x", "IsNull": true"#),
        ]
    };
    let mut text = states.to_owned();
    for (word, written) in words {
        text = text.replace(word, written);
    }
    let task = r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f""#;
    text = text.replace("<task>", task);
    for (word, config) in [
        ("<inside ", ""),
        (
            "<children ",
            r#""ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "#,
        ),
    ] {
        while let Some(start) = text.find(word) {
            let rest = &text[start + word.len()..];
            let inner = rest.split('>').next().unwrap_or(rest);
            let first = &inner[1..2];
            let end = start + word.len() + inner.len();
            let processor = format!(
                r#""ItemProcessor": {{{config}"StartAt": "{first}", "States": {{{inner}}}}}"#
            );
            text.replace_range(start..=end, &processor);
        }
    }
    let first = &text[1..2];
    let language = if jsonata { "JSONata" } else { "JSONPath" };
    format!(r#"{{"QueryLanguage": "{language}", "StartAt": "{first}", "States": {{{text}}}}}"#)
}

fn said(text: &str, format: Format) -> Vec<Diagnostic> {
    let model = Model::lower(&parse(text, format), None);
    let mut found = check(&model, &CheckConfig::default());
    found.retain(|it| it.rule.group.name() == "variables" || it.rule.group.name() == "syntax");
    found
}

#[test]
fn variables_have_values_where_the_flow_says_so() {
    let mut wrong = Vec::new();
    for (name, states, expected) in CASES {
        for jsonata in [false, true] {
            let text = written(states, jsonata);
            for format in [Format::Json, Format::Yaml] {
                let found = said(&text, format);
                let found: Vec<_> = found
                    .iter()
                    .map(|it| (it.rule.code, &text[it.range], it.message.as_str()))
                    .collect();
                let is_right = match expected {
                    Some(said) => found.iter().any(|it| (it.0, it.1) == *said) && found.len() == 1,
                    None => found.is_empty(),
                };
                if !is_right {
                    wrong.push(format!("{name}: {found:?} in {text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every field that reads in JSONPath.
#[test]
fn every_field_reads() {
    for body in [
        r#""Type": "Pass", "InputPath": "$v", "Next": "T""#,
        r#""Type": "Pass", "Parameters": {"a": [{"b.$": "States.Format('{}', $v.c)"}]}, "Next": "T""#,
        r#""Type": "Wait", "SecondsPath": "$v", "Next": "T""#,
        r#""Type": "Choice", "Choices": [{"Variable": "$v", "IsPresent": true, "Next": "T"}], "Default": "T""#,
        r#""Type": "Choice", "Choices": [{"And": [{"Variable": "$.a", "StringEqualsPath": "$v"}], "Next": "T"}], "Default": "T""#,
        r#""Type": "Fail", "ErrorPath": "$v", "Cause": "c""#,
        r#""Type": "Map", "ItemsPath": "$v", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}, "Next": "T""#,
        r#""Type": "Map", "MaxConcurrencyPath": "$v", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}, "Next": "T""#,
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "TimeoutSecondsPath": "$v", "Next": "T""#,
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "Credentials": {"RoleArn.$": "$v"}, "Next": "T""#,
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "ResultSelector": {"a.$": "$v"}, "Next": "T""#,
        r#""Type": "Wait", "QueryLanguage": "JSONata", "Seconds": "{% $v %}", "Next": "T""#,
        r#""Type": "Fail", "QueryLanguage": "JSONata", "Error": "{% $v %}", "Cause": "c""#,
        r#""Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{"Condition": "{% $v > 1 %}", "Next": "T"}], "Default": "T""#,
        r#""Type": "Map", "QueryLanguage": "JSONata", "Items": "{% $v %}", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}, "Next": "T""#,
        r#""Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "Arguments": {"a": "{% $v.b %}"}, "Next": "T""#,
        r#""Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "TimeoutSeconds": "{% $v %}", "Next": "T""#,
        r#""Type": "Pass", "QueryLanguage": "JSONata", "Assign": {"w": "{% $map([1], function($n) { $n + $v }) %}"}, "Next": "T""#,
    ] {
        let text = format!(
            r#"{{"StartAt": "S", "States": {{"S": {{{body}}}, "T": {{"Type": "Succeed"}}}}}}"#
        );
        let found = said(&text, Format::Json);
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.rule.code, &text[it.range]))
            .collect();
        assert_eq!(found, [("unassigned-variable", "v")], "{text}");
    }
}

/// 80 characters, as the developer guide says of variables' names.
#[test]
fn names_have_a_length() {
    for (length, expected) in [(80, 0), (81, 1)] {
        let name = "n".repeat(length);
        let text = format!(
            r#"{{"StartAt": "S", "States": {{"S": {{"Type": "Pass", "Assign": {{"{name}": 1}}, "End": true}}}}}}"#
        );
        let found = said(&text, Format::Json);
        assert_eq!(found.len(), expected, "{found:#?}");
    }
}
