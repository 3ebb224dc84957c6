//! Templates: the definitions in them, and the files that they name.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{capabilities, client, has, parameters};

const TEMPLATE: &str = "\
Resources:
  Check:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: check.handler
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machines/orders.asl.json
      DefinitionSubstitutions:
        CheckFunction: !GetAtt Check.Arn
        OrdersTable: orders
  Returns:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Look
        States:
          Look:
            Type: Pass
            Next: Nowhere
";

const DEFINITION: &str = r#"{
  "StartAt": "Check",
  "States": {
    "Check": { "Type": "Task", "Resource": "${CheckFunction}", "Next": "Done" },
    "Done": { "Type": "Pass", "Result": "${OrderTable}", "End": true }
  }
}
"#;

/// A project on the disk.
struct Project {
    _folder: TempDir,
    template: String,
    definition: String,
    handler: String,
}

impl Project {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let root = folder.path().join("project");
        let write = |name: &str, text: &str| {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, text).expect("a file");
            uri_of(&path)
        };
        Self {
            template: write("template.yaml", TEMPLATE),
            definition: write("machines/orders.asl.json", DEFINITION),
            handler: write("src/check.py", ""),
            _folder: folder,
        }
    }
}

fn uri_of(path: &std::path::Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    format!(
        "file://{}{path}",
        if path.starts_with('/') { "" } else { "/" }
    )
}

/// The position of `part` in the text.
fn at(uri: &str, text: &str, part: &str) -> Value {
    let offset = text.find(part).expect("the part stands in the text") + 1;
    let line = text[..offset].matches('\n').count();
    let start = text[..offset].rfind('\n').map_or(0, |it| it + 1);
    let place = json!({ "line": line, "character": offset - start });
    json!({ "textDocument": { "uri": uri }, "position": place })
}

fn targets(answer: &Value) -> Vec<(&str, u64)> {
    let links = answer.as_array().expect("links");
    links
        .iter()
        .map(|it| {
            let line = it["targetSelectionRange"]["start"]["line"].as_u64();
            let line = line.expect("a line");
            (it["targetUri"].as_str().expect("a file"), line)
        })
        .collect()
}

#[test]
fn a_definition_knows_the_template_that_names_it() {
    let project = Project::new();
    let mut client = client();
    let (definition, template) = (project.definition.as_str(), project.template.as_str());
    client.open(definition, "asl-json", DEFINITION);
    client.diagnostics(definition, |it| has(it, "undefined-substitution"));

    let place = at(definition, DEFINITION, "CheckFunction");
    let found = client.request("textDocument/definition", place.clone());
    assert_eq!(
        targets(&found),
        [(template, 11), (template, 1), (project.handler.as_str(), 0)]
    );
    let hover = client.request("textDocument/hover", place);
    let page = hover["contents"]["value"].as_str().expect("a page");
    assert!(page.contains("!GetAtt Check.Arn"), "{page}");

    client.open(template, "yaml", TEMPLATE);
    client.diagnostics(template, |it| has(it, "unused-substitution"));
    let document = json!({ "textDocument": { "uri": template } });
    let links = client.request("textDocument/documentLink", document);
    assert_eq!(links[0]["target"], definition);
    let found = client.request(
        "textDocument/definition",
        at(template, TEMPLATE, "machines/"),
    );
    assert_eq!(targets(&found), [(definition, 0)]);

    // The template in the editor counts, not the one on the disk.
    let changed = TEMPLATE.replace("OrdersTable:", "OrderTable:");
    client.change(template, 2, &json!([{ "text": changed }]));
    client.diagnostics(template, |it| !has(it, "unused-substitution"));
    client.diagnostics(definition, |it| !has(it, "undefined-substitution"));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// Where the other places of a finding are: file, line and words.
fn related<'f>(found: &'f [Value], code: &str) -> Vec<(&'f str, u64, &'f str)> {
    let found = found.iter().find(|it| it["code"] == code);
    let places = found.expect("the finding")["relatedInformation"].as_array();
    let places = places.expect("places").iter();
    places
        .map(|it| {
            let line = it["location"]["range"]["start"]["line"].as_u64();
            let uri = it["location"]["uri"].as_str().expect("a file");
            let message = it["message"].as_str().expect("words");
            (uri, line.expect("a line"), message)
        })
        .collect()
}

#[test]
fn other_places_of_findings_are_in_their_files() {
    let project = Project::new();
    let mut client = client();
    let (definition, template) = (project.definition.as_str(), project.template.as_str());
    client.open(definition, "asl-json", DEFINITION);
    let undefined = "undefined-substitution";
    let found = client.diagnostics(definition, |it| has(it, undefined));
    assert_eq!(
        related(&found, undefined),
        [(template, 11, "\"Orders\" fills in names here")]
    );
    client.open(template, "yaml", TEMPLATE);
    let unused = "unused-substitution";
    let found = client.diagnostics(template, |it| has(it, unused));
    assert_eq!(
        related(&found, unused),
        [(definition, 0, "The definition that it is meant for")]
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn other_places_of_findings_in_one_file() {
    let json = r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f",
  "TimeoutSeconds": 5,
  "HeartbeatSeconds": 5, "End": true } } }
"#;
    let yaml = "StartAt: T
States:
  T:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:f
    TimeoutSeconds: 5
    HeartbeatSeconds: 5
    End: true
