//! Payload templates, paths and the steps around them.

use asl_model::shapes::Shape;
use expect_test::expect;
use serde_json::json;

use crate::{check, check_with};

const STEPS: &str = r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Pass", "InputPath": "$.order",
         "Parameters": { "id.$": "$.id", "first.$": "$.items[0].sku", "skus.$": "$.items[*].sku", "fixed": "x", "all.$": "$" },
         "ResultPath": "$.made", "OutputPath": "$.made", "Next": "B" },
  "B": { "Type": "Succeed" } } }"#;

#[test]
fn paths_lead_into_an_example() {
    let input = json!({ "order": { "id": "7", "items": [{ "sku": "tea", "count": 1 }] } });
    let expected = expect![[r#"
        A: {order?: {id?: string, items?: list of {sku?: string, count?: number, …}, …}, …} → {id: string, first: string, skus: list of string, fixed: "x", all: {id?: string, items?: list of {sku?: string, count?: number, …}, …}}
        B: {id: string, first: string, skus: list of string, fixed: "x", all: {id?: string, items?: list of {sku?: string, count?: number, …}, …}} → {id: string, first: string, skus: list of string, fixed: "x", all: {id?: string, items?: list of {sku?: string, count?: number, …}, …}}
    "#]];
    check_with(&Shape::from_example(&input), STEPS, &expected);
    let expected = expect![[r#"
        A: {order: {id: "7", items: list of {sku: "tea", count: 1}}} → {id: "7", first: "tea", skus: list of "tea", fixed: "x", all: {id: "7", items: list of {sku: "tea", count: 1}}}
        B: {id: "7", first: "tea", skus: list of "tea", fixed: "x", all: {id: "7", items: list of {sku: "tea", count: 1}}} → {id: "7", first: "tea", skus: list of "tea", fixed: "x", all: {id: "7", items: list of {sku: "tea", count: 1}}}
    "#]];
    check_with(&Shape::from_value(&input), STEPS, &expected);
}

#[test]
fn unknown_stays_unknown() {
    let expected = expect![[r#"
        A: ? → {id, first, skus: list, fixed: "x", all}
        B: {id, first, skus: list, fixed: "x", all} → {id, first, skus: list, fixed: "x", all}
    "#]];
    check(STEPS, &expected);
}

#[test]
fn what_is_certainly_missing_is_told() {
    let expected = expect![[r#"
        A: ? → {order: {id: 7}, first name: "Ada"}
        B: {order: {id: 7}, first name: "Ada"} → {a, b: "Ada", c, d: string, e: list, f: list}
          no it in object
          no x in 7
          no oder in object
          no y in object
    "#]];
    check(
        "
StartAt: A
States:
  A: {Type: Pass, Result: {order: {id: 7}, 'first name': Ada}, Next: B}
  B:
    Type: Pass
    Parameters:
      a.$: $.order.it
      b.$: $['first name']
      c.$: $.order.id.x
      d.$: States.Format('{} {}', $.order.id, $.oder.id)
      e.$: $..anything
      f.$: $.order[?(@.x)].y
    End: true
",
        &expected,
    );
}
