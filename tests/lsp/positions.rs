//! Positions in UTF-8, UTF-16 and UTF-32, on text where they differ.

use asl_testing::lsp::{Client, Ended};
use asl_text::Encoding;
use serde_json::{Value, json};

use crate::support::{Document, JSON_URI, has, parameters};

const TEXT: &str = r#"{ "StartAt": "🚀 Prüfen", "States": { "🚀 Prüfen": { "Comment": "ä 語 🎉", "Type": "Pass", "Next": "Ende 🏁" }, "Ende": { "Type": "Succeed" } } }"#;

fn check(offered: &Value, taken: &str, encoding: Encoding) {
    let mut client = Client::start_asl();
    let capabilities = json!({ "general": { "positionEncodings": offered }, "textDocument": { "definition": { "linkSupport": true } } });
    let answer = client.initialize_with(parameters(&capabilities));
    assert_eq!(answer["capabilities"]["positionEncoding"], taken);
    let mut document = Document::open_in(&mut client, JSON_URI, "asl", TEXT, encoding);

    let found = client.diagnostics(JSON_URI, |it| has(it, "missing-target"));
    let finding = found
        .iter()
        .find(|it| it["code"] == "missing-target")
        .unwrap();
    assert_eq!(
        document.slice(&finding["range"]).trim_matches('"'),
        "Ende 🏁"
    );

    let at = document.at("\"🚀 Prüfen\", \"States\"", "Prüfen");
    let definition = client.request("textDocument/definition", at);
    let target = &definition[0]["targetSelectionRange"];
    assert_eq!(
        document.read_range(target),
        document.find("\"🚀 Prüfen\": {", "🚀 Prüfen")
    );

    let flag = document.find("Ende 🏁", " 🏁");
    document.edit(&mut client, flag, "");
    client.diagnostics(JSON_URI, |it| !has(it, "missing-target"));
    document.assert_same_at_server(&mut client);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn utf_8() {
    check(&json!(["utf-8", "utf-16"]), "utf-8", Encoding::Utf8);
}

#[test]
fn utf_16() {
    check(&json!(["utf-16", "utf-8"]), "utf-16", Encoding::Utf16);
}

#[test]
fn utf_16_for_clients_that_offer_nothing() {
    check(&Value::Null, "utf-16", Encoding::Utf16);
}

#[test]
fn utf_32() {
    check(&json!(["utf-32", "utf-16"]), "utf-32", Encoding::Utf32);
}

/// The definition is a text in YAML: escapes, wide letters and indentation lie between its positions and
/// those of the template.
const TEMPLATE: &str = r#"Resources:
  "Größe 🚀": { Type: AWS::SNS::Topic }
  Machine: { Type: AWS::StepFunctions::StateMachine, Properties: { Name: "語 🎉", DefinitionString: "{ \"StartAt\": \"🚀 Prüfen\", \"States\": { \"🚀 Prüfen\": { \"Type\": \"Pass\", \"Next\": \"Ende 🏁\" }, \"Ende\": { \"Type\": \"Succeed\" } } }" } }
  Block:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        { "StartAt": "ä 語 🎉", "States": { "ä 語 🎉": { "Comment": "🎉🎉", "Type": "Pass", "Next": "Weg 🎉" } } }
"#;

#[test]
fn in_a_template() {
    for (name, encoding) in [
        ("utf-8", Encoding::Utf8),
        ("utf-16", Encoding::Utf16),
        ("utf-32", Encoding::Utf32),
    ] {
        let mut client = Client::start_asl();
        let capabilities = json!({ "general": { "positionEncodings": [name] }, "textDocument": { "definition": { "linkSupport": true } } });
        let answer = client.initialize_with(parameters(&capabilities));
        assert_eq!(answer["capabilities"]["positionEncoding"], name);
        let uri = "file:///project/template.yaml";
        let mut document = Document::open_in(&mut client, uri, "yaml", TEMPLATE, encoding);
        let found = client.diagnostics(uri, |it| has(it, "missing-target"));
        let missing = found.iter().filter(|it| it["code"] == "missing-target");
        let texts: Vec<_> = missing.map(|it| document.slice(&it["range"])).collect();
        let texts: Vec<_> = texts
            .iter()
            .map(|it| it.trim_matches(['"', '\\']))
            .collect();
        assert_eq!(texts, ["Ende 🏁", "Weg 🎉"], "{name}");

        for (from, to, state) in [
            (r#"StartAt\": \"🚀 Prüfen"#, r#"{ \"🚀 Prüfen"#, "🚀 Prüfen"),
            (r#"StartAt": "ä 語 🎉"#, r#"{ "ä 語 🎉"#, "ä 語 🎉"),
        ] {
            let at = document.at(from, state);
            let definition = client.request("textDocument/definition", at);
            let target = document.read_range(&definition[0]["targetSelectionRange"]);
            assert_eq!(target, document.find(to, state), "{name}");
        }

        let flag = document.find("Ende 🏁", " 🏁");
        document.edit(&mut client, flag, "");
        client.diagnostics(uri, |it| {
            it.iter()
                .filter(|it| it["code"] == "missing-target")
                .count()
                == 1
        });
        document.assert_same_at_server(&mut client);
        assert_eq!(client.finish(), Some(Ended::Exited(0)));
    }
}