";
    let mut client = client();
    let files = [
        ("a.asl.json", "asl-json", json, 1),
        ("a.asl.yaml", "asl-yaml", yaml, 5),
    ];
    for (name, language, text, line) in files {
        let uri = format!("file:///{name}");
        client.open(&uri, language, text);
        let code = "heartbeat-not-below-timeout";
        let found = client.diagnostics(&uri, |it| has(it, code));
        let places = related(&found, code);
        assert_eq!(
            places,
            [(uri.as_str(), line, "The task times out after this")]
        );
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn a_definition_in_a_template_is_one() {
    let mut client = Client::start_asl();
    client.initialize_with(parameters(&capabilities()));
    let uri = "file:///nowhere/template.yaml";
    client.open(uri, "yaml", TEMPLATE);
    client.diagnostics(uri, |it| {
        it.len() == 1 && it[0]["code"] == "missing-target" && it[0]["range"]["start"]["line"] == 21
    });
    let symbols = client.request(
        "textDocument/documentSymbol",
        json!({ "textDocument": { "uri": uri } }),
    );
    assert_eq!(symbols[0]["name"], "Returns");
    assert_eq!(symbols[0]["children"][0]["name"], "Look");
    let place = at(uri, TEMPLATE, "Nowhere");
    let items = client.request("textDocument/completion", place);
    let labels = items["items"].as_array().expect("items").iter();
    assert!(labels.clone().any(|it| it["label"] == "Look"), "{items}");
    // Nothing is said about the other resources.
    let hover = client.request("textDocument/hover", at(uri, TEMPLATE, "CodeUri"));
    assert_eq!(hover, Value::Null);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// Two state machines with states of their own names.
const TWO: &str = "\
Parameters:
  Pause:
    Type: Number
    Default: 3
Resources:
  First:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: One
        States:
          One:
            Type: Wait
            Seconds: !Ref Pause
            End: true
  Second:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Two
        States:
          Two:
            Type: Pass
            Result: two
            End: true
";

#[test]
fn a_state_machine_of_a_template_runs_by_its_name_or_place() {
    let mut client = client();
    let uri = "file:///nowhere/template.yaml";
    client.open(uri, "yaml", TWO);
    let run = |command: &str, mut argument: Value| {
        argument["uri"] = json!(uri);
        json!({ "command": command, "arguments": [argument] })
    };
    let simulate = |argument| run("asl.simulate", argument);
    let call = "workspace/executeCommand";
    let second = client.request(call, simulate(json!({ "stateMachine": "Second" })));
    assert_eq!(second["output"], "two", "{second}");
    let place = at(uri, TWO, "Two")["position"].clone();
    let second = client.request(call, simulate(json!({ "position": place })));
    assert_eq!(second["output"], "two", "{second}");
    let first = client.request(call, simulate(json!({ "stateMachine": "First" })));
    assert_eq!(first["status"], "SUCCEEDED", "{first}");
    let refused = client.refused(call, simulate(json!({})));
    let message = refused.message;
    assert!(
        message.contains("First, Second: choose one with stateMachine"),
        "{message}"
    );
    // A state says by itself which state machine is meant, where only one has it.
    let tested = client.request(call, run("asl.testState", json!({ "state": "Two" })));
    assert_eq!(tested["response"]["output"], "\"two\"", "{tested}");

    let lenses = client.request(
        "textDocument/codeLens",
        json!({ "textDocument": { "uri": uri } }),
    );
    let lenses = lenses.as_array().expect("lenses").iter();
    let named = lenses.map(|it| &it["command"]["arguments"][0]["stateMachine"]);
    let named: Vec<_> = named.filter(|it| !it.is_null()).collect();
    assert!(
        named.contains(&&json!("First")) && named.contains(&&json!("Second")),
        "{named:?}"
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

const SERVERLESS: &str = "\
custom:
  wait: -5
functions:
  hello-world:
    handler: src/hello.main
  pay:
    handler: src/pay.main
stepFunctions:
  stateMachines:
    orders:
      definition:
        StartAt: Hello
        States:
          Hello:
            Type: Task
            Resource: !GetAtt HelloDashworldLambdaFunction.Arn
            Next: Pay
          Pay:
            Type: Task
            Resource:
              Fn::GetAtt: [pay, Arn]
            Next: Rest
          Rest:
            Type: Wait
            Seconds: ${self:custom.wait}
            End: true
";

#[test]
fn functions_of_a_serverless_yml_lead_to_their_code() {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().join("project");
    std::fs::create_dir_all(root.join("src")).expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(root.join(name), text).expect("a file");
        uri_of(&root.join(name))
    };
    let uri = write("serverless.yml", SERVERLESS);
    let (hello, pay) = (write("src/hello.ts", ""), write("src/pay.py", ""));
    let mut client = client();
    client.open(&uri, "yaml", SERVERLESS);
    client.diagnostics(&uri, |it| has(it, "out-of-range"));
    for (part, expected) in [
        ("HelloDash", [(uri.as_str(), 3), (hello.as_str(), 0)]),
        ("pay, Arn", [(uri.as_str(), 5), (pay.as_str(), 0)]),
    ] {
        let found = client.request("textDocument/definition", at(&uri, SERVERLESS, part));
        assert_eq!(targets(&found), expected, "{part}");
    }
    let found = client.request(
        "textDocument/definition",
        at(&uri, SERVERLESS, "self:custom"),
    );
    assert_eq!(targets(&found), [(uri.as_str(), 1)]);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
