//! A whole session in both notations: every feature once, on text that changes, and a good end.

use asl_testing::lsp::{Client, Ended};
use asl_text::{Encoding, Position, TextRange, TextSize};
use serde_json::{Value, json};

use crate::support::{
    Document, JSON, JSON_URI, YAML, YAML_URI, capabilities, has, is_accepted, parameters,
};

/// How the two notations write the same things.
struct Notation {
    uri: &'static str,
    language: &'static str,
    text: &'static str,
    /// `Default` with its value.
    default: &'static str,
    /// A `Next` with its value.
    next: &'static str,
    /// The state `Refuse`.
    refuse: &'static str,
}

const NOTATIONS: [Notation; 2] = [
    Notation {
        uri: JSON_URI,
        language: "asl",
        text: JSON,
        default: r#""Default": "Refuse""#,
        next: r#""Next": "Ship""#,
        refuse: r#""Refuse": {"#,
    },
    Notation {
        uri: YAML_URI,
        language: "asl-yaml",
        text: YAML,
        default: "Default: Refuse",
        next: "Next: Ship",
        refuse: "  Refuse:\n",
    },
];

struct Session {
    client: Client,
    document: Document,
    notation: &'static Notation,
}

fn start(notation: &'static Notation) -> Session {
    let mut client = Client::start_asl();
    let answer = client.initialize_with(parameters(&capabilities()));
    assert_eq!(answer["serverInfo"]["name"], "asl");
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(answer["capabilities"]["textDocumentSync"]["change"], 2);
    let document = Document::open(&mut client, notation.uri, notation.language, notation.text);
    Session {
        client,
        document,
        notation,
    }
}

#[test]
fn json() {
    whole_session(&NOTATIONS[0]);
}

#[test]
fn yaml() {
    whole_session(&NOTATIONS[1]);
}

fn whole_session(notation: &'static Notation) {
    let mut session = start(notation);
    session.client.diagnostics(notation.uri, is_accepted);
    session.mistake_and_quick_fix();
    session.hover();
    session.navigation();
    session.rename();
    session.outline();
    session.formatting();
    session.simulation();
    session.document.assert_same_at_server(&mut session.client);
    assert_eq!(session.client.finish(), Some(Ended::Exited(0)));
}

impl Session {
    /// A name is typed wrong, letter by letter; its diagnostic, the completion in its place, and the mend.
    fn mistake_and_quick_fix(&mut self) {
        let name = self.document.find(self.notation.default, "Refuse");
        let last = TextRange::new(name.end() - TextSize::of("e"), name.end());
        self.document.edit(&mut self.client, last, "");
        let end = TextRange::empty(last.start());
        self.document.edit(&mut self.client, end, "d");
        self.finding();

        let at = self.document.at_offset(name.start());
        let labels = labels(&self.client.request("textDocument/completion", at));
        for wanted in ["Ship", "Done", "Refuse"] {
            assert!(labels.iter().any(|it| it == wanted), "{labels:?}");
        }

        let mended = self.quick_fix(name);
        assert_eq!(mended, self.notation.text);
        self.document.replace(&mut self.client, &mended);
        self.client
            .diagnostics(self.notation.uri, |it| !has(it, "missing-target"));
    }

    /// The diagnostic of a name that no state has.
    fn finding(&mut self) {
        let about_it = |it: &Value| it["message"].as_str().unwrap().contains("\"Refusd\"");
        let found = self
            .client
            .diagnostics(self.notation.uri, |it| it.iter().any(about_it));
        let finding = found.iter().find(|it| about_it(it)).unwrap();
        assert_eq!(finding["code"], "missing-target");
        assert_eq!(finding["severity"], 1);
        assert_eq!(finding["source"], "asl");
        let page = finding["codeDescription"]["href"].as_str().unwrap();
        assert!(page.ends_with("/missing-target.md"), "{page}");
        let marked = self.document.slice(&finding["range"]);
        assert_eq!(marked.trim_matches('"'), "Refusd");
    }

    /// The text after the quick fix that is offered at a range.
    fn quick_fix(&mut self, at: TextRange) -> String {
        let params = json!({
            "textDocument": self.document.identifier(),
            "range": self.document.range(at),
            "context": { "diagnostics": [] }
        });
        let actions = self.client.request("textDocument/codeAction", params);
        let is_fix = |it: &&Value| {
            it["kind"] == "quickfix" && it["title"].as_str().unwrap().contains("Refuse")
        };
        let fix = actions.as_array().unwrap().iter().find(is_fix);
        let fix = fix.unwrap_or_else(|| panic!("no quick fix: {actions}"));
        let change = &fix["edit"]["documentChanges"][0];
        assert_eq!(change["textDocument"]["version"], self.document.version);
        self.document.applied(&change["edits"])
    }

    fn hover(&mut self) {
        let at = self.document.at("States.TaskFailed", "TaskFailed");
        let hover = self.client.request("textDocument/hover", at);
        assert_eq!(hover["contents"]["kind"], "markdown");
        assert!(
            hover["contents"]["value"]
                .as_str()
                .unwrap()
                .contains("States.TaskFailed")
        );
        assert_eq!(
            self.document.slice(&hover["range"]).trim_matches('"'),
            "States.TaskFailed"
        );
        let at = self.document.at(self.notation.next, "Next");
        assert!(self.client.request("textDocument/hover", at)["contents"]["value"].is_string());
    }

