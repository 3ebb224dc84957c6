//! A call is written: a service, its action with what it needs, and words about it when somebody looks.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{Document, JSON_URI, YAML_URI, capabilities, parameters};

/// A Task that calls nothing yet, in both notations, and where its resource is typed.
const JSON: &str = r#"{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "sqs:send",
      "End": true
    }
  }
}
"#;
const YAML: &str = "\
StartAt: Send
States:
  Send:
    Type: Task
    Resource: sqs:send
    End: true
";

fn start(extra: &Value) -> Client {
    let mut client = Client::start_asl();
    let mut capabilities = capabilities();
    let item = &mut capabilities["textDocument"]["completion"]["completionItem"];
    for (name, value) in extra.as_object().unwrap() {
        item[name] = value.clone();
    }
    let answer = client.initialize_with(parameters(&capabilities));
    let completion = &answer["capabilities"]["completionProvider"];
    assert_eq!(completion["resolveProvider"], true);
    client
}

fn completions(client: &mut Client, document: &Document) -> Value {
    let end = document.find("sqs:send", "sqs:send").end();
    let at = document.at_offset(end);
    client.request("textDocument/completion", at)
}

fn labelled<'v>(list: &'v Value, label: &str) -> &'v Value {
    let mut items = list["items"].as_array().unwrap().iter();
    items.find(|it| it["label"] == label).unwrap()
}

/// The text after the edits of an item, its places to fill in as they came.
fn after(document: &Document, item: &Value) -> String {
    document.applied(&json!([item["textEdit"]]))
}

#[test]
fn a_resource_in_json() {
    let mut client = start(&json!({ "labelDetailsSupport": true }));
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let list = completions(&mut client, &document);
    assert_eq!(list["isIncomplete"], true);
    let item = labelled(&list, "sqs:sendMessage.waitForTaskToken");
    assert_eq!(item["insertTextFormat"], 2);
    assert_eq!(item["labelDetails"]["description"], "Amazon SQS");
    assert_eq!(item["documentation"], Value::Null);
    // The client puts the blanks of the first line before the others.
    let wanted = JSON.replace(
        "\"sqs:send\"",
        "\"arn:aws:states:::sqs:sendMessage.waitForTaskToken\",\n\"Parameters\": {\n  \"QueueUrl\": \
         \"$1\",\n  \"MessageBody\": {\n    \"TaskToken.\\$\": \"${0:\\$\\$.Task.Token}\"\n  \\}\n\\}",
    );
    assert_eq!(after(&document, item), wanted);

    let resolved = client.request("completionItem/resolve", item.clone());
    assert_eq!(resolved["documentation"]["kind"], "markdown");
    let page = resolved["documentation"]["value"].as_str().unwrap();
    assert!(
        page.starts_with("**sqs:sendMessage** — Amazon SQS"),
        "{page}"
    );
    assert_eq!(resolved["textEdit"], item["textEdit"]);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn a_resource_in_yaml_without_snippets() {
    let mut client = start(&json!({ "snippetSupport": false }));
    let document = Document::open(&mut client, YAML_URI, "asl-yaml", YAML);
    let list = completions(&mut client, &document);
    let item = labelled(&list, "sqs:sendMessage");
    assert_eq!(item["insertTextFormat"], 1);
    assert_eq!(item["labelDetails"], Value::Null);
    let wanted = YAML.replace(
        "sqs:send",
        "arn:aws:states:::sqs:sendMessage\nParameters:\n  QueueUrl: \n  MessageBody.$: $",
    );
    assert_eq!(after(&document, item), wanted);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// An item of somebody else's is given back as it came.
#[test]
fn an_unknown_item_is_resolved_to_itself() {
    let mut client = start(&json!({}));
    for data in [
        json!(null),
        json!(7),
        json!("resource nonsense"),
        json!("parameter a b/c"),
    ] {
        let item = json!({ "label": "x", "data": data });
        let resolved = client.request("completionItem/resolve", item);
        assert_eq!(resolved["label"], "x");
        assert_eq!(resolved["documentation"], Value::Null, "{resolved}");
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
