//! Expressions that take memory without end: they fail as they do at AWS, and the program stays small.

#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "a test that cannot begin has failed")]

mod support;

use std::process::Command;

use expect_test::{Expect, expect};
use support::Cli;

/// The kilobytes of address space that the program gets: far more than the limit on an expression,
/// far less than the expression would take.
const ADDRESSES: u32 = 2 << 20;

/// Holds 4 GB, made of texts that each are small enough.
const GREEDY: &str = "($s := $reduce([1..22], function($a, $b) { $a & $a }, 'x'); \
    $count($map([1..1000], function($i) { $s & $i })))";

fn check(cli: &Cli, arguments: &[&str], expected: &Expect) {
    let mut shell = Command::new("sh");
    shell.current_dir(cli.path("."));
    shell.args(["-c", &format!("ulimit -v {ADDRESSES}; exec \"$0\" \"$@\"")]);
    let output = shell
        .arg(env!("CARGO_BIN_EXE_asl"))
        .args(arguments)
        .output();
    let output = output.expect("the shell starts");
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it));
    let shown = format!("{:?}\n{stdout}{stderr}", output.status.code());
    expected.assert_eq(&shown.replace(GREEDY, "GREEDY"));
}

#[test]
fn an_expression_alone() {
    check(
        &Cli::new(),
        &["eval", "--language", "jsonata", GREEDY],
        &expect![[r#"
            Some(1)
            error: States.QueryEvaluationError
            cause: The JSONata expression 'GREEDY' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage
        "#]],
    );
}

#[test]
fn a_batch_goes_on_after_it() {
    let line = |expression: &str| serde_json::json!({ "id": 1, "expr": expression }).to_string();
    let lines = [line(GREEDY), line("$count([$uuid()])")].join("\n");
    check(
        &Cli::new().file("batch.jsonl", lines),
        &["eval", "--language", "jsonata", "--batch", "batch.jsonl"],
        &expect![[r#"
            Some(0)
            {"id":1,"error":"U1001","message":"Expression evaluation memory limit exceeded: Check for excessive memory usage"}
            {"id":1,"result":1}
        "#]],
    );
}

#[test]
fn a_run_goes_on_after_it() {
    let states = serde_json::json!({ "QueryLanguage": "JSONata", "StartAt": "Many", "States": {
        "Many": {
            "Type": "Map",
            "Items": [1],
            "ItemProcessor": { "StartAt": "Greedy", "States": {
                "Greedy": { "Type": "Pass", "Output": format!("{{% {GREEDY} %}}"), "End": true },
            } },
            "Catch": [{
                "ErrorEquals": ["States.QueryEvaluationError"],
                "Output": "{% $states.errorOutput %}",
                "Next": "Calm",
            }],
            "End": true,
        },
        "Calm": { "Type": "Pass", "Output": "{% $sort([$states.input.Cause, $states.input.Error]) %}", "End": true },
    } });
    check(
        &Cli::new().file("greedy.asl.json", states.to_string()),
        &["simulate", "greedy.asl.json", "--history", "none"],
        &expect![[r#"
            Some(0)
            {
              "status": "SUCCEEDED",
              "output": [
                "An error occurred while executing the state 'Greedy' (entered at the event id #5). The JSONata expression 'GREEDY' specified for the field 'Output' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage",
                "States.QueryEvaluationError"
              ]
            }
        "#]],
    );
}
