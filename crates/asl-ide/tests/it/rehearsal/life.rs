//! When an execution is made, kept and made anew: while somebody writes, after edits, when it is cancelled.

use asl_ide::{Analysis, Document, Edit, FilePosition, Format, HoverConfig, TextRange, hover_with};
use expect_test::expect;
use serde_json::json;

use super::{ORDER, check, mocked, order, right, said, with};

/// What is broken elsewhere does not matter; what leads nowhere yet ends the execution.
#[test]
fn while_somebody_writes() {
    let text = right().replace("\"Cause\": \"Not wanted\"", "\"Cau");
    let text = text.replace("\"Next\": \"Each\"\n    },", "\"Next\": \"\"\n    },");
    let places = [
        ("", "$.order.to"),
        ("", "NumericGr"),
        ("InputPath", "$.or"),
        ("ItemsPath", "$.order.na"),
    ];
    let answer = json!({ "Return": { "StatusCode": 200 } });
    check(
        &places,
        &text,
        mocked(&answer),
        &expect![[r#"
        $.order.to: [$.order.total] With `order.input.json`, case Approved: `120`
        NumericGr: [NumericGreaterThan] With `order.input.json`, case Approved: `true`; this choice is taken
        $.or: [.order] 
        $.order.na: [$.order.names] With `order.input.json`, case Approved: not reached with this data: `Approve` cannot run yet
    "#]],
    );
}

#[test]
fn what_cannot_run_has_no_values() {
    let config = with(order());
    let nowhere = ORDER.replace("\"StartAt\": \"Check\"", "\"StartAt\": \"Nowhere\"");
    let cut = &ORDER[..ORDER.find(", \"NumericG").expect("a rule")];
    for text in [nowhere.as_str(), cut] {
        assert_eq!(said(text, "", "$.order.to", &config), "nothing");
    }
    let none = HoverConfig::default();
    assert_eq!(said(ORDER, "", "$.order.to", &none), "nothing");
}

/// The execution is kept, and made anew for another text.
#[test]
fn an_edit_makes_another_execution() {
    let mut document = Document::new(ORDER, Format::Json);
    let at = ORDER.find("NumericGreaterThan").expect("a rule");
    let config = with(order());
    let said = |document: &Document| {
        let (analysis, file) = Analysis::single(document.clone());
        let offset = u32::try_from(at).expect("small").into();
        let page = hover_with(&analysis, FilePosition { file, offset }, &config);
        page.expect("a page")
            .info
            .lines()
            .last()
            .expect("a line")
            .to_owned()
    };
    assert!(said(&document).ends_with("`true`; this choice is taken"));
    assert!(said(&document).ends_with("`true`; this choice is taken"));
    let number = at + ORDER[at..].find("100").expect("a number");
    let number = u32::try_from(number).expect("small").into();
    let edit = Edit {
        range: TextRange::at(number, 3.into()),
        insert: "500".to_owned(),
    };
    document.edit(&edit).expect("an edit");
    assert!(said(&document).ends_with("`false`; `Default` is taken"));
    config.stop.cancel();
    assert!(said(&document).ends_with("`false`; `Default` is taken"));
}

/// Nobody waits for it any more: nothing is said, and nothing is kept.
#[test]
fn a_run_that_is_cancelled_says_nothing() {
    let config = with(order());
    config.stop.cancel();
    assert_eq!(said(ORDER, "", "$.order.to", &config), "nothing");
    let config = HoverConfig {
        stop: asl_ide::Stop::new(),
        ..config
    };
    assert_ne!(said(ORDER, "", "$.order.to", &config), "nothing");
}
