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
    assert_eq!(hover["contents"]["kind"], "plaintext");

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
