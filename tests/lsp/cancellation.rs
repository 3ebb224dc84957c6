//! `$/cancelRequest`: the answer comes at once, and the work stops.

use asl_testing::lsp::Ended;
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, client};

#[test]
fn the_work_stops() {
    let mut client = client();
    let id = client.send("asl/test/wait", Value::Null);
    client.notification("asl/test/started", |_| true);
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.answer(id).unwrap_err().code, -32800);
    client.notification("asl/test/stopped", |_| true);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// More than there are threads: those that never began are answered as well.
#[test]
fn many_at_once() {
    let mut client = client();
    let document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let ids: Vec<_> = (0..40)
        .map(|_| client.send("asl/test/wait", Value::Null))
        .collect();
    for id in &ids {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    for id in ids {
        assert_eq!(client.answer(id).unwrap_err().code, -32800);
    }
    let at = document.at("States.TaskFailed", "TaskFailed");
    assert!(client.request("textDocument/hover", at).is_object());
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn what_is_answered_or_unknown_cannot_be_cancelled() {
    let mut client = client();
    let id = client.send("asl/test/text", json!({ "uri": JSON_URI }));
    assert_eq!(client.answer(id), Ok(Value::Null));
    client.notify("$/cancelRequest", json!({ "id": id }));
    client.notify("$/cancelRequest", json!({ "id": "never" }));
    client.notify("$/cancelRequest", json!({ "id": { "no": "id" } }));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
