//! `asl check` as a user sees it.

mod support;

use expect_test::expect;
use serde_json::Value;
use support::{Cli, ORDERS};

const BROKEN: &str = r#"{
  "StartAt": "Frist",
  "States": {
    "First": {
      "Type": "Pass",
      "Resutl": { "größe": 1 },
      "Next": "Second"
    },
    "Second": { "Type": "Wait", "Seconds": -1, "End": true }
  }
}
"#;

#[test]
fn a_fine_definition() {
    let cli = Cli::new().file("orders.asl.json", ORDERS);
    let shown = cli.run(&["check", "orders.asl.json"]);
    assert!(shown.starts_with("exit status 0\n"), "{shown}");
}

#[test]
fn findings_point_into_the_source() {
    let cli = Cli::new().file("broken.asl.json", BROKEN);
    expect![[r#"
        exit status 1
        --- stdout
        error[missing-target]: There is no state "Frist" in this machine; did you mean "First"?
         --> broken.asl.json:2:15
          |
        2 |   "StartAt": "Frist",
          |               ^^^^^
          |
          = help: Change to "First"

        error[unknown-field]: A Pass state has no field "Resutl"; did you mean "Result"?
         --> broken.asl.json:6:8
          |
        6 |       "Resutl": { "größe": 1 },
          |        ^^^^^^
          |
          = help: Change to "Result"

        error[out-of-range]: "Seconds" must be at least 0
         --> broken.asl.json:9:44
          |
        9 |     "Second": { "Type": "Wait", "Seconds": -1, "End": true }
          |                                            ^^
          |
          = help: Change to 0

        3 errors in 1 file
    "#]]
    .assert_eq(&cli.run(&["check", "broken.asl.json"]));
}

#[test]
fn findings_in_yaml_point_into_the_source() {
    let cli = Cli::new().file(
        "broken.asl.yaml",
        "StartAt: First\nStates:\n  First:\n    Type: Pass\n    Next: Secnod\n  Second:\n    Type: Succeed\n",
    );
    expect![[r#"
        exit status 1
        --- stdout
        error[missing-target]: There is no state "Secnod" in this machine; did you mean "Second"?
         --> broken.asl.yaml:5:11
          |
        5 |     Next: Secnod
          |           ^^^^^^
          |
          = help: Change to "Second"

        1 error in 1 file
    "#]]
    .assert_eq(&cli.run(&["check", "broken.asl.yaml"]));
}

#[test]
fn findings_for_programs_count_in_utf_16() {
    let text = r#"{ "StartAt": "A", "States": { "A": { "Comment": "😀é", "Type": "Pass", "Next": "B" }, "C": {"Type":"Succeed"} } }"#;
    let cli = Cli::new()
        .file("a.asl.json", text)
        .file("b.asl.json", ORDERS);
    let output = cli.output(&["check", "--format", "json", "a.asl.json", "b.asl.json"]);
    assert_eq!(output.status.code(), Some(1));
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(all[1]["file"], "b.asl.json");
    let target = all[0]["diagnostics"].as_array().expect("an array").iter();
    let target = target
        .clone()
        .find(|it| it["code"] == "missing-target")
        .expect("a missing target");
    assert_eq!(target["severity"], "error");
    let column = text
        .split_once("\"B\"")
        .expect("the target")
        .0
        .encode_utf16()
        .count()
        + 1;
    assert_eq!(target["range"]["start"]["line"], 0);
    assert_eq!(target["range"]["start"]["character"], column);
    let members: Vec<_> = target.as_object().expect("an object").keys().collect();
    assert_eq!(members, ["severity", "code", "message", "range"]);
}

#[test]
fn folders_are_searched_for_definitions() {
    let cli = Cli::new()
        .file("a.asl.json", ORDERS)
        .file("b/c.asl", ORDERS)
        .file(
            "b/d.asl.yml",
            "StartAt: A\nStates:\n  A:\n    Type: Succeed\n",
        )
        .file("b/package.json", "{}")
        .file(".git/HEAD", "")
        .file(".gitignore", "ignored/\n")
        .file("ignored/e.asl.json", "{");
    let output = cli.output(&["check", "--format", "json", "."]);
    assert_eq!(output.status.code(), Some(0));
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let files: Vec<_> = all
        .as_array()
        .expect("an array")
        .iter()
        .map(|it| it["file"].clone())
        .collect();
    assert_eq!(files, ["a.asl.json", "b/c.asl", "b/d.asl.yml"]);
}

#[test]
fn a_folder_without_definitions_is_status_2() {
    expect![[r#"
        exit status 2
        --- stderr
        asl: no definitions found (*.asl, *.asl.json, *.asl.yaml, *.asl.yml)
    "#]]
    .assert_eq(&Cli::new().file("a.txt", "").run(&["check", "."]));
}

#[test]
fn other_json_is_not_a_definition() {
    let cli = Cli::new().file("package.json", r#"{ "name": "x" }"#);
    expect![[r#"
        exit status 2
        --- stderr
        asl: package.json: not a state machine definition
    "#]]
    .assert_eq(&cli.run(&["check", "package.json"]));
}

#[test]
fn one_unreadable_file_does_not_hide_the_others() {
    let cli = Cli::new().file("broken.asl.json", "{}");
    let shown = cli.run(&["check", "none.asl.json", "broken.asl.json"]);
    assert!(shown.starts_with("exit status 2\n"), "{shown}");
    assert!(shown.contains("error[missing-field]"), "{shown}");
}

#[test]
fn warnings_fail_where_they_are_denied() {
    // Nothing leads to the state after the end: AWS takes it or refuses it, but it is no error here
    // whether the machine is deployed; a static `.$` key in a Result is a warning.
    let text = r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": { "x.$": "$.y" }, "End": true } } }"#;
    let cli = Cli::new().file("a.asl.json", text);
    let shown = cli.run(&["check", "a.asl.json"]);
    assert!(shown.starts_with("exit status 0\n"), "{shown}");
    assert!(shown.contains("warning["), "{shown}");
    assert!(
        cli.run(&["check", "--deny", "warnings", "a.asl.json"])
            .starts_with("exit status 1\n")
    );
}

#[test]
fn rules_are_explained() {
    let page = Cli::new().run(&["check", "--explain", "missing-target"]);
    assert!(
        page.starts_with("exit status 0\n--- stdout\n# missing-target"),
        "{page}"
    );
    expect![[r#"
        exit status 2
        --- stderr
        asl: no rule has the code `missing`; did you mean `missing-field`?
    "#]]
    .assert_eq(&Cli::new().run(&["check", "--explain", "missing"]));
}

#[test]
fn there_is_no_colour_where_nobody_looks() {
    let cli = Cli::new().file("broken.asl.json", BROKEN);
    assert!(!cli.run(&["check", "broken.asl.json"]).contains('\u{1b}'));
}

#[test]
fn findings_on_one_long_line_stay_readable() {
    let states: Vec<String> = (0..2_000)
        .map(|n| format!(r#""S{n}":{{"Type":"Pass","End":true}}"#))
        .collect();
    let text = format!(
        r#"{{"StartAt":"S0","States":{{{},"Z":{{"Type":"Pass","Next":"Y"}}}}}}"#,
        states.join(",")
    );
    let cli = Cli::new().file("long.asl.json", &text);
    let shown = cli.run(&["check", "long.asl.json"]);
    let longest = shown.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(400), "{longest:?}");
}

#[test]
fn places_that_belong_together_are_shown_together() {
    let text = "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Wait\",\n      \"Seconds\": 1,\n      \"Comment\": \"x\",\n      \"SecondsPath\": \"$.s\",\n      \"End\": true\n    }\n  }\n}\n";
    let cli = Cli::new().file("a.asl.json", text);
    expect![[r#"
        exit status 1
        --- stdout
        error[conflicting-fields]: "Seconds" and "SecondsPath" exclude each other
         --> a.asl.json:8:8
          |
        6 |       "Seconds": 1,
          |        ------- "Seconds" is here
        7 |       "Comment": "x",
        8 |       "SecondsPath": "$.s",
          |        ^^^^^^^^^^^
          |
          = help: Remove "SecondsPath"

        1 error in 1 file
    "#]]
    .assert_eq(&cli.run(&["check", "a.asl.json"]));
}

#[test]
fn codes_are_found_however_they_are_written() {
    let page = Cli::new().run(&["check", "--explain", "Missing_Target"]);
    assert!(page.starts_with("exit status 0\n--- stdout\n# missing-target"));
    expect![[r#"
        exit status 2
        --- stderr
        asl: no rule has the code `E0308`; every finding shows its own in brackets
    "#]]
    .assert_eq(&Cli::new().run(&["check", "--explain", "E0308"]));
}

#[test]
fn folders_are_searched_by_content_too() {
    let cli = Cli::new()
        .file("machine.json", ORDERS)
        .file("words.json", r#"{ "StartAt": "States" }"#)
        .file("notes.yaml", "StartAt: 1\nother: States\n")
        .file(
            "machine.yml",
            "StartAt: A\nStates:\n  A:\n    Type: Succeed\n",
        )
        .file("broken.json", "{ \"StartAt\": \"States")
        .file("latin.json", b"\xe9");
    let output = cli.output(&["check", "--format", "json", "."]);
    let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let files: Vec<_> = all
        .as_array()
        .expect("an array")
        .iter()
        .map(|it| &it["file"])
        .collect();
    assert_eq!(files, ["machine.json", "machine.yml"]);
    assert_eq!(output.status.code(), Some(0));
}

/// More files than one thread takes: the answers stand in the order of the names all the same.
#[test]
fn many_files_keep_their_order() {
    let names: Vec<_> = (0..64).map(|it| format!("{it:02}.asl.json")).collect();
    let cli = names
        .iter()
        .fold(Cli::new(), |cli, name| cli.file(name, ORDERS));
    let cli = cli.file("40.asl.json", b"\xe9");
    let output = cli.output(&["check", "--format", "json", "."]);
    assert_eq!(output.status.code(), Some(2));
    let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let files = all.as_array().expect("an array").iter();
    let files: Vec<_> = files
        .map(|it| it["file"].as_str().expect("a name"))
        .collect();
    let wanted: Vec<_> = names.iter().filter(|it| *it != "40.asl.json").collect();
    assert_eq!(files, wanted);
}

#[test]
fn as_aws_would_answer() {
    let text = r#"{ "States": { "A": { "Type": "Wait", "Timestamp": "today", "ResultPath": "$", "End": true } } }"#;
    let cli = Cli::new()
        .file("a.asl.json", text)
        .file("b.asl.json", "{}")
        .file("c.asl.json", "nothing {")
        .file("d.asl.json", ORDERS);
    expect![[r#"
        exit status 1
        --- stdout
        {
          "result": "FAIL",
          "diagnostics": [
            {
              "severity": "ERROR",
              "code": "SCHEMA_VALIDATION_FAILED",
              "message": "These fields are required: [StartAt]",
              "location": "/"
            },
            {
              "severity": "ERROR",
              "code": "SCHEMA_VALIDATION_FAILED",
              "message": "String does not match RFC3339 timestamp",
              "location": "/States/A/Timestamp"
            },
            {
              "severity": "ERROR",
              "code": "SCHEMA_VALIDATION_FAILED",
              "message": "Field 'ResultPath' is not supported",
              "location": "/States/A"
            }
          ],
          "truncated": false
        }
    "#]]
    .assert_eq(&cli.run(&["check", "--like-aws", "a.asl.json"]));
    expect![[r#"
        exit status 1
        --- stdout
        [
          {
            "result": "FAIL",
            "diagnostics": [
              {
                "severity": "ERROR",
                "code": "SCHEMA_VALIDATION_FAILED",
                "message": "These fields are required: [States, StartAt]",
                "location": "/"
              }
            ],
            "truncated": false,
            "file": "b.asl.json"
          },
          {
            "result": "FAIL",
            "diagnostics": [
              {
                "severity": "ERROR",
                "code": "INVALID_JSON_DESCRIPTION",
                "message": "Unrecognized token 'nothing': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)\"nothing {\"; line: 1, column: 8]",
                "location": "[Source: (String)\"nothing {\"; line: 1, column: 8]"
              }
            ],
            "truncated": false,
            "file": "c.asl.json"
          },
          {
            "result": "OK",
            "diagnostics": [],
            "truncated": false,
            "file": "d.asl.json"
          }
        ]
    "#]]
    .assert_eq(&cli.run(&[
        "check",
        "--like-aws",
        "b.asl.json",
        "c.asl.json",
        "d.asl.json",
    ]));
}
