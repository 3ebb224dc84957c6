//! `asl simulate` with objects of S3: from a file, from a folder, and back to a folder.

mod support;

use expect_test::expect;
use support::Cli;

/// Reads a table, works on its rows in pairs, writes the results.
const IMPORT: &str = r#"{
  "StartAt": "Import",
  "States": {
    "Import": {
      "Type": "Map",
      "Label": "Import",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" },
        "Parameters": { "Bucket": "uploads", "Key.$": "$.key" }
      },
      "ItemBatcher": { "MaxItemsPerBatch": 2 },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
        "StartAt": "Rows",
        "States": { "Rows": { "Type": "Pass", "OutputPath": "$.Items", "End": true } }
      },
      "ResultWriter": {
        "Resource": "arn:aws:states:::s3:putObject",
        "Parameters": { "Bucket": "results", "Prefix": "imports" },
        "WriterConfig": { "Transformation": "FLATTEN", "OutputType": "JSONL" }
      },
      "ResultPath": "$.written",
      "Next": "Again"
    },
    "Again": {
      "Type": "Map",
      "Label": "Again",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:listObjectsV2",
        "ReaderConfig": { "InputType": "JSONL", "Transformation": "NONE" },
        "Parameters": { "Bucket": "results", "Prefix": "imports/" }
      },
      "ItemSelector": { "key.$": "$$.Map.Item.Value.Key" },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Pass",
        "States": { "Pass": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#;

const ROWS: &str = "id,name\n1,Ann\n2,Bo\n3,Cy\n";

fn cli() -> Cli {
    Cli::new()
        .file("import.asl.json", IMPORT)
        .file("input.json", r#"{ "key": "in/people.csv" }"#)
}

fn simulate(cli: &Cli, more: &[&str]) -> String {
    let arguments = ["simulate", "import.asl.json", "--input", "input.json"];
    cli.run(&[&arguments, more].concat())
}

const RESULT: [&str; 2] = ["--history", "none"];

#[test]
fn a_file_and_a_folder_are_the_same() {
    let objects = serde_json::json!({ "uploads": { "in/people.csv": ROWS } });
    let cli = cli()
        .file("objects.json", objects.to_string())
        .file("s3/uploads/in/people.csv", ROWS);
    let file = simulate(&cli, &[&["--s3", "objects.json"], &RESULT[..]].concat());
    let folder = simulate(&cli, &[&["--s3", "s3"], &RESULT[..]].concat());
    assert_eq!(file, folder);
    expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": [
            {
              "key": "imports/06c45d18-8009-454f-b88b-b8a8724c81ec/SUCCEEDED_0.json"
            },
            {
              "key": "imports/06c45d18-8009-454f-b88b-b8a8724c81ec/manifest.json"
            }
          ]
        }
    "#]]
    .assert_eq(&file);
}

#[test]
fn what_was_written_is_saved() {
    let cli = cli().file("s3/uploads/in/people.csv", ROWS);
    simulate(&cli, &["--s3", "s3", "--s3-out", "out"]);
    let folder = "out/results/imports/06c45d18-8009-454f-b88b-b8a8724c81ec";
    let manifest = cli.read(&format!("{folder}/manifest.json"));
    assert!(
        manifest.contains("\"DestinationBucket\":\"results\""),
        "{manifest}"
    );
    expect![[r#"
        {"name":"Ann","id":"1"}
        {"name":"Bo","id":"2"}
        {"name":"Cy","id":"3"}
    "#]]
    .assert_eq(&cli.read(&format!("{folder}/SUCCEEDED_0.json")));
}

#[test]
fn the_runs_are_told_of() {
    let cli = cli().file("s3/uploads/in/people.csv", ROWS);
    let answer = simulate(
        &cli,
        &["--s3", "s3", "--trace", "json", "--history", "none"],
    );
    let json = answer
        .split_once("--- stdout\n")
        .map_or("", |(_, json)| json);
    let json: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let runs = json["mapRuns"].as_array().map_or(&[][..], Vec::as_slice);
    let told = runs.iter().map(|run| {
        let children = run["executions"].as_array().map_or(&[][..], Vec::as_slice);
        let events = children
            .iter()
            .filter_map(|child| child["events"].as_array());
        let events = events.map(|events| events.len().to_string());
        let events = events.collect::<Vec<_>>().join(" ");
        format!(
            "{} {} {}: {events}\n",
            run["state"], run["status"], run["itemCounts"]
        )
    });
    expect![[r#"
        "Import" "SUCCEEDED" {"pending":0,"running":0,"succeeded":3,"failed":0,"timedOut":0,"aborted":0,"total":3,"resultsWritten":3}: 4 4
        "Again" "SUCCEEDED" {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}: 4 4
    "#]].assert_eq(&told.collect::<String>());
}

#[test]
fn without_objects() {
    expect![[r#"
        exit status 1
        --- stdout
        {
          "status": "ABORTED",
          "error": "Simulator.NoObjects",
          "cause": "An item reader needs objects of S3, and none were given; `asl simulate` takes them with --s3"
        }
    "#]].assert_eq(&simulate(&cli(), &RESULT));
}

#[test]
fn what_is_no_set_of_objects() {
    let cli = cli()
        .file("list.json", "[]")
        .file("flat.json", r#"{ "uploads": "text" }"#)
        .file("files/readme.txt", "no bucket");
    for path in ["list.json", "flat.json", "files", "none.json"] {
        let answer = simulate(&cli, &["--s3", path]);
        assert!(answer.starts_with("exit status 2"), "{path}: {answer}");
    }
    expect![[r#"
        exit status 2
        --- stderr
        asl: flat.json: the bucket 'uploads' must be an object of keys and texts
    "#]]
    .assert_eq(&simulate(&cli, &["--s3", "flat.json"]));
}
