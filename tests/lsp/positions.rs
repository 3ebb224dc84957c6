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
