//! `asl eval` as a user sees it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot begin has failed"
)]

mod support;

use expect_test::{Expect, expect};
use serde_json::Value;
use support::Cli;

fn order() -> Cli {
    Cli::new()
        .file(
            "order.json",
            r#"{ "id": 7, "lines": [{ "sku": "tea", "qty": 3 }, { "sku": "cup", "qty": 1 }] }"#,
        )
        .file(
            "context.json",
            r#"{ "Execution": { "Name": "run-1" }, "State": { "Name": "S" } }"#,
        )
        .file(
            "variables.json",
            r#"{ "limit": 2, "$shop": { "name": "Leaf" } }"#,
        )
}

/// Evaluates against the order.
fn check(arguments: &[&str], expected: &Expect) {
    let all = [&["eval", "--input", "order.json"], arguments].concat();
    expected.assert_eq(&order().run(&all));
}

/// The value of an expression on one line.
fn value(arguments: &[&str]) -> String {
    let all = [
        &[
            "eval",
            "--input",
            "order.json",
            "--context",
            "context.json",
            "--variables",
            "variables.json",
        ],
        arguments,
    ];
    let shown = order().run(&all.concat());
    let json = shown.strip_prefix("exit status 0\n--- stdout\n");
    let json = json.unwrap_or_else(|| panic!("{shown}"));
    let value: Value = serde_json::from_str(json).expect("JSON");
    value.to_string()
}

