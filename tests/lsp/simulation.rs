//! `asl.simulate`: results, reports, refusals.

use std::path::PathBuf;

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, capabilities, client};

fn run(argument: &Value) -> Value {
    json!({ "command": "asl.simulate", "arguments": [argument] })
}

fn mocks() -> Value {
    json!({
        "StateMachines": { "order": { "TestCases": {
            "Lost": { "Ship": "Fails" },
            "Late": { "Ship": "SecondTime" }
        } } },
        "MockedResponses": {
            "Fails": { "0-2": { "Throw": { "Error": "Lost", "Cause": "at sea" } } },
            "SecondTime": {
                "0": { "Throw": { "Error": "Lost", "Cause": "at sea" } },
                "1": { "Return": { "parcel": 7 } }
            }
        }
    })
}

#[test]
fn mocks_and_test_cases() {
    let mut client = client();
    Document::open(&mut client, JSON_URI, "asl", JSON);
    for (case, status, detail) in [
        ("Lost", "FAILED", ("error", json!("Lost"))),
        ("Late", "SUCCEEDED", ("output", json!({ "parcel": 7 }))),
    ] {
        let argument = json!({ "uri": JSON_URI, "input": { "paid": true }, "mocks": mocks(), "testCase": case, "report": false });
        let result = client.request("workspace/executeCommand", run(&argument));
        assert_eq!(result["status"], status, "{case}: {result}");
        assert_eq!(result[detail.0], detail.1, "{case}: {result}");
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// The machine that runs is the one in the editor, not the one on the disk.
#[test]
fn unsaved_text_is_what_runs() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let error = document.find("NotPaid", "NotPaid");
    document.edit(&mut client, error, "Unpaid");
    let argument = json!({ "uri": JSON_URI, "input": { "paid": false }, "report": false });
    let result = client.request("workspace/executeCommand", run(&argument));
    assert_eq!(result["error"], "Unpaid");
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// A client without a view for it gets the report as a document.
#[test]
fn the_report_is_shown() {
    let mut client = client();
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let range = document.range(document.find("Ship", "Ship"));
    let params = json!({ "textDocument": document.identifier(), "range": range, "context": { "diagnostics": [] } });
    let actions = client.request("textDocument/codeAction", params);
    let action = actions
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["command"] == "asl.simulate")
        .unwrap();
    let command = json!({ "command": action["command"], "arguments": action["arguments"] });
    client.request("workspace/executeCommand", command);
    let shown = client.request_from_server("window/showDocument");
    let file = path(&shown["uri"]);
    assert!(file.ends_with("order.simulation.md"), "{}", file.display());
    let report = std::fs::read_to_string(&file).unwrap();
    assert!(
        report.contains("FAILED") && report.contains("Check"),
        "{report}"
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
    assert!(!file.exists());
}

#[test]
fn a_client_that_cannot_show_it_is_told_where_it_is() {
    let mut client = Client::start_asl();
    client.initialize(&json!({}));
    Document::open(&mut client, JSON_URI, "asl", JSON);
    client.request(
        "workspace/executeCommand",
        run(&json!({ "uri": JSON_URI, "input": { "paid": true } })),
    );
    let told = client.notification("window/showMessage", |_| true);
    let message = told["message"].as_str().unwrap();
    assert!(
        message.starts_with("SUCCEEDED") && message.contains("order.simulation.md"),
        "{message}"
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// A client with a view of its own gets no file and no message.
#[test]
fn a_client_with_its_own_view() {
    let mut client = Client::start_asl();
    client.initialize_with(json!({
        "rootUri": null,
        "capabilities": capabilities(),
        "initializationOptions": { "reportView": true }
    }));
    client.respond_with(|method, _| panic!("the server asked for {method}"));
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let result = client.request(
        "workspace/executeCommand",
        run(&json!({ "uri": JSON_URI, "input": { "paid": true } })),
    );
    assert!(
        result["report"]
            .as_str()
            .is_some_and(|it| it.contains("SUCCEEDED")),
        "{result}"
    );
    let range = document.range(document.find("Ship", "Ship"));
    let params = json!({ "textDocument": document.identifier(), "range": range, "context": { "diagnostics": [] } });
    let actions = client.request("textDocument/codeAction", params);
    let actions = actions.as_array().unwrap();
    assert!(
        actions.iter().all(|it| it["command"].is_null()),
        "{actions:?}"
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn refusals_say_why() {
    let mut client = client();
    Document::open(&mut client, JSON_URI, "asl", "{ \"StartAt\": ");
    let refusal = client.refused("workspace/executeCommand", run(&json!({ "uri": JSON_URI })));
    assert_eq!(refusal.code, -32803, "{}", refusal.message);
    assert!(!refusal.message.is_empty());
    let refusal = client.refused(
        "workspace/executeCommand",
        run(&json!({ "uri": "file:///not/open.asl" })),
    );
    assert_eq!(refusal.code, -32602, "{}", refusal.message);
    let refusal = client.refused(
        "workspace/executeCommand",
        json!({ "command": "asl.simulate" }),
    );
    assert_eq!(refusal.code, -32602, "{}", refusal.message);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

fn path(uri: &Value) -> PathBuf {
    PathBuf::from(uri.as_str().unwrap().strip_prefix("file://").unwrap())
}
