//! Completion and hover below values of which the text says what they are, in both languages and
//! notations.

use asl_ide::{CompletionConfig, completions, hover};
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of};

const JSON: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Begin",
  "States": {
    "Begin": {
      "Type": "Pass",
      "Assign": {
        "order": { "id": 7, "buyer": { "first name": "A", "age": "{% $states.input.age %}" } },
        "items": "{% [{'price': 2, 'tags': ['a']}, {'price': 3, 'kind': null}] %}",
        "copy": "{% $self.id %}", "self": "{% $copy %}"
      },
      "Next": "Work"
    },
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Arguments": { "Message": "{% HERE %}" },
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "failure": "{% $states.errorOutput %}" }, "Next": "Failed" }],
      "Next": "Failed"
    },
    "Failed": { "Type": "Succeed", "Output": "{% THERE %}" }
  }
}
"#;

const YAML: &str = r#"
QueryLanguage: JSONata
StartAt: Begin
States:
  Begin:
    Type: Pass
    Assign:
      order:
        id: 7
        buyer: {first name: A, age: '{% $states.input.age %}'}
      items: >-
        {% [{'price': 2, 'tags': ['a']},
        {'price': 3, 'kind': null}] %}
      copy: "{% $self.id %}"
      self: "{% $copy %}"
    Next: Work
  Work:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Arguments:
      Message: "{% HERE %}"
    Catch:
      - ErrorEquals: [States.ALL]
        Assign:
          failure: "{% $states.errorOutput %}"
        Next: Failed
    Next: Failed
  Failed:
    Type: Succeed
    Output: |-
      {% THERE %}
"#;

const JSON_PATH: &str = r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Assign": { "order": { "id": 7, "buyer": { "age.$": "$.age" } }, "copy.$": "$order.buyer" }, "Next": "Again" },
    "Again": { "Type": "Pass", "Assign": { "more.$": "$order", "deep": [{ "x": 1 }] }, "Next": "Work" },
    "Work": { "Type": "Pass", "InputPath": "HERE", "Parameters": { "a.$": "States.Format('{}', THERE)" }, "End": true }
  }
}
"#;

fn filled(text: &str, place: &str, marked: &str) -> String {
    let other = if place == "HERE" { "THERE" } else { "HERE" };
    // `HERE` is a part of `THERE`.
    let text = text.replace("THERE", "\u{1}").replace("HERE", "\u{2}");
    let (mine, others) = if other == "HERE" {
        ("\u{1}", "\u{2}")
    } else {
        ("\u{2}", "\u{1}")
    };
    text.replace(mine, marked).replace(others, "$")
}

fn list(marked: &str) -> String {
    let setup = Setup::new(marked, format_of(marked));
    let config = CompletionConfig {
        snippets: true,
        ..CompletionConfig::default()
    };
    let mut items = completions(&setup.analysis, setup.position(), &config);
    items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
    let item = |it: &asl_ide::CompletionItem| match &it.detail {
        Some(detail) => format!("{} ({detail}) as {}\n", it.label, it.edit.insert),
        None => format!("{} as {}\n", it.label, it.edit.insert),
    };
    items.iter().map(item).collect()
}

/// The same in JSON and in YAML.
fn check(place: &str, marked: &str, expected: &Expect) {
    let json = list(&filled(JSON, place, marked));
    assert_eq!(json, list(&filled(YAML, place, marked)), "{marked}");
    expected.assert_eq(&json);
}

