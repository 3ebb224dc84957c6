//! Frames that are none, and characters that are half.

use asl_testing::lsp::Ended;
use asl_text::TextRange;
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, YAML_URI, client, is_accepted};

#[test]
fn a_malformed_body_is_answered_and_life_goes_on() {
    let mut client = client();
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    client.send_body(br#"{"jsonrpc":"2.0","method":"#);
    assert_eq!(client.complaint().code, -32700);
    client.send_body(b"[]");
    assert_eq!(client.complaint().code, -32600);
    client.send_raw(b"Content-Length: nonsense\r\n\r\nwhatever");
    assert_eq!(client.complaint().code, -32700);
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn a_request_that_is_none_is_answered_under_its_id() {
    let mut client = client();
    let known = client.send("asl/test/text", json!({ "uri": JSON_URI }));
    assert_eq!(client.answer(known), Ok(Value::Null));
    client.send_body(br#"{"jsonrpc":"2.0","id":null,"method":5}"#);
    assert_eq!(client.complaint().code, -32600);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn headers_in_any_form() {
    let mut client = client();
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let body = r#"{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}"#;
    let header = format!(
        "X-Other: 1\r\ncontent-length: {}\r\nContent-Type: text/plain\r\n\r\n",
        body.len()
    );
    client.send_raw((header + body).as_bytes());
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// One half of a surrogate pair is one UTF-16 unit; what comes behind it stays in place.
#[test]
fn a_lone_surrogate_in_a_change() {
    let mut client = client();
    let text = "{ \"Comment\": \"x\", \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Pass\", \"End\": true } } }";
    let mut document = Document::open(&mut client, JSON_URI, "asl", text);
    let at = document.find("\"x\"", "x");
    for half in [r"\ud83d", r"\udE00"] {
        // As the client sees it, and as it stands in the message.
        let position = document.range(TextRange::empty(at.start()));
        document.edit_unseen(at.start(), "\u{fffd}");
        let version = document.version;
        let body = format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{JSON_URI}","version":{version}}},"contentChanges":[{{"range":{position},"text":"{half}"}}]}}}}"#
        );
        client.send_body(body.as_bytes());
        document.assert_same_at_server(&mut client);
    }
    let name = document.find("\"A\"", "A");
    document.edit(&mut client, name, "B");
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// The text is not the client's any more, so nothing is said about it until the whole text comes.
#[test]
fn a_change_that_got_lost() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    client.diagnostics(JSON_URI, is_accepted);
    let broken = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{JSON_URI}","version":2}},"contentChanges":[{{"text":"#
    );
    client.send_body(broken.as_bytes());
    assert_eq!(client.complaint().code, -32700);
    let told = client.notification("window/showMessage", |_| true);
    assert!(
        told["message"].as_str().unwrap().contains(JSON_URI),
        "{told}"
    );
    client.diagnostics(JSON_URI, <[Value]>::is_empty);
    let symbols = json!({ "textDocument": document.identifier() });
    assert_eq!(
        client.request("textDocument/documentSymbol", symbols.clone()),
        Value::Null
    );
    let insert = document.find("Check", "Check");
    document.edit(&mut client, insert, "Examine");
    assert_eq!(
        client.request("textDocument/documentSymbol", symbols.clone()),
        Value::Null
    );
    document.replace(&mut client, JSON);
    document.assert_same_at_server(&mut client);
    assert!(
        client
            .request("textDocument/documentSymbol", symbols)
            .is_array()
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// The decoder would pass over it without a word.
#[test]
fn a_change_without_a_version_counts_as_lost() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let change = json!({ "textDocument": { "uri": JSON_URI, "version": null }, "contentChanges": [{ "text": "x" }] });
    client.notify("textDocument/didChange", change);
    assert_eq!(client.complaint().code, -32600);
    let there = client.request("asl/test/text", document.identifier());
    assert_eq!(there["outOfSync"], true);
    document.replace(&mut client, JSON);
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// `null` for no parameters, members of one's own in an error, answers to nothing.
#[test]
fn odd_messages_of_real_clients() {
    let mut client = client();
    client.send_body(br#"{"jsonrpc":"2.0","id":77}"#);
    client.send_body(
        br#"{"jsonrpc":"2.0","id":78,"error":{"code":1,"message":"no","stack":"here"}}"#,
    );
    client.send_body(br#"{"jsonrpc":"2.0","id":"79","result":{}}"#);
    client.send_body(br#"{"jsonrpc":"2.0","method":"exit/not","params":null}"#);
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// Deeper than any stack: what is beyond the parsers' limit is an error, and the server lives.
#[test]
fn documents_nested_ten_thousand_deep() {
    let mut client = client();
    let deep = format!("{}{}", "{\"States\": [".repeat(5_000), "]}".repeat(5_000));
    let mut document = Document::open(&mut client, JSON_URI, "asl", &deep);
    client.diagnostics(JSON_URI, |it| !it.is_empty());
    let params = json!({ "textDocument": document.identifier() });
    for method in ["documentSymbol", "foldingRange"] {
        client.request(&format!("textDocument/{method}"), params.clone());
    }
    let yaml = (0..2_000).fold(String::new(), |text, depth| {
        text + &" ".repeat(depth) + "States:\n"
    });
    let nested = Document::open(&mut client, YAML_URI, "asl-yaml", &yaml);
    client.diagnostics(YAML_URI, |_| true);
    nested.assert_same_at_server(&mut client);
    document.replace(&mut client, JSON);
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
