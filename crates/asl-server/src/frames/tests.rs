//! The guard's promises: what it lets through, mends, drops and reports.

use serde_json::{Value, json};

use super::{Guard, MALFORMED};

/// The bodies that come out.
fn bodies(mut checked: &[u8]) -> Vec<Value> {
    let mut found = Vec::new();
    while !checked.is_empty() {
        let end = checked.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
        let header = std::str::from_utf8(&checked[..end]).unwrap();
        let length: usize = header
            .strip_prefix("Content-Length: ")
            .unwrap()
            .parse()
            .unwrap();
        let body = &checked[end + 4..end + 4 + length];
        found.push(serde_json::from_slice(body).unwrap());
        checked = &checked[end + 4 + length..];
    }
    found
}

fn frame(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// What comes out in one piece, which is the same byte by byte.
fn guarded(input: &[u8]) -> Vec<Value> {
    let whole = bodies(&Guard::default().push(input));
    let mut guard = Guard::default();
    let pieces: Vec<u8> = input.iter().flat_map(|it| guard.push(&[*it])).collect();
    assert_eq!(bodies(&pieces), whole);
    whole
}

const PING: &str = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;

fn ping() -> Value {
    serde_json::from_str(PING).unwrap()
}

fn is_malformed(message: &Value, code: i64, lost: &Value) -> bool {
    message["method"] == MALFORMED
        && message["params"]["code"] == code
        && &message["params"]["lost"] == lost
}

#[test]
fn good_frames_pass_as_they_are() {
    let input = [frame(PING), frame(PING)].concat();
    assert_eq!(Guard::default().push(&input), input);
}

#[test]
fn headers_of_any_sort() {
    for header in [
        "content-length:{}\r\n\r\n",
        "CONTENT-LENGTH:   {}\n\n",
        "Content-Type: application/json; charset=nonsense\r\nContent-Length: {}\r\nX-Other: 1\r\n\r\n",
        "\r\n\r\nContent-Length: {}\r\n\r\n",
    ] {
        let input = header.replace("{}", &PING.len().to_string()) + PING;
        assert_eq!(guarded(input.as_bytes()), [ping()], "{header}");
    }
}

#[test]
fn a_broken_body_is_reported_in_its_place() {
    let input = [frame(PING), frame("{\"jsonrpc\":"), frame(PING)].concat();
    let out = guarded(&input);
    assert_eq!((&out[0], &out[2], out.len()), (&ping(), &ping(), 3));
    assert!(
        is_malformed(&out[1], -32700, &json!("nothing")),
        "{}",
        out[1]
    );
    assert_eq!(out[1]["id"], Value::Null);
}

#[test]
fn a_lost_change_names_its_document() {
    let body = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a%20b.asl","version":2},"contentChanges":[{"text":"x}]}}"#;
    let out = guarded(&frame(body));
    assert!(
        is_malformed(&out[0], -32700, &json!({ "document": "file:///a%20b.asl" })),
        "{}",
        out[0]
    );
}

#[test]
fn a_change_that_the_decoder_would_drop_is_lost() {
    for (version, change) in [
        (json!(null), json!({ "text": "x" })),
        (json!(2), json!({ "text": 1 })),
        (
            json!(2),
            json!({ "text": "x", "range": { "start": { "line": -1, "character": 0 }, "end": {} } }),
        ),
    ] {
        let message = json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params":
            { "textDocument": { "uri": "file:///a", "version": version }, "contentChanges": [change] } });
        let out = guarded(&frame(&message.to_string()));
        assert!(
            is_malformed(&out[0], -32600, &json!({ "document": "file:///a" })),
            "{}",
            out[0]
        );
    }
}

#[test]
fn a_length_that_is_too_short() {
    let mut input = b"Content-Length: 10\r\n\r\n".to_vec();
    input.extend_from_slice(PING.as_bytes());
    input.extend(frame(PING));
    let out = guarded(&input);
    assert!(is_malformed(&out[0], -32700, &json!("nothing")));
    assert_eq!(out[1..], [ping()]);
}

#[test]
fn a_length_that_is_too_long() {
    let mut input = format!("Content-Length: {}\r\n\r\n{PING}", PING.len() + 30).into_bytes();
    input.extend(frame(PING));
    let out = guarded(&input);
    assert!(is_malformed(&out[0], -32700, &json!("nothing")));
    assert_eq!(out[1..], [ping()]);
}

