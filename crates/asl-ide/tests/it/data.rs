//! Completion and hover know the data that reaches a place, in JSON and in YAML.

use asl_ide::{CompletionConfig, completions, hover};
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of};

const JSON: &str = r#"{
  "StartAt": "Make",
  "States": {
    "Make": {
      "Type": "Pass",
      "Result": { "order": { "id": 7, "first name": "Ada", "items": [{ "sku": "tea", "count": 2 }] }, "it's": true },
      "Next": "Load"
    },
    "Load": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:getItem",
      "Parameters": { "TableName": "t", "Key": { "id.$": "PARAMETERS" } },
      "ResultSelector": { "loaded.$": "SELECTOR" },
      "ResultPath": "$.row",
      "Next": "Ask"
    },
    "Ask": {
      "Type": "Choice",
      "Choices": [{ "Variable": "VARIABLE", "IsPresent": true, "Next": "Each" }],
      "Default": "Each"
    },
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.order.items",
      "ItemSelector": { "what.$": "ITEM" },
      "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "OutputPath": "INSIDE", "End": true } } },
      "End": true
    }
  }
}
"#;

const YAML: &str = r#"
StartAt: Make
States:
  Make:
    Type: Pass
    Result:
      order:
        id: 7
        first name: Ada
        items:
          - {sku: tea, count: 2}
      "it's": true
    Next: Load
  Load:
    Type: Task
    Resource: arn:aws:states:::dynamodb:getItem
    Parameters:
      TableName: t
      Key:
        id.$: "PARAMETERS"
    ResultSelector:
      loaded.$: "SELECTOR"
    ResultPath: $.row
    Next: Ask
  Ask:
    Type: Choice
    Choices:
      - Variable: "VARIABLE"
        IsPresent: true
        Next: Each
    Default: Each
  Each:
    Type: Map
    ItemsPath: $.order.items
    ItemSelector:
      what.$: "ITEM"
    ItemProcessor:
      StartAt: One
      States:
        One:
          Type: Pass
          OutputPath: "INSIDE"
          End: true
    End: true
"#;

const PLACES: [&str; 5] = ["PARAMETERS", "SELECTOR", "VARIABLE", "ITEM", "INSIDE"];

fn filled(text: &str, place: &str, marked: &str) -> String {
    let text = text.replace(place, marked);
    PLACES.iter().fold(text, |text, it| text.replace(it, "$"))
}

fn list(marked: &str) -> String {
    let setup = Setup::new(marked, format_of(marked));
    let config = CompletionConfig::default();
    let mut items = completions(&setup.analysis, setup.position(), &config);
    items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
    let data = items
        .iter()
        .filter(|it| !it.label.starts_with("$$") && !it.label.starts_with("States."));
    let line = |it: &asl_ide::CompletionItem| {
        let mut edits = vec![it.edit.clone()];
        edits.extend(it.additional.iter().cloned());
        edits.sort_by_key(|it| it.range.start());
        let after = setup.apply(&edits);
        let changed = after
            .lines()
            .find(|line| !setup.text.contains(*line))
            .unwrap_or_default();
        let detail = it.detail.as_deref().unwrap_or_default();
        format!("{} ({detail}): {}\n", it.label, changed.trim())
    };
    data.map(line).collect()
}

/// The same labels and details in JSON and in YAML.
#[track_caller]
fn check(place: &str, marked: &str, expected: &Expect) {
    let json = list(&filled(JSON, place, marked));
    let yaml = list(&filled(YAML, place, marked));
    let labels = |it: &str| {
        let labels = it
            .lines()
            .filter_map(|it| it.rsplit_once("):").map(|it| it.0.to_owned()));
        labels.collect::<Vec<_>>()
    };
    assert_eq!(labels(&json), labels(&yaml), "{marked}");
    expected.assert_eq(&json);
}

