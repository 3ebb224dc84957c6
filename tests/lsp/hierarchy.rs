//! Transitions as a call hierarchy, hints, lenses, links, formatting while typing.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, YAML, YAML_URI, client};

#[test]
fn transitions_in_and_out() {
    let mut client = client();
    for (uri, text, name) in [(JSON_URI, JSON, "\"Ship\": {"), (YAML_URI, YAML, "Ship:\n")] {
        let document = Document::open(&mut client, uri, "", text);
        let items = client.request(
            "textDocument/prepareCallHierarchy",
            document.at(name, "Ship"),
        );
        assert_eq!(
            (&items[0]["name"], &items[0]["detail"]),
            (&json!("Ship"), &json!("Task"))
        );
        let item = json!({ "item": items[0] });
        let into = client.request("callHierarchy/incomingCalls", item.clone());
        assert_eq!(into[0]["from"]["name"], "Check");
        assert_eq!(into[0]["from"]["detail"], "rule 1: paid = true");
        let out = client.request("callHierarchy/outgoingCalls", item);
        assert_eq!(
            (&out[0]["to"]["name"], &out[0]["to"]["detail"]),
            (&json!("Done"), &json!("Next"))
        );
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn hints_links_and_commas() {
    let mut client = client();
    let text = JSON.replace("\"TimeoutSeconds\": 30,", "\"TimeoutSeconds\": 300");
    let document = Document::open(&mut client, JSON_URI, "asl", &text);
    let mut params = json!({ "textDocument": document.identifier() });
    let links = client.request("textDocument/documentLink", params.clone());
    let target = links[0]["target"].as_str().unwrap();
    assert!(target.ends_with("#/functions/ship"), "{target}");
    params["range"] =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let hints = client.request("textDocument/inlayHint", params);
    let labels: Vec<_> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["label"].as_str().unwrap())
        .collect();
    assert_eq!(
        labels,
        [
            "gets {paid: true, …}",
            "5 min",
            "retries 2 times, after 2 s, 4 s; 6 s in all",
            "gets {paid, …}"
        ]
    );
    let mut typed = document.at("\n      \"Retry\"", "      \"Retry\"");
    typed["ch"] = json!("\n");
    typed["options"] = json!({ "tabSize": 2, "insertSpaces": true });
    let edits = client.request("textDocument/onTypeFormatting", typed);
    assert_eq!(
        document.applied(&edits),
        text.replace(": 300\n", ": 300,\n")
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn lenses_call_what_the_client_has() {
    let titles = |options: Value| {
        let mut client = Client::start_asl();
        client.initialize_with(json!({
            "processId": null, "rootUri": null, "capabilities": {}, "initializationOptions": options,
        }));
        let document = Document::open(&mut client, JSON_URI, "asl", JSON);
        let params = json!({ "textDocument": document.identifier() });
        let lenses = client.request("textDocument/codeLens", params);
        assert_eq!(client.finish(), Some(Ended::Exited(0)));
        let lenses = lenses.as_array().unwrap().iter().take(3);
        let words = |it: &Value| format!("{} {}", it["command"]["title"], it["command"]["command"]);
        lenses.map(words).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        titles(json!({})),
        r#""▶ Simulate" "asl.simulate", "▶ Test" "asl.testState", "▶ Test" "asl.testState""#
    );
    assert_eq!(
        titles(json!({ "commands": ["asl.runSimulation", "asl.showReferences"] })),
        r#""▶ Simulate" "asl.runSimulation", "▶ Test" "asl.testState", "1 way in" "asl.showReferences""#
    );
}
