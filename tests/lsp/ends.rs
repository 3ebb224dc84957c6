//! How sessions end: by the book, without manners, and by accident.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{JSON, JSON_URI, capabilities, client};

#[test]
fn shutdown_and_exit_is_0() {
    assert_eq!(client().finish(), Some(Ended::Exited(0)));
}

#[test]
fn exit_alone_is_1() {
    assert_eq!(client().exit(), Some(Ended::Exited(1)));
}

#[test]
fn exit_before_initialize_is_1() {
    assert_eq!(Client::start_asl().exit(), Some(Ended::Exited(1)));
}

#[test]
fn the_input_ends() {
    assert_eq!(client().close_input(), Some(Ended::Exited(1)));
    assert_eq!(Client::start_asl().close_input(), Some(Ended::Exited(1)));
}

#[test]
fn the_input_ends_after_shutdown() {
    let mut client = client();
    client.request("shutdown", Value::Null);
    assert_eq!(client.close_input(), Some(Ended::Exited(0)));
}

#[test]
fn a_running_request_is_cancelled_by_exit() {
    let mut client = client();
    let running = client.send("asl/test/wait", Value::Null);
    client.notification("asl/test/started", |_| true);
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(running).unwrap_err().code, -32800);
    assert_eq!(client.wait_for_end(), Some(Ended::Exited(0)));
}

/// Helix does not wait for the answer to `shutdown`.
#[test]
fn exit_right_behind_shutdown() {
    let mut client = client();
    let shutdown = client.send("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(shutdown), Ok(Value::Null));
    assert_eq!(client.wait_for_end(), Some(Ended::Exited(0)));
}

#[test]
fn after_shutdown_only_exit_is_understood() {
    let mut client = client();
    client.request("shutdown", Value::Null);
    let refusal = client.refused("textDocument/hover", hover());
    assert_eq!(refusal.code, -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_for_end(), Some(Ended::Exited(0)));
}

#[test]
fn before_initialize_nothing_is_understood() {
    let mut client = Client::start_asl();
    assert_eq!(client.refused("textDocument/hover", hover()).code, -32002);
    client.open(JSON_URI, "asl", JSON);
    client.initialize(&capabilities());
    assert_eq!(client.request("textDocument/hover", hover()), Value::Null);
    assert_eq!(
        client
            .refused("initialize", json!({ "capabilities": {} }))
            .code,
        -32600
    );
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[cfg(unix)]
#[test]
fn the_client_s_process_is_gone() {
    let mut parent = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
    let mut client = Client::start_asl();
    client
        .initialize_with(json!({ "processId": parent.id(), "rootUri": null, "capabilities": {} }));
    parent.kill().unwrap();
    parent.wait().unwrap();
    // The input stays open: only the process id tells.
    assert_eq!(client.wait_for_end(), Some(Ended::Exited(1)));
}

/// A process id from another container is none of ours.
#[cfg(unix)]
#[test]
fn a_process_that_was_never_seen_is_not_watched() {
    let mut client = Client::start_asl();
    client.initialize_with(
        json!({ "processId": 2_000_000_000, "rootUri": null, "capabilities": {} }),
    );
    client.open(JSON_URI, "asl", JSON);
    client.diagnostics(JSON_URI, |_| true);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// More answers than a pipe holds wait for a client that first writes everything and then reads.
#[test]
fn a_client_that_writes_without_reading() {
    let mut server = Command::new(asl_testing::binary::asl())
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = server.stdin.take().unwrap();
    let mut send = |message: Value| {
        let body = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    };
    send(
        json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } }),
    );
    send(
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params":
        { "textDocument": { "uri": JSON_URI, "languageId": "asl", "version": 1, "text": JSON } } }),
    );
    for id in 1..=500 {
        send(
            json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/documentSymbol", "params":
            { "textDocument": { "uri": JSON_URI } } }),
        );
    }
    send(json!({ "jsonrpc": "2.0", "id": 501, "method": "shutdown" }));
    drop(input);
    let mut output = String::new();
    server
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut output)
        .unwrap();
    assert_eq!(server.wait().unwrap().code(), Some(0));
    assert_eq!(output.matches("\"id\":").count(), 502);
    assert!(output.len() > 200_000, "{}", output.len());
}

fn hover() -> Value {
    json!({ "textDocument": { "uri": JSON_URI }, "position": { "line": 2, "character": 4 } })
}