#[test]
fn members_of_assigned_objects() {
    check(
        "HERE",
        "$order.$0",
        &expect![[r#"
        id (7) as id
        buyer (object) as buyer
    "#]],
    );
    check(
        "HERE",
        "$order.buyer.$0",
        &expect![[r#"
        first name ("A") as `first name`
        age as age
    "#]],
    );
    check("HERE", "$order.id.$0", &expect![[""]]);
    check(
        "HERE",
        "$items.$0",
        &expect![[r#"
            price (2 or 3) as price
            tags (list of "a") as tags
            kind (null) as kind
        "#]],
    );
    check(
        "HERE",
        "$items[0].pr$0",
        &expect![[r#"
            price (2 or 3) as price
            tags (list of "a") as tags
            kind (null) as kind
        "#]],
    );
    check(
        "HERE",
        "$items[price > 2].$0",
        &expect![[r#"
            price (2 or 3) as price
            tags (list of "a") as tags
            kind (null) as kind
        "#]],
    );
    check("HERE", "$unknown.$0", &expect![[""]]);
}

#[test]
fn members_of_what_the_expression_makes() {
    check(
        "HERE",
        "($o := {'a': {'b': 1}}; $o.a.$0)",
        &expect![[r#"
        b (1) as b
    "#]],
    );
    check(
        "HERE",
        "{'a': 1, 'b-c': 2}.$0",
        &expect![[r#"
        a (1) as a
        b-c (2) as `b-c`
    "#]],
    );
    check(
        "HERE",
        "$map($items, function($one) { $one.$0 })",
        &expect![[r#"
            price (2 or 3) as price
            tags (list of "a") as tags
            kind (null) as kind
        "#]],
    );
    check(
        "HERE",
        "$items ~> $filter(function($one) { $one.ki$0 })",
        &expect![[r#"
            price (2 or 3) as price
            tags (list of "a") as tags
            kind (null) as kind
        "#]],
    );
    check(
        "HERE",
        "($e := $states.context.Execution; $e.$0)",
        &expect![[r#"
            Id (string) as Id
            Input as Input
            Name (string) as Name
            RoleArn (string) as RoleArn
            StartTime (string) as StartTime
            RedriveCount (number) as RedriveCount
            RedriveTime (string) as RedriveTime
            failure (elsewhere in the definition) as failure
            price (elsewhere in the definition) as price
            tags (elsewhere in the definition) as tags
            kind (elsewhere in the definition) as kind
            order (elsewhere in the definition) as order
            id (elsewhere in the definition) as id
            buyer (elsewhere in the definition) as buyer
            first name (elsewhere in the definition) as `first name`
            age (elsewhere in the definition) as age
            items (elsewhere in the definition) as items
            copy (elsewhere in the definition) as copy
            self (elsewhere in the definition) as self
        "#]],
    );
    check(
        "HERE",
        "(true ? {'a': 1} : {'b': 1}).$0",
        &expect![[r#"
        a (1) as a
        b (1) as b
    "#]],
    );
}

#[test]
fn members_of_the_items_in_a_filter() {
    let marked = filled(JSON, "HERE", "$items[$0]");
    let all = list(&marked);
    let members = all.lines().filter(|it| !it.starts_with('$'));
    expect![[r#"
        price (2 or 3) as price
        tags (list of "a") as tags
        kind (null) as kind"#]]
    .assert_eq(&members.collect::<Vec<_>>().join("\n"));
    let marked = filled(YAML, "HERE", "$items[pr$0 > 2]");
    assert!(list(&marked).contains("price (2 or 3) as price"));
    assert!(!list(&filled(JSON, "HERE", "$items & [$0]")).contains("price"));
}

#[test]
fn members_of_errors_and_of_the_item() {
    check(
        "THERE",
        "$failure.$0",
        &expect![[r#"
            Error (string or null) as Error
            Cause (string or null) as Cause
        "#]],
    );
    check(
        "HERE",
        "$states.context.Map.Item.$0",
        &expect![[r#"
        Index (number, inside a Map) as Index
        Value (any JSON, inside a Map) as Value
        Key (text, inside a Map over an object or over S3) as Key
        Source (text, inside a Map) as Source
    "#]],
    );
}

#[test]
fn variables_made_of_each_other_end() {
    check(
        "HERE",
        "$self.$0",
        &expect![[r#"
        id (in other paths) as id
        failure (elsewhere in the definition) as failure
        price (elsewhere in the definition) as price
        tags (elsewhere in the definition) as tags
        kind (elsewhere in the definition) as kind
        order (elsewhere in the definition) as order
        buyer (elsewhere in the definition) as buyer
        first name (elsewhere in the definition) as `first name`
        age (elsewhere in the definition) as age
        items (elsewhere in the definition) as items
        copy (elsewhere in the definition) as copy
        self (elsewhere in the definition) as self
    "#]],
    );
}

#[test]
fn members_in_paths() {
    expect![[r#"
        id (7) as id
        buyer (object) as buyer
    "#]]
    .assert_eq(&list(&filled(JSON_PATH, "HERE", "$order.$0")));
    expect![[r#"
        id (7) as id
        buyer (object) as buyer
    "#]]
    .assert_eq(&list(&filled(JSON_PATH, "HERE", "$order.bu$0yer.age")));
    expect![[r#"
        age as age
    "#]]
    .assert_eq(&list(&filled(JSON_PATH, "THERE", "$order.buyer.$0")));
    expect![[r#"
        id (7) as id
        buyer (object) as buyer
    "#]]
    .assert_eq(&list(&filled(JSON_PATH, "THERE", "$more.$0")));
    expect![[r#"
        x (1) as x
    "#]]
    .assert_eq(&list(&filled(JSON_PATH, "THERE", "$deep[0].$0")));
}

#[test]
fn an_expression_as_a_value() {
    let json = JSON.replace("\"{% THERE %}\"", "$0");
    expect![[r#"
        {% %} (JSONata expression) as "{% $0 %\}"
    "#]]
    .assert_eq(&list(&json));
    let yaml = YAML.replace("|-\n      {% THERE %}", "$0");
    expect![[r#"
        {% %} (JSONata expression) as "{% $0 %\}"
    "#]]
    .assert_eq(&list(&yaml));
    let quoted = JSON.replace("\"{% THERE %}\"", "\"$0\"");
    expect![[r#"
        {% %} (JSONata expression) as "{% $0 %\}"
    "#]]
    .assert_eq(&list(&quoted));
    let item = JSON.replace("\"{% THERE %}\"", "{ \"a\": [$0] }");
    expect![[r#"
        {% %} (JSONata expression) as "{% $0 %\}"
    "#]]
    .assert_eq(&list(&item));
    let path = JSON_PATH.replace("\"HERE\"", "$0");
    assert!(!list(&path).contains("{%"));
    let seconds = r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": $0}}}"#;
    expect![[r#"
        {% %} (JSONata expression) as "{% $0 %\}"
    "#]]
    .assert_eq(&list(seconds));
    let name = r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Next": $0}}}"#;
    assert!(!list(name).contains("{%"));
}

fn point(marked: &str) -> String {
    let setup = Setup::new(marked, format_of(marked));
    hover(&setup.analysis, setup.position()).map_or("nothing".to_owned(), |it| {
        format!("on {}:\n{}\n", &setup.text[it.range], it.info)
    })
}

#[test]
fn hover_shows_what_is_known() {
    let known = |marked, expected: &Expect| {
        let json = point(&filled(JSON, "HERE", marked));
        assert_eq!(json, point(&filled(YAML, "HERE", marked)));
        expected.assert_eq(&json);
    };
    known(
        "$order.i$0d",
        &expect![[r#"
        on id:
        **id** — `7`
    "#]],
    );
    known(
        "$order.buyer.`first na$0me`",
        &expect![[r#"
        on `first name`:
        **first name** — `"A"`
    "#]],
    );
    known("$order.buyer.ag$0e", &expect!["nothing"]);
    known(
        "($limit := 'x'; $lim$0it)",
        &expect![[r#"
        on $limit:
        **$limit** — a variable of this expression

        `"x"`
    "#]],
    );
    known(
        "$ite$0ms",
        &expect![[r#"
            on $items:
            **$items** — has a value here

            Assigned in:
            * `Begin`: `list of object`
        "#]],
    );
}
