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

/// AWS knows nothing of a project's settings, nor of what a comment says; what a deployment puts in
/// the place of placeholders it sees.
#[test]
fn aws_reports_what_is_silenced_here() {
    let definition = r#"{ "StartAt": "A", "Comment": "asl-ignore: missing-target", "States": {
  "A": { "Type": "Wait", "Comment": "asl-ignore: out-of-range", "Seconds": ${Wait}, "Next": "B" } } }"#;
    let cli = Cli::new()
        .file(
            "asl.toml",
            "ignore = [\"no-terminal-state\"]\nsubstitutions = { Wait = -1 }\n[rules]\ndata = \"off\"\n",
        )
        .file("a.asl.json", definition);
    assert!(
        cli.run(&["check", "a.asl.json"])
            .starts_with("exit status 0")
    );
    expect![[r#"
        exit status 1
        --- stdout
        {
          "result": "FAIL",
          "diagnostics": [
            {
              "severity": "ERROR",
              "code": "SCHEMA_VALIDATION_FAILED",
              "message": "Minimum value is 0",
              "location": "/States/A/Seconds"
            },
            {
              "severity": "ERROR",
              "code": "MISSING_TRANSITION_TARGET",
              "message": "Missing 'Next' target: B",
              "location": "/States/A/Next"
            }
          ],
          "truncated": false
        }
    "#]]
    .assert_eq(&cli.run(&["check", "--like-aws", "a.asl.json"]));
}

/// The settings that the README shows, whole and with a mistake.
#[test]
fn the_settings_of_the_readme() {
    let readme = include_str!("../../../README.md");
    let mut blocks = readme.split("```toml\n").skip(1);
    let settings = blocks.find_map(|it| it.split("```").next()?.contains("[rules]").then_some(it));
    let settings = settings.and_then(|it| it.split("```").next());
    let settings = settings.expect("an asl.toml");
    let cli = Cli::new().file("a.asl.json", ORDERS);
    let shown = cli.file("asl.toml", settings).run(&["check", "."]);
    assert!(!shown.contains("invalid-configuration"), "{shown}");
    let broken = settings.replace("endless-loop", "endless-lop");
    let cli = Cli::new()
        .file("a.asl.json", ORDERS)
        .file("asl.toml", broken);
    assert!(cli.run(&["check", "."]).contains("invalid-configuration"));
}

/// The README's finding about a placeholder, as it is printed.
#[test]
fn a_value_is_judged_at_its_placeholder() {
    let cli = Cli::new()
        .file("asl.toml", "substitutions = { Wait = -1 }\n")
        .file(
            "a.asl.yaml",
            "StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: ${Wait}\n    End: true\n",
        );
    expect![[r#"
        exit status 1
        --- stdout
        error[out-of-range]: "Seconds" must be at least 0 (${Wait} is -1)
         --> a.asl.yaml:5:14
          |
        5 |     Seconds: ${Wait}
          |              ^^^^^^^

        1 error in 1 file
    "#]]
    .assert_eq(&cli.run(&["check", "."]));
}
