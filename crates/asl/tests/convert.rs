//! `asl convert` as a user sees it.

mod support;

use expect_test::expect;
use support::Cli;

const PATHS: &str = r#"{
  "StartAt": "Pick",
  "States": {
    "Pick": {
      "Type": "Pass",
      "InputPath": "$.order",
      "Next": "Last"
    },
    "Last": {
      "Type": "Pass",
      "OutputPath": "$.items.*",
      "End": true
    }
  }
}
"#;

#[test]
fn another_notation_on_standard_output() {
    let cli = Cli::new().file("a.asl.json", PATHS).file(
        "b.asl.yaml",
        "# why\nStartAt: A\nStates: {A: {Type: Succeed}}\n",
    );
    expect![[r#"
        exit status 0
        --- stdout
        StartAt: Pick
        States:
          Pick:
            Type: Pass
            InputPath: $.order
            Next: Last
          Last:
            Type: Pass
            OutputPath: $.items.*
            End: true
    "#]]
    .assert_eq(&cli.run(&["convert", "a.asl.json", "--to", "yaml"]));
    expect![[r#"
        exit status 0
        --- stdout
        {
            "StartAt": "A",
            "States": {
                "A": {
                    "Type": "Succeed"
                }
            }
        }
        --- stderr
        warning: A comment was left out: JSON has none
         --> b.asl.yaml:1:1
          |
        1 | # why
          | ^^^^^
    "#]]
    .assert_eq(&cli.run(&["convert", "b.asl.yaml", "--to", "json", "--indent", "4"]));
}

#[test]
fn written_beside_the_definition() {
    let cli = Cli::new().file("a.asl.json", PATHS);
    expect![[r#"
        exit status 0
        --- stdout
        wrote a.asl.yaml
    "#]]
    .assert_eq(&cli.run(&["convert", "a.asl.json", "--to", "yaml", "--write"]));
    assert!(cli.read("a.asl.yaml").starts_with("StartAt: Pick\n"));
    expect![[r#"
        exit status 2
        --- stderr
        asl: a.asl.yaml is there already; --output overwrites it
    "#]]
    .assert_eq(&cli.run(&["convert", "a.asl.json", "--to", "yaml", "--write"]));
    expect![[r#"
        exit status 0
        --- stdout
        wrote a.asl.yaml
    "#]]
    .assert_eq(&cli.run(&["convert", "a.asl.json", "--to", "yaml", "-o", "a.asl.yaml"]));
}

#[test]
fn a_state_in_jsonata() {
    let cli = Cli::new().file("a.asl.json", PATHS);
    let convert = ["convert", "a.asl.json", "--to", "jsonata"];
    expect![[r#"
        exit status 0
        --- stdout
        wrote a.asl.json
        --- stderr
        warning: A name after an array fails in a path, JSONata looks into the items
         --> a.asl.json:6:20
          |
        6 |       "InputPath": "$.order",
          |                    ^^^^^^^^^
    "#]]
    .assert_eq(&cli.run(&[&convert[..], &["--state", "Pick", "--write"]].concat()));
    expect![[r#"
        {
          "StartAt": "Pick",
          "States": {
            "Pick": {
              "Type": "Pass",
              "QueryLanguage": "JSONata",
              "Output": "{% $states.input.order %}",
              "Next": "Last"
            },
            "Last": {
              "Type": "Pass",
              "OutputPath": "$.items.*",
              "End": true
            }
          }
        }
    "#]]
    .assert_eq(&cli.read("a.asl.json"));
}

#[test]
fn exactly() {
    let cli = Cli::new().file("a.asl.json", PATHS);
    let state = [
        "convert",
        "a.asl.json",
        "--to",
        "jsonata",
        "--state",
        "Pick",
    ];
    expect![[r#"
        exit status 0
        --- stdout
        {
          "StartAt": "Pick",
          "States": {
            "Pick": {
              "Type": "Pass",
              "QueryLanguage": "JSONata",
              "Output": "{% $type($states.input) = 'object' ? $states.input.order %}",
              "Next": "Last"
            },
            "Last": {
              "Type": "Pass",
              "OutputPath": "$.items.*",
              "End": true
            }
          }
        }
    "#]]
    .assert_eq(&cli.run(&[&state[..], &["--exact"]].concat()));
    expect![[r#"
        exit status 2
        --- stderr
        asl: --state, --each-state and --exact need --to jsonata: a file has one notation
    "#]]
    .assert_eq(&cli.run(&["convert", "a.asl.json", "--to", "yaml", "--exact"]));
}

#[test]
fn all_or_nothing_unless_asked_otherwise() {
    let cli = Cli::new().file("a.asl.json", PATHS);
    let convert = ["convert", "a.asl.json", "--to", "jsonata"];
    expect![[r#"
        exit status 1
        --- stderr
        error: '.*' takes the members of objects one by one, arrays among them as they are; JSONata takes those apart
          --> a.asl.json:11:21
           |
        11 |       "OutputPath": "$.items.*",
           |                     ^^^^^^^^^^^
    "#]]
    .assert_eq(&cli.run(&[&convert[..], &["--write"]].concat()));
    assert_eq!(cli.read("a.asl.json"), PATHS);
    expect![[r#"
        exit status 0
        --- stdout
        wrote b.asl.json
        --- stderr
        warning: A name after an array fails in a path, JSONata looks into the items
         --> a.asl.json:6:20
          |
        6 |       "InputPath": "$.order",
          |                    ^^^^^^^^^
        warning: '.*' takes the members of objects one by one, arrays among them as they are; JSONata takes those apart
          --> a.asl.json:11:21
           |
        11 |       "OutputPath": "$.items.*",
           |                     ^^^^^^^^^^^
    "#]]
    .assert_eq(&cli.run(&[&convert[..], &["--each-state", "-o", "b.asl.json"]].concat()));
    assert!(
        cli.read("b.asl.json")
            .contains("\"QueryLanguage\": \"JSONata\"")
    );
}

#[test]
fn arguments_that_make_no_sense() {
    let cli = Cli::new()
        .file("a.asl.json", PATHS)
        .file("x.json", "[1]")
        .file("broken.asl.json", "{\"StartAt\": }");
    for arguments in [
        &["convert", "a.asl.json", "--to", "json"][..],
        &["convert", "a.asl.json", "--to", "yaml", "--state", "Pick"],
        &[
            "convert",
            "a.asl.json",
            "--to",
            "jsonata",
            "--state",
            "Pack",
        ],
        &["convert", "x.json", "--to", "yaml"],
        &["convert", "none.asl.json", "--to", "yaml"],
        &["convert", "broken.asl.json", "--to", "yaml"],
    ] {
        let shown = cli.run(arguments);
        assert!(
            !shown.starts_with("exit status 0"),
            "{arguments:?}\n{shown}"
        );
    }
    expect![[r#"
        exit status 2
        --- stderr
        asl: a.asl.json: there is no state "Pack"
    "#]]
    .assert_eq(&cli.run(&[
        "convert",
        "a.asl.json",
        "--to",
        "jsonata",
        "--state",
        "Pack",
    ]));
    expect![[r#"
        exit status 1
        --- stderr
        error: A value is missing after this colon
         --> broken.asl.json:1:12
          |
        1 | {"StartAt": }
          |            ^
    "#]]
    .assert_eq(&cli.run(&["convert", "broken.asl.json", "--to", "yaml"]));
}

#[test]
fn what_is_not_exact_is_said() {
    let text = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"ids.$": "$.items[*].id"}, "End": true}}}"#;
    let cli = Cli::new().file("a.asl.json", text);
    expect![[r#"
        exit status 0
        --- stdout
        {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Output": { "ids": "{% [$states.input.items.id] %}" }, "End": true}}}--- stderr
        warning: Where this finds arrays, JSONata joins their items to one array
         --> a.asl.json:1:75
          |
        1 | {"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"ids.$": "$.items[*].id"}, "End": true}}}
          |                                                                           ^^^^^^^^^^^^^^^
        warning: A path fails where the input is null, JSONata goes on
         --> a.asl.json:1:75
          |
        1 | {"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"ids.$": "$.items[*].id"}, "End": true}}}
          |                                                                           ^^^^^^^^^^^^^^^
        warning: A name after an array fails in a path, JSONata looks into the items
         --> a.asl.json:1:75
          |
        1 | {"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"ids.$": "$.items[*].id"}, "End": true}}}
          |                                                                           ^^^^^^^^^^^^^^^
        warning: '[*]' finds the members of an object and nothing in other values that are no array, JSONata takes them for an array of one
         --> a.asl.json:1:75
          |
        1 | {"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"ids.$": "$.items[*].id"}, "End": true}}}
          |                                                                           ^^^^^^^^^^^^^^^
    "#]].assert_eq(&cli.run(&["convert", "a.asl.json", "--to", "jsonata"]));
}
