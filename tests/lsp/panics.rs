//! A panic is one failed request.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, capabilities, client};

#[test]
fn a_panic_is_one_failed_request() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    for place in ["handler", "thread", "handler"] {
        let refusal = client.refused("asl/test/panic", json!({ "place": place }));
        assert_eq!(refusal.code, -32603);
        let name = document.find("Check", "Check");
        document.edit(&mut client, name, "Check");
        document.assert_same_at_server(&mut client);
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn nobody_else_can_ask_for_one() {
    let mut client = Client::start_asl();
    client.initialize(&capabilities());
    for (method, params) in [
        ("asl/test/panic", json!({ "place": "handler" })),
        ("asl/test/wait", Value::Null),
        ("asl/test/text", json!({ "uri": JSON_URI })),
    ] {
        assert_eq!(client.refused(method, params).code, -32601, "{method}");
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
