//! Conversions as code actions: edits of the document, or a new file beside it for the other notation.

use asl_testing::lsp::Ended;
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, client};

/// The actions of a kind at the document's `StartAt`.
fn rewrites(client: &mut asl_testing::lsp::Client, document: &Document) -> Vec<Value> {
    let mut params = document.at("StartAt", "StartAt");
    params["range"] = document.range(document.find("StartAt", "StartAt"));
    params["context"] = json!({ "diagnostics": [], "only": ["refactor.rewrite"] });
    let actions = client.request("textDocument/codeAction", params);
    actions.as_array().expect("there are actions").clone()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|it| it["title"] == title);
    found.unwrap_or_else(|| panic!("{title} is not in {actions:?}"))
}

#[test]
fn the_other_notation_is_a_new_file_where_the_name_says_the_notation() {
    let mut client = client();
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let actions = rewrites(&mut client, &document);
    let changes = &titled(&actions, "Convert to YAML")["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create", "{changes}");
    assert_eq!(changes[0]["uri"], "file:///project/order.asl.yaml");
    assert_eq!(changes[1]["textDocument"]["uri"], changes[0]["uri"]);
    let text = changes[1]["edits"][0]["newText"].as_str().expect("a text");
    assert!(text.contains("\nStates:\n"), "{text}");
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn the_machine_in_jsonata_is_an_edit_of_the_document() {
    let mut client = client();
    let text = r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed", "OutputPath": "$.a"}}}"#;
    let document = Document::open(&mut client, "file:///project/a.asl", "asl", text);
    let actions = rewrites(&mut client, &document);
    let machine = titled(&actions, "Convert the state machine to JSONata");
    assert_eq!(machine["kind"], "refactor.rewrite");
    let edits = &machine["edit"]["documentChanges"][0]["edits"];
    let after = document.applied(edits);
    assert_eq!(
        after,
        r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed", "Output": "{% $states.input.a %}"}}}"#
    );
    // The name says nothing of the notation: the text itself changes.
    let yaml = &titled(&actions, "Convert to YAML")["edit"]["documentChanges"][0]["edits"];
    assert!(document.applied(yaml).starts_with("StartAt: A\n"));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
