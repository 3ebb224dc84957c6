//! `Result`, and what deployments fill in.

use expect_test::expect;

use crate::check;

#[test]
fn a_result_is_known_to_the_letter() {
    let expected = expect![[r#"
        A: ? → {id: 7, tags: ["a", "b"], of: {all: null, on: true}}
        B: {id: 7, tags: ["a", "b"], of: {all: null, on: true}} → {all: null, on: true}
        C: {all: null, on: true} → {all: null, on: true}
    "#]];
    check(
        r#"{ "StartAt": "A", "States": {
          "A": { "Type": "Pass", "Result": { "id": 7, "tags": ["a", "b"], "of": { "all": null, "on": true } }, "Next": "B" },
          "B": { "Type": "Wait", "Seconds": 1, "OutputPath": "$.of", "Next": "C" },
          "C": { "Type": "Succeed" } } }"#,
        &expected,
    );
}

#[test]
fn in_yaml_too() {
    let expected = expect![[r#"
        A: ? → {id: 7, tags: ["a", "b"], note, more}
        B: {id: 7, tags: ["a", "b"], note, more} → {id: 7, tags: ["a", "b"], note, more}
    "#]];
    check(
        "
StartAt: A
States:
  A:
    Type: Pass
    Result:
      id: 7
      tags: [a, b]
      note: '${Note}'
      more: *elsewhere
    Next: B
  B: {Type: Succeed}
",
        &expected,
    );
}

#[test]
fn what_is_put_into_unknown_data_is_known() {
    let expected = expect![[r#"
        A: ? → {a: {b: 1, …}, …}
        B: {a: {b: 1, …}, …} → {a: {b: 1, c: "x", …}, …}
        C: {a: {b: 1, c: "x", …}, …} → {a: {b: 1, c: "x", …}, …}
        D: {a: {b: 1, c: "x", …}, …} → {}
        E: {} → {}
    "#]];
    check(
        r#"{ "StartAt": "A", "States": {
          "A": { "Type": "Pass", "Result": 1, "ResultPath": "$.a.b", "Next": "B" },
          "B": { "Type": "Pass", "Result": "x", "ResultPath": "$.a.c", "Next": "C" },
          "C": { "Type": "Pass", "Result": {}, "ResultPath": null, "Next": "D" },
          "D": { "Type": "Pass", "InputPath": null, "Next": "E" },
          "E": { "Type": "Succeed" } } }"#,
        &expected,
    );
}
