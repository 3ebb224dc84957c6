//! Keeping the client's text: whole or in parts, in order or not.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{
    Document, JSON, JSON_URI, YAML, capabilities, client, has, is_accepted, parameters,
};

fn helix(version: &str) -> Value {
    let mut params = parameters(&capabilities());
    params["clientInfo"] = json!({ "name": "helix", "version": version });
    params
}

#[test]
fn helix_before_25_07_sends_the_whole_text() {
    let mut client = Client::start_asl();
    let answer = client.initialize_with(helix("25.01.1 (e7ac2fcd)"));
    assert_eq!(answer["capabilities"]["textDocumentSync"]["change"], 1);
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let (second, third) = (
        JSON.replace("Refuse", "Reject"),
        JSON.replace("Refuse", "Decline"),
    );
    // Typed fast, the changes overtake each other.
    client.change(JSON_URI, 3, &json!([{ "text": third }]));
    client.change(JSON_URI, 2, &json!([{ "text": second }]));
    (document.text, document.version) = (asl_text::Text::new(&third), 3);
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn helix_from_25_07_on_sends_the_changes() {
    let mut client = Client::start_asl();
    let answer = client.initialize_with(helix("25.07.1 (a05c151b)"));
    assert_eq!(answer["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn versions_that_do_not_rise_are_passed_over() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let name = document.find("Check", "Check");
    document.version = 6;
    document.edit(&mut client, name, "Examine");
    for version in [7, 6, 1, 0, -1] {
        client.change(JSON_URI, version, &json!([{ "text": "late" }]));
    }
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// Each change of one notification is relative to the text that the one before left.
#[test]
fn several_changes_in_one_notification() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", "{}");
    let at = |character: u32| json!({ "line": 0, "character": character });
    client.change(
        JSON_URI,
        2,
        &json!([
            { "range": { "start": at(1), "end": at(1) }, "text": "\"StartAt\": \"A\"" },
            { "range": { "start": at(14), "end": at(14) }, "text": "," },
            { "text": "{\"States\": {}}" },
            { "range": { "start": at(2), "end": at(8) }, "text": "Comment" },
        ]),
    );
    (document.text, document.version) = (asl_text::Text::new("{\"Comment\": {}}"), 2);
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn diagnostics_follow_the_latest_version_and_go_with_the_document() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let name = document.find("\"Default\": \"Refuse\"", "Refuse");
    document.edit(&mut client, name, "Nowhere");
    let published = client.notification("textDocument/publishDiagnostics", |it| {
        has(it["diagnostics"].as_array().unwrap(), "missing-target")
    });
    assert_eq!(
        (&published["uri"], &published["version"]),
        (&json!(JSON_URI), &json!(2))
    );
    client.notify(
        "textDocument/didClose",
        json!({ "textDocument": document.identifier() }),
    );
    let cleared = client.notification("textDocument/publishDiagnostics", |it| {
        it["diagnostics"] == json!([])
    });
    assert_eq!(cleared["version"], Value::Null);
    assert_eq!(
        client.request("asl/test/text", document.identifier()),
        Value::Null
    );
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    client.diagnostics(JSON_URI, is_accepted);
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// Neovim has no folder for a single file, and calls the language what it likes.
#[test]
fn documents_are_known_by_name_and_content() {
    let mut client = Client::start_asl();
    client.initialize_with(
        json!({ "processId": null, "rootUri": null, "rootPath": null, "capabilities": {} }),
    );
    for (uri, language, text) in [
        ("file:///a/x.asl", "json.asl", JSON),
        ("file:///a/x.asl.yml", "yaml.asl", YAML),
        ("untitled:Untitled-1", "asl", JSON),
        ("untitled:Untitled-2", "asl-yaml", YAML),
        ("file:///a/machine.json", "json", JSON),
        ("file:///a/odd%20name%20%C3%A4.asl.json", "plaintext", JSON),
    ] {
        let wrong = text
            .replace("Ship\"\n", "Nowhere\"\n")
            .replace("Next: Ship", "Next: Nowhere");
        client.open(uri, language, &wrong);
        let found = client.diagnostics(uri, |_| true);
        assert!(has(&found, "missing-target"), "{uri}: {found:?}");
    }
    client.open("file:///a/package.json", "json", "{ \"name\": \"x\", }");
    assert_eq!(
        client.diagnostics("file:///a/package.json", |_| true),
        Vec::<Value>::new()
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn unknown_requests_are_refused_and_unknown_notifications_passed_over() {
    let mut client = client();
    for method in [
        "textDocument/implementation",
        "textDocument/moniker",
        "x/unknown",
        "$/unknown",
    ] {
        let params = json!({ "textDocument": { "uri": JSON_URI }, "position": { "line": 0, "character": 0 } });
        assert_eq!(client.refused(method, params).code, -32601, "{method}");
    }
    client.notify("$/unknown", json!({}));
    client.notify("x/unknown", Value::Null);
    let refusal = client.refused("textDocument/hover", json!({ "nonsense": true }));
    assert_eq!(refusal.code, -32602);
    let refusal = client.refused(
        "workspace/executeCommand",
        json!({ "command": "asl.unknown" }),
    );
    assert_eq!(refusal.code, -32602);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
