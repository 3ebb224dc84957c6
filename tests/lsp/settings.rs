//! Settings: from `initialize`, asked for, and changed while the session runs.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, capabilities, has};

fn wrong() -> String {
    JSON.replace("\"Default\": \"Refuse\"", "\"Default\": \"Nowhere\"")
}

fn severity(found: &[Value]) -> Option<&Value> {
    found
        .iter()
        .find(|it| it["code"] == "missing-target")
        .map(|it| &it["severity"])
}

#[test]
fn settings_in_the_initialization_options() {
    let mut client = Client::start_asl();
    let options = json!({ "settings": { "rules": { "missing-target": "hint" } } });
    client.initialize_with(
        json!({ "rootUri": null, "capabilities": {}, "initializationOptions": options }),
    );
    Document::open(&mut client, JSON_URI, "asl", &wrong());
    client.diagnostics(JSON_URI, |it| severity(it) == Some(&json!(4)));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "asl": { "rules": {} } } }),
    );
    client.diagnostics(JSON_URI, |it| severity(it) == Some(&json!(1)));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "asl": { "rules": { "flow": "off" } } } }),
    );
    client.diagnostics(JSON_URI, |it| !has(it, "missing-target"));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn settings_that_are_asked_for() {
    let mut client = Client::start_asl();
    let mut level = "warning";
    client.respond_with(move |method, params| match method {
        "workspace/configuration" => {
            assert_eq!(params["items"][0]["section"], "asl");
            let answer = json!([{ "rules": { "missing-target": level } }]);
            level = "off";
            answer
        }
        "client/registerCapability" => Value::Null,
        other => panic!("the server asked for {other}"),
    });
    let workspace =
        json!({ "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true } });
    client.initialize_with(json!({
        "rootUri": null,
        "clientInfo": { "name": "an editor" },
        "capabilities": { "workspace": workspace }
    }));
    let registered = client.request_from_server("client/registerCapability");
    assert_eq!(
        registered["registrations"][0]["method"],
        "workspace/didChangeConfiguration"
    );
    Document::open(&mut client, JSON_URI, "asl", &wrong());
    client.diagnostics(JSON_URI, |it| severity(it) == Some(&json!(2)));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    client.diagnostics(JSON_URI, |it| !has(it, "missing-target"));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// Capabilities of a protocol that is newer than ours.
#[test]
fn an_initialize_that_is_not_understood_whole() {
    let mut client = Client::start_asl();
    let mut capabilities = capabilities();
    capabilities["textDocument"]["foldingRange"]["rangeLimit"] = json!("many");
    let answer = client.initialize_with(json!({
        "rootUri": "not a uri",
        "trace": "compact",
        "capabilities": capabilities
    }));
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let at = document.at("States.TaskFailed", "TaskFailed");
    let hover = client.request("textDocument/hover", at);
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// `asl.toml` beside the document: read with it, read again when it changed, with its own findings.
#[test]
fn the_settings_of_a_project() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let project = folder.path().join("asl.toml");
    let write = |text: &str| std::fs::write(&project, text).expect("the file can be written");
    let uri = |name: &str| format!("file://{}/{name}", folder.path().display());
    let (document, settings) = (uri("x.asl.json"), uri("asl.toml"));
    write("[rules]\nmissing-target = \"warning\"\nmissing-taget = \"off\"\n");
    let mut client = Client::start_asl();
    client.initialize(&capabilities());
    client.open(&document, "asl", &wrong());
    client.diagnostics(&document, |it| severity(it) == Some(&json!(2)));
    client.diagnostics(&settings, |it| has(it, "invalid-configuration"));
    let changed = json!({ "changes": [{ "uri": settings, "type": 2 }] });
    write("[rules]\nmissing-target = \"hint\"\n");
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    client.diagnostics(&settings, <[Value]>::is_empty);
    client.diagnostics(&document, |it| severity(it) == Some(&json!(4)));
    std::fs::remove_file(&project).expect("the file can be removed");
    client.notify("workspace/didChangeWatchedFiles", changed);
    client.diagnostics(&document, |it| severity(it) == Some(&json!(1)));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// What a client shows for a document: how many hints, how many lenses, in how many files something is wrong.
fn shown(client: &mut Client, document: &Document) -> (usize, usize, usize) {
    let mut params = json!({ "textDocument": document.identifier() });
    let lenses = client.request("textDocument/codeLens", params.clone());
    params["range"] =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let hints = client.request("textDocument/inlayHint", params);
    let report = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let count = |it: &Value| it.as_array().map_or(0, Vec::len);
    (count(&hints), count(&lenses), count(&report["items"]))
}

#[test]
fn hints_lenses_and_the_workspace_are_switched_while_the_session_runs() {
    let mut client = Client::start_asl();
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({});
    client.initialize_with(json!({ "rootUri": null, "capabilities": capabilities }));
    let text = JSON.replace("\"TimeoutSeconds\": 30", "\"TimeoutSeconds\": 300");
    let document = Document::open(&mut client, JSON_URI, "asl", &text);
    let mut with = |settings: Value| {
        client.notify(
            "workspace/didChangeConfiguration",
            json!({ "settings": { "asl": settings } }),
        );
        shown(&mut client, &document)
    };
    let all = with(json!({}));
    assert!(all.0 > 2 && all.1 > 4 && all.2 == 1, "{all:?}");
    assert_eq!(
        with(json!({ "inlayHints": { "times": false } })),
        (all.0 - 1, all.1, 1)
    );
    assert_eq!(
        with(json!({ "inlayHints": { "times": false, "retries": false } })),
        (all.0 - 2, all.1, 1)
    );
    let none = json!({ "times": false, "retries": false, "shapes": false });
    assert_eq!(with(json!({ "inlayHints": none })), (0, all.1, 1));
    assert_eq!(with(json!({ "codeLens": false })), (all.0, 0, 1));
    assert_eq!(
        with(json!({ "workspaceDiagnostics": false })),
        (all.0, all.1, 0)
    );
    assert_eq!(with(json!({})), all);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
