//! What choice rules say of the data on the way that they lead.

use expect_test::{Expect, expect};

use crate::check;

#[track_caller]
fn chosen(rule: &str, expected: &Expect) {
    let text = format!(
        r#"{{ "StartAt": "Ask", "States": {{
          "Ask": {{ "Type": "Choice", "Choices": [{{ {rule}, "Next": "Yes" }}], "Default": "No" }},
          "Yes": {{ "Type": "Succeed" }}, "No": {{ "Type": "Succeed" }} }} }}"#
    );
    check(&text, expected);
}

#[test]
fn tests_of_unknown_data() {
    chosen(
        r#""Variable": "$.a.b", "IsPresent": true"#,
        &expect![[r#"
        Ask: ? → ?
        Yes: {a: {b, …}, …} → {a: {b, …}, …}
        No: ? → ?
    "#]],
    );
    chosen(
        r#""Variable": "$.a", "IsPresent": false"#,
        &expect![[r#"
        Ask: ? → {a, …}
        Yes: ? → ?
        No: {a, …} → {a, …}
    "#]],
    );
    chosen(
        r#""Variable": "$.a", "IsString": true"#,
        &expect![[r#"
        Ask: ? → {a, …}
        Yes: {a: string, …} → {a: string, …}
        No: {a, …} → {a, …}
    "#]],
    );
    chosen(
        r#""Variable": "$.a", "StringEquals": "x""#,
        &expect![[r#"
        Ask: ? → {a, …}
        Yes: {a: "x", …} → {a: "x", …}
        No: {a, …} → {a, …}
    "#]],
    );
    chosen(
        r#""Variable": "$.a", "NumericGreaterThan": 3"#,
        &expect![[r#"
        Ask: ? → {a, …}
        Yes: {a: number, …} → {a: number, …}
        No: {a, …} → {a, …}
    "#]],
    );
    chosen(
        r#""Not": { "Variable": "$.a", "IsNull": true }"#,
        &expect![[r#"
        Ask: ? → {a: null, …}
        Yes: {a, …} → {a, …}
        No: {a: null, …} → {a: null, …}
    "#]],
    );
    chosen(
        r#""And": [{ "Variable": "$.a", "IsPresent": true }, { "Variable": "$.b", "BooleanEquals": true }]"#,
        &expect![[r#"
            Ask: ? → ?
            Yes: {a, b: true, …} → {a, b: true, …}
            No: ? → ?
        "#]],
    );
    chosen(
        r#""Or": [{ "Variable": "$.a", "StringEquals": "x" }, { "Variable": "$.a", "StringEquals": "y" }]"#,
        &expect![[r#"
            Ask: ? → {a, …}
            Yes: {a: "y" or "x", …} → {a: "y" or "x", …}
            No: {a, …} → {a, …}
        "#]],
    );
}

/// A way that cannot be taken leads nowhere, and what is asked for by its presence may be missing.
#[test]
fn tests_of_known_data() {
    let expected = expect![[r#"
        Make: ? → {kind: "a", size: 3}
        Ask: {kind: "a", size: 3} → {kind: "a", size: 3}
          no kidn in object
        Colored: ? → {x}
        Kind: {kind: "a", size: 3} → {kind: "a", size: 3}
        Other: {kind: "a", size: 3} → {kind: "a", size: 3}
    "#]];
    check(
        r#"{ "StartAt": "Make", "States": {
          "Make": { "Type": "Pass", "Result": { "kind": "a", "size": 3 }, "Next": "Ask" },
          "Ask": { "Type": "Choice", "Choices": [
            { "Variable": "$.color", "IsPresent": true, "Next": "Colored" },
            { "And": [{ "Variable": "$.shade", "IsPresent": true }, { "Variable": "$.shade", "IsNull": false }], "Next": "Colored" },
            { "Variable": "$.kidn", "StringEquals": "a", "Next": "Kind" },
            { "Variable": "$.kind", "StringEquals": "a", "Next": "Kind" } ], "Default": "Other" },
          "Colored": { "Type": "Pass", "Parameters": { "x.$": "$.color" }, "End": true },
          "Kind": { "Type": "Succeed" },
          "Other": { "Type": "Succeed" } } }"#,
        &expected,
    );
}

#[test]
fn conditions_of_jsonata() {
    let expected = expect![[r#"
        Make: ? → {kind: string, size}
        Ask: {kind: string, size} → {kind: string, size}
        IsA: {kind: "A", size} → {kind: "A", size}
        Large: {kind: string, size} → {kind: string, size}
        Other: {kind: string, size} → {kind: string, size}
    "#]];
    check(
        "
QueryLanguage: JSONata
StartAt: Make
States:
  Make: {Type: Pass, Output: {kind: '{% $uppercase(\"a\") %}', size: '{% $states.input.size %}'}, Next: Ask}
  Ask:
    Type: Choice
    Choices:
      - {Condition: \"{% $states.input.kind = 'A' %}\", Next: IsA}
      - {Condition: \"{% $not($exists($states.input.color)) and $states.input.size > 1 %}\", Next: Large}
    Default: Other
  IsA: {Type: Succeed}
  Large: {Type: Succeed}
  Other: {Type: Succeed}
",
        &expected,
    );
}