#[test]
fn lengths_that_are_none() {
    for length in ["foobar", "-1", "", "99999999999999"] {
        let mut input = format!("Content-Length: {length}\r\n\r\n").into_bytes();
        input.extend(frame(PING));
        let out = guarded(&input);
        assert!(is_malformed(&out[0], -32700, &json!("nothing")), "{length}");
        assert_eq!(out[1..], [ping()], "{length}");
    }
}

#[test]
fn garbage_before_a_header() {
    let mut input = b"Hello, world!\n".to_vec();
    input.extend(frame(PING));
    let out = guarded(&input);
    assert!(is_malformed(&out[0], -32700, &json!("nothing")));
    assert_eq!(out[1..], [ping()]);
}

#[test]
fn lone_surrogates_are_repaired() {
    let message =
        |text: &str| format!(r#"{{"jsonrpc":"2.0","method":"m","params":{{"text":"{text}"}}}}"#);
    for (sent, kept) in [
        (r"a\ud83db", "a\u{fffd}b"),
        (r"\uDE00", "\u{fffd}"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}\u{1f600}"),
        (r"\\ud83d \ud83d", "\\ud83d \u{fffd}"),
        (r"\ud83d\ude00 \u0041", "\u{1f600} A"),
    ] {
        let out = guarded(&frame(&message(sent)));
        assert_eq!(out[0]["params"]["text"], kept, "{sent}");
    }
}

#[test]
fn surrogates_as_bytes_are_repaired() {
    let body = [
        br#"{"jsonrpc":"2.0","method":"m","params":{"text":""#.as_slice(),
        &[0xED, 0xA0, 0xBD],
        br#""}}"#,
    ]
    .concat();
    let mut input = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    input.extend(body);
    assert_eq!(guarded(&input)[0]["params"]["text"], "\u{fffd}");
}

#[test]
fn messages_that_tower_lsp_takes_amiss_are_mended() {
    for (sent, kept) in [
        (
            json!({ "jsonrpc": "2.0", "id": 1, "method": "shutdown", "params": null }),
            json!({ "jsonrpc": "2.0", "id": 1, "method": "shutdown" }),
        ),
        (
            json!({ "jsonrpc": "2.0", "id": 1 }),
            json!({ "jsonrpc": "2.0", "id": 1, "result": null }),
        ),
        (
            json!({ "jsonrpc": "2.0", "id": 1, "result": 2, "error": null }),
            json!({ "jsonrpc": "2.0", "id": 1, "result": 2 }),
        ),
        (
            json!({ "jsonrpc": "2.0", "id": 1, "error": { "code": 1, "message": "m", "stack": "s" } }),
            json!({ "jsonrpc": "2.0", "id": 1, "error": { "code": 1, "message": "m" } }),
        ),
    ] {
        assert_eq!(guarded(&frame(&sent.to_string())), [kept]);
    }
}

#[test]
fn json_that_is_no_message_is_answered_under_its_id() {
    for (sent, id) in [
        (json!([]), Value::Null),
        (
            json!({ "jsonrpc": "1.0", "id": 7, "method": "m" }),
            json!(7),
        ),
        (
            json!({ "jsonrpc": "2.0", "id": 1.5, "method": "m" }),
            Value::Null,
        ),
        (
            json!({ "jsonrpc": "2.0", "id": "x", "method": 5 }),
            json!("x"),
        ),
        (json!({ "jsonrpc": "2.0" }), Value::Null),
    ] {
        let out = guarded(&frame(&sent.to_string()));
        assert!(
            is_malformed(&out[0], -32600, &json!("nothing")),
            "{}",
            out[0]
        );
        assert_eq!(out[0]["id"], id);
    }
}

#[test]
fn nesting_deeper_than_the_decoder_reads() {
    let body = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"m","params":{}1{}}}"#,
        "[".repeat(200),
        "]".repeat(200)
    );
    let out = guarded(&[frame(&body), frame(PING)].concat());
    assert!(is_malformed(&out[0], -32700, &json!("nothing")));
    assert_eq!(out[0]["id"], 1);
    assert_eq!(out[1], ping());
}

#[test]
fn an_empty_body_is_passed_over() {
    assert_eq!(guarded(&[frame(""), frame(PING)].concat()), [ping()]);
}
