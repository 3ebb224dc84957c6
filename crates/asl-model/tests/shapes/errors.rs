//! What catchers hand on.

use expect_test::expect;

use crate::check;

#[test]
fn an_error_takes_the_place_of_the_input_or_a_place_in_it() {
    let expected = expect![[r#"
        Before: ? → {id: 1}
        Try: {id: 1} → ?
        Whole: {Error: string or null, Cause: string or null} → {x}
          no id in object
        Beside: {id: 1, error: {Error: string or null, Cause: string or null}} → {id: 1, error: {Error: string or null, Cause: string or null}}
        Without: {id: 1} → {id: 1}
    "#]];
    check(
        r#"{ "StartAt": "Before", "States": {
          "Before": { "Type": "Pass", "Result": { "id": 1 }, "Next": "Try" },
          "Try": { "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f",
            "Catch": [ { "ErrorEquals": ["A"], "Next": "Whole" },
                       { "ErrorEquals": ["B"], "ResultPath": "$.error", "Next": "Beside" },
                       { "ErrorEquals": ["C"], "ResultPath": null, "Next": "Without" } ],
            "End": true },
          "Whole": { "Type": "Pass", "Parameters": { "x.$": "$.id" }, "End": true },
          "Beside": { "Type": "Succeed" },
          "Without": { "Type": "Succeed" } } }"#,
        &expected,
    );
}

#[test]
fn in_jsonata_the_output_says() {
    let expected = expect![[r#"
        Try: ? → ?
        Whole: {Error: string or null, Cause: string or null} → {Error: string or null, Cause: string or null}
        Said: {why: string or null} → {why: string or null}
    "#]];
    check(
        "
QueryLanguage: JSONata
StartAt: Try
States:
  Try:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:f
    Catch:
      - {ErrorEquals: [A], Next: Whole}
      - {ErrorEquals: [B], Output: {why: '{% $states.errorOutput.Cause %}'}, Next: Said}
    End: true
  Whole: {Type: Succeed}
  Said: {Type: Succeed}
",
        &expected,
    );
}

/// Catchers that stand elsewhere lead nobody knows where.
#[test]
fn catchers_from_elsewhere() {
    let expected = expect![[r#"
        A: ? → {a: 1}
        B: ? → ?
        C: ? → ?
    "#]];
    check(
        "
StartAt: A
States:
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B:
    Type: Task
    Resource: arn:aws:states:::sqs:getQueueUrl
    Catch: *all
    Next: C
  C: {Type: Succeed}
",
        &expected,
    );
}
