//! Map and Parallel: items and arrays of outputs.

use expect_test::expect;

use crate::check;

#[test]
fn branches_give_an_array_in_their_order() {
    let expected = expect![[r#"
        Both: ? → {l: "left", r: 1, none}
          no l in object
        After: {l: "left", r: 1, none} → {l: "left", r: 1, none}
        L: {shared: 1} → "left"
        R: {shared: 1} → {r: 1, x}
          no sharde in object
    "#]];
    check(
        r#"{ "StartAt": "Both", "States": {
          "Both": { "Type": "Parallel", "Parameters": { "shared": 1 }, "Branches": [
            { "StartAt": "L", "States": { "L": { "Type": "Pass", "Result": "left", "End": true } } },
            { "StartAt": "R", "States": { "R": { "Type": "Pass", "Parameters": { "r.$": "$.shared", "x.$": "$.sharde" }, "End": true } } } ],
            "ResultSelector": { "l.$": "$[0]", "r.$": "$[1].r", "none.$": "$[1].l" }, "Next": "After" },
          "After": { "Type": "Succeed" } } }"#,
        &expected,
    );
}

#[test]
fn items_are_what_the_list_holds() {
    let expected = expect![[r#"
        List: ? → {items: [{sku: "tea"}, {sku: "pot", big: true}], shop: "s"}
        Each: {items: [{sku: "tea"}, {sku: "pot", big: true}], shop: "s"} → {items: [{sku: "tea"}, {sku: "pot", big: true}], shop: "s", labels: list of ("tea" or "pot")}
        Plain: {items: [{sku: "tea"}, {sku: "pot", big: true}], shop: "s", labels: list of ("tea" or "pot")} → list of {sku: "tea" or "pot", big?: true}
        One: {sku: "tea" or "pot", at: number, shop: "s"} → "tea" or "pot"
        Two: {sku: "tea" or "pot", big?: true} → {sku: "tea" or "pot", big?: true}
    "#]];
    check(
        r#"{ "StartAt": "List", "States": {
          "List": { "Type": "Pass", "Result": { "items": [{ "sku": "tea" }, { "sku": "pot", "big": true }], "shop": "s" }, "Next": "Each" },
          "Each": { "Type": "Map", "ItemsPath": "$.items",
            "ItemSelector": { "sku.$": "$$.Map.Item.Value.sku", "at.$": "$$.Map.Item.Index", "shop.$": "$.shop" },
            "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "OutputPath": "$.sku", "End": true } } },
            "ResultPath": "$.labels", "Next": "Plain" },
          "Plain": { "Type": "Map", "ItemsPath": "$.items",
            "Iterator": { "StartAt": "Two", "States": { "Two": { "Type": "Succeed" } } }, "End": true } } }"#,
        &expected,
    );
}

#[test]
fn children_of_a_distributed_map_begin_anew() {
    let expected = expect![[r#"
        List: ? → {all: [1, 2]}
        Each: {all: [1, 2]} → list of {n: 1 or 2, of: 1}
        Read: list of {n: 1 or 2, of: 1} → list of {Items: list, BatchInput?}
        One: {n: 1 or 2, x: 1} → {n: 1 or 2, of: 1}
        Two: {Items: list, BatchInput?} → {Items: list, BatchInput?}
    "#]];
    check(
        "
QueryLanguage: JSONata
StartAt: List
States:
  List: {Type: Pass, Output: {all: [1, 2]}, Assign: {x: 1}, Next: Each}
  Each:
    Type: Map
    Items: '{% $states.input.all %}'
    ItemSelector: {n: '{% $states.context.Map.Item.Value %}', x: '{% $x %}'}
    ItemProcessor:
      ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}
      StartAt: One
      States:
        One: {Type: Pass, Output: {n: '{% $states.input.n %}', of: '{% $states.context.Execution.Input.x %}'}, End: true}
    Next: Read
  Read:
    Type: Map
    ItemReader: {Resource: 'arn:aws:states:::s3:getObject', Arguments: {Bucket: b, Key: k}}
    ItemBatcher: {MaxItemsPerBatch: 3}
    ItemProcessor:
      ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}
      StartAt: Two
      States:
        Two: {Type: Pass, End: true}
    End: true
",
        &expected,
    );
}
