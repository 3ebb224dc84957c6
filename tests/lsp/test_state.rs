//! `asl.testState`: one state of what is in the editor.

use asl_testing::lsp::Ended;
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, client};

fn run(argument: &Value) -> Value {
    json!({ "command": "asl.testState", "arguments": [argument] })
}

#[test]
fn by_name_and_by_place() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let at = document.find("NotPaid", "NotPaid");
    document.edit(&mut client, at, "Unpaid");
    let ship = document.range(document.find("TimeoutSeconds", "TimeoutSeconds"));
    for (which, state) in [
        (json!({ "state": "Ship" }), "Ship"),
        (json!({ "position": ship["start"] }), "Ship"),
    ] {
        let mut argument = json!({
            "uri": JSON_URI, "input": { "n": 1 }, "report": false,
            "mock": { "result": { "parcel": 7 }, "fieldValidationMode": "NONE" },
        });
        for (name, value) in which.as_object().unwrap() {
            argument[name] = value.clone();
        }
        let answer = client.request("workspace/executeCommand", run(&argument));
        assert_eq!(answer["state"], state, "{answer}");
        assert_eq!(answer["response"]["status"], "SUCCEEDED", "{answer}");
        assert_eq!(answer["response"]["inspectionData"]["input"], r#"{"n":1}"#);
        assert!(answer["report"].as_str().unwrap().starts_with("# Ship"));
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn errors_and_retries() {
    let mut client = client();
    Document::open(&mut client, JSON_URI, "asl", JSON);
    let argument = json!({
        "uri": JSON_URI, "state": "Ship", "report": false,
        "mock": { "errorOutput": { "error": "Lost", "cause": "at sea" } },
        "stateConfiguration": { "retrierRetryCount": 1 },
    });
    let answer = client.request("workspace/executeCommand", run(&argument));
    let response = &answer["response"];
    assert_eq!(response["error"], "Lost", "{answer}");
    assert!(
        ["RETRIABLE", "FAILED", "CAUGHT_ERROR"].contains(&response["status"].as_str().unwrap()),
        "{answer}"
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// The action is offered where actions are the only way, and it tests the state at the cursor.
#[test]
fn the_action_tests_the_state_at_the_cursor() {
    let mut client = client();
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let range = document.range(document.find("Ship", "Ship"));
    let params = json!({ "textDocument": document.identifier(), "range": range, "context": { "diagnostics": [] } });
    let actions = client.request("textDocument/codeAction", params);
    let action = actions
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["command"] == "asl.testState")
        .unwrap();
    assert!(
        action["title"]
            .as_str()
            .unwrap()
            .starts_with("Test the state"),
        "{action}"
    );
    let command = json!({ "command": action["command"], "arguments": action["arguments"] });
    let answer = client.request("workspace/executeCommand", command);
    assert!(answer["response"]["status"].is_string(), "{answer}");
    client.request_from_server("window/showDocument");
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn refusals_say_why() {
    let mut client = client();
    Document::open(&mut client, JSON_URI, "asl", JSON);
    let argument = json!({ "uri": JSON_URI, "state": "Nowhere" });
    let refusal = client.refused("workspace/executeCommand", run(&argument));
    assert_eq!(refusal.message, "State not found in definition");
    let argument = json!({ "uri": JSON_URI, "state": "Ship", "inspectionLevel": "ALL" });
    let refusal = client.refused("workspace/executeCommand", run(&argument));
    assert!(
        refusal.message.contains("INFO, DEBUG or TRACE"),
        "{}",
        refusal.message
    );
    let refusal = client.refused(
        "workspace/executeCommand",
        json!({ "command": "asl.testState" }),
    );
    assert!(
        refusal.message.starts_with("asl.testState takes"),
        "{}",
        refusal.message
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