    fn navigation(&mut self) {
        let at = self.document.at(self.notation.default, "Refuse");
        let definition = self.client.request("textDocument/definition", at.clone());
        let target = &definition[0]["targetSelectionRange"];
        assert_eq!(
            self.document.read_range(target),
            self.document.find(self.notation.refuse, "Refuse")
        );
        assert_eq!(
            self.document.slice(&definition[0]["originSelectionRange"]),
            "Refuse"
        );

        let mut params = at.clone();
        params["context"] = json!({ "includeDeclaration": true });
        let references = self
            .client
            .request("textDocument/references", params.clone());
        assert_eq!(references.as_array().unwrap().len(), 2, "{references}");
        params["context"] = json!({ "includeDeclaration": false });
        let references = self.client.request("textDocument/references", params);
        assert_eq!(references.as_array().unwrap().len(), 1, "{references}");

        let highlights = self.client.request("textDocument/documentHighlight", at);
        assert_eq!(highlights.as_array().unwrap().len(), 2, "{highlights}");
    }

    fn rename(&mut self) {
        let at = self.document.at(self.notation.default, "Refuse");
        let prepared = self
            .client
            .request("textDocument/prepareRename", at.clone());
        assert_eq!(prepared["placeholder"], "Refuse");
        assert_eq!(self.document.slice(&prepared["range"]), "Refuse");

        let mut params = at;
        params["newName"] = json!("Reject");
        let edit = self.client.request("textDocument/rename", params.clone());
        let renamed = self.document.applied(&edit["documentChanges"][0]["edits"]);
        assert_eq!(renamed, self.notation.text.replace("Refuse", "Reject"));

        params["newName"] = json!("Ship");
        let refusal = self.client.refused("textDocument/rename", params);
        assert_eq!(refusal.code, -32803);
        assert!(refusal.message.contains("Ship"), "{}", refusal.message);

        let nothing = self.document.at("123456789012", "345");
        assert_eq!(
            self.client
                .refused("textDocument/prepareRename", nothing)
                .code,
            -32803
        );
    }

    fn outline(&mut self) {
        let document = json!({ "textDocument": self.document.identifier() });
        let symbols = self
            .client
            .request("textDocument/documentSymbol", document.clone());
        let names: Vec<_> = symbols
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["Check", "Ship", "Done", "Refuse"]);

        let folds = self
            .client
            .request("textDocument/foldingRange", document.clone());
        let line = self.document.at(self.notation.refuse, "Refuse")["position"]["line"].clone();
        assert!(
            folds
                .as_array()
                .unwrap()
                .iter()
                .any(|it| it["startLine"] == line),
            "{folds}"
        );

        let mut params = document;
        params["positions"] = json!([self.document.at(self.notation.next, "Ship")["position"]]);
        let selections = self.client.request("textDocument/selectionRange", params);
        assert!(selections[0]["parent"]["range"].is_object(), "{selections}");
    }

    fn formatting(&mut self) {
        let params = json!({ "textDocument": self.document.identifier(), "options": { "tabSize": 8, "insertSpaces": false } });
        let edits = self
            .client
            .request("textDocument/formatting", params.clone());
        assert_eq!(self.document.applied(&edits), self.notation.text);

        // Half of the document is out of form; formatting puts it right again.
        let name = self.document.find(self.notation.default, "Refuse");
        let line = self
            .document
            .text
            .position(name.start(), Encoding::Utf8)
            .line;
        let blank = Position { line, character: 1 };
        let start = self.document.text.offset(blank, Encoding::Utf8);
        if self.notation.language == "asl" {
            self.document
                .edit(&mut self.client, TextRange::empty(start), "      ");
            let edits = self
                .client
                .request("textDocument/formatting", params.clone());
            assert_eq!(self.document.applied(&edits), self.notation.text);
            let mut part = params;
            part["range"] = self.document.range(
                self.document
                    .find(self.notation.default, self.notation.default),
            );
            let edits = self.client.request("textDocument/rangeFormatting", part);
            assert_eq!(self.document.applied(&edits), self.notation.text);
            self.document.replace(&mut self.client, self.notation.text);
        }
    }

    fn simulation(&mut self) {
        let argument =
            json!({ "uri": self.notation.uri, "input": { "paid": true }, "report": false });
        let result = simulate(&mut self.client, &argument);
        assert_eq!(result["status"], "SUCCEEDED", "{result}");
        assert!(result["events"].as_array().is_some_and(|it| it.len() > 4));
        assert!(result["report"].as_str().unwrap().contains("Ship"));

        let argument =
            json!({ "uri": self.notation.uri, "input": { "paid": false }, "report": false });
        let result = simulate(&mut self.client, &argument);
        assert_eq!(
            (&result["status"], &result["error"]),
            (&json!("FAILED"), &json!("NotPaid"))
        );
    }
}

fn simulate(client: &mut Client, argument: &Value) -> Value {
    let params = json!({ "command": "asl.simulate", "arguments": [argument] });
    client.request("workspace/executeCommand", params)
}

fn labels(completions: &Value) -> Vec<String> {
    let items = completions["items"].as_array().unwrap();
    items
        .iter()
        .map(|it| it["label"].as_str().unwrap().to_owned())
        .collect()
}
