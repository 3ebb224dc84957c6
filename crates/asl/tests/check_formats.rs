//! `asl check` for programs: SARIF by the schema of its standard, GitHub's annotations by their
//! documented form, for a finding of every rule.

#![expect(
    clippy::expect_used,
    reason = "a report that cannot be read is a failed test"
)]

mod support;

use std::collections::HashMap;

use asl_check::{RULES, Rule};
use boon::{Compiler, Schemas};
use expect_test::expect;
use serde_json::Value;
use support::Cli;

/// Of OASIS's "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", as published.
const SCHEMA: &str = include_str!("data/sarif-schema-2.1.0.json");

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

/// The wrong examples of all pages as files; those of one rule under its code.
fn wrong_examples() -> Cli {
    let cli = Cli::new().file("ünicode, a:b %.asl.json", BROKEN.replace('\n', "\r\n"));
    RULES.iter().fold(cli, |cli, rule| match example(rule) {
        Some((notation, text)) => {
            let name = match notation {
                "toml" => format!("{}/asl.toml", rule.code),
                _ => format!("{}/wrong.asl.{notation}", rule.code),
            };
            // A project has an effect on the definitions below it only.
            let needs = (notation == "toml").then(|| format!("{}/x.asl.json", rule.code));
            let cli = cli.file(&name, text);
            match needs {
                Some(name) => cli.file(&name, "{}"),
                None => cli,
            }
        }
        None => cli,
    })
}

/// The wrong example of a rule's page without the lines of carets.
fn example(rule: &Rule) -> Option<(&'static str, String)> {
    let (_, wrong) = rule.page.split_once("## Wrong")?;
    let (_, block) = wrong.split_once("```")?;
    let (notation, block) = block.split_once('\n')?;
    let (block, _) = block.split_once("\n```")?;
    let notation = ["json", "yaml", "toml"]
        .into_iter()
        .find(|it| notation.starts_with(it))?;
    let is_mark = |line: &&str| !line.is_empty() && line.trim_matches(['^', ' ']).is_empty();
    let lines: Vec<_> = block.lines().filter(|it| !is_mark(it)).collect();
    Some((notation, lines.join("\n") + "\n"))
}

fn log(cli: &Cli) -> Value {
    let output = cli.output(&["check", "--format", "sarif", "."]);
    assert_eq!(output.status.code(), Some(1));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn sarif_is_valid_by_its_schema() {
    let cli = wrong_examples();
    let log = log(&cli);
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    compiler
        .add_resource("sarif.json", schema)
        .expect("a resource");
    let schema = compiler
        .compile("sarif.json", &mut schemas)
        .expect("the schema is one");
    if let Err(error) = schemas.validate(&log, schema) {
        panic!("{error:#}");
    }
    // The judge judges.
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] =
        0.into();
    assert!(schemas.validate(&broken, schema).is_err());
}

/// What the schema cannot say: what refers to something refers to the right thing.
#[test]
fn sarif_points_into_the_files() {
    let cli = wrong_examples();
    let log = log(&cli);
    let run = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), RULES.len());
    let results = run["results"].as_array().expect("results");
    let mut seen: Vec<_> = Vec::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index");
        let index = usize::try_from(index).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        seen.push(result["ruleId"].as_str().expect("a code").to_owned());
        let related = result["relatedLocations"].as_array();
        let places = result["locations"].as_array().expect("places").iter();
        for place in places.chain(related.into_iter().flatten()) {
            region(&cli, &place["physicalLocation"]);
        }
        for fix in result["fixes"].as_array().into_iter().flatten() {
            for change in fix["artifactChanges"].as_array().expect("changes") {
                let replacements = change["replacements"].as_array().expect("replacements");
                assert!(!replacements.is_empty());
                for it in replacements {
                    let uri = &change["artifactLocation"];
                    let place = serde_json::json!({ "artifactLocation": uri, "region": it["deletedRegion"] });
                    region(&cli, &place);
                }
            }
        }
    }
    let missing = |rule: &&&Rule| example(rule).is_some() && !seen.iter().any(|it| it == rule.code);
    let missing: Vec<_> = RULES.iter().filter(missing).map(|it| it.code).collect();
    // Those need a text that their pages abridge, or to know the workflow's type.
    let wanted = [
        "definition-too-large",
        "payload-too-large",
        "express-time",
        "express-integration",
    ];
    assert_eq!(missing, wanted);
}

/// A region must lie in its file, in lines and UTF-16 columns from 1, the end behind the start.
fn region(cli: &Cli, place: &Value) {
    let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
    let text = cli.read(&plain(uri));
    let lines: Vec<_> = text.split('\n').collect();
    let number = |name: &str| {
        let number = place["region"][name].as_u64().expect("a number");
        usize::try_from(number).expect("small")
    };
    let start = (number("startLine"), number("startColumn"));
    let end = (number("endLine"), number("endColumn"));
    assert!(start <= end, "{place}");
    for (line, column) in [start, end] {
        let units = lines[line - 1].encode_utf16().count();
        assert!((1..=units + 1).contains(&column), "{place}");
    }
}

/// A URI reference as a path.
fn plain(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'%' {
            let code = std::str::from_utf8(&rest[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(code, 16).expect("hexadecimal"));
            rest = &rest[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn annotations_for_github() {
    let cli = Cli::new().file("a,b.asl.json", BROKEN);
    expect![[r#"
        exit status 1
        --- stdout
        ::error file=a%2Cb.asl.json,line=2,col=15,endColumn=19,title=missing-target::There is no state "Frist" in this machine; did you mean "First"?
        ::error file=a%2Cb.asl.json,line=6,col=8,endColumn=13,title=unknown-field::A Pass state has no field "Resutl"; did you mean "Result"?
        ::error file=a%2Cb.asl.json,line=9,col=44,endColumn=45,title=out-of-range::"Seconds" must be at least 0
        3 errors in 1 file
    "#]]
    .assert_eq(&cli.run(&["check", "--format", "github", "."]));
}

/// GitHub publishes no schema; "Workflow commands for GitHub Actions" says what a line is made of.
#[test]
fn annotations_have_their_documented_form() {
    let cli = wrong_examples();
    let output = cli.output(&["check", "--format", "github", "."]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let (commands, summary): (Vec<_>, Vec<_>) = text.lines().partition(|it| it.starts_with("::"));
    assert_eq!(summary.len(), 1, "{summary:?}");
    assert!(commands.len() >= RULES.len());
    for command in commands {
        let (head, message) = command[2..].split_once("::").expect("a message");
        assert!(!message.is_empty(), "{command}");
        let (level, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&level), "{command}");
        let properties: HashMap<_, _> = properties
            .split(',')
            .map(|it| it.split_once('=').expect("a name and a value"))
            .collect();
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        assert!(properties.keys().all(|it| known.contains(it)), "{command}");
        let file = cli.read(&plain(properties["file"]));
        let number = |name: &str| {
            properties
                .get(name)
                .map(|it| it.parse::<usize>().expect("a number"))
        };
        let first = number("line").expect("a line");
        let last = number("endLine").unwrap_or(first);
        assert!(1 <= first && first <= last, "{command}");
        assert!(last <= file.lines().count().max(1) + 1, "{command}");
        // Columns count within one line only.
        if let Some(column) = number("col") {
            assert_eq!(first, last, "{command}");
            assert!(
                1 <= column && Some(column) <= number("endColumn"),
                "{command}"
            );
        }
    }
}
