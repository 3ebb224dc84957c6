//! The picture of the machine that is being edited.

use asl_testing::lsp::{Client, Ended};
use serde_json::json;

use crate::support::{Document, JSON, JSON_URI, YAML, YAML_URI};

#[test]
fn a_picture_with_places_in_the_text() {
    let mut client = Client::start_asl();
    client.initialize(&json!({}));
    let json = Document::open(&mut client, JSON_URI, "asl", JSON);
    let yaml = Document::open(&mut client, YAML_URI, "asl-yaml", YAML);
    for (document, key) in [(json, "\"Ship\": {"), (yaml, "Ship:\n")] {
        let params = document.at("TimeoutSeconds", "Timeout");
        let graph = client.request("asl/graph", params);
        let at = graph["at"].as_u64().unwrap();
        let node = &graph["nodes"][usize::try_from(at).unwrap()];
        assert_eq!(
            (&node["name"], &node["type"]),
            (&json!("Ship"), &json!("Task"))
        );
        let name = document.range(document.find(key, "Ship"));
        assert_eq!(node["selectionRange"], name);
        let svg = graph["svg"].as_str().unwrap();
        assert!(svg.starts_with("<svg") && svg.contains(&format!("data-node=\"{at}\"")));
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn no_picture_of_what_is_no_machine() {
    let mut client = Client::start_asl();
    client.initialize(&json!({}));
    let params = json!({ "textDocument": { "uri": "file:///project/none.asl.json" } });
    assert_eq!(client.request("asl/graph", params), json!(null));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
