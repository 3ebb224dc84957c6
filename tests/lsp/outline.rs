//! Clients that can do less: flat symbols, plain text, whole ranges, no links, no literals.

use asl_testing::lsp::{Client, Ended};
use serde_json::json;

use crate::support::{Document, JSON, JSON_URI};

#[test]
fn a_client_without_capabilities() {
    let mut client = Client::start_asl();
    client.initialize(&json!({}));
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let found = client.notification("textDocument/publishDiagnostics", |_| true);
    assert!(found.get("version").is_none(), "{found}");

    let params = json!({ "textDocument": document.identifier() });
    let symbols = client.request("textDocument/documentSymbol", params.clone());
    assert!(symbols[0]["location"]["range"].is_object(), "{symbols}");

    let folds = client.request("textDocument/foldingRange", params.clone());
    assert!(folds[0]["startCharacter"].is_u64(), "{folds}");

    let hover = client.request(
        "textDocument/hover",
        document.at("States.TaskFailed", "TaskFailed"),
    );
    assert!(
        hover["contents"]
            .as_str()
            .unwrap()
            .contains("States.TaskFailed")
    );

    let at = document.at("\"Next\": \"Ship\"", "Ship");
    let definition = client.request("textDocument/definition", at.clone());
    assert_eq!(definition[0]["uri"], JSON_URI);

    let mut rename = at;
    rename["newName"] = json!("Send");
    let edit = client.request("textDocument/rename", rename);
    let renamed = document.applied(&edit["changes"][JSON_URI]);
    assert_eq!(renamed, JSON.replace("\"Ship\"", "\"Send\""));

    let items = client.request(
        "textDocument/completion",
        document.at("\"Done\": {", "Done"),
    );
    assert!(
        items["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["insertTextFormat"] != 2),
        "{items}"
    );

    let mut actions = params;
    actions["range"] = document.range(document.find("Ship", "Ship"));
    actions["context"] = json!({ "diagnostics": [] });
    assert_eq!(
        client.request("textDocument/codeAction", actions),
        json!([])
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// Texts without marks for a client that shows them as they are.
#[test]
fn a_client_that_knows_plain_text_only() {
    let mut client = Client::start_asl();
    let formats = json!(["plaintext"]);
    client.initialize(&json!({ "textDocument": {
        "hover": { "contentFormat": formats },
        "completion": { "completionItem": { "documentationFormat": formats } }
    } }));
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let at = document.at("States.TaskFailed", "TaskFailed");
    let hover = client.request("textDocument/hover", at);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("States.TaskFailed"), "{text}");
    assert!(!text.contains("**") && !text.contains('`'), "{text}");
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
