//! Folders with definitions that are not open: symbols, and diagnostics for clients that ask for them.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{Document, JSON};

const BROKEN: &str = r#"{ "StartAt": "Nowhere", "States": { "Alone": { "Type": "Succeed" } } }"#;

/// A folder with a definition, a broken one, and one that git ignores.
fn folder() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("order.asl.json", JSON);
    write("broken.asl.json", BROKEN);
    write("ignored.asl.json", BROKEN);
    write(".gitignore", "ignored*\n");
    let uri = format!("file://{}", folder.path().display());
    (folder, uri)
}

fn start(uri: &str, capabilities: &Value) -> (Client, Value) {
    let mut client = Client::start_asl();
    let answer = client.initialize_with(json!({
        "processId": null,
        "rootUri": null,
        "workspaceFolders": [{ "uri": uri, "name": "folder" }],
        "capabilities": capabilities,
    }));
    (client, answer)
}

fn names(symbols: &Value) -> Vec<String> {
    let symbols = symbols.as_array().unwrap().iter();
    symbols
        .map(|it| {
            format!(
                "{} in {}",
                it["name"].as_str().unwrap(),
                it["containerName"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn symbols_of_files_that_are_not_open() {
    let (_folder, uri) = folder();
    let (mut client, _) = start(&uri, &json!({}));
    let all = client.request("workspace/symbol", json!({ "query": "" }));
    assert_eq!(
        names(&all),
        [
            "Alone in broken",
            "Check in order",
            "Done in order",
            "Refuse in order",
            "Ship in order"
        ]
    );
    let some = client.request("workspace/symbol", json!({ "query": "sh" }));
    assert_eq!(names(&some), ["Ship in order"]);

    let changes =
        json!({ "event": { "added": [], "removed": [{ "uri": uri, "name": "folder" }] } });
    client.notify("workspace/didChangeWorkspaceFolders", changes);
    let none = client.request("workspace/symbol", json!({ "query": "" }));
    assert_eq!(none, json!([]));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn who_asks_for_diagnostics_gets_none_unasked() {
    let (_folder, uri) = folder();
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let (mut client, answer) = start(&uri, &capabilities);
    assert_eq!(
        answer["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"],
        true
    );

    let report = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let mut items: Vec<_> = report["items"].as_array().unwrap().clone();
    items.sort_by_key(|it| it["uri"].to_string());
    let counts: Vec<_> = items
        .iter()
        .map(|it| it["items"].as_array().unwrap().len())
        .collect();
    assert_eq!(counts, [1, 0], "{report}");

    let file = "file:///project/order.asl.json";
    let document = Document::open(&mut client, file, "asl", BROKEN);
    let params = json!({ "textDocument": document.identifier() });
    let first = client.request("textDocument/diagnostic", params.clone());
    assert_eq!(
        (&first["kind"], first["items"].as_array().unwrap().len()),
        (&json!("full"), 1)
    );
    let mut again = params;
    again["previousResultId"] = first["resultId"].clone();
    let second = client.request("textDocument/diagnostic", again);
    assert_eq!(
        (&second["kind"], &second["resultId"]),
        (&json!("unchanged"), &first["resultId"])
    );

    // Nothing but the open document is different from what the client knows now.
    let known = items
        .iter()
        .map(|it| json!({ "uri": it["uri"], "value": it["resultId"] }));
    let known: Vec<_> = known.collect();
    let report = client.request(
        "workspace/diagnostic",
        json!({ "previousResultIds": known }),
    );
    assert_eq!(report["items"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["items"][0]["uri"], file);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn test_cases_beside_a_definition_are_lenses_that_need_nothing_more() {
    let (folder, uri) = folder();
    let mocks = json!({
        "StateMachines": { "Order": { "TestCases": { "Lost": { "Ship": "Broken" } } } },
        "MockedResponses": { "Broken": { "0-9": { "Throw": { "Error": "Lost", "Cause": "at sea" } } } },
    });
    let write = |name: &str, value: &Value| {
        std::fs::write(folder.path().join(name), value.to_string()).unwrap();
    };
    write("order.mocks.json", &mocks);
    write("order.Lost.input.json", &json!({ "paid": true }));
    let (mut client, _) = start(&uri, &json!({}));
    let file = format!("{uri}/order.asl.json");
    client.open(&file, "asl", JSON);
    let lenses = client.request(
        "textDocument/codeLens",
        json!({ "textDocument": { "uri": file } }),
    );
    let command = &lenses[1]["command"];
    assert_eq!(command["title"], "▶ Simulate Lost");
    let result = client.request(
        "workspace/executeCommand",
        json!({ "command": command["command"], "arguments": command["arguments"] }),
    );
    assert_eq!(
        (&result["status"], &result["error"]),
        (&json!("FAILED"), &json!("Lost")),
        "{result}"
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn members_are_known_from_example_inputs() {
    let (folder, uri) = folder();
    let input = json!({ "order": { "total": 12, "lines": [] } });
    std::fs::write(folder.path().join("order.input.json"), input.to_string()).unwrap();
    let (mut client, _) = start(&uri, &json!({}));
    let file = format!("{uri}/order.asl.json");
    client.open(&file, "asl", &JSON.replace("$.paid", "$.order."));
    client.diagnostics(&file, |_| true);
    let completion = client.request(
        "textDocument/completion",
        json!({ "textDocument": { "uri": file }, "position": { "line": 7, "character": 31 } }),
    );
    let items = completion["items"].as_array().unwrap().iter();
    let labels: Vec<_> = items.map(|it| it["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["total", "lines"], "{completion}");
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
