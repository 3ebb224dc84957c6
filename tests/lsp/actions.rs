//! Actions by their kinds: what the client asks for, on saving too; what is made of the data and where it came from.

use asl_testing::lsp::Client;
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, YAML, YAML_URI, client};

/// The titles and kinds of the actions at a word, those of some kinds alone.
fn actions(client: &mut Client, document: &Document, word: &str, only: &[&str]) -> Vec<Value> {
    let mut params = json!({ "textDocument": document.identifier() });
    params["range"] = document.range(document.find(word, word));
    params["context"] = json!({ "diagnostics": [] });
    if !only.is_empty() {
        params["context"]["only"] = json!(only);
    }
    let found = client.request("textDocument/codeAction", params);
    found.as_array().expect("there are actions").clone()
}

fn kinds(actions: &[Value]) -> Vec<&str> {
    let mut kinds: Vec<_> = actions
        .iter()
        .filter_map(|it| it["kind"].as_str())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn actions_of_the_kinds_that_are_asked_for() {
    let mut client = client();
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let word = "\"Ship\": {";
    let all = actions(&mut client, &document, word, &[]);
    assert_eq!(
        kinds(&all),
        ["refactor", "refactor.extract", "refactor.rewrite"]
    );
    let extract = actions(&mut client, &document, word, &["refactor.extract"]);
    assert_eq!(kinds(&extract), ["refactor.extract"]);
    assert!(extract.len() >= 2, "{extract:?}");
    let refactor = actions(&mut client, &document, word, &["refactor"]);
    // Without a wish there are also those that run something.
    let kept = all.iter().filter(|it| it["edit"].is_object());
    assert_eq!(refactor.len(), kept.count());
    assert!(actions(&mut client, &document, word, &["source.organizeImports"]).is_empty());
    client.finish();
}

#[test]
fn what_is_done_on_saving() {
    let mut client = client();
    for (uri, language, text) in [(JSON_URI, "asl", JSON), (YAML_URI, "asl-yaml", YAML)] {
        // One name is misspelt.
        let text = text.replace("Refuse", "Refusal");
        let broken = text.replacen("Refusal", "Refusl", 1);
        let document = Document::open(&mut client, uri, language, &broken);
        let fixes = actions(&mut client, &document, "StartAt", &["source.fixAll"]);
        assert_eq!(kinds(&fixes), ["source.fixAll.asl"], "{fixes:?}");
        let edits = &fixes[0]["edit"]["documentChanges"][0]["edits"];
        assert_eq!(document.applied(edits), text);
        let sorted = actions(&mut client, &document, "StartAt", &["source.sortStates"]);
        assert!(sorted.is_empty(), "the states are sorted: {sorted:?}");
    }
    client.finish();
}

#[test]
fn from_a_member_of_the_data_to_where_it_was_made() {
    let text = "StartAt: Set\nStates:\n  Set:\n    Type: Pass\n    Result:\n      paid: true\n    ResultPath: $.order\n    Next: Look\n  Look:\n    Type: Pass\n    InputPath: $.order.paid\n    End: true\n";
    let mut client = client();
    let document = Document::open(&mut client, YAML_URI, "asl-yaml", text);
    let found = client.request(
        "textDocument/definition",
        document.at("$.order.paid", "paid"),
    );
    assert_eq!(
        found[0]["targetSelectionRange"]["start"],
        json!({ "line": 5, "character": 6 })
    );
    let found = client.request(
        "textDocument/definition",
        document.at("$.order.paid", "order"),
    );
    assert_eq!(found[0]["targetSelectionRange"]["start"]["line"], 6);
    let mut params = document.at("paid: true", "paid");
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.request("textDocument/references", params);
    let lines: Vec<_> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| &it["range"]["start"]["line"])
        .collect();
    assert_eq!(lines, [5, 10]);
    client.finish();
}
