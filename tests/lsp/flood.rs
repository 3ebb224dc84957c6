//! Ten thousand edits and requests, as fast as they go: the text stays the client's, and every request has one answer.

use asl_testing::lsp::{Client, Ended};
use asl_text::{TextRange, TextSize};
use serde_json::{Value, json};

use crate::support::{Document, JSON, JSON_URI, YAML, YAML_URI, client};

const MESSAGES: u32 = 10_000;
/// The text is cut back when it grows beyond this.
const LONGEST: u32 = 1_400;

/// What is typed: pieces that make and break structure, and characters of every width.
const PIECES: [&str; 24] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "  ",
    "a",
    "\"Next\": ",
    "\"Type\": \"Task\"",
    "Default",
    "- ",
    "# c\n",
    "States:\n",
    "é",
    "語",
    "🚀",
    "\\u00e9",
    "\r\n",
    "$.a[",
    "null",
    "\t",
];

const QUESTIONS: [&str; 8] = [
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/prepareRename",
    "textDocument/codeAction",
];

/// A sequence that is the same in every run (PCG's multiplier).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(bound.max(1))).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(u32::try_from(from.len()).unwrap()) as usize]
    }
}

#[test]
fn ten_thousand_edits_and_requests() {
    let (mut client, mut random) = (client(), Random(7));
    let mut documents = [
        Document::open(&mut client, JSON_URI, "asl", JSON),
        Document::open(&mut client, YAML_URI, "asl-yaml", YAML),
    ];
    let mut open = Vec::new();
    for _ in 0..MESSAGES {
        let document = &mut documents[random.below(2) as usize];
        if random.below(2) == 0 {
            edit(&mut client, document, &mut random);
        } else {
            open.push(ask(&mut client, document, &mut random));
        }
    }
    for document in &documents {
        document.assert_same_at_server(&mut client);
    }
    let asked = open.len();
    for id in open {
        if let Err(refusal) = client.answer(id) {
            // Cancelled, or nothing to rename here; never an internal error.
            assert!([-32800, -32803].contains(&refusal.code), "{refusal:?}");
        }
    }
    assert!(asked > 4_000);
    // The books are closed at the end: no answer was given twice, none to nothing.
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

fn edit(client: &mut Client, document: &mut Document, random: &mut Random) {
    let length = u32::from(document.text.len());
    if length > LONGEST || random.below(400) == 0 {
        let text = if document.uri == JSON_URI { JSON } else { YAML };
        return document.replace(client, text);
    }
    let start = boundary(document, random.below(length + 1));
    let end = if random.below(3) == 0 {
        boundary(document, u32::from(start) + random.below(12))
    } else {
        start
    };
    let piece = if start == end || random.below(2) == 0 {
        random.pick(&PIECES)
    } else {
        ""
    };
    document.edit(client, TextRange::new(start, end.max(start)), piece);
}

/// The character boundary at or before an offset, as positions in UTF-16 have it; never between CR and LF.
fn boundary(document: &Document, offset: u32) -> TextSize {
    let position = document
        .text
        .position(TextSize::new(offset), asl_text::Encoding::Utf16);
    document.text.offset(position, asl_text::Encoding::Utf16)
}

fn ask(client: &mut Client, document: &Document, random: &mut Random) -> i64 {
    let length = u32::from(document.text.len());
    let at = boundary(document, random.below(length + 1));
    let mut params = document.at_offset(at);
    let method = random.pick(&QUESTIONS);
    if method == "textDocument/codeAction" {
        params["range"] = document.range(TextRange::empty(at));
        params["context"] = json!({ "diagnostics": [] });
    }
    let id = client.send(method, params);
    if random.below(10) == 0 {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    id
}

/// A simulation that would run long keeps nothing else waiting.
#[test]
fn edits_are_taken_while_something_runs() {
    let mut client = client();
    let mut document = Document::open(&mut client, JSON_URI, "asl", JSON);
    let running = client.send("asl/test/wait", Value::Null);
    client.notification("asl/test/started", |_| true);
    for _ in 0..100 {
        let name = document.find("Check", "Check");
        document.edit(&mut client, name, "Check");
    }
    document.assert_same_at_server(&mut client);
    client.notify("$/cancelRequest", json!({ "id": running }));
    assert_eq!(client.answer(running).unwrap_err().code, -32800);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
