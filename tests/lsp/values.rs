//! Hover with the values of an execution: examples and mocks in the files beside a definition.

use std::path::Path;

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{JSON, YAML, capabilities};

const CASE: &str = "With `order.Lost.input.json`, case Lost";

/// A session with a folder.
struct Session {
    folder: tempfile::TempDir,
    client: Client,
}

impl Session {
    fn new() -> Self {
        let mut client = Client::start_asl();
        client.initialize(&capabilities());
        let folder = tempfile::tempdir().unwrap();
        Self { folder, client }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path().join(name).display())
    }

    fn write(&self, name: &str, value: &Value) {
        std::fs::write(self.path().join(name), value.to_string()).unwrap();
    }

    /// Opens a text that is not on the disk.
    fn open(&mut self, name: &str, text: &str) {
        let uri = self.uri(name);
        self.client.open(&uri, "asl", text);
    }

    /// The last lines of the page at the first `word` of a text, from the example on.
    fn hover(&mut self, name: &str, text: &str, word: &str) -> String {
        let at = text.find(word).expect("the word");
        let line = text[..at].matches('\n').count();
        let character = at - text[..at].rfind('\n').map_or(0, |it| it + 1) + word.len() - 1;
        let params = json!({
            "textDocument": { "uri": self.uri(name) },
            "position": { "line": line, "character": character },
        });
        let page = self.client.request("textDocument/hover", params);
        let page = page["contents"]["value"].as_str().unwrap_or_default();
        page.find("With `")
            .map_or(String::new(), |it| page[it..].to_owned())
    }

    fn finish(self) {
        assert_eq!(self.client.finish(), Some(Ended::Exited(0)));
    }
}

fn mocks() -> Value {
    json!({
        "StateMachines": { "Order": { "TestCases": { "Kept": { "Ship": "Kept" }, "Lost": { "Ship": "Broken" } } } },
        "MockedResponses": {
            "Kept": { "0": { "Return": { "parcel": 7 } } },
            "Broken": { "0-9": { "Throw": { "Error": "Lost", "Cause": "at sea" } } },
        },
    })
}

#[test]
fn the_first_case_that_has_an_input() {
    let mut session = Session::new();
    session.open("order.asl.json", JSON);
    assert_eq!(session.hover("order.asl.json", JSON, "$.paid"), "");
    session.write("order.mocks.json", &mocks());
    session.write("order.Lost.input.json", &json!({ "paid": true }));
    let changed = json!({ "changes": [{ "uri": session.uri("order.mocks.json"), "type": 1 }] });
    session
        .client
        .notify("workspace/didChangeWatchedFiles", changed.clone());
    let path = session.hover("order.asl.json", JSON, "$.paid");
    assert_eq!(path, format!("{CASE}: `true`"));
    let rule = session.hover("order.asl.json", JSON, "BooleanEquals");
    assert_eq!(rule, format!("{CASE}: `true`; this choice is taken"));
    // Other data, another way.
    session.write("order.Lost.input.json", &json!({ "paid": "yes indeed" }));
    session
        .client
        .notify("workspace/didChangeWatchedFiles", changed);
    let rule = session.hover("order.asl.json", JSON, "BooleanEquals");
    assert_eq!(rule, format!("{CASE}: `false`; `Default` is taken"));
    session.finish();
}

#[test]
fn the_text_in_the_editor_is_what_runs() {
    let mut session = Session::new();
    session.write("order.input.json", &json!({ "paid": true, "total": 3 }));
    session.open("order.asl.yaml", YAML);
    let said = |it: &str| format!("With `order.input.json`: {it}");
    let hover = session.hover("order.asl.yaml", YAML, "$.paid");
    assert_eq!(hover, said("`true`"));
    let text = YAML.replace("$.paid", "$.total");
    let uri = session.uri("order.asl.yaml");
    let change = json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] });
    session.client.notify("textDocument/didChange", change);
    let hover = session.hover("order.asl.yaml", &text, "$.total");
    assert_eq!(hover, said("`3`"));
    session.finish();
}

#[test]
fn inputs_that_the_project_names() {
    let mut session = Session::new();
    std::fs::create_dir(session.path().join("events")).unwrap();
    std::fs::write(
        session.path().join("asl.toml"),
        "scenarios = [\"events/*.json\"]",
    )
    .unwrap();
    session.write("events/paid.json", &json!({ "paid": 1 }));
    session.open("order.asl.json", JSON);
    let hover = session.hover("order.asl.json", JSON, "$.paid");
    assert_eq!(hover, "With `paid.json`: `1`");
    session.finish();
}

#[test]
fn in_templates() {
    let mut session = Session::new();
    session.write("sam.input.json", &json!({ "paid": false }));
    session.write("order.input.json", &json!({ "paid": true }));
    let definition = YAML.replace('\n', "\n        ");
    let machine = |name: &str, rest: &str| {
        format!(
            "  {name}:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      {rest}\n"
        )
    };
    let inline = format!(
        "Resources:\n{}",
        machine("Order", &format!("Definition:\n        {definition}"))
    );
    session.open("sam.yaml", &inline);
    let hover = session.hover("sam.yaml", &inline, "$.paid");
    assert_eq!(hover, "With `sam.input.json`: `false`");
    // The example of a definition's own file counts, with what the template fills in.
    let file = "DefinitionUri: order.asl.json\n      DefinitionSubstitutions: { Most: '1' }";
    let template = format!("Resources:\n{}", machine("Order", file));
    std::fs::write(session.path().join("template.yaml"), &template).unwrap();
    let filled = JSON.replace("\"BooleanEquals\": true", "\"NumericEquals\": ${Most}");
    session.write("order.input.json", &json!({ "paid": 1 }));
    session.open("order.asl.json", &filled);
    let uri = session.uri("order.asl.json");
    session.client.diagnostics(&uri, |_| true);
    let hover = session.hover("order.asl.json", &filled, "NumericEquals");
    let expected = "With `order.input.json`: `true`; this choice is taken\n";
    assert_eq!(hover.trim_end(), expected.trim_end());
    session.finish();
}

#[test]
fn switched_off() {
    let mut session = Session::new();
    session.write("order.input.json", &json!({ "paid": true }));
    session.open("order.asl.json", JSON);
    assert_ne!(session.hover("order.asl.json", JSON, "$.paid"), "");
    let settings = json!({ "settings": { "asl": { "hover": { "values": false } } } });
    session
        .client
        .notify("workspace/didChangeConfiguration", settings);
    assert_eq!(session.hover("order.asl.json", JSON, "$.paid"), "");
    session.finish();
}
