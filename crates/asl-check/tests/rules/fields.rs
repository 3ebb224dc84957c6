//! What every field of JSONPath states takes: which kinds of paths, calls and `null`. And what
//! every intrinsic function takes.

use std::fmt::Write as _;

use asl_check::{CheckConfig, check};
use asl_lang::{INTRINSICS, Intrinsic, ParamKind};
use asl_model::Model;
use asl_syntax::{Format, parse};
use expect_test::expect;

/// A field with the state that has it; `PATH` is what the columns stand for.
const FIELDS: &[(&str, &str)] = &[
    ("InputPath", r#""Type": "Pass", "InputPath": PATH"#),
    ("OutputPath", r#""Type": "Pass", "OutputPath": PATH"#),
    ("ResultPath", r#""Type": "Pass", "ResultPath": PATH"#),
    (
        "Catch.ResultPath",
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": PATH, "Next": "T"}]"#,
    ),
    (
        "Parameters.x.$",
        r#""Type": "Pass", "Parameters": {"x.$": PATH}"#,
    ),
    (
        "ResultSelector.x.$",
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "ResultSelector": {"a": [{"x.$": PATH}]}"#,
    ),
    ("Assign.x.$", r#""Type": "Pass", "Assign": {"x.$": PATH}"#),
    (
        "Credentials.RoleArn.$",
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "Credentials": {"RoleArn.$": PATH}"#,
    ),
    ("SecondsPath", r#""Type": "Wait", "SecondsPath": PATH"#),
    ("TimestampPath", r#""Type": "Wait", "TimestampPath": PATH"#),
    (
        "TimeoutSecondsPath",
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "TimeoutSecondsPath": PATH"#,
    ),
    (
        "HeartbeatSecondsPath",
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "TimeoutSeconds": 9, "HeartbeatSecondsPath": PATH"#,
    ),
    (
        "ItemsPath",
        r#""Type": "Map", "ItemsPath": PATH, PROCESSOR"#,
    ),
    (
        "ItemSelector.x.$",
        r#""Type": "Map", "ItemSelector": {"x.$": PATH}, PROCESSOR"#,
    ),
    (
        "MaxConcurrencyPath",
        r#""Type": "Map", "MaxConcurrencyPath": PATH, PROCESSOR"#,
    ),
    (
        "ToleratedFailureCountPath",
        r#""Type": "Map", "ToleratedFailureCountPath": PATH, DISTRIBUTED"#,
    ),
    (
        "ToleratedFailurePercentagePath",
        r#""Type": "Map", "ToleratedFailurePercentagePath": PATH, DISTRIBUTED"#,
    ),
    (
        "MaxItemsPerBatchPath",
        r#""Type": "Map", "ItemBatcher": {"MaxItemsPerBatchPath": PATH}, DISTRIBUTED"#,
    ),
    (
        "MaxItemsPath",
        r#""Type": "Map", "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "ReaderConfig": {"MaxItemsPath": PATH}, "Parameters": {"Bucket": "b"}}, DISTRIBUTED"#,
    ),
    (
        "Variable",
        r#""Type": "Choice", "Choices": [{"Variable": PATH, "IsPresent": true, "Next": "T"}], "Default": "T""#,
    ),
    (
        "StringEqualsPath",
        r#""Type": "Choice", "Choices": [{"Variable": "$.b", "StringEqualsPath": PATH, "Next": "T"}], "Default": "T""#,
    ),
    ("ErrorPath", r#""Type": "Fail", "ErrorPath": PATH"#),
    ("CausePath", r#""Type": "Fail", "CausePath": PATH"#),
];

const INLINE: &str = r#""ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}"#;
const DISTRIBUTED: &str = r#""ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}}"#;

/// The columns: a heading of two letters, and the value.
const VALUES: &[(&str, &str)] = &[
    ("$ ", r#""$""#),
    (".a", r#""$.a.b""#),
    ("[]", r#""$['a b'][0]""#),
    ("$v", r#""$v.a""#),
    ("$$", r#""$$.Execution.Id""#),
    ("[*", r#""$.a[*].b""#),
    ("..", r#""$..a""#),
    ("[:", r#""$.a[0:2]""#),
    ("[?", r#""$.a[?(@.b == 1)]""#),
    ("[,", r#""$.a[0,1]""#),
    ("-1", r#""$.a[-1]""#),
    ("()", r#""States.Format('{}', $.a)""#),
    ("a ", r#""a""#),
    ("  ", r#""""#),
    ("$[", r#""$.a[""#),
    ("${", r#""$.${a}""#),
    ("nu", "null"),
    ("1 ", "1"),
    ("{}", "{}"),
];

fn codes(text: &str, format: Format) -> Vec<&'static str> {
    let model = Model::lower(&parse(text, format), None);
    let found = check(&model, &CheckConfig::default());
    let codes = found.iter().map(|it| it.rule.code);
    codes
        .filter(|it| !["unassigned-variable", "lambda-without-retry"].contains(it))
        .collect()
}

/// A letter for what is said of a value.
#[expect(
    clippy::panic,
    reason = "a finding that no letter stands for is the failure"
)]
fn letter(text: &str) -> char {
    let (json, yaml) = (codes(text, Format::Json), codes(text, Format::Yaml));
    assert_eq!(json, yaml, "{text}");
    match json.as_slice() {
        [] => '.',
        ["invalid-path"] => 'P',
        ["invalid-reference-path"] => 'R',
        ["invalid-dynamic-value"] => 'D',
        ["wrong-type" | "wrong-operand"] => 'T',
        other => panic!("{other:?} in {text}"),
    }
}

#[test]
fn every_field_takes_its_kinds_of_paths() {
    let width = FIELDS.iter().map(|it| it.0.len()).max().unwrap_or(0);
    let headings: Vec<_> = VALUES.iter().map(|it| it.0).collect();
    let mut table = format!("{:width$} {}\n", "", headings.join(" "));
    for (field, body) in FIELDS {
        let body = body
            .replace("PROCESSOR", INLINE)
            .replace("DISTRIBUTED,", "DISTRIBUTED");
        let body = match *field {
            "ToleratedFailureCountPath"
            | "ToleratedFailurePercentagePath"
            | "MaxItemsPerBatchPath"
            | "MaxItemsPath" => {
                let end = body.rfind("DISTRIBUTED").expect("a processor");
                format!("{}{DISTRIBUTED}", &body[..end])
            }
            _ => body,
        };
        let is_last = body.contains(r#""Choice""#) || body.contains(r#""Fail""#);
        let end = if is_last { "" } else { r#", "Next": "T""# };
        let _ = write!(table, "{field:width$} ");
        for (_, value) in VALUES {
            let body = body.replace("PATH", value);
            // The first state makes `T` reachable whatever the second one is.
            let text = format!(
                r#"{{"StartAt": "C", "States": {{"C": {{"Type": "Choice", "Choices": [{{"Variable": "$.x", "IsNull": true, "Next": "T"}}], "Default": "S"}}, "S": {{{body}{end}}}, "T": {{"Type": "Succeed"}}}}}}"#
            );
            table.push(letter(&text));
            table.push_str("  ");
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    }
    expect![[r#"
                                       $  .a [] $v $$ [* .. [: [? [, -1 () a     $[ ${ nu 1  {}
        InputPath                      .  .  .  .  .  .  .  .  .  .  .  P  P  P  P  .  .  T  T
        OutputPath                     .  .  .  .  .  .  .  .  .  .  .  P  P  P  P  .  .  T  T
        ResultPath                     .  .  .  R  R  R  R  R  R  R  R  P  P  P  P  .  .  T  T
        Catch.ResultPath               .  .  .  R  R  R  R  R  R  R  R  P  P  P  P  .  .  T  T
        Parameters.x.$                 .  .  .  .  .  .  .  .  .  .  .  .  D  D  P  .  D  D  D
        ResultSelector.x.$             .  .  .  .  .  .  .  .  .  .  .  .  D  D  P  .  D  D  D
        Assign.x.$                     .  .  .  .  .  .  .  .  .  .  .  .  D  D  P  .  D  D  D
        Credentials.RoleArn.$          .  .  .  .  .  .  .  .  .  .  .  .  D  D  P  .  D  D  D
        SecondsPath                    .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        TimestampPath                  .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        TimeoutSecondsPath             .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        HeartbeatSecondsPath           .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        ItemsPath                      .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        ItemSelector.x.$               .  .  .  .  .  .  .  .  .  .  .  .  D  D  P  .  D  D  D
        MaxConcurrencyPath             .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        ToleratedFailureCountPath      .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        ToleratedFailurePercentagePath .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        MaxItemsPerBatchPath           .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        MaxItemsPath                   .  .  .  .  .  R  R  R  R  R  R  P  P  P  P  .  T  T  T
        Variable                       .  .  .  .  .  .  .  .  .  .  .  P  P  P  P  .  T  T  T
        StringEqualsPath               .  .  .  .  .  .  .  .  .  .  .  P  P  P  P  .  T  T  T
        ErrorPath                      .  .  .  .  .  .  .  .  .  .  .  .  P  P  P  .  T  T  T
        CausePath                      .  .  .  .  .  .  .  .  .  .  .  .  P  P  P  .  T  T  T
    "#]]
    .assert_eq(&table);
}

fn call(text: &str) -> Vec<&'static str> {
    let quoted = serde_json::Value::from(text);
    let text = format!(
        r#"{{"StartAt": "S", "States": {{"S": {{"Type": "Pass", "Parameters": {{"x.$": {quoted}}}, "End": true}}}}}}"#
    );
    codes(&text, Format::Json)
}

/// A literal of that kind, and one of another kind.
fn literals(kind: ParamKind) -> (&'static str, Option<&'static str>) {
    match kind {
        ParamKind::Any => ("1", None),
        ParamKind::String => ("'a'", Some("1")),
        ParamKind::Number => ("1", Some("'a'")),
        ParamKind::Bool => ("false", Some("1")),
        ParamKind::Array => ("States.Array(1)", Some("1")),
        ParamKind::Object => ("States.StringToJson('{\\}')", Some("'a'")),
    }
}

/// The fewest arguments that suit.
fn arguments(function: &Intrinsic) -> Vec<&'static str> {
    let needed = &function.params[..function.min_args()];
    let suits = |kind| literals(kind).0;
    let given = needed.iter().map(|it| suits(it.kind));
    match function.name {
        "States.Hash" => vec!["'a'", "'MD5'"],
        "States.MathRandom" => vec!["1", "2"],
        "States.JsonToString" => vec!["$.a"],
        "States.Base64Decode" => vec!["'YQ=='"],
        "States.StringToJson" => vec!["'1'"],
        _ => given.collect(),
    }
}

#[test]
fn every_function_counts_its_arguments() {
    for function in &INTRINSICS {
        let name = function.name;
        let fine = arguments(function);
        let write = |given: &[&str]| call(&format!("{name}({})", given.join(", ")));
        assert_eq!(write(&fine), [""; 0], "{name}");
        if let Some((_, fewer)) = fine.split_last() {
            assert_eq!(write(fewer), ["wrong-argument-count"], "{name} {fewer:?}");
        }
        let Some(most) = function.max_args() else {
            continue;
        };
        let mut more = fine.clone();
        more.resize(most + 1, "1");
        let found = write(&more);
        assert!(
            found.contains(&"wrong-argument-count"),
            "{name} {more:?} {found:?}"
        );
    }
}

#[test]
fn every_function_looks_at_its_arguments() {
    for function in &INTRINSICS {
        let name = function.name;
        let fine = arguments(function);
        for (at, param) in function.params.iter().enumerate().take(fine.len()) {
            let Some(wrong) = literals(param.kind).1 else {
                continue;
            };
            let mut given = fine.clone();
            given[at] = wrong;
            let found = call(&format!("{name}({})", given.join(", ")));
            assert_eq!(found, ["wrong-argument-type"], "{name} {given:?}");
            // What is read from data may be anything.
            for open in ["$.a", "$$.Execution.Input", "$v", "$.a[*]", "${Name}"] {
                given[at] = open;
                let found = call(&format!("{name}({})", given.join(", ")));
                assert_eq!(found, [""; 0], "{name} {given:?}");
            }
        }
    }
}

#[test]
fn functions_in_functions() {
    let nested = |depth: usize| format!("{}1{}", "States.Array(".repeat(depth), ")".repeat(depth));
    assert_eq!(call(&nested(10)), [""; 0]);
    assert_eq!(call(&nested(12)), ["invalid-function-call"]);
}

#[test]
fn templates_and_escapes() {
    for (text, expected) in [
        (r"States.Format('{}', $.a)", ""),
        (r"States.Format('{} {}', $.a, 'b')", ""),
        (r"States.Format($.template, $.a)", ""),
        (r"States.Format('\{\} {}', $.a)", ""),
        (r"States.Format('it\'s \\ {}', $.a)", ""),
        (r"States.Format('{} {}', $.a)", "format-placeholders"),
        (r"States.Format('a', $.a)", "format-placeholders"),
        (r"States.Format('{}')", "format-placeholders"),
        (r"States.Format('\{}', $.a)", "format-placeholders"),
        (r#"States.Format('\"{}', $.a)"#, "invalid-function-call"),
        (r"States.Format('a\', $.a)", "invalid-function-call"),
        (r"States.Format('{}', $.a", "invalid-function-call"),
        (r"States.Format('{}' $.a)", "invalid-function-call"),
        (r"States.Format('{}', $.a[)", "invalid-function-call"),
        (r"States.format('{}', $.a)", "unknown-function"),
        (r"States.Default($.a, 1)", "unknown-function"),
        (r"States.Hash($.a, 'MD4')", "wrong-argument-type"),
        (r"States.JsonMerge($.a, $.b, true)", "wrong-argument-type"),
        (r"States.ArrayRange(0, 9, 0)", "wrong-argument-type"),
    ] {
        let expected: Vec<_> = Some(expected)
            .filter(|it| !it.is_empty())
            .into_iter()
            .collect();
        assert_eq!(call(text), expected, "{text}");
    }
}
