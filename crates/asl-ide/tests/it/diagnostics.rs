//! Findings drawn into the text.

use asl_ide::{CheckConfig, diagnostics};
use asl_testing::fixture::annotate;
use expect_test::expect;

use crate::support::{ORDER, ORDER_YAML, Setup, format_of};

fn draw(text: &str) -> String {
    let setup = Setup::new(text, format_of(text));
    let mut found = diagnostics(&setup.analysis, setup.file, &CheckConfig::default());
    // The definitions here are short and follow no advice.
    found.retain(|it| !it.rule.is_advice());
    let labels: Vec<_> = found
        .iter()
        .map(|it| {
            (
                it.range,
                format!("{}[{}]: {}", it.severity, it.rule.code, it.message),
            )
        })
        .collect();
    let marks: Vec<_> = labels
        .iter()
        .map(|(range, label)| (*range, label.as_str()))
        .collect();
    annotate(&setup.text, &marks)
}

#[test]
fn a_good_definition_has_none() {
    assert_eq!(draw(ORDER), "");
    assert_eq!(draw(ORDER_YAML), "");
}

#[test]
fn a_missing_state_is_marked_where_it_is_named() {
    let text = ORDER.replace("\"Next\": \"Rejected\"", "\"Next\": \"Gone\"");
    expect![[r#"
        16  |       "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Gone" }],
            |                                                           ^^^^ error[missing-target]: There is no state "Gone" in this machine
        20  |     "Rejected": { "Type": "Fail", "Error": "Rejected" }
            |      ^^^^^^^^ error[unreachable-state]: No transition leads to "Rejected"
    "#]].assert_eq(&draw(&text));
}
