//! Other places that belong to a finding, in every form of report.

mod support;

use expect_test::expect;
use serde_json::{Value, json};
use support::Cli;

/// A retrier that a retrier before it leaves nothing, in both notations.
const JSON: &str = r#"{
  "StartAt": "Fetch",
  "States": {
    "Fetch": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:fetch",
      "Retry": [
        { "ErrorEquals": ["Late"] },
        { "ErrorEquals": ["States.TaskFailed"] },
        { "ErrorEquals": ["Late"], "MaxAttempts": 1 }
      ],
      "End": true
    }
  }
}
"#;

const YAML: &str = "StartAt: Fetch
States:
  Fetch:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:fetch
    Retry:
      - ErrorEquals: [Late]
      - ErrorEquals: [States.TaskFailed]
      - ErrorEquals: [Late]
        MaxAttempts: 1
    End: true
";

const FILES: [(&str, &str, u64, u64); 2] = [("a.asl.json", JSON, 9, 7), ("a.asl.yaml", YAML, 8, 6)];

fn cli() -> Cli {
    let [(json, one, ..), (yaml, other, ..)] = FILES;
    Cli::new().file(json, one).file(yaml, other)
}

#[test]
fn people_see_both_places() {
    let cli = cli();
    expect![[r#"
        exit status 0
        --- stdout
        warning[shadowed-handler]: Nothing gets here: members before this one take all these errors
          --> a.asl.json:10:27
           |
         8 |         { "ErrorEquals": ["Late"] },
           |                           ------ This takes them
         9 |         { "ErrorEquals": ["States.TaskFailed"] },
        10 |         { "ErrorEquals": ["Late"], "MaxAttempts": 1 }
           |                           ^^^^^^
           |
           = help: Remove this member

        1 warning in 1 file
    "#]]
    .assert_eq(&cli.run(&["check", "a.asl.json"]));
    expect![[r#"
        exit status 0
        --- stdout
        warning[shadowed-handler]: Nothing gets here: members before this one take all these errors
         --> a.asl.yaml:9:23
          |
        7 |       - ErrorEquals: [Late]
          |                       ---- This takes them
        8 |       - ErrorEquals: [States.TaskFailed]
        9 |       - ErrorEquals: [Late]
          |                       ^^^^
          |
          = help: Remove this member

        1 warning in 1 file
    "#]]
    .assert_eq(&cli.run(&["check", "a.asl.yaml"]));
}

#[test]
fn programs_read_both_places() {
    let cli = cli();
    for (file, _, line, first) in FILES {
        let found: Value =
            serde_json::from_slice(&cli.output(&["check", "--format", "json", file]).stdout)
                .expect("JSON");
        let found = &found[0]["diagnostics"][0];
        assert_eq!(found["code"], "shadowed-handler");
        assert_eq!(found["range"]["start"]["line"], json!(line));
        let related = found["related"].as_array().expect("a list");
        assert_eq!(related.len(), 1);
        assert_eq!(related[0]["range"]["start"]["line"], json!(first));
        assert!(related[0]["message"].is_string());

        let log: Value =
            serde_json::from_slice(&cli.output(&["check", "--format", "sarif", file]).stdout)
                .expect("SARIF");
        let result = &log["runs"][0]["results"][0];
        let start = |it: &Value| it["physicalLocation"]["region"]["startLine"].clone();
        assert_eq!(start(&result["locations"][0]), json!(line + 1));
        let related = result["relatedLocations"].as_array().expect("a list");
        assert_eq!(related.len(), 1);
        assert_eq!(start(&related[0]), json!(first + 1));
        assert!(related[0]["message"]["text"].is_string());
    }
}

/// A name that the template beside the definition does not fill in.
#[test]
fn a_place_in_another_file_has_its_name() {
    let template = "Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json
      DefinitionSubstitutions:
        Table: orders
";
    let definition = r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": "${Table}${Tabel}", "End": true } } }
"#;
    let cli = Cli::new()
        .file("template.yaml", template)
        .file("orders.asl.json", definition);
    expect![[r#"
        exit status 0
        --- stdout
        warning[undefined-substitution]: The template fills in nothing for "Tabel"; did you mean "Table"?
         --> orders.asl.json:1:75
          |
        1 | { "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": "${Table}${Tabel}", "End": true } } }
          |                                                                           ^^^^^
          |
         ::: template.yaml:7:9
          |
        7 |         Table: orders
          |         ----- "Orders" fills in names here
          |
          = help: Change to "Table"

        1 warning in 1 file
    "#]].assert_eq(&cli.run(&["check", "orders.asl.json"]));
    let output = |format| {
        let found = cli.output(&["check", "--format", format, "orders.asl.json"]);
        serde_json::from_slice::<Value>(&found.stdout).expect("JSON")
    };
    let found = output("json");
    let related = &found[0]["diagnostics"][0]["related"][0];
    assert_eq!(related["file"], "template.yaml");
    assert_eq!(
        related["range"]["start"],
        json!({ "line": 6, "character": 8 })
    );
    let log = output("sarif");
    let related = &log["runs"][0]["results"][0]["relatedLocations"][0]["physicalLocation"];
    assert_eq!(related["artifactLocation"]["uri"], "template.yaml");
    assert_eq!(related["region"]["startLine"], 7);
}
