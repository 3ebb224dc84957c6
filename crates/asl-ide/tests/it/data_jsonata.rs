//! Completion knows the members of the data in JSONata, in JSON and in YAML.

use asl_ide::{CompletionConfig, completions};
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of};

const JSONATA: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Make",
  "States": {
    "Make": { "Type": "Pass", "Output": { "order": { "id": 7, "first name": "Ada" }, "list": [{ "sku": "tea" }] }, "Next": "Send" },
    "Send": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": { "Message": "HERE" }, "Output": "THERE", "End": true }
  }
}
"#;

const JSONATA_YAML: &str = r#"
QueryLanguage: JSONata
StartAt: Make
States:
  Make:
    Type: Pass
    Output:
      order: {id: 7, first name: Ada}
      list:
        - sku: tea
    Next: Send
  Send:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Arguments:
      Message: "HERE"
    Output: "THERE"
    End: true
"#;

#[track_caller]
fn jsonata(place: &str, marked: &str, expected: &Expect) {
    let other = if place == "HERE" {
        "\"THERE\""
    } else {
        "\"HERE\""
    };
    let text = |text: &str| {
        let text = text
            .replace(other, "1")
            .replace(place, &format!("{{% {marked} %}}"));
        let setup = Setup::new(&text, format_of(&text));
        let items = completions(
            &setup.analysis,
            setup.position(),
            &CompletionConfig::default(),
        );
        let line = |it: &asl_ide::CompletionItem| {
            let detail = it.detail.as_deref().unwrap_or_default();
            format!("{} ({detail}) as {}\n", it.label, it.edit.insert)
        };
        items.iter().map(line).collect::<String>()
    };
    let json = text(JSONATA);
    assert_eq!(json, text(JSONATA_YAML), "{marked}");
    expected.assert_eq(&json);
}

#[test]
fn members_of_the_states_data_in_jsonata() {
    jsonata(
        "HERE",
        "$states.input.$0",
        &expect![[r#"
        order (object) as order
        list (list of object) as list
    "#]],
    );
    jsonata(
        "HERE",
        "$states.input.order.f$0",
        &expect![[r#"
        id (7) as id
        first name ("Ada") as `first name`
    "#]],
    );
    jsonata(
        "HERE",
        "$states.input.list.$0",
        &expect![[r#"
        sku ("tea") as sku
    "#]],
    );
    jsonata(
        "HERE",
        "$states.input.list[0].$0",
        &expect![[r#"
        sku ("tea") as sku
    "#]],
    );
    jsonata(
        "THERE",
        "$states.result.$0",
        &expect![[r#"
        MessageId (string) as MessageId
        SequenceNumber (string) as SequenceNumber
        SdkHttpMetadata (object) as SdkHttpMetadata
        SdkResponseMetadata (object) as SdkResponseMetadata
    "#]],
    );
    jsonata(
        "THERE",
        "$states.result.SdkHttpMetadata.$0",
        &expect![[r#"
        AllHttpHeaders (object) as AllHttpHeaders
        HttpHeaders (object) as HttpHeaders
        HttpStatusCode (number) as HttpStatusCode
    "#]],
    );
}
