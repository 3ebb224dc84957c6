//! `asl check` with an `asl.toml`.

mod support;

use expect_test::expect;
use serde_json::Value;
use support::{Cli, ORDERS};

const ENDLESS: &str = r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "B" }], "Default": "C" },
  "B": { "Type": "Pass", "Next": "B" },
  "C": { "Type": "Succeed" } } }"#;

#[test]
fn a_project_says_what_is_reported() {
    let cli = Cli::new()
        .file(
            "asl.toml",
            "[rules]\nendless-loop = \"error\"\n[[files]]\npaths = [\"b/\"]\nignore = [\"endless-loop\"]\n",
        )
        .file("a/x.asl.json", ENDLESS)
        .file("b/x.asl.json", ENDLESS);
    let output = cli.output(&["check", "--format", "json", "."]);
    let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(all[0]["diagnostics"][0]["severity"], "error", "{all:#}");
    assert_eq!(all[1]["diagnostics"], serde_json::json!([]));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_project_leaves_files_out() {
    let cli = Cli::new()
        .file("asl.toml", "exclude = [\"old/\"]\n")
        .file("old/x.asl.json", "{")
        .file("y.asl.json", ORDERS);
    assert!(cli.run(&["check", "."]).starts_with("exit status 0"));
    assert!(
        cli.run(&["check", "old/x.asl.json"])
            .starts_with("exit status 1")
    );
}

#[test]
fn mistakes_in_a_project_are_findings_on_it() {
    let cli = Cli::new()
        .file("asl.toml", "[rules]\nendles-loop = \"off\"\n")
        .file("a/x.asl.json", ORDERS);
    expect![[r#"
        exit status 1
        --- stdout
        error[invalid-configuration]: There is no rule and no group "endles-loop"; did you mean "endless-loop"?
         --> asl.toml:2:1
          |
        2 | endles-loop = "off"
          | ^^^^^^^^^^^
          |
          = help: Change to "endless-loop"

        1 error in 2 files
    "#]]
    .assert_eq(&cli.run(&["check", "."]));
}
