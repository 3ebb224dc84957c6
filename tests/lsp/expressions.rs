//! JSONata over the wire: completion, signatures, colours, the way of a variable; in both notations,
//! with characters before the words that every encoding counts differently.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{Document, JSON_URI, YAML_URI, capabilities, parameters};

const JSON: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Assign": { "limit": 3 }, "Next": "Done" },
    "Done": { "Type": "Succeed", "Output": "{% '\u00fc🜚' & $sum([$limit, 1]) & $states.input.a %}" }
  }
}
"#;

const YAML: &str = r"
QueryLanguage: JSONata
StartAt: Begin
States:
  Begin:
    Type: Pass
    Assign:
      limit: 3
    Next: Done
  Done:
    Type: Succeed
    Output: |-
      {% 'ü🜚' & $sum([$limit, 1])
         & $states.input.a %}
";

#[test]
fn json() {
    session(JSON_URI, "asl", JSON);
}

#[test]
fn yaml() {
    session(YAML_URI, "asl-yaml", YAML);
}

fn session(uri: &'static str, language: &str, text: &str) {
    let mut able = capabilities();
    able["textDocument"]["semanticTokens"] = json!({
        "requests": { "full": true, "range": true },
        "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]
    });
    able["textDocument"]["signatureHelp"] = json!({
        "signatureInformation": { "parameterInformation": { "labelOffsetSupport": true } }
    });
    let mut client = Client::start_asl();
    let answer = client.initialize_with(parameters(&able));
    let legend = &answer["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"];
    let document = Document::open(&mut client, uri, language, text);

    let items = client.request(
        "textDocument/completion",
        document.at("$states.input", "input"),
    );
    let labels = items["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["label"]);
    assert_eq!(labels.collect::<Vec<_>>(), ["input", "context"]);

    let help = client.request("textDocument/signatureHelp", document.at("([$limit", "["));
    assert_eq!(help["signatures"][0]["label"], "$sum(array)");
    assert_eq!(help["activeParameter"], 0);
    let parameter = &help["signatures"][0]["parameters"][0]["label"];
    assert_eq!(parameter, &json!([5, 10]));

    let all = json!({ "textDocument": document.identifier() });
    let tokens = client.request("textDocument/semanticTokens/full", all.clone());
    assert_eq!(words(&document, legend, &tokens), expected());
    let id = &tokens["resultId"];
    let mut delta = all.clone();
    delta["previousResultId"] = id.clone();
    let same = client.request("textDocument/semanticTokens/full/delta", delta.clone());
    assert_eq!(same["edits"], json!([]));
    let unknown = client.request("textDocument/semanticTokens/full/delta", delta.clone());
    assert_eq!(
        unknown["data"], tokens["data"],
        "an answer older than the last"
    );
    let mut document = document;
    document.edit(&mut client, document.find("$sum", "m"), "m /* 🜚 */ ");
    delta["previousResultId"] = unknown["resultId"].clone();
    let changed = client.request("textDocument/semanticTokens/full/delta", delta.clone());
    let edit = &changed["edits"][0];
    assert_eq!(edit["data"].as_array().unwrap().len(), 2 * 5, "{edit}");
    document.edit(&mut client, document.find("m /* 🜚 */ ", "m /* 🜚 */ "), "m");
    delta["previousResultId"] = changed["resultId"].clone();
    let back = client.request("textDocument/semanticTokens/full/delta", delta);
    assert_eq!(back["edits"][0]["deleteCount"], 2 * 5, "{back}");
    let document = document;
    let mut part = all;
    part["range"] = document.range(document.find("$sum([$limit", "$sum"));
    let tokens = client.request("textDocument/semanticTokens/range", part);
    assert_eq!(words(&document, legend, &tokens), expected());

    let at = document.at("$limit", "$limit");
    let found = client.request("textDocument/definition", at.clone());
    let target = &found[0]["targetSelectionRange"];
    assert_eq!(document.slice(target), "limit");
    let mut rename = at;
    rename["newName"] = json!("most");
    let edit = client.request("textDocument/rename", rename);
    let renamed = document.applied(&edit["documentChanges"][0]["edits"]);
    assert_eq!(renamed, text.replace("limit", "most"));
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

fn expected() -> Vec<(String, String)> {
    let words = [
        ("string", "'ü🜚'"),
        ("operator", "&"),
        ("function", "$sum"),
        ("variable", "$limit"),
        ("number", "1"),
        ("operator", "&"),
        ("variable", "$states"),
        ("property", "input"),
        ("property", "a"),
    ];
    let owned = |(kind, word): (&str, &str)| (kind.to_owned(), word.to_owned());
    words.into_iter().map(owned).collect()
}

/// The type and the text of each token.
fn words(document: &Document, legend: &Value, tokens: &Value) -> Vec<(String, String)> {
    let numbers: Vec<u64> = tokens["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_u64().unwrap())
        .collect();
    let (mut line, mut character) = (0, 0);
    let mut found = Vec::new();
    for token in numbers.chunks(5) {
        line += token[0];
        character = if token[0] == 0 {
            character + token[1]
        } else {
            token[1]
        };
        let kind = legend[usize::try_from(token[3]).unwrap()].as_str().unwrap();
        let range = json!({
            "start": { "line": line, "character": character },
            "end": { "line": line, "character": character + token[2] }
        });
        let word = document.slice(&range).replace("\\u00fc", "ü");
        found.push((kind.to_owned(), word));
    }
    found
}
