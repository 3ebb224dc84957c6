//! What the sessions share: a capable client, a machine in both notations, a document as the client holds it.

use asl_testing::lsp::Client;
use asl_text::{Edit, Encoding, Position, Range, Text, TextRange, TextSize};
use serde_json::{Value, json};

pub(crate) const JSON_URI: &str = "file:///project/order.asl.json";
pub(crate) const YAML_URI: &str = "file:///project/order.asl.yaml";

/// A small machine.
pub(crate) const JSON: &str = r#"{
  "StartAt": "Check",
  "States": {
    "Check": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.paid",
          "BooleanEquals": true,
          "Next": "Ship"
        }
      ],
      "Default": "Refuse"
    },
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ship",
      "TimeoutSeconds": 30,
      "Retry": [
        {
          "ErrorEquals": ["States.TaskFailed"],
          "IntervalSeconds": 2,
          "MaxAttempts": 2
        }
      ],
      "Next": "Done"
    },
    "Done": {
      "Type": "Succeed"
    },
    "Refuse": {
      "Type": "Fail",
      "Error": "NotPaid"
    }
  }
}
"#;

/// The same machine.
pub(crate) const YAML: &str = "\
StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - Variable: $.paid
        BooleanEquals: true
        Next: Ship
    Default: Refuse
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    TimeoutSeconds: 30
    Retry:
      - ErrorEquals:
          - States.TaskFailed
        IntervalSeconds: 2
        MaxAttempts: 2
    Next: Done
  Done:
    Type: Succeed
  Refuse:
    Type: Fail
    Error: NotPaid
";

/// What a modern editor can do.
pub(crate) fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "window": { "showDocument": { "support": true } },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "textDocument": {
            "completion": { "completionItem": { "snippetSupport": true, "documentationFormat": ["markdown"] } },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "definition": { "linkSupport": true },
            "rename": { "prepareSupport": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "foldingRange": { "lineFoldingOnly": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
            "publishDiagnostics": {
                "relatedInformation": true,
                "tagSupport": { "valueSet": [1, 2] },
                "codeDescriptionSupport": true,
                "versionSupport": true
            }
        }
    })
}

/// A session with a modern editor that has the hooks for tests.
pub(crate) fn client() -> Client {
    let mut client = Client::start_asl();
    client.initialize_with(parameters(&capabilities()));
    client
}

/// The parameters of `initialize` for a test with hooks.
pub(crate) fn parameters(capabilities: &Value) -> Value {
    json!({
        "processId": null,
        "rootUri": null,
        "capabilities": capabilities,
        "initializationOptions": { "testHooks": true }
    })
}

/// A document as the client holds it.
pub(crate) struct Document {
    pub(crate) uri: &'static str,
    pub(crate) text: Text,
    pub(crate) version: i32,
    encoding: Encoding,
}

impl Document {
    /// Opens a document at the server; positions count in UTF-16.
    pub(crate) fn open(client: &mut Client, uri: &'static str, language: &str, text: &str) -> Self {
        Self::open_in(client, uri, language, text, Encoding::Utf16)
    }

    pub(crate) fn open_in(
        client: &mut Client,
        uri: &'static str,
        language: &str,
        text: &str,
        encoding: Encoding,
    ) -> Self {
        client.open(uri, language, text);
        Self {
            uri,
            text: Text::new(text),
            version: 1,
            encoding,
        }
    }

    /// The range of `part` in the first place where `whole` stands.
    pub(crate) fn find(&self, whole: &str, part: &str) -> TextRange {
        let text = self.text.to_string();
        let at = text
            .find(whole)
            .unwrap_or_else(|| panic!("no {whole:?} in\n{text}"));
        let start = at + whole.find(part).expect("the part stands in the whole");
        let start = TextSize::try_from(start).unwrap();
        TextRange::at(start, TextSize::of(part))
    }

    /// A request's parameters for the start of `part` in `whole`.
    pub(crate) fn at(&self, whole: &str, part: &str) -> Value {
        self.at_offset(self.find(whole, part).start())
    }

    pub(crate) fn at_offset(&self, offset: TextSize) -> Value {
        let position = self.text.position(offset, self.encoding);
        json!({ "textDocument": self.identifier(), "position": position_json(position) })
    }

    pub(crate) fn identifier(&self) -> Value {
        json!({ "uri": self.uri })
    }

    /// The range in the client's positions.
    pub(crate) fn range(&self, range: TextRange) -> Value {
        let range = self.text.range(range, self.encoding);
        json!({ "start": position_json(range.start), "end": position_json(range.end) })
    }

    /// Replaces a range here and at the server.
    pub(crate) fn edit(&mut self, client: &mut Client, range: TextRange, insert: &str) {
        let change = json!({ "range": self.range(range), "text": insert });
        self.text
            .apply(&Edit {
                range,
                insert: insert.to_owned(),
            })
            .unwrap();
        self.version += 1;
        client.change(self.uri, self.version, &json!([change]));
    }

    /// Inserts here alone, for a change that is sent by hand.
    pub(crate) fn edit_unseen(&mut self, at: TextSize, insert: &str) {
        let edit = Edit {
            range: TextRange::empty(at),
            insert: insert.to_owned(),
        };
        self.text.apply(&edit).unwrap();
        self.version += 1;
    }

    /// Replaces everything here and at the server.
    pub(crate) fn replace(&mut self, client: &mut Client, text: &str) {
        self.text = Text::new(text);
        self.version += 1;
        client.change(self.uri, self.version, &json!([{ "text": text }]));
    }

    /// The text after the server's edits, applied as the protocol says: all of them to the text as it is.
    pub(crate) fn applied(&self, edits: &Value) -> String {
        let mut edits: Vec<Edit> = edits
            .as_array()
            .unwrap()
            .iter()
            .map(|it| self.read_edit(it))
            .collect();
        edits.sort_by_key(|it| it.range.start());
        let mut text = self.text.clone();
        for edit in edits.iter().rev() {
            text.apply(edit).unwrap();
        }
        text.to_string()
    }

    fn read_edit(&self, edit: &Value) -> Edit {
        Edit {
            range: self.read_range(&edit["range"]),
            insert: edit["newText"].as_str().unwrap().to_owned(),
        }
    }

    /// The bytes of a range in the client's positions.
    pub(crate) fn read_range(&self, range: &Value) -> TextRange {
        let read = |it: &Value| Position {
            line: u32::try_from(it["line"].as_u64().unwrap()).unwrap(),
            character: u32::try_from(it["character"].as_u64().unwrap()).unwrap(),
        };
        let range = Range {
            start: read(&range["start"]),
            end: read(&range["end"]),
        };
        self.text.text_range(range, self.encoding)
    }

    /// What the text has at a range in the client's positions.
    pub(crate) fn slice(&self, range: &Value) -> String {
        self.text.slice(self.read_range(range))
    }

    /// Asserts that the server has the client's text.
    pub(crate) fn assert_same_at_server(&self, client: &mut Client) {
        let there = client.request("asl/test/text", self.identifier());
        assert_eq!(there["text"], self.text.to_string());
        assert_eq!(there["version"], self.version);
        assert_eq!(there["outOfSync"], false);
    }
}

fn position_json(position: Position) -> Value {
    json!({ "line": position.line, "character": position.character })
}

/// Whether there is a finding with that code.
pub(crate) fn has(found: &[Value], code: &str) -> bool {
    found.iter().any(|it| it["code"] == code)
}

/// Whether there is no finding that AWS would refuse the machine for.
pub(crate) fn is_accepted(found: &[Value]) -> bool {
    found.iter().all(|it| it["severity"] != 1)
}