#[test]
fn every_language_is_told_from_the_text() {
    for (expression, wanted) in [
        ("$.lines[?(@.qty > 2)].sku", r#"["tea"]"#),
        ("$$.Execution.Name", r#""run-1""#),
        ("$shop.name", r#""Leaf""#),
        ("States.Format('{}-{}', $.id, $limit)", r#""7-2""#),
        (
            r#"{ "id.$": "$.id", "by.$": "$$.State.Name", "plain": [1] }"#,
            r#"{"id":7,"by":"S","plain":[1]}"#,
        ),
        ("{% $sum($states.input.lines.qty) + $limit %}", "6"),
        ("$states.context.Execution.Name", r#""run-1""#),
        ("$uppercase('a')", r#""A""#),
        (
            r#"{ "n": "{% $states.input.id %}", "s": "{% $shop.name %}!" }"#,
            r#"{"n":7,"s":"{% $shop.name %}!"}"#,
        ),
    ] {
        assert_eq!(value(&[expression]), wanted, "{expression}");
    }
}

#[test]
fn the_language_can_be_said() {
    assert_eq!(
        value(&["--language", "reference-path", "$.lines[1].qty"]),
        "1"
    );
    assert_eq!(value(&["--language", "jsonata", "$limit"]), "2");
    check(
        &["--language", "reference-path", "$.lines[*].qty"],
        &expect![[r#"
            exit status 2
            --- stderr
            error: A reference path cannot have a wildcard
             --> EXPR:1:8
              |
            1 | $.lines[*].qty
              |        ^^^
        "#]],
    );
}

#[test]
fn chance_and_time_come_from_the_arguments() {
    let uuid = value(&["States.UUID()", "--seed", "5"]);
    assert_eq!(uuid, value(&["States.UUID()", "--seed", "5"]));
    assert_ne!(uuid, value(&["States.UUID()", "--seed", "6"]));
    let now = ["{% $now() %}", "--time", "2031-05-06T07:08:09Z"];
    assert_eq!(value(&now), r#""2031-05-06T07:08:09.000Z""#);
}

#[test]
fn failures_have_step_functions_words() {
    check(
        &["$.customer.name"],
        &expect![[r#"
            exit status 1
            --- stderr
            error: States.Runtime
            cause: Invalid path '$.customer.name' : Missing property in path $['customer']
        "#]],
    );
    check(
        &["--language", "reference-path", "$.id.x"],
        &expect![[r#"
        exit status 1
        --- stderr
        error: States.ReferencePathConflict
        cause: Unable to apply step "x" to input {"id":7,"lines":[{"sku":"tea","qty":3},{"sku":"cup","qty":1}]}
    "#]],
    );
    check(
        &[r#"{ "a.$": "$.none" }"#],
        &expect![[r#"
        exit status 1
        --- stderr
        error: States.Runtime
        cause: The JSONPath '$.none' specified for the field 'a.$' could not be found in the input '{"id":7,"lines":[{"sku":"tea","qty":3},{"sku":"cup","qty":1}]}'
    "#]],
    );
    check(
        &["States.ArrayGetItem($.lines, 5)"],
        &expect![[r#"
        exit status 1
        --- stderr
        error: States.Runtime
        cause: There was an error while evaluating the intrinsic function: States.ArrayGetItem($.lines, 5). Invalid arguments in States.ArrayGetItem
    "#]],
    );
    check(
        &["{% $states.input.none %}"],
        &expect![[r#"
        exit status 1
        --- stderr
        error: States.QueryEvaluationError
        cause: The JSONata expression '$states.input.none' returned nothing (undefined).
    "#]],
    );
    check(
        &["{% $sum('x') %}"],
        &expect![[r#"
        exit status 1
        --- stderr
        error: States.QueryEvaluationError
        cause: The JSONata expression '$sum('x')' threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"
    "#]],
    );
}

#[test]
fn what_cannot_be_read_is_shown_at_its_column() {
    check(
        &["$.lines[0"],
        &expect![[r#"
        exit status 2
        --- stderr
        error: This bracket is not closed
         --> EXPR:1:8
          |
        1 | $.lines[0
          |        ^
          |
          = help: Read as a JSONPath; `--language jsonata` reads it as JSONata
    "#]],
    );
    check(
        &[r#"{ "a": 1, "b.$": "States.Format('{}', $.x[)" }"#],
        &expect![[r#"
            exit status 2
            --- stderr
            error: This bracket is not closed
             --> EXPR:1:42
              |
            1 | { "a": 1, "b.$": "States.Format('{}', $.x[)" }
              |                                          ^
        "#]],
    );
    check(
        &[r#"{ "a": 1 "#],
        &expect![[r#"
            exit status 2
            --- stderr
            error: A closing `}` is missing
             --> EXPR:1:9
              |
            1 | { "a": 1 
              |         ^
        "#]],
    );
    check(
        &["{% $states.input. %}"],
        &expect![[r#"
        exit status 2
        --- stderr
        error: Unexpected end of expression
         --> EXPR:1:18
          |
        1 | {% $states.input. %}
          |                  ^
          |
          = help: Read as JSONata; `--language` says what else it is
    "#]],
    );
    check(
        &["lines.qty"],
        &expect![[r#"
        exit status 2
        --- stderr
        error: Reference to 'lines' at the top level is not supported.
         --> EXPR:1:1
          |
        1 | lines.qty
          | ^^^^^
          |
          = help: The data is `$states.input`
    "#]],
    );
}

#[test]
fn expressions_come_from_files_too() {
    let cli = order()
        .file("arguments.yaml", "id.$: $.id\nlist: [1, 2]\n")
        .file("path.txt", "$.id\n")
        .file("broken.yaml", "id.$: $.id[\n");
    let run = |file| cli.run(&["eval", file, "--input", "order.json"]);
    expect![[r#"
        exit status 0
        --- stdout
        {
          "id": 7,
          "list": [
            1,
            2
          ]
        }
    "#]]
    .assert_eq(&run("@arguments.yaml"));
    expect![[r#"
        exit status 0
        --- stdout
        7
    "#]]
    .assert_eq(&run("@path.txt"));
    expect![[r#"
        exit status 2
        --- stderr
        error: This bracket is not closed
         --> broken.yaml:1:11
          |
        1 | id.$: $.id[
          |           ^
    "#]]
    .assert_eq(&run("@broken.yaml"));
    expect![[r#"
        exit status 2
        --- stderr
        asl: none.yaml: no such file
    "#]]
    .assert_eq(&run("@none.yaml"));
}

#[test]
fn data_come_from_standard_input() {
    let shown = order().run_with_input(&["eval", "$.a", "--input", "-"], "{ \"a\": [1] }");
    assert!(shown.starts_with("exit status 0\n"), "{shown}");
    let shown = order().run(&[
        "eval",
        "$",
        "--variables",
        "order.json",
        "--context",
        "none.json",
    ]);
    assert!(shown.contains("none.json: no such file"), "{shown}");
}

#[test]
fn a_batch_answers_every_line_in_order() {
    let lines = r#"{"id": 1, "language": "jsonpath", "expr": "$.a", "data": {"a": 1}}
{"id": "two", "language": "jsonata", "expr": "a + $b", "data": {"a": 1}, "bindings": {"b": 2}}
not json

{"id": 3, "language": "jsonata", "expr": "none", "data": {}}
{"id": 4, "language": "jsonata", "expr": "$sum('x')"}
{"id": 5, "language": "jsonata", "expr": "1 +"}
{"id": 6, "language": "jsonpath", "expr": "$.b", "data": {}}
{"id": 7, "language": "jsonpath", "expr": "$.b["}
{"id": 8, "language": "perl", "expr": "1"}
{"id": 9}
{"id": 10, "expr": {"a.$": "$$.Name"}, "context": {"Name": "n"}}
{"id": 11, "language": "jsonata", "expr": "$states.input.a", "data": {"a": true}}
{"id": 12, "language": "intrinsic", "expr": "States.MathAdd(1, 2)"}"#;
    expect![[r#"
        exit status 2
        --- stdout
        {"id":1,"result":1}
        {"id":"two","result":3}
        {"id":null,"line":3,"error":"BadLine","message":"line 3: not JSON: expected ident at line 1 column 2"}
        {"id":3,"undefined":true}
        {"id":4,"error":"T0412","message":"Argument 1 of function \"sum\" must be an array of \"numbers\""}
        {"id":5,"error":"S0207","message":"Unexpected end of expression"}
        {"id":6,"error":"States.Runtime","message":"Invalid path '$.b' : No results for path: $['b']"}
        {"id":7,"error":"SCHEMA_VALIDATION_FAILED","message":"This bracket is not closed"}
        {"id":8,"line":10,"error":"BadLine","message":"line 10: \"perl\" is no language: jsonpath, reference-path, intrinsic, template, jsonata"}
        {"id":9,"line":11,"error":"BadLine","message":"line 11: \"expr\" is missing"}
        {"id":10,"result":{"a":"n"}}
        {"id":11,"result":true}
        {"id":12,"result":3}
    "#]].assert_eq(&order().run_with_input(&["eval", "--batch"], lines));
}

#[test]
fn a_batch_of_good_lines_is_status_0() {
    let cli = Cli::new().file("cases.jsonl", "{\"expr\": \"1 + 1\"}\n{\"expr\": \"$x\"}\n");
    expect![[r#"
        exit status 0
        --- stdout
        {"id":null,"result":2}
        {"id":null,"undefined":true}
    "#]]
    .assert_eq(&cli.run(&["eval", "--batch", "cases.jsonl", "--language", "jsonata"]));
    expect![[r#"
        exit status 2
        --- stderr
        asl: none.jsonl: no such file
    "#]]
    .assert_eq(&cli.run(&["eval", "--batch", "none.jsonl"]));
}

/// Whoever sends the next line after the answer to the last one gets it.
#[test]
fn a_batch_answers_as_it_reads() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = Cli::new()
        .command(&["eval", "--batch"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for number in 0..3 {
        writeln!(
            stdin,
            "{{\"id\": {number}, \"expr\": \"$\", \"data\": {number}}}"
        )
        .expect("it reads");
        let answer = answers.next().expect("an answer").expect("text");
        assert_eq!(answer, format!("{{\"id\":{number},\"result\":{number}}}"));
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}