#[test]
fn members_behind_a_dot() {
    check(
        "PARAMETERS",
        "$.$0",
        &expect![[r#"
        order (object): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order" } },
        it's (true): "Parameters": { "TableName": "t", "Key": { "id.$": "$[\"it's\"]" } },
    "#]],
    );
    check(
        "PARAMETERS",
        "$.order.$0",
        &expect![[r#"
        id (7): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order.id" } },
        first name ("Ada"): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order['first name']" } },
        items (list of object): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order.items" } },
    "#]],
    );
    check(
        "PARAMETERS",
        "$.order.i$0",
        &expect![[r#"
        id (7): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order.id" } },
        first name ("Ada"): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order['first name']" } },
        items (list of object): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order.items" } },
    "#]],
    );
    check(
        "PARAMETERS",
        "$.order.items[0].$0",
        &expect![[r#"
        sku ("tea"): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order.items[0].sku" } },
        count (2): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order.items[0].count" } },
    "#]],
    );
    check(
        "PARAMETERS",
        "$.order.items[*].s$0ku",
        &expect![[r#"
        sku ("tea"): 
        count (2): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order.items[*].count" } },
    "#]],
    );
    check(
        "PARAMETERS",
        "$.order['$0']",
        &expect![[r#"
        ['id'] (7): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order['id']" } },
        ['first name'] ("Ada"): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order['first name']" } },
        ['items'] (list of object): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order['items']" } },
    "#]],
    );
    check(
        "PARAMETERS",
        "States.Format('{} {}', $.order.$0, 1)",
        &expect![[r#"
        id (7): "Parameters": { "TableName": "t", "Key": { "id.$": "States.Format('{} {}', $.order.id, 1)" } },
        first name ("Ada"): "Parameters": { "TableName": "t", "Key": { "id.$": "States.Format('{} {}', $.order['first name'], 1)" } },
        items (list of object): "Parameters": { "TableName": "t", "Key": { "id.$": "States.Format('{} {}', $.order.items, 1)" } },
    "#]],
    );
    check("PARAMETERS", "$.nothing.$0", &expect![[""]]);
}

#[test]
fn whole_paths_where_one_begins() {
    check(
        "PARAMETERS",
        "$0",
        &expect![[r#"
        $.order (object): "Parameters": { "TableName": "t", "Key": { "id.$": "$.order" } },
        $["it's"] (true): "Parameters": { "TableName": "t", "Key": { "id.$": "$[\"it's\"]" } },
    "#]],
    );
    check(
        "PARAMETERS",
        "States.Array($$0)",
        &expect![[r#"
        $.order (object): "Parameters": { "TableName": "t", "Key": { "id.$": "States.Array($.order)" } },
        $["it's"] (true): "Parameters": { "TableName": "t", "Key": { "id.$": "States.Array($[\"it's\"])" } },
    "#]],
    );
}

#[test]
fn every_field_sees_its_own_data() {
    check(
        "SELECTOR",
        "$.$0",
        &expect![[r#"
        Item (object): "ResultSelector": { "loaded.$": "$.Item" },
        ConsumedCapacity (object): "ResultSelector": { "loaded.$": "$.ConsumedCapacity" },
        SdkHttpMetadata (object): "ResultSelector": { "loaded.$": "$.SdkHttpMetadata" },
        SdkResponseMetadata (object): "ResultSelector": { "loaded.$": "$.SdkResponseMetadata" },
    "#]],
    );
    check(
        "SELECTOR",
        "$.ConsumedCapacity.Ta$0",
        &expect![[r#"
        TableName (string): "ResultSelector": { "loaded.$": "$.ConsumedCapacity.TableName" },
        CapacityUnits (number): "ResultSelector": { "loaded.$": "$.ConsumedCapacity.CapacityUnits" },
        ReadCapacityUnits (number): "ResultSelector": { "loaded.$": "$.ConsumedCapacity.ReadCapacityUnits" },
        WriteCapacityUnits (number): "ResultSelector": { "loaded.$": "$.ConsumedCapacity.WriteCapacityUnits" },
        Table (object): "ResultSelector": { "loaded.$": "$.ConsumedCapacity.Table" },
        LocalSecondaryIndexes (object): "ResultSelector": { "loaded.$": "$.ConsumedCapacity.LocalSecondaryIndexes" },
        GlobalSecondaryIndexes (object): "ResultSelector": { "loaded.$": "$.ConsumedCapacity.GlobalSecondaryIndexes" },
        VectorIndexes (object): "ResultSelector": { "loaded.$": "$.ConsumedCapacity.VectorIndexes" },
    "#]],
    );
    check(
        "VARIABLE",
        "$.$0",
        &expect![[r#"
        order (object): "Choices": [{ "Variable": "$.order", "IsPresent": true, "Next": "Each" }],
        it's (true): "Choices": [{ "Variable": "$[\"it's\"]", "IsPresent": true, "Next": "Each" }],
        row (object): "Choices": [{ "Variable": "$.row", "IsPresent": true, "Next": "Each" }],
    "#]],
    );
    check(
        "VARIABLE",
        "$.row.$0",
        &expect![[r#"
        loaded (object): "Choices": [{ "Variable": "$.row.loaded", "IsPresent": true, "Next": "Each" }],
    "#]],
    );
    check(
        "ITEM",
        "$$.Map.Item.Value.$0",
        &expect![[r#"
        sku ("tea"): "ItemSelector": { "what.$": "$$.Map.Item.Value.sku" },
        count (2): "ItemSelector": { "what.$": "$$.Map.Item.Value.count" },
    "#]],
    );
    check(
        "ITEM",
        "$.row.$0",
        &expect![[r#"
        loaded (object): "ItemSelector": { "what.$": "$.row.loaded" },
    "#]],
    );
    check(
        "INSIDE",
        "$.$0",
        &expect![[r#"
        what (object): "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "OutputPath": "$.what", "End": true } } },
    "#]],
    );
}

#[track_caller]
fn point(place: &str, marked: &str, expected: &Expect) {
    let answer = |text: &str| {
        let marked = filled(text, place, marked);
        let setup = Setup::new(&marked, format_of(&marked));
        let found = hover(&setup.analysis, setup.position());
        found.map_or_else(String::new, |it| {
            let range = std::ops::Range::<usize>::from(it.range);
            format!("on {}:\n{}\n", &setup.text[range], it.info)
        })
    };
    let json = answer(JSON);
    assert_eq!(json, answer(YAML), "{marked}");
    expected.assert_eq(&json);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one page after the other")]
fn hover_on_the_members_of_a_path() {
    point(
        "PARAMETERS",
        "$.or$0der.id",
        &expect![[r#"
        on .order:
        **order**

        ```
        {
          id: 7
          first name: "Ada"
          items: list of {
            sku: "tea"
            count: 2
          }
        }
        ```
    "#]],
    );
    point(
        "PARAMETERS",
        "$.order.i$0d",
        &expect![[r#"
        on .id:
        **id** — `7`
    "#]],
    );
    point(
        "PARAMETERS",
        "$.order.i$0t",
        &expect![[r#"
        on .it:
        **it** — certainly not there
    "#]],
    );
    point(
        "PARAMETERS",
        "States.Array($.order.items[$00].sku)",
        &expect![[r#"
        on [0]:
        **element**

        ```
        {
          sku: "tea"
          count: 2
        }
        ```
    "#]],
    );
    point(
        "SELECTOR",
        "$.Item.total.N$0",
        &expect![[r#"
        on .N:
        **N** — `string`
    "#]],
    );
    point(
        "ITEM",
        "$$.Map.Item.Value.s$0ku",
        &expect![[r#"
        on .sku:
        **sku** — `"tea"`
    "#]],
    );
    point(
        "INSIDE",
        "$$0.what",
        &expect![[r#"
        on $:
        **$**

        ```
        {
          what: {
            order: {
              id: 7
              first name: "Ada"
              items: list of object
            }
            it's: true
            row: {
              loaded: object
            }
          }
        }
        ```
    "#]],
    );
}

#[test]
fn hover_on_a_state_shows_what_goes_in_and_out() {
    let on = |text: &str| {
        let text = PLACES
            .iter()
            .fold(text.to_owned(), |text, it| text.replace(it, "$"));
        let at = text.find("Ask").map_or(0, |it| it + 1);
        let marked = format!("{}$0{}", &text[..at], &text[at..]);
        let setup = Setup::new(&marked, format_of(&marked));
        hover(&setup.analysis, setup.position())
            .map(|it| it.info)
            .unwrap_or_default()
    };
    assert_eq!(on(JSON), on(YAML));
    expect![[r#"
        **Ask** — Choice state

        In:
        * `Load`

        Out:
        * `Each` by choice 1
        * `Each` by default

        Data in: `{order: object, it's: true, row: object}`"#]]
    .assert_eq(&on(JSON));
}
